/**
 * Suggestions over ten thousand templates, against a plain scan of the same texts in the same run: ratios, not seconds.
 * Run: npx tsx bench/replies.ts [templates]
 */
import { performance } from 'node:perf_hooks';
import type { CataloguedTemplate } from '../replies/catalogue';
import { createTopicReader } from '../replies/recognition';
import { STARTERS } from '../replies/starter';
import { createSuggester } from '../replies/suggestion';
import { folded, wordsOf } from '../replies/words';
import { KEPT_APART, WORKED_ON } from '../test/replies/comments';

const COUNT = Number(process.argv[2] ?? 10_000);

/** Repeatable pseudo-random numbers in [0, 1). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Templates mixed of sentences of the starter ones with made-up place names, so that the vocabulary grows as a real one does. */
function templates(count: number): CataloguedTemplate[] {
  const next = random(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const sentences = STARTERS.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/u));
  const syllables = 'но во се ло вер хне реч ка ом ту га ни ков ско пет ро бе ре зов бор ук ар ти яр'.split(' ');
  const place = (): string => Array.from({ length: 3 + Math.floor(next() * 2) }, () => pick(syllables)).join('');
  return Array.from({ length: count }, (_, i) => {
    const { title, topics } = pick(STARTERS);
    const text = Array.from({ length: 4 }, () => pick(sentences)).join(' ');
    return {
      id: `t${i}`,
      template: { title: `${title}, ${place()}`, text: `${text} ${place()}`, topics: [...topics], status: 'approved' },
    };
  });
}

function timed(runs: number, run: (i: number) => unknown): { median: number; p95: number } {
  const times = Array.from({ length: runs }, (_, i) => {
    const start = performance.now();
    run(i);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { median: times[Math.floor(runs / 2)] ?? 0, p95: times[Math.floor(runs * 0.95)] ?? 0 };
}

const all = templates(COUNT);
const comments = [...WORKED_ON, ...KEPT_APART];
const typed = [
  'с',
  'сн',
  'сне',
  'снег',
  'фонарь не г',
  'дорога яма',
  'пересправа',
  'мусор контейн',
  'оскорб',
  'воды нет',
];

const scanIndex = timed(5, () => all.map(({ template }) => folded(`${template.title} ${template.text}`)));
const texts = all.map(({ template }) => folded(`${template.title} ${template.text}`));
const scan = timed(comments.length, (i) => {
  const words = wordsOf(comments[i]?.text ?? '', 60).map((word) => word.folded);
  return texts
    .map((text, at) => ({ at, score: words.filter((word) => text.includes(word)).length }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 5);
});

const index = timed(3, () => createSuggester(all));
const suggester = createSuggester(all);
for (const { text } of comments) suggester.suggest({ text });
const suggest = timed(comments.length, (i) => suggester.suggest({ text: comments[i]?.text ?? '' }));
const search = timed(typed.length * 5, (i) => suggester.search(typed[i % typed.length] ?? ''));
const change = timed(200, (i) => suggester.put(all[(i * 37) % all.length] as CataloguedTemplate));
const reader = createTopicReader();
const read = timed(comments.length, (i) => reader.read(comments[i]?.text ?? ''));
const hostile = timed(5, () => suggester.suggest({ text: 'снег вода дорога '.repeat(60_000) }));

const row = (what: string, time: { median: number; p95: number }, base: { median: number }): string =>
  `${what.padEnd(46)}${time.median.toFixed(2).padStart(9)} ms${time.p95.toFixed(2).padStart(9)} ms${(time.median / base.median).toFixed(2).padStart(9)}×`;

console.log(`${COUNT} templates, ${comments.length} comments; medians, 95th percentiles, ratio to the plain scan\n`);
console.log(row('plain scan: fold all texts', scanIndex, scanIndex));
console.log(row('build the suggester', index, scanIndex));
console.log(row('plain scan: one comment', scan, scan));
console.log(row('suggest for one comment', suggest, scan));
console.log(row('suggest for a comment of a megabyte', hostile, scan));
console.log(row('search as typed', search, scan));
console.log(row('topics of one comment', read, scan));
console.log(row('put one changed template', change, scan));
