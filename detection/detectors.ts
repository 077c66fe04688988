/**
 * What patterns cannot say: check digits, densities, mixed alphabets. Rules refer to a detector by name; data cannot
 * bring one along.
 */
import { Before, type Folded, TokenFlag } from './folded';
import { type DigitRun, isMixed } from './shapes';

/** Tokens `first..last` of a folded text. */
export interface Spot {
  first: number;
  last: number;
}

/** What a detector looks at. */
export interface Sight {
  folded: Folded;
  digitRuns: readonly DigitRun[];
}

export type Detector = (sight: Sight) => readonly Spot[];

/** Luhn's check of a bank card number. */
export function isCard(digits: string): boolean {
  if (digits.length < 16 || digits.length > 19 || !/^[2-6]/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const FIRST_CHECKED_SNILS = 1_001_998;

/**
 * Check digits of an insurance number (СНИЛС): nine digits weighted 9 to 1, their sum modulo 101, 100 read as 00.
 * Numbers up to 001-001-998 have none.
 */
export function isSnils(digits: string): boolean {
  if (digits.length !== 11) return false;
  if (Number(digits.slice(0, 9)) <= FIRST_CHECKED_SNILS) return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (9 - i);
  return (sum % 101) % 100 === Number(digits.slice(9));
}

const PASSPORT_WORDS = new Set(['паспорт', 'паспорта', 'паспорте', 'паспортом', 'паспортные']);
const SERIES_WORDS = new Set([...PASSPORT_WORDS, 'серия', 'серии']);

/** Shared, so that nothing found costs nothing. */
const NOTHING: readonly Spot[] = [];

function spots(sight: Sight, accept: (run: DigitRun, folded: Folded) => boolean): readonly Spot[] {
  if (sight.digitRuns.length === 0) return NOTHING;
  return sight.digitRuns
    .filter((run) => accept(run, sight.folded))
    .map((run) => ({ first: run.first, last: run.last }));
}

function wordBefore(folded: Folded, token: number, within: number, words: ReadonlySet<string>): boolean {
  for (let t = token - 1; t >= 0 && t >= token - within; t--) if (words.has(folded.word(t))) return true;
  return false;
}

const SNILS_WORDS = new Set(['снилс', 'снилса', 'страховое', 'страховой']);

function snilsShaped(run: DigitRun): boolean {
  return run.groups.length === 4 && run.groups.join() === '3,3,3,2';
}

/** A series of four digits and a number of six, together or apart, with a word of passports before them. */
function passports({ folded, digitRuns }: Sight): readonly Spot[] {
  const found: Spot[] = [];
  for (let i = 0; i < digitRuns.length; i++) {
    const run = digitRuns[i]!;
    const next = digitRuns[i + 1];
    const together = run.digits.length === 10;
    const apart = run.digits.length === 4 && next?.digits.length === 6 && next.first - run.last <= 3;
    if (!together && !apart) continue;
    if (!wordBefore(folded, run.first, 6, apart ? SERIES_WORDS : PASSPORT_WORDS)) continue;
    found.push({ first: run.first, last: apart ? next!.last : run.last });
  }
  return found;
}

const STREET_WORDS = new Set([
  'ул',
  'улица',
  'улице',
  'улицы',
  'пер',
  'переулок',
  'проспект',
  'мкр',
  'адрес',
  'адресу',
]);
const FLAT_WORDS = new Set(['кв', 'квартира', 'квартире']);
/** Who tells of himself, or whose address is everybody's. */
const OWN_WORDS = new Set([
  ...['я', 'мы', 'меня', 'мне', 'мой', 'моя', 'нам', 'нас', 'наш', 'наша', 'живу', 'проживаю', 'прошу', 'просим'],
  ...['администрация', 'приемная', 'магазин', 'организация', 'ооо', 'ип', 'участковый', 'депутат', 'нотариус', 'тсж'],
]);
const SURNAME = /(?:ов|ев|ин|ын|ова|ева|ина|ына|ский|ская|цкий|цкая|енко|чук|юк|ко|ых|их|вич|вна)$/;
/** Tokens back from the phone within which name, street and flat must stand. */
const PERSON_REACH = 24;

/** «Иванова, ул. Лесная, 5, кв. 12, тел. …»: a surname, then a street, then a flat, then a phone. */
function personAtAddress({ folded }: Sight): readonly Spot[] {
  if (!(folded.seen & TokenFlag.phone)) return NOTHING;
  for (let phone = 3; phone < folded.tokens; phone++) {
    if (!(folded.flags[phone]! & TokenFlag.phone)) continue;
    let last = phone;
    while (last + 1 < folded.tokens && folded.flags[last + 1]! & TokenFlag.phone) last++;
    const first = nameBefore(folded, phone);
    if (first >= 0) return [{ first, last }];
    phone = last;
  }
  return NOTHING;
}

function nameBefore(folded: Folded, phone: number): number {
  let stage = 0;
  let name = -1;
  for (let t = phone - 1; t >= 0 && t >= phone - PERSON_REACH; t--) {
    const word = folded.word(t);
    if (OWN_WORDS.has(word)) return -1;
    if (stage === 0 && FLAT_WORDS.has(word)) stage = 1;
    else if (stage === 1 && STREET_WORDS.has(word)) stage = 2;
    else if (stage === 2 && (folded.flags[t]! & TokenFlag.capital) !== 0 && SURNAME.test(word)) name = t;
  }
  return name;
}

function whole(folded: Folded): readonly Spot[] {
  return folded.tokens === 0 ? [] : [{ first: 0, last: folded.tokens - 1 }];
}

/** Many pictures for few words, as advertisements have them; greetings of pictures alone are left alone. */
function emojiDensity({ folded }: Sight): readonly Spot[] {
  const { emoji, tokens } = folded;
  return emoji >= 6 && tokens >= 8 && emoji * 4 >= tokens ? whole(folded) : NOTHING;
}

const MIXED_ENOUGH = 3;

/** Words in which look-alikes of another alphabet hide from a filter; one may be a slip of the keyboard. */
function mixedAlphabets({ folded }: Sight): readonly Spot[] {
  if (!(folded.seen & TokenFlag.latin) || !(folded.seen & TokenFlag.russian)) return NOTHING;
  let count = 0;
  let first = -1;
  let last = -1;
  for (let t = 0; t < folded.tokens; t++) {
    if (!isMixed(folded, t) || folded.before[t]! & Before.at) continue;
    count++;
    if (first < 0) first = t;
    last = t;
  }
  return count >= MIXED_ENOUGH ? [{ first, last }] : NOTHING;
}

/** The same link or handle over and over, or more than three of them. */
function manyLinks({ folded }: Sight): readonly Spot[] {
  if (!(folded.seen & (TokenFlag.link | TokenFlag.handle))) return NOTHING;
  const at: number[] = [];
  for (let t = 0; t < folded.tokens; t++) if (folded.flags[t]! & TokenFlag.link) at.push(t);
  return at.length > 3 ? [{ first: at[0]!, last: at[at.length - 1]! }] : NOTHING;
}

/** The first sentence of three words or more that ends in a question mark. */
function question({ folded }: Sight): readonly Spot[] {
  if (!(folded.seenBefore & Before.question)) return NOTHING;
  let first = 0;
  for (let t = 1; t <= folded.tokens; t++) {
    const ends = t === folded.tokens ? folded.tail : folded.before[t]!;
    if (!(ends & Before.sentence)) continue;
    if (t - first >= 3 && ends & Before.question) return [{ first, last: t - 1 }];
    first = t;
  }
  return NOTHING;
}

/** Whether anything in a text could interest a detector: most texts hold words only. */
export function hasSights({ seen, seenBefore, emoji }: Folded): boolean {
  return (seen & SIGHTS) !== 0 || (seenBefore & Before.question) !== 0 || emoji > 0;
}

const SIGHTS = TokenFlag.digit | TokenFlag.latin | TokenFlag.link | TokenFlag.handle;

/** Detectors by the name that rules use. */
export const DETECTORS: Readonly<Record<string, Detector>> = {
  card: (sight) => spots(sight, (run) => isCard(run.digits)),
  snils: (sight) =>
    spots(
      sight,
      (run, folded) => isSnils(run.digits) && (snilsShaped(run) || wordBefore(folded, run.first, 4, SNILS_WORDS)),
    ),
  passport: passports,
  'person-at-address': personAtAddress,
  'emoji-density': emojiDensity,
  'mixed-alphabets': mixedAlphabets,
  'many-links': manyLinks,
  question,
};
