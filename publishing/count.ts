/**
 * How many posts a page published in a week, and how sure that is. A number is exact only when the feed was read back
 * past Monday without a hole and nothing in it is in doubt; else it is a lower bound, and «0» is never said of what was
 * not read.
 */
import * as z from 'zod/mini';
import { MINUTE } from '../sites/dates/zone';
import type { Moment, Post } from '../types';
import { FeedMap, type FeedSpans, type Stretch } from './feed';
import { endOf, postKey, sharper } from './sightings';
import type { Week } from './week';

/** What counting needs to know of a stored post. */
export type CountedPost = Pick<Post, 'id' | 'time' | 'own' | 'ad' | 'repost' | 'formats'>;

export interface CountOptions {
  countReposts: boolean;
}

export const WeekCount = z.object({
  /** Id of the week: «2026-W48». */
  week: z.string(),
  count: z.number(),
  exact: z.boolean(),
  /** `unknown`: not even «≥ 1» can be said; `count` then is 0 and must not be shown. */
  state: z.enum(['exact', 'atLeast', 'unknown']),
  /** The feed was read up to this instant of the week, ms; null: never read in this week. */
  asOf: z.nullable(z.number()),
  /** … and without a hole back to this one, the week's start at the earliest; null as above. */
  readBackTo: z.nullable(z.number()),
  /** Posts that may belong to the count: their author or time could not be told. */
  unknown: z.number(),
  /** Ids of the posts counted. */
  posts: z.array(z.string()),
  /** Of the unknown ones, those in the week of which only the author or the sameness is in doubt; left out before version 2. */
  doubtful: z.optional(z.array(z.string())),
  /** … and those of which it could not be told whether they are of the week. */
  unplaced: z.optional(z.array(z.string())),
  /** The week was read whole, so that the count is exact once every doubt is settled. */
  whole: z.optional(z.boolean()),
});
export type WeekCount = z.infer<typeof WeekCount>;

export interface Counting {
  /** All stored posts of the page (not of its discussion group), in any order, also repeatedly. */
  posts: readonly CountedPost[];
  spans: FeedSpans;
  week: Week;
  /** ms since the epoch */
  now: number;
  options: CountOptions;
}

/**
 * Counts by the rules of the decree's week: the page's own posts, a pinned one once by its own date, no advertisement,
 * no visitor's post, an album once, reposts as set.
 */
export function countWeek({ posts, spans, week, now, options }: Counting): WeekCount {
  const feed = new FeedMap(spans);
  const united = unite(posts, feed);
  const { counted, doubtful, unplaced } = sift(united, feed, week, options);
  const unknown = doubtful.length + unplaced.length + missing(united, feed, week);
  const read = readPart(feed, week, now);
  const whole = read !== null && isWhole(read, week) && counted.every((post) => isSeenIn(post, read));
  const exact = unknown === 0 && whole;
  return {
    week: week.id,
    count: counted.length,
    exact,
    state: exact ? 'exact' : counted.length > 0 ? 'atLeast' : 'unknown',
    asOf: read?.upTo ?? null,
    readBackTo: read && Math.max(read.stretch.from, week.start),
    unknown,
    posts: counted.map(({ id }) => id),
    doubtful: doubtful.sort(),
    unplaced: unplaced.sort(),
    whole,
  };
}

/** `unknown`: what was not read may yet reach the norm. */
export type NormState = 'below' | 'reached' | 'unknown';

/** Whether a page's norm is met; a lower bound that reaches it is enough. */
export function normState({ count, exact }: Pick<WeekCount, 'count' | 'exact'>, norm: number): NormState {
  if (count >= norm) return 'reached';
  return exact ? 'below' : 'unknown';
}

interface ReadPart {
  stretch: Stretch;
  upTo: number;
  /** Nothing of the week, as far as it has passed, lies beyond what was read. */
  reachesNow: boolean;
}

/**
 * The part of the week that was read. A week that still runs counts as read up to the last look at the top of the feed;
 * a past one must be read to its end.
 */
function readPart(feed: FeedMap, week: Week, now: number): ReadPart | null {
  const isRunning = now < week.end;
  const goal = isRunning ? feed.lastTop : week.end;
  const whole = feed.stretches.find(({ from, to }) => goal !== null && from <= goal && goal <= to);
  if (whole && goal !== null && goal >= week.start && whole.from < week.end) {
    return { stretch: whole, upTo: Math.min(goal, week.end), reachesNow: now >= week.start };
  }
  const partly = feed.stretches.findLast(({ from, to }) => from < week.end && to > week.start);
  return partly ? { stretch: partly, upTo: Math.min(partly.to, week.end), reachesNow: false } : null;
}

