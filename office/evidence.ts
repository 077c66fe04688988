/**
 * Evidence: the personal data and pictures of a case, which no record may hold. Each file is encrypted under a random key
 * of its own; its record holds a salted hash alone. With the file and its key gone nothing tells what was in it, for the
 * salt goes with the file, while the record and its hash go on to verify.
 */
import * as z from 'zod/mini';
import { type Bytes, fromBase64, joined, random, toBase64 } from './bytes';
import { sha256 } from './record';

/** Kinds of the records that tell of a file and of its end; the entity of both is the id of the file. */
export const EVIDENCE = 'evidence';
export const ERASURE = 'erasure';

const SALT_BYTES = 32;
const IV_BYTES = 12;

/** An encrypted file as it is stored. */
export const EvidenceFile = z.object({
  version: z.literal(1),
  id: z.string().check(z.minLength(1)),
  case: z.string().check(z.minLength(1)),
  /** Base64 of the initialisation vector, 12 bytes, and of AES-256-GCM over salt and content. */
  iv: z.string(),
  sealed: z.string(),
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;

/** Base64 of the 32 bytes that open one file; kept apart from it. */
export const EvidenceKey = z.object({ version: z.literal(1), id: z.string(), key: z.string() });
export type EvidenceKey = z.infer<typeof EvidenceKey>;

/** What the record of a file says. */
export const EvidenceNote = z.object({
  case: z.string(),
  /** Hex SHA-256 of salt and content. */
  hash: z.string(),
  /** Bytes of the content. */
  size: z.number(),
  /** «application/json», «image/png». */
  media: z.string(),
});
export type EvidenceNote = z.infer<typeof EvidenceNote>;

/** What the record of an erasure says: never more than the figures. */
export const ErasureNote = z.object({ case: z.string(), hash: z.string(), reason: z.string() });
export type ErasureNote = z.infer<typeof ErasureNote>;

/** File and key as they travel together, inside what the office encrypts. */
export const Parcel = z.object({ file: EvidenceFile, key: EvidenceKey });
export type Parcel = z.infer<typeof Parcel>;

/** Encrypts a content under a new random key. */
export async function sealEvidence(
  id: string,
  caseId: string,
  content: Uint8Array,
): Promise<{ file: EvidenceFile; key: EvidenceKey; hash: string }> {
  const [raw, iv] = [random(32), random(IV_BYTES)];
  const plain = joined(random(SALT_BYTES), content);
  const algorithm = { name: 'AES-GCM', iv, additionalData: namedBytes(id, caseId) };
  const sealed = await crypto.subtle.encrypt(algorithm, await importKey(raw, 'encrypt'), plain);
  return {
    file: { version: 1, id, case: caseId, iv: toBase64(iv), sealed: toBase64(new Uint8Array(sealed)) },
    key: { version: 1, id, key: toBase64(raw) },
    hash: await sha256(plain),
  };
}

/**
 * @returns the content and the hash that its record must have
 * @throws DOMException when the key is not the file's or the file was altered
 */
export async function openEvidence(file: EvidenceFile, key: EvidenceKey): Promise<{ content: Bytes; hash: string }> {
  const algorithm = { name: 'AES-GCM', iv: fromBase64(file.iv), additionalData: namedBytes(file.id, file.case) };
  const opened = await importKey(fromBase64(key.key), 'decrypt');
  const plain = new Uint8Array(await crypto.subtle.decrypt(algorithm, opened, fromBase64(file.sealed)));
  return { content: plain.slice(SALT_BYTES), hash: await sha256(plain) };
}

function importKey(raw: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [use]);
}

/** A file cannot be passed off as that of another case. */
function namedBytes(id: string, caseId: string): Bytes {
  return new TextEncoder().encode(JSON.stringify(['smotritel evidence 1', id, caseId]));
}
