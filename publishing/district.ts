/**
 * The figures that an office may agree to show its district: weeks against the norm, removals by clause, time to answer.
 * Nobody is named in them, and nothing that anybody wrote. What is not known is told as such: `unknown` is no shortfall.
 */
import * as z from 'zod/mini';
import type { OfficeClock } from '../calendar/hours';
import type { StoredCase } from '../moderation/stored';
import type { Clause } from '../types';
import type { PageWeek } from './history';
import { commentFigures } from './report';
import type { Week } from './week';

/** Periods that are told of: so many weeks back from the last that has ended. */
export const PERIODS = [4, 13, 26] as const;
export type WeeksBack = (typeof PERIODS)[number];

const count = z.int().check(z.minimum(0), z.maximum(1_000_000));
const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

const WeekFigures = z.strictObject({
  /** «2026-W48» */
  week: z.string().check(z.regex(/^\d{4}-W\d{2}$/)),
  /** Pages by how they stood: at their norm, surely below it, not known. */
  met: count,
  short: count,
  unknown: count,
});
export type WeekFigures = z.infer<typeof WeekFigures>;

const PeriodFigures = z.strictObject({
  weeks: z.union([z.literal(4), z.literal(13), z.literal(26)]),
  /** By the number of the clause in the office's rules; empty: no clause was named. */
  removed: z.array(z.strictObject({ clause: z.string().check(z.maxLength(40)), count })).check(z.maxLength(100)),
  answered: count,
  /** Median working minutes from a comment to the page's first answer; null: nothing to tell. */
  medianAnswer: z.nullable(count),
});

export const DistrictFigures = z.strictObject({
  version: z.literal(1),
  /** The office's short name in its details. */
  office: z.string().check(z.maxLength(200)),
  /** The day on which this was counted. */
  day: Day,
  pages: count,
  /** Oldest first; weeks that have ended. */
  weeks: z.array(WeekFigures).check(z.maxLength(26)),
  periods: z.array(PeriodFigures).check(z.maxLength(3)),
});
export type DistrictFigures = z.infer<typeof DistrictFigures>;

export interface DistrictFacts {
  office: string;
  day: string;
  /** Weeks that have ended, oldest first: 26. */
  weeks: readonly Week[];
  /** The same weeks of every page. */
  pages: readonly (readonly PageWeek[])[];
  cases: readonly StoredCase[];
  clauses: readonly Pick<Clause, 'id' | 'number'>[];
  clock: OfficeClock;
  zone: string;
}

export function districtFigures(facts: DistrictFacts): DistrictFigures {
  const { office, day, weeks, pages } = facts;
  const figures: DistrictFigures = {
    version: 1,
    office: office.slice(0, 200),
    day,
    pages: pages.length,
    weeks: weeks.map(({ id }) => weekFigures(id, pages)),
    periods: PERIODS.map((back) => periodFigures(back, facts)),
  };
  // The very schema that the district reads by: what does not fit it does not leave.
  return DistrictFigures.parse(figures);
}

function weekFigures(week: string, pages: DistrictFacts['pages']): WeekFigures {
  const of = pages.flatMap((all) => all.find((one) => one.week.id === week) ?? []);
  const met = of.filter(({ count, norm }) => count >= norm).length;
  const short = of.filter(({ count, norm, state }) => count < norm && state === 'exact').length;
  return { week, met, short, unknown: of.length - met - short };
}

function periodFigures(back: WeeksBack, { weeks, cases, clauses, clock, zone }: DistrictFacts) {
  const own = weeks.slice(-back);
  const period = { from: own[0]?.monday ?? '', to: own.at(-1)?.sunday ?? '' };
  const { removed, answered, medianAnswer } = commentFigures({ cases, period, clock, zone });
  const byNumber = new Map<string, number>();
  for (const { clause, comments } of removed) {
    const number = (clauses.find(({ id }) => id === clause)?.number ?? '').slice(0, 40);
    byNumber.set(number, (byNumber.get(number) ?? 0) + comments.length);
  }
  return {
    weeks: back,
    removed: [...byNumber].map(([clause, count]) => ({ clause, count })),
    answered: answered.length,
    medianAnswer: medianAnswer === null ? null : Math.round(medianAnswer / 60_000),
  };
}

/** The very text that leaves, and that the office is shown before. */
export function figuresText(figures: DistrictFigures): string {
  return JSON.stringify(figures, null, 1);
}

/** Figures as they came; `fault`: nothing that this version can read. null: the office took them back. */
export function readFigures(text: string): { figures: DistrictFigures } | { fault: 'later' | 'unreadable' } | null {
  if (text === '') return null;
  try {
    const raw: unknown = JSON.parse(text);
    const read = DistrictFigures.safeParse(raw);
    if (read.success) return { figures: read.data };
    const later = z.object({ version: z.number() }).safeParse(raw);
    return { fault: later.success && later.data.version > 1 ? 'later' : 'unreadable' };
  } catch {
    return { fault: 'unreadable' };
  }
}

/** Weeks of pages added up: of one office over a period, or of all offices in a week. */
export function addedUp(weeks: readonly Omit<WeekFigures, 'week'>[]): Omit<WeekFigures, 'week'> {
  const sum = (of: 'met' | 'short' | 'unknown'): number => weeks.reduce((all, week) => all + week[of], 0);
  return { met: sum('met'), short: sum('short'), unknown: sum('unknown') };
}
