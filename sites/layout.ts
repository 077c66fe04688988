/**
 * A layout is one variant of one site's markup, as data: selectors and small named strategies, no code, so that a
 * changed site is one changed file and can one day come in a signed pack. It says what to read and where text may be
 * inserted; what may be clicked, the opener of a comment's menu, only a layout that is shipped may say.
 */
import * as z from 'zod/mini';
import { Format, Site } from '../types';

/** Cuts the wanted piece out of an attribute or text. Each strategy is implemented once, in source.ts. */
export const Take = z.enum([
  'text',
  'number',
  'count',
  'last-number',
  'after-underscore',
  'first-line',
  'count-or-zero',
  'comments-title',
  'zero-if-empty',
  'vk-wall',
  'vk-wall-path',
  'vk-post',
  'vk-reply',
  'vk-owner',
  'vk-as-group',
  'vk-author',
  'ok-author',
  'ok-topic',
  'telegram-peer',
  'telegram-name',
  'server-id',
]);
export type Take = z.infer<typeof Take>;

/** Where one value stands, seen from the element it belongs to. Lists of sources are tried in order, newest markup first. */
export const Source = z.object({
  /** Start from the nearest ancestor (or the element itself) that matches. */
  up: z.optional(z.string()),
  /** Then go to the nearest earlier sibling that matches. */
  before: z.optional(z.string()),
  /** Then the first own descendant that matches; absent: the element itself. */
  in: z.optional(z.string()),
  /** Attribute to take; absent: the text. */
  attr: z.optional(z.string()),
  /** The attribute holds JSON: dotted path of the value in it. */
  json: z.optional(z.string()),
  /** The value is a URL: name of its query parameter. */
  query: z.optional(z.string()),
  take: z.optional(Take),
});
export type Source = z.infer<typeof Source>;
export const Sources = z.array(Source);

/**
 * A sign that something is so: an element, and where the element alone proves nothing, one of the words in it.
 * Words are written in lower case. `whole`: the element's own text (or label) is one of the phrases and nothing else, numbers aside; for words that
 * no attribute tells from what people write.
 */
export const Mark = z.object({
  at: z.string(),
  words: z.optional(z.array(z.string())),
  whole: z.optional(z.boolean()),
});
export type Mark = z.infer<typeof Mark>;

export const TextPart = z.object({
  in: z.array(z.string()),
  /** Not part of what was written: time, reactions, «показать ещё». */
  not: z.array(z.string()),
});
export type TextPart = z.infer<typeof TextPart>;

/** How an instant is read. `unix` takes seconds or milliseconds; `clock` an HH:MM whose day stands in a header. */
export const TimeSource = z.discriminatedUnion('by', [
  z.object({ by: z.literal('unix'), of: Source }),
  z.object({ by: z.literal('iso'), of: Source }),
  z.object({ by: z.literal('label'), of: Source }),
  z.object({ by: z.literal('clock'), of: Source, day: Source }),
]);
export type TimeSource = z.infer<typeof TimeSource>;

export const AuthorPart = z.object({
  name: Sources,
  link: Sources,
  /** Identity key of the author (`vk:id:5`), compared with the page's keys to tell whether the page itself wrote. */
  key: Sources,
  /** `compare` by key; `page`: on this kind of page everything is written by the page. */
  own: z.enum(['compare', 'page']),
  /**
   * Written by whoever sits at this screen, which some sites show without a key: by the page itself when the name is
   * one of `names`, by a person when no name is shown.
   */
  mine: z.optional(z.object({ at: z.array(Mark), names: Sources })),
});
export type AuthorPart = z.infer<typeof AuthorPart>;

export const PostPart = z.object({
  item: z.array(z.string()),
  not: z.array(z.string()),
  id: Sources,
  permalink: Sources,
  text: TextPart,
  time: z.array(TimeSource),
  author: AuthorPart,
  pinned: z.array(Mark),
  /** Suggested by a visitor or put off till later: not published, so not a post. */
  unpublished: z.optional(z.array(Mark)),
  ad: z.array(Mark),
  repost: z.array(Mark),
  /** Signs of each format: a selector, or a selector with words. */
  formats: z.partialRecord(Format, z.array(z.union([z.string(), Mark]))),
  commentsSaid: Sources,
});

export const CommentPart = z.object({
  item: z.array(z.string()),
  not: z.array(z.string()),
  /** What stands in the place of a deleted comment until the page is loaded anew. */
  deleted: z.optional(z.array(Mark)),
  id: Sources,
  /** The number is the comment's own only within its post or conversation: that goes before it. */
  scoped: z.optional(z.boolean()),
  /** Absent sources: the post it stands in, else the post that the page is about. */
  post: Sources,
  parent: Sources,
  permalink: Sources,
  text: TextPart,
  author: AuthorPart,
  time: z.array(TimeSource),
});

