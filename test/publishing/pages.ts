/** Posts and readings for the tests of the week, in as few words as possible. All times are Tomsk's. */
import type { FeedReading } from '../../publishing/feed';
import type { Health, Moment, Post } from '../../types';

/** Monday 23 November 2026 00:00 in Tomsk; the week ends on the 30th. */
export const MONDAY = Date.parse('2026-11-23T00:00+07:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** «24 12:30» → that minute of November 2026. */
export function when(day: number, clock = '12:00', span = MINUTE): Moment {
  const date = `2026-11-${String(day).padStart(2, '0')}`;
  return { at: Date.parse(`${date}T${clock.padStart(5, '0')}+07:00`), span };
}

/** The whole of a day of November 2026. */
export const dayLong = (day: number): Moment => when(day, '00:00', DAY);

export function post(id: string, time: Moment | null, change: Partial<Post> = {}): Post {
  return {
    id,
    permalink: null,
    text: '',
    time,
    timeLabel: '',
    author: { name: 'Глава', link: null, own: true },
    own: true,
    pinned: false,
    ad: false,
    repost: false,
    formats: ['text'],
    commentsSaid: null,
    ...change,
  };
}

export const HEALTHY: Health = { layout: 'vk-react', state: 'ok', parts: [] };

/** A reading of a run of the feed, newest first. A pinned post is shown, but stands outside the feed. */
export function reading(
  readAt: Moment | number,
  posts: Post[],
  ends: { top?: boolean; bottom?: boolean } = { top: true },
): FeedReading {
  const ids = posts.filter(({ pinned }) => !pinned).map(({ id }) => id);
  return {
    posts,
    feed: { ids, top: ends.top ?? false, bottom: ends.bottom ?? false },
    health: HEALTHY,
    readAt: typeof readAt === 'number' ? readAt : readAt.at,
  };
}
