/** The remote behind a setup. */
import { Folder } from './folder';
import type { Remote } from './remote';
import { reveal, type Setup } from './setup';
import { WebDav } from './webdav';

/** @throws DOMException when the password cannot be read any more */
export async function openRemote(setup: Setup): Promise<Remote> {
  if (setup.kind === 'folder') return new Folder(setup.handle);
  const { url, user, secret } = setup;
  return new WebDav({ url, user, password: await reveal(secret) });
}
