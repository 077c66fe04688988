import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkCalendar } from '../../calendar/days';
import { DEFAULT_HOURS, OfficeClock } from '../../calendar/hours';
import {
  type Correction,
  type CorrectionVerdict,
  correctedCount,
  type EnteredPost,
  NO_CORRECTIONS,
  postOfLink,
} from '../../publishing/corrections';
import type { WeekCount } from '../../publishing/count';
import { type PageWeek, pageWeek } from '../../publishing/history';
import type { Publication } from '../../publishing/publications';
import { firstDay, isDue, owed } from '../../publishing/reminder';
import { periodOf, reportOf, shiftPeriod } from '../../publishing/report';
import { vanished } from '../../publishing/vanished';
import { weekById, weekOf } from '../../publishing/week';
import { post } from '../storage/fixtures';

const ZONE = 'Asia/Tomsk';
const week = weekById('2026-W47', ZONE);
const NOW = Date.parse('2026-11-24T12:00+07:00');
const at = (written: string): number => Date.parse(`${written}+07:00`);

const raw = (changes: Partial<WeekCount> = {}): WeekCount => ({
  week: week.id,
  count: 2,
  exact: true,
  state: 'exact',
  asOf: week.end,
  readBackTo: week.start,
  unknown: 0,
  posts: ['1', '2'],
  doubtful: [],
  unplaced: [],
  whole: true,
  ...changes,
});
const publication = (id: string, when: string, changes: Partial<Publication> = {}): Publication => ({
  version: 1,
  page: 'p',
  id,
  time: { at: at(when), span: 60_000 },
  at: at(when),
  link: `https://vk.com/wall${id}`,
  text: `Публикация ${id}`,
  formats: ['text'],
  repost: false,
  firstSeen: 0,
  lastSeen: NOW - 1000,
  missing: null,
  ...changes,
});
const said = (id: string, verdict: CorrectionVerdict): [string, Correction] => [
  id,
  { version: 1, page: 'p', post: id, verdict, formats: null, note: '' },
];
const entered = (entity: string, changes: Partial<EnteredPost> = {}): EnteredPost => ({
  version: 1,
  entity,
  page: 'p',
  link: `https://vk.com/wall-1_${entity}`,
  post: `-1_${entity}`,
  date: '2026-11-18',
  text: '',
  formats: [],
  removed: false,
  ...changes,
});
const known = new Map([
  ['1', publication('1', '2026-11-16T10:00')],
  ['2', publication('2', '2026-11-18T10:00')],
]);
const shown = (changes: Partial<Parameters<typeof pageWeek>[0]> = {}): PageWeek =>
  pageWeek({
    week,
    raw: raw(),
    publications: known,
    corrections: NO_CORRECTIONS,
    norm: 2,
    zone: ZONE,
    now: NOW,
    ...changes,
  });

describe('a week of the past', () => {
  it('counts its days, and stands by the noughts of days that were read', () => {
    expect(shown().days.map(({ count, state }) => [count, state])).toEqual([
      [1, 'exact'],
      [0, 'exact'],
      [1, 'exact'],
      [0, 'exact'],
      [0, 'exact'],
      [0, 'exact'],
      [0, 'exact'],
    ]);
  });

  it('that nobody read has no number on any day', () => {
    const one = shown({ raw: null });
    expect(one.state).toBe('unknown');
    expect(one.days.every(({ state }) => state === 'unknown')).toBe(true);
  });

  it('that was exact on its Wednesday is a lower bound once it is over', () => {
    const one = shown({ raw: raw({ asOf: at('2026-11-18T12:00') }) });
    expect([one.state, one.count]).toEqual(['atLeast', 2]);
    expect(one.days[4]).toEqual({ date: '2026-11-20', count: 0, state: 'unknown' });
  });

  it('with a post whose day is not known says «at least» of its days', () => {
    const coarse = new Map(known).set(
      '2',
      publication('2', '2026-11-16T00:00', { time: { at: at('2026-11-16T00:00'), span: 7 * 86_400_000 } }),
    );
    expect(shown({ publications: coarse }).days.map(({ state }) => state)).not.toContain('exact');
  });

  it('asks about a post that has vanished, and counts it until somebody answers', () => {
    const gone = new Map(known).set('2', publication('2', '2026-11-18T10:00', { missing: NOW }));
    const one = shown({ publications: gone });
    expect([one.count, one.posts.filter(({ asked }) => asked).length]).toEqual([2, 1]);
    const answered = shown({
      publications: gone,
      corrections: { verdicts: new Map([said('2', 'removed')]), manual: [] },
    });
    expect([answered.count, answered.posts.filter(({ asked }) => asked).length]).toEqual([1, 0]);
  });

  it('never shows a nought of what was not read, whatever is known of it', () => {
    fc.assert(
      fc.property(
        fc.record({
          count: fc.nat(3),
          exact: fc.boolean(),
          asOf: fc.option(fc.integer({ min: week.start - 86_400_000, max: week.end + 86_400_000 })),
          back: fc.option(fc.integer({ min: week.start, max: week.end })),
          unknown: fc.nat(2),
        }),
        fc.constantFrom('Asia/Tomsk', 'Europe/Berlin', 'America/Havana'),
        ({ count, exact, asOf, back, unknown }, zone) => {
          const posts = Array.from({ length: count }, (_, index) => String(index));
          const facts = raw({
            count,
            exact,
            state: exact ? 'exact' : count > 0 ? 'atLeast' : 'unknown',
            asOf,
            readBackTo: back,
            unknown,
            posts,
          });
          const one = shown({ raw: facts, zone });
          for (const day of one.days) {
            if (day.state === 'exact') expect(asOf !== null && back !== null).toBe(true);
            if (day.state === 'atLeast') expect(day.count).toBeGreaterThan(0);
          }
          expect(one.days).toHaveLength(7);
          expect(one.days.reduce((sum, day) => sum + day.count, 0)).toBeLessThanOrEqual(one.count);
        },
      ),
    );
  });
});

