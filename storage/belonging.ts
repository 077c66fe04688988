/** Which office this browser belongs to, as who, and what the office's acts say of everybody: read once, until changed. */
import { ACT, Acts } from '../office/acts';
import type { KeyPairs } from '../office/keys';
import { type Membership, membershipOf } from '../office/membership';
import { isKnown } from '../office/record';
import { Signers } from '../office/seal';
import type { Database } from './database';
import { RECORDS, type StoreName } from './schema';

/** Who this browser is in its office. */
export interface Self {
  office: string;
  member: string;
  keys: KeyPairs;
}

type Read = <Value>(work: (database: Database) => Promise<Value>) => Promise<Value>;

export class Belonging {
  /** Seals that were verified already. */
  readonly signers = new Signers();
  readonly #acts = new Acts();
  #membership: Promise<Membership | null> | null = null;

  constructor(private readonly read: Read) {}

  /** Something was written here or by another process. */
  changed(stores: readonly string[]): void {
    if (stores.some((name) => name === ('revisions' satisfies StoreName) || name === 'meta')) this.#membership = null;
  }

  /** The office as its acts tell it; null before there is one. @throws StorageError */
  membership(): Promise<Membership | null> {
    if (this.#membership) return this.#membership;
    const reading = this.#readMembership();
    this.#membership = reading;
    // A failure is not remembered: the next question tries again.
    reading.catch(() => {
      if (this.#membership === reading) this.#membership = null;
    });
    return reading;
  }

  async #readMembership(): Promise<Membership | null> {
    const [office, records] = await this.read((database) =>
      Promise.all([database.get('meta', 'office'), database.getAllFromIndex('revisions', 'kind', ACT)]),
    );
    if (typeof office?.value !== 'string') return null;
    const whole = records.filter((record) => RECORDS.revisions.safeParse(record).success).filter(isKnown);
    return membershipOf(await this.#acts.read(whole), office.value);
  }

  /** Null before there is an office. @throws StorageError */
  async self(): Promise<Self | null> {
    const [office, member, keys] = await this.read((database) =>
      Promise.all([database.get('meta', 'office'), database.get('meta', 'member'), database.get('keys', 'member')]),
    );
    if (typeof office?.value !== 'string' || typeof member?.value !== 'string' || !keys) return null;
    return { office: office.value, member: member.value, keys: keys.pairs };
  }
}
