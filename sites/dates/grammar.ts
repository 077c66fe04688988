/**
 * What a label says, before anybody asks when «now» is. The whole label must be understood, to its last word: a label
 * half understood would be a date guessed.
 */
import { JUST_NOW, monthOf, NEAR_DAYS, numberOf, type Unit, unitOf, weekdayOf } from './words';
import { HOUR, MINUTE, SECOND } from './zone';

/** Time of day: ms after midnight, and how wide the print is (a minute or a second). */
export interface Clock {
  at: number;
  span: number;
}

export type Day =
  | { is: 'near'; daysAgo: number }
  | { is: 'weekday'; weekday: number }
  | { is: 'date'; day: number; month: number; year: number | null };

export type Said =
  | { is: 'just-now' }
  | { is: 'ago'; count: number; unit: Unit }
  | { is: 'day'; day: Day }
  | { is: 'clock'; day: Day | null; clock: Clock };

/** What Telegram appends to a full date: further dates, of the edit or of the forwarded original. */
const OTHER_DATES = /\s(?:edited|original|forwarded|изменено|отредактировано|оригинал|исходн\S*|переслано):?\s.+$/;

/** Lower case, plain single spaces, no dots after words, no commas, е for ё. */
export function normalise(label: string): string {
  return label
    .toLowerCase()
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, '')
    .replaceAll('ё', 'е')
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replace(/(\p{L})\./gu, '$1 ')
    .replace(/,(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(OTHER_DATES, '');
}

/** Reads a whole label; null when any of it is not understood. */
export function understand(label: string): Said | null {
  const text = normalise(label);
  if (text === '' || text.length > 60) return null;
  if (JUST_NOW.has(text)) return { is: 'just-now' };
  const words = text.split(' ');
  return readAgo(words) ?? readDayAndClock(words);
}

/** «две минуты назад», «час назад», «7 д назад», «2 нед», «an hour ago». */
function readAgo(words: readonly string[]): Said | null {
  const past = words.at(-1) === 'назад' || words.at(-1) === 'ago';
  const rest = past ? words.slice(0, -1) : words;
  if (rest.length === 0 || rest.length > 2) return null;
  const unit = unitOf(rest.at(-1)!);
  const count = rest.length === 2 ? numberOf(rest[0]!) : 1;
  if (!unit || count === null) return null;
  // Without «назад» only «2 нед» is known to be printed; «неделя» alone would be a guess.
  if (!past && !(unit.alone && rest.length === 2)) return null;
  return { is: 'ago', count, unit };
}

/** «19:20», «вчера 18:00», «5 мар 2023», «в среду в 9:10», «5 Mar at 3:15 pm». */
function readDayAndClock(words: readonly string[]): Said | null {
  const bare = readClock(words);
  if (bare) return { is: 'clock', day: null, clock: bare };
  const [day, used] = readDay(words) ?? [null, 0];
  if (!day) return null;
  const rest = words.slice(used);
  if (rest.length === 0) return { is: 'day', day };
  const clock = readClock(rest[0] === 'в' || rest[0] === 'at' ? rest.slice(1) : rest);
  return clock && { is: 'clock', day, clock };
}

/** The day that the words begin with, and how many of them it took. */
function readDay(words: readonly string[]): [Day, number] | null {
  const first = words[0] ?? '';
  const daysAgo = Object.hasOwn(NEAR_DAYS, first) ? NEAR_DAYS[first] : undefined;
  if (daysAgo !== undefined) return [{ is: 'near', daysAgo }, 1];
  const preposition = first === 'в' || first === 'во' || first === 'on' ? 1 : 0;
  const weekday = weekdayOf(words[preposition] ?? '');
  if (weekday !== null) return [{ is: 'weekday', weekday }, preposition + 1];
  return readDigits(first) ?? readDate(words);
}

/** «13.08.2026» */
function readDigits(word: string): [Day, number] | null {
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word);
  if (!match) return null;
  return [{ is: 'date', day: Number(match[1]), month: Number(match[2]), year: Number(match[3]) }, 1];
}

/** «5 марта», «5 мар 2023 г», «March 5», «Mar 5 2023» */
function readDate(words: readonly string[]): [Day, number] | null {
  const [first = '', second = '', third = '', fourth = ''] = words;
  const dayFirst = /^\d{1,2}$/.test(first);
  const [day, month] = dayFirst ? [first, monthOf(second)] : [second, monthOf(first)];
  if (month === null || !/^\d{1,2}$/.test(day)) return null;
  if (!/^\d{4}$/.test(third)) return [{ is: 'date', day: Number(day), month, year: null }, 2];
  const used = fourth === 'г' || fourth === 'года' ? 4 : 3;
  return [{ is: 'date', day: Number(day), month, year: Number(third) }, used];
}

/** «9:10», «19:20:05», «3:15 pm»; null unless these words are a time of day and nothing else. */
export function readClock(words: readonly string[]): Clock | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?(am|pm))?$/.exec(words.join(' '));
  if (!match) return null;
  const [, hours, minutes, seconds, half] = match;
  const hour = hourOf(Number(hours), half);
  if (hour === null || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null;
  return {
    at: hour * HOUR + Number(minutes) * MINUTE + Number(seconds ?? 0) * SECOND,
    span: seconds === undefined ? MINUTE : SECOND,
  };
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

export const EDITED: ReadonlySet<string> = new Set(['изменено', 'изм', 'отредактировано', 'ред', 'edited']);
