/** Whose signatures the exchange believes, and with which keys: as the office's acts say, with this member's own keys. */
import { ACT, Acts } from '../office/acts';
import { type Bytes, fromBase64, toBase64 } from '../office/bytes';
import type { PublicKeys } from '../office/keys';
import { isSigned, signed } from '../office/keys';
import { type Membership, memberOf, membershipOf, type OfficeKey } from '../office/membership';
import { isKnown, type OfficeRecord } from '../office/record';
import type { Claim, Trust, Verdict } from '../sync/trust';
import type { Self } from './belonging';
import { importKey, openKeys } from './office-keys';
import type { Store } from './store';

/** Why there can be no exchange: no office yet, or the office's key of now is not wrapped to this member. */
export type Distrust = 'no-office' | 'no-key';

/**
 * @param handed keys that were found on a remote beside the records; they open files, none is written with them
 * @throws StorageError
 */
export async function trustOf(store: Store, handed: readonly OfficeKey[] = []): Promise<Trust | Distrust> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  if (!self || !membership) return 'no-office';
  const author = await store.read((database) => database.get('meta', 'author'));
  const ring = await Ring.open(membership, self, handed);
  if (!ring.keys.has(ring.current)) return 'no-key';
  return new OfficeTrust(store, self, ring, typeof author?.value === 'string' ? author.value : self.member);
}

/** Keys and members at one state of the office. */
class Ring {
  private constructor(
    readonly membership: Membership,
    readonly keys: ReadonlyMap<string, CryptoKey>,
    readonly handed: readonly OfficeKey[],
  ) {}

  static async open(membership: Membership, self: Self, handed: readonly OfficeKey[]): Promise<Ring> {
    const { office, keys: known } = membership;
    // What the acts say is the surer.
    const raw = await openKeys({ office, keys: [...handed, ...known] }, self.member, self.keys.wrap);
    const keys = [...raw].map(async ([id, bytes]) => [id, await importKey(bytes)] as const);
    return new Ring(membership, new Map(await Promise.all(keys)), handed);
  }

  get current(): string {
    return this.membership.keys.at(-1)?.id ?? '';
  }
}

class OfficeTrust implements Trust {
  readonly office: string;
  /** Keys of members whom acts make known that are not stored yet. */
  private introduced: ReadonlyMap<string, { keys: PublicKeys }> = new Map();
  private readonly acts = new Map<string, OfficeRecord>();

  constructor(
    private readonly store: Store,
    private readonly self: Self,
    private ring: Ring,
    readonly writer: string,
  ) {
    this.office = self.office;
  }

  vouches(author: string): boolean {
    const member = memberOf(author);
    return member === null || member === this.self.member;
  }

  async sign(payload: Bytes): Promise<{ signer: string; signature: Bytes }> {
    const signature = await signed(this.self.keys.sign.privateKey, payload);
    return { signer: this.self.member, signature: fromBase64(signature) };
  }

  async check(claim: Claim): Promise<Verdict> {
    const { members } = await this.freshMembership();
    return verdictOn(claim, members.get(claim.signer) ?? this.introduced.get(claim.signer));
  }

  async introduce(records: readonly OfficeRecord[]): Promise<void> {
    this.introduced = (await introduced(this.store, this.office, this.acts, records))?.members ?? new Map();
  }

  epoch(): string {
    const { membership, keys } = this.ring;
    return `${membership.members.size} ${keys.size}`;
  }

  async sealing(): Promise<{ id: string; key: CryptoKey }> {
    const { current, keys } = this.ring;
    const key = keys.get(current);
    if (!key) throw new Error('the key of the office is gone');
    return { id: current, key };
  }

  async keyOf(id: string): Promise<CryptoKey | null> {
    const known = this.ring.keys.get(id);
    if (known) return known;
    // It may have come with a record of this very exchange.
    const membership = await this.freshMembership();
    const ring =
      membership === this.ring.membership ? this.ring : await Ring.open(membership, this.self, this.ring.handed);
    return ring.keys.get(id) ?? null;
  }

  private async freshMembership(): Promise<Membership> {
    return (await this.store.belonging.membership()) ?? this.ring.membership;
  }
}

/** @param member the signer; undefined: nobody here knows him */
export async function verdictOn(
  { author, signer, payload, signature }: Claim,
  member: { keys: PublicKeys } | undefined,
): Promise<Verdict> {
  const owner = memberOf(author);
  if (owner !== null && owner !== signer) return 'bad';
  if (!member) return 'unknown';
  return (await isSigned(member.keys.sign, payload, toBase64(signature))) ? 'good' : 'bad';
}

/**
 * The office as its acts tell it, those among `records` too, which are not stored yet.
 * @param acts what was introduced before; the new ones are added
 */
export async function introduced(
  store: Store,
  office: string,
  acts: Map<string, OfficeRecord>,
  records: readonly OfficeRecord[],
): Promise<Membership | null> {
  for (const record of records) if (record.kind === ACT) acts.set(record.id, record);
  const stored = await store.revisions(ACT);
  return membershipOf(await new Acts().read([...stored, ...[...acts.values()].filter(isKnown)]), office);
}
