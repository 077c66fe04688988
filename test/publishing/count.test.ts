import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedPost, countWeek, normState, WeekCount } from '../../publishing/count';
import { type FeedReading, pruneSpans } from '../../publishing/feed';
import { shiftWeek, weekOf } from '../../publishing/week';
import { DAY, dayLong, HOUR, MINUTE, MONDAY, post, reading, when } from './pages';
import { type Published, readAll, type Scenario, scenario } from './scenarios';

const WEEK = weekOf(MONDAY);
const LAST_WEEK = shiftWeek(WEEK, -1);

interface Asked {
  week?: typeof WEEK;
  now?: number;
  countReposts?: boolean;
  /** Stored besides those in the readings. */
  stored?: CountedPost[];
}

function count(readings: FeedReading[], asked: Asked = {}): WeekCount {
  const { week = WEEK, now = when(27).at, countReposts = true, stored = [] } = asked;
  const posts = [...readings.flatMap((one) => one.posts), ...stored];
  return countWeek({ posts, spans: readAll(readings), week, now, options: { countReposts } });
}

const before = post('before', when(20));
const monday = post('monday', when(23, '9:00'));
const tuesday = post('tuesday', when(24));
const thursday = post('thursday', when(26));

describe('the number is exact', () => {
  it('once the feed was read from its top back past Monday', () => {
    expect(count([reading(when(27), [thursday, tuesday, before])])).toEqual({
      week: '2026-W48',
      count: 2,
      exact: true,
      state: 'exact',
      asOf: when(27).at,
      readBackTo: MONDAY,
      unknown: 0,
      posts: ['thursday', 'tuesday'],
      doubtful: [],
      unplaced: [],
      whole: true,
    });
  });

  it('from several readings that join', () => {
    const asked = count([
      reading(when(25), [tuesday, monday], {}),
      reading(when(27), [thursday, tuesday]),
      reading(when(27), [monday, before], {}),
    ]);
    expect(asked).toMatchObject({ count: 3, exact: true });
  });

  it('when a page without any post was seen whole', () => {
    expect(count([reading(when(27), [], { top: true, bottom: true })])).toMatchObject({ count: 0, state: 'exact' });
  });

  it('and zero when the newest post is older than Monday', () => {
    const older = post('older', when(10));
    expect(count([reading(when(27), [before, older])])).toMatchObject({ count: 0, exact: true, state: 'exact' });
  });

  it('for a past week that lies wholly in what was read', () => {
    const past = { week: LAST_WEEK };
    expect(count([reading(when(27), [thursday, before, post('old', when(14))])], past)).toMatchObject({
      count: 1,
      exact: true,
      asOf: MONDAY,
      readBackTo: LAST_WEEK.start,
    });
  });

  it('as of the last look, and says when that was', () => {
    const asked = count([reading(when(24, '18:00'), [tuesday, before])], { now: when(29).at });
    expect(asked).toMatchObject({ count: 1, exact: true, asOf: when(24, '18:00').at });
  });

  it('with the coarse label of a day that lies in the week', () => {
    expect(count([reading(when(27), [post('a', dayLong(23)), post('b', dayLong(22))])])).toMatchObject({
      count: 1,
      exact: true,
    });
  });

  it('with a post of unreadable time that the order of the feed puts before Monday', () => {
    expect(count([reading(when(27), [thursday, before, post('x', null)])])).toMatchObject({
      count: 1,
      exact: true,
      unknown: 0,
    });
  });
});

describe('the number is a lower bound', () => {
  it.each<[string, FeedReading[], Asked, Partial<WeekCount>]>([
    [
      'when the feed was read back to Wednesday only',
      [reading(when(27), [thursday, tuesday])],
      {},
      { count: 2, readBackTo: tuesday.time!.at + MINUTE },
    ],
    [
      'when the top was not seen',
      [reading(when(27), [thursday, before], {})],
      {},
      { count: 1, asOf: thursday.time!.at },
    ],
    [
      'when there is a hole between two readings',
      [reading(when(27), [thursday, tuesday]), reading(when(23, '12:00'), [monday, before])],
      {},
      { count: 3, readBackTo: tuesday.time!.at + MINUTE },
    ],
    [
      'when a post’s author cannot be told',
      [reading(when(27), [thursday, post('x', when(25), { own: null }), before])],
      {},
      { count: 1, unknown: 1 },
    ],
    [
      'when a post’s time cannot be told',
      [reading(when(27), [thursday, post('x', null), before])],
      {},
      { count: 1, unknown: 1 },
    ],
    [
      'when a post’s time lies on either side of Monday',
      [reading(when(27), [thursday, post('x', when(22, '23:00', 2 * HOUR)), before])],
      {},
      { count: 1, unknown: 1 },
    ],
    [
      'when a post is known that is newer than the last look',
      [reading(when(25), [tuesday, before])],
      { stored: [thursday] },
      { count: 2, unknown: 0 },
    ],
    [
      'when a run that was read away from the top ends with a newer post',
      [reading(when(25), [tuesday, before]), reading(when(27), [thursday, tuesday], {})],
      {},
      { count: 2, unknown: 0 },
    ],
    [
      'when a post that the feed held is no longer stored',
      [{ ...reading(when(27), [thursday, tuesday, before]), posts: [thursday, before] }],
      {},
      { count: 1, unknown: 1 },
    ],
    [
      'for a past week whose end was not read',
      [reading(when(20, '18:00'), [before, post('old', when(14))])],
      { week: LAST_WEEK },
      { count: 1, asOf: when(20, '18:00').at },
    ],
    ['for posts seen on their own pages only', [], { stored: [thursday] }, { count: 1, asOf: null, readBackTo: null }],
  ])('%s', (_name, readings, asked, expected) => {
    // A post that the reading dropped from its list was in the feed with its time.
    expect(count(readings, asked)).toMatchObject({ ...expected, exact: false, state: 'atLeast' });
  });
});

