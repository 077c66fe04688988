/**
 * Fault runs of the exchange, from seeds, until time is up: a remote that drops, delays, cuts, reorders, refuses, forgets.
 *
 *   npm run soak                                              ten minutes
 *   npm run soak -- --minutes=1 --seed=7                      from seed 7 on
 *   npm run soak -- --runs=1 --seed=7 --browsers=50 --records=20000
 *
 * Ends with 1 at the first seed after which browsers differ or a record is lost, and names it.
 */
import { storm } from '../test/sync/storm';
import { optionOf } from './lib/command.mjs';

const number = (name: string, otherwise: number): number => Number(optionOf(name) ?? otherwise);

async function main(): Promise<void> {
  const runs = number('runs', Number.POSITIVE_INFINITY);
  const end = optionOf('runs') === null ? Date.now() + number('minutes', 10) * 60_000 : Number.POSITIVE_INFINITY;
  const first = number('seed', Math.floor(Date.now() / 1000) % 100_000);
  for (let seed = first; seed < first + runs && Date.now() < end; seed += 1) {
    const [browsers, records] = sizes(seed);
    const start = performance.now();
    const report = await storm({ seed, browsers, records, onProgress: (line) => console.log(`  ${line}`) });
    const struck = Object.entries(report.struck).map(([fault, count]) => `${fault} ${count}`);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `seed ${seed}: ${browsers} browsers, ${records} records, ${report.hashes.size} hash, at least ${report.least} ` +
        `in each, ${report.newcomer} for a newcomer, ${report.files} files, ${report.rounds} rounds to rest, ` +
        `${seconds} s; ${struck.join(', ')}`,
    );
    if (report.hashes.size !== 1 || report.least !== records || report.newcomer !== records) {
      console.error(`seed ${seed} failed`);
      process.exitCode = 1;
      return;
    }
  }
}

/** The sizes asked for, or others for each seed. */
function sizes(seed: number): [number, number] {
  return [number('browsers', 2 + (seed % 12)), number('records', 100 + (seed % 9) * 150)];
}

await main();