/** What tells that the newest or oldest end of the whole feed is on the page. */
export const FeedEnd = z.discriminatedUnion('by', [
  z.object({ by: z.literal('mark'), mark: Mark }),
  z.object({ by: z.literal('absent'), at: z.string() }),
  /** The window stands near its top, where an endless wall starts with its newest post. */
  z.object({ by: z.literal('scrolled-to-top') }),
  z.object({ by: z.literal('url-lacks'), query: z.string() }),
]);
export type FeedEnd = z.infer<typeof FeedEnd>;

/**
 * The menu of one comment, with the entries that the person may want. Shipped layouts alone say what opens it; the
 * entries themselves are never activated by us.
 */
export const MenuPart = z.object({
  /** Month in which somebody saw this menu alive; null: it rests on reasoning or on old pages. */
  seen: z.nullable(z.string()),
  /** `click` the opener, `contextmenu` on the comment, `none`: there is no menu. */
  by: z.enum(['click', 'contextmenu', 'none']),
  opener: z.array(Mark),
  /** Where the entries come to stand, anywhere on the page. */
  list: z.array(z.string()),
  /** A delete button that stands in the comment itself. */
  direct: z.array(Mark),
  remove: z.array(Mark),
  spam: z.array(Mark),
  ban: z.array(Mark),
});
export type MenuPart = z.infer<typeof MenuPart>;

export const Layout = z.object({
  id: z.string(),
  site: Site,
  /** Month in which somebody last saw this markup alive, from the sources of the facts. */
  seen: z.string(),
  hosts: z.array(z.string()),
  /** The page is in this layout when any of these is present. */
  recognise: z.array(z.string()),
  /** Read only inside the last match of `root` (absent: the whole document), never inside `skip`. */
  root: z.optional(z.string()),
  /** One post opened over the page. While it is there, nothing but it is read. */
  layer: z.optional(z.string()),
  skip: z.array(z.string()),
  /** Elements that own what is in them, besides posts and comments: nested reposts, quotes. */
  boundaries: z.array(z.string()),
  page: z.object({
    name: Sources,
    /** Identity keys that the page itself shows, in addition to those of its URL. */
    keys: Sources,
    /** Signs of a page kind that the URL does not tell. */
    kinds: z.array(z.object({ kind: z.enum(['activity', 'channel', 'discussion', 'other']), mark: Mark })),
    parentKeys: Sources,
    /** The parent's keys are believed only when these two show the same name. */
    parentNamed: z.optional(z.tuple([Sources, Sources])),
  }),
  posts: z.nullable(PostPart),
  comments: z.nullable(CommentPart),
  feed: z.nullable(z.object({ newest: z.enum(['first', 'last']), top: z.array(FeedEnd), bottom: z.array(FeedEnd) })),
  /** On a page about one post without the post itself: whose comments these are and how many there are. */
  thread: z.nullable(
    z.object({
      post: Sources,
      said: Sources,
      /** What tells one thread from another when a long list no longer shows its beginning. */
      key: z.optional(Sources),
    }),
  ),
  folds: z.object({
    /** Closed expanders of comments. */
    expanders: z.array(Mark),
    /** The list goes on beyond what is on the page, in which there is a part of it at any time; asked only while comments are missing. */
    beyond: z.optional(z.array(Mark)),
    /** The site shows a selection of the comments. */
    filtered: z.array(Mark),
  }),
  editor: z.nullable(
    z.object({
      field: z.array(z.string()),
      not: z.array(z.string()),
      /** From the field: the comment id that it answers, where the page tells. */
      replyTo: Sources,
      /** From the field: in whose name it writes. */
      voice: Sources,
      /** From the field: the name that goes with it, where it is shown. */
      voiceName: z.optional(Sources),
      /** From the field: yields something when it writes in the name of whoever sits at this screen. */
      person: z.optional(Sources),
      /** In a comment: what the person clicks to answer it. Never clicked by us; the card points at it. */
      opener: z.array(z.string()),
    }),
  ),
  composer: z.nullable(z.object({ field: z.array(z.string()), not: z.array(z.string()) })),
  /** Absent: nobody knows the menu of this markup. */
  menu: z.optional(MenuPart),
  /** Where the page speaks of itself: name, description, contacts. `whole`: signs that all of it is on the page. */
  card: z.optional(
    z.object({
      texts: z.array(z.string()),
      phones: z.array(z.string()),
      emails: z.array(z.string()),
      sites: z.array(z.string()),
      whole: z.array(z.string()),
    }),
  ),
});
export type Layout = z.infer<typeof Layout>;

/** A layout from a pack: it never says what to click. */
export const PackedLayout = z.strictObject(z.omit(Layout, { menu: true }).shape);
export type PackedLayout = z.infer<typeof PackedLayout>;
