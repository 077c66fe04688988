/**
 * The copy that lies outside this PC: one encrypted file. First a line of JSON that names what it is and how its key was
 * made, then AES-256-GCM over the gzipped content, bound to that line. Whoever has the file and the words can read it.
 */
import * as z from 'zod/mini';
import { type Bytes, fromBase64, fromUtf8, joined, random, toBase64, utf8 } from './bytes';
import { ITERATIONS, keyOfWords, LEAST_ITERATIONS, MOST_ITERATIONS } from './passphrase';

const FORMAT = 'smotritel backup';
const VERSION = 1;
/** Longer than any first line. */
const HEAD_BYTES = 4096;
const NEWLINE = 10;

/** How a key was made of words, without the words. */
export const Derivation = z.object({
  name: z.literal('PBKDF2-SHA256'),
  iterations: z.int().check(z.minimum(LEAST_ITERATIONS), z.maximum(MOST_ITERATIONS)),
  salt: z.string(),
});
export type Derivation = z.infer<typeof Derivation>;

/** A key with its making; the key cannot be taken out. */
export interface BackupKey {
  key: CryptoKey;
  kdf: Derivation;
}

const Head = z.object({
  format: z.literal(FORMAT),
  version: z.number(),
  /** For the person who finds the file: whose it is and when it was made, ms. */
  name: z.string(),
  at: z.number(),
  kdf: Derivation,
  iv: z.string(),
});

/** `foreign`: no such file, or a torn one; `newer`: of a later version; `passphrase`: other words, or altered bytes. */
export class BackupError extends Error {
  constructor(
    readonly fault: 'foreign' | 'newer' | 'passphrase',
    cause?: unknown,
  ) {
    super(`backup: ${fault}`, { cause });
    this.name = 'BackupError';
  }
}

/** Half a second of work, once for many copies. */
export async function makeBackupKey(passphrase: string): Promise<BackupKey> {
  const salt = random(16);
  const kdf: Derivation = { name: 'PBKDF2-SHA256', iterations: ITERATIONS, salt: toBase64(salt) };
  return { key: await keyOfWords(passphrase, salt, ITERATIONS), kdf };
}

export async function sealBackup(content: Blob, { key, kdf }: BackupKey, name: string, at: number): Promise<Blob> {
  const iv = random(12);
  const head: z.infer<typeof Head> = { format: FORMAT, version: VERSION, name, at, kdf, iv: toBase64(iv) };
  const line = utf8(`${JSON.stringify(head)}\n`);
  const packed = await through(content, new CompressionStream('gzip'));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: line }, key, packed);
  return new Blob([line, sealed], { type: 'application/octet-stream' });
}

/** @throws BackupError */
export async function openBackup(file: Blob, passphrase: string): Promise<Blob> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { line, head } = headOf(bytes);
  const key = await keyOfWords(passphrase, fromBase64(head.kdf.salt), head.kdf.iterations);
  const algorithm = { name: 'AES-GCM', iv: fromBase64(head.iv), additionalData: line };
  try {
    const packed = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(line.length));
    return new Blob([await through(new Blob([packed]), new DecompressionStream('gzip'))]);
  } catch (error) {
    throw new BackupError('passphrase', error);
  }
}

function headOf(bytes: Bytes): { line: Bytes; head: z.infer<typeof Head> } {
  const end = bytes.subarray(0, HEAD_BYTES).indexOf(NEWLINE) + 1;
  let head: z.infer<typeof Head>;
  try {
    head = Head.parse(JSON.parse(fromUtf8(bytes.subarray(0, end))));
  } catch (error) {
    throw new BackupError('foreign', error);
  }
  if (head.version > VERSION) throw new BackupError('newer');
  return { line: joined(bytes.subarray(0, end)), head };
}

async function through(content: Blob, stream: CompressionStream | DecompressionStream): Promise<Bytes> {
  return new Uint8Array(await new Response(content.stream().pipeThrough(stream)).arrayBuffer());
}

/** What is known of the copy outside this PC; all times ms, null: never. */
export interface BackupFacts {
  /** The last file was made; the person said that it lies elsewhere. */
  made: number | null;
  moved: number | null;
  /** The last good exchange with any remote that is in use. */
  exchanged: number | null;
  /** There is anything that the office made itself. */
  hasContent: boolean;
}

/**
 * `exchange`: the office's remote has everything; `nothing`: there is nothing to lose yet; `never`: no copy; `here`: a
 * file was made and nobody said that it was taken elsewhere; `fresh` and `old`: younger and older than a week.
 */
export type BackupState = 'exchange' | 'nothing' | 'never' | 'here' | 'fresh' | 'old';

/** A copy is wanted once a week. */
export const BACKUP_AGE = 7 * 24 * 3_600_000;

export function backupState({ made, moved, exchanged, hasContent }: BackupFacts, now: number): BackupState {
  const isYoung = (at: number | null): boolean => at !== null && now - at <= BACKUP_AGE;
  if (isYoung(exchanged)) return 'exchange';
  if (isYoung(moved)) return 'fresh';
  if (isYoung(made) && (made ?? 0) > (moved ?? 0)) return 'here';
  if (moved !== null) return 'old';
  return hasContent ? 'never' : 'nothing';
}

/** Whether the person has to be asked for a copy now. */
export const wantsBackup = (state: BackupState): boolean => state === 'never' || state === 'here' || state === 'old';
