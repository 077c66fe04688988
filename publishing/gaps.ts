/** Which page has fewer publications planned, or seen, than it owes in which week. */
import { startOf } from '../calendar/dates';
import { type PlanEntry, publishedOn } from './plan';
import { shiftWeek, type Week, weekOf } from './week';

export interface PageNorm {
  id: string;
  norm: number;
}

export interface Gap {
  week: Week;
  page: string;
  norm: number;
  /** Planned for the week and not cancelled, published ones among them. */
  planned: number;
}

/** @param weeks how many weeks from that of `now` on */
export function gapsOf(
  entries: readonly PlanEntry[],
  pages: readonly PageNorm[],
  { zone, now, weeks }: { zone: string; now: number; weeks: number },
): Gap[] {
  const first = weekOf(now, zone);
  const columns = Array.from({ length: weeks }, (_, index) => shiftWeek(first, index, zone));
  const planned = new Map<string, number>();
  for (const entry of entries) {
    const { item } = entry;
    if (item.date === null || item.date < first.monday || item.date > columns.at(-1)!.sunday) continue;
    const week = weekOf(startOf(item.date, zone), zone).id;
    const seen = publishedOn(entry);
    for (const page of new Set(item.pages)) {
      if (item.cancelled && !seen.has(page)) continue;
      const key = `${week} ${page}`;
      planned.set(key, (planned.get(key) ?? 0) + 1);
    }
  }
  return columns.flatMap((week) =>
    pages.map(({ id, norm }) => ({ week, page: id, norm, planned: planned.get(`${week.id} ${id}`) ?? 0 })),
  );
}
