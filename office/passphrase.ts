/** A key out of words that a person keeps in mind or on paper. */
import { type Bytes, utf8 } from './bytes';

/** OWASP's advice for PBKDF2 with SHA-256 is 600,000; one try takes about half a second on an office's PC. */
export const ITERATIONS = 1_000_000;
export const LEAST_ITERATIONS = 600_000;
/** A file that asks for more is not ours, and would only keep the browser busy. */
export const MOST_ITERATIONS = 10_000_000;
/** The shortest passphrase that is taken, in characters: words are asked for, not signs. */
export const SHORTEST = 12;

/** As it is counted: typed on another day, perhaps on another system, the same words must give the same bytes. */
function tidyWords(passphrase: string): string {
  return passphrase.normalize('NFKC').trim().replace(/\s+/gu, ' ');
}

/** For AES-GCM, never to be taken out again. */
export async function keyOfWords(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', utf8(tidyWords(passphrase)), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