describe('nothing is said', () => {
  it.each<[string, FeedReading[], Asked]>([
    ['of a page never read', [], {}],
    ['of a page last read before the week began', [reading(when(22), [before, post('old', when(14))])], {}],
    [
      'when what was read holds no post of the week and ends above Monday',
      [reading(when(27), [post('v', when(26), { own: false }), post('w', when(25), { own: false })])],
      {},
    ],
    [
      'of weeks before the page was first read',
      [reading(when(27), [thursday, tuesday])],
      { week: shiftWeek(WEEK, -4) },
    ],
    ['of a page without readable times', [reading(when(27), [post('x', null), post('y', null)])], {}],
    ['of a week to come', [reading(when(27), [thursday, before])], { week: shiftWeek(WEEK, 1) }],
    ['while only an unmarked pinned post has loaded', [reading(when(27), [post('p', when(1))])], {}],
  ])('%s', (_name, readings, asked) => {
    expect(count(readings, asked)).toMatchObject({ count: 0, exact: false, state: 'unknown' });
  });
});

describe('what counts', () => {
  const week = (...posts: ReturnType<typeof post>[]) => [reading(when(29), [...posts, before])];

  it.each<[string, FeedReading[], Asked, number]>([
    ['a visitor’s post does not', week(thursday, post('v', when(24), { own: false })), {}, 1],
    ['an advertisement does not, though it be our own', week(thursday, post('ad', when(24), { ad: true })), {}, 1],
    ['a repost does when so set', week(thursday, post('r', when(24), { repost: true })), { countReposts: true }, 2],
    [
      'a repost does not when so set',
      week(thursday, post('r', when(24), { repost: true })),
      { countReposts: false },
      1,
    ],
    ['a pinned post of this week does, once', week(post('thursday', when(26), { pinned: true }), thursday), {}, 1],
    ['a pinned post of last year does not', week(post('p', when(1), { pinned: true }), thursday), {}, 1],
    ['a post seen twice does once', [...week(thursday), ...week(thursday)], {}, 1],
    [
      'a post seen on two faces does once',
      [...week(post('selo/123', when(26))), ...week(post('123', when(26)))],
      {},
      1,
    ],
    [
      '«wall-1_10» and «-1_10» are one',
      [...week(post('wall-1_10', when(26))), ...week(post('-1_10', when(26)))],
      {},
      1,
    ],
    [
      'a post in the first and last minute of the week does',
      week(post('z', when(29, '23:59')), post('a', when(23, '0:00'))),
      { now: when(30).at },
      2,
    ],
    ['an album is one post', week(post('10', when(24), { formats: ['album', 'photo'] })), {}, 1],
    [
      'two albums of one minute that the feed shows are two',
      week(post('13', when(24), { formats: ['album'] }), post('10', when(24), { formats: ['album'] })),
      {},
      2,
    ],
  ])('%s', (_name, readings, asked, expected) => {
    const asking = { now: when(29, '23:59').at, ...asked };
    const last = readings.map((one) => ({ ...one, readAt: asking.now }));
    expect(count(last, asking)).toMatchObject({ count: expected, exact: true });
  });

  it('a post without a time below a first post that may be a pinned one is left open', () => {
    const [pinned, x, old] = [post('p', when(1)), post('x', null), post('old', when(1, '10:00'))];
    expect(count([reading(when(27), [pinned, x, old])])).toMatchObject({ state: 'unknown', unknown: 1 });
  });

  it('an album that faces number differently is counted once, and not called exact', () => {
    const album = (id: string) => post(id, when(24), { formats: ['album'] });
    expect(count([reading(when(27), [album('10'), before]), reading(when(27), [album('12'), before])])).toMatchObject({
      count: 1,
      exact: false,
      unknown: 1,
    });
  });

  it('a post of which one sighting says own and another says not is left open', () => {
    const stored = [post('thursday', when(26), { own: false })];
    expect(count([reading(when(27), [thursday, before])], { stored })).toMatchObject({
      count: 0,
      state: 'unknown',
      unknown: 1,
    });
  });

  it('a post seen late with a coarse label keeps the time it was first seen with', () => {
    const early = reading(when(23, '1:00'), [post('x', when(22, '23:58')), before]);
    const late = reading(when(27), [post('x', when(22, '12:00', DAY)), before]);
    expect(count([late, early])).toMatchObject({ count: 0, exact: true, unknown: 0 });
  });
});

