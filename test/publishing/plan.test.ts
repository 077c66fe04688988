import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysFrom, weekday } from '../../calendar/dates';
import type { ApprovalStep, Verdict } from '../../office/approval';
import { gapsOf } from '../../publishing/gaps';
import { matchPage } from '../../publishing/matching';
import { FEDERAL, memorableDays } from '../../publishing/memorable';
import {
  dueAt,
  emptyItem,
  inOrder,
  type PlanEntry,
  type PlanItem,
  type PlanPost,
  type PlanRevision,
  planEntry,
  stateOf,
} from '../../publishing/plan';
import type { Publication } from '../../publishing/publications';
import { MOST_REPEATED, repeated } from '../../publishing/repetition';
import { similarity, wordsOf } from '../../publishing/similarity';

const ZONE = 'Asia/Tomsk';
const NOW = Date.parse('2026-11-24T12:00+07:00');
const TODAY = '2026-11-24';
const TEXT = 'В пятницу в клубе пройдёт концерт ко Дню матери, вход свободный для всех жителей села';

const item = (changes: Partial<PlanItem> = {}): PlanItem => ({
  ...emptyItem('2026-11-27', ['vk']),
  occasion: 'Концерт',
  text: TEXT,
  ...changes,
});
const entry = (id: string, changes: Partial<PlanItem> = {}, posts: readonly PlanPost[] = []): PlanEntry => ({
  id,
  item: item(changes),
  status: 'approved',
  approved: item(changes),
  apart: [],
  parents: [],
  posts,
});
const seen = (page: string, answer: 'yes' | 'no' = 'yes', post = '-1_5'): PlanPost => ({
  version: 1,
  item: 'a',
  page,
  post,
  link: null,
  at: null,
  how: 'matched',
  answer,
});
const publication = (id: string, date: string, text: string): Publication => ({
  version: 1,
  page: 'vk',
  id,
  time: { at: Date.parse(`${date}T10:00+07:00`), span: 60_000 },
  at: Date.parse(`${date}T10:00+07:00`),
  link: null,
  text,
  formats: ['text'],
  repost: false,
  firstSeen: 0,
  lastSeen: 0,
  missing: null,
});

describe('where an item stands', () => {
  it.each<[string, PlanEntry, string]>([
    ['before its day', entry('a'), 'approved'],
    ['after its day', entry('a', { date: '2026-11-23' }), 'overdue'],
    ['on its day without an hour', entry('a', { date: TODAY }), 'approved'],
    ['after its hour', entry('a', { date: TODAY, time: '09:00' }), 'overdue'],
    ['cancelled', entry('a', { date: '2026-11-23', cancelled: true }), 'cancelled'],
    ['seen on its page', entry('a', {}, [seen('vk')]), 'published'],
    ['seen on one of two pages', entry('a', { pages: ['vk', 'ok'] }, [seen('vk')]), 'partly'],
    [
      'seen on one of two pages after its day',
      entry('a', { pages: ['vk', 'ok'], date: '2026-11-20' }, [seen('vk')]),
      'overdue',
    ],
    ['when the post seen was another one', entry('a', {}, [seen('vk', 'no')]), 'approved'],
    ['without a date', entry('a', { date: null }), 'approved'],
  ])('%s', (_, one, state) => {
    expect(stateOf(one, ZONE, NOW)).toBe(state);
  });

  it('is due at the end of its day, also where the clocks change', () => {
    expect(dueAt({ date: '2026-03-29', time: null }, 'Europe/Berlin')).toBe(
      Date.parse('2026-03-28T23:00Z') + 86_400_000,
    );
    expect(dueAt({ date: TODAY, time: '10:00' }, ZONE)).toBe(Date.parse('2026-11-24T10:00+07:00'));
  });

  it('stands first in the list when overdue', () => {
    const list = [
      entry('late', { date: '2026-12-01' }),
      entry('done', {}, [seen('vk')]),
      entry('due', { date: '2026-11-20' }),
    ];
    expect(inOrder(list, ZONE, NOW).map(({ id }) => id)).toEqual(['due', 'late', 'done']);
  });
});

describe('approval', () => {
  const step = (id: string, verdict: Verdict, revisions: string[]): ApprovalStep => ({
    id,
    parents: [],
    at: 0,
    author: 'a',
    body: { of: { kind: 'plan', entity: 'x' }, revisions, verdict, comment: '', until: null, paper: null },
  });
  const first: PlanRevision = { id: '1', parents: [], body: item() };
  const stand = (revisions: PlanRevision[], steps: ApprovalStep[]) => planEntry('x', revisions, steps, [], TODAY)!;

  it('goes from draft over proposed to approved', () => {
    expect(stand([first], []).status).toBe('draft');
    expect(stand([first], [step('p', 'propose', ['1'])]).status).toBe('proposed');
    expect(stand([first], [step('p', 'approve', ['1'])])).toMatchObject({ status: 'approved', approved: first.body });
  });

  it('stays when only the day moves, and goes when the words change', () => {
    const moved: PlanRevision = { id: '2', parents: ['1'], body: item({ date: '2026-11-30' }) };
    const edited: PlanRevision = { id: '2', parents: ['1'], body: item({ text: 'Другой текст' }) };
    const steps = [step('p', 'approve', ['1'])];
    expect(stand([first, moved], steps)).toMatchObject({ status: 'approved', approved: { date: '2026-11-30' } });
    expect(stand([first, edited], steps)).toMatchObject({ status: 'draft', approved: { text: TEXT } });
  });

  it('shows both wordings that were written apart', () => {
    const mine: PlanRevision = { id: '2', parents: ['1'], body: item({ text: 'Мой' }) };
    const theirs: PlanRevision = { id: '3', parents: ['1'], body: item({ text: 'Их' }) };
    expect(stand([first, mine, theirs], []).apart).toHaveLength(2);
  });
});

