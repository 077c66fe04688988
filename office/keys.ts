/**
 * Keys of members and of the office, all WebCrypto. ECDSA and ECDH over P-256 and not Ed25519: the oldest Chromium that
 * we run in (120) has no Ed25519 and no X25519, both browsers have P-256. A member's private keys cannot be taken out of
 * his browser; the office's key travels only wrapped to the keys of those who may have it.
 */
import * as z from 'zod/mini';
import { type Bytes, fromBase64, toBase64, utf8 } from './bytes';
import { canonical, sha256 } from './record';

const SIGN = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const WRAP = { name: 'ECDH', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A point on P-256 as JWK writes it: two numbers of 32 bytes in base64url. */
const Coordinate = z.string().check(z.regex(/^[\w-]{43}$/));
export const PublicKey = z.strictObject({ x: Coordinate, y: Coordinate });
export type PublicKey = z.infer<typeof PublicKey>;

/** What others know of a member's keys: for his signatures, and for wrapping the office's key to him. */
export const PublicKeys = z.strictObject({ sign: PublicKey, wrap: PublicKey });
export type PublicKeys = z.infer<typeof PublicKeys>;

export interface KeyPairs {
  sign: CryptoKeyPair;
  wrap: CryptoKeyPair;
}

/** @param extractable only for the root, whose keys go into the recovery file and nowhere else */
export async function makeKeys(extractable = false): Promise<KeyPairs> {
  const [sign, wrap] = await Promise.all([
    crypto.subtle.generateKey(SIGN, extractable, ['sign', 'verify']),
    crypto.subtle.generateKey(WRAP, extractable, ['deriveBits']),
  ]);
  return { sign, wrap };
}

export async function publicKeys({ sign, wrap }: KeyPairs): Promise<PublicKeys> {
  return { sign: await coordinates(sign.publicKey), wrap: await coordinates(wrap.publicKey) };
}

async function coordinates(key: CryptoKey): Promise<PublicKey> {
  const { x, y } = await crypto.subtle.exportKey('jwk', key);
  return PublicKey.parse({ x, y });
}

/** Private keys as text, for the recovery file. @throws DOMException for keys that cannot be taken out */
export async function exportKeys({ sign, wrap }: KeyPairs): Promise<string> {
  const jwks = await Promise.all([sign, wrap].map(({ privateKey }) => crypto.subtle.exportKey('jwk', privateKey)));
  return JSON.stringify(jwks);
}

/** @throws DOMException or Error for what `exportKeys` did not write */
export async function importKeys(text: string): Promise<KeyPairs> {
  const jwks = z.tuple([z.record(z.string(), z.unknown()), z.record(z.string(), z.unknown())]).parse(JSON.parse(text));
  const [sign, wrap] = jwks as [JsonWebKey, JsonWebKey];
  const point = ({ x, y }: JsonWebKey): PublicKey => PublicKey.parse({ x, y });
  return {
    sign: {
      privateKey: await crypto.subtle.importKey('jwk', sign, SIGN, false, ['sign']),
      publicKey: await importPublic(point(sign), SIGN, ['verify']),
    },
    wrap: {
      privateKey: await crypto.subtle.importKey('jwk', wrap, WRAP, false, ['deriveBits']),
      publicKey: await importPublic(point(wrap), WRAP, []),
    },
  };
}

/** A key's id, and so its member's: the first half of its RFC 7638 thumbprint, hex. Nobody can make another key for it. */
export async function idOfKey({ x, y }: PublicKey): Promise<string> {
  return (await sha256(canonical({ crv: 'P-256', kty: 'EC', x, y }))).slice(0, 32);
}

function importPublic({ x, y }: PublicKey, algorithm: typeof SIGN | typeof WRAP, uses: KeyUsage[]): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, algorithm, true, uses);
}

/** Signs bytes, or a text in UTF-8. @returns base64 of 64 bytes */
export async function signed(key: CryptoKey, content: string | Bytes): Promise<string> {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return toBase64(new Uint8Array(await crypto.subtle.sign(SIGNATURE, key, bytes)));
}

/** Whether the key's owner signed exactly this. A signature or key that is none at all is no signature. */
export async function isSigned(key: PublicKey, content: string | Bytes, signature: string): Promise<boolean> {
  try {
    const bytes = typeof content === 'string' ? utf8(content) : content;
    const imported = await importPublic(key, SIGN, ['verify']);
    return await crypto.subtle.verify(SIGNATURE, imported, fromBase64(signature), bytes);
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** Bytes that only the owner of one key can open: an ephemeral key, and AES-256-GCM under what the two agree on. */
export const Wrapped = z.strictObject({ key: PublicKey, iv: z.string(), sealed: z.string() });
export type Wrapped = z.infer<typeof Wrapped>;

/** @param context what it is for; opening needs the same */
export async function wrapped(to: PublicKey, content: Bytes, context: string): Promise<Wrapped> {
  const own = await crypto.subtle.generateKey(WRAP, false, ['deriveBits']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await agreedKey(own.privateKey, await importPublic(to, WRAP, []), context);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(context) }, key, content);
  return { key: await coordinates(own.publicKey), iv: toBase64(iv), sealed: toBase64(new Uint8Array(sealed)) };
}

/** @throws DOMException when it was not wrapped to this key for this purpose */
export async function unwrapped(key: CryptoKey, { key: from, iv, sealed }: Wrapped, context: string): Promise<Bytes> {
  const agreed = await agreedKey(key, await importPublic(from, WRAP, []), context);
  const algorithm = { name: 'AES-GCM', iv: fromBase64(iv), additionalData: utf8(context) };
  return new Uint8Array(await crypto.subtle.decrypt(algorithm, agreed, fromBase64(sealed)));
}

async function agreedKey(own: CryptoKey, other: CryptoKey, context: string): Promise<CryptoKey> {
  const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const secret = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8(context) };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
