/** One item of a row changed: alone, with those that follow, with all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysFrom, shiftDate } from '../../calendar/dates';
import { emptyItem, type PlanEntry, type PlanItem, type PlanPost, planEntry } from '../../publishing/plan';
import { carried, othersOf } from '../../publishing/series';

const item = (date: string | null, part: Partial<PlanItem> = {}): PlanItem => ({
  ...emptyItem(date, ['vk']),
  occasion: 'Приём граждан',
  text: 'Глава принимает граждан',
  series: 'row',
  ...part,
});
const entry = (id: string, body: PlanItem, posts: PlanPost[] = []): PlanEntry =>
  planEntry(id, [{ id: `${id}-1`, parents: [], body }], [], posts, '2026-11-24')!;
const seen = (of: string): PlanPost => ({
  version: 1,
  item: of,
  page: 'vk',
  post: '1',
  link: null,
  at: null,
  how: 'matched',
  answer: 'yes',
});

describe('of a row of repeated items', () => {
  const row = [
    entry('a', item('2026-11-03'), [seen('a')]),
    entry('b', item('2026-11-10')),
    entry('d', item('2026-11-24')),
    entry('c', item('2026-11-17')),
    entry('x', item('2026-11-24', { series: 'other' })),
    entry('y', item('2026-11-24', { series: null })),
  ];
  const [, b, , c, , y] = row as [PlanEntry, PlanEntry, PlanEntry, PlanEntry, PlanEntry, PlanEntry];
  const ids = (one: PlanEntry, scope: Parameters<typeof othersOf>[2]) => othersOf(one, row, scope).map(({ id }) => id);

  it('none, those that follow, or all that are not out are meant', () => {
    expect(ids(c, 'one')).toEqual([]);
    expect(ids(c, 'following')).toEqual(['d']);
    expect(ids(c, 'all')).toEqual(['b', 'd']);
    expect(ids(b, 'following')).toEqual(['c', 'd']);
  });

  it('an item that stands alone has no others', () => {
    expect(ids(y, 'all')).toEqual([]);
  });
});

describe('a change carried to another of the row', () => {
  const before = item('2026-11-10', { time: '10:00', variants: { ok: 'Для ОК' } });
  const other = item('2026-11-17', { time: '10:00', variants: { ok: 'Для ОК' }, responsible: 'Лапина' });

  it('is what was changed, and nothing else', () => {
    const after = { ...before, text: 'Глава принимает по записи', time: '14:00' };
    expect(carried(other, before, after)).toEqual({ ...other, text: after.text, time: '14:00' });
  });

  it('moves the day by as many days, over a month’s end too', () => {
    expect(carried(item('2026-11-29'), before, { ...before, date: '2026-11-12' }).date).toBe('2026-12-01');
    expect(carried(other, before, { ...before, date: null }).date).toBe('2026-11-17');
  });

  it('adds and drops pages and wordings one by one', () => {
    const mine = { ...other, pages: ['vk', 'tg'], variants: { ok: 'Для ОК', vk: 'Свой' } };
    const after = { ...before, pages: ['ok'], variants: { telegram: 'Коротко' } };
    const result = carried(mine, before, after);
    expect(result.pages).toEqual(['tg', 'ok']);
    expect(result.variants).toEqual({ vk: 'Свой', telegram: 'Коротко' });
  });

  it('cancels all and brings all back', () => {
    const off = carried(other, before, { ...before, cancelled: true });
    expect(off.cancelled).toBe(true);
    expect(carried(off, { ...before, cancelled: true }, before)).toEqual(other);
  });

  it('without a change is none, and back and forth is none, whatever the days', () => {
    const day = fc.integer({ min: 0, max: 2000 }).map((n) => shiftDate('2026-01-01', n));
    fc.assert(
      fc.property(day, day, day, (at, from, to) => {
        const one = item(at);
        const [was, is] = [item(from), item(to)];
        expect(carried(one, was, was)).toEqual(one);
        const there = carried(one, was, is);
        expect(daysFrom(one.date!, there.date!)).toBe(daysFrom(from, to));
        expect(carried(there, is, was)).toEqual(one);
      }),
    );
  });
});
