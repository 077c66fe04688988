/** Repeated items: «каждый вторник», «каждые две недели», «каждый месяц 15-го», «в последнюю пятницу месяца». */
import { civilOf, isoDate, shiftDate, weekday } from '../calendar/dates';
import { civilDay, dayOf } from '../sites/dates/zone';

export interface Repetition {
  /** `weekday`: as the first one of the month, or the last when it is the last. */
  every: 'week' | 'two-weeks' | 'month' | 'month-weekday';
  /** ISO date after which nothing more is made. */
  until: string;
}

/** A year of weeks, and no plan that somebody would have to delete by hand. */
export const MOST_REPEATED = 60;

/** Dates of a repetition after its first date, in order, at most `MOST_REPEATED`. A month without such a day is passed over. */
export function repeated(first: string, { every, until }: Repetition): string[] {
  const dates: string[] = [];
  for (let step = 1; dates.length < MOST_REPEATED; step += 1) {
    const date = nth(first, every, step);
    if (date !== null && date > until) break;
    if (date === null && step > 12 * 30) break;
    if (date !== null) dates.push(date);
  }
  return dates;
}

function nth(first: string, every: Repetition['every'], step: number): string | null {
  if (every === 'week') return shiftDate(first, 7 * step);
  if (every === 'two-weeks') return shiftDate(first, 14 * step);
  const { year, month, day } = dayOf(civilOf(first));
  const there = { year: year + Math.floor((month - 1 + step) / 12), month: ((month - 1 + step) % 12) + 1 };
  if (every === 'month') {
    const civil = civilDay({ ...there, day });
    return civil === null ? null : isoDate(civil);
  }
  const isLast = dayOf(civilOf(shiftDate(first, 7))).month !== month;
  return weekdayOf(there, weekday(first), isLast ? 'last' : Math.ceil(day / 7));
}

/** The so-manieth weekday of a month: the second Sunday, the last Friday. @param day 1 for Monday */
export function weekdayOf(at: { year: number; month: number }, day: number, which: number | 'last'): string | null {
  const first = isoDate(Date.UTC(at.year, at.month - 1, 1));
  const next = isoDate(Date.UTC(at.year, at.month, 1));
  const start = shiftDate(first, (day - weekday(first) + 7) % 7);
  if (which === 'last') {
    const last = shiftDate(next, -1);
    return shiftDate(last, -((weekday(last) - day + 7) % 7));
  }
  const date = shiftDate(start, 7 * (which - 1));
  return date < next ? date : null;
}
