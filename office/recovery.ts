/**
 * The recovery file: the root's private keys under a passphrase, and nothing else. Whoever has both the file and the
 * passphrase is the office's root; without either of them nobody can be, ourselves included.
 */
import * as z from 'zod/mini';
import { fromBase64, random, toBase64, utf8 } from './bytes';
import { exportKeys, idOfKey, importKeys, type KeyPairs, publicKeys } from './keys';
import { ITERATIONS, keyOfWords, LEAST_ITERATIONS, MOST_ITERATIONS } from './passphrase';

const FORMAT = 'smotritel recovery';
const File = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** Id of the office: that of the root's signing key. */
  office: z.string(),
  /** For the person who finds the file: the office's name, and when it was written, ms. */
  name: z.string(),
  at: z.number(),
  kdf: z.object({
    name: z.literal('PBKDF2-SHA256'),
    iterations: z.int().check(z.minimum(LEAST_ITERATIONS), z.maximum(MOST_ITERATIONS)),
    salt: z.string(),
  }),
  iv: z.string(),
  sealed: z.string(),
});
type File = z.infer<typeof File>;

/** `foreign`: no recovery file, or a torn one; `passphrase`: it does not open with this one. */
export class RecoveryError extends Error {
  constructor(
    readonly fault: 'foreign' | 'passphrase',
    cause?: unknown,
  ) {
    super(`recovery: ${fault}`, { cause });
    this.name = 'RecoveryError';
  }
}

/** @param root keys that can be taken out; @returns the text of the file */
export async function writeRecovery(root: KeyPairs, passphrase: string, name: string, at: number): Promise<string> {
  const [salt, iv] = [random(16), random(12)];
  const office = await idOfKey((await publicKeys(root)).sign);
  const key = await keyOfWords(passphrase, salt, ITERATIONS);
  const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(office) };
  const sealed = await crypto.subtle.encrypt(algorithm, key, utf8(await exportKeys(root)));
  const file: File = {
    format: FORMAT,
    version: 1,
    office,
    name,
    at,
    kdf: { name: 'PBKDF2-SHA256', iterations: ITERATIONS, salt: toBase64(salt) },
    iv: toBase64(iv),
    sealed: toBase64(new Uint8Array(sealed)),
  };
  return JSON.stringify(file, null, 2);
}

/** @throws RecoveryError */
export async function readRecovery(text: string, passphrase: string): Promise<{ office: string; root: KeyPairs }> {
  const file = fileOf(text);
  try {
    const { salt, iterations } = file.kdf;
    const key = await keyOfWords(passphrase, fromBase64(salt), iterations);
    const algorithm = { name: 'AES-GCM', iv: fromBase64(file.iv), additionalData: utf8(file.office) };
    const opened = await crypto.subtle.decrypt(algorithm, key, fromBase64(file.sealed));
    return { office: file.office, root: await importKeys(new TextDecoder().decode(opened)) };
  } catch (error) {
    throw new RecoveryError('passphrase', error);
  }
}

function fileOf(text: string): File {
  try {
    return File.parse(JSON.parse(text));
  } catch (error) {
    throw new RecoveryError('foreign', error);
  }
}
