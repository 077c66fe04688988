/** Weeks of the office: Monday 00:00 to Sunday 24:00 on its wall clock, numbered as ISO 8601 does. */
import { civilAt, civilDay, DAY, dayOf, dayStart, midnight } from '../sites/dates/zone';

export const OFFICE_ZONE = 'Asia/Tomsk';

const WEEK = 7 * DAY;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY;
/** A week belongs to the year that its Thursday lies in. */
const THURSDAY = 3 * DAY;

export interface Week {
  /** «2026-W48» */
  id: string;
  /** First instant of Monday, ms since the epoch. */
  start: number;
  /** First instant of the next Monday; the week is [start, end), 167 to 169 hours where clocks change. */
  end: number;
  /** ISO dates of its Monday and Sunday: «2026-11-23», «2026-11-29». */
  monday: string;
  sunday: string;
}

/**
 * The week that an instant lies in.
 * @throws RangeError for an unknown zone
 */
export function weekOf(instant: number, zone: string = OFFICE_ZONE): Week {
  const today = midnight(civilAt(instant, zone));
  return weekFrom(today - modulo(today - FIRST_MONDAY, WEEK), zone);
}

/**
 * The week of an id like «2026-W48».
 * @throws RangeError when there is no such week («2025-W53») or zone
 */
export function weekById(id: string, zone: string = OFFICE_ZONE): Week {
  const match = /^(\d{4})-W(\d{2})$/.exec(id);
  const january4 = match && civilDay({ year: Number(match[1]), month: 1, day: 4 });
  if (!match || january4 === null) throw new RangeError(`no such week: «${id}»`);
  const first = january4 - modulo(january4 - FIRST_MONDAY, WEEK);
  const week = weekFrom(first + (Number(match[2]) - 1) * WEEK, zone);
  if (week.id !== id) throw new RangeError(`no such week: «${id}»`);
  return week;
}

/** The week so many weeks later, or earlier for a negative number. */
export function shiftWeek(week: Week, weeks: number, zone: string = OFFICE_ZONE): Week {
  return weekFrom(Date.parse(week.monday) + weeks * WEEK, zone);
}

/** @param monday civil ms of the week's first midnight */
function weekFrom(monday: number, zone: string): Week {
  return {
    id: idOf(monday),
    start: dayStart(monday, zone),
    end: dayStart(monday + WEEK, zone),
    monday: isoDate(monday),
    sunday: isoDate(monday + WEEK - DAY),
  };
}

function idOf(monday: number): string {
  const thursday = monday + THURSDAY;
  const { year } = dayOf(thursday);
  const number = Math.floor((thursday - Date.UTC(year, 0, 1)) / WEEK) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

function isoDate(civil: number): string {
  return new Date(civil).toISOString().slice(0, 10);
}

/** Unlike `%`, not negative before 1970. */
function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
