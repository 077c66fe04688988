/**
 * What the root may read on a clean PC: the keys of the office that lie on a remote wrapped to it, and with them the
 * records. It writes nothing.
 */
import type { KeyPairs } from '../office/keys';
import { type Membership, type OfficeKey, ROOT } from '../office/membership';
import type { OfficeRecord } from '../office/record';
import type { Claim, Trust, Verdict } from '../sync/trust';
import { importKey, openKeys } from './office-keys';
import type { Store } from './store';
import { introduced, verdictOn } from './trust';

export class RootTrust implements Trust {
  readonly writer = ROOT;
  private readonly acts = new Map<string, OfficeRecord>();
  private membership: Membership | null = null;

  private constructor(
    private readonly store: Store,
    readonly office: string,
    private readonly root: KeyPairs,
    private readonly keys: Map<string, CryptoKey>,
  ) {}

  /** @param handed keys as they were found beside the records */
  static async open(store: Store, office: string, root: KeyPairs, handed: readonly OfficeKey[]): Promise<RootTrust> {
    const trust = new RootTrust(store, office, root, new Map());
    await trust.learn(handed);
    await trust.introduce([]);
    return trust;
  }

  /** Whether any of the office's files can be opened. */
  get opens(): boolean {
    return this.keys.size > 0;
  }

  private async learn(keys: readonly OfficeKey[]): Promise<void> {
    for (const [id, raw] of await openKeys({ office: this.office, keys }, ROOT, this.root.wrap)) {
      this.keys.set(id, await importKey(raw));
    }
  }

  vouches(): boolean {
    return false;
  }

  async sign(): Promise<never> {
    throw new Error('the root signs no segments');
  }

  async check(claim: Claim): Promise<Verdict> {
    return verdictOn(claim, this.membership?.members.get(claim.signer));
  }

  async introduce(records: readonly OfficeRecord[]): Promise<void> {
    this.membership = await introduced(this.store, this.office, this.acts, records);
    await this.learn(this.membership?.keys ?? []);
  }

  epoch(): string {
    return `${this.membership?.members.size ?? 0} ${this.keys.size}`;
  }

  /** Nothing is written, so no file is ever sealed with it. */
  async sealing(): Promise<{ id: string; key: CryptoKey }> {
    const [first] = this.keys;
    if (!first) throw new Error('no key of the office');
    return { id: first[0], key: first[1] };
  }

  async keyOf(id: string): Promise<CryptoKey | null> {
    return this.keys.get(id) ?? null;
  }
}
