/** Asks a server for a pack, without saying who asks. */
import { MOST_BYTES } from './pack';
import type { Arrival, Subscription } from './subscription';

/** A slow line takes two megabytes in that time; a server that never ends is not waited for. */
const PATIENCE = 60_000;

/**
 * One conditional GET: the server sends nothing when it has nothing new. Network faults are answers too.
 * @param get the browser's `fetch`
 */
export async function fetchPack(
  { url, etag, modified, good }: Pick<Subscription, 'url' | 'etag' | 'modified' | 'good'>,
  get: typeof fetch = fetch,
): Promise<Arrival> {
  if (url === null) return { type: 'failed', why: 'network', detail: '' };
  const headers = new Headers();
  // Without the file that it names, «unchanged» would be no answer.
  if (good && etag) headers.set('If-None-Match', etag);
  if (good && modified) headers.set('If-Modified-Since', modified);
  try {
    const response = await get(url, {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (response.status === 304 && good) return { type: 'unchanged' };
    if (!response.ok) return { type: 'failed', why: 'server', detail: String(response.status) };
    const text = await bounded(response);
    if (text === null) return { type: 'too-large' };
    return { type: 'fresh', text, etag: response.headers.get('ETag'), modified: response.headers.get('Last-Modified') };
  } catch (error) {
    return { type: 'failed', why: 'network', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** The body, or null as soon as it is longer than a pack may be, whatever its headers say. */
async function bounded(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return response.text();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > MOST_BYTES) {
      await reader.cancel();
      return null;
    }
    parts.push(next.value);
  }
  return new Blob(parts).text();
}

/** An address that packs may come from: https, or http where the office's administrator or its own network has it. */
export function packAddress(typed: string): URL | null {
  const text = typed.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) return null;
  const url = new URL(whole);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) return null;
  url.hash = '';
  return url;
}
