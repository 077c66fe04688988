/** The PIN that approving asks for on a shared PC: it keeps a colleague from approving in passing, not a thief out. */
import * as z from 'zod/mini';
import { fromBase64, random, toBase64, utf8 } from '../office/bytes';
import type { Store } from './store';

const ITERATIONS = 300_000;
/** Wrong ones after which nothing is tried for a while. */
const TRIES = 5;
/** How long, ms. */
const PAUSE = 60_000;

const Pin = z.object({
  version: z.literal(1),
  salt: z.string(),
  hash: z.string(),
  wrong: z.number(),
  /** When the last wrong one was tried, ms. */
  at: z.number(),
});
type Pin = z.infer<typeof Pin>;

async function read(store: Store): Promise<Pin | null> {
  const found = Pin.safeParse((await store.read((database) => database.get('meta', 'pin')))?.value);
  return found.success ? found.data : null;
}

async function keep(store: Store, pin: Pin | null): Promise<void> {
  await store.write(['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta');
    if (pin) await meta.put({ name: 'pin', value: pin });
    else await meta.delete('pin');
  });
}

export async function hasPin(store: Store): Promise<boolean> {
  return (await read(store)) !== null;
}

/** @param digits null turns it off */
export async function setPin(store: Store, digits: string | null): Promise<void> {
  if (digits === null) return keep(store, null);
  const salt = random(16);
  await keep(store, { version: 1, salt: toBase64(salt), hash: await hashOf(digits, salt), wrong: 0, at: 0 });
}

/** `wait`: too many wrong ones just now. @param now ms */
export async function checkPin(store: Store, digits: string, now: number): Promise<'right' | 'wrong' | 'wait'> {
  const pin = await read(store);
  if (!pin) return 'right';
  if (pin.wrong >= TRIES && now - pin.at < PAUSE) return 'wait';
  const isRight = (await hashOf(digits, fromBase64(pin.salt))) === pin.hash;
  const wrong = isRight ? 0 : pin.wrong >= TRIES ? 1 : pin.wrong + 1;
  await keep(store, { ...pin, wrong, at: now });
  return isRight ? 'right' : 'wrong';
}

async function hashOf(digits: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const secret = await crypto.subtle.importKey('raw', utf8(digits), 'PBKDF2', false, ['deriveBits']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS };
  return toBase64(new Uint8Array(await crypto.subtle.deriveBits(derivation, secret, 256)));
}
