/** The token types of the pattern language: `@link`, `@name` and the like. */
import { Before, type Folded, TokenFlag } from './folded';
import { CURRENCY } from './letters';
import { TOKEN_TYPES } from './pattern';

/** Flags without which no token is of any type. */
export const TYPED =
  TokenFlag.link |
  TokenFlag.handle |
  TokenFlag.email |
  TokenFlag.digit |
  TokenFlag.currency |
  TokenFlag.phone |
  TokenFlag.capital;

/** @param type index in `TOKEN_TYPES` */
export function isOfType(folded: Folded, t: number, type: number): boolean {
  const flags = folded.flags[t]!;
  switch (TOKEN_TYPES[type]) {
    case 'link':
      return (flags & TokenFlag.link) !== 0;
    case 'handle':
      return (flags & TokenFlag.handle) !== 0;
    case 'email':
      return (flags & TokenFlag.email) !== 0;
    case 'number':
      return (flags & TokenFlag.digit) !== 0 && folded.text.charCodeAt(folded.start[t]!) < 58;
    case 'phone':
      return (flags & TokenFlag.phone) !== 0;
    case 'money':
      return isMoney(folded, t);
    default:
      return isName(folded, t);
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
