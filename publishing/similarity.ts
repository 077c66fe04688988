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

/** Pairs of neighbouring words with how often each is there; a single word stands for itself. */
function pairsOf(words: readonly string[]): Map<string, number> {
  const pairs = new Map<string, number>();
  const count = Math.max(1, words.length - 1);
  for (let at = 0; at < count && words.length > 0; at += 1) {
    const pair = `${words[at]} ${words[at + 1] ?? ''}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/**
 * 0 to 1: the share of the shorter text's pairs of words that are in the longer one. Texts of fewer than five words must
 * be the same: «Поздравляем!» says nothing.
 */
export function similarity(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 0;
  if (short.length < SHORTEST) return short.join(' ') === long.join(' ') ? 1 : 0;
  const theirs = pairsOf(long);
  let [shared, all] = [0, 0];
  for (const [pair, n] of pairsOf(short)) {
    all += n;
    shared += Math.min(n, theirs.get(pair) ?? 0);
  }
  return shared / all;
}
