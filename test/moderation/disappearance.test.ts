import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Glimpse, isWhole, PATIENCE, Presence } from '../../moderation/disappearance';

const glimpse = (order: string, at: number, more: Partial<Glimpse> = {}): Glimpse => ({
  at,
  place: 'post',
  order: [...order],
  stubs: [],
  folded: 0,
  filtered: false,
  scrolled: false,
  ...more,
});

/** What is told over a run of glimpses, the last one long after. */
function told(...glimpses: Glimpse[]): string[] {
  const presence = new Presence();
  return glimpses.flatMap((one) => presence.saw(one));
}

describe('a comment that is no longer there', () => {
  it.each<[string, Glimpse[], string[]]>([
    [
      'is gone once both neighbours have stayed',
      [glimpse('abc', 0), glimpse('ac', 10), glimpse('ac', 10 + PATIENCE)],
      ['b'],
    ],
    ['is not gone before that', [glimpse('abc', 0), glimpse('ac', 10), glimpse('ac', PATIENCE - 1)], []],
    [
      'is not gone when it comes back',
      [glimpse('abc', 0), glimpse('ac', 10), glimpse('abc', 500), glimpse('abc', 9e9)],
      [],
    ],
    ['is gone at once where a stub stands', [glimpse('abc', 0), glimpse('ac', 10, { stubs: ['b'] })], ['b']],
    [
      'is not gone when the page is another',
      [glimpse('abc', 0), glimpse('ac', 10, { place: 'else' }), glimpse('ac', 9e9, { place: 'else' })],
      [],
    ],
    [
      'is not gone when a thread was folded',
      [glimpse('abc', 0), glimpse('ac', 10, { folded: 1 }), glimpse('ac', 9e9, { folded: 1 })],
      [],
    ],
    [
      'is not gone when the site filters',
      [glimpse('abc', 0), glimpse('ac', 10, { filtered: true }), glimpse('ac', 9e9, { filtered: true })],
      [],
    ],
    ['is not gone when the order changed', [glimpse('abcd', 0), glimpse('dca', 10), glimpse('dca', 9e9)], []],
    ['is not gone when several left together', [glimpse('abcd', 0), glimpse('ad', 10), glimpse('ad', 9e9)], []],
    [
      'is not gone when a neighbour left too',
      [glimpse('abc', 0), glimpse('ac', 10), glimpse('c', 20), glimpse('c', 9e9)],
      [],
    ],
    [
      'is not gone at the edge of a list that was scrolled',
      [glimpse('abc', 0), glimpse('bc', 10, { scrolled: true }), glimpse('bc', 9e9)],
      [],
    ],
    ['is gone at the edge of a list that lay still', [glimpse('abc', 0), glimpse('bc', 10), glimpse('bc', 9e9)], ['a']],
  ])('%s', (_, glimpses, expected) => {
    expect(told(...glimpses)).toEqual(expected);
  });

  it('is never called gone by scrolling a virtualised list', () => {
    const moves = fc.array(fc.integer({ min: -2, max: 2 }), { maxLength: 30 });
    fc.assert(
      fc.property(moves, (steps) => {
        const presence = new Presence();
        let [from, at] = [10, 0];
        for (const step of steps) {
          from = Math.min(40, Math.max(0, from + step));
          at += 5_000;
          const order = Array.from({ length: 8 }, (_, index) => `c${from + index}`);
          expect(presence.saw({ ...glimpse('', at), order, scrolled: step !== 0 })).toEqual([]);
        }
      }),
    );
  });

  it('is told once, and looked for when it is due', () => {
    const presence = new Presence();
    presence.saw(glimpse('abc', 0));
    presence.saw(glimpse('ac', 10));
    expect(presence.due()).toBe(10 + PATIENCE);
    expect(presence.saw(glimpse('ac', 10 + PATIENCE))).toEqual(['b']);
    expect(presence.saw(glimpse('ac', 9e9))).toEqual([]);
    expect(presence.due()).toBeNull();
  });
});

describe('a thread', () => {
  it.each<[string, Parameters<typeof isWhole>[0], number, boolean]>([
    ['read to its end is whole', { said: 3, folded: 0, filtered: false }, 3, true],
    ['with more than is shown is not', { said: 4, folded: 0, filtered: false }, 3, false],
    ['with a closed branch is not', { said: 3, folded: 1, filtered: false }, 3, false],
    ['that the site filters is not', { said: 3, folded: 0, filtered: true }, 3, false],
    ['without a number is not', { said: null, folded: 0, filtered: false }, 3, false],
    ['of which the site says «0» is not', { said: 0, folded: 0, filtered: false }, 0, false],
  ])('%s', (_, whole, visible, expected) => {
    expect(isWhole(whole, visible)).toBe(expected);
  });
});
