/** The office's keys as this browser can open them: its own private key opens what was wrapped to it, here and now. */
import { type Bytes, random } from '../office/bytes';
import { unwrapped, type Wrapped, wrapped } from '../office/keys';
import type { Membership, OfficeKey } from '../office/membership';

const ALGORITHM = { name: 'AES-GCM', length: 256 } as const;

/** What a wrapped key is bound to. */
const context = (office: string, keyId: string): string => `smotritel office key\n${office}\n${keyId}`;

/** A new key of the office, wrapped to everybody who is to have it. @param to by member, the root under `ROOT` */
export async function freshKey(
  office: string,
  to: Readonly<Record<string, { wrap: Parameters<typeof wrapped>[0] }>>,
): Promise<{ keyId: string; wrapped: Record<string, Wrapped> }> {
  const [keyId, raw] = [crypto.randomUUID(), random(32)];
  return { keyId, wrapped: await wrapAll(raw, office, keyId, to) };
}

export async function wrapAll(
  raw: Bytes,
  office: string,
  keyId: string,
  to: Readonly<Record<string, { wrap: Parameters<typeof wrapped>[0] }>>,
): Promise<Record<string, Wrapped>> {
  const entries = Object.entries(to).map(
    async ([id, keys]) => [id, await wrapped(keys.wrap, raw, context(office, keyId))] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** The bytes of a key; null when it was not wrapped to this member, or not for this office. */
export async function openKey(
  office: string,
  { id, wrapped: all }: OfficeKey,
  member: string,
  wrap: CryptoKeyPair,
): Promise<Bytes | null> {
  const own = all[member];
  if (!own) return null;
  try {
    return await unwrapped(wrap.privateKey, own, context(office, id));
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** All keys that a member can open, by id, as raw bytes: for handing them to a newcomer. */
export async function openKeys(
  { office, keys }: Pick<Membership, 'office' | 'keys'>,
  member: string,
  wrap: CryptoKeyPair,
): Promise<Map<string, Bytes>> {
  const opened = await Promise.all(
    keys.map(async (key) => [key.id, await openKey(office, key, member, wrap)] as const),
  );
  return new Map(opened.flatMap(([id, raw]) => (raw ? [[id, raw] as const] : [])));
}

/** For encrypting files, never to be taken out again. */
export function importKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, ALGORITHM, false, ['encrypt', 'decrypt']);
}