describe('a correction', () => {
  const count = (verdicts: [string, Correction][], manual: EnteredPost[] = [], of: Partial<WeekCount> = {}) =>
    correctedCount(raw(of), week, { verdicts: new Map(verdicts), manual }, (id) => id === '-1_read');

  it.each<[string, CorrectionVerdict, number]>([
    ['not ours', 'not-ours', 1],
    ['counted twice', 'duplicate', 1],
    ['removed', 'removed', 1],
    ['there after all', 'present', 2],
    ['taken back', 'none', 2],
  ])('«%s» makes the count of two', (_, verdict, expected) => {
    expect(count([said('1', verdict)]).count).toBe(expected);
  });

  it('that settles the only doubt makes the number exact', () => {
    const doubt = { exact: false, state: 'atLeast' as const, unknown: 1, doubtful: ['3'] };
    expect(count([said('3', 'ours')], [], doubt)).toMatchObject({ count: 3, exact: true });
    expect(count([said('3', 'not-ours')], [], doubt)).toMatchObject({ count: 2, exact: true });
    expect(count([], [], doubt)).toMatchObject({ count: 2, exact: false });
  });

  it('a post entered by hand counts once, in its week, until it is read', () => {
    expect(count([], [entered('7')]).count).toBe(3);
    expect(count([], [entered('7'), entered('8', { post: '-1_7' })]).count).toBe(3);
    expect(count([], [entered('read')]).count).toBe(2);
    expect(count([], [entered('7', { date: '2026-11-23' })]).count).toBe(2);
    expect(count([], [entered('7', { removed: true })]).count).toBe(2);
    expect(
      count([], [entered('7')], { count: 0, posts: [], exact: false, whole: false, state: 'unknown' }),
    ).toMatchObject({
      count: 1,
      state: 'atLeast',
    });
  });

  it('nothing said changes nothing', () => {
    expect(correctedCount(raw(), week, NO_CORRECTIONS)).toEqual(raw());
  });

  it.each([
    ['https://vk.com/wall-1_10', '-1_10'],
    ['https://vk.com/selo?w=wall-1_10', '-1_10'],
    ['https://ok.ru/group/55/topic/777', '777'],
    ['https://t.me/selo/123', '123'],
    ['https://t.me/s/selo/123', '123'],
    ['https://example.org/wall-1_10', null],
    ['не ссылка', null],
  ])('reads the post of %s', (link, id) => {
    expect(postOfLink(link)).toBe(id);
  });
});

describe('a post that should be in what was read and is not', () => {
  const time = (when: string) => ({ at: at(when), span: 60_000 });
  const reading = (ids: [string, string][], changes = {}) => ({
    posts: ids.map(([id, when]) => post(id, { time: time(when) })),
    feed: { ids: ids.map(([id]) => id), top: true, bottom: false },
    health: { layout: 'x', state: 'ok' as const, parts: [] },
    readAt: NOW,
    ...changes,
  });
  const stored = [publication('2', '2026-11-18T10:00')];

  it('is vanished', () => {
    expect(
      vanished(
        stored,
        reading([
          ['3', '2026-11-20T10:00'],
          ['1', '2026-11-16T10:00'],
        ]),
      ).map(({ id }) => id),
    ).toEqual(['2']);
  });

  it.each([
    [
      'it is shown',
      reading([
        ['3', '2026-11-20T10:00'],
        ['2', '2026-11-18T10:00'],
        ['1', '2026-11-16T10:00'],
      ]),
    ],
    [
      'what was read ends above it',
      reading([
        ['3', '2026-11-20T10:00'],
        ['4', '2026-11-19T10:00'],
      ]),
    ],
    [
      'some posts were not recognised',
      reading(
        [
          ['3', '2026-11-20T10:00'],
          ['1', '2026-11-16T10:00'],
        ],
        { health: { layout: 'x', state: 'degraded', parts: [] } },
      ),
    ],
    [
      'the order contradicts the times',
      reading([
        ['1', '2026-11-16T10:00'],
        ['3', '2026-11-20T10:00'],
      ]),
    ],
    [
      'the page is no feed',
      reading(
        [
          ['3', '2026-11-20T10:00'],
          ['1', '2026-11-16T10:00'],
        ],
        { feed: null },
      ),
    ],
  ])('is not when %s', (_, facts) => {
    expect(vanished(stored, facts)).toEqual([]);
  });
});

