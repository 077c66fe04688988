/**
 * The trained half of the judge: for each head a sum of weights over what stands in a text, turned into a
 * probability. It names what words cannot; what it says is explained by the fragments that weighed most.
 */
import type { Finding } from '../../types';
import type { Folded } from '../folded';
import { IntList } from '../list';
import { addFindings, addGrams, addSurface, ModelWords, pairFeature, SIGNAL, wordFeature } from './features';
import { checkOf, HEADS, type Head, PLACES, type Weights, type WeightsMeta } from './weights';
import { WordMemory } from './word-memory';

const SIZE = HEADS.length;
/** A word that weighs less than this part of the heaviest one explains nothing. */
const FAINT = 0.25;

/** A part of a text and what it added to a head's sum. */
export interface Fragment {
  start: number;
  end: number;
  weight: number;
}

/** How much one gram counts in a text of so many: a long text is not ruder for its length alone. */
export function lengthScale(grams: number): number {
  return 4 / Math.sqrt(grams + 20);
}

export class Model {
  readonly meta: WeightsMeta;
  /** Probability of each head for the text read last. */
  readonly probability: Record<Head, number> = { rude: 0, threat: 0, spam: 0, appeal: 0 };
  private readonly scores = new Float64Array(SIZE);
  /** What the heaviest signal of the rules added to each score. */
  private readonly signalled = new Float64Array(SIZE);
  /** How much one feature counts in the text read last. */
  private scale = 0;
  private readonly words = new ModelWords();
  private readonly grams = new IntList();
  private readonly sums = new Int32Array(SIZE);
  private readonly wordSums = new Int32Array(SIZE);
  private readonly names: string[] = [];
  private readonly memory = new WordMemory(SIZE + 1);
  private readonly signs: ReadonlyMap<string, readonly number[]>;
  private readonly shift: number;

  constructor(private readonly weights: Weights) {
    this.meta = weights.meta;
    this.signs = new Map(Object.entries(weights.meta.signs));
    this.shift = 32 - weights.meta.bucketBits;
  }

  /**
   * Reads a text that was folded by the rules and judged by them.
   * @param findings what rules found in it
   * @param signals names of the rules' signals in it
   */
  read(folded: Folded, findings: readonly Finding[], signals: Iterable<string>): void {
    const { words, sums, wordSums } = this;
    words.read(folded);
    sums.fill(0);
    let count = 0;
    for (let w = 0; w < words.count; w++) {
      count += this.sumWord(folded, w, w > 0 ? words.hash.at(w - 1) : 0);
      for (let h = 0; h < SIZE; h++) sums[h]! += wordSums[h]!;
    }
    const scale = lengthScale(count);
    this.scale = scale;
    this.names.length = 0;
    addFindings(findings, signals, this.names);
    addSurface(words, folded.emoji, this.names);
    for (let h = 0; h < SIZE; h++) {
      const head = HEADS[h]!;
      const { bias, unit, curve } = this.meta.heads[head];
      let score = bias + sums[h]! * unit * scale;
      let signalled = 0;
      for (const name of this.names) {
        const weight = this.signs.get(name)?.[h] ?? 0;
        score += weight;
        if (weight > signalled && name.startsWith(SIGNAL)) signalled = weight;
      }
      this.signalled[h] = signalled;
      this.scores[h] = score;
      this.probability[head] = onCurve(curve, score);
    }
  }

  /** Sums word `w` and its pair with the word before into `wordSums`. @returns the number of its features */
  private sumWord(folded: Folded, w: number, before: number): number {
    const { words, wordSums, grams, memory } = this;
    const from = words.from.at(w);
    const to = words.to.at(w);
    const hash = words.hash.at(w);
    const known = memory.find(folded.letters, from, to, hash);
    let count: number;
    if (known >= 0) {
      for (let h = 0; h < SIZE; h++) wordSums[h] = memory.values[known + h]!;
      count = memory.values[known + SIZE]!;
    } else {
      wordSums.fill(0);
      grams.size = 0;
      if (to > from) addGrams(folded.letters, from, to, grams);
      grams.push(wordFeature(hash));
      count = grams.size;
      for (let i = 0; i < count; i++) this.add(grams.at(i));
      memory.keep(folded.letters, from, to, hash, wordSums, count);
    }
    if (w === 0) return count;
    this.add(pairFeature(before, hash));
    return count + 1;
  }

  /** Adds a feature's weights to `wordSums`, if the table knows it. */
  private add(feature: number): void {
    const { checks, values } = this.weights;
    const check = checkOf(feature);
    const bucket = (feature >>> this.shift) * PLACES;
    for (let place = bucket; place < bucket + PLACES; place++) {
      if (checks[place] !== check) continue;
      for (let h = 0; h < SIZE; h++) this.wordSums[h]! += values[place * SIZE + h]!;
      return;
    }
  }

  /**
   * Probability of a head for the text read last were its heaviest word left out, with the heaviest signal, which mostly
   * is that word's: one word alone, «тварь» of a proverb or «козлы» of a signboard, is for rules to judge, who know what
   * may stand around it.
   */
  withoutHeaviest(folded: Folded, head: Head): number {
    const h = HEADS.indexOf(head);
    const { curve, unit } = this.meta.heads[head];
    const heaviest = this.weigh(folded, h).reduce((most, weight) => Math.max(most, weight), 0);
    return onCurve(curve, this.scores[h]! - heaviest * unit * this.scale - this.signalled[h]!);
  }

  /** What each word of the text, with its pair, adds to the sum of head `h`. */
  private weigh(folded: Folded, h: number): number[] {
    const { words, wordSums } = this;
    const weights: number[] = [];
    for (let w = 0; w < words.count; w++) {
      this.sumWord(folded, w, w > 0 ? words.hash.at(w - 1) : 0);
      weights.push(wordSums[h]!);
    }
    return weights;
  }

  /**
   * The fragments of the text read last that weighed most for a head, heaviest first, neighbours as one.
   * @param folded the same as it was read from
   */
  explain(folded: Folded, head: Head, most = 3): Fragment[] {
    const { words } = this;
    const weights = this.weigh(folded, HEADS.indexOf(head));
    const least = FAINT * weights.reduce((greatest, weight) => Math.max(greatest, weight), 0);
    const fragments: Fragment[] = [];
    for (let w = 0; w < weights.length; w++) {
      if (weights[w]! <= least) continue;
      const start = folded.start[words.first.at(w)]!;
      const end = folded.end[words.last.at(w)]!;
      const before = fragments[fragments.length - 1];
      if (before !== undefined && w > 0 && weights[w - 1]! > least) {
        before.end = end;
        before.weight += weights[w]!;
      } else fragments.push({ start, end, weight: weights[w]! });
    }
    return fragments.sort((a, b) => b.weight - a.weight || a.start - b.start).slice(0, most);
  }
}

/** Value at `x` of a line through ascending points, level beyond its ends. */
export function onCurve(points: readonly (readonly [number, number])[], x: number): number {
  let low = 0;
  let high = points.length - 1;
  if (x <= points[low]![0]) return points[low]![1];
  if (x >= points[high]![0]) return points[high]![1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle]![0] <= x) low = middle;
    else high = middle;
  }
  const [x0, y0] = points[low]!;
  const [x1, y1] = points[high]!;
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
