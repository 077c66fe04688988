/** Days as ISO dates («2026-11-24»), which sort as they follow each other and belong to no time zone. */
import { civilAt, civilDay, DAY, dayStart } from '../sites/dates/zone';

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
/** 1970-01-01 was a Thursday. */
const THURSDAY = 4;

/**
 * Civil ms of the date's midnight.
 * @throws RangeError when there is no such date («2026-02-30»)
 */
export function civilOf(date: string): number {
  const match = PATTERN.exec(date);
  const civil = match && civilDay({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
  if (civil === null) throw new RangeError(`no such date: «${date}»`);
  return civil;
}

/** Whether a text is a date that exists. */
export function isDate(text: string): boolean {
  try {
    civilOf(text);
    return true;
  } catch {
    return false;
  }
}

export function isoDate(civil: number): string {
  return new Date(civil).toISOString().slice(0, 10);
}

/** The date that the wall clock of a zone shows at an instant. @throws RangeError for an unknown zone */
export function dateAt(instant: number, zone: string): string {
  return isoDate(civilAt(instant, zone));
}

/** The date so many days later, earlier for a negative number. */
export function shiftDate(date: string, days: number): string {
  return isoDate(civilOf(date) + days * DAY);
}

/** Days from one date to another, negative when the second is earlier. */
export function daysFrom(date: string, to: string): number {
  return (civilOf(to) - civilOf(date)) / DAY;
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(date: string): number {
  const day = (civilOf(date) / DAY + THURSDAY) % 7;
  return day <= 0 ? day + 7 : day;
}

/** First instant of a date in a zone, ms since the epoch. */
export function startOf(date: string, zone: string): number {
  return dayStart(civilOf(date), zone);
}
