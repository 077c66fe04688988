/** What was seen on a page: its posts, its comments, how far its feed was read, and the weeks counted from that. */
import { countWeek, type WeekCount } from '../publishing/count';
import { addReading, type FeedReading, NOTHING_READ, pruneSpans } from '../publishing/feed';
import { seenAgain } from '../publishing/sightings';
import { shiftWeek, type Week, weekOf } from '../publishing/week';
import type { Comment, Post } from '../types';
import { RECORDS, type Sight, type StoredPost } from './schema';
import type { Store } from './store';

const DAY = 86_400_000;
/** Weeks before this one that a reading can still change. */
const WEEKS_BACK = 5;

export interface Counted {
  count: WeekCount;
  week: Week;
  sight: Sight | null;
}

export interface CountingRules {
  zone: string;
  countReposts: boolean;
  /** ms since the epoch */
  now: number;
}

/** Stores a reading's posts and how far the feed was read. @throws StorageError */
export async function saveReading(store: Store, page: string, reading: FeedReading): Promise<void> {
  const { health, posts, readAt } = reading;
  await navigator.locks.request(`smotritel-page-${page}`, () =>
    store.write(['posts', 'sights'], async (transaction) => {
      const sights = transaction.objectStore('sights');
      const sight = RECORDS.sights.safeParse(await sights.get(page));
      const spans = addReading(sight.success ? sight.data.spans : NOTHING_READ, reading);
      const state = health.state === 'loading' ? (sight.success ? sight.data.health : null) : health.state;
      const lastSeen = state === 'broken' && sight.success ? sight.data.lastSeen : readAt;
      await sights.put({ page, spans, lastSeen, health: state });
      const store = transaction.objectStore('posts');
      for (const post of posts) {
        const known = RECORDS.posts.safeParse(await store.get([page, post.id]));
        await store.put(merged(page, known.success ? known.data : null, post, readAt));
      }
    }),
  );
}

function merged(page: string, known: StoredPost | null, post: Post, readAt: number): StoredPost {
  if (!known) return { page, post, firstSeen: readAt, lastSeen: readAt };
  return { ...known, post: seenAgain(known.post, post), lastSeen: Math.max(known.lastSeen, readAt) };
}

/** The count of this week, or of the week that is `back` weeks ago, over everything seen so far. */
export async function countOf(store: Store, page: string, rules: CountingRules, back = 0): Promise<Counted> {
  const database = await store.database();
  const stored = await store.whole('posts', await database.getAllFromIndex('posts', 'page', page));
  const sight = RECORDS.sights.safeParse(await database.get('sights', page));
  const week = shiftWeek(weekOf(rules.now, rules.zone), -back, rules.zone);
  const count = countWeek({
    posts: stored.map(({ post }) => post),
    spans: sight.success ? sight.data.spans : NOTHING_READ,
    week,
    now: rules.now,
    options: { countReposts: rules.countReposts },
  });
  return { count, week, sight: sight.success ? sight.data : null };
}

/** Keeps the counts of the weeks that the stored posts reach, for the time when the posts are gone. */
export async function keepWeeks(store: Store, page: string, rules: CountingRules): Promise<void> {
  const counts: WeekCount[] = [];
  for (let back = 0; back <= WEEKS_BACK; back++) counts.push((await countOf(store, page, rules, back)).count);
  await store.write(['weeks'], async (transaction) => {
    const weeks = transaction.objectStore('weeks');
    for (const count of counts) {
      if (count.state === 'unknown') continue;
      const known = RECORDS.weeks.safeParse(await weeks.get([page, count.week]));
      // An exact count that its posts no longer prove is not made worse.
      if (known.success && known.data.count.exact && !count.exact) continue;
      await weeks.put({ page, week: count.week, count });
    }
  });
}

/** @throws StorageError */
export async function saveComments(
  store: Store,
  page: string,
  comments: readonly Comment[],
  now: number,
): Promise<void> {
  if (comments.length === 0) return;
  await store.write(['comments'], async (transaction) => {
    const stored = transaction.objectStore('comments');
    await Promise.all(comments.map((comment) => stored.put({ page, comment, lastSeen: now })));
  });
}

/**
 * Forgets posts and comments that were last seen more than `days` ago. Week counts stay.
 * @returns how many were forgotten
 */
export async function expire(store: Store, days: number, now: number): Promise<{ posts: number; comments: number }> {
  const before = now - days * DAY;
  const gone = { posts: 0, comments: 0 };
  await store.write(['posts', 'comments', 'sights'], async (transaction) => {
    for (const name of ['posts', 'comments'] as const) {
      const index = transaction.objectStore(name).index('lastSeen');
      let cursor = await index.openCursor(IDBKeyRange.upperBound(before, true));
      while (cursor) {
        await cursor.delete();
        gone[name] += 1;
        cursor = await cursor.continue();
      }
    }
    const sights = transaction.objectStore('sights');
    for (const sight of await sights.getAll()) await sights.put({ ...sight, spans: pruneSpans(sight.spans, before) });
  });
  return gone;
}
