/**
 * The one reader of all layouts. It keeps what it has read by element, so that after a change of the page only the
 * changed posts and comments are read again, and it yields between items, so that the caller can stop a slice after
 * a few milliseconds. State that outlives elements is kept by the site's ids: walls and lists are virtualised.
 */
import type { Comment, PageIdentity, Post, Reading } from '../types';
import { coverageOf, type ReadSoFar } from './coverage';
import { healthOf } from './health';
import { identifyUrl, learnOwner, type UrlIdentity } from './identity';
import { type ItemContext, readComment, readItemText, readPost } from './item';
import type { FeedEnd, Layout } from './layout';
import { type Boundary, hasMark, resolve, resolveAll } from './source';
import type { PageText } from './text';

export interface ReadOptions {
  url: string;
  /** ms since the epoch */
  now: number;
  /** Zone of the labels; absent: the browser's own. */
  zone?: string;
  /** Keys under which the register knows this page, besides those it shows. */
  knownKeys?: readonly string[];
  /** The page has been still for a while: see Health. */
  settled: boolean;
}

type Cached = { layout: Layout; value: Post | Comment | null };

export class PageReader {
  private cache = new WeakMap<Element, Cached>();
  private cacheKeys = '';
  private readSoFar: ReadSoFar = new Map();
  private page = '';
  private elements = { posts: new Map<string, Element>(), comments: new Map<string, Element>() };
  private commentIds = new WeakMap<Node, string>();

  constructor(private readonly layouts: readonly Layout[]) {}

  /** The element in which a comment was last seen, if it is still on the page. */
  commentElement(id: string): Element | null {
    const element = this.elements.comments.get(id);
    return element?.isConnected ? element : null;
  }

  /** The comment around a node of the page. */
  commentAt(node: Node): string | null {
    for (let at: Node | null = node; at; at = at.parentNode) {
      const id = this.commentIds.get(at);
      if (id !== undefined) return id;
    }
    return null;
  }

  /** The text of a comment with the way back to the page, read now. */
  commentText(id: string): PageText | null {
    const element = this.commentElement(id);
    const layout = element && this.cache.get(element)?.layout;
    if (!element || !layout?.comments) return null;
    return readItemText(element, layout.comments.text, boundaryOf(layout));
  }

  /** Forgets what was read of the items that these mutations touched. */
  touch(records: readonly MutationRecord[]): void {
    for (const record of records) {
      for (let node: Node | null = record.target; node; node = node.parentNode) this.cache.delete(node as Element);
    }
  }

  /** Whose page it is: all that may be read of a page that is not registered. */
  identify(document: Document, url: string): PageIdentity | null {
    const fromUrl = identifyUrl(url);
    if (!fromUrl) return null;
    const layout = this.recognise(document, fromUrl);
    return pageOf(fromUrl, layout, document, layout ? rootOf(layout, document) : null);
  }

  /**
   * Reads the page, yielding after every item. The generator's value is null when the URL is none of ours.
   * @throws nothing for any markup: what is not understood is told by the reading's health.
   */
  *read(document: Document, options: ReadOptions): Generator<void, Reading | null> {
    const fromUrl = identifyUrl(options.url);
    if (!fromUrl) return null;
    const layout = this.recognise(document, fromUrl);
    const root = layout && rootOf(layout, document);
    if (!layout || !root) return unreadable(pageOf(fromUrl, null, document, null), options);
    const page = pageOf(fromUrl, layout, document, root);
    const pagePost = fromUrl.post ?? (layout.thread ? resolve(root, layout.thread.post, '') : null);
    this.startPage(page, pagePost, options.knownKeys ?? []);
    const context: ItemContext = {
      layout,
      boundary: boundaryOf(layout),
      clock: { now: options.now, zone: options.zone },
      pageKeys: new Set([...page.keys, ...page.parentKeys, ...(options.knownKeys ?? [])]),
      pagePost,
    };
    const posts = yield* this.readItems(root, context, 'posts');
    const comments = yield* this.readItems(root, context, 'comments');
    return this.conclude({ root, context, page, posts, comments, options });
  }

  private conclude(input: {
    root: Element;
    context: ItemContext;
    page: PageIdentity;
    posts: Items<Post>;
    comments: Items<Comment>;
    options: ReadOptions;
  }): Reading {
    const { root, context, page, options } = input;
    const posts = input.posts.values;
    const comments = input.comments.values;
    learnOwner(page, posts);
    const coverage = coverageOf({
      root,
      layout: context.layout,
      posts,
      postElements: this.elements.posts,
      comments,
      pagePost: context.pagePost,
      readSoFar: this.readSoFar,
    });
    const health = healthOf({
      layout: context.layout.id,
      page,
      posts,
      comments,
      nameless: { posts: input.posts.nameless, comments: input.comments.nameless },
      coverage,
      settled: options.settled,
    });
    const feed = page.kind === 'wall' || page.kind === 'channel' ? feedOf(root, context, posts, options.url) : null;
    return { layout: context.layout.id, page, posts, comments, feed, coverage, health, readAt: options.now };
  }

  /** Of the layouts that recognise the page, the one that finds most on it. */
  private recognise(document: Document, identity: UrlIdentity): Layout | null {
    let best: Layout | null = null;
    let most = -1;
    for (const layout of this.layouts) {
      if (layout.site !== identity.site) continue;
      if (!layout.recognise.some((selector) => document.querySelector(selector))) continue;
      const root = rootOf(layout, document);
      const found = root ? itemsOf(root, layout, 'posts').length + itemsOf(root, layout, 'comments').length : 0;
      if (found > most) [best, most] = [layout, found];
    }
    return best;
  }

