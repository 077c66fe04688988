/** Texts as numbers: what the model sees of each, extracted once for all heads and folds. */
import { RuleJudge } from '../detection';
import { IntList } from '../detection/list';
import { addFindings, addGrams, addSurface, ModelWords, pairFeature, wordFeature } from '../detection/model/features';

/**
 * Row `r` has the features `features[from[r]..from[r + 1]]`, numbers into `hashes`, and the signs
 * `signs[signsFrom[r]..signsFrom[r + 1]]`, numbers into `signNames`.
 */
export interface Corpus {
  rows: number;
  from: Int32Array;
  features: Int32Array;
  signsFrom: Int32Array;
  signs: Int32Array;
  /** Hash of each feature that stands in enough rows, ascending by first sight. */
  hashes: Int32Array;
  /** In how many rows each feature stands. */
  frequency: Int32Array;
  signNames: readonly string[];
  /** Number of grams of each row, those of rare features included: what `lengthScale` is asked with. */
  grams: Int32Array;
  flagged: Uint8Array;
}

const CAPACITY = 1 << 23;

/** Numbers hashes in the order in which they come. */
class Numbering {
  readonly hashes = new IntList();
  private readonly keys = new Int32Array(CAPACITY);
  private readonly values = new Int32Array(CAPACITY);

  number(hash: number): number {
    let slot = Math.imul(hash, 0x9e3779b1) >>> 9;
    while (this.values[slot] !== 0) {
      if (this.keys[slot] === hash) return this.values[slot]! - 1;
      slot = (slot + 1) & (CAPACITY - 1);
    }
    if (this.hashes.size * 2 > CAPACITY) throw new Error('more features than the numbering has room for');
    this.keys[slot] = hash;
    this.hashes.push(hash);
    this.values[slot] = this.hashes.size;
    return this.hashes.size - 1;
  }
}

/**
 * Extracts the features of texts.
 * @param least features that stand in fewer rows are left out
 */
export function extract(texts: readonly string[], least: number): Corpus {
  const judge = new RuleJudge();
  const words = new ModelWords();
  const numbering = new Numbering();
  const signNumbers = new Map<string, number>();
  const [features, signs, row] = [new IntList(), new IntList(), new IntList()];
  const from = new Int32Array(texts.length + 1);
  const signsFrom = new Int32Array(texts.length + 1);
  const grams = new Int32Array(texts.length);
  const flagged = new Uint8Array(texts.length);
  texts.forEach((text, index) => {
    const verdict = judge.verdict(text);
    flagged[index] = verdict.flagged ? 1 : 0;
    words.read(judge.folded);
    row.size = 0;
    addWords(judge, words, row);
    grams[index] = row.size;
    for (let i = 0; i < row.size; i++) features.push(numbering.number(row.at(i)));
    const names: string[] = [];
    addFindings(verdict.findings, judge.signals, names);
    addSurface(words, judge.folded.emoji, names);
    for (const name of names) {
      if (!signNumbers.has(name)) signNumbers.set(name, signNumbers.size);
      signs.push(signNumbers.get(name)!);
    }
    from[index + 1] = features.size;
    signsFrom[index + 1] = signs.size;
  });
  return keepFrequent(least, {
    rows: texts.length,
    from,
    features: features.items.subarray(0, features.size),
    signsFrom,
    signs: signs.items.slice(0, signs.size),
    hashes: numbering.hashes.items.subarray(0, numbering.hashes.size),
    frequency: new Int32Array(0),
    signNames: [...signNumbers.keys()],
    grams,
    flagged,
  });
}

function addWords(judge: RuleJudge, words: ModelWords, into: IntList): void {
  for (let w = 0; w < words.count; w++) {
    const from = words.from.at(w);
    const to = words.to.at(w);
    if (to > from) addGrams(judge.folded.letters, from, to, into);
    into.push(wordFeature(words.hash.at(w)));
    if (w > 0) into.push(pairFeature(words.hash.at(w - 1), words.hash.at(w)));
  }
}

function keepFrequent(least: number, corpus: Corpus): Corpus {
  const counts = new Int32Array(corpus.hashes.length);
  const lastRow = new Int32Array(corpus.hashes.length).fill(-1);
  for (let r = 0; r < corpus.rows; r++) {
    for (let i = corpus.from[r]!; i < corpus.from[r + 1]!; i++) {
      const feature = corpus.features[i]!;
      if (lastRow[feature] === r) continue;
      lastRow[feature] = r;
      counts[feature]!++;
    }
  }
  return keepFeatures({ ...corpus, frequency: counts }, (feature) => counts[feature]! >= least);
}

/** The same corpus with the features that pass only. */
export function keepFeatures(corpus: Corpus, passes: (feature: number) => boolean): Corpus {
  const numbers = new Int32Array(corpus.hashes.length).fill(-1);
  let kept = 0;
  for (let feature = 0; feature < numbers.length; feature++) if (passes(feature)) numbers[feature] = kept++;
  const hashes = new Int32Array(kept);
  const frequency = new Int32Array(kept);
  for (let feature = 0; feature < numbers.length; feature++) {
    if (numbers[feature]! < 0) continue;
    hashes[numbers[feature]!] = corpus.hashes[feature]!;
    frequency[numbers[feature]!] = corpus.frequency[feature]!;
  }
  const features = new Int32Array(corpus.features.length);
  const from = new Int32Array(corpus.rows + 1);
  let size = 0;
  for (let r = 0; r < corpus.rows; r++) {
    for (let i = corpus.from[r]!; i < corpus.from[r + 1]!; i++) {
      const number = numbers[corpus.features[i]!]!;
      if (number >= 0) features[size++] = number;
    }
    from[r + 1] = size;
  }
  return { ...corpus, from, features: features.slice(0, size), hashes, frequency };
}
