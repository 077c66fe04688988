/** Joining an office, as the newcomer's and as the inviter's browser keep it between the letters. */
import * as z from 'zod/mini';
import { ACT, Acts, Card, type Role } from '../office/acts';
import {
  type Invitation,
  Invitation as InvitationSchema,
  JoiningError,
  makeAnswer,
  makeRequest,
  openAnswer,
  openRequest,
  response,
  sameDigits,
  sealLetter,
  TRIES,
} from '../office/joining';
import { idOfKey, makeKeys, publicKeys } from '../office/keys';
import { membershipOf } from '../office/membership';
import { isWhole, type Revision } from '../office/record';
import { admit, become, OfficeError } from './office';
import type { Store } from './store';

/** What the newcomer's browser is waiting for. Its keys lie in the store `keys` under `joining`. */
const Pending = z.object({ version: z.literal(1), invitation: InvitationSchema, card: Card });
export type Pending = z.infer<typeof Pending>;

/** An invitation of ours. `request`: the first valid one that came; it stays the only one. */
const Sent = z.object({
  version: z.literal(1),
  invitation: InvitationSchema,
  /** Digits that were read out, once there is a request. */
  challenge: z.nullable(z.string()),
  request: z.nullable(Card),
  wrong: z.number(),
});
export type Sent = z.infer<typeof Sent>;

/**
 * Makes keys for this browser and the request that goes to the inviter.
 * @returns the sealed letter
 * @throws OfficeError when this browser belongs to an office already, StorageError
 */
export async function askToJoin(store: Store, invitation: Invitation, name: string, post: string) {
  if (await store.belonging.self()) throw new OfficeError('founded');
  const known = await readPending(store);
  const kept = known?.invitation.secret === invitation.secret ? await joiningKeys(store) : null;
  // The same request again, should the first letter be lost: the inviter has taken the first already.
  const pairs = kept ?? (await makeKeys());
  const request = await makeRequest(name, post, await publicKeys(pairs), pairs);
  const pending: Pending = { version: 1, invitation, card: request.card };
  await store.write(['keys', 'meta'], async (transaction) => {
    await transaction.objectStore('keys').put({ name: 'joining', pairs });
    await transaction.objectStore('meta').put({ name: 'joining', value: pending });
  });
  return sealLetter(request, invitation);
}

async function joiningKeys(store: Store) {
  return (await store.read((database) => database.get('keys', 'joining')))?.pairs ?? null;
}

export async function readPending(store: Store): Promise<Pending | null> {
  const read = Pending.safeParse((await store.read((database) => database.get('meta', 'joining')))?.value);
  return read.success ? read.data : null;
}

export async function stopJoining(store: Store): Promise<void> {
  await store.write(['keys', 'meta'], async (transaction) => {
    await transaction.objectStore('keys').delete('joining');
    await transaction.objectStore('meta').delete('joining');
  });
}

/** What the newcomer reads back to the inviter. */
export async function answerDigits({ invitation, card }: Pending, read: string): Promise<string> {
  return response(invitation, card, read);
}

/**
 * Takes the inviter's answer: from here on this browser belongs to the office.
 * @throws JoiningError for an answer that is not for this request, or does not show that it was admitted
 */
export async function enter(store: Store, letter: BufferSource): Promise<void> {
  const pending = await readPending(store);
  const keys = await joiningKeys(store);
  if (!pending || !keys) throw new JoiningError('foreign');
  const { invitation, card } = pending;
  const { acts } = await openAnswer(letter, invitation);
  const isGood = await Promise.all(acts.map(isWhole));
  if (isGood.includes(false)) throw new JoiningError('foreign');
  const member = await idOfKey(card.keys.sign);
  const membership = membershipOf(await new Acts().read(acts), invitation.office);
  const admitted = membership?.members.get(member);
  if (!admitted || admitted.revoked) throw new JoiningError('foreign');
  await become(store, { office: invitation.office, member, keys }, [], async (transaction) => {
    const revisions = transaction.objectStore('revisions');
    await Promise.all(acts.map((act) => revisions.put(act)));
    await transaction.objectStore('keys').delete('joining');
    await transaction.objectStore('meta').delete('joining');
  });
}

/** Invitations that are open, ours. */
export async function readSent(store: Store, now: number): Promise<Sent[]> {
  const read = z.array(Sent).safeParse((await store.read((database) => database.get('meta', 'invitations')))?.value);
  return read.success ? read.data.filter(({ invitation }) => invitation.expires > now) : [];
}

async function keepSent(store: Store, now: number, change: (sent: Sent[]) => Sent[]): Promise<void> {
  const sent = change(await readSent(store, now));
  await store.write(['meta'], async (transaction) => {
    await transaction.objectStore('meta').put({ name: 'invitations', value: sent });
  });
}

const isFor =
  (invitation: Invitation) =>
  (sent: Sent): boolean =>
    sent.invitation.secret === invitation.secret;

export async function keepInvitation(store: Store, invitation: Invitation, now: number): Promise<void> {
  const sent: Sent = { version: 1, invitation, challenge: null, request: null, wrong: 0 };
  await keepSent(store, now, (all) => [...all, sent]);
}

export async function closeInvitation(store: Store, invitation: Invitation, now: number): Promise<void> {
  await keepSent(store, now, (all) => all.filter((sent) => !isFor(invitation)(sent)));
}

/**
 * Takes a request that came: the first valid one for one of our open invitations; a second changes nothing.
 * @param digits to be read out
 * @throws JoiningError when it is for none of them
 */
export async function takeRequest(store: Store, letter: BufferSource, digits: string, now: number): Promise<Sent> {
  for (const sent of await readSent(store, now)) {
    const request = await openRequest(letter, sent.invitation).catch(() => null);
    if (!request) continue;
    const taken: Sent = sent.request ? sent : { ...sent, request: request.card, challenge: digits };
    await keepSent(store, now, (all) => all.map((one) => (isFor(sent.invitation)(one) ? taken : one)));
    return taken;
  }
  throw new JoiningError('foreign');
}

/**
 * Admits the newcomer whose voice gave the right digits, and closes the invitation.
 * @returns the sealed answer
 * @throws JoiningError `digits` for wrong ones; the third time the invitation is closed
 */
export async function admitNewcomer(
  store: Store,
  { invitation }: Sent,
  said: string,
  roles: readonly Role[],
  now: number,
) {
  const sent = (await readSent(store, now)).find(isFor(invitation));
  if (!sent?.request || !sent.challenge) throw new JoiningError('expired');
  if (!sameDigits(said, await response(invitation, sent.request, sent.challenge))) {
    const wrong = sent.wrong + 1;
    if (wrong >= TRIES) await closeInvitation(store, invitation, now);
    else await keepSent(store, now, (all) => all.map((one) => (isFor(invitation)(one) ? { ...one, wrong } : one)));
    throw new JoiningError('digits');
  }
  await admit(store, sent.request, roles);
  await closeInvitation(store, invitation, now);
  return sealLetter(makeAnswer(await allActs(store)), invitation);
}

async function allActs(store: Store): Promise<Revision[]> {
  return store.revisions(ACT);
}
