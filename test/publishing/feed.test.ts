import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addReading,
  FeedMap,
  type FeedReading,
  FeedSpans,
  mergeSpans,
  NOTHING_READ,
  pruneSpans,
} from '../../publishing/feed';
import { DAY, dayLong, HEALTHY, HOUR, MONDAY, post, reading, when } from './pages';
import { readAll, scenario } from './scenarios';

const spansOf = (...readings: FeedReading[]) => readings.reduce(addReading, NOTHING_READ);

/** Stretches as [from, to] in days after Monday, rounded to hundredths. */
function stretches(...readings: FeedReading[]): [number, number][] {
  const days = (at: number) => (Number.isFinite(at) ? Math.round(((at - MONDAY) / DAY) * 100) / 100 : at);
  return new FeedMap(spansOf(...readings)).stretches.map(({ from, to }) => [days(from), days(to)]);
}

describe('what was read without a hole', () => {
  const [a, b, c, d] = [post('a', when(26)), post('b', when(25)), post('c', when(24)), post('d', when(23))] as const;

  it('reaches from the oldest post shown up to the time of reading when the top was seen', () => {
    expect(stretches(reading(when(27), [a, b]))).toEqual([[2.5, 4.5]]);
  });

  it('ends at the newest post shown when the top was not seen', () => {
    expect(stretches(reading(when(27), [a, b], {}))).toEqual([[2.5, 3.5]]);
  });

  it('goes back for ever when the bottom was seen', () => {
    expect(stretches(reading(when(27), [a, b], { top: true, bottom: true }))).toEqual([
      [Number.NEGATIVE_INFINITY, 4.5],
    ]);
  });

  it('is one when two readings share a post', () => {
    expect(stretches(reading(when(27), [a, b]), reading(when(27), [b, c], {}))).toEqual([[1.5, 4.5]]);
  });

  it('is one when two readings share a post of which only the day is known', () => {
    const coarse = [post('a', dayLong(26)), post('b', dayLong(25)), post('c', dayLong(24))];
    expect(stretches(reading(when(27), coarse.slice(0, 2)), reading(when(27), coarse.slice(1), {}))).toEqual([
      [2, 4.5],
    ]);
  });

  it('is one when two readings overlap in time and share no post', () => {
    expect(
      stretches(reading(when(24, '18:00'), [c, d]), reading(when(27), [a, b, post('e', when(24, '16:00'))])),
    ).toEqual([[0.5, 4.5]]);
    expect(stretches(reading(when(26, '18:00'), [b, c]), reading(when(27), [a, b]))).toEqual([[1.5, 4.5]]);
  });

  it('stays two when posts between were not read', () => {
    expect(stretches(reading(when(27), [a, b]), reading(when(24, '18:00'), [c, d]))).toEqual([
      [0.5, 1.75],
      [2.5, 4.5],
    ]);
  });

  it('stays two when a minute between is not proven', () => {
    const early = reading(when(24, '12:00'), [c, d], { top: true });
    const late = reading(when(27), [a, post('x', when(24, '12:00'))], {});
    expect(stretches(early, late)).toHaveLength(2);
    expect(stretches({ ...early, readAt: when(24, '12:01').at }, late)).toHaveLength(1);
  });

  it('is nothing when no time was understood', () => {
    expect(stretches(reading(when(27), [post('a', null), post('b', null)]))).toEqual([]);
  });

  it('is everything up to now when the page has no posts at all', () => {
    expect(stretches(reading(when(27), [], { top: true, bottom: true }))).toEqual([[Number.NEGATIVE_INFINITY, 4.5]]);
    expect(stretches(reading(when(27), [], { top: true }))).toEqual([]);
  });

  it('does not reach back to a pinned post or an advertisement', () => {
    const old = when(1);
    expect(stretches(reading(when(27), [post('p', old, { pinned: true }), a]))).toEqual([[3.5, 4.5]]);
    expect(stretches(reading(when(27), [a, b, post('ad', old, { ad: true })]))).toEqual([[2.5, 4.5]]);
  });

  it('does not reach back to a pinned post that the page forgot to mark', () => {
    expect(stretches(reading(when(27), [post('p', when(1)), a, b]))).toEqual([[2.5, 4.5]]);
  });

  it('does not reach back to a first post below which no time is readable', () => {
    const [x, y] = [post('x', null), post('y', null)];
    expect(stretches(reading(when(27), [post('p', when(1)), x]))).toEqual([]);
    expect(stretches(reading(when(27), [post('p', when(1)), x, y, post('o', when(1, '10:00'))]))).toEqual([
      [-21.58, 4.5],
    ]);
  });

  it('is nothing while all that has loaded is one post, which may be a pinned one', () => {
    expect(stretches(reading(when(27), [post('p', when(1))]))).toEqual([]);
    expect(stretches(reading(when(27), [post('p', when(1))], { top: true, bottom: true }))).toHaveLength(1);
  });

  it.each([
    ['is still loading', { ...HEALTHY, state: 'loading' as const }],
    ['is not understood', { ...HEALTHY, state: 'broken' as const }],
    [
      'holds posts that are not understood',
      {
        ...HEALTHY,
        state: 'degraded' as const,
        parts: [{ part: 'posts' as const, expected: 3, found: 2, samples: [] }],
      },
    ],
  ])('is nothing on a page that %s', (_name, health) => {
    expect(stretches({ ...reading(when(27), [a, b]), health })).toEqual([]);
    expect(stretches({ ...reading(when(27), [], { top: true, bottom: true }), health })).toEqual([]);
  });

  it('is not joined through a first post without a time, which may be a pinned one', () => {
    const p = post('p', null);
    const top = reading(when(27), [p, a]);
    const deep = reading(when(27), [d, p, post('e', when(10))], {});
    expect(stretches(top, deep)).toEqual([
      [-12.5, 0.5],
      [3.5, 4.5],
    ]);
  });

  it('rests on no post that stands above a newer one, nor on the newer one', () => {
    const misplaced = post('x', when(1));
    expect(stretches(reading(when(27), [a, misplaced, c], {}))).toEqual([]);
    expect(stretches(reading(when(27), [a, misplaced, c]))).toEqual([[3.5, 4.5]]);
    expect(stretches(reading(when(27), [b, c, post('x', when(26)), d]))).toEqual([[0.5, 4.5]]);
    expect(stretches(reading(when(27), [b, c, post('x', when(26)), d], {}))).toEqual([]);
  });

  it('rests on no post whose time, learned later, is out of order', () => {
    const blind = reading(when(27), [a, post('x', null), c], {});
    const seeing = reading(when(27), [post('x', when(1)), post('y', when(1, '10:00'))], {});
    expect(stretches(blind)).toEqual([[1.5, 3.5]]);
    expect(stretches(blind, seeing)).toEqual([]);
    // A pinned post of the same day, unmarked: only later is it known to be older than what stood below it.
    const pinned = reading(when(27), [post('p', dayLong(26)), post('a', when(26))]);
    expect(stretches(pinned, reading(when(27), [post('p', when(26, '8:00'))], {}))).toEqual([]);
  });

  it('survives storage and hostile ids', () => {
    const spans = spansOf(reading(when(27), [post('__proto__', when(26)), post('constructor', when(25))]));
    expect(FeedSpans.parse(JSON.parse(JSON.stringify(spans)))).toEqual(spans);
    expect(new FeedMap(spans).stretches).toHaveLength(1);
  });
});

