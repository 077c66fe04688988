/** An office in a storm: browsers write and exchange in random order over a remote that fails; then it calms down. */

import { sha256 } from '../../office/record';
import { CALM, FaultyRemote, STORM } from './faults';
import { type Browser, officeOf, randomFrom } from './office';
import { Turnstile } from './turnstile';

export interface StormOptions {
  seed: number;
  browsers: number;
  records: number;
  /** Told now and then. */
  onProgress?: (line: string) => void;
}

export interface StormReport {
  seed: number;
  hashes: Set<string>;
  /** Records in each browser at the end, the least. */
  least: number;
  /** Records that a newcomer gets from the remote alone. */
  newcomer: number;
  files: number;
  rounds: number;
  struck: Record<string, number>;
  /** Files that were not taken in by anybody at the end. */
  aside: number;
  /** Hash of all requests in their order: the same for the same seed. */
  trace: string;
}

/** @throws when the office does not come to rest */
export async function storm(options: StormOptions): Promise<StormReport> {
  const random = randomFrom(options.seed);
  const original = crypto.getRandomValues;
  // Names of files are random; a run must be the same from the same seed.
  crypto.getRandomValues = ((bytes: Uint8Array) => bytes.map(() => Math.floor(random() * 256))) as typeof original;
  try {
    return await weather(options, random);
  } finally {
    crypto.getRandomValues = original;
  }
}

async function weather(
  { seed, browsers, records, onProgress }: StormOptions,
  random: () => number,
): Promise<StormReport> {
  const office = await officeOf(browsers);
  const remote = new FaultyRemote(random);
  remote.faults = STORM;
  const trace: string[] = [];
  const gate = new Turnstile(random, (what) => trace.push(what));
  let written = 0;
  const batch = records / Math.max(120, browsers * 8);
  for (let step = 0; written < records; step += 1) {
    const browser = office[Math.floor(random() * office.length)] as Browser;
    const count = Math.min(records - written, Math.floor(random() ** 3 * 4 * batch) + 1);
    await browser.write(count);
    written += count;
    // Some are away for long.
    const awake = office.filter((one) => one === browser || random() < 2 / browsers);
    await gate.run(
      awake.map(
        (one) => () => one.exchange(remote, step * 60_000, { parallel: 1, over: gate.before(remote, one.author) }),
      ),
    );
    if (step % 50 === 49) onProgress?.(`${written} of ${records} written`);
  }
  remote.faults = CALM;
  const rounds = await calm(office, remote, onProgress);
  const late = (await officeOf(1))[0] as Browser;
  Object.assign(late, { trust: { ...(office[0] as Browser).trust, writer: 'late.1', vouches: () => false } });
  const { aside } = await late.exchange(remote, 0, { parallel: 1 });
  return {
    seed,
    hashes: new Set(await Promise.all(office.map(({ ledger }) => ledger.hash()))),
    least: Math.min(...office.map(({ ledger }) => ledger.byId.size)),
    newcomer: late.ledger.byId.size,
    files: remote.inner.files.size,
    rounds,
    struck: remote.struck,
    aside: aside.length,
    trace: await sha256(trace.join('\n')),
  };
}

async function calm(
  office: readonly Browser[],
  remote: FaultyRemote,
  onProgress?: (line: string) => void,
): Promise<number> {
  // A day between exchanges: what was set aside is looked at again.
  const day = 86_400_000;
  let quiet = 0;
  for (let round = 1; round <= 200; round += 1) {
    const before = [...remote.inner.files.keys()].join();
    let moved = 0;
    for (const browser of office) {
      const { received, sent, waiting } = await browser.exchange(remote, round * day, { parallel: 1 });
      moved += received + sent + waiting;
    }
    onProgress?.(`calm round ${round}: ${moved} records moved, ${remote.inner.files.size} files`);
    quiet = moved === 0 && before === [...remote.inner.files.keys()].join() ? quiet + 1 : 0;
    // Patience with the absent is counted in exchanges, and each reads one of its files again: quiet is not rest yet.
    if (quiet >= 8 + (3 * remote.inner.files.size) / office.length) return round;
  }
  throw new Error('no rest after 200 rounds');
}
