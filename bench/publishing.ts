/**
 * A plan of 5,000 items and ten years with 50,000 posts: what reading, matching, ordering and reporting cost.
 * Run with `npx tsx bench/publishing.ts`. Pure functions only: what the database costs is measured in the browser.
 */
import { WorkCalendar } from '../calendar/days';
import { DEFAULT_HOURS, OfficeClock } from '../calendar/hours';
import { NO_CORRECTIONS } from '../publishing/corrections';
import { gapsOf } from '../publishing/gaps';
import { pageWeek } from '../publishing/history';
import { matchPage } from '../publishing/matching';
import { emptyItem, inOrder, type PlanEntry, planEntry } from '../publishing/plan';
import { readRows } from '../publishing/plan-table';
import type { Publication } from '../publishing/publications';
import { periodOf, reportOf } from '../publishing/report';
import { shiftWeek, weekOf } from '../publishing/week';

const ZONE = 'Asia/Tomsk';
const NOW = Date.parse('2026-11-24T12:00+07:00');
const ITEMS = 5000;
const POSTS = 50_000;
const YEARS = 10;
const WORDS =
  'сход граждан дорога школа клуб концерт приём вода снег библиотека ярмарка субботник отчёт глава село'.split(' ');

const text = (seed: number): string =>
  Array.from({ length: 40 }, (_, index) => WORDS[(seed * 7 + index * (1 + (seed % 5))) % WORDS.length]).join(' ');
const dayAgo = (days: number): number => NOW - days * 86_400_000;

const entries: PlanEntry[] = Array.from({ length: ITEMS }, (_, index) => {
  const date = new Date(dayAgo(((index * 13) % 3650) - 180)).toISOString().slice(0, 10);
  const body = { ...emptyItem(date, ['p0']), occasion: `Повод ${index}`, text: text(index) };
  return planEntry(`item-${index}`, [{ id: `r${index}`, parents: [], body }], [], [], '2026-11-24')!;
});
const posts: Publication[] = Array.from({ length: POSTS }, (_, index) => {
  const at = dayAgo((index * YEARS * 365) / POSTS);
  const common = {
    version: 1 as const,
    page: 'p0',
    link: null,
    repost: false,
    firstSeen: at,
    lastSeen: at,
    missing: null,
  };
  return { ...common, id: `-1_${index}`, time: { at, span: 60_000 }, at, text: text(index), formats: ['text'] };
});

function measure(name: string, work: () => unknown): void {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(`${name.padEnd(58)} ${times[2]!.toFixed(1).padStart(8)} ms`);
}

const byWeek = new Map<string, Publication[]>();
for (const post of posts) {
  const { id } = weekOf(post.at, ZONE);
  byWeek.set(id, [...(byWeek.get(id) ?? []), post]);
}
const weeks = Array.from({ length: YEARS * 52 }, (_, back) => shiftWeek(weekOf(NOW, ZONE), -back, ZONE)).reverse();
const historyOf = (asked: typeof weeks) =>
  asked.map((week) => {
    const own = byWeek.get(week.id) ?? [];
    const raw = {
      week: week.id,
      count: own.length,
      exact: true,
      state: 'exact' as const,
      asOf: week.end,
      readBackTo: week.start,
      unknown: 0,
      posts: own.map(({ id }) => id),
    };
    const publications = new Map(own.map((post) => [post.id, post]));
    return pageWeek({ week, raw, publications, corrections: NO_CORRECTIONS, norm: 2, zone: ZONE, now: NOW });
  });
const rows = entries.map(({ item }) => [item.date, item.occasion, item.text, 'ВК']);
const recent = posts.filter(({ at }) => at > dayAgo(60));
const clock = new OfficeClock(new WorkCalendar(), DEFAULT_HOURS, ZONE);

measure(`order of a list of ${ITEMS} items`, () => inOrder(entries, ZONE, NOW));
measure('gaps of eight weeks', () => gapsOf(entries, [{ id: 'p0', norm: 2 }], { zone: ZONE, now: NOW, weeks: 8 }));
measure(`${recent.length} posts of two months against ${ITEMS} items`, () =>
  matchPage({ entries, posts: recent, page: 'p0', site: 'vk', zone: ZONE }),
);
measure(`${weeks.length} weeks with ${POSTS} posts, day by day`, () => historyOf(weeks));
measure('26 weeks of them', () => historyOf(weeks.slice(-26)));
measure('report of a quarter', () => {
  const period = periodOf('quarter', '2026-11-24', ZONE);
  const page = { id: 'p0', site: 'vk' as const, name: 'Глава', weeks: historyOf(period.weeks) };
  return reportOf({ period, pages: [page], plan: entries, cases: [], clock, zone: ZONE, now: NOW });
});
measure(`a sheet of ${ITEMS} rows`, () =>
  readRows(rows, {
    mapping: { date: 0, occasion: 1, text: 2, pages: 3 },
    head: -1,
    pages: [{ id: 'p0', name: 'Глава', site: 'vk' }],
    today: '2026-11-24',
  }),
);
