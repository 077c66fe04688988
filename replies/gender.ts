/** «Уважаемая Анна Петровна», «Уважаемый Иван»: the form goes by the name, never by a guess. */
import { getLastnameGender, getMiddlenameGender } from 'lvovich';
import { MENS_NAMES, WOMENS_NAMES } from './first-names';
import { cleanName, greetingName } from './names';

export type Gender = 'female' | 'male';

const key = (word: string): string => word.toLowerCase().replaceAll('ё', 'е');
const told = (gender: string | null): Gender | null => (gender === 'female' || gender === 'male' ? gender : null);

/** By our own lists: what the library concludes from the letters makes a man of Гульназ and a woman of Олежка. */
function ofFirst(name: string): Gender | null {
  const [isWomans, isMans] = [WOMENS_NAMES.has(key(name)), MENS_NAMES.has(key(name))];
  return isWomans === isMans ? null : isWomans ? 'female' : 'male';
}

/** @returns null when the name does not tell: Саша, Женя, a nickname, an organisation, two that contradict each other. */
export function genderOf(shown: string): Gender | null {
  const [first = '', middle = ''] = greetingName(shown).split(' ');
  // Only what is known for a first name: «Администрация поселения» has a gender for grammar, not for us.
  if (!WOMENS_NAMES.has(key(first)) && !MENS_NAMES.has(key(first))) return null;
  const byFirst = ofFirst(first);
  const byMiddle = middle ? told(getMiddlenameGender(middle)) : null;
  // «Анна Мицкевич»: a surname that looks like a man's patronymic. Nobody's surname looks like a woman's.
  if (byFirst && byMiddle && byFirst !== byMiddle) return byFirst === 'female' ? byFirst : null;
  if (byFirst ?? byMiddle) return byFirst ?? byMiddle;
  const others = cleanName(shown)
    .split(' ')
    .filter((word) => key(word) !== key(first) && key(word) !== key(middle));
  const [last] = others;
  // A surname alone names nobody: «Морозова» may be a village.
  return last && others.length === 1 && /^[\p{L}-]{2,}$/u.test(last) ? told(getLastnameGender(last)) : null;
}

/** The word of respect that agrees with the name; empty when the name does not tell. */
export function respectTo(shown: string): string {
  const gender = genderOf(shown);
  return gender === 'female' ? 'Уважаемая' : gender === 'male' ? 'Уважаемый' : '';
}
