/** A remote that does everything wrong that a remote can, from a seed. */
import type { Bytes } from '../../office/bytes';
import { MemoryRemote } from '../../sync/memory';
import { type Entry, faultOfStatus, type Remote, RemoteError } from '../../sync/remote';

/** Chances of each, 0 to 1, per request. */
export interface Faults {
  /** The line breaks before, or after, the server has done what was asked. */
  drop: number;
  /** Another status than that of success. */
  refuse: number;
  /** A file is written or read only in part; writing may even be reported as done. */
  truncate: number;
  /** A listing of some time ago. */
  stale: number;
  /** Everything on the remote is gone. */
  wipe: number;
  /** One file is gone. */
  lose: number;
  /** One file has another content of the same size. */
  rot: number;
}

export const CALM: Faults = { drop: 0, refuse: 0, truncate: 0, stale: 0, wipe: 0, lose: 0, rot: 0 };
export const STORM: Faults = {
  drop: 0.05,
  refuse: 0.05,
  truncate: 0.04,
  stale: 0.05,
  wipe: 0.0005,
  lose: 0.004,
  rot: 0.002,
};

const STATUSES = [401, 403, 423, 500, 507];

export class FaultyRemote implements Remote {
  readonly inner = new MemoryRemote();
  faults: Faults = STORM;
  private former: Entry[] = [];
  /** How often each fault struck. */
  readonly struck: Record<string, number> = {};

  constructor(private readonly random: () => number) {}

  async list(): Promise<Entry[]> {
    const entries = await this.ask(() => this.inner.list());
    const shuffled = [...entries].sort(() => this.random() - 0.5);
    const former = this.former;
    if (this.random() < 0.3) this.former = entries;
    return this.strikes('stale') ? former : shuffled;
  }

  async get(name: string): Promise<Bytes | null> {
    const bytes = await this.ask(() => this.inner.get(name));
    return bytes && this.strikes('truncate') ? this.cut(bytes) : bytes;
  }

  async put(name: string, bytes: Bytes): Promise<void> {
    const isCut = this.strikes('truncate');
    await this.ask(() => this.inner.put(name, isCut ? this.cut(bytes) : bytes));
    if (isCut && this.random() < 0.5) throw new RemoteError('offline', 'the line broke');
  }

  async delete(name: string): Promise<void> {
    await this.ask(() => this.inner.delete(name));
  }

  private async ask<Value>(work: () => Promise<Value>): Promise<Value> {
    // Requests of different browsers overtake each other.
    for (let turns = Math.floor(this.random() * 4); turns > 0; turns -= 1) await Promise.resolve();
    this.harm();
    if (this.strikes('refuse')) {
      const status = STATUSES[Math.floor(this.random() * STATUSES.length)] ?? 500;
      throw new RemoteError(faultOfStatus(status), `${status}`);
    }
    if (!this.strikes('drop')) return work();
    if (this.random() < 0.5) await work();
    throw new RemoteError(this.random() < 0.5 ? 'offline' : 'slow', 'the line broke');
  }

  private harm(): void {
    const { files } = this.inner;
    if (this.strikes('wipe')) files.clear();
    const name = [...files.keys()][Math.floor(this.random() * files.size)];
    if (name === undefined) return;
    if (this.strikes('lose')) files.delete(name);
    const bytes = files.get(name);
    if (bytes && this.strikes('rot')) {
      const other = bytes.slice();
      other[other.length - 3] = (other.at(-3) ?? 0) ^ 0x55;
      files.set(name, other);
    }
  }

  private cut(bytes: Bytes): Bytes {
    return bytes.slice(0, Math.floor(this.random() * bytes.length));
  }

  private strikes(fault: keyof Faults): boolean {
    if (this.random() >= this.faults[fault]) return false;
    this.struck[fault] = (this.struck[fault] ?? 0) + 1;
    return true;
  }
}
