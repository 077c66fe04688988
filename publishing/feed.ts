/**
 * What of a page's feed was read without a hole.
 *
 * Every reading shows one run of the feed, newest first: that post A directly follows post B, that A was the newest at
 * 12:00, that B is the oldest of all. `FeedSpans` is the set of such facts, so two sets merge by union: in any order, in
 * any grouping, any number of times, with the same outcome. Stretches of time are worked out only when they are asked for.
 */
import * as z from 'zod/mini';
import { type Health, Moment, type Reading } from '../types';
import { endOf, postKey, sharper, surelyBefore } from './sightings';

export const FeedPost = z.object({
  id: z.string(),
  /** The sharpest moment seen; null: never understood. */
  time: z.nullable(Moment),
  /** Ids of the posts next below it, with none unseen between, sorted; several where one was later removed. */
  older: z.array(z.string()),
  /** The last time it was seen as the newest of the feed, ms; null: never. */
  top: z.nullable(z.number()),
  /** Seen as the very first post of the page. */
  bottom: z.boolean(),
});
export type FeedPost = z.infer<typeof FeedPost>;

/** Stored per page. An array rather than a record: ids come from the page and may be `__proto__`. */
export const FeedSpans = z.object({
  version: z.literal(1),
  /** Sorted by id. */
  posts: z.array(FeedPost),
  /** The last time the feed was seen whole and empty, ms; null: never. */
  empty: z.nullable(z.number()),
});
export type FeedSpans = z.infer<typeof FeedSpans>;

export const NOTHING_READ: FeedSpans = { version: 1, posts: [], empty: null };

/** Without a hole: every post of the feed published in [from, to) is among those seen. */
export interface Stretch {
  /** ms; -Infinity: back to the page's first post. */
  from: number;
  to: number;
  /** Posts seen in it, those at its ends included. */
  ids: ReadonlySet<string>;
}

export type FeedReading = Pick<Reading, 'posts' | 'feed' | 'health' | 'readAt'>;

/**
 * Adds what one reading shows. Advertisements and the pinned post stand outside the order of time and are left out; a
 * page that is loading, or on which some posts were not recognised, proves nothing.
 *
 * `readAt` must be no later than the feed on the page is: a wall that does not refresh itself is as old as its loading.
 * What cannot be seen from here is a post that stood pinned above the window in every reading.
 */
export function addReading(spans: FeedSpans, reading: FeedReading): FeedSpans {
  return mergeSpans(spans, spansOf(reading));
}

/** The union of what two sets tell: commutative, associative, idempotent. */
export function mergeSpans(a: FeedSpans, b: FeedSpans): FeedSpans {
  const posts = new Map(a.posts.map((post) => [post.id, post]));
  for (const post of b.posts) {
    const known = posts.get(post.id);
    posts.set(post.id, known ? mergePosts(known, post) : post);
  }
  return { version: 1, posts: sorted(posts.values()), empty: latest(a.empty, b.empty) };
}

function mergePosts(a: FeedPost, b: FeedPost): FeedPost {
  return {
    id: a.id,
    time: sharper(a.time, b.time),
    older: [...new Set([...a.older, ...b.older])].sort(),
    top: latest(a.top, b.top),
    bottom: a.bottom || b.bottom,
  };
}

function spansOf({ posts, feed, health, readAt }: FeedReading): FeedSpans {
  if (!feed || !isWhole(health)) return NOTHING_READ;
  const seen = new Map(posts.map((post) => [postKey(post.id), post]));
  const isOrdered = (id: string) => !(seen.get(id)?.ad || seen.get(id)?.pinned);
  const ids = [...new Set(feed.ids.map(postKey))].filter(isOrdered);
  const timed = ids.map((id) => ({ id, time: seen.get(id)?.time ?? null }));
  const mayHidePin = feed.top && !posts.some(({ pinned }) => pinned);
  const run = inOrder(mayHidePin ? withoutUnmarkedPin(timed, feed.bottom) : timed);
  const facts = run.map(
    ({ id, time }, index): FeedPost => ({
      id,
      time,
      older: run.slice(index + 1, index + 2).map((next) => next.id),
      top: feed.top && index === 0 ? readAt : null,
      bottom: feed.bottom && index === run.length - 1,
    }),
  );
  const isEmpty = ids.length === 0 && feed.top && feed.bottom && health.state === 'ok';
  return { version: 1, posts: sorted(facts), empty: isEmpty ? readAt : null };
}

