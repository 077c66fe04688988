/** The words of date labels, Russian and English, in the spelling that `normalise` leaves (lower case, е for ё). */
import { DAY, HOUR, MINUTE, SECOND } from './zone';

const MONTHS_RU = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
];
const MONTHS_EN = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
/** Abbreviations are not always the beginning of the form that stands after a number: «май». */
const MONTHS_OTHER: Readonly<Record<string, number>> = { май: 5 };

/** 1..12 for a month's name or an abbreviation of three letters and more («ноя», «нояб», «ноября», «Sept»); else null. */
export function monthOf(word: string): number | null {
  if (word.length < 3) return null;
  for (const names of [MONTHS_RU, MONTHS_EN]) {
    const index = names.findIndex((name) => name.startsWith(word));
    if (index >= 0) return index + 1;
  }
  return MONTHS_OTHER[word] ?? null;
}

const WEEKDAYS: readonly (readonly string[])[] = [
  ['понедельник', 'monday'],
  ['вторник', 'tuesday'],
  ['среда', 'среду', 'wednesday'],
  ['четверг', 'thursday'],
  ['пятница', 'пятницу', 'friday'],
  ['суббота', 'субботу', 'saturday'],
  ['воскресенье', 'sunday'],
];

/** 0 for Monday … 6 for Sunday; null for any other word. */
export function weekdayOf(word: string): number | null {
  const index = WEEKDAYS.findIndex((names) => names.includes(word));
  return index >= 0 ? index : null;
}

/** Days before today: «вчера» is 1. */
export const NEAR_DAYS: Readonly<Record<string, number>> = {
  сегодня: 0,
  today: 0,
  вчера: 1,
  yesterday: 1,
  позавчера: 2,
};

const NUMBERS: readonly (readonly string[])[] = [
  [],
  ['один', 'одну', 'одна', 'одно', 'a', 'an', 'one'],
  ['два', 'две', 'two'],
  ['три', 'three'],
  ['четыре', 'four'],
  ['пять', 'five'],
  ['шесть', 'six'],
  ['семь', 'seven'],
  ['восемь', 'eight'],
  ['девять', 'nine'],
  ['десять', 'ten'],
];

/** A whole number in digits or, up to ten, in words; else null. */
export function numberOf(word: string): number | null {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const number = NUMBERS.findIndex((names) => names.includes(word));
  return number > 0 ? number : null;
}

export interface Unit {
  /** ms; for months and years the shortest and the longest. */
  least: number;
  most: number;
  /** A site may count whole days by the calendar rather than by 24 hours. */
  calendar: boolean;
  /** «N нед» stands alone, without «назад». */
  alone: boolean;
  words: readonly string[];
}

const unit = (length: number, words: string): Unit => ({
  least: length,
  most: length,
  calendar: length >= DAY,
  alone: false,
  words: words.split(' '),
});

const UNITS: readonly Unit[] = [
  unit(SECOND, 'секунду секунды секунд сек с second seconds sec'),
  unit(MINUTE, 'минуту минуты минут мин minute minutes min mins'),
  unit(HOUR, 'час часа часов ч hour hours hr hrs h'),
  unit(DAY, 'день дня дней дн д day days d'),
  { ...unit(7 * DAY, 'неделю недели недель нед week weeks wk w'), alone: true },
  { ...unit(0, 'месяц месяца месяцев мес month months mo'), least: 28 * DAY, most: 31 * DAY },
  { ...unit(0, 'год года лет г year years yr y'), least: 365 * DAY, most: 366 * DAY },
];

export function unitOf(word: string): Unit | null {
  return UNITS.find(({ words }) => words.includes(word)) ?? null;
}

export const JUST_NOW: ReadonlySet<string> = new Set([
  'только что',
  'сейчас',
  'прямо сейчас',
  'just now',
  'now',
  'несколько секунд назад',
  'a few seconds ago',
]);