  private startPage(page: PageIdentity, pagePost: string | null, knownKeys: readonly string[]): void {
    const name = `${page.keys[0] ?? ''} ${page.kind} ${pagePost ?? ''}`;
    if (name !== this.page) {
      this.readSoFar = new Map();
      this.cache = new WeakMap();
    }
    this.page = name;
    // Whether an author is the page itself depends on the keys: a newly learned one makes old answers stale.
    const keys = [...page.keys, ...page.parentKeys, ...knownKeys].sort().join(' ');
    if (keys !== this.cacheKeys) this.cache = new WeakMap();
    this.cacheKeys = keys;
  }

  private *readItems<Part extends 'posts' | 'comments'>(
    root: Element,
    context: ItemContext,
    part: Part,
  ): Generator<void, Items<Part extends 'posts' ? Post : Comment>> {
    type Item = Part extends 'posts' ? Post : Comment;
    const found = new Map<string, Element>();
    const values: Item[] = [];
    let nameless = 0;
    for (const element of itemsOf(root, context.layout, part)) {
      const known = this.cache.get(element);
      const value =
        known?.layout === context.layout
          ? known.value
          : part === 'posts'
            ? readPost(element, context)
            : readComment(element, context);
      if (known?.value !== value) this.cache.set(element, { layout: context.layout, value });
      if (!value) nameless += 1;
      else if (!found.has(value.id)) {
        found.set(value.id, element);
        values.push(value as Item);
        if (part === 'comments') this.commentIds.set(element, value.id);
      }
      if (!known) yield;
    }
    this.elements[part] = found;
    return { values, nameless };
  }
}

interface Items<Item> {
  values: Item[];
  nameless: number;
}

function boundaryOf(layout: Layout): Boundary {
  return [...(layout.posts?.item ?? []), ...(layout.comments?.item ?? []), ...layout.boundaries].join(', ');
}

/** The last match is the one in front: clients that keep old screens put the new one after them. */
function rootOf(layout: Layout, document: Document): Element | null {
  if (layout.root === undefined) return document.documentElement;
  const matches = document.querySelectorAll(layout.root);
  return matches[matches.length - 1] ?? null;
}

function itemsOf(root: Element, layout: Layout, name: 'posts' | 'comments'): Element[] {
  const part = layout[name];
  if (!part) return [];
  const item = part.item.join(', ');
  const not = part.not.join(', ');
  const skip = layout.skip.join(', ');
  const outer = name === 'posts' ? item : '';
  return [...root.querySelectorAll(item)].filter(
    (element) =>
      !(not && element.matches(not)) &&
      !(skip && element.closest(skip)) &&
      // A post within a post is a repost; a comment within a comment is an answer.
      !(outer && element.parentElement?.closest(outer)),
  );
}

function pageOf(url: UrlIdentity, layout: Layout | null, document: Document, root: Element | null): PageIdentity {
  const page: PageIdentity = {
    site: url.site,
    keys: [...url.keys],
    kind: url.kind,
    name: '',
    url: document.URL,
    parentKeys: [],
  };
  if (layout && root && url.keys.length > 0) {
    for (const key of resolveAll(root, layout.page.keys, '')) {
      const whole = /^\d+$/.test(key) ? `${url.site}:id:${url.site === 'vk' ? '-' : ''}${key}` : key;
      if (!page.keys.includes(whole)) page.keys.push(whole);
    }
    page.kind = layout.page.kinds.find(({ mark }) => hasMark(root, [mark], ''))?.kind ?? url.kind;
    page.parentKeys = resolveAll(root, layout.page.parentKeys, '').filter((key) => !page.keys.includes(key));
    page.name = resolve(root, layout.page.name, '') ?? '';
  }
  page.name ||= document.title.split(/\s[|—]\s/)[0]?.trim() ?? '';
  page.keys.sort((a, b) => rank(a) - rank(b));
  return page;
}

/** Numbers outlive short names. */
function rank(key: string): number {
  return key.includes(':name:') ? 1 : 0;
}

function unreadable(page: PageIdentity, options: ReadOptions): Reading {
  return {
    layout: '',
    page,
    posts: [],
    comments: [],
    feed: null,
    coverage: { posts: [], read: 0, said: null, complete: false },
    health: { layout: null, state: options.settled ? 'broken' : 'loading', parts: [] },
    readAt: options.now,
  };
}

function feedOf(root: Element, context: ItemContext, posts: readonly Post[], url: string): Reading['feed'] {
  const feed = context.layout.feed;
  if (!feed) return null;
  const ids = posts.filter((post) => !post.pinned || feed.newest === 'last').map((post) => post.id);
  if (feed.newest === 'last') ids.reverse();
  const reached = (ends: readonly FeedEnd[]) => ends.some((end) => isReached(end, root, url));
  return { ids, top: ids.length > 0 && reached(feed.top), bottom: ids.length > 0 && reached(feed.bottom) };
}

/** How far from its top a wall may stand and still show its newest post, px. */
const NEAR_TOP = 400;

function isReached(end: FeedEnd, root: Element, url: string): boolean {
  switch (end.by) {
    case 'mark':
      return hasMark(root, [end.mark], '');
    case 'absent':
      return !root.querySelector(end.at);
    case 'url-lacks':
      return !new URL(url).searchParams.has(end.query);
    case 'scrolled-to-top':
      return (root.ownerDocument.defaultView?.scrollY ?? 0) <= NEAR_TOP;
  }
}
