/**
 * The words that all parts share. A schema stands first, its type is inferred from it, so that what crosses a
 * message port or a database is checked against the very thing the compiler knows.
 */
import * as z from 'zod/mini';
import { VIOLATION_KINDS } from './kinds';

// zod compiles validators with `new Function` unless told not to; the extension's CSP forbids that.
z.config({ jitless: true });

export const Site = z.enum(['vk', 'ok', 'telegram']);
export type Site = z.infer<typeof Site>;

export { VIOLATION_KINDS };
export const ViolationKind = z.enum(VIOLATION_KINDS);
export type ViolationKind = z.infer<typeof ViolationKind>;

/** `appeal` is no violation: a question or complaint that waits for an answer. */
export const Kind = z.enum([...VIOLATION_KINDS, 'appeal']);
export type Kind = z.infer<typeof Kind>;

/**
 * An instant as precisely as a page prints it. The true instant lies in [at, at + span).
 * Both in milliseconds, `at` since the Unix epoch. «29 авг» is a day wide, «12:30» a minute.
 */
export const Moment = z.object({ at: z.number(), span: z.number() });
export type Moment = z.infer<typeof Moment>;

/** `activity` is VK's list of new comments for administrators; `discussion` a Telegram comments thread or group. */
export const PageKind = z.enum(['wall', 'post', 'feed', 'activity', 'channel', 'discussion', 'other']);
export type PageKind = z.infer<typeof PageKind>;

/**
 * Whose page is open. `keys` name the same page in every way it is known here, the most stable first:
 * `vk:id:-123`, `vk:name:selo`, `ok:id:55`, `ok:name:selo`, `telegram:id:123` (channel id without -100),
 * `telegram:name:selo`. Two identities are one page when they share a key.
 */
export const PageIdentity = z.object({
  site: Site,
  keys: z.array(z.string()),
  kind: PageKind,
  name: z.string(),
  url: z.string(),
  /** Keys of the channel that a discussion belongs to, when the page tells. */
  parentKeys: z.array(z.string()),
});
export type PageIdentity = z.infer<typeof PageIdentity>;

export const Format = z.enum([
  'text',
  'photo',
  'album',
  'animation',
  'video',
  'clip',
  'story',
  'live',
  'poll',
  'link',
  'article',
  'document',
  'audio',
  'other',
]);
export type Format = z.infer<typeof Format>;

/** Who wrote a post or comment. `own`: the open page itself; null when the page does not tell. */
export const Author = z.object({
  name: z.string(),
  link: z.nullable(z.string()),
  own: z.nullable(z.boolean()),
});
export type Author = z.infer<typeof Author>;

export const Post = z.object({
  /** The site's own id: `-1_10` in VK, the topic id in OK, the server's message number in Telegram. */
  id: z.string(),
  permalink: z.nullable(z.string()),
  text: z.string(),
  /** null: the label was missing or not understood; see `timeLabel`. */
  time: z.nullable(Moment),
  timeLabel: z.string(),
  author: Author,
  /** Published by the page itself (author.own), not advertisement, not a visitor's; null: cannot be told. */
  own: z.nullable(z.boolean()),
  pinned: z.boolean(),
  ad: z.boolean(),
  repost: z.boolean(),
  formats: z.array(Format),
  /** How many comments the site says there are; null when it does not say. */
  commentsSaid: z.nullable(z.number()),
});
export type Post = z.infer<typeof Post>;

export const Comment = z.object({
  id: z.string(),
  /** Id of the post it stands under; null when the page does not tell. */
  post: z.nullable(z.string()),
  /** Id of the comment it answers; null at the top level. */
  parent: z.nullable(z.string()),
  permalink: z.nullable(z.string()),
  author: Author,
  text: z.string(),
  time: z.nullable(Moment),
  timeLabel: z.string(),
});
export type Comment = z.infer<typeof Comment>;

/** How sure: a named rule; the model above its strict threshold; the model below it. */
export const Level = z.enum(['certain', 'likely', 'look']);
export type Level = z.infer<typeof Level>;

