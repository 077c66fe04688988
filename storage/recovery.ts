/** Recovery: the root enrols this browser as a new member and takes out those whose computers are lost. */
import { ACT, type Act, Acts, actEntity, type Card, ROLES } from '../office/acts';
import { idOfKey, makeKeys, type PublicKeys, publicKeys } from '../office/keys';
import { membershipOf, ROOT } from '../office/membership';
import { isKnown } from '../office/record';
import { readRecovery } from '../office/recovery';
import { receive } from '../sync/exchange';
import type { Outcome } from '../sync/outcome';
import type { Remote } from '../sync/remote';
import { readKeys } from './handed-keys';
import { StoredAttachments, StoredLedger } from './ledger';
import { become, keysFor, numbersOf, OfficeError } from './office';
import { freshKey } from './office-keys';
import { RootTrust } from './root-trust';
import type { Draft, Store } from './store';

/** Whom the recovery file's office knows, for choosing who is gone. @throws RecoveryError, OfficeError */
export async function membersToRecover(store: Store, text: string, passphrase: string) {
  const { office } = await readRecovery(text, passphrase);
  return (await officeOf(store, office)).active();
}

/**
 * Fetches the records of the recovery file's office onto a clean PC, straight from a remote or an exchange file: the keys
 * that lie there are wrapped to the root too.
 * @returns what came
 * @throws RecoveryError, RemoteError when the remote does not answer, OfficeError `outside` when it holds nothing of that
 *   office that the file opens
 */
export async function fetchOffice(
  store: Store,
  text: string,
  passphrase: string,
  remote: Remote,
  now: number,
): Promise<Outcome> {
  if (await store.belonging.self()) throw new OfficeError('founded');
  const { office, root } = await readRecovery(text, passphrase);
  await remote.list();
  const trust = await RootTrust.open(store, office, root, await readKeys(remote, office));
  if (!trust.opens) throw new OfficeError('outside');
  const ledger = new StoredLedger(store);
  const party = { trust, ledger, attachments: new StoredAttachments(store), remote, now };
  const outcome = await receive(party);
  // Keys of later than the letters say have come with the records: what they open is read now.
  return outcome.aside.length > 0 ? receive(party) : outcome;
}

async function officeOf(store: Store, office: string) {
  const records = await store.read((database) => database.getAllFromIndex('revisions', 'kind', ACT));
  const membership = membershipOf(await new Acts().read(records.filter(isKnown)), office);
  // The office's records must be here first: from a backup or from the remote.
  if (!membership) throw new OfficeError('outside');
  return membership;
}

/**
 * Enrols this browser by the recovery file. Nobody's keys are copied: it gets its own, and the lost ones are revoked.
 * @param lost members that are taken out
 * @throws RecoveryError for a file or passphrase that does not open; OfficeError when the office's records are not here
 */
export async function recover(
  store: Store,
  text: string,
  passphrase: string,
  card: Pick<Card, 'name' | 'post'>,
  lost: readonly string[],
): Promise<string> {
  if (await store.belonging.self()) throw new OfficeError('founded');
  const { office, root } = await readRecovery(text, passphrase);
  const membership = await officeOf(store, office);
  const own = await makeKeys();
  const keys = await publicKeys(own);
  const member = await idOfKey(keys.sign);
  const handed = await keysFor(membership, ROOT, root.wrap, member, keys);
  const newcomer: Card = { name: card.name.trim(), post: card.post.trim(), keys };
  const admission: Act = { type: 'admit', office, member: newcomer, roles: [...ROLES], keys: handed };
  const drafts: Draft[] = [{ kind: ACT, entity: actEntity(admission, member), body: admission, seal: root }];
  for (const id of lost) {
    const revocation: Act = { type: 'revoke', office, member: id, last: await numbersOf(store, id), reason: '' };
    drafts.push({ kind: ACT, entity: actEntity(revocation), body: revocation, seal: root });
  }
  const to: Record<string, PublicKeys> = { [ROOT]: membership.root, [member]: keys };
  for (const one of membership.active()) if (!lost.includes(one.id)) to[one.id] = one.keys;
  const rotate: Act = { type: 'rotate', office, ...(await freshKey(office, to)) };
  drafts.push({ kind: ACT, entity: actEntity(rotate), body: rotate, seal: own });
  await become(store, { office, member, keys: own }, drafts);
  return member;
}