describe('the order of the feed', () => {
  it('tells between which instants a post without a time was published', () => {
    const map = new FeedMap(
      spansOf(reading(when(27), [post('a', when(26)), post('x', null), post('b', when(24))], {})),
    );
    expect(map.boundsOf('x')).toEqual({ after: when(24).at, before: when(26).at + 60_000 });
  });

  it('tells nothing of the first post shown, nor of one never shown', () => {
    const map = new FeedMap(spansOf(reading(when(27), [post('x', null), post('a', when(26))], {})));
    const nothing = { after: Number.NEGATIVE_INFINITY, before: Number.POSITIVE_INFINITY };
    expect(map.boundsOf('x')).toEqual(nothing);
    expect(map.boundsOf('elsewhere')).toEqual(nothing);
  });
});

describe('sets of what was read', () => {
  const spans = scenario.map(({ readings }) => readings.map((one) => addReading(NOTHING_READ, one)));

  it('merge in any order and grouping, any number of times, to the same', () => {
    fc.assert(
      fc.property(spans, fc.nat(), fc.nat(), (all, i, j) => {
        const [a, b, c] = [all[0]!, all[i % all.length]!, all[j % all.length]!];
        expect(mergeSpans(a, b)).toEqual(mergeSpans(b, a));
        expect(mergeSpans(mergeSpans(a, b), c)).toEqual(mergeSpans(a, mergeSpans(b, c)));
        expect(mergeSpans(a, a)).toEqual(a);
        expect(mergeSpans(a, NOTHING_READ)).toEqual(a);
        const whole = all.reduce(mergeSpans);
        expect(mergeSpans(whole, b)).toEqual(whole);
        expect([...all].reverse().reduce(mergeSpans)).toEqual(whole);
      }),
    );
  });

  it('never claim a stretch in which a post was not seen', () => {
    fc.assert(
      fc.property(scenario, ({ feed, readings, hidden }) => {
        const seen = new Set([...hidden, ...readings.flatMap(({ posts }) => posts.map(({ id }) => id))]);
        for (const { from, to } of new FeedMap(readAll(readings)).stretches) {
          const unseen = feed.filter(({ id, at }) => at >= from && at < to && !seen.has(id));
          expect(unseen).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('forget old posts without losing what newer stretches prove', () => {
    fc.assert(
      fc.property(scenario, fc.integer({ min: -20, max: 20 }), ({ readings }, days) => {
        const before = MONDAY + days * DAY;
        const spans = readAll(readings);
        const late = (of: FeedSpans) =>
          new FeedMap(of).stretches
            .filter(({ to }) => to > before + 3 * DAY)
            .map(({ from, to }) => [Math.max(from, before), to]);
        const pruned = pruneSpans(spans, before);
        expect(late(pruned)).toEqual(late(spans));
        expect(pruned.posts.length).toBeLessThanOrEqual(spans.posts.length);
      }),
      { numRuns: 500 },
    );
  });

  it('shrink when pruned', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      post(String(index), { at: MONDAY - index * DAY, span: HOUR }),
    );
    const spans = spansOf(reading(MONDAY + DAY, many));
    const ids = pruneSpans(spans, MONDAY - 10 * DAY).posts.map(({ id }) => Number(id));
    expect(ids.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
