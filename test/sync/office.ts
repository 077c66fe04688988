/** An office in memory: its browsers, their keys, what each holds. The real exchange runs between them. */
import { utf8 } from '../../office/bytes';
import { type OfficeRecord, sealRevision, sha256 } from '../../office/record';
import { exchange } from '../../sync/exchange';
import type { Ledger } from '../../sync/ledger';
import type { Notes } from '../../sync/notes';
import type { Outcome } from '../../sync/outcome';
import type { Remote } from '../../sync/remote';
import { inOrder, type Seal } from '../../sync/segment';
import type { Claim, Trust, Verdict } from '../../sync/trust';

export const OFFICE = 'office-of-sosnovka';

/** Repeatable pseudo-random numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export class MemoryLedger implements Ledger {
  readonly lines = new Map<string, OfficeRecord[]>();
  readonly byId = new Map<string, OfficeRecord>();
  private readonly kept = new Map<string, Seal[]>();

  async authors(): Promise<string[]> {
    return [...this.lines.keys()];
  }

  async ids(author: string, first = 0, last = Number.MAX_SAFE_INTEGER): Promise<string[]> {
    const line = this.lines.get(author) ?? [];
    return line.filter(({ seq }) => seq >= first && seq <= last).map(({ id }) => id);
  }

  async records(ids: readonly string[]): Promise<OfficeRecord[]> {
    return ids.flatMap((id) => this.byId.get(id) ?? []);
  }

  async add(records: readonly OfficeRecord[]): Promise<number> {
    const fresh = records.filter(({ id }) => !this.byId.has(id));
    for (const record of fresh) {
      this.byId.set(record.id, record);
      this.lines.set(record.author, [...(this.lines.get(record.author) ?? []), record]);
    }
    for (const author of new Set(fresh.map((record) => record.author))) {
      this.lines.set(author, inOrder(this.lines.get(author) ?? []));
    }
    return fresh.length;
  }

  async seals(author: string): Promise<Seal[]> {
    return this.kept.get(author) ?? [];
  }

  async keepSeals(author: string, kept: readonly Seal[], dropped: readonly Seal[]): Promise<void> {
    const gone = new Set(dropped.map(({ signature }) => signature));
    this.kept.set(author, [...(this.kept.get(author) ?? []).filter(({ signature }) => !gone.has(signature)), ...kept]);
  }

  /** The same for the same set of records, whatever the order in which they came. */
  async hash(): Promise<string> {
    return sha256([...this.byId.keys()].sort().join('\n'));
  }
}

/**
 * Keys that all browsers of the office have, and those of its members. Members sign with HMAC here, so that a run is the
 * same from the same seed; `storage/` signs with their ECDSA keys.
 */
export class Ring {
  readonly keys = new Map<string, CryptoKey>();
  readonly members = new Map<string, CryptoKey>();
  current = '';

  async rotate(id: string): Promise<void> {
    const raw = await crypto.subtle.digest('SHA-256', utf8(`office ${id}`));
    this.keys.set(id, await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']));
    this.current = id;
  }
}

const SIGNING = { name: 'HMAC', hash: 'SHA-256' };

export interface Manner {
  eager?: boolean;
  parallel?: number;
  over?: Remote;
}

export class Browser {
  readonly ledger = new MemoryLedger();
  readonly notes = new Map<Remote, Notes>();
  readonly trust: Trust;
  private seq = 0;

  private constructor(
    readonly author: string,
    readonly ring: Ring,
    private readonly signing: CryptoKey,
  ) {
    const member = author.split('.')[0] ?? author;
    this.trust = {
      office: OFFICE,
      writer: author,
      vouches: (other) => other.split('.')[0] === member || !other.includes('.'),
      sign: async (payload) => ({
        signer: member,
        signature: new Uint8Array(await crypto.subtle.sign('HMAC', this.signing, payload)),
      }),
      check: (claim) => verdictOf(claim, ring),
      introduce: async () => {},
      epoch: () => `${ring.members.size} ${ring.keys.size}`,
      sealing: async () => ({ id: ring.current, key: ring.keys.get(ring.current)! }),
      keyOf: async (id) => ring.keys.get(id) ?? null,
    };
  }

  /** A new browser whose member everybody knows. */
  static async join(name: string, ring: Ring, suffix = 'a1'): Promise<Browser> {
    const raw = utf8(`secret of ${name}`);
    const signing = await crypto.subtle.importKey('raw', raw, SIGNING, false, ['sign', 'verify']);
    ring.members.set(name, signing);
    return new Browser(`${name}.${suffix}`, ring, signing);
  }

  /** Writes records of some entity, as the desk would. */
  async write(count: number, text = 'Уборка снега'): Promise<OfficeRecord[]> {
    const records: OfficeRecord[] = [];
    for (let at = 0; at < count; at += 1) {
      this.seq += 1;
      records.push(await recordOf(this.author, this.seq, `${text} ${this.seq}`));
    }
    await this.ledger.add(records);
    return records;
  }

  /** @param over what the browser sees of the remote; itself unless told */
  async exchange(remote: Remote, now: number, { eager, parallel, over = remote }: Manner = {}): Promise<Outcome> {
    const { outcome, notes } = await exchange({
      remote: over,
      ledger: this.ledger,
      trust: this.trust,
      notes: this.notes.get(remote),
      now,
      eager,
      parallel,
    });
    this.notes.set(remote, notes);
    return outcome;
  }
}

async function verdictOf({ author, signer, payload, signature }: Claim, ring: Ring): Promise<Verdict> {
  if (author.includes('.') && author.split('.')[0] !== signer) return 'bad';
  const key = ring.members.get(signer);
  if (!key) return 'unknown';
  return (await crypto.subtle.verify('HMAC', key, signature, payload)) ? 'good' : 'bad';
}

export function recordOf(author: string, seq: number, text: string): Promise<OfficeRecord> {
  const body = {
    title: text,
    text: `${text}: ${'Здравствуйте! Заявка принята, работы идут. '.repeat(3)}`,
    status: 'draft',
  };
  return sealRevision({
    version: 2,
    kind: 'template',
    entity: `e${seq}`,
    parents: [],
    at: 1_790_000_000_000 + seq,
    author,
    seq,
    previous: null,
    body,
  });
}

/** A ring with a first key and so many browsers. */
export async function officeOf(count: number): Promise<Browser[]> {
  const ring = new Ring();
  await ring.rotate('key-1');
  return Promise.all(Array.from({ length: count }, (_, at) => Browser.join(`member${at}`, ring)));
}

/** Exchanges until nothing moves any more. @throws when that takes too long */
export async function settle(browsers: readonly Browser[], remote: Remote, from = 0, most = 40): Promise<number> {
  for (let round = 0; round < most; round += 1) {
    let isStill = true;
    for (const browser of browsers) {
      const { received, sent, waiting, faults } = await browser.exchange(remote, (from + round) * 60_000);
      if (received + sent + waiting + faults.length > 0) isStill = false;
    }
    if (isStill && round > 0) return from + round + 1;
  }
  throw new Error(`no rest after ${most} rounds`);
}
