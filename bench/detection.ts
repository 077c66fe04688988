/**
 * The judge by rules against two filters that people use, over the same comments in one run: ratios, not seconds.
 * Run: npx tsx bench/detection.ts [comments]
 *
 * leo-profanity looks for exact words of its Russian dictionary; obscenity gets the stems that its pattern language can
 * say. Neither reads through a trick, and neither says more than yes or no here; the judge gives its whole verdict.
 */
import { performance } from 'node:perf_hooks';
import leo from 'leo-profanity';
import { DataSet, pattern, RegExpMatcher } from 'obscenity';
import { RuleJudge } from '../detection';
import { Folded, fold } from '../detection/fold';
import { SUITE } from '../test/detection/suite';

const COUNT = Number(process.argv[2] ?? 30_000);
const LENGTH = 120;
const ROUNDS = 7;
/** One comment in so many holds a text of the suite's violations, about as on a village's page. */
const RARITY = 12;

/** Repeatable pseudo-random numbers in [0, 1). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Comments of about 120 characters put together of the suite's texts, mostly innocent ones. */
function comments(count: number): string[] {
  const next = random(11);
  const pick = (texts: readonly string[]): string => texts[Math.floor(next() * texts.length)]!;
  const violations = SUITE.filter(({ expected }) => expected.say === 'violation').flatMap(({ texts }) => texts);
  const others = SUITE.filter(({ expected }) => expected.say !== 'violation').flatMap(({ texts }) => texts);
  return Array.from({ length: count }, () => {
    let text = next() * RARITY < 1 ? pick(violations) : pick(others);
    while (text.length < LENGTH - 20) text += ` ${pick(others)}`;
    return text;
  });
}

/** Processor time of the best of some rounds, so that neighbours on the machine matter least. */
function best(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

const texts = comments(COUNT);
const characters = texts.reduce((sum, { length }) => sum + length, 0);

const startsAt = performance.now();
const judge = new RuleJudge();
judge.verdict(texts[0]!);
const coldStart = performance.now() - startsAt;

leo.loadDictionary('ru');
const stems = [
  'хуй',
  'хуя',
  'пизд',
  'ебат',
  'ебал',
  'блят',
  'бляд',
  'сука',
  'мудак',
  'пидор',
  'дебил',
  'мразь',
  'тварь',
];
const dataSet = stems.reduce(
  (set, stem) => set.addPhrase((phrase) => phrase.setMetadata({ stem }).addPattern(pattern`${stem}`)),
  new DataSet<{ stem: string }>(),
);
const obscenity = new RegExpMatcher(dataSet.build());
const folded = new Folded();

const times = {
  'fold only': best(() => {
    for (const text of texts) fold(text, folded);
  }),
  'judge, whole verdict': best(() => {
    for (const text of texts) judge.verdict(text);
  }),
  'leo-profanity, exact words': best(() => {
    for (const text of texts) leo.check(text);
  }),
  'obscenity, 13 stems': best(() => {
    for (const text of texts) obscenity.hasMatch(text);
  }),
};

const judged = times['judge, whole verdict'];
const rows = Object.entries(times).map(([name, seconds]) => ({
  name,
  'M characters/s': (characters / seconds / 1e6).toFixed(1),
  'comments/s': Math.round(COUNT / seconds),
  'judge is faster by': `${(seconds / judged).toFixed(2)}×`,
}));
console.table(rows);
console.log(`${COUNT} comments of ${Math.round(characters / COUNT)} characters; cold start ${coldStart.toFixed(0)} ms`);
