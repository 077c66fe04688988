/** What was seen on a page: its posts, its comments, how far its feed was read, and the weeks counted from that. */

import { type Corrections, correctedCount } from '../publishing/corrections';
import { countWeek, type WeekCount } from '../publishing/count';
import { addReading, type FeedReading, type FeedSpans, NOTHING_READ } from '../publishing/feed';
import { mergedPublication, type Publication, publicationOf } from '../publishing/publications';
import type { Queue } from '../publishing/queue';
import { endOf, postKey } from '../publishing/sightings';
import { vanished, wholeRange } from '../publishing/vanished';
import { shiftWeek, type Week, weekOf } from '../publishing/week';
import type { Comment, Post } from '../types';
import { known, unite, type Write } from './aside';
import { mergedComment, mergedPost, mergedWeek, untilOf } from './merge';
import { RECORDS, type Sight, type StoredComment, type StoredPost, type StoredWeek } from './schema';
import type { Store } from './store';

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
  /** What the office has corrected by hand; left out: what was read alone counts. */
  corrections?: Corrections | undefined;
}

/** Stores a reading's posts and how far the feed was read, both or neither. @throws StorageError */
export async function saveReading(store: Store, page: string, reading: FeedReading): Promise<void> {
  const { health, posts, readAt } = reading;
  await store.write(['posts', 'sights', 'publications', 'setAside'], async (transaction) => {
    const before = await known(transaction, 'sights', page);
    const spans = addReading(before?.spans ?? NOTHING_READ, reading);
    const state = health.state === 'loading' ? (before?.health ?? null) : health.state;
    const lastSeen = state === 'broken' && before ? before.lastSeen : readAt;
    await transaction.objectStore('sights').put({ ...before, version: 1, page, spans, lastSeen, health: state });
    const seen = posts.map((post) => sighting(page, post, readAt));
    await unite(transaction, 'posts', seen, mergedPost);
    await savePublications(transaction, page, reading);
  });
}

/** Own posts are remembered for good; those that should be in what was read and are not are marked as missing. */
async function savePublications(transaction: Write, page: string, reading: FeedReading): Promise<void> {
  const seen = reading.posts.flatMap((post) => publicationOf(page, post, reading.readAt) ?? []);
  await unite(transaction, 'publications', seen, mergedPublication);
  const range = wholeRange(reading);
  if (!range || range.from > range.to) return;
  const publications = transaction.objectStore('publications');
  const here: unknown[] = await publications
    .index('at')
    .getAll(IDBKeyRange.bound([page, range.from], [page, range.to]));
  const whole = here.flatMap((record) => {
    const read = RECORDS.publications.safeParse(record);
    return read.success ? [read.data] : [];
  });
  const gone = vanished(whole, reading).filter(({ missing }) => missing === null);
  await Promise.all(gone.map((one) => publications.put({ ...one, missing: reading.readAt })));
}

/** Own posts of one page published in [from, to), ms, oldest first; those without a readable time by when they were seen. */
export async function readPublications(store: Store, page: string, from: number, to: number): Promise<Publication[]> {
  const range = IDBKeyRange.bound([page, from], [page, to], false, true);
  const found = await store.read((database) => database.getAllFromIndex('publications', 'at', range));
  return store.whole('publications', found);
}

function sighting(page: string, post: Post, at: number): StoredPost {
  return { version: 1, page, id: postKey(post.id), until: untilOf(post.time), post, firstSeen: at, lastSeen: at };
}

/** What waits in the site's own queue replaces what was known of it. @throws StorageError */
export async function saveQueue(store: Store, page: string, queue: Queue): Promise<void> {
  await store.write(['sights', 'setAside'], async (transaction) => {
    const before = await known(transaction, 'sights', page);
    const nothing: Sight = { version: 1, page, spans: NOTHING_READ, lastSeen: queue.at, health: null };
    await transaction.objectStore('sights').put({ ...(before ?? nothing), queue });
  });
}

/** The count of this week, or of the week that is `back` weeks ago, over everything seen so far. */
export async function countOf(store: Store, page: string, rules: CountingRules, back = 0): Promise<Counted> {
  const week = weekBack(rules, back);
  const { posts, sight } = await seenSince(store, page, week.start);
  const raw = count(posts, sight, week, rules);
  const { corrections } = rules;
  if (!corrections) return { count: raw, week, sight };
  const read = await knownPosts(store, page, corrections);
  return { count: correctedCount(raw, week, corrections, (id) => read.has(id)), week, sight };
}

