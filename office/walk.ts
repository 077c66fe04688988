/** One walk through an office's acts from its root outward; `membership.ts` says why it goes that way. */
import { type ActOf, type Card, type Deed, type Numbers, ROLES, type Role } from './acts';
import { inLine, push } from './order';

export interface Member extends Card {
  id: string;
  /** Steps to the root: 1 for the founder. */
  distance: number;
  /** Id of who admitted him; the office's for the founder and for one that the root admitted. */
  admittedBy: string;
  admittedAt: number;
  /** His own roles now, without those that are lent to him. */
  roles: readonly Role[];
  revoked: Revocation | null;
}

export interface Revocation {
  by: string;
  at: number;
  reason: string;
  /** By author: the last number that stays accepted; an author that is not named has none. */
  last: Numbers;
}

/** What is handed over from one member to another. */
export interface Loan extends ActOf<'lend'> {
  id: string;
  /** Entity of its records. */
  entity: string;
  by: string;
  at: number;
}

const AUTHOR = /^([0-9a-f]{32})\.[\w-]+$/;

/** The member that an author id belongs to; null for one that wrote before he belonged to an office. */
export function memberOf(author: string): string | null {
  return AUTHOR.exec(author)?.[1] ?? null;
}

/** A new author id for a member. */
export function authorOf(member: string): string {
  return `${member}.${crypto.randomUUID().slice(0, 8)}`;
}

/** Whether a loan holds at an instant. */
export function isActive({ from, until, ended }: Pick<Loan, 'from' | 'until' | 'ended'>, at: number): boolean {
  return !ended && from <= at && at < until;
}

/**
 * Whether the borrower wrote a record while the loan held, by his clock. One that was taken back early keeps what he had
 * written by then: whoever took it back names the numbers.
 */
export function isCovered(loan: ActOf<'lend'>, record: Pick<Deed, 'author' | 'seq' | 'at'>): boolean {
  const { from, until, ended, last = {} } = loan;
  return from <= record.at && record.at < until && (!ended || record.seq <= (last[record.author] ?? 0));
}

export class Walk {
  readonly members = new Map<string, Member>();
  readonly keys: Deed<'rotate'>[] = [];
  /** Admissions that count; they hand keys of before to the newcomer. */
  readonly admissions: Deed<'admit'>[] = [];
  /** Those that count, of the nearest to the root first. */
  readonly revocations: Deed<'revoke'>[] = [];
  /** Roles as they were admitted. */
  readonly #admitted = new Map<string, readonly Role[]>();
  readonly #grants = new Map<string, Deed<'grant'>[]>();
  readonly #policies: Deed<'policy'>[] = [];
  readonly #loans: Deed<'lend'>[] = [];
  /** Place of each on the way outward; the office itself stands for the root. */
  readonly #rank = new Map<string, number>();
  readonly #settled = new Map<string, Deed<'revoke'>[]>();

  /** @param settled revocations that hold already and cut the lines of their members */
  constructor(found: Deed<'found'>, deeds: readonly Deed[], settled: ReadonlyMap<string, Deed<'revoke'>>) {
    for (const deed of settled.values()) push(this.#settled, deed.act.member, deed);
    const bySigner = new Map<string, Deed[]>();
    for (const deed of deeds) push(bySigner, deed.signer, deed);
    const { office } = found.act;
    this.#rank.set(office, 0);
    this.#admit(found, found.act.founder, ROLES, 1);
    for (const deed of inLine(bySigner.get(office) ?? [])) this.#take(deed, 0);
    for (let next = this.#next(); next; next = this.#next()) {
      this.#rank.set(next.id, this.#rank.size);
      for (const deed of inLine(bySigner.get(next.id) ?? [])) this.#take(deed, next.distance);
    }
    this.#conclude();
  }

  /** Whether a record of a member stands before every revocation of his. */
  isWithin(member: string, author: string, seq: number): boolean {
    return (this.#settled.get(member) ?? []).every(({ act }) => seq <= (act.last[author] ?? 0));
  }

  /** A member's own roles when he wrote a record: the last grant that speaks of its number, or those of his admission. */
  rolesAt(member: string, author: string, seq: number): readonly Role[] {
    const spoken = this.#ranked(this.#grants.get(member) ?? []).filter(({ act }) => seq > (act.after[author] ?? 0));
    return spoken.at(-1)?.act.roles ?? this.#admitted.get(member) ?? [];
  }

  /** An office of one needs nobody else, so it begins with yes. */
  ownApprovalAt(author: string, seq: number): boolean {
    const spoken = this.#ranked(this.#policies).filter(({ act }) => seq > (act.after[author] ?? 0));
    return spoken.at(-1)?.act.ownApproval ?? true;
  }

  /** By the id of the first record of each loan; a later one of the same line changes or ends it. */
  loansInForce(): Loan[] {
    const superseded = new Set(this.#loans.flatMap(({ parents }) => parents));
    return inLine(this.#loans.filter(({ id }) => !superseded.has(id))).map(({ id, entity, signer, at, act }) => ({
      ...act,
      roles: act.roles.filter((role) => role !== 'head' || this.#isNearer(signer, act.to)),
      id,
      entity,
      by: signer,
      at,
    }));
  }

  #next(): Member | undefined {
    const waiting = [...this.members.values()].filter(({ id }) => !this.#rank.has(id));
    return waiting.sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))[0];
  }

