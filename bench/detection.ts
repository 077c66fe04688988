/**
 * The judge by rules against two filters that people use, over the same comments in one run: ratios, not seconds.
 * Run: npx tsx bench/detection.ts [comments]
 *
 * leo-profanity looks for the exact words of its Russian dictionary; obscenity gets the same words. Neither reads
 * through a trick, and neither says more than yes or no here, while the judge gives its whole verdict.
 */
import { performance } from 'node:perf_hooks';
import leo from 'leo-profanity';
import { DataSet, pattern, RegExpMatcher } from 'obscenity';
import { RuleJudge } from '../detection';
import { DEFAULT_CLAUSES } from '../detection/clauses';
import { fold } from '../detection/fold';
import { Folded } from '../detection/folded';
import { addReadings } from '../detection/readings';
import { compileImage, compileRules } from '../detection/rulebook';
import { RULES } from '../detection/rules';
import { digitRuns, markShapes } from '../detection/shapes';
import { SUITE } from '../test/detection/suite';
import { processorTime } from './lib/processor';

const COUNT = Number(process.argv[2] ?? 30_000);
const LENGTH = 120;
const ROUNDS = 7;
/** Shares of a village page's comments: most are calm, a quarter asks for something, a few break the rules. */
const SHARES = { calm: 0.66, appeal: 0.26 };

/** Repeatable pseudo-random numbers in [0, 1). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Comments of about 120 characters: calm sentences, in some of them an appeal or a violation of the suite. */
function comments(count: number): string[] {
  const next = random(11);
  const pick = (texts: readonly string[]): string => texts[Math.floor(next() * texts.length)]!;
  const saying = (say: string) => SUITE.filter(({ expected }) => expected.say === say).flatMap(({ texts }) => texts);
  const [calm, appeals, violations] = [saying('no appeal'), saying('appeal'), saying('violation')];
  return Array.from({ length: count }, () => {
    const share = next();
    let text = pick(share < SHARES.calm ? CALM : share < SHARES.calm + SHARES.appeal ? appeals : violations);
    while (text.length < LENGTH - 20) text += ` ${pick(next() < 0.3 ? calm : CALM)}`;
    return text;
  });
}

const best = (run: () => void): number => processorTime(run, ROUNDS);

/** Sentences as people write them under a village's posts when nothing is the matter. */
const CALM = [
  'Вчера ездили в район за семенами, погода была отличная, дорога сухая.',
  'Наши ребята заняли второе место, тренер говорит, что весной поедут в область.',
  'Помню, как мы с сестрой бегали сюда после школы, речка тогда была шире.',
  'В библиотеке новая выставка, приходите с внуками, там интересно.',
  'У нас во дворе расцвела черёмуха, запах стоит на всю улицу.',
  'Бабушка рассказывала, что раньше здесь стояла мельница и пекарня.',
  'Сын вернулся из армии, теперь работает на ферме трактористом.',
  'Огурцы в этом году поздние, зато картошка хорошая, крупная.',
  'Ходили всей семьёй на лыжах до старого моста и обратно.',
  'Фотографии получились замечательные, особенно закат над прудом.',
  'Соседка испекла пирог с брусникой, угостила весь подъезд.',
  'В субботу собирались на лавочке, пели под гармонь до темноты.',
  'Котёнок прижился у магазина, продавцы его подкармливают.',
  'Завтра обещают дождь, а послезавтра опять тепло и солнечно.',
  'Хор ветеранов выступал первым, зал хлопал стоя.',
  'Купили внучке велосипед, катается теперь целыми днями.',
  'Дед Николай сам вырезал эти наличники, золотые руки у человека.',
  'Утром туман над полем такой, что не видно ближнего леса.',
];

const texts = comments(COUNT);
const characters = texts.reduce((sum, { length }) => sum + length, 0);

/** As the extension starts: with the rules compiled when it was built. */
const image = compileImage(RULES);
const startsAt = performance.now();
const judge = new RuleJudge({ image });
judge.verdict(texts[0]!);
const coldStart = performance.now() - startsAt;

leo.loadDictionary('ru');
const words: string[] = leo.list();
const dataSet = words.reduce(
  (set, word) => set.addPhrase((phrase) => phrase.setMetadata({ word }).addPattern(pattern`${word}`)),
  new DataSet<{ word: string }>(),
);
const obscenity = new RegExpMatcher(dataSet.build());
const folded = new Folded();
const { matcher } = compileRules(RULES, new Set(DEFAULT_CLAUSES.map(({ id }) => id)));

/** Over a part of the comments: it takes its time. */
const SLOW = 30;
const OBSCENITY = `obscenity, the same ${words.length} words`;

const times: Record<string, number> = {
  'fold only': best(() => {
    for (const text of texts) fold(text, folded);
  }),
  'rules: fold, readings, words, phrases': best(() => {
    for (const text of texts) {
      fold(text, folded, matcher.automaton);
      markShapes(folded);
      digitRuns(folded);
      addReadings(folded);
      matcher.read(folded);
      matcher.find(0, []);
    }
  }),
  'judge, whole verdict': best(() => {
    for (const text of texts) judge.verdict(text);
  }),
  'leo-profanity, exact words': best(() => {
    for (const text of texts) leo.check(text);
  }),
  [OBSCENITY]:
    best(() => {
      for (const text of texts.slice(0, COUNT / SLOW)) obscenity.hasMatch(text);
    }) * SLOW,
};

const judged = times['judge, whole verdict']!;
const rows = Object.entries(times).map(([name, seconds]) => ({
  name,
  'M characters/s': (characters / seconds / 1e6).toFixed(1),
  'comments/s': Math.round(COUNT / seconds),
  'judge is faster by': `${(seconds / judged).toFixed(2)}×`,
}));
console.table(rows);
console.log(`${COUNT} comments of ${Math.round(characters / COUNT)} characters; cold start ${coldStart.toFixed(0)} ms`);
