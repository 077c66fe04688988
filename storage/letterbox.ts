/**
 * Letters of joining over the remote that an invitation names: the newcomer's request and the inviter's answer find
 * their way without anybody carrying files. The files stay the other way, for an office without a network.
 */

import type { Bytes } from '../office/bytes';
import { challenge, type Invitation, JoiningError, mailbox } from '../office/joining';
import { postLetter, readLetters, removeLetters, type Way } from '../sync/letters';
import { type Remote, RemoteError } from '../sync/remote';
import { InvitedRemote, webDavSetup } from '../sync/setup';
import { WebDav } from '../sync/webdav';
import { enter, readPending, readSent, takeRequest } from './joining';
import { readSetups, saveSetup } from './remotes';
import type { Store } from './store';

/** The remote that an invitation names; null: it goes by files. */
export function invitedRemote({ remote }: Pick<Invitation, 'remote'>): InvitedRemote | null {
  return InvitedRemote.safeParse(remote).data ?? null;
}

export type OpenInvited = (place: InvitedRemote) => Remote;

/** Whether letters are expected over a remote. @throws StorageError */
export async function expectsLetters(store: Store, now: number): Promise<boolean> {
  const [pending, sent] = [await readPending(store), await readSent(store, now)];
  const isOpen = sent.some(({ invitation, request }) => !request && invitedRemote(invitation) !== null);
  return isOpen || (pending !== null && pending.invitation.expires > now && invitedRemote(pending.invitation) !== null);
}

/** Puts a letter to the invitation's other side. @returns false when the remote cannot be reached, or there is none */
export async function sendLetter(
  invitation: Invitation,
  way: Way,
  letter: Bytes,
  open: OpenInvited = (place) => new WebDav(place),
): Promise<boolean> {
  const place = invitedRemote(invitation);
  if (!place) return false;
  return (
    (await reached(async () => {
      await postLetter(open(place), invitation.office, await mailbox(invitation), way, letter);
      return true;
    })) ?? false
  );
}

/**
 * Takes what has come: requests for our invitations, and the answer to our own request; with the answer the remote is
 * connected too. @returns whether this browser has just become a member. @throws StorageError
 */
export async function collectLetters(
  store: Store,
  now: number,
  open: OpenInvited = (place) => new WebDav(place),
): Promise<boolean> {
  for (const { invitation, request } of await readSent(store, now)) {
    if (request) continue;
    for (const letter of await lettersOf(invitation, 'request', open)) {
      await unlessForeign(() => takeRequest(store, letter, challenge(), now));
    }
  }
  const pending = await readPending(store);
  if (!pending || pending.invitation.expires <= now) return false;
  const { invitation } = pending;
  for (const letter of await lettersOf(invitation, 'answer', open)) {
    if (await unlessForeign(() => enter(store, letter).then(() => true))) {
      await connectInvited(store, invitation, now, open);
      return true;
    }
  }
  return false;
}

async function lettersOf(invitation: Invitation, way: Way, open: OpenInvited): Promise<Bytes[]> {
  const place = invitedRemote(invitation);
  if (!place) return [];
  const box = await mailbox(invitation);
  return (await reached(() => readLetters(open(place), invitation.office, box, way))) ?? [];
}

/** The newcomer exchanges over the remote that he came by, and clears the box: what is in it has been read. */
export async function connectInvited(
  store: Store,
  invitation: Invitation,
  now: number,
  open: OpenInvited = (place) => new WebDav(place),
): Promise<void> {
  const place = invitedRemote(invitation);
  if (!place) return;
  const isKnown = (await readSetups(store)).some((one) => one.kind === 'webdav' && one.url === place.url);
  if (!isKnown) await saveSetup(store, await webDavSetup(place, place.name, now));
  await reached(async () => removeLetters(open(place), invitation.office, await mailbox(invitation)));
}

/** null: the remote does not answer now; the next exchange tries again. */
async function reached<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RemoteError) return null;
    throw error;
  }
}

/** Anybody may put a letter into a box; one that is not for us is passed over. */
async function unlessForeign<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof JoiningError) return null;
    throw error;
  }
}
