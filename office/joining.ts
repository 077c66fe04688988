/**
 * How a browser joins an office. The invitation carries a one-time secret and never the office's key. Three letters, each
 * sealed under that secret, travel over a remote or as files: the newcomer's request with his public keys, and the
 * inviter's answer with the office's acts, among them the admission with the office's keys wrapped to the newcomer.
 *
 * Whoever got hold of the invitation could put his own request in the newcomer's place, so the two compare by voice: the
 * inviter's browser shows six random digits once it has the request, the newcomer types them and reads six others back,
 * which follow from his keys and those digits. A false request would have had to foresee them: one chance in a million,
 * and the invitation is closed after `TRIES` wrong answers.
 */
import * as z from 'zod/mini';
import { Card } from './acts';
import { type Bytes, fromBase64, fromUtf8, toBase64, utf8 } from './bytes';
import { isSigned, type KeyPairs, type PublicKeys, signed } from './keys';
import { canonical, Revision } from './record';

const INVITATION = 'smotritel invitation';
const REQUEST = 'smotritel request';
const ANSWER = 'smotritel answer';

/** Wrong answers by voice after which an invitation is closed. */
export const TRIES = 3;
const DAY = 86_400_000;
/** How long an invitation is open, ms. */
export const OPEN_FOR = 3 * DAY;

export const Invitation = z.object({
  format: z.literal(INVITATION),
  version: z.literal(1),
  office: z.string(),
  /** The office's name, for the newcomer to see where he is going. */
  name: z.string(),
  /** How to reach the remote, as `sync/` wrote it; null: by files. It may hold a password, so it is no less secret. */
  remote: z.nullable(z.unknown()),
  /** Base64 of 32 bytes. */
  secret: z.string(),
  /** ms since the epoch */
  expires: z.number(),
});
export type Invitation = z.infer<typeof Invitation>;

export const Request = z.object({
  format: z.literal(REQUEST),
  version: z.literal(1),
  card: Card,
  /** The newcomer's signature over the rest: the keys are his. */
  signature: z.string(),
});
export type Request = z.infer<typeof Request>;

export const Answer = z.object({
  format: z.literal(ANSWER),
  version: z.literal(1),
  /** The office's acts, the newcomer's admission among them. */
  acts: z.array(Revision),
});
export type Answer = z.infer<typeof Answer>;

/** `foreign`: no such letter, or not for this invitation; `expired`: too late. */
export class JoiningError extends Error {
  constructor(
    readonly fault: 'foreign' | 'expired' | 'digits',
    cause?: unknown,
  ) {
    super(`joining: ${fault}`, { cause });
    this.name = 'JoiningError';
  }
}

export function invite(office: string, name: string, remote: unknown, now: number): Invitation {
  const secret = toBase64(crypto.getRandomValues(new Uint8Array(32)));
  return { format: INVITATION, version: 1, office, name, remote, secret, expires: now + OPEN_FOR };
}

/** @throws JoiningError */
export function readInvitation(text: string, now: number): Invitation {
  const read = Invitation.safeParse(jsonOf(text));
  if (!read.success) throw new JoiningError('foreign', read.error);
  if (read.data.expires <= now) throw new JoiningError('expired');
  return read.data;
}

/** Under what name the letters of an invitation lie on a remote: nothing of the office shows in it. */
export async function mailbox({ secret }: Pick<Invitation, 'secret'>): Promise<string> {
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', await macKey(secret), utf8('mailbox')));
  return [...mac.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function makeRequest(name: string, post: string, keys: PublicKeys, own: KeyPairs): Promise<Request> {
  const card: Card = { name: name.trim(), post: post.trim(), keys };
  return { format: REQUEST, version: 1, card, signature: await signed(own.sign.privateKey, told(card)) };
}

export function makeAnswer(acts: readonly Revision[]): Answer {
  return { format: ANSWER, version: 1, acts: [...acts] };
}

/** A letter under the invitation's secret. */
export async function sealLetter(letter: Request | Answer, invitation: Invitation): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(invitation.office) };
  const sealed = await crypto.subtle.encrypt(
    algorithm,
    await letterKey(invitation.secret),
    utf8(JSON.stringify(letter)),
  );
  return utf8(
    JSON.stringify({ format: 'smotritel letter', iv: toBase64(iv), sealed: toBase64(new Uint8Array(sealed)) }),
  );
}

const Letter = z.object({ format: z.literal('smotritel letter'), iv: z.string(), sealed: z.string() });

/** The newcomer's request, its signature checked. @throws JoiningError */
export async function openRequest(bytes: BufferSource, invitation: Invitation): Promise<Request> {
  const read = Request.safeParse(await opened(bytes, invitation));
  if (!read.success) throw new JoiningError('foreign', read.error);
  const { card, signature } = read.data;
  if (!(await isSigned(card.keys.sign, told(card), signature))) throw new JoiningError('foreign');
  return read.data;
}

/** @throws JoiningError */
export async function openAnswer(bytes: BufferSource, invitation: Invitation): Promise<Answer> {
  const read = Answer.safeParse(await opened(bytes, invitation));
  if (!read.success) throw new JoiningError('foreign', read.error);
  return read.data;
}

async function opened(bytes: BufferSource, { secret, office }: Invitation): Promise<unknown> {
  try {
    const { iv, sealed } = Letter.parse(jsonOf(fromUtf8(bytes)));
    const algorithm = { name: 'AES-GCM', iv: fromBase64(iv), additionalData: utf8(office) };
    return jsonOf(fromUtf8(await crypto.subtle.decrypt(algorithm, await letterKey(secret), fromBase64(sealed))));
  } catch (error) {
    throw new JoiningError('foreign', error);
  }
}

/** Six random digits that the inviter reads out. */
export function challenge(): string {
  return digits(crypto.getRandomValues(new Uint8Array(4)));
}

/** Six digits that the newcomer reads back: they follow from his keys and what was read out to him. */
export async function response({ secret, office }: Invitation, card: Card, read: string): Promise<string> {
  const said = canonical({ office, keys: card.keys, read: read.replace(/\D/gu, '') });
  return digits(new Uint8Array(await crypto.subtle.sign('HMAC', await macKey(secret), utf8(said))));
}

/** How people write six digits: with a space between, or anything else that is no digit. */
export function sameDigits(a: string, b: string): boolean {
  return a.replace(/\D/gu, '') === b.replace(/\D/gu, '');
}

function digits(bytes: Uint8Array): string {
  const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % 1_000_000;
  return String(number).padStart(6, '0');
}

const told = (card: Card): string => `${REQUEST}\n${canonical(card)}`;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JoiningError('foreign', error);
  }
}

function macKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

async function letterKey(secret: string): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', fromBase64(secret), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: utf8('letters') };
  return crypto.subtle.deriveKey(derivation, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
