/**
 * When to remind of the week's publications and of what: one notice a day for all pages together, first on the
 * second-last working day of the week, only while the office is open.
 */
import { dateAt, startOf } from '../calendar/dates';
import type { WorkCalendar } from '../calendar/days';
import type { OfficeClock } from '../calendar/hours';
import type { ReminderSettings } from '../office/settings';
import { MINUTE } from '../sites/dates/zone';
import { normState } from './count';
import type { Week } from './week';

/** ISO date of the first day of a week on which there is anything to remind of; null: nobody works in it. */
export function firstDay(week: Week, calendar: WorkCalendar, { daysBefore }: ReminderSettings): string | null {
  const days = calendar.workdays(week.monday, week.sunday);
  return days[Math.max(0, days.length - 1 - daysBefore)] ?? null;
}

export interface Owed {
  page: string;
  name: string;
  /** Publications that are surely missing; null: the page was not read far enough to tell. */
  missing: number | null;
  /** When the page was last read, ms; null: never. */
  lastSeen: number | null;
}

export interface PageWeekState {
  page: string;
  name: string;
  norm: number;
  count: number;
  exact: boolean;
  state: 'exact' | 'atLeast' | 'unknown';
  lastSeen: number | null;
}

/** The pages that owe something this week, or may; those most surely short first. */
export function owed(pages: readonly PageWeekState[]): Owed[] {
  return pages
    .filter((page) => page.norm > 0 && normState(page, page.norm) !== 'reached')
    .map(({ page, name, norm, count, exact, lastSeen }) => ({
      page,
      name,
      missing: exact ? norm - count : null,
      lastSeen,
    }))
    .sort((a, b) => (b.missing ?? 0.5) - (a.missing ?? 0.5));
}

export interface ReminderClock {
  week: Week;
  calendar: WorkCalendar;
  clock: OfficeClock;
  zone: string;
  settings: ReminderSettings;
  /** ISO date of the last notice; null: none yet. */
  last: string | null;
}

/** Whether a notice is due now. */
export function isDue(now: number, { week, calendar, clock, zone, settings, last }: ReminderClock): boolean {
  const today = dateAt(now, zone);
  const first = firstDay(week, calendar, settings);
  if (!settings.on || first === null || today < first || last === today) return false;
  return now >= startOf(today, zone) + settings.at * MINUTE && clock.isOpen(now);
}
