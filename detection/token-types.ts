/** The token types of the pattern language: `@link`, `@name` and the like. */
import { Before, type Folded, TokenFlag } from './folded';
import { CURRENCY, patternLetter } from './letters';
import { TOKEN_TYPES } from './pattern';

/** The flag without which no token is of a type; in the order of `TOKEN_TYPES`. */
const FLAGS: readonly number[] = TOKEN_TYPES.map(
  (type) =>
    ({
      link: TokenFlag.link,
      handle: TokenFlag.handle,
      email: TokenFlag.email,
      number: TokenFlag.digit,
      phone: TokenFlag.phone,
      money: TokenFlag.currency,
      name: TokenFlag.capital,
      command: TokenFlag.russian,
    })[type],
);

/** Flags without which no token is of any type but a command. */
export const TYPED = FLAGS.reduce((all, flag) => all | flag, 0) & ~TokenFlag.russian;

/** @param type index in `TOKEN_TYPES` */
export function isOfType(folded: Folded, t: number, type: number): boolean {
  if (!(folded.flags[t]! & FLAGS[type]!)) return false;
  switch (TOKEN_TYPES[type]) {
    case 'number':
      return folded.text.charCodeAt(folded.start[t]!) < 58;
    case 'money':
      return isMoney(folded, t);
    case 'name':
      return isName(folded, t);
    case 'command':
      return isCommand(folded, t);
    default:
      return true;
  }
}

/** A capital says something only inside a sentence, and only where not all letters are capitals. */
export function isName(folded: Folded, token: number): boolean {
  const flags = folded.flags[token]!;
  if (!(flags & TokenFlag.capital) || flags & TokenFlag.shouted) return false;
  return token > 0 && !(folded.before[token]! & Before.sentence);
}

/** «5000₽», «$500», «500 $»: a currency sign beside a number; «5000р» and «5 тыс» are for patterns. */
function isMoney(folded: Folded, t: number): boolean {
  if (folded.letters[folded.from[t]!] !== CURRENCY) return false;
  const beside = (other: number) =>
    other >= 0 && other < folded.tokens && (folded.flags[other]! & TokenFlag.digit) !== 0;
  return beside(t - 1) || beside(t + 1);
}

const [Y, I, SOFT, T, E, S] = [...'йиьтес'].map(patternLetter) as [number, number, number, number, number, number];
const SHORTEST_COMMAND = 5;

/** «почистите», «сделайте», «поставьте», «разберитесь»: a Russian word with the ending of a request to several. */
export function isCommand({ letters, from, to }: Folded, t: number): boolean {
  let end = to[t]!;
  if (letters[end - 1] === SOFT && letters[end - 2] === S) end -= 2;
  if (letters[end - 1] !== E || letters[end - 2] !== T || end - from[t]! < SHORTEST_COMMAND) return false;
  const vowel = letters[end - 3]!;
  return vowel === Y || vowel === I || vowel === SOFT;
}
