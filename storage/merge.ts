/**
 * Two records of one thing become one: it was seen again, or came from another browser in a file. What comes out does
 * not depend on which of the two was here and which came.
 */
import type { WeekCount } from '../publishing/count';
import { mergeSpans } from '../publishing/feed';
import type { Queue } from '../publishing/queue';
import { endOf, seenAgain, sharper } from '../publishing/sightings';
import type { Comment, Moment } from '../types';
import { type Sight, type StoredComment, type StoredPost, type StoredWeek, UNTIL_UNKNOWN } from './schema';

/** See `StoredPost.until`. */
export function untilOf(time: Moment | null): number {
  return time ? endOf(time) : UNTIL_UNKNOWN;
}

export function mergedPost(a: StoredPost, b: StoredPost): StoredPost {
  const { known, fresh } = inOrder(a, b);
  const times = mergedTime(a.post, b.post, fresh.post);
  const post = { ...seenAgain(known.post, fresh.post), ...times };
  return { ...fresh, ...seenSpan(a, b), until: untilOf(post.time), post };
}

export function mergedComment(a: StoredComment, b: StoredComment): StoredComment {
  const { known, fresh } = inOrder(a, b);
  const comment = { ...commentAgain(known.comment, fresh.comment), ...mergedTime(a.comment, b.comment, fresh.comment) };
  return { ...fresh, ...seenSpan(a, b), comment };
}

/** What the newer sighting shows, save what only the older one could tell. */
function commentAgain(known: Comment, fresh: Comment): Comment {
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
  };
}

type Timed = Pick<Comment, 'time' | 'timeLabel'>;

/** The sharper time with the label that told it. */
function mergedTime(a: Timed, b: Timed, fresh: Timed): Timed {
  const time = sharper(a.time, b.time);
  if (sameTime(a.time, b.time)) return { time, timeLabel: fresh.timeLabel };
  return { time, timeLabel: sameTime(time, a.time) ? a.timeLabel : b.timeLabel };
}

export function mergedSight(a: Sight, b: Sight): Sight {
  const { fresh } = inOrder(a, b);
  const queues = [a.queue, b.queue].filter((queue) => queue !== undefined);
  const queue = queues.reduce<Queue | undefined>((last, one) => (last && isNewer(last, one) ? last : one), undefined);
  return { ...fresh, spans: mergeSpans(a.spans, b.spans), ...(queue && { queue }) };
}

function isNewer(a: Queue, b: Queue): boolean {
  return a.at !== b.at ? a.at > b.at : text(a) > text(b);
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
  const isUnknown = count.state === 'unknown';
  if (isUnknown !== (than.state === 'unknown')) return !isUnknown;
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

/** `fresh` is the one seen last; of two seen at one instant, what both together tell. */
function inOrder<Record extends { lastSeen: number }>(a: Record, b: Record): { known: Record; fresh: Record } {
  if (a.lastSeen !== b.lastSeen) return a.lastSeen < b.lastSeen ? { known: a, fresh: b } : { known: b, fresh: a };
  const both = union(a, b) as Record;
  return { known: both, fresh: both };
}

/**
 * Field by field what is there, or, where both differ, the one that sorts last. Taken by fields and not as a whole, so
 * that a third or the same one again adds nothing more.
 */
function union(a: unknown, b: unknown): unknown {
  if (a === null || b === null) return a ?? b;
  if (!isFields(a) || !isFields(b)) return text(a) > text(b) ? a : b;
  return Object.fromEntries(Object.keys({ ...a, ...b }).map((name) => [name, union(a[name] ?? null, b[name] ?? null)]));
}

function isFields(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameTime(a: Moment | null, b: Moment | null): boolean {
  return a?.at === b?.at && a?.span === b?.span;
}

/** The same for equal records, whatever the order of their fields. Unlike canonical JSON it takes half an emoji too. */
export function text(record: unknown): string {
  return JSON.stringify(record, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
