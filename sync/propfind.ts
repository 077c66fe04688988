/** A WebDAV listing (RFC 4918, 207 Multi-Status). Prefixes of names differ from server to server and are not looked at. */
import { parseXml, XmlElement, XmlError } from '@rgrove/parse-xml';
import { type Bytes, fromUtf8 } from '../office/bytes';
import { type Entry, RemoteError } from './remote';

/**
 * The files in a folder; folders in it are left out.
 * @param folder address of the folder, with a slash at the end
 * @throws RemoteError `strange` for what is no listing
 */
export function readListing(body: Bytes, folder: string): Entry[] {
  const root = rootOf(body);
  if (!root || localName(root) !== 'multistatus') throw new RemoteError('strange', 'the answer is no WebDAV listing');
  return children(root, 'response').flatMap((response) => entryOf(response, folder) ?? []);
}

function rootOf(body: Bytes): XmlElement | null {
  try {
    return parseXml(fromUtf8(body)).root;
  } catch (error) {
    if (!(error instanceof XmlError || error instanceof TypeError)) throw error;
    throw new RemoteError('strange', 'the answer is no XML', { cause: error });
  }
}

function entryOf(response: XmlElement, folder: string): Entry | null {
  const href = children(response, 'href')[0]?.text.trim();
  const name = href === undefined ? null : nameOf(href, folder);
  // Properties that the server does not have come in a second `propstat`, with 404.
  const props = children(response, 'propstat')
    .filter((one) => isFound(one))
    .flatMap((one) => children(one, 'prop'));
  if (name === null || props.length === 0) return null;
  if (props.flatMap((prop) => children(prop, 'resourcetype')).some((type) => children(type, 'collection').length > 0)) {
    return null;
  }
  const value = (property: string): string | null =>
    props
      .flatMap((prop) => children(prop, property))
      .map(({ text }) => text.trim())
      .find(Boolean) ?? null;
  const size = value('getcontentlength');
  return {
    name,
    size: size !== null && /^\d{1,15}$/.test(size) ? Number(size) : null,
    mark: value('getetag') ?? value('getlastmodified'),
  };
}

function isFound(propstat: XmlElement): boolean {
  const status = children(propstat, 'status')[0]?.text ?? '200';
  return /\b2\d\d\b/.test(status);
}

/** The last part of an address, which may be whole or only a path; null for the folder itself. */
function nameOf(href: string, folder: string): string | null {
  try {
    const { pathname } = new URL(href, folder);
    const name = pathname.endsWith('/') ? '' : pathname.slice(pathname.lastIndexOf('/') + 1);
    return decodeURIComponent(name) || null;
  } catch {
    // A name that is no address of ours: some other program's.
    return null;
  }
}

function children(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => child instanceof XmlElement && localName(child) === name,
  );
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
