import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WeekCount } from '../../publishing/count';
import { mergedPublication } from '../../publishing/publications';
import { isBetter, mergedComment, mergedPost, mergedSight, mergedWeek, text, untilOf } from '../../storage/merge';
import { type StoredPost, UNTIL_UNKNOWN } from '../../storage/schema';
import { publication, storedComment, storedPost, storedSight, storedWeek } from './arbitraries';
import { DAY, HOUR, NOW, post } from './fixtures';

const RUNS = { numRuns: 500 };

interface Case<Record> {
  what: string;
  merged(a: Record, b: Record): Record;
  drawn: fc.Arbitrary<Record>;
}

/** Two or three sightings of one thing. */
function laws<Record extends object>({ what, merged, drawn }: Case<Record>): void {
  const one = { page: 'page a', id: '1', week: '2026-W48' };
  const sighting = drawn.map((record) => {
    const key = Object.fromEntries(Object.entries(one).filter(([name]) => name in record));
    return JSON.parse(JSON.stringify({ ...record, ...key })) as Record;
  });

  it(`${what} unite the same from either side`, () => {
    fc.assert(
      fc.property(sighting, sighting, (a, b) => {
        expect(text(merged(a, b))).toBe(text(merged(b, a)));
      }),
      RUNS,
    );
  });

  it(`${what} are not changed by what is known already`, () => {
    fc.assert(
      fc.property(sighting, sighting, (a, b) => {
        const united = merged(a, b);
        expect(text(merged(a, a))).toBe(text(a));
        expect(text(merged(united, a))).toBe(text(united));
        expect(text(merged(united, b))).toBe(text(united));
      }),
      RUNS,
    );
  });
}

describe('sightings', () => {
  laws({ what: 'posts', merged: mergedPost, drawn: storedPost });
  laws({ what: 'comments', merged: mergedComment, drawn: storedComment });
  laws({ what: 'sights', merged: mergedSight, drawn: storedSight });
  laws({ what: 'publications', merged: mergedPublication, drawn: publication });
  laws({ what: 'weeks', merged: mergedWeek, drawn: storedWeek });

  const stored = (changes: Parameters<typeof post>[1], lastSeen: number): StoredPost => {
    const seen = post('1', changes);
    return { version: 1, page: 'page', id: '1', until: untilOf(seen.time), post: seen, firstSeen: lastSeen, lastSeen };
  };

  it('keep the exact time when the label becomes coarser', () => {
    const exact = stored({ time: { at: NOW, span: 60_000 }, timeLabel: 'сегодня в 12:00' }, NOW);
    const coarse = stored(
      { time: { at: NOW - 12 * HOUR, span: DAY }, timeLabel: '23 ноя', text: 'Новый текст' },
      NOW + 1,
    );
    expect(mergedPost(exact, coarse)).toMatchObject({
      until: NOW + 60_000,
      firstSeen: NOW,
      lastSeen: NOW + 1,
      post: { time: { at: NOW }, timeLabel: 'сегодня в 12:00', text: 'Новый текст' },
    });
  });

  it('keep who wrote a post when a later look cannot tell', () => {
    expect(mergedPost(stored({ own: true }, NOW), stored({ own: null }, NOW + 1)).post.own).toBe(true);
  });

  it('without any time may belong to every week', () => {
    expect(mergedPost(stored({ time: null }, NOW), stored({ time: null }, NOW)).until).toBe(UNTIL_UNKNOWN);
  });
});

describe('of two counts of a week', () => {
  const at = (count: number, state: WeekCount['state'], asOf: number | null = NOW): WeekCount => ({
    week: '2026-W48',
    count,
    exact: state === 'exact',
    state,
    asOf,
    readBackTo: null,
    unknown: 0,
    posts: [],
  });

  it.each<[string, WeekCount, WeekCount]>([
    ['exact before «at least»', at(2, 'exact'), at(2, 'atLeast')],
    ['exact before a higher «at least» that was seen earlier', at(2, 'exact'), at(3, 'atLeast', NOW - 1)],
    ['a higher «at least» seen after an exact one', at(3, 'atLeast', NOW + 1), at(2, 'exact')],
    ['exact before a lower «at least» seen later', at(2, 'exact'), at(1, 'atLeast', NOW + 1)],
    ['the later of two exact ones, though it is lower', at(1, 'exact', NOW + 1), at(2, 'exact')],
    [
      'the higher of two lower bounds, though its posts have expired since',
      at(4, 'atLeast'),
      at(1, 'atLeast', NOW + 1),
    ],
    ['any before none', at(1, 'atLeast', null), at(0, 'unknown', NOW + 1)],
    ['exact nothing before none', at(0, 'exact'), at(0, 'unknown')],
  ])('%s is kept', (_, better, worse) => {
    expect(isBetter(better, worse)).toBe(true);
    expect(isBetter(worse, better)).toBe(false);
  });

  it('the same twice is no news', () => {
    expect(isBetter(at(2, 'exact'), at(2, 'exact'))).toBe(false);
  });
});
