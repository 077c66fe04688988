/**
 * Civil time and instants. A civil time («5 марта, 12:30» on somebody's wall clock) is kept as the milliseconds that
 * UTC would show the same digits at; so civil arithmetic is plain arithmetic. Only this file knows about offsets.
 */
import { tzOffset } from '@date-fns/tz/tzOffset';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A calendar day; `month` counts from 1. */
export interface CivilDay {
  year: number;
  month: number;
  day: number;
}

/**
 * How far civil time is ahead of UTC at an instant, in ms.
 * @param zone IANA name; absent: the runtime's own zone.
 * @throws RangeError for a zone that the runtime does not know.
 */
export function offsetAt(instant: number, zone?: string): number {
  const minutes = zone === undefined ? -new Date(instant).getTimezoneOffset() : tzOffset(zone, new Date(instant));
  if (Number.isNaN(minutes)) throw new RangeError(`unknown time zone «${zone}»`);
  return minutes * MINUTE;
}

/** What the wall clock shows at an instant, as civil ms. */
export function civilAt(instant: number, zone?: string): number {
  return instant + offsetAt(instant, zone);
}

/** Civil ms of a day's midnight, or null when there is no such day (31 февраля). */
export function civilDay({ year, month, day }: CivilDay): number | null {
  const civil = Date.UTC(year, month - 1, day);
  const back = new Date(civil);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCFullYear() === year ? civil : null;
}

export function dayOf(civil: number): CivilDay {
  const date = new Date(civil);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Civil midnight of the day that a civil time lies in. */
export function midnight(civil: number): number {
  return Math.floor(civil / DAY) * DAY;
}

/**
 * The instants at which a wall clock can have shown a civil time: one, or in an overlap (clocks put back) the first and
 * the last of two. In a gap (clocks put forward) nothing ever shows it; whoever wrote it went by the offset before or
 * after the change, so these two readings are given.
 */
export function instantsOf(civil: number, zone?: string): { first: number; last: number } {
  const readings = [civil - offsetAt(civil - DAY, zone), civil - offsetAt(civil + DAY, zone)];
  const shown = readings.filter((instant) => civilAt(instant, zone) === civil);
  const possible = shown.length > 0 ? shown : readings;
  return { first: Math.min(...possible), last: Math.max(...possible) };
}

/** The first instant of the day that begins at a civil midnight, also where clocks change at midnight itself. */
export function dayStart(civilMidnight: number, zone?: string): number {
  const { first, last } = instantsOf(civilMidnight, zone);
  if (civilAt(first, zone) === civilMidnight) return first;
  // Midnight falls into a gap: the day begins with the change, which lies in (first, last].
  let [before, after] = [first, last];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (civilAt(middle, zone) < civilMidnight) before = middle;
    else after = middle;
  }
  return after;
}
