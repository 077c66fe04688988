/** Working time: the office's hours on the days of the production calendar. */
import * as z from 'zod/mini';
import { HOUR, instantsOf, MINUTE } from '../sites/dates/zone';
import { civilOf, dateAt, shiftDate } from './dates';
import type { WorkCalendar } from './days';

const Minutes = z.number().check(z.minimum(0), z.maximum(24 * 60));

/** Minutes since midnight: 9:00 is 540. */
export const Span = z.object({ start: Minutes, end: Minutes });
export type Span = z.infer<typeof Span>;

export const OfficeHours = z.object({
  start: Minutes,
  end: Minutes,
  /** Taken out of the day; null: none. */
  lunch: z.nullable(Span),
});
export type OfficeHours = z.infer<typeof OfficeHours>;

/** Eight hours with an hour of lunch between them, as most administrations print it on their door. */
export const DEFAULT_HOURS: OfficeHours = { start: 9 * 60, end: 18 * 60, lunch: { start: 13 * 60, end: 14 * 60 } };

/** Instants, ms since the epoch, end exclusive. */
export interface Period {
  from: number;
  to: number;
}

/** Longest search for the next open hour: a calendar in which nothing is open for longer is no calendar. */
const MOST_DAYS = 400;

/** The clock that runs only while the office is open. */
export class OfficeClock {
  constructor(
    private readonly calendar: WorkCalendar,
    private readonly hours: OfficeHours,
    private readonly zone: string,
  ) {}

  /** When the office is open on a date, in order; empty on a free day. */
  open(date: string): Period[] {
    const kind = this.calendar.kindOf(date);
    if (kind === 'off' || kind === 'holiday') return [];
    const { start, lunch } = this.hours;
    const end = kind === 'short' ? this.hours.end - 60 : this.hours.end;
    const spans = lunch
      ? [
          { start, end: Math.min(lunch.start, end) },
          { start: Math.max(lunch.end, start), end },
        ]
      : [{ start, end }];
    return spans
      .map((span) => ({ from: this.at(date, span.start), to: this.at(date, span.end) }))
      .filter(({ from, to }) => from < to);
  }

  isOpen(instant: number): boolean {
    return this.open(dateAt(instant, this.zone)).some(({ from, to }) => from <= instant && instant < to);
  }

  /** The instant itself while the office is open, else when it opens next. @throws RangeError when it never does */
  nextOpen(instant: number): number {
    for (const { from, to } of this.periodsFrom(instant)) if (instant < to) return Math.max(from, instant);
    throw new RangeError('the office is never open');
  }

  /** Working time between two instants, ms; 0 when the second is not later. */
  between(from: number, to: number): number {
    let sum = 0;
    for (let date = dateAt(from, this.zone); date <= dateAt(to, this.zone); date = shiftDate(date, 1)) {
      for (const period of this.open(date)) {
        sum += Math.max(0, Math.min(period.to, to) - Math.max(period.from, from));
      }
    }
    return sum;
  }

  /**
   * When so much working time has passed since an instant: a deadline of 8 working hours, say.
   * @param work ms of working time; 0 gives the next open instant
   * @throws RangeError when the office is never open
   */
  after(instant: number, work: number): number {
    let left = work;
    for (const { from, to } of this.periodsFrom(instant)) {
      const start = Math.max(from, instant);
      if (start >= to) continue;
      if (start + left <= to && (left > 0 || start < to)) return start + left;
      left -= to - start;
    }
    throw new RangeError('the office is never open');
  }

  private *periodsFrom(instant: number): Generator<Period> {
    let date = dateAt(instant, this.zone);
    for (let idle = 0; idle < MOST_DAYS; date = shiftDate(date, 1)) {
      const periods = this.open(date);
      idle = periods.length > 0 ? 0 : idle + 1;
      yield* periods;
    }
  }

  private at(date: string, minutes: number): number {
    return instantsOf(civilOf(date) + minutes * MINUTE, this.zone).first;
  }
}

/** «9:00» as minutes since midnight; null when it is no time of day. */
export function minutesOf(written: string): number | null {
  const match = /^\s*(\d{1,2})[:.](\d{2})\s*$/.exec(written);
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  return hours < 24 && minutes < 60 ? (hours * HOUR) / MINUTE + minutes : null;
}

/** Minutes since midnight as «09:00». */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