function isWhole({ stretch, reachesNow }: ReadPart, week: Week): boolean {
  return reachesNow && stretch.from <= week.start;
}

/** A post known from elsewhere and newer than the last look at the feed says that there is more to read. */
function isSeenIn({ time, ids }: United, { stretch, upTo }: ReadPart): boolean {
  if (time === null || time.at >= upTo) return false;
  return endOf(time) <= upTo || ids.some((id) => stretch.ids.has(id));
}

/** Splits off the posts that count from those of which it cannot be told whether they do. */
function sift(posts: readonly United[], feed: FeedMap, week: Week, options: CountOptions) {
  const counted: United[] = [];
  const doubtful: string[] = [];
  const unplaced: string[] = [];
  for (const post of posts) {
    if (post.ad || post.own === false || (post.repost && !options.countReposts)) continue;
    const place = placeOf(post, feed, week);
    if (place === 'outside') continue;
    if (place === 'inside' && post.own) counted.push(post);
    if (place === 'unsure') unplaced.push(post.id);
    else if (post.own === null || post.isTwin) doubtful.push(post.id);
  }
  return { counted, doubtful, unplaced };
}

/** Posts that the feed is known to have held in the week, but that are not, or no longer, stored. */
function missing(posts: readonly United[], feed: FeedMap, week: Week): number {
  const stored = new Set(posts.flatMap(({ ids }) => ids));
  const lost = [...feed.posts.values()].filter(({ id }) => !stored.has(id));
  return lost.filter(({ id, time }) => placeOf({ ids: [id], time }, feed, week) !== 'outside').length;
}

/** The order of the feed can take a post out of the week, but never puts one into it. */
function placeOf(
  { time, ids }: Pick<United, 'time' | 'ids'>,
  feed: FeedMap,
  week: Week,
): 'inside' | 'outside' | 'unsure' {
  if (time && time.at >= week.start && endOf(time) <= week.end) return 'inside';
  if (time && (endOf(time) <= week.start || time.at >= week.end)) return 'outside';
  const isOutside = ids.some((id) => {
    const { after, before } = feed.boundsOf(id);
    return before <= week.start || after >= week.end;
  });
  return isOutside ? 'outside' : 'unsure';
}

/** One post, however many times and under whatever ids it was stored. */
interface United {
  id: string;
  ids: string[];
  time: Moment | null;
  own: boolean | null;
  ad: boolean;
  repost: boolean;
  album: boolean;
  /** Counted once, but may be two: see `withoutTwins`. */
  isTwin: boolean;
}

function unite(posts: readonly CountedPost[], feed: FeedMap): United[] {
  const united = new Map<string, United>();
  for (const post of posts) {
    const id = postKey(post.id);
    const known = united.get(id);
    united.set(id, known ? join(known, post) : first(id, post));
  }
  return withoutTwins([...united.values()], feed);
}

function first(id: string, { time, own, ad, repost, formats }: CountedPost): United {
  return { id, ids: [id], time, own, ad, repost, album: formats.includes('album'), isTwin: false };
}

function join(known: United, post: Omit<CountedPost, 'id'>): United {
  return {
    ...known,
    time: sharper(known.time, post.time),
    // Two sightings that contradict each other leave it open whose post it is.
    own: known.own === null || post.own === null || known.own === post.own ? (known.own ?? post.own) : null,
    ad: known.ad || post.ad,
    repost: known.repost || post.repost,
    album: known.album || post.formats.includes('album'),
  };
}

/** Telegram numbers every picture of an album, up to ten; its faces differ in whose number the album goes by. */
const ALBUM_SIZE = 10;

/**
 * Two albums of one minute with neighbouring numbers are probably one, unless a feed shows them both: counted once, and
 * said not to be certain.
 */
function withoutTwins(posts: readonly United[], feed: FeedMap): United[] {
  const albums = posts.filter(({ album, id }) => album && /^\d+$/.test(id));
  albums.sort((a, b) => Number(a.id) - Number(b.id));
  const dropped = new Set<United>();
  for (const [index, album] of albums.entries()) {
    const twin = albums.slice(0, index).find((other) => !dropped.has(other) && isTwinOf(album, other, feed));
    if (!twin) continue;
    twin.ids.push(album.id);
    twin.isTwin = true;
    dropped.add(album);
  }
  return posts.filter((post) => !dropped.has(post));
}

function isTwinOf(a: United, b: United, feed: FeedMap): boolean {
  if (Number(a.id) - Number(b.id) >= ALBUM_SIZE || a.time === null || b.time === null) return false;
  const isSameMinute = a.time.at < endOf(b.time) + MINUTE && b.time.at < endOf(a.time) + MINUTE;
  return isSameMinute && !feed.isBelow(a.id, b.id) && !feed.isBelow(b.id, a.id);
}
