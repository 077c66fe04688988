import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postKey, seenAgain, sharper, surelyBefore } from '../../publishing/sightings';
import type { Moment } from '../../types';
import { DAY, dayLong, post, when } from './pages';

describe('a post seen again', () => {
  it('keeps the exact time and its label when it now has only a day', () => {
    const known = post('a', when(24, '12:30'), { timeLabel: 'сегодня в 12:30' });
    const fresh = post('a', dayLong(24), { timeLabel: '24 ноя', text: 'исправлено' });
    expect(seenAgain(known, fresh)).toEqual({ ...fresh, time: known.time, timeLabel: known.timeLabel });
  });

  it('takes an exact time for a coarse or missing one', () => {
    const fresh = post('a', when(24, '12:30'), { timeLabel: '24 ноя в 12:30' });
    for (const time of [dayLong(24), null]) {
      expect(seenAgain(post('a', time, { timeLabel: 'раньше' }), fresh)).toEqual(fresh);
    }
  });

  it('keeps author’s standing, permalink and comment count where the page no longer tells', () => {
    const known = post('a', null, { own: true, permalink: 'https://vk.com/wall-1_10', commentsSaid: 3 });
    expect(seenAgain(known, post('a', null, { own: null }))).toMatchObject({
      own: true,
      permalink: 'https://vk.com/wall-1_10',
      commentsSaid: 3,
    });
    expect(seenAgain(known, post('a', null, { own: false, commentsSaid: 4 }))).toMatchObject({
      own: false,
      commentsSaid: 4,
    });
  });
});

describe('the sharper of two moments', () => {
  const moment: fc.Arbitrary<Moment | null> = fc.option(
    fc.record({ at: fc.integer({ min: 0, max: 5 }), span: fc.integer({ min: 1, max: 5 }) }),
  );

  it('does not depend on the order in which they came', () => {
    fc.assert(
      fc.property(moment, moment, moment, (a, b, c) => {
        expect(sharper(a, b)).toEqual(sharper(b, a));
        expect(sharper(sharper(a, b), c)).toEqual(sharper(a, sharper(b, c)));
        expect(sharper(a, a)).toEqual(a);
      }),
    );
  });

  it('is the earlier of two labels of the same width: «час назад» grows stale towards the present', () => {
    const early = { at: 0, span: DAY };
    expect(sharper({ at: 1, span: DAY }, early)).toBe(early);
  });
});

it('moments that touch are in order, moments that overlap may not be', () => {
  expect(surelyBefore(dayLong(23), dayLong(24))).toBe(true);
  expect(surelyBefore(when(23, '23:59'), dayLong(23))).toBe(false);
  expect(surelyBefore(dayLong(23), when(23, '23:59'))).toBe(false);
});

it.each([
  ['-1_10', '-1_10'],
  ['wall-1_10', '-1_10'],
  ['wall5_10', '5_10'],
  ['selo/123', '123'],
  ['123', '123'],
  ['wallpaper', 'wallpaper'],
])('the key of «%s» is «%s»', (id, key) => {
  expect(postKey(id)).toBe(key);
});
