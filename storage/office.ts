/** Founding an office and what its members do in it: acts, sealed with this browser's own keys and written as records. */

import { ACT, type Act, actEntity, type Card, type Matter, type Numbers, type Role } from '../office/acts';
import type { ApprovalBody } from '../office/approval';
import { APPROVAL, approvalEntity } from '../office/approval';
import { idOfKey, type KeyPairs, makeKeys, type PublicKeys, publicKeys } from '../office/keys';
import { authorOf, type Membership, memberOf, ROOT } from '../office/membership';
import type { Revision } from '../office/record';
import { isOfOffice, SETTING } from '../office/settings';
import type { Self } from './belonging';
import { freshKey, openKeys, wrapAll } from './office-keys';
import { highestNumbers } from './records';
import type { Draft, Store } from './store';

/** Why an act was not done. `founded`: this browser belongs to an office already; `outside`: to none. */
export class OfficeError extends Error {
  constructor(readonly fault: 'founded' | 'outside' | 'unknown-member' | 'unknown-record' | 'no-right') {
    super(`office: ${fault}`);
    this.name = 'OfficeError';
  }
}

/**
 * An office that is ready to be founded. Its root keys are in memory alone: `writeRecovery` must have put them into the
 * recovery file, and the person must have that file, before `commit`.
 */
export interface Founding {
  office: string;
  member: string;
  root: KeyPairs;
  commit(): Promise<void>;
}

/**
 * Prepares an office of one.
 * @param standing what is in use already: the founder signs for it
 * @throws OfficeError, StorageError
 */
export async function prepareOffice(
  store: Store,
  founder: Pick<Card, 'name' | 'post'>,
  standing: readonly ApprovalBody[],
): Promise<Founding> {
  if (await store.belonging.self()) throw new OfficeError('founded');
  const [root, own] = [await makeKeys(true), await makeKeys()];
  const [rootKeys, ownKeys] = [await publicKeys(root), await publicKeys(own)];
  const [office, member] = [await idOfKey(rootKeys.sign), await idOfKey(ownKeys.sign)];
  const card: Card = { name: founder.name.trim(), post: founder.post.trim(), keys: ownKeys };
  const key = await freshKey(office, { [member]: ownKeys, [ROOT]: rootKeys });
  const acts: [Act, KeyPairs][] = [
    [{ type: 'found', office, root: rootKeys, founder: card }, root],
    [{ type: 'rotate', office, ...key }, own],
  ];
  const settings = (await store.all('settings')).filter(({ name }) => isOfOffice(name));
  const drafts: Draft[] = [
    // What this browser has chosen is the office's from here on.
    ...settings.map(({ name, value }) => ({ kind: SETTING, entity: name, body: { value } })),
    ...acts.map(([act, seal]) => ({ kind: ACT, entity: actEntity(act), body: act, seal })),
    ...standing.map((body) => ({
      kind: APPROVAL,
      entity: approvalEntity(body.of.kind, body.of.entity),
      body,
      seal: own,
    })),
  ];
  const commit = async (): Promise<void> => {
    if (await store.belonging.self()) throw new OfficeError('founded');
    await become(store, { office, member, keys: own }, drafts);
  };
  return { office, member, root, commit };
}

/** From here on this browser writes as a member. */
export async function become(
  store: Store,
  { office, member, keys }: Self,
  drafts: readonly Draft[],
  also: (
    transaction: Parameters<NonNullable<Parameters<Store['reviseAll']>[1]>['work']>[0],
  ) => Promise<void> = async () => {},
): Promise<Revision[]> {
  return store.reviseAll(drafts, {
    stores: ['keys'],
    author: authorOf(member),
    work: async (transaction) => {
      await transaction.objectStore('keys').put({ name: 'member', pairs: keys });
      await transaction.objectStore('meta').put({ name: 'office', value: office });
      await transaction.objectStore('meta').put({ name: 'member', value: member });
      await also(transaction);
    },
  });
}

/** @throws OfficeError */
export async function insideOf(store: Store): Promise<{ self: Self; membership: Membership }> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  if (!self || !membership) throw new OfficeError('outside');
  return { self, membership };
}

/** Writes acts of this member. @param subject see `actEntity` */
export async function act(store: Store, self: Self, acts: readonly { act: Act; subject?: string }[]): Promise<void> {
  await store.reviseAll(
    acts.map(({ act, subject }) => ({ kind: ACT, entity: actEntity(act, subject), body: act, seal: self.keys })),
  );
}

/**
 * Admits a newcomer: his admission with the keys that the office has, wrapped to him. From the second approver on nobody
 * approves his own text, unless the office has said so.
 */
export async function admit(store: Store, member: Card, roles: readonly Role[]): Promise<string> {
  const { self, membership } = await insideOf(store);
  const { office } = self;
  const id = await idOfKey(member.keys.sign);
  const keys = await keysFor(membership, self.member, self.keys.wrap, id, member.keys);
  const acts: { act: Act; subject?: string }[] = [
    { act: { type: 'admit', office, member, roles: [...roles], keys }, subject: id },
  ];
  const approvers = membership.active().filter((one) => one.roles.includes('approver')).length;
  if (roles.includes('approver') && approvers === 1) {
    const after = await officeNumbers(store, membership);
    acts.push({ act: { type: 'policy', office, ownApproval: false, after } });
  }
  await act(store, self, acts);
  return id;
}