/** Every post on the page was recognised, so that neighbours in the list are neighbours in the feed. */
function isWhole({ state, parts }: Health): boolean {
  const isRead = state === 'ok' || state === 'degraded';
  return isRead && parts.every(({ part, found, expected }) => part !== 'posts' || found >= expected);
}

interface Timed {
  id: string;
  time: Moment | null;
}

/**
 * A pinned post that the page does not mark stands first and is older than what follows. Taken for the newest it would
 * make one screen look like a feed read back for years. So the first post is trusted only when the next one has a time
 * and nothing below is newer, or when it is the page's only post.
 */
function withoutUnmarkedPin(run: readonly Timed[], bottom: boolean): readonly Timed[] {
  const [first, ...rest] = run;
  const next = rest[0];
  if (!first || (!next && bottom)) return run;
  const { time } = first;
  const isNewer = (other: Timed) => time !== null && other.time !== null && surelyBefore(time, other.time);
  return time !== null && next?.time && !rest.some(isNewer) ? run : rest;
}

/**
 * Without the posts that contradict each other: one surely older than another that stands below it. Either may be the
 * one out of place (an advertisement, a repost under its first date), so neither may prove how far the feed was read.
 * Both were seen, so those around them still follow each other.
 */
function inOrder(run: readonly Timed[]): Timed[] {
  const newestBelow: number[] = [];
  let newest = Number.NEGATIVE_INFINITY;
  for (const { time } of [...run].reverse()) {
    newestBelow.push(newest);
    newest = Math.max(newest, time?.at ?? newest);
  }
  newestBelow.reverse();
  let oldestAbove = Number.POSITIVE_INFINITY;
  return run.filter(({ time }, index) => {
    if (time === null) return true;
    const fits = oldestAbove > time.at && endOf(time) > newestBelow[index]!;
    oldestAbove = Math.min(oldestAbove, endOf(time));
    return fits;
  });
}

/** A feed's facts laid out for questions. */
export class FeedMap {
  /** Sorted by time, apart from each other. */
  readonly stretches: readonly Stretch[];
  /** The last time that the newest end of the feed was seen, ms; null: never. */
  readonly lastTop: number | null;
  readonly posts: ReadonlyMap<string, FeedPost>;
  private readonly older = new Map<string, string[]>();
  private readonly newer = new Map<string, string[]>();

  constructor(spans: FeedSpans) {
    this.posts = new Map(spans.posts.map((post) => [post.id, post]));
    this.lastTop = spans.posts.reduce((last, { top }) => latest(last, top), spans.empty);
    const suspect = this.outOfOrder();
    for (const { id, older } of spans.posts) {
      for (const next of older) if (!suspect.has(id) && !suspect.has(next)) this.link(id, next);
    }
    const read = this.runs(suspect).flatMap((ids) => this.stretchOf(ids) ?? []);
    if (spans.empty !== null) read.push({ from: Number.NEGATIVE_INFINITY, to: spans.empty, ids: new Set() });
    this.stretches = joined(read);
  }

  /**
   * What the order of the feed tells of a post's instant: it is in [after, before). Infinite where nothing is known,
   * and where the order contradicts itself.
   */
  boundsOf(id: string): { after: number; before: number } {
    const above = this.timesBeyond(id, this.newer);
    // The first of a run may be a pinned post that nobody marked: its place then says nothing of its age.
    const below = above.length > 0 ? this.timesBeyond(id, this.older) : [];
    const before = above.reduce((least, time) => Math.min(least, endOf(time)), Number.POSITIVE_INFINITY);
    const after = below.reduce((most, { at }) => Math.max(most, at), Number.NEGATIVE_INFINITY);
    return after < before ? { after, before } : { after: Number.NEGATIVE_INFINITY, before: Number.POSITIVE_INFINITY };
  }

