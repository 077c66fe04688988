/**
 * What the full verdict costs, rules and model together, over comments of about 120 characters, and how long the judge
 * takes to be ready: processor time of the best of some rounds, on one core.
 * Run: npx tsx bench/verdict.ts [comments]
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createJudge, Model, RuleJudge, readWeights } from '../detection';
import { WEIGHTS_FILE } from '../scripts/lib/weights';
import { SUITE } from '../test/detection/suite';
import { processorTime } from './lib/processor';

const COUNT = Number(process.argv[2] ?? 20_000);
const LENGTH = 120;
const ROUNDS = 5;

/** Comments of about `LENGTH` characters, no two alike, so that nothing is answered from memory. */
function comments(count: number): string[] {
  const texts = SUITE.flatMap((group) => group.texts);
  return Array.from({ length: count }, (_, i) => {
    let text = texts[(i * 7919) % texts.length]!;
    for (let k = 1; text.length < LENGTH - 20; k++) text += ` ${texts[(i * 31 + k * 997) % texts.length]}`;
    return text.slice(0, LENGTH + 20);
  });
}

const seconds = (run: () => void): number => processorTime(run, ROUNDS);

const startsAt = performance.now();
const bytes = readFileSync(WEIGHTS_FILE);
const model = new Model(
  readWeights((bytes.buffer as ArrayBuffer).slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)),
);
const modelReady = performance.now();
const judge = createJudge({ model, cacheSize: 0 });
judge.judge('Когда почистят дорогу?');
const ready = performance.now();

const texts = comments(COUNT);
const characters = texts.reduce((sum, { length }) => sum + length, 0);
const rules = new RuleJudge();
const rows = {
  'rules alone': seconds(() => {
    for (const text of texts) rules.verdict(text);
  }),
  'full verdict': seconds(() => {
    for (const text of texts) judge.judge(text);
  }),
};
console.table(
  Object.entries(rows).map(([what, time]) => ({
    what,
    'comments/s': Math.round(COUNT / time),
    'M characters/s': (characters / time / 1e6).toFixed(1),
  })),
);
console.log(
  `${COUNT} comments of ${Math.round(characters / COUNT)} characters; ready after ${(ready - startsAt).toFixed(0)} ms, ` +
    `of these the model ${(modelReady - startsAt).toFixed(0)} ms`,
);
