/**
 * Date labels as the sites print them («2 часа назад», «вчера в 18:00», «5 мар 2023», «Mar 5 at 3:15 pm») turned into
 * instants. Russian and English are read alike, whatever the page's language. A label that is not understood whole
 * gives null and is reported by the reader; nothing is ever guessed.
 *
 * Labels are printed in the browser's own zone, so `zone` is left out in the content script. `now` is the time at which
 * the label was *printed*: a page that has stood open since yesterday still says «сегодня».
 */
import type { Moment } from '../types';
import { type Clock, type Day, EDITED, normalise, readClock, type Said, understand } from './dates/grammar';
import type { Unit } from './dates/words';
import { type CivilDay, civilAt, civilDay, DAY, dayOf, dayStart, instantsOf, MINUTE, midnight } from './dates/zone';

export type { CivilDay } from './dates/zone';

/** A label may be ahead of our clock by so much and still mean today or this year: clocks differ. */
const CLOCK_SKEW = 10 * MINUTE;
/** How far back the nearest «29 февраля» can lie: 1896–1904. */
const YEARS_BACK = 8;

/**
 * @param label as printed; spaces of any kind, case and abbreviation dots do not matter
 * @param now when it was printed, ms since the epoch
 * @param zone IANA name; absent: the runtime's own
 * @returns the interval that the instant surely lies in, as wide as the print is coarse: a second, a minute, a day, or
 * for «2 часа назад» all that some way of rounding could mean; null when the label is not understood to its last word
 * @throws RangeError for an unknown zone
 */
export function parseLabel(label: string, now: number, zone?: string): Moment | null {
  const said = understand(label);
  return said && momentOf(said, now, zone);
}

/**
 * The day of a date header («Сегодня», «понедельник», «5 марта», «November 10, 2025»); null for anything else, also for
 * a label that carries a time of day.
 */
export function parseDay(label: string, now: number, zone?: string): CivilDay | null {
  const said = understand(label);
  if (said?.is !== 'day') return null;
  const civil = resolveDay(said.day, 0, now, zone);
  return civil === null ? null : dayOf(civil);
}

/** A time of day («19:05», «10:15 PM», «изменено 13:05») on a known day. */
export function atClock(day: CivilDay, label: string, zone?: string): Moment | null {
  const words = normalise(label).split(' ');
  const clock = readClock(EDITED.has(words[0] ?? '') ? words.slice(1) : words);
  const civil = civilDay(day);
  return clock && civil !== null ? printed(civil + clock.at, clock.span, zone) : null;
}

function momentOf(said: Said, now: number, zone?: string): Moment | null {
  switch (said.is) {
    case 'just-now':
      return { at: now - MINUTE, span: MINUTE + 1 };
    case 'ago':
      return ago(said, now, zone);
    case 'day': {
      const civil = resolveDay(said.day, 0, now, zone);
      return civil === null ? null : wholeDay(civil, zone);
    }
    case 'clock':
      return onClock(said.day, said.clock, now, zone);
  }
}

/**
 * Sites round «N единиц назад» down (VK), to the nearest, or count days by the calendar; which of them does what has
 * not been seen for all, so the interval holds every reading: from N + 1 whole units to half a unit short of N.
 */
function ago({ count, unit }: Extract<Said, { is: 'ago' }>, now: number, zone?: string): Moment {
  const rounded = { from: now - (count + 1) * unit.most, to: now - Math.max(0, count - 0.5) * unit.least };
  const counted = unit.calendar ? calendarDays(count, unit, now, zone) : rounded;
  const from = Math.min(rounded.from, counted.from);
  const to = Math.min(now, Math.max(rounded.to, counted.to));
  return { at: from, span: to - from + 1 };
}

/** A day of 25 hours lets the calendar reach further back than the clock. */
function calendarDays(count: number, unit: Unit, now: number, zone?: string): { from: number; to: number } {
  const today = midnight(civilAt(now, zone));
  return { from: dayStart(today - count * unit.most, zone), to: dayStart(today - count * unit.least + DAY, zone) };
}

/** Without a day («19:20» in OK) the nearest time past is meant. */
function onClock(day: Day | null, clock: Clock, now: number, zone?: string): Moment | null {
  const civil = resolveDay(day ?? { is: 'near', daysAgo: 0 }, clock.at, now, zone);
  return civil === null ? null : printed(civil + clock.at, clock.span, zone);
}

/** Civil midnight of the day meant by a label that was printed before now. `clock`: ms after midnight, 0 for none. */
function resolveDay(day: Day, clock: number, now: number, zone?: string): number | null {
  const today = midnight(civilAt(now, zone));
  switch (day.is) {
    case 'near': {
      const civil = today - day.daysAgo * DAY;
      // «сегодня в 23:50» read at five past midnight was printed before it.
      return isPast(civil + clock, now, zone) ? civil : civil - DAY;
    }
    case 'weekday': {
      // The epoch was a Thursday: day number 0 is weekday 3. Today itself is printed as «сегодня».
      const behind = (today / DAY + 3 - day.weekday) % 7;
      return today - (behind === 0 ? 7 : behind) * DAY;
    }
    case 'date':
      return day.year === null
        ? nearestPast(day.month, day.day, clock, now, zone)
        : civilDay({ year: day.year, month: day.month, day: day.day });
  }
}

function nearestPast(month: number, day: number, clock: number, now: number, zone?: string): number | null {
  // The skew may carry into the next year.
  const latest = dayOf(civilAt(now + CLOCK_SKEW, zone)).year;
  for (let year = latest; year >= latest - YEARS_BACK; year -= 1) {
    const civil = civilDay({ year, month, day });
    if (civil !== null && isPast(civil + clock, now, zone)) return civil;
  }
  return null;
}

function isPast(civil: number, now: number, zone?: string): boolean {
  return instantsOf(civil, zone).first <= now + CLOCK_SKEW;
}

function wholeDay(civil: number, zone?: string): Moment {
  const at = dayStart(civil, zone);
  return { at, span: dayStart(civil + DAY, zone) - at };
}

/** A printed civil time; where clocks change it may have been shown twice, and the span holds both. */
function printed(civil: number, span: number, zone?: string): Moment {
  const { first, last } = instantsOf(civil, zone);
  return { at: first, span: last - first + span };
}
