/** The past weeks of a page, day by day, with the posts behind every number. */
import { dateAt, shiftDate, startOf } from '../calendar/dates';
import { type Corrections, correctedCount, isExcluded, manualKey, unmatched } from './corrections';
import type { WeekCount } from './count';
import { formatsOf, type MixFormat } from './formats';
import type { Publication } from './publications';
import { endOf } from './sightings';
import type { Week } from './week';

/**
 * `exact`: so many and no more. `atLeast`: so many were seen, there may be more. `unknown`: not read, so no number may be
 * shown. `future`: it has not come yet.
 */
export type CountState = 'exact' | 'atLeast' | 'unknown' | 'future';

export interface DayCount {
  /** ISO date */
  date: string;
  count: number;
  state: CountState;
}

/** `counted`: read from the page. `manual`: entered by its link. `excluded`: corrected away. `doubtful`: nobody can tell whose it is. */
export type Standing = 'counted' | 'manual' | 'excluded' | 'doubtful';

export interface WeekPost {
  key: string;
  standing: Standing;
  /** ISO date by the office's clock; null: the label was too coarse to tell the day, or the post is no longer stored. */
  date: string | null;
  /** ms; null as above. */
  at: number | null;
  link: string | null;
  text: string;
  formats: MixFormat[];
  correction: string | null;
  /** Why it was corrected, in the person's words; empty: nothing was said. */
  note: string;
  /** It was seen before and is missing from a part of the feed that was read whole; nobody has said yet whether it is gone. */
  asked: boolean;
}

export interface PageWeek {
  week: Week;
  count: number;
  state: CountState;
  norm: number;
  days: DayCount[];
  posts: WeekPost[];
  asOf: number | null;
  readBackTo: number | null;
  /** Posts whose author or date could not be read. */
  unknown: number;
}

export interface WeekFacts {
  week: Week;
  /** null: the week was never read. */
  raw: WeekCount | null;
  publications: ReadonlyMap<string, Publication>;
  corrections: Corrections;
  norm: number;
  zone: string;
  /** ms since the epoch */
  now: number;
}

/** A week that nothing is known of. */
function nothing(week: Week): WeekCount {
  return {
    week: week.id,
    count: 0,
    exact: false,
    state: 'unknown',
    asOf: null,
    readBackTo: null,
    unknown: 0,
    posts: [],
  };
}

/**
 * What a stored count says once its week is over: one that was exact on a Wednesday is a lower bound on Sunday.
 */
export function settled(raw: WeekCount, week: Week, now: number): WeekCount {
  const isOver = now >= week.end;
  if (!isOver || (raw.asOf !== null && raw.asOf >= week.end)) return raw;
  return { ...raw, exact: false, whole: false, state: raw.count > 0 ? 'atLeast' : 'unknown' };
}

export function pageWeek(facts: WeekFacts): PageWeek {
  const { week, publications, corrections, norm, zone, now } = facts;
  const raw = settled(facts.raw ?? nothing(week), week, now);
  const count = correctedCount(raw, week, corrections, (post) => publications.has(post));
  const posts = postsOf(raw, facts);
  return {
    week,
    count: count.count,
    state: week.start > now ? 'future' : count.state,
    norm,
    days: daysOf(count, posts, week, zone, now),
    posts,
    asOf: count.asOf,
    readBackTo: count.readBackTo,
    unknown: count.unknown,
  };
}

function postsOf(raw: WeekCount, { week, publications, corrections, zone }: WeekFacts): WeekPost[] {
  const { verdicts, manual } = corrections;
  const read = [...new Set([...raw.posts, ...(raw.doubtful ?? [])])].map((key): WeekPost => {
    const known = publications.get(key);
    const correction = verdicts.get(key);
    const isDoubtful = !raw.posts.includes(key) && correction?.verdict !== 'ours';
    return {
      key,
      standing: isExcluded(correction?.verdict) ? 'excluded' : isDoubtful ? 'doubtful' : 'counted',
      ...placeOf(known, zone),
      link: known?.link ?? null,
      text: known?.text ?? '',
      formats: known ? formatsOf(known, correction?.formats) : (correction?.formats ?? []),
      correction: correction && correction.verdict !== 'none' ? correction.verdict : null,
      note: correction?.note ?? '',
      asked: known?.missing != null && !isExcluded(correction?.verdict) && correction?.verdict !== 'present',
    };
  });
  const entered = unmatched(manual, (post) => raw.posts.includes(post) || publications.has(post))
    .filter(({ date }) => date >= week.monday && date <= week.sunday)
    .map(
      ({ entity, date, link, text, formats }): WeekPost => ({
        key: manualKey(entity),
        standing: 'manual',
        date,
        at: null,
        link,
        text,
        formats,
        correction: null,
        note: '',
        asked: false,
      }),
    );
  return [...read, ...entered].sort((a, b) => order(a) - order(b));
}

const order = ({ at, date }: WeekPost): number => at ?? (date ? Date.parse(date) : Number.MAX_SAFE_INTEGER);

/** The day of a post, when its time is known well enough to tell one. */
function placeOf(known: Publication | undefined, zone: string): { date: string | null; at: number | null } {
  if (!known?.time) return { date: null, at: null };
  const date = dateAt(known.time.at, zone);
  return dateAt(endOf(known.time) - 1, zone) === date ? { date, at: known.time.at } : { date: null, at: known.time.at };
}

function daysOf(count: WeekCount, posts: readonly WeekPost[], week: Week, zone: string, now: number): DayCount[] {
  const counted = posts.filter(({ standing }) => standing === 'counted' || standing === 'manual');
  const isUnplaced = counted.some(({ date }) => date === null) || counted.length < count.count || count.unknown > 0;
  return Array.from({ length: 7 }, (_, index): DayCount => {
    const date = shiftDate(week.monday, index);
    const [start, end] = [startOf(date, zone), startOf(shiftDate(date, 1), zone)];
    const n = counted.filter((post) => post.date === date).length;
    if (start > now) return { date, count: n, state: 'future' };
    const isRead = count.readBackTo !== null && count.readBackTo <= start && (count.asOf ?? 0) >= Math.min(end, now);
    // Today is as old as the last look, and so is what is said of it.
    const isToday = end > now && (count.asOf ?? 0) > start && (count.readBackTo ?? end) <= start;
    const exact = (isRead || isToday) && !isUnplaced;
    return { date, count: n, state: exact ? 'exact' : n > 0 ? 'atLeast' : 'unknown' };
  });
}