/** The keys that a member can open, wrapped to another. */
export async function keysFor(
  membership: Membership,
  from: string,
  wrap: CryptoKeyPair,
  to: string,
  keys: PublicKeys,
): Promise<Record<string, Awaited<ReturnType<typeof wrapAll>>[string]>> {
  const opened = await openKeys(membership, from, wrap);
  const entries = [...opened].map(async ([keyId, raw]) => {
    const { [to]: mine } = await wrapAll(raw, membership.office, keyId, { [to]: keys });
    return [keyId, mine!] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Gives a member these roles and no others, from what is known of him on. */
export async function grant(store: Store, member: string, roles: readonly Role[]): Promise<void> {
  const { self, membership } = await insideOf(store);
  if (!membership.members.has(member)) throw new OfficeError('unknown-member');
  const after = await numbersOf(store, member);
  await act(store, self, [{ act: { type: 'grant', office: self.office, member, roles: [...roles], after } }]);
}

/** Whether approvers may approve what they wrote themselves, from what is known on. */
export async function allowOwnApproval(store: Store, ownApproval: boolean): Promise<void> {
  const { self, membership } = await insideOf(store);
  const after = await officeNumbers(store, membership);
  await act(store, self, [{ act: { type: 'policy', office: self.office, ownApproval, after } }]);
}

/**
 * Takes a member out: of his records those that are here stay accepted, and the office gets a new key that he does not
 * have. What he could read he can still read.
 */
export async function revoke(store: Store, member: string, reason: string): Promise<void> {
  const { self, membership } = await insideOf(store);
  const { office } = self;
  if (!membership.members.has(member)) throw new OfficeError('unknown-member');
  const last = await numbersOf(store, member);
  const acts: { act: Act }[] = [{ act: { type: 'revoke', office, member, last, reason: reason.trim() } }];
  if (member !== self.member) acts.push({ act: await rotation(membership, [member]) });
  await act(store, self, acts);
}

/** A new key for all who belong to the office but these, and for the root. */
export async function rotation(membership: Membership, without: readonly string[]): Promise<Act> {
  const { office, root } = membership;
  const to: Record<string, PublicKeys> = { [ROOT]: root };
  for (const { id, keys } of membership.active()) if (!without.includes(id)) to[id] = keys;
  return { type: 'rotate', office, ...(await freshKey(office, to)) };
}

/**
 * Gives the office a new key when the newest is not wrapped to exactly those who belong to it: somebody left by himself,
 * two were revoked apart, or one was admitted by a head who did not know that key yet. Only a head's browser does it.
 * @returns whether it did
 */
export async function renewKey(store: Store): Promise<boolean> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  // Not a stand-in's: where his act did not count he would write it again and again.
  if (!self || !membership?.members.get(self.member)?.roles.includes('head')) return false;
  const have = new Set(Object.keys(membership.keys.at(-1)?.wrapped ?? {}));
  const due = [ROOT, ...membership.active().map(({ id }) => id)];
  if (have.size === due.length && due.every((id) => have.has(id))) return false;
  await act(store, self, [{ act: await rotation(membership, []) }]);
  return true;
}

export interface Handover {
  owner: string;
  to: string;
  roles: readonly Role[];
  matters: readonly Matter[];
  everything?: boolean;
  /** ms; `until` is the end, not included. */
  from: number;
  until: number;
  comment: string;
}

/** «Передать дела». @returns the entity of the loan @throws OfficeError when it would not count */
export async function lend(store: Store, { roles, matters, ...rest }: Handover): Promise<string> {
  const { self, membership } = await insideOf(store);
  const own = membership.members.get(self.member)?.roles ?? [];
  const isOwn = rest.owner === self.member && roles.every((role) => own.includes(role));
  if (!isOwn && !own.includes('head')) throw new OfficeError('no-right');
  const subject = crypto.randomUUID();
  const loan: Act = {
    type: 'lend',
    office: self.office,
    ...rest,
    roles: [...roles],
    matters: [...matters],
    ended: false,
  };
  await act(store, self, [{ act: loan, subject }]);
  return actEntity(loan, subject);
}

/** By author: the highest number of a member's that is here. */
export async function numbersOf(store: Store, member: string): Promise<Numbers> {
  return highestNumbers(store, (author) => memberOf(author) === member);
}

function officeNumbers(store: Store, membership: Membership): Promise<Numbers> {
  return highestNumbers(store, (author) => membership.members.has(memberOf(author) ?? ''));
}

/** Takes a loan back before its end. @throws OfficeError when there is none */
export async function endLoan(store: Store, entity: string): Promise<void> {
  const { self, membership } = await insideOf(store);
  const loan = membership.loans.find((one) => one.entity === entity);
  if (!loan) throw new OfficeError('unknown-record');
  const { id: _, by: __, at: ___, entity: ____, ...body } = loan;
  const subject = entity.slice('lend:'.length);
  // What the borrower did while it held stays done.
  const last = await numbersOf(store, loan.to);
  await act(store, self, [{ act: { ...body, ended: true, last }, subject }]);
}
