/**
 * The two clocks of a comment that waits: the first response and the final answer, in the office's working time. What
 * the norms are is a matter of the region, so they are settings of the office.
 */
import * as z from 'zod/mini';
import { dateAt, shiftDate, startOf } from '../calendar/dates';
import type { WorkCalendar } from '../calendar/days';
import type { OfficeClock } from '../calendar/hours';
import type { Settings } from '../office/settings';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface OfficeTime {
  calendar: WorkCalendar;
  clock: OfficeClock;
  zone: string;
  norms: Settings['answerNorms'];
}

export const Clocks = z.object({
  /** Since when the comment waits, ms. */
  since: z.number(),
  firstDue: z.number(),
  /** Working minutes left, negative when overdue; null: the first response was given. */
  firstLeft: z.nullable(z.number()),
  finalDue: z.number(),
  finalLeft: z.number(),
  /** The Government's resolution is known for every year involved. */
  certain: z.boolean(),
});
export type Clocks = z.infer<typeof Clocks>;

/**
 * Both clocks of a comment.
 * @param firstAnswer when the page first replied, ms; null: not yet
 * @throws RangeError when the office is never open
 */
export function clocksOf(since: number, firstAnswer: number | null, time: OfficeTime, now: number): Clocks {
  const { clock, norms, calendar, zone } = time;
  const firstDue = clock.after(since, norms.firstHours * HOUR);
  const finalDue = endOfWorkday(since, norms.finalDays, time);
  const years = [since, now, finalDue].map((at) => Number(dateAt(at, zone).slice(0, 4)));
  return {
    since,
    firstDue,
    firstLeft: firstAnswer === null ? leftUntil(firstDue, clock, now) : null,
    finalDue,
    finalLeft: leftUntil(finalDue, clock, now),
    certain: years.every((year) => calendar.resolutionOf(year) !== null),
  };
}

/** The end of the working day that is so many working days after the one of `from`. */
function endOfWorkday(from: number, days: number, { clock, zone }: OfficeTime): number {
  let at = from;
  for (let left = days; left > 0; left--) {
    // The next open instant after this date is over: its date is the next working day.
    const tomorrow = shiftDate(dateAt(at, zone), 1);
    at = clock.nextOpen(startOf(tomorrow, zone));
  }
  return clock.open(dateAt(at, zone)).at(-1)!.to;
}

function leftUntil(due: number, clock: OfficeClock, now: number): number {
  return Math.round((now <= due ? clock.between(now, due) : -clock.between(due, now)) / MINUTE);
}
