/**
 * A folder on a WebDAV server: any cloud disk or network storage. PUT, GET, DELETE and PROPFIND are all that is asked.
 * No server can be trusted with If-Match: most ignore it, and the best lets two writers win.
 */
import { type Bytes, toBase64, utf8 } from '../office/bytes';
import { readListing } from './propfind';
import { type Entry, faultOfStatus, type Remote, RemoteError, type RemoteFault } from './remote';

export interface WebDavPlace {
  /** Address of the folder, which must exist. */
  url: string;
  user: string;
  /** Best one that the cloud gives to a single app. */
  password: string;
}

/** A slow line in a village sends a megabyte in that time. */
const PATIENCE = 60_000;
const MOST_LISTING = 16 * 1024 * 1024;
const MOST_FILE = 64 * 1024 * 1024;

const QUESTION =
  '<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop>' +
  '<d:resourcetype/><d:getcontentlength/><d:getetag/><d:getlastmodified/></d:prop></d:propfind>';

export class WebDav implements Remote {
  readonly #folder: string;
  readonly #authorization: string | null;
  readonly #fetch: typeof fetch;

  /** @param ask tests give one that leads through a proxy */
  constructor({ url, user, password }: WebDavPlace, ask: typeof fetch = (input, init) => fetch(input, init)) {
    this.#folder = url.endsWith('/') ? url : `${url}/`;
    this.#authorization = user === '' && password === '' ? null : `Basic ${toBase64(utf8(`${user}:${password}`))}`;
    this.#fetch = ask;
  }

  async list(signal?: AbortSignal): Promise<Entry[]> {
    const headers = { Depth: '1', 'Content-Type': 'application/xml; charset=utf-8' };
    const { status, body } = await this.#ask('PROPFIND', '', { headers, body: QUESTION, signal, most: MOST_LISTING });
    if (status === 405 || status === 501) throw new RemoteError('strange', `PROPFIND: ${status}`);
    if (status !== 207) throw refusal('PROPFIND', status);
    return readListing(body, this.#folder);
  }

  async get(name: string, signal?: AbortSignal): Promise<Bytes | null> {
    const { status, body } = await this.#ask('GET', name, { signal, most: MOST_FILE });
    if (status === 404 || status === 410) return null;
    if (status !== 200) throw refusal('GET', status);
    return body;
  }

  async put(name: string, bytes: Bytes, signal?: AbortSignal): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream' };
    const { status } = await this.#ask('PUT', name, { headers, body: bytes, signal });
    if (status !== 200 && status !== 201 && status !== 204) throw refusal('PUT', status);
  }

  async delete(name: string, signal?: AbortSignal): Promise<void> {
    const { status } = await this.#ask('DELETE', name, { signal });
    if (status !== 200 && status !== 202 && status !== 204 && status !== 404 && status !== 410) {
      throw refusal('DELETE', status);
    }
  }

  async #ask(method: string, name: string, options: Question): Promise<{ status: number; body: Bytes }> {
    const { headers, body, signal, most = 0 } = options;
    const timer = AbortSignal.timeout(PATIENCE);
    try {
      const response = await this.#fetch(`${this.#folder}${encodeURIComponent(name)}`, {
        method,
        headers: { ...headers, ...(this.#authorization && { Authorization: this.#authorization }) },
        ...(body !== undefined && { body }),
        // No dialog of the browser's for a wrong password, no cookie of the cloud's own pages, no old listing.
        credentials: 'omit',
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, timer]) : timer,
      });
      return { status: response.status, body: response.ok ? await bodyOf(response, most) : await dropped(response) };
    } catch (error) {
      if (error instanceof RemoteError || signal?.aborted) throw error;
      throw new RemoteError(faultOf(error, timer), `${method}: ${String(error)}`, { cause: error });
    }
  }
}

interface Question {
  headers?: Record<string, string>;
  body?: string | Bytes;
  signal?: AbortSignal | undefined;
  /** Bytes of an answer that are read at most; of none, when the answer does not matter. */
  most?: number;
}

function faultOf(error: unknown, timer: AbortSignal): RemoteFault {
  if (timer.aborted) return 'slow';
  // Whatever else happens on the line: no such host, refused, broken off, a certificate that is not believed.
  if (error instanceof TypeError || (error instanceof DOMException && error.name === 'NetworkError')) return 'offline';
  throw error;
}

function refusal(method: string, status: number): RemoteError {
  return new RemoteError(faultOfStatus(status), `${method}: ${status}`);
}

/** @throws RemoteError for more bytes than `most` */
async function bodyOf(response: Response, most: number): Promise<Bytes> {
  if (most === 0) return dropped(response);
  const told = Number(response.headers.get('Content-Length') ?? 0);
  if (told > most) throw new RemoteError('strange', `${told} bytes`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length > most) throw new RemoteError('strange', `${bytes.length} bytes`);
  return bytes;
}

async function dropped(response: Response): Promise<Bytes> {
  await response.body?.cancel();
  return new Uint8Array(0);
}
