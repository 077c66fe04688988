/** The report of a week, a month or a quarter: every figure with the keys of what is behind it. */
import { shiftDate, startOf } from '../calendar/dates';
import type { OfficeClock } from '../calendar/hours';
import type { StoredCase } from '../moderation/stored';
import type { Site } from '../types';
import { type FormatMix, formatMix } from './formats';
import type { PageWeek, WeekPost } from './history';
import { type PlanEntry, stateOf } from './plan';
import { shiftWeek, type Week, weekOf } from './week';

export type PeriodKind = 'week' | 'month' | 'quarter';

export interface Period {
  kind: PeriodKind;
  /** ISO dates, both included. */
  from: string;
  to: string;
  /** A week belongs to the period that its Thursday lies in, as it belongs to its year. */
  weeks: Week[];
}

/** The period of a kind that a date lies in; for a week it is the week itself. */
export function periodOf(kind: PeriodKind, date: string, zone: string): Period {
  if (kind === 'week') {
    const week = weekOf(startOf(date, zone), zone);
    return { kind, from: week.monday, to: week.sunday, weeks: [week] };
  }
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1];
  const first = kind === 'month' ? month : month - (month % 3);
  const iso = (civil: number): string => new Date(civil).toISOString().slice(0, 10);
  const from = iso(Date.UTC(year, first, 1));
  const to = iso(Date.UTC(year, first + (kind === 'month' ? 1 : 3), 0));
  const weeks: Week[] = [];
  for (let week = weekOf(startOf(from, zone), zone); week.monday <= to; week = shiftWeek(week, 1, zone)) {
    const thursday = iso(Date.parse(week.monday) + 3 * 86_400_000);
    if (thursday >= from && thursday <= to) weeks.push(week);
  }
  return { kind, from, to, weeks };
}

/** The period of the same kind before or after. */
export function shiftPeriod({ kind, from }: Period, by: 1 | -1, zone: string): Period {
  if (kind === 'week') return periodOf(kind, shiftWeek(weekOf(startOf(from, zone), zone), by, zone).monday, zone);
  const months = (kind === 'month' ? 1 : 3) * by;
  const date = new Date(Date.UTC(Number(from.slice(0, 4)), Number(from.slice(5, 7)) - 1 + months, 1));
  return periodOf(kind, date.toISOString().slice(0, 10), zone);
}

export interface ReportPage {
  id: string;
  site: Site;
  name: string;
  weeks: readonly PageWeek[];
}

export interface PageReport extends ReportPage {
  met: number;
  /** Weeks that surely fell short. */
  short: PageWeek[];
  /** Weeks of which it cannot be told. */
  unknown: number;
  /** Posts counted; a lower bound unless every week is exact. */
  posts: WeekPost[];
  count: number;
  isExact: boolean;
  formats: FormatMix;
}

export interface PlanFigures {
  planned: PlanEntry[];
  published: PlanEntry[];
  overdue: PlanEntry[];
  cancelled: PlanEntry[];
}

/** A comment behind a figure. */
export interface CommentLine {
  /** Of the case. */
  id: string;
  /** When it was written, or first seen, ms. */
  at: number;
  /** null: erased. */
  text: string | null;
  /** Working time to the page's first answer, ms; null: that is not what it is counted for. */
  took: number | null;
}

export interface CommentFigures {
  marked: CommentLine[];
  answered: CommentLine[];
  /** By id of the clause; null: no clause was named. */
  removed: { clause: string | null; comments: CommentLine[] }[];
  /** Answers of which it is known how long they took, the quickest first. */
  timed: CommentLine[];
  /** Median working time from a comment to the page's first answer, ms; null: nothing was answered. */
  medianAnswer: number | null;
}

export interface Report {
  period: Period;
  pages: PageReport[];
  /** All pages together: weeks counted page by page. */
  met: number;
  of: number;
  unknown: number;
  /** Posts counted on all pages; a lower bound unless every week of every page is exact. */
  count: number;
  isExact: boolean;
  formats: FormatMix;
  plan: PlanFigures;
  comments: CommentFigures;
}

export interface ReportFacts {
  period: Period;
  pages: readonly ReportPage[];
  plan: readonly PlanEntry[];
  cases: readonly StoredCase[];
  clock: OfficeClock;
  zone: string;
  /** ms since the epoch */
  now: number;
}

