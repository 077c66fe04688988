/** Posts that were seen once and are not where they should be. They are asked about; no number falls by itself. */
import type { FeedReading } from './feed';
import type { Publication } from './publications';
import { endOf, postKey } from './sightings';

/** What of the publications a reading shows to be gone; a page read in part proves nothing. */
export function vanished(publications: readonly Publication[], reading: FeedReading): Publication[] {
  const range = wholeRange(reading);
  if (!range) return [];
  const shown = new Set(reading.posts.map(({ id }) => postKey(id)));
  return publications.filter(
    ({ id, time, lastSeen }) =>
      time !== null && lastSeen < reading.readAt && time.at >= range.from && endOf(time) <= range.to && !shown.has(id),
  );
}

/**
 * The time between the oldest and the newest post of a reading, within which it holds every post of the feed; null when
 * some posts were not recognised, or their order contradicts their times.
 */
export function wholeRange({ posts, feed, health }: FeedReading): { from: number; to: number } | null {
  if (!feed || health.state !== 'ok') return null;
  if (health.parts.some(({ part, found, expected }) => part === 'posts' && found < expected)) return null;
  const known = new Map(posts.map((post) => [postKey(post.id), post]));
  const run = feed.ids.flatMap((id) => {
    const post = known.get(postKey(id));
    return post && !post.pinned && !post.ad ? [post] : [];
  });
  const times = run.map(({ time }) => time);
  const [newest] = times;
  const oldest = times.at(-1);
  if (!newest || !oldest || run.length < 2) return null;
  for (const [index, time] of times.entries()) {
    const next = times[index + 1];
    // A post out of its order, or one that tells no time, may stand for a gap in what is shown.
    if (!time || (next && endOf(next) > endOf(time))) return null;
  }
  return { from: endOf(oldest), to: newest.at };
}
