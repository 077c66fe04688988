/** Starred spellings: «х*й», «п****ц», «бл*». */

const LONGEST_WITH_OPEN_END = 5;

/**
 * Every way to hide one stretch of a word behind signs so that at least two letters stay, the first among them; the
 * stretch is one `•` however many signs it is. A word's end may only be hidden behind two letters when the word is
 * short, else behind four: «за***» may be anything.
 */
export function maskedForms(word: string): string[] {
  const forms = new Set<string>();
  for (let from = 1; from < word.length; from++) {
    for (let to = from + 1; to <= word.length; to++) {
      if (from + word.length - to < 2) continue;
      const leastKept = word.length <= LONGEST_WITH_OPEN_END ? 2 : 4;
      if (to === word.length && from < leastKept) continue;
      forms.add(`${word.slice(0, from)}•${word.slice(to)}`);
    }
  }
  return [...forms];
}
