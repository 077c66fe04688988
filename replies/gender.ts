/** «Уважаемая Анна Петровна», «Уважаемый Иван»: the form goes by the name, never by a guess. */
import { getFirstnameGender, getLastnameGender, getMiddlenameGender } from 'lvovich';
import { FIRST_NAMES } from './first-names';
import { cleanName, greetingName } from './names';

/** @returns null when the name does not tell: Саша, Женя, a nickname, an organisation. */
export function genderOf(shown: string): 'female' | 'male' | null {
  const [first = '', middle = ''] = greetingName(shown).split(' ');
  // Only what is known for a first name: «Администрация поселения» has a gender for grammar, not for us.
  if (!FIRST_NAMES.has(first.toLowerCase().replaceAll('ё', 'е'))) return null;
  const others = cleanName(shown)
    .split(' ')
    .filter((word) => word.toLowerCase() !== first.toLowerCase() && word.toLowerCase() !== middle.toLowerCase());
  const last = others.length === 1 && /^[\p{L}-]{2,}$/u.test(others[0]!) ? others[0]! : null;
  const named = [
    middle ? getMiddlenameGender(middle) : null,
    first ? getFirstnameGender(first) : null,
    // A surname alone names nobody: «Морозова» may be a village.
    last && first ? getLastnameGender(last) : null,
  ].find((gender) => gender === 'female' || gender === 'male');
  return named === 'female' || named === 'male' ? named : null;
}

/** The word of respect that agrees with the name; empty when the name does not tell. */
export function respectTo(shown: string): string {
  const gender = genderOf(shown);
  return gender === 'female' ? 'Уважаемая' : gender === 'male' ? 'Уважаемый' : '';
}
