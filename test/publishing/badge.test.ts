import { describe, expect, it } from 'vitest';
import { common } from '../../locales/common';
import { type Badge, type BadgeInput, badge } from '../../publishing/badge';
import type { WeekCount } from '../../publishing/count';
import type { HealthPart } from '../../types';
import { HEALTHY } from './pages';

type Count = Partial<WeekCount> & { count: number };

const counted = (change: Count, state: WeekCount['state']): WeekCount => ({
  week: '2026-W48',
  exact: state === 'exact',
  state,
  asOf: 1,
  readBackTo: 0,
  unknown: 0,
  posts: [],
  ...change,
});
const exact = (count: number) => counted({ count }, 'exact');
const atLeast = (count: number, unknown = 0) => counted({ count, unknown }, 'atLeast');
const nothing = counted({ count: 0 }, 'unknown');

const health = (part: HealthPart['part'], found: number): BadgeInput['health'] => ({
  state: 'degraded',
  parts: [{ part, expected: 5, found, samples: [] }],
});

function shown(count: WeekCount | null, change: Partial<BadgeInput> = {}): Badge {
  return badge({ count, norm: 2, registered: true, health: HEALTHY, ...change });
}

describe('the badge', () => {
  it.each<[string, WeekCount | null, Partial<BadgeInput>, string, Badge['state'], string]>([
    ['below the norm', exact(1), {}, '1', 'below', 'badge.below'],
    ['nothing published, read whole', exact(0), {}, '0', 'below', 'badge.below'],
    ['norm reached', exact(2), {}, '2', 'reached', 'badge.reached'],
    ['norm exceeded', exact(7), {}, '7', 'reached', 'badge.reached'],
    ['norm reached by a lower bound', atLeast(2), {}, '≥2', 'reached', 'badge.reached'],
    ['read not back to Monday', atLeast(1), {}, '≥1', 'unknown', 'badge.atLeast'],
    ['a post of unreadable date', atLeast(1, 2), {}, '≥1', 'unknown', 'badge.unclear'],
    ['not enough read to say anything', nothing, {}, '?', 'unknown', 'badge.unknown'],
    ['never read', null, {}, '?', 'unknown', 'badge.unknown'],
    ['health not reported yet', exact(1), { health: null }, '1', 'below', 'badge.below'],
    ['page no longer understood', exact(2), { health: { state: 'broken', parts: [] } }, '?', 'unknown', 'badge.broken'],
    ['page still loading', exact(2), { health: { state: 'loading', parts: [] } }, '?', 'unknown', 'badge.loading'],
    ['comments not understood', exact(1), { health: health('comments', 1) }, '1', 'below', 'badge.below'],
    ['dates not understood', exact(1), { health: health('postTime', 4) }, '≥1', 'unknown', 'badge.atLeast'],
    ['posts not understood', exact(0), { health: health('posts', 4) }, '?', 'unknown', 'badge.unknown'],
    ['all parts found', exact(1), { health: health('posts', 5) }, '1', 'below', 'badge.below'],
    ['not our page', null, { registered: false }, '', 'foreign', 'badge.foreign'],
    ['not our page, though once counted', exact(2), { registered: false }, '', 'foreign', 'badge.foreign'],
    ['more than the badge has room for', exact(120), {}, '≥99', 'reached', 'badge.reached'],
    ['a page with a norm of its own', exact(2), { norm: 3 }, '2', 'below', 'badge.below'],
  ])('%s', (_name, count, change, text, state, key) => {
    const result = shown(count, change);
    expect(result).toMatchObject({ text, state });
    expect(result.title.key).toBe(key);
  });

  it('never shows zero for what was not read', () => {
    const inputs = [nothing, null, atLeast(0)];
    for (const count of inputs) expect(shown(count).text).toBe('?');
  });

  it.each([
    [shown(exact(1)), 'ВКонтакте, страница Главы: 1 публикация из 2 за 23–29 ноября. Нужна ещё одна'],
    [shown(exact(0)), 'ВКонтакте, страница Главы: 0 публикаций из 2 за 23–29 ноября. Нужны ещё 2'],
    [
      shown(atLeast(1, 1)),
      'ВКонтакте, страница Главы: не меньше 1 публикации из 2 за 23–29 ноября. У 1 публикации не удалось прочитать дату или автора',
    ],
  ])('has a tooltip in words: %#', ({ title, count }, words) => {
    const t = common('ru');
    const number = count ? t(count.key, count.variables) : '';
    const place = { site: 'ВКонтакте', page: 'страница Главы', dates: '23–29 ноября', count: number };
    expect(t(title.key, { ...place, ...title.variables })).toBe(words);
  });
});