/** One fragment of a text that a rule or the model points at. Offsets are UTF-16 units of the original text, end exclusive. */
export const Finding = z.object({
  kind: Kind,
  /** Id of the rule, or `model:<head>`. */
  rule: z.string(),
  /** Id of the page's clause that it breaks; empty for `appeal`. */
  clause: z.string(),
  start: z.number(),
  end: z.number(),
  text: z.string(),
  /** 0..1 */
  confidence: z.number(),
  level: Level,
  /** Further fragments that weighed in a verdict of the model, the heaviest first; `start..end` is heavier still. */
  also: z.optional(z.array(z.object({ start: z.number(), end: z.number() }))),
});
export type Finding = z.infer<typeof Finding>;

/** All that was found in one text. `flagged` and `kinds` speak of violations only; `scores` of every kind. */
export const Verdict = z.object({
  flagged: z.boolean(),
  kinds: z.array(ViolationKind),
  scores: z.partialRecord(Kind, z.number()),
  findings: z.array(Finding),
  /** Blames the authorities and breaks no rule: not to be deleted, rather to be answered. Left out when not so. */
  criticism: z.optional(z.boolean()),
});
export type Verdict = z.infer<typeof Verdict>;

/** A numbered clause of the page's rules with the act it stands in and the norm of federal law behind it. */
export const Clause = z.object({
  id: z.string(),
  /** «8» */
  number: z.string(),
  text: z.string(),
  /** «Порядок создания и ведения официальных страниц» */
  act: z.string(),
  /** ISO date of the act, and its number: `2023-02-20`, «13». */
  date: z.string(),
  actNumber: z.string(),
  /** Norm of federal law, empty where none is known. */
  law: z.string(),
  kinds: z.array(ViolationKind),
});
export type Clause = z.infer<typeof Clause>;

/** What the reader read of the comments of one post, against what the site says there are. */
export const PostCoverage = z.object({
  post: z.string(),
  read: z.number(),
  /** null: the site prints no number, so «clean» may never be said. */
  said: z.nullable(z.number()),
  /** Expanders («Показать ещё ответы») still closed. */
  folded: z.number(),
  /** The site shows a selection («сначала интересные») rather than all. */
  filtered: z.boolean(),
});
export type PostCoverage = z.infer<typeof PostCoverage>;

export const Coverage = z.object({
  posts: z.array(PostCoverage),
  read: z.number(),
  said: z.nullable(z.number()),
  /** Everything the site says there is was read: only then may «нарушений не найдено» be said. */
  complete: z.boolean(),
});
export type Coverage = z.infer<typeof Coverage>;

/** One thing the layout looks for: how many places it should be in, how many it was found and understood in. */
export const HealthPart = z.object({
  part: z.enum([
    'page',
    'posts',
    'postTime',
    'postAuthor',
    'postText',
    'comments',
    'commentText',
    'commentAuthor',
    'commentTime',
    'editor',
    'coverage',
  ]),
  expected: z.number(),
  found: z.number(),
  /** Up to three samples of what was not understood (labels, never a person's words). */
  samples: z.array(z.string()),
});
export type HealthPart = z.infer<typeof HealthPart>;

/**
 * `ok` all required parts read; `degraded` some are not; `broken` nothing sensible; `loading` the site has not
 * rendered yet, so nothing can be said.
 */
export const Health = z.object({
  layout: z.nullable(z.string()),
  state: z.enum(['ok', 'degraded', 'broken', 'loading']),
  parts: z.array(HealthPart),
});
export type Health = z.infer<typeof Health>;

/**
 * One reading of an open page. `feed` lists post ids in the site's newest-first order without the pinned one,
 * and tells whether the newest end (`top`) and the oldest end (`bottom`) of the whole feed are in it; the week
 * can only be called exact from that.
 */
export const Reading = z.object({
  layout: z.string(),
  page: PageIdentity,
  posts: z.array(Post),
  comments: z.array(Comment),
  feed: z.nullable(z.object({ ids: z.array(z.string()), top: z.boolean(), bottom: z.boolean() })),
  coverage: Coverage,
  health: Health,
  /** When it was read, ms since the epoch. */
  readAt: z.number(),
});
export type Reading = z.infer<typeof Reading>;
