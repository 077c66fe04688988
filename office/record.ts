/**
 * A record: the unit of everything that the office shares. Records are never changed or taken back; a change is a new
 * record that names those it supersedes. `revisions.ts` says what follows from parents, `fold.ts` from the whole set.
 *
 * Version 1 was called a revision and had no `previous`. It stays a valid record as it is: its id is the hash of its
 * content, so rewriting it would change the id that its children and everybody's files name. Its place in the author's
 * line is told by its running number alone, and the author's first record of version 2 names the last of version 1.
 *
 * What a segment (`sync/`) may assume, now and of every later version:
 * - `id` is the hex SHA-256 of the canonical JSON (RFC 8785) of everything else in the record: `isWhole`. Whoever holds
 *   the bytes needs nothing more to know that they are whole; a record is passed on exactly as it came.
 * - `author` and `seq` (from 1, without holes as written) place it in its author's line. A segment is a run of one
 *   author's numbers. One author and number with two ids is a fork: both are kept, and the browser that finds its own
 *   number taken goes on under a new author id (`storage/records.ts`).
 * - `author` is `<member>.<suffix>` for a member of an office (`membership.ts`), and only that member's signature over a
 *   segment vouches for it. Any other author wrote before he belonged to an office: whoever carries it vouches for it.
 * - Unknown kinds, and versions later than `VERSION` whose other fields nobody here knows, are kept and passed on.
 * - No record holds personal data; nothing ever has to be erased from a segment.
 */
import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';

/** The version that this code writes. */
export const RECORD_VERSION = 2 as const;

/** Bytes that are hashed sooner than they are handed to another thread. */
const SHORT = 16_384;

const Id = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const ENVELOPE = {
  /** Hex SHA-256 of the canonical JSON (RFC 8785) of everything else in it. */
  id: Id,
  /** `template`, `page`, `profile`, `clause`, `approval` …; kinds that this version does not know are kept as they are. */
  kind: z.string().check(z.minLength(1)),
  /** What it is a record of. */
  entity: z.string().check(z.minLength(1)),
  /** Ids of the records that it supersedes; empty for the first one. */
  parents: z.array(z.string()),
  /** ms since the epoch, by the author's clock; for display only. */
  at: z.number(),
  /** Random id of the browser that wrote it; see the head of this file. */
  author: z.string().check(z.minLength(1)),
  /** The author's running number, from 1. */
  seq: z.int().check(z.minimum(1)),
};

/** Strict: a field that is not hashed into the id by every reader would make one id stand for two contents. */
const First = z.strictObject({ version: z.literal(1), ...ENVELOPE, body: z.unknown() });
const Second = z.strictObject({
  version: z.literal(2),
  ...ENVELOPE,
  /** Id of the author's previous record; null for his first. */
  previous: z.nullable(Id),
  body: z.unknown(),
});

/** A record that this version understands. */
export const Revision = z.discriminatedUnion('version', [First, Second]);
export type Revision = z.infer<typeof Revision>;

/** A record of a version that is still to come: known by its envelope, kept with all that it holds. */
export const LaterRecord = z.looseObject({
  ...ENVELOPE,
  version: z.int().check(z.minimum(RECORD_VERSION + 1)),
});
export type LaterRecord = z.infer<typeof LaterRecord>;

/** Anything that may lie in a segment, a file or the database. */
export const OfficeRecord = z.union([Revision, LaterRecord]);
export type OfficeRecord = z.infer<typeof OfficeRecord>;

/** Everything of a revision but its id. */
export type Content = Omit<z.infer<typeof First>, 'id'> | Omit<z.infer<typeof Second>, 'id'>;

export function isKnown(record: OfficeRecord): record is Revision {
  return record.version <= RECORD_VERSION;
}

/**
 * Gives a content its id. The body is kept as JSON holds it: fields that are `undefined` are left out, halves of
 * surrogate pairs (cut emoji) become U+FFFD, because canonical JSON has no word for them.
 * @throws TypeError for a body that JSON cannot hold: NaN, a cycle, no value at all.
 */
export async function sealRevision(content: Content): Promise<Revision> {
  if (content.body === undefined) throw new TypeError('a revision must have a body');
  const json = canonical(content, wellFormed);
  return { ...(parsed(json) as Content), id: await sha256(json) } as Revision;
}

/** Whether the id is that of the content. */
export async function isWhole(record: OfficeRecord): Promise<boolean> {
  const { id, ...content } = record;
  try {
    return (await sha256(canonical(content))) === id;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Hex SHA-256 of bytes, or of a text in UTF-8. */
export async function sha256(content: string | BufferSource): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  // The browser's own hash is another thread's work: ten thousand records in a row would wait for it seconds.
  if (bytes instanceof Uint8Array && bytes.length < SHORT) return bytesToHex(hash(bytes));
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Canonical JSON (RFC 8785). @throws TypeError for what JSON cannot hold. */
export function canonical(content: unknown, prepare: (value: unknown) => unknown = (value) => value): string {
  try {
    const json = canonicalize(prepare(content));
    if (json !== undefined) return json;
  } catch (error) {
    throw new TypeError('a revision must be plain JSON', { cause: error });
  }
  throw new TypeError('a revision must be plain JSON');
}

/** @throws TypeError: the library writes a function as `undefined`. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new TypeError('a revision must be plain JSON', { cause: error });
  }
}

/** A copy in which every text can be written in UTF-8. Anything that is no plain object is left for JSON to judge. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), wellFormed(inner)]));
}
