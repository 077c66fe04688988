/**
 * The rules compiled, as bare arrays: what a matcher runs on. The extension's own rules are compiled when it is built
 * and read as one file, since reading takes milliseconds and compiling hundreds of them on a slow PC.
 */
import type { RuleBook } from './rulebook';

/** Numbers before the terms of a phrase in `MatcherImage.phrases`. */
export const PHRASE = { owner: 0, words: 1, anchor: 2, atStart: 3, atEnd: 4, needs: 5, terms: 7 } as const;
/** Terms looked for before a phrase is tried. */
export const NEEDS = 2;

/** Arrays of 32 bits, then those of 8, in the order of the file. */
const WORDS = ['targets', 'splits', 'branches', 'first', 'phrases', 'anchors', 'anchored', 'typed'] as const;
const BYTES = ['kinds', 'capitals', 'frequent'] as const;

export interface MatcherImage {
  /** Letter, ACCEPT, ANY or SPLIT of every node of the automaton, and next node, accepted term or number of the split. */
  kinds: Uint8Array;
  targets: Int32Array;
  /** The nodes that split `n` leads to: `branches` from `splits[n]` to `splits[n + 1]`. */
  splits: Int32Array;
  branches: Int32Array;
  /** Nodes that a word may begin at. */
  first: Int32Array;
  /**
   * One phrase after another: owner, number of words, the rarest one's index, edges, `NEEDS` other terms of it (-1 for
   * none), its terms, the gap before each of its words.
   */
  phrases: Int32Array;
  /** Phrases looked for from term `n` in turn `t`: `anchored` from `anchors[t * (terms + 1) + n]` to the next. */
  anchors: Int32Array;
  anchored: Int32Array;
  /** Pairs: index of a token type, its term. */
  typed: Int32Array;
  /** By term: its words are only meant with a capital. */
  capitals: Uint8Array;
  /** By term: words that are in most texts are of it. */
  frequent: Uint8Array;
}

const MAGIC = 0x534d5231;
const HEAD = 2 + WORDS.length + BYTES.length;

/** The file of an image, bound to the rules that it was compiled from. */
export function writeImage(image: MatcherImage, book: RuleBook): ArrayBuffer {
  const words = WORDS.reduce((sum, name) => sum + image[name].length, 0);
  const bytes = BYTES.reduce((sum, name) => sum + image[name].length, 0);
  const file = new ArrayBuffer((HEAD + words) * 4 + bytes);
  const head = new Int32Array(file, 0, HEAD);
  head.set([MAGIC, fingerprint(book), ...[...WORDS, ...BYTES].map((name) => image[name].length)]);
  let at = HEAD * 4;
  for (const name of WORDS) {
    new Int32Array(file, at, image[name].length).set(image[name]);
    at += image[name].length * 4;
  }
  for (const name of BYTES) {
    new Uint8Array(file, at, image[name].length).set(image[name]);
    at += image[name].length;
  }
  return file;
}

/** @returns null when the file is no image, or of other rules */
export function readImage(file: ArrayBuffer, book: RuleBook): MatcherImage | null {
  if (file.byteLength < HEAD * 4) return null;
  const [magic, of, ...lengths] = new Int32Array(file, 0, HEAD);
  const sizes = lengths.map((length, n) => length * (n < WORDS.length ? 4 : 1));
  const whole = HEAD * 4 + sizes.reduce((sum, size) => sum + size, 0);
  if (magic !== MAGIC || of !== fingerprint(book) || whole !== file.byteLength) return null;
  const image: Partial<Record<string, Int32Array | Uint8Array>> = {};
  let at = HEAD * 4;
  [...WORDS, ...BYTES].forEach((name, n) => {
    const part = n < WORDS.length ? Int32Array : Uint8Array;
    image[name] = new part(file, at, lengths[n]!);
    at += sizes[n]!;
  });
  return image as unknown as MatcherImage;
}

/** A number that changes with the rules, and with the way they are compiled. */
function fingerprint(book: RuleBook): number {
  const json = JSON.stringify(book);
  let hash = COMPILER;
  for (let i = 0; i < json.length; i++) hash = Math.imul(hash ^ json.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** To be raised when the same rules compile to another image. */
const COMPILER = 1;