  /** Whether the feed shows the one post somewhere below the other: then they are two. */
  isBelow(id: string, other: string): boolean {
    return id !== other && reachable(other, (post) => this.older.get(post) ?? []).has(id);
  }

  /** Times learned later can show that neighbours were not in order after all: see `inOrder`. */
  private outOfOrder(): Set<string> {
    const suspect = new Set<string>();
    for (const { id, time, older } of this.posts.values()) {
      for (const next of older) {
        const below = this.posts.get(next)?.time;
        if (time && below && surelyBefore(time, below)) suspect.add(id).add(next);
      }
    }
    return suspect;
  }

  private link(id: string, older: string): void {
    if (!this.posts.has(older)) return;
    push(this.older, id, older);
    push(this.newer, older, id);
  }

  private timesBeyond(id: string, neighbours: ReadonlyMap<string, string[]>): Moment[] {
    const reached = reachable(id, (post) => neighbours.get(post) ?? []);
    reached.delete(id);
    return [...reached].flatMap((post) => this.posts.get(post)?.time ?? []);
  }

  /** Posts linked with each other, directly or through others. */
  private runs(suspect: ReadonlySet<string>): Set<string>[] {
    const runs: Set<string>[] = [];
    const placed = new Set(suspect);
    for (const id of this.posts.keys()) {
      if (placed.has(id)) continue;
      const run = reachable(id, (post) => [...(this.older.get(post) ?? []), ...(this.newer.get(post) ?? [])]);
      for (const post of run) placed.add(post);
      runs.push(run);
    }
    return runs;
  }

  /** All that is newer than any post of a run, up to the run's newest, is in the run; null when times do not tell. */
  private stretchOf(ids: ReadonlySet<string>): Stretch | null {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const id of ids) {
      const { time, top, bottom } = this.posts.get(id)!;
      from = Math.min(from, bottom ? Number.NEGATIVE_INFINITY : time ? endOf(time) : from);
      to = Math.max(to, top ?? to, time?.at ?? to);
    }
    return from < to ? { from, to, ids } : null;
  }
}

/** Stretches that overlap or touch are one: between them nothing was left out. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const next of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (!last || next.from > last.to) result.push(next);
    else
      result[result.length - 1] = {
        from: last.from,
        to: Math.max(last.to, next.to),
        ids: new Set([...last.ids, ...next.ids]),
      };
  }
  return result;
}

/**
 * Forgets what is only needed to count weeks before `before` (ms). Kept are newer posts, the last one seen at the top,
 * the first older post below each, which proves that the feed was read back so far, and posts without a readable time
 * with the posts above them: only their place in the feed tells that they are old.
 */
export function pruneSpans(spans: FeedSpans, before: number): FeedSpans {
  const isNeeded = ({ time, top }: FeedPost) => !time || endOf(time) > before || (top !== null && top >= before);
  const below = new Map(spans.posts.map(({ id, older }) => [id, older]));
  const timeless = new Set(spans.posts.filter(({ time }) => !time).map(({ id }) => id));
  const kept = new Set(spans.posts.filter(isNeeded).flatMap(({ id, older }) => [id, ...older]));
  for (const { id, older } of spans.posts) if (older.some((next) => timeless.has(next))) kept.add(id);
  // What lay between two posts was seen: without it they still follow each other.
  const nextKept = (id: string): string[] => {
    const passed = reachable(id, (at) => (at !== id && kept.has(at) ? [] : (below.get(at) ?? [])));
    return [...passed].filter((at) => at !== id && kept.has(at)).sort();
  };
  const posts = spans.posts.filter(({ id }) => kept.has(id)).map((post) => ({ ...post, older: nextKept(post.id) }));
  return { version: 1, posts, empty: spans.empty };
}

function reachable(start: string, neighbours: (id: string) => readonly string[]): Set<string> {
  const reached = new Set([start]);
  for (const id of reached) for (const next of neighbours(id)) reached.add(next);
  return reached;
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}

function sorted(posts: Iterable<FeedPost>): FeedPost[] {
  return [...posts].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
