/**
 * The production calendar of the five-day week: which days are worked, which are an hour shorter (article 95 of the
 * Labour Code), which are free (article 112 and the Government's resolutions).
 */
import * as z from 'zod/mini';
import { isDate, isoDate, shiftDate, weekday } from './dates';
import { HOLIDAYS, RESOLUTIONS, type Resolution } from './resolutions';

/** `short`: an hour shorter, before a holiday. `holiday`: of article 112; `off`: every other free day. */
export const DayKind = z.enum(['work', 'short', 'off', 'holiday']);
export type DayKind = z.infer<typeof DayKind>;

/** What the office itself says of a day: a holiday of its region, a resolution that was published since. */
export const DayChange = z.object({ date: z.string().check(z.refine(isDate)), kind: DayKind });
export type DayChange = z.infer<typeof DayChange>;

const SATURDAY = 6;

/** The calendar of all years; years are worked out when they are asked for. */
export class WorkCalendar {
  private readonly years = new Map<number, ReadonlyMap<string, DayKind>>();
  private readonly changes: ReadonlyMap<string, DayKind>;

  constructor(
    changes: readonly DayChange[] = [],
    private readonly resolutions: readonly Resolution[] = RESOLUTIONS,
  ) {
    this.changes = new Map(changes.map(({ date, kind }) => [date, kind]));
  }

  /** @throws RangeError when there is no such date */
  kindOf(date: string): DayKind {
    const changed = this.changes.get(date);
    if (changed) return changed;
    const year = Number(date.slice(0, 4));
    let days = this.years.get(year);
    if (!days) {
      days = daysOf(year, this.resolutionOf(year));
      this.years.set(year, days);
    }
    const kind = days.get(date);
    if (!kind) throw new RangeError(`no such date: «${date}»`);
    return kind;
  }

  isWorkday(date: string): boolean {
    const kind = this.kindOf(date);
    return kind === 'work' || kind === 'short';
  }

  /** The resolution that a year is counted by; null: none is known, so its moved days are missing. */
  resolutionOf(year: number): Resolution | null {
    return this.resolutions.find((one) => one.year === year) ?? null;
  }

  /** Counted by article 112 alone: no resolution is known, and the office has entered nothing of its own for the year. */
  isProvisional(year: number): boolean {
    return this.resolutionOf(year) === null && ![...this.changes.keys()].some((date) => date.startsWith(`${year}-`));
  }

  /** Working days from one date to another, both included, in order. */
  workdays(from: string, to: string): string[] {
    const days: string[] = [];
    for (let date = from; date <= to; date = shiftDate(date, 1)) if (this.isWorkday(date)) days.push(date);
    return days;
  }
}

const isHoliday = (date: string): boolean => HOLIDAYS.has(date.slice(5));
const isWeekend = (date: string): boolean => weekday(date) >= SATURDAY;

function daysOf(year: number, resolution: Resolution | null): Map<string, DayKind> {
  const dates = datesOf(year);
  const free = freeDays(dates, resolution);
  const kinds = new Map<string, DayKind>();
  for (const date of dates) {
    if (isHoliday(date)) kinds.set(date, 'holiday');
    else if (free.has(date)) kinds.set(date, 'off');
    else kinds.set(date, isHoliday(shiftDate(date, 1)) ? 'short' : 'work');
  }
  // A worked Saturday is as long as the day that was taken for it would have been (order 588n).
  for (const { from, to } of resolution?.transfers ?? []) {
    if (kinds.get(from) === 'work' && !isWeekend(to) && isHoliday(shiftDate(to, 1))) kinds.set(from, 'short');
  }
  return kinds;
}

function datesOf(year: number): string[] {
  const first = isoDate(Date.UTC(year, 0, 1));
  const length = (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
  return Array.from({ length }, (_, day) => shiftDate(first, day));
}

function freeDays(dates: readonly string[], resolution: Resolution | null): Set<string> {
  const transfers = resolution?.transfers ?? [];
  const given = new Set(transfers.map(({ from }) => from));
  const free = new Set(dates.filter((date) => isHoliday(date) || (isWeekend(date) && !given.has(date))));
  for (const { to } of transfers) free.add(to);
  for (const date of dates) {
    // Article 112: a day off on a holiday moves to the next working day, save those of January, which are the Government's.
    const isLost = isHoliday(date) && isWeekend(date) && !date.startsWith('01', 5) && !given.has(date);
    if (!isLost) continue;
    let next = shiftDate(date, 1);
    while (free.has(next)) next = shiftDate(next, 1);
    free.add(next);
  }
  return free;
}