describe('on pages made up at random', () => {
  const weeks = [-2, -1, 0, 1].map((shift) => shiftWeek(WEEK, shift));

  function truth({ feed }: Scenario, week: typeof WEEK, upTo: number, countReposts: boolean): number {
    const counts = ({ at, own, ad, repost }: Published) =>
      at >= week.start && at < week.end && at <= upTo && own && !ad && (countReposts || !repost);
    return feed.filter(counts).length;
  }

  function isAllSeen({ hidden, readings }: Scenario): boolean {
    const seen = new Set(readings.flatMap(({ posts }) => posts.map(({ id }) => id)));
    return hidden.every((id) => seen.has(id));
  }

  it('the count never exceeds the truth, and what is called exact is the truth', () => {
    const tally = { exact: 0, zero: 0, atLeast: 0, unknown: 0 };
    fc.assert(
      fc.property(scenario, fc.boolean(), (made, countReposts) => {
        for (const week of weeks) {
          const result = count(made.readings, { week, now: made.now, countReposts });
          expect(result.count).toBeLessThanOrEqual(truth(made, week, made.now, countReposts));
          expect(result.posts).toHaveLength(result.count);
          tally[result.state] += 1;
          if (!result.exact || !isAllSeen(made)) continue;
          if (result.count === 0) tally.zero += 1;
          expect(result.count).toBeGreaterThanOrEqual(truth(made, week, result.asOf!, countReposts));
          if (made.now >= week.end) expect(result.count).toBe(truth(made, week, week.end, countReposts));
        }
      }),
      { numRuns: 2000 },
    );
    // The property would hold of a counter that never commits itself.
    for (const times of Object.values(tally)) expect(times).toBeGreaterThan(100);
  });

  it('a feed read whole with readable labels is always exact', () => {
    const whole = scenario.filter(({ feed }) => feed.length > 1);
    fc.assert(
      fc.property(whole, ({ feed, now }) => {
        const shown = feed.filter(({ at }) => at <= now);
        const posts = shown.map(({ id, at, own, ad, repost }) => post(id, { at, span: 1 }, { own, ad, repost }));
        const result = count([reading(now, posts, { top: true, bottom: true })], { now: now + 1, week: weekOf(now) });
        expect(result.exact).toBe(true);
      }),
    );
  });

  it('the order and repetition of readings and posts do not matter', () => {
    fc.assert(
      fc.property(scenario, ({ readings, now }) => {
        for (const week of weeks) {
          const once = count(readings, { week, now });
          const again = count([...readings, ...[...readings].reverse()].reverse(), { week, now });
          expect({ ...again, posts: [...again.posts].sort() }).toEqual({ ...once, posts: [...once.posts].sort() });
        }
      }),
    );
  });

  it('reading more never makes a sure post unsure: the count does not fall', () => {
    const steady = scenario.map(({ readings, now }) => ({ readings, now }));
    fc.assert(
      fc.property(steady, fc.nat(5), ({ readings, now }, some) => {
        // A later sighting may only take a post out by showing that it is not own; here every post is what it is.
        const part = readings.slice(0, some);
        for (const week of weeks) {
          expect(count(readings, { week, now }).count).toBeGreaterThanOrEqual(count(part, { week, now }).count);
        }
      }),
    );
  });

  it('forgetting old posts does not change newer weeks', () => {
    fc.assert(
      fc.property(scenario, ({ readings, now }) => {
        const posts = readings.flatMap((one) => one.posts);
        const spans = readAll(readings);
        for (const week of weeks) {
          const asked = { posts, week, now, options: { countReposts: true } };
          const pruned = pruneSpans(spans, week.start - 4 * DAY);
          expect(countWeek({ ...asked, spans: pruned })).toEqual(countWeek({ ...asked, spans }));
        }
      }),
    );
  });
});

describe('the norm', () => {
  it.each([
    [2, true, 2, 'reached'],
    [3, true, 2, 'reached'],
    [2, false, 2, 'reached'],
    [1, true, 2, 'below'],
    [0, true, 2, 'below'],
    [1, false, 2, 'unknown'],
    [0, false, 2, 'unknown'],
  ] as const)('%i posts, exact: %s, of %i: %s', (number, exact, norm, state) => {
    expect(normState({ count: number, exact }, norm)).toBe(state);
  });

  it('a stored count is read back as it was', () => {
    const stored = count([reading(when(27), [thursday, before])]);
    expect(WeekCount.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  });
});
