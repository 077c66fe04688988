/** Reads one post and one comment by a layout. */
import type { Author, Comment, Format, Post } from '../types';
import type { AuthorPart, Layout, Mark, TextPart } from './layout';
import { type Boundary, findFirst, hasMark, resolve, resolveAll } from './source';
import { type PageText, readText } from './text';
import { type Clock, readTime } from './time';

export interface ItemContext {
  layout: Layout;
  /** All elements that own what is in them, as one selector. */
  boundary: Boundary;
  clock: Clock;
  /** All keys under which the open page is known, to tell its own words from a visitor's. */
  pageKeys: ReadonlySet<string>;
  /** The post that the page is about, for comments that do not name theirs. */
  pagePost: string | null;
}

const NO_TEXT: PageText = { text: '', range: () => null };

/** The text of an item with the way back to the page; empty when there is none. */
export function readItemText(item: Element, part: TextPart, boundary: Boundary): PageText {
  const place = findFirst(item, part.in, boundary);
  return place ? readText(place, part.not) : NO_TEXT;
}

/** In place of a post that waits for its time or for approval, of an advertisement without a number, of a deleted comment. */
export const ABSENT = Symbol('absent');

/** @returns null when the item shows no id: without one it could be counted twice. */
export function readPost(item: Element, context: ItemContext): Post | typeof ABSENT | null {
  const part = context.layout.posts;
  if (!part) return null;
  const { boundary } = context;
  if (hasMark(item, part.unpublished ?? [], boundary)) return ABSENT;
  const ad = hasMark(item, part.ad, boundary);
  const id = resolve(item, part.id, boundary);
  // An advertisement needs no number of its own: it is counted nowhere.
  if (id === null) return ad ? ABSENT : null;
  const { time, label } = readTime(item, part.time, boundary, context.clock);
  const author = readAuthor(item, part.author, context);
  const said = resolve(item, part.commentsSaid, boundary);
  return {
    id,
    permalink: absolute(resolve(item, part.permalink, boundary), item),
    text: readItemText(item, part.text, boundary).text,
    time,
    timeLabel: label,
    author,
    own: ad ? false : author.own,
    pinned: hasMark(item, part.pinned, boundary),
    ad,
    repost: hasMark(item, part.repost, boundary),
    formats: readFormats(item, context),
    commentsSaid: said === null ? null : Number(said),
  };
}

/** @returns null when the item shows no id or belongs to no known post. */
export function readComment(item: Element, context: ItemContext): Comment | typeof ABSENT | null {
  const part = context.layout.comments;
  if (!part) return null;
  const { boundary } = context;
  if (hasMark(item, part.deleted ?? [], boundary)) return ABSENT;
  const number = resolve(item, part.id, boundary);
  if (number === null) return null;
  const { time, label } = readTime(item, part.time, boundary, context.clock);
  const post = resolve(item, part.post, boundary) ?? context.pagePost;
  const id = part.scoped ? `${post ?? ''}/${number}` : number;
  const parent = resolve(item, part.parent, boundary);
  return {
    id,
    post,
    // An answer to the post itself stands at the top level.
    parent: parent === id || parent === post ? null : parent,
    permalink: absolute(resolve(item, part.permalink, boundary), item),
    author: readAuthor(item, part.author, context),
    text: readItemText(item, part.text, boundary).text,
    time,
    timeLabel: label,
  };
}

function readAuthor(item: Element, part: AuthorPart, context: ItemContext): Author {
  const name = resolve(item, part.name, context.boundary) ?? '';
  const link = absolute(resolve(item, part.link, context.boundary), item);
  const keys = resolveAll(item, part.key, context.boundary);
  const own = part.own === 'page' ? true : (isPage(keys, context.pageKeys) ?? isMine(item, part, name, context));
  return { name, link, own };
}

/** Whether what was written at this screen was written in the page's name; null when it was not, or nothing tells. */
function isMine(item: Element, { mine }: AuthorPart, name: string, { boundary }: ItemContext): boolean | null {
  if (!mine || !hasMark(item, mine.at, boundary)) return null;
  if (name === '') return false;
  const names = resolveAll(item, mine.names, boundary);
  return names.length === 0 ? null : names.includes(name);
}

/**
 * Whether the author's keys name the open page. A short name can only be told from the page's number by somebody
 * who knows both, so keys of different forms prove nothing.
 */
function isPage(keys: readonly string[], pageKeys: ReadonlySet<string>): boolean | null {
  if (keys.some((key) => pageKeys.has(key))) return true;
  return keys.some((key) => isOther(key, pageKeys)) ? false : null;
}

function isOther(key: string, pageKeys: ReadonlySet<string>): boolean {
  const form = key.slice(0, key.lastIndexOf(':'));
  // A person is never the page of a body, whatever else is known.
  if (/^(telegram:user|ok:profile)$/.test(form) || /^vk:id:\d/.test(key)) return true;
  return [...pageKeys].some((known) => known.startsWith(`${form}:`));
}

function readFormats(item: Element, context: ItemContext): Format[] {
  const formats: Format[] = [];
  const signs = Object.entries(context.layout.posts?.formats ?? {}) as [Format, (string | Mark)[]][];
  for (const [format, marks] of signs) {
    const found = marks.some((mark) =>
      hasMark(item, [typeof mark === 'string' ? { at: mark } : mark], context.boundary),
    );
    if (found) formats.push(format);
  }
  return formats.length > 0 ? formats : ['text'];
}

function absolute(href: string | null, item: Element): string | null {
  if (href === null || !URL.canParse(href, item.baseURI)) return null;
  const url = new URL(href, item.baseURI);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
}
