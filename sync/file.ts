/**
 * The exchange by file, for an office without a network: what would lie on a remote, in one file. It is encrypted file by
 * file as there; the head tells names and sizes only.
 *
 *   «SMOF1» · length of the head, 4 bytes, big-endian · head, JSON · the files one after the other
 */
import * as z from 'zod/mini';
import { type Bytes, fromUtf8, joined, utf8 } from '../office/bytes';
import { parseName } from './names';
import type { Entry, Remote } from './remote';

const MAGIC = utf8('SMOF1');
const MOST_FILES = 100_000;

const Head = z.array(z.object({ name: z.string(), size: z.int().check(z.minimum(0)) })).check(z.maxLength(MOST_FILES));

/** `foreign` no exchange file · `newer` of a later version · `torn` not complete */
export class ParcelError extends Error {
  constructor(readonly fault: 'foreign' | 'newer' | 'torn') {
    super(`exchange file: ${fault}`);
    this.name = 'ParcelError';
  }
}

export type Parcel = ReadonlyMap<string, Bytes>;

export function packParcel(files: Parcel): Bytes {
  const head = utf8(JSON.stringify([...files].map(([name, bytes]) => ({ name, size: bytes.length }))));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  return joined(MAGIC, length, head, ...files.values());
}

/** @throws ParcelError */
export function openParcel(bytes: Bytes): Parcel {
  const start = MAGIC.length + 4;
  const magic = bytes.subarray(0, MAGIC.length);
  if (magic.some((byte, at) => byte !== MAGIC[at]) || bytes.length < start) {
    const isLater = magic.length === MAGIC.length && magic.subarray(0, -1).every((byte, at) => byte === MAGIC[at]);
    throw new ParcelError(isLater ? 'newer' : 'foreign');
  }
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length);
  const head = headOf(bytes.subarray(start, start + length));
  const files = new Map<string, Bytes>();
  let at = start + length;
  for (const { name, size } of head) {
    if (at + size > bytes.length) throw new ParcelError('torn');
    files.set(name, bytes.slice(at, at + size));
    at += size;
  }
  return files;
}

function headOf(bytes: Bytes): z.infer<typeof Head> {
  try {
    const head = Head.safeParse(JSON.parse(fromUtf8(bytes)));
    if (head.success) return head.data;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw new ParcelError('torn');
}

/**
 * A remote that a file is made from: what went into earlier files counts as being there, so that only what is new since
 * is written.
 */
export class Outbox implements Remote {
  readonly files = new Map<string, Bytes>();

  /** @param earlier names of files in earlier parcels; none: everything is written */
  constructor(private readonly earlier: readonly string[]) {}

  async list(): Promise<Entry[]> {
    return this.earlier.flatMap((name) => {
      const size = parseName(name)?.size;
      return size === undefined ? [] : [{ name, size, mark: null }];
    });
  }

  async get(): Promise<Bytes | null> {
    return null;
  }

  async put(name: string, bytes: Bytes): Promise<void> {
    this.files.set(name, bytes);
  }

  async delete(): Promise<void> {}
}
