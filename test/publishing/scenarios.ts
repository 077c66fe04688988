/** A page's life made up at random: what was published, and what somebody saw of it through small windows. */
import fc from 'fast-check';
import { addReading, type FeedReading, type FeedSpans, NOTHING_READ } from '../../publishing/feed';
import type { Moment, Post } from '../../types';
import { DAY, HEALTHY, HOUR, MINUTE, MONDAY, post } from './pages';

/** A post as it really was. */
export interface Published {
  id: string;
  at: number;
  own: boolean;
  ad: boolean;
  repost: boolean;
}

export interface Scenario {
  /** Newest first. */
  feed: Published[];
  readings: FeedReading[];
  /** Posts that stood pinned out of sight above some window: no reading of it could know of them. */
  hidden: string[];
  /** After the last reading. */
  now: number;
}

const START = MONDAY - 15 * DAY;
const LENGTH = 25 * DAY;

const feed = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: LENGTH }),
      own: fc.boolean().map((foreign) => !foreign),
      ad: fc.nat(9).map((n) => n === 0),
      repost: fc.nat(3).map((n) => n === 0),
    }),
    { maxLength: 14 },
  )
  .map((posts) =>
    posts
      .sort((a, b) => b.at - a.at)
      .map((one, index): Published => ({ ...one, at: START + one.at, id: String(100 - index) })),
  );

/** How far a label may stray to each side of the truth. Exact ones come often, or nothing would ever be exact. */
const blur = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: MINUTE }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 * HOUR }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: DAY }) },
);

const sight = fc.record({
  early: blur,
  late: blur,
  timeless: fc.nat(19).map((n) => n === 0),
  authorless: fc.nat(19).map((n) => n === 0),
});
type Sight = typeof sight extends fc.Arbitrary<infer T> ? T : never;

const look = fc.record({
  readAt: fc.integer({ min: START, max: START + LENGTH }),
  /** How many of the newest posts lie outside the window; 0: the top is seen. */
  skip: fc.oneof(fc.constant(0), fc.nat(6)),
  length: fc.nat(14),
  sights: fc.array(sight, { minLength: 14, maxLength: 14 }),
  /** Which post stands pinned, if any, and whether the page says so. */
  pin: fc.option(fc.nat(13)),
  pinMarked: fc.boolean(),
});
type Look = typeof look extends fc.Arbitrary<infer T> ? T : never;

export const scenario: fc.Arbitrary<Scenario> = fc
  .record({ feed, looks: fc.array(look, { minLength: 1, maxLength: 6 }), later: fc.nat(2 * DAY) })
  .map(({ feed: published, looks, later }) => ({
    feed: published,
    readings: looks.map((one) => see(published, one)),
    hidden: looks.flatMap((one) => (one.skip > 0 ? (pinnedIn(published, one)?.id ?? []) : [])),
    now: Math.max(...looks.map(({ readAt }) => readAt)) + later,
  }));

function pinnedIn(published: readonly Published[], { readAt, pin }: Look): Published | undefined {
  return pin === null ? undefined : published.filter(({ at }) => at <= readAt)[pin];
}

function see(published: readonly Published[], seen: Look): FeedReading {
  const { readAt, skip, length, sights, pinMarked } = seen;
  const shown = published.filter(({ at }) => at <= readAt);
  const pinned = pinnedIn(published, seen);
  const inOrder = shown.filter((one) => one !== pinned);
  const window = inOrder.slice(skip, skip + length);
  const ids = window.map(({ id }) => id);
  const posts = window.map((one) => sighting(one, sights[published.indexOf(one)]!));
  const top = skip === 0;
  // The pinned post stands above the feed: it is seen when the top is.
  if (pinned && top) {
    const above = sighting(pinned, sights[published.indexOf(pinned)]!);
    const unmarked =
      !pinMarked &&
      canBeTold(
        above,
        posts.filter(({ ad: isAd }) => !isAd),
      );
    posts.unshift({ ...above, pinned: !unmarked });
    if (unmarked) ids.unshift(pinned.id);
  }
  return { posts, feed: { ids, top, bottom: skip + length >= inOrder.length }, health: HEALTHY, readAt };
}

/** Whether a pinned post without a mark can be told from the newest one, or leaves it open what it is. */
function canBeTold({ time }: Post, below: readonly Post[]): boolean {
  const next = below[0];
  if (!time || !next?.time) return true;
  return below.some((one) => one.time !== null && time.at + time.span <= one.time.at);
}

function sighting({ id, at, own, ad, repost }: Published, { early, late, timeless, authorless }: Sight): Post {
  const time: Moment | null = timeless ? null : { at: at - early, span: early + late + 1 };
  return post(id, time, { own: authorless ? null : own, ad, repost });
}

export function readAll(readings: readonly FeedReading[]): FeedSpans {
  return readings.reduce(addReading, NOTHING_READ);
}
