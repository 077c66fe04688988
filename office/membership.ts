/**
 * Who belongs to an office and what each may do: a pure function of its acts. Every browser that knows the same acts
 * says the same, in whatever order they came.
 *
 * Members are taken from the root outward: the founder and whom the root admits are at distance 1, whom those admit at
 * 2, and so on; at one distance the smaller id goes first. So of two revocations against each other the one nearer to
 * the root wins. A revocation cuts its member's line at the numbers that it names: what he did after them, admissions
 * and revocations too, does not count. `Walk` (walk.ts) goes this way; here is what it found.
 */
import type { Deed, Role } from './acts';
import type { PublicKeys, Wrapped } from './keys';
import { inLine } from './order';
import type { Revision } from './record';
import { isActive, isCovered, type Loan, type Member, memberOf, Walk } from './walk';

export { authorOf, isActive, type Loan, type Member, memberOf } from './walk';

/** By whom the root's copy of a key is named. */
export const ROOT = 'root';

export interface OfficeKey {
  id: string;
  /** By member. */
  wrapped: Readonly<Record<string, Wrapped>>;
}

/** Where a record stands in its author's line, and when. */
export type Placed = Pick<Revision, 'author' | 'seq' | 'at'>;

/**
 * The office as its acts tell it; null when its founding is not among them.
 * @param office its id: that of the root's signing key
 */
export function membershipOf(deeds: Iterable<Deed>, office: string): Membership | null {
  const own = new Map([...deeds].filter(({ act }) => act.office === office).map((deed) => [deed.id, deed]));
  const founding = [...own.values()].filter(({ act, signer }) => act.type === 'found' && signer === office);
  const [found] = founding.sort((a, b) => (a.id < b.id ? -1 : 1)) as Deed<'found'>[];
  if (!found) return null;
  const settled = new Map<string, Deed<'revoke'>>();
  for (;;) {
    const walk = new Walk(found, [...own.values()], settled);
    // Each settles what the walk after it may see; there is one walk more than there are revocations at most.
    const next = walk.revocations.find(({ id }) => !settled.has(id));
    if (!next) return new Membership(found, walk, epochOf(own.keys()));
    settled.set(next.id, next);
  }
}

export class Membership {
  readonly office: string;
  readonly root: PublicKeys;
  readonly foundedAt: number;
  /** Revoked ones among them. */
  readonly members: ReadonlyMap<string, Member>;
  /** What is lent, also what is over; see `active`. */
  readonly loans: readonly Loan[];
  /** Keys of the office, the one in use last: by whom each can be opened, the root under `ROOT`. */
  readonly keys: readonly OfficeKey[];
  /** Another one whenever another act is known. */
  readonly epoch: string;
  readonly #walk: Walk;

  constructor(found: Deed<'found'>, walk: Walk, epoch: string) {
    this.epoch = epoch;
    this.office = found.act.office;
    this.root = found.act.root;
    this.foundedAt = found.at;
    this.members = walk.members;
    this.loans = walk.loansInForce();
    this.keys = keysOf(walk);
    this.#walk = walk;
  }

  /** Whether a record counts. One that does not is kept aside: its author is not admitted, or was revoked before it. */
  accepts({ author, seq }: Pick<Placed, 'author' | 'seq'>): boolean {
    const id = memberOf(author);
    return id === null || (this.members.has(id) && this.#walk.isWithin(id, author, seq));
  }

  /** Whether the record's author had a role when he wrote it, his own or lent to him. */
  hasRole(record: Placed, role: Role): boolean {
    const id = memberOf(record.author);
    if (id === null || !this.accepts(record)) return false;
    if (this.#walk.rolesAt(id, record.author, record.seq).includes(role)) return true;
    return this.loans.some((loan) => loan.to === id && loan.roles.includes(role) && isCovered(loan, record));
  }

  /** Roles that a member has at an instant, own and lent. */
  rolesOf(id: string, now: number): Role[] {
    const member = this.members.get(id);
    if (!member || member.revoked) return [];
    const lent = this.loans.filter((loan) => loan.to === id && isActive(loan, now)).flatMap(({ roles }) => roles);
    return [...new Set([...member.roles, ...lent])];
  }

  /** Whether an approver may approve what he wrote himself. */
  ownApproval({ author, seq }: Pick<Placed, 'author' | 'seq'>): boolean {
    return this.#walk.ownApprovalAt(author, seq);
  }

  /** Those who belong to the office now. */
  active(): Member[] {
    return [...this.members.values()].filter(({ revoked }) => !revoked);
  }
}

function epochOf(ids: Iterable<string>): string {
  return [...ids]
    .map((id) => id.slice(0, 12))
    .sort()
    .join('');
}

function keysOf({ keys, admissions }: Walk): OfficeKey[] {
  const handed = (id: string) =>
    admissions.flatMap(({ member, act }) => (act.keys[id] ? [[member, act.keys[id]]] : []));
  return inLine(keys).map(({ act: { keyId: id, wrapped } }) => ({
    id,
    wrapped: { ...(Object.fromEntries(handed(id)) as OfficeKey['wrapped']), ...wrapped },
  }));
}