describe('matching of posts with the plan', () => {
  const match = (entries: PlanEntry[], posts: Publication[]) =>
    matchPage({ entries, posts, page: 'vk', site: 'vk', zone: ZONE }).map(({ item: of, post, sure }) => [
      of,
      post.id,
      sure,
    ]);

  it('takes an edited and shortened text for the same publication', () => {
    expect(match([entry('a')], [publication('1', '2026-11-27', `${TEXT.slice(0, 60)}… Ждём вас! 🎉`)])).toEqual([
      ['a', '1', true],
    ]);
  });

  it('asks when two items are as like', () => {
    expect(match([entry('a'), entry('b')], [publication('1', '2026-11-27', TEXT)]).map(([, , sure]) => sure)).toEqual([
      false,
    ]);
  });

  it('tells a weekly text by its day', () => {
    const entries = [entry('a'), entry('b', { date: '2026-12-04' })];
    const posts = [publication('1', '2026-11-27', TEXT), publication('2', '2026-12-04', TEXT)];
    expect(match(entries, posts)).toEqual(
      expect.arrayContaining([
        ['a', '1', true],
        ['b', '2', true],
      ]),
    );
  });

  it.each<[string, PlanEntry, Publication]>([
    ['another page', entry('a', { pages: ['ok'] }), publication('1', '2026-11-27', TEXT)],
    ['another season', entry('a'), publication('1', '2026-08-27', TEXT)],
    [
      'another text',
      entry('a'),
      publication('1', '2026-11-27', 'Завтра с девяти до трёх отключат воду на улице Лесной'),
    ],
    ['a cancelled item', entry('a', { cancelled: true }), publication('1', '2026-11-27', TEXT)],
    ['an item published there already', entry('a', {}, [seen('vk', 'yes', '9')]), publication('1', '2026-11-27', TEXT)],
    ['a pair that a person has refused', entry('a', {}, [seen('vk', 'no', '1')]), publication('1', '2026-11-27', TEXT)],
  ])('leaves alone %s', (_, one, post) => {
    expect(match([one], [post])).toEqual([]);
  });

  it('likeness is the same from either side, whole for a text and itself, and never more than whole', () => {
    const words = fc.array(fc.constantFrom('сход', 'граждан', 'клуб', 'дорога', 'школа', 'в', 'на', '15'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(similarity(a, b)).toBeCloseTo(similarity(b, a), 10);
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
        if (a.length > 0) expect(similarity(a, a)).toBe(1);
      }),
    );
    expect(wordsOf('Ёлка! https://vk.com/a 5')).toEqual(['елка', '5']);
  });
});

describe('repetition', () => {
  it.each<[string, Parameters<typeof repeated>[1], string[]]>([
    ['2026-12-29', { every: 'week', until: '2027-01-15' }, ['2027-01-05', '2027-01-12']],
    ['2026-12-29', { every: 'two-weeks', until: '2027-01-30' }, ['2027-01-12', '2027-01-26']],
    ['2026-12-31', { every: 'month', until: '2027-05-31' }, ['2027-01-31', '2027-03-31', '2027-05-31']],
    ['2026-11-27', { every: 'month-weekday', until: '2027-01-31' }, ['2026-12-25', '2027-01-29']],
    ['2026-11-10', { every: 'month-weekday', until: '2027-01-31' }, ['2026-12-08', '2027-01-12']],
  ])('from %s %o', (first, repetition, dates) => {
    expect(repeated(first, repetition)).toEqual(dates);
  });

  it('is in order, within its end, never endless, on the same weekday where it says so', () => {
    const day = fc
      .integer({ min: 20_000, max: 24_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.constantFrom('week', 'two-weeks', 'month', 'month-weekday'), (first, until, every) => {
        const dates = repeated(first, { every, until });
        expect(dates.length).toBeLessThanOrEqual(MOST_REPEATED);
        expect([...dates].sort()).toEqual(dates);
        for (const date of dates) {
          expect(date > first && date <= until).toBe(true);
          if (every !== 'month') expect(weekday(date)).toBe(weekday(first));
        }
      }),
    );
  });
});

describe('memorable dates', () => {
  it('know the movable ones', () => {
    const days = memorableDays('2026-11-01', '2026-12-31');
    expect(days).toContainEqual({ date: '2026-11-29', title: 'День матери' });
    expect(memorableDays('2026-10-01', '2026-10-31')).toContainEqual({ date: '2026-10-18', title: 'День отца' });
  });

  it('are each once a year, across the year end too', () => {
    const days = memorableDays('2026-12-20', '2027-12-19');
    expect(days).toHaveLength(FEDERAL.length);
    expect(days.every(({ date }, index) => index === 0 || daysFrom(days[index - 1]!.date, date) >= 0)).toBe(true);
  });
});

describe('gaps', () => {
  it('count what is planned against the norm, cancelled items only when they came out', () => {
    const entries = [
      entry('a'),
      entry('b', { date: '2026-11-28', cancelled: true }),
      entry('c', { date: '2026-11-29', cancelled: true }, [seen('vk')]),
      entry('d', { date: '2026-12-01', pages: ['vk', 'vk'] }),
    ];
    const gaps = gapsOf(entries, [{ id: 'vk', norm: 2 }], { zone: ZONE, now: NOW, weeks: 2 });
    expect(gaps.map(({ week, planned }) => [week.id, planned])).toEqual([
      ['2026-W48', 2],
      ['2026-W49', 1],
    ]);
  });
});
