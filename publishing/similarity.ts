/**
 * How alike two texts of one publication are. The person edits the text in the site's editor, the site cuts it
 * («показать ещё») or adds its own signs, so words in their order count and not the letters.
 */

const LINK = /(?:https?:\/\/|www\.)\S+/giu;
const SHORTEST = 5;

/** The words of a text in order, as they are compared: lower case, ё as е, no links, no signs. */
export function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll('ё', 'е').replace(LINK, ' ');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text ready to be compared with many others. */
export interface Likened {
  words: readonly string[];
  /** Pairs of neighbouring words with how often each is there; a single word stands for itself. */
  pairs: ReadonlyMap<string, number>;
  /** How many pairs there are in all. */
  size: number;
}

export function likened(words: readonly string[]): Likened {
  const pairs = new Map<string, number>();
  const size = words.length === 0 ? 0 : Math.max(1, words.length - 1);
  for (let at = 0; at < size; at += 1) {
    const pair = `${words[at]} ${words[at + 1] ?? ''}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { words, pairs, size };
}

/**
 * 0 to 1: the share of the shorter text's pairs of words that are in the longer one. Texts of fewer than five words must
 * be the same: «Поздравляем!» says nothing.
 */
export function likeness(a: Likened, b: Likened): number {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  if (short.words.length === 0) return 0;
  if (short.words.length < SHORTEST) return short.words.join(' ') === long.words.join(' ') ? 1 : 0;
  let shared = 0;
  for (const [pair, n] of short.pairs) shared += Math.min(n, long.pairs.get(pair) ?? 0);
  return shared / short.size;
}

/** The same of two lists of words. */
export function similarity(a: readonly string[], b: readonly string[]): number {
  return likeness(likened(a), likened(b));
}
