/** Starred spellings: «х*й», «пизд**», «бл*». */

const SHORT = 5;

/**
 * Every way to hide one stretch of a word behind signs, the stretch being one `•` however many signs it is. The first
 * letter stays, and at least as many letters stay as are hidden, or three: «о•о» could be anything. A word's end may
 * only be hidden behind two letters when the word is short, else behind four: «за***».
 * What follows the letters of a word in the pattern language is left as it stands: «хуев<adj>».
 * @param first whether the first letter alone may be hidden too: «*уй».
 */
export function maskedForms(word: string, first = false): string[] {
  const stem = word.match(/^[а-яё]*/)?.[0] ?? '';
  const tail = word.slice(stem.length);
  return stemForms(stem, first).map((form) => form + tail);
}

function stemForms(word: string, first: boolean): string[] {
  const forms = new Set<string>();
  if (first && word.length > 2) forms.add(`•${word.slice(1)}`);
  for (let from = 1; from < word.length; from++) {
    for (let to = from + 1; to <= word.length; to++) {
      const hidden = to - from;
      const kept = word.length - hidden;
      if (kept < 2 || (kept < 3 && hidden > kept)) continue;
      const leastBefore = word.length <= SHORT ? 2 : 4;
      if (to === word.length && from < leastBefore) continue;
      forms.add(`${word.slice(0, from)}•${word.slice(to)}`);
    }
  }
  return [...forms];
}
