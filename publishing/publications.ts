/**
 * What stays known of the office's own posts when their texts have expired: enough to open every number of a report
 * down to its posts for years. Only posts that are surely the page's own are kept: a visitor's words are not ours.
 */
import * as z from 'zod/mini';
import { Format, Moment, type Post } from '../types';
import { postKey, sharper } from './sightings';

/** Longest piece of a post's text that is kept, UTF-16 units: enough to know it again and to match it with the plan. */
export const TEXT_KEPT = 600;

export const Publication = z.object({
  version: z.literal(1),
  page: z.string(),
  /** See `postKey`. */
  id: z.string(),
  time: z.nullable(Moment),
  /** Earliest instant at which it can have been published, or when it was first seen; ms. For finding it by time. */
  at: z.number(),
  link: z.nullable(z.string()),
  text: z.string(),
  formats: z.array(Format),
  repost: z.boolean(),
  firstSeen: z.number(),
  lastSeen: z.number(),
  /** Since when it is missing from a part of the feed that was read whole, ms; null: it is not known to be. */
  missing: z.nullable(z.number()),
});
export type Publication = z.infer<typeof Publication>;

/** @returns null for what is not surely the page's own: advertisements, visitors' posts, authors that could not be read. */
export function publicationOf(page: string, post: Post, seenAt: number): Publication | null {
  if (post.ad || post.own !== true) return null;
  return {
    version: 1,
    page,
    id: postKey(post.id),
    time: post.time,
    at: post.time?.at ?? seenAt,
    link: post.permalink,
    text: post.text.slice(0, TEXT_KEPT).toWellFormed(),
    formats: post.formats,
    repost: post.repost,
    firstSeen: seenAt,
    lastSeen: seenAt,
    missing: null,
  };
}

/** One publication out of two sightings of it; which of the two was known first does not matter. */
export function mergedPublication(a: Publication, b: Publication): Publication {
  const time = sharper(a.time, b.time);
  const firstSeen = Math.min(a.firstSeen, b.firstSeen);
  const lastSeen = Math.max(a.lastSeen, b.lastSeen);
  const missing = Math.max(a.missing ?? 0, b.missing ?? 0);
  const latest = <Value>(of: (one: Publication) => Value): Value => {
    if (a.lastSeen !== b.lastSeen) return of(a.lastSeen > b.lastSeen ? a : b) || of(a.lastSeen > b.lastSeen ? b : a);
    return JSON.stringify(of(a)) >= JSON.stringify(of(b)) ? of(a) || of(b) : of(b) || of(a);
  };
  return {
    version: 1,
    page: a.page,
    id: a.id,
    time,
    at: time?.at ?? firstSeen,
    link: latest(({ link }) => link),
    text: latest(({ text }) => text),
    formats: latest(({ formats }) => formats),
    repost: a.lastSeen === b.lastSeen ? a.repost || b.repost : (a.lastSeen > b.lastSeen ? a : b).repost,
    firstSeen,
    lastSeen,
    // Seen again, it is not missing.
    missing: missing > lastSeen ? missing : null,
  };
}