/** Which of the posts that were entered by hand have been read from the page since. */
async function knownPosts(store: Store, page: string, { manual }: Corrections): Promise<Set<string>> {
  const ids = manual.flatMap(({ post }) => post ?? []);
  const found = await store.read((database) => Promise.all(ids.map((id) => database.get('publications', [page, id]))));
  return new Set(ids.filter((_, index) => found[index] !== undefined));
}

function weekBack({ now, zone }: CountingRules, back: number): Week {
  return shiftWeek(weekOf(now, zone), -back, zone);
}

function count(posts: readonly Post[], sight: Sight | null, week: Week, rules: CountingRules): WeekCount {
  const { countReposts, now } = rules;
  return countWeek({ posts, spans: sight?.spans ?? NOTHING_READ, week, now, options: { countReposts } });
}

interface Seen {
  posts: Post[];
  sight: Sight | null;
}

/**
 * What counting weeks from `start` on needs: posts that may have been published since, and those that the feed's facts
 * name without a time, for only the post itself can tell that it is older.
 */
async function seenSince(store: Store, page: string, start: number): Promise<Seen> {
  const [stored, sights] = await store.read(async (database) => {
    const transaction = database.transaction(['posts', 'sights']);
    const since = IDBKeyRange.bound([page, start], [page, []], true);
    const sight: unknown = await transaction.objectStore('sights').get(page);
    const recent: unknown[] = await transaction.objectStore('posts').index('until').getAll(since);
    const read = RECORDS.sights.safeParse(sight);
    const named = read.success ? namedIn(read.data.spans, start, recent) : [];
    const others = await Promise.all(named.map((id) => transaction.objectStore('posts').get([page, id])));
    return [[...recent, ...others.filter((post) => post !== undefined)], sight === undefined ? [] : [sight]];
  });
  const [sight = null] = await store.whole('sights', sights);
  return { posts: (await store.whole('posts', stored)).map(({ post }) => post), sight };
}

/** Ids of posts that may be of the time since `start` by the feed's facts, and are not among those found. */
function namedIn(spans: FeedSpans, start: number, found: readonly unknown[]): string[] {
  const ids = new Set(found.map((record) => (record as Partial<StoredPost>).id));
  const may = spans.posts.filter(({ id, time }) => !ids.has(id) && (time === null || endOf(time) > start));
  return may.map(({ id }) => id);
}

/** Keeps the counts of the weeks that the stored posts reach, for the time when the posts are gone. */
export async function keepWeeks(store: Store, page: string, rules: CountingRules): Promise<void> {
  const weeks = Array.from({ length: WEEKS_BACK + 1 }, (_, back) => weekBack(rules, back));
  const { posts, sight } = await seenSince(store, page, weeks.at(-1)!.start);
  const counts = weeks.map((week) => count(posts, sight, week, rules)).filter(({ state }) => state !== 'unknown');
  const kept = new Map((await readWeeks(store, page)).map((week) => [week.week, week]));
  const better = counts.filter((fresh) => isNews(kept.get(fresh.week), record(page, fresh)));
  if (better.length === 0) return;
  await store.write(['weeks', 'setAside'], async (transaction) => {
    for (const fresh of better) {
      const before = await known(transaction, 'weeks', [page, fresh.week]);
      const after = record(page, fresh);
      await transaction.objectStore('weeks').put(before ? mergedWeek(before, after) : after);
    }
  });
}

function record(page: string, count: WeekCount): StoredWeek {
  return { version: 1, page, week: count.week, count };
}

function isNews(kept: StoredWeek | undefined, fresh: StoredWeek): boolean {
  return !kept || mergedWeek(kept, fresh) !== kept;
}

/** The counts kept of one page, oldest week first. */
export async function readWeeks(store: Store, page: string): Promise<StoredWeek[]> {
  const range = IDBKeyRange.bound([page], [page, []]);
  return store.whole('weeks', await store.read((database) => database.getAll('weeks', range)));
}

/** @throws StorageError */
export async function saveComments(
  store: Store,
  page: string,
  comments: readonly Comment[],
  now: number,
): Promise<void> {
  if (comments.length === 0) return;
  await store.write(['comments', 'setAside'], async (transaction) => {
    const seen = comments.map(
      (comment): StoredComment => ({ version: 1, page, id: comment.id, comment, firstSeen: now, lastSeen: now }),
    );
    await unite(transaction, 'comments', seen, mergedComment);
  });
}

/** The stored comments of one page. */
export async function readComments(store: Store, page: string): Promise<StoredComment[]> {
  const range = IDBKeyRange.bound([page], [page, []]);
  return store.whole('comments', await store.read((database) => database.getAll('comments', range)));
}

export { expire } from './retention';