export function reportOf(facts: ReportFacts): Report {
  const { period, now } = facts;
  const pages = facts.pages.map((page) => pageReport(page, now));
  const sum = (of: (page: PageReport) => number): number => pages.reduce((all, page) => all + of(page), 0);
  return {
    period,
    pages,
    met: sum(({ met }) => met),
    of: sum(({ met, short, unknown }) => met + short.length + unknown),
    unknown: sum(({ unknown }) => unknown),
    count: sum(({ count }) => count),
    isExact: pages.every(({ isExact }) => isExact),
    formats: mixOf(pages.flatMap(({ id, posts }) => posts.map((post) => ({ ...post, key: `${id} ${post.key}` })))),
    plan: planFigures(facts),
    comments: commentFigures(facts),
  };
}

/** Weeks that still run are told of as they stand; those to come are no weeks yet. */
function pageReport(page: ReportPage, now: number): PageReport {
  const weeks = page.weeks.filter(({ week }) => week.start <= now);
  const isMet = ({ count, norm }: PageWeek): boolean => count >= norm;
  const isShort = (one: PageWeek): boolean => !isMet(one) && one.state === 'exact' && one.week.end <= now;
  const posts = weeks.flatMap((week) =>
    week.posts.filter(({ standing }) => standing === 'counted' || standing === 'manual'),
  );
  return {
    ...page,
    weeks,
    met: weeks.filter(isMet).length,
    short: weeks.filter(isShort),
    unknown: weeks.filter((one) => !isMet(one) && !isShort(one)).length,
    posts,
    count: weeks.reduce((all, { count }) => all + count, 0),
    isExact: weeks.every(({ state }) => state === 'exact'),
    formats: mixOf(posts),
  };
}

function mixOf(posts: readonly Pick<WeekPost, 'key' | 'formats'>[]): FormatMix {
  return formatMix(posts.filter(({ formats }) => formats.length > 0));
}

function planFigures({ plan, period, zone, now }: ReportFacts): PlanFigures {
  const planned = plan.filter(({ item }) => item.date !== null && item.date >= period.from && item.date <= period.to);
  const of = (state: string): PlanEntry[] => planned.filter((entry) => stateOf(entry, zone, now) === state);
  return {
    planned: planned.filter(({ item }) => !item.cancelled),
    published: of('published'),
    overdue: of('overdue'),
    cancelled: of('cancelled'),
  };
}

/** @param facts `period` needs its first and last day alone */
export function commentFigures({
  cases,
  period,
  clock,
  zone,
}: Pick<ReportFacts, 'cases' | 'clock' | 'zone'> & { period: Pick<Period, 'from' | 'to'> }): CommentFigures {
  const [start, end] = [startOf(period.from, zone), startOf(shiftDate(period.to, 1), zone)];
  const isIn = (at: number | null): boolean => at !== null && at >= start && at < end;
  const lines = (found: readonly StoredCase[]): CommentLine[] =>
    found.map((one) => lineOf(one)).sort((a, b) => a.at - b.at);
  const removed = new Map<string | null, StoredCase[]>();
  for (const one of cases) {
    if (one.decision !== 'remove' || !isIn(one.decidedAt)) continue;
    removed.set(one.clause, [...(removed.get(one.clause) ?? []), one]);
  }
  const timed = cases.flatMap((one): CommentLine[] => {
    const { firstAnswer } = one;
    const line = lineOf(one);
    // An answer that stood there before anybody saw the comment tells nothing of how long it took.
    const tells = firstAnswer !== null && isIn(firstAnswer) && firstAnswer > line.at;
    return tells ? [{ ...line, took: clock.between(line.at, firstAnswer) }] : [];
  });
  return {
    marked: lines(cases.filter(({ level, firstSeen }) => level !== null && isIn(firstSeen))),
    answered: lines(
      cases.filter(
        ({ firstAnswer, decision, decidedAt }) => isIn(firstAnswer) || (decision === 'answered' && isIn(decidedAt)),
      ),
    ),
    removed: [...removed]
      .map(([clause, found]) => ({ clause, comments: lines(found) }))
      .sort((a, b) => b.comments.length - a.comments.length),
    timed: timed.sort((a, b) => a.took! - b.took!),
    medianAnswer: median(timed.map(({ took }) => took!)),
  };
}

const lineOf = ({ id, subject, firstSeen }: StoredCase): CommentLine => ({
  id,
  at: Math.min(subject?.time?.at ?? firstSeen, firstSeen),
  text: subject?.text ?? null,
  took: null,
});

export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