describe('the reminder', () => {
  const calendar = new WorkCalendar();
  const clock = new OfficeClock(calendar, DEFAULT_HOURS, ZONE);
  const settings = { on: true, at: 600, daysBefore: 1 };
  const due = (when: string, last: string | null = null, zone = ZONE) =>
    isDue(at(when), { week: weekOf(at(when), zone), calendar, clock, zone, settings, last });

  it.each([
    ['2026-W48', '2026-11-26'],
    ['2026-W45', '2026-11-05'],
    ['2026-W19', '2026-05-07'],
    ['2027-W01', null],
  ])('of week %s begins on its second-last working day', (id, date) => {
    expect(firstDay(weekById(id, ZONE), calendar, settings)).toBe(date);
  });

  it.each<[string, string | null, boolean]>([
    ['2026-11-25T11:00', null, false],
    ['2026-11-26T09:59', null, false],
    ['2026-11-26T10:00', null, true],
    ['2026-11-26T11:00', '2026-11-26', false],
    ['2026-11-27T10:00', '2026-11-26', true],
    ['2026-11-27T13:30', '2026-11-26', false],
    ['2026-11-27T19:00', '2026-11-26', false],
    ['2026-11-28T11:00', '2026-11-27', false],
  ])('at %s with the last on %s is due: %s', (when, last, expected) => {
    expect(due(when, last)).toBe(expected);
  });

  it('names what is surely missing before what is not known, and nobody who is done', () => {
    const page = { page: 'a', name: 'А', norm: 2, lastSeen: null };
    expect(
      owed([
        { ...page, count: 2, exact: false, state: 'atLeast' },
        { ...page, page: 'b', count: 0, exact: false, state: 'unknown' },
        { ...page, page: 'c', count: 1, exact: true, state: 'exact' },
      ]).map(({ page: id, missing }) => [id, missing]),
    ).toEqual([
      ['c', 1],
      ['b', null],
    ]);
  });
});

describe('the report', () => {
  it('gives every week to exactly one month and quarter, leap years and week 53 too', () => {
    const months = Array.from(
      { length: 36 },
      (_, index) => `${2026 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-15`,
    );
    const ids = months.flatMap((date) => periodOf('month', date, ZONE).weeks.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('2026-W53');
    expect(ids).toHaveLength(53 + 52 + 52);
    expect(periodOf('quarter', '2026-11-24', ZONE)).toMatchObject({ from: '2026-10-01', to: '2026-12-31' });
    expect(periodOf('month', '2028-02-10', ZONE).to).toBe('2028-02-29');
  });

  it('goes a period back and forth to the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('week', 'month', 'quarter'),
        fc.integer({ min: 20_000, max: 23_000 }),
        (kind, day) => {
          const period = periodOf(kind, new Date(day * 86_400_000).toISOString().slice(0, 10), ZONE);
          expect(shiftPeriod(shiftPeriod(period, 1, ZONE), -1, ZONE)).toEqual(period);
        },
      ),
    );
  });

  it('says of a week that is not known neither that it is met nor that it is not', () => {
    const period = periodOf('month', '2026-11-15', ZONE);
    const facts = [
      raw(),
      raw({ count: 1, posts: ['1'] }),
      raw({ count: 0, posts: [], exact: false, whole: false, state: 'unknown' }),
    ];
    const weeks = facts.map((one, index) =>
      shown({ raw: one, week: weekById(`2026-W${45 + index}`, ZONE), publications: new Map() }),
    );
    const clock = new OfficeClock(new WorkCalendar(), DEFAULT_HOURS, ZONE);
    const report = reportOf({
      period,
      pages: [{ id: 'p', site: 'vk', name: 'Глава', weeks }],
      plan: [],
      cases: [],
      clock,
      zone: ZONE,
      now: NOW,
    });
    expect([report.met, report.of, report.unknown]).toEqual([report.pages[0]!.met, 3, report.pages[0]!.unknown]);
    expect(report.met + report.unknown + report.pages[0]!.short.length).toBe(3);
    expect(report.pages[0]!.unknown).toBeGreaterThan(0);
  });
});
