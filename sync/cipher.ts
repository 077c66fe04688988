/**
 * Files as they lie on a remote: compressed, then encrypted with AES-256-GCM under a random IV. The head says in clear
 * which key opens the file; format, office, key and name are additional data, so that a file that was renamed, moved
 * from another office or given another head does not open.
 *
 *   «SMO1» · length of the key's id, 1 byte · key's id · IV, 12 bytes · ciphertext with its tag
 */
import { type Bytes, fromUtf8, joined, random, utf8 } from '../office/bytes';

const MAGIC = utf8('SMO1');
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** A file that unpacks to more is no file of ours: a small one must not fill the memory. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/** Why a file does not open: see `Aside` in `segment.ts`. */
export class CipherError extends Error {
  constructor(
    readonly reason: 'foreign' | 'newer' | 'key' | 'torn',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CipherError';
  }
}

interface Lock {
  office: string;
  name: string;
}

/**
 * Packs and encrypts.
 * @param nameFor gives the file its name, which may tell the size that it will have
 */
export async function encrypt(
  plain: Bytes,
  { id, key }: { id: string; key: CryptoKey },
  office: string,
  nameFor: (size: number) => string,
): Promise<{ name: string; bytes: Bytes }> {
  const keyId = utf8(id);
  if (keyId.length > 255) throw new RangeError('the id of a key is at most 255 bytes');
  const iv = random(IV_BYTES);
  const content = await packed(plain);
  const head = joined(MAGIC, new Uint8Array([keyId.length]), keyId, iv);
  const name = nameFor(head.length + content.length + TAG_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: bound({ office, name }, id) };
  const sealed = await crypto.subtle.encrypt(algorithm, key, content);
  return { name, bytes: joined(head, new Uint8Array(sealed)) };
}

/**
 * Decrypts and unpacks.
 * @param keyOf null: no such key is known
 * @throws CipherError
 */
export async function decrypt(
  bytes: Bytes,
  keyOf: (id: string) => Promise<CryptoKey | null>,
  lock: Lock,
): Promise<Bytes> {
  const { id, iv, sealed } = headOf(bytes);
  const key = await keyOf(id);
  if (!key) throw new CipherError('key', `no key ${id}`);
  const algorithm = { name: 'AES-GCM', iv, additionalData: bound(lock, id) };
  try {
    return await unpacked(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed)));
  } catch (error) {
    if (error instanceof CipherError) throw error;
    throw new CipherError('torn', 'does not open', { cause: error });
  }
}

function headOf(bytes: Bytes): { id: string; iv: Bytes; sealed: Bytes } {
  const magic = bytes.subarray(0, MAGIC.length);
  if (!magic.every((byte, at) => byte === MAGIC[at])) {
    const isLater = magic.length === MAGIC.length && magic.subarray(0, 3).every((byte, at) => byte === MAGIC[at]);
    throw new CipherError(isLater ? 'newer' : 'foreign', 'another format');
  }
  const start = MAGIC.length + 1;
  const end = start + (bytes[MAGIC.length] ?? 0);
  if (bytes.length <= end + IV_BYTES) throw new CipherError('torn', 'shorter than its head');
  try {
    const id = fromUtf8(bytes.slice(start, end));
    return { id, iv: bytes.slice(end, end + IV_BYTES), sealed: bytes.slice(end + IV_BYTES) };
  } catch (error) {
    throw new CipherError('torn', 'no id of a key', { cause: error });
  }
}

function bound({ office, name }: Lock, keyId: string): Bytes {
  return utf8(JSON.stringify(['smotritel file 1', office, keyId, name]));
}

async function packed(plain: Bytes): Promise<Bytes> {
  const stream = new Blob([plain]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function unpacked(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let { done, value } = await reader.read(); !done && value; { done, value } = await reader.read()) {
    length += value.length;
    if (length > MOST_UNPACKED) {
      await reader.cancel();
      throw new CipherError('foreign', 'unpacks to too much');
    }
    parts.push(value);
  }
  return joined(...parts);
}