  #admit(deed: Deed, { name, post, keys }: Card, roles: readonly Role[], distance: number): void {
    const { member: id, signer: admittedBy, at: admittedAt } = deed;
    if (this.members.has(id)) return;
    this.#admitted.set(id, roles);
    this.members.set(id, { id, name, post, keys, distance, admittedBy, admittedAt, roles, revoked: null });
  }

  /** @param distance of who did it; 0 for the root, whose acts lie in the lines of whoever held the recovery file */
  #take(deed: Deed, distance: number): void {
    const isRoot = distance === 0;
    if (!isRoot && !(memberOf(deed.author) === deed.signer && this.isWithin(deed.signer, deed.author, deed.seq)))
      return;
    const isOwnHead = isRoot || this.rolesAt(deed.signer, deed.author, deed.seq).includes('head');
    const isHead = isOwnHead || this.#standsIn(deed);
    const { act } = deed;
    // What is lent is not lent on.
    if (act.type === 'lend') this.#lend(deed as Deed<'lend'>, isOwnHead);
    // A stand-in takes nobody out who is nearer to the root than he is himself.
    if (act.type === 'revoke')
      this.#revoke(deed as Deed<'revoke'>, isOwnHead || (isHead && !this.#isNearer(act.member, deed.signer)));
    if (!isHead) return;
    if (act.type === 'admit') {
      this.admissions.push(deed as Deed<'admit'>);
      this.#admit(deed, act.member, act.roles, distance + 1);
    }
    if (act.type === 'grant' && !this.#isNearer(act.member, deed.signer)) push(this.#grants, act.member, deed as never);
    if (act.type === 'policy') this.#policies.push(deed as Deed<'policy'>);
    if (act.type === 'rotate') this.keys.push(deed as Deed<'rotate'>);
  }

  /** Whether a head nearer to the root had lent him the office when he did it. Those farther out are not known yet. */
  #standsIn(deed: Deed): boolean {
    const after = new Set(this.#loans.flatMap(({ parents }) => parents));
    const lent = this.#loans.filter(({ id, signer }) => !after.has(id) && this.#isNearer(signer, deed.signer));
    return lent.some(({ act }) => act.to === deed.signer && act.roles.includes('head') && isCovered(act, deed));
  }

  /** His own matters everybody lends, and the roles that he has himself; for an absent colleague the head does. */
  #lend(deed: Deed<'lend'>, isHead: boolean): void {
    const { signer, author, seq, act } = deed;
    const own = this.rolesAt(signer, author, seq);
    if (act.owner !== signer && !isHead) return;
    if (isHead || act.roles.every((role) => own.includes(role))) this.#loans.push(deed);
  }

  /** Of two against each other the one nearer to the root wins: it was taken before and stands here. */
  #revoke(deed: Deed<'revoke'>, isHead: boolean): void {
    const { member } = deed.act;
    if (!isHead && member !== deed.signer) return;
    const isAgainst = this.revocations.some(({ signer, act }) => signer === member && act.member === deed.signer);
    if (isAgainst && this.#isNearer(member, deed.signer)) return;
    this.revocations.push(deed);
  }

  #isNearer(one: string, than: string): boolean {
    const [a, b] = [this.#rank.get(one), this.#rank.get(than)];
    return a !== undefined && b !== undefined && a < b;
  }

  /** Those of the nearest to the root last, so that theirs hold. */
  #ranked<D extends Deed>(deeds: readonly D[]): D[] {
    const after = new Set(deeds.flatMap(({ parents }) => parents));
    const [over, open] = [deeds.filter(({ id }) => after.has(id)), deeds.filter(({ id }) => !after.has(id))];
    const rank = ({ signer }: D): number => this.#rank.get(signer) ?? Number.POSITIVE_INFINITY;
    return [...inLine(over), ...inLine(open).sort((a, b) => rank(b) - rank(a))];
  }

  #conclude(): void {
    for (const member of this.members.values()) {
      const [last] = this.#ranked(this.#grants.get(member.id) ?? []).slice(-1);
      const [revoked] = this.#settled.get(member.id) ?? [];
      member.roles = last?.act.roles ?? member.roles;
      if (revoked) {
        const { signer, at, act } = revoked;
        member.revoked = { by: signer, at, reason: act.reason, last: act.last };
      }
    }
  }
}
