/**
 * Two records of one thing become one: it was seen again, or came from another browser in a file. What comes out does
 * not depend on which of the two was here and which came.
 */
import type { WeekCount } from '../publishing/count';
import { mergeSpans } from '../publishing/feed';
import { endOf, seenAgain, sharper } from '../publishing/sightings';
import type { Comment, Moment } from '../types';
import { type Sight, type StoredComment, type StoredPost, type StoredWeek, UNTIL_UNKNOWN } from './schema';

/** See `StoredPost.until`. */
export function untilOf(time: Moment | null): number {
  return time ? endOf(time) : UNTIL_UNKNOWN;
}

export function mergedPost(a: StoredPost, b: StoredPost): StoredPost {
  const [known, fresh] = inOrder(a, b);
  const post = seenAgain(known.post, fresh.post);
  const timeLabel = sameTime(known.post.time, fresh.post.time) ? fresh.post.timeLabel : post.timeLabel;
  return { ...fresh, ...seenSpan(a, b), until: untilOf(post.time), post: { ...post, timeLabel } };
}

export function mergedComment(a: StoredComment, b: StoredComment): StoredComment {
  const [known, fresh] = inOrder(a, b);
  return { ...fresh, ...seenSpan(a, b), comment: commentAgain(known.comment, fresh.comment) };
}

/** What the newer sighting shows, save what only the older one could tell. */
function commentAgain(known: Comment, fresh: Comment): Comment {
  const time = sharper(known.time, fresh.time);
  const isOlder = !sameTime(time, fresh.time);
  return {
    ...fresh,
    post: fresh.post ?? known.post,
    parent: fresh.parent ?? known.parent,
    permalink: fresh.permalink ?? known.permalink,
    author: {
      ...fresh.author,
      link: fresh.author.link ?? known.author.link,
      own: fresh.author.own ?? known.author.own,
    },
    time,
    timeLabel: isOlder ? known.timeLabel : fresh.timeLabel,
  };
}

export function mergedSight(a: Sight, b: Sight): Sight {
  const [, fresh] = inOrder(a, b);
  return { ...fresh, spans: mergeSpans(a.spans, b.spans) };
}

/** @returns `a` itself when `b` tells nothing better. */
export function mergedWeek(a: StoredWeek, b: StoredWeek): StoredWeek {
  return isBetter(b.count, a.count) ? b : a;
}

/**
 * Whether a count says more of its week than another. Exact is better than «at least», unless that has found more since;
 * of two exact ones the later; of two lower bounds the higher, for the posts behind it may have expired meanwhile.
 */
export function isBetter(count: WeekCount, than: WeekCount): boolean {
  if (count.state === 'unknown' || than.state === 'unknown')
    return than.state === 'unknown' && count.state !== 'unknown';
  if (count.exact !== than.exact) {
    const [exact, least] = count.exact ? [count, than] : [than, count];
    const hasFoundMore = least.count > exact.count && (least.asOf ?? 0) >= (exact.asOf ?? 0);
    return hasFoundMore ? least === count : exact === count;
  }
  const later = (count.asOf ?? 0) - (than.asOf ?? 0);
  const more = count.count - than.count;
  const first = count.exact ? later || more : more || later;
  return first > 0 || (first === 0 && text(count) > text(than));
}

interface Seen {
  firstSeen: number;
  lastSeen: number;
}

function seenSpan(a: Seen, b: Seen): Seen {
  return { firstSeen: Math.min(a.firstSeen, b.firstSeen), lastSeen: Math.max(a.lastSeen, b.lastSeen) };
}

/** The one seen last comes second; equally late ones stand in the order of their contents. */
function inOrder<Record extends { lastSeen: number }>(a: Record, b: Record): [Record, Record] {
  const isInOrder = a.lastSeen - b.lastSeen || (text(a) <= text(b) ? -1 : 1);
  return isInOrder < 0 ? [a, b] : [b, a];
}

function sameTime(a: Moment | null, b: Moment | null): boolean {
  return a?.at === b?.at && a?.span === b?.span;
}

/** The same for equal records, whatever the order of their fields. Unlike canonical JSON it takes half an emoji too. */
export function text(record: unknown): string {
  return JSON.stringify(record, (_, value: unknown) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
