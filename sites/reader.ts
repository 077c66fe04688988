/**
 * The one reader of all layouts. It keeps what it has read by element, so that after a change of the page only the
 * changed posts and comments are read again, and it yields between items, so that the caller can stop a slice after
 * a few milliseconds. State that outlives elements is kept by the site's ids: walls and lists are virtualised.
 */
import type { Comment, PageIdentity, Post, Reading } from '../types';
import { coverageOf, type FoldMemory, type ReadSoFar } from './coverage';
import { feedOf } from './feed';
import { healthOf } from './health';
import { identifyUrl, isForeign, learnKeys } from './identity';
import { ABSENT, type ItemContext, readComment, readItemText, readPost } from './item';
import type { Layout } from './layout';
import { addKeys, nameByPosts, pageOf } from './page';
import { boundaryOf, eachItem, editorsOf, type Place, recognise } from './place';
import { resolve, withOwn } from './source';
import type { PageText } from './text';
import { type Thread, ThreadMemory } from './thread';
import { TimeMemory } from './time';

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

/** Where reading may be interrupted: after an item that was read anew, or elsewhere. */
export type Step = 'item' | undefined;

type Cached = { layout: Layout; value: Post | Comment | null | typeof ABSENT };

/** How many elements known from before are passed between two places where reading may be interrupted. */
const BATCH = 50;

export class PageReader {
  private cache = new WeakMap<Element, Cached>();
  private cacheKeys = '';
  private readSoFar: ReadSoFar = new Map();
  private folds: FoldMemory = new WeakMap();
  private times = new TimeMemory();
  private threads = new ThreadMemory();
  private page = '';
  /** Keys of the open page that its URL does not tell. */
  private learned: string[] = [];
  private elements = { posts: new Map<string, Element>(), comments: new Map<string, Element>() };
  private commentIds = new WeakMap<Node, string>();
  private deleted: string[] = [];
  /** How often the page was found to have changed. */
  private touches = 0;

  constructor(private readonly layouts: readonly Layout[]) {}

  /** The element in which a comment was last seen, if it is still on the page. */
  commentElement(id: string): Element | null {
    const element = this.elements.comments.get(id);
    return element?.isConnected ? element : null;
  }

  /** The elements of the posts and comments that were last read. */
  *itemElements(): Generator<Element> {
    yield* this.elements.posts.values();
    yield* this.elements.comments.values();
  }

  /** The layout that a comment was read by. */
  layoutOf(id: string): Layout | null {
    const element = this.commentElement(id);
    return (element && this.cache.get(element)?.layout) ?? null;
  }

  /** Comments in whose place the site said, at the last reading, that they were deleted. */
  deletedComments(): readonly string[] {
    return this.deleted;
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
    this.touches += 1;
    for (const record of records) {
      for (let node: Node | null = record.target; node; node = node.parentNode) {
        this.cache.delete(node as Element);
        this.folds.delete(node as Element);
      }
    }
  }

  /** Whose page it is: all that may be read of a page that is not registered. Yields as `read` does. */
  *identify(document: Document, url: string): Generator<undefined, PageIdentity | null> {
    const fromUrl = identifyUrl(url);
    return fromUrl && (yield* pageOf(fromUrl, recognise(this.layouts, document, fromUrl.site), document));
  }

  /**
   * Reads the page, yielding after every item read anew and within what takes long. The generator's value is null when
   * the URL is none of ours.
   * @throws nothing for any markup: what is not understood is told by the reading's health.
   */
  *read(document: Document, options: ReadOptions): Generator<Step, Reading | null> {
    const fromUrl = identifyUrl(options.url);
    if (!fromUrl) return null;
    const place = recognise(this.layouts, document, fromUrl.site);
    const page = yield* pageOf(fromUrl, place, document);
    if (!place) return unreadable(page, options);
    const { layout } = place;
    const thread = this.threads.of(page, fromUrl, place);
    const pageKeys = this.startPage(page, thread, options.knownKeys ?? []);
    const clock = { now: options.now, zone: options.zone };
    const context: ItemContext = { layout, boundary: boundaryOf(layout), clock, pageKeys, pagePost: thread.post };
    let posts = yield* this.readItems(place, context, 'posts');
    if (this.learn(page, pageKeys, posts.values)) posts = yield* this.readItems(place, context, 'posts');
    const comments = yield* this.readItems(place, context, 'comments');
    return yield* this.conclude({ place, context, page, posts, comments, options });
  }

  private *conclude(input: Read): Generator<undefined, Reading> {
    const { place, context, page, options } = input;
    const { layout, root } = place;
    const { posts, comments } = ofThisPage(input);
    yield;
    nameByPosts(page, posts, root.ownerDocument);
    const coverage = yield* coverageOf({
      root,
      layout,
      posts,
      postElements: this.elements.posts,
      comments,
      pagePost: context.pagePost,
      readSoFar: this.readSoFar,
      folds: this.folds,
    });
    yield;
    const editors = editorsOf(place).length;
    yield;
    const health = healthOf({
      layout: layout.id,
      page,
      posts,
      comments,
      nameless: { posts: input.posts.nameless, comments: input.comments.nameless },
      coverage,
      editors,
      settled: options.settled,
    });
    yield;
    const feed = page.kind === 'wall' || page.kind === 'channel' ? feedOf(place, posts, options.url) : null;
    return { layout: layout.id, page, posts, comments, feed, coverage, health, readAt: options.now };
  }

  /** @returns all keys under which the page is known. */
  private startPage(page: PageIdentity, thread: Thread, knownKeys: readonly string[]): Set<string> {
    const name = `${page.kind} ${thread.key}`;
    if (name !== this.page) {
      this.readSoFar = new Map();
      this.folds = new WeakMap();
      this.cache = new WeakMap();
      this.learned = [];
    }
    this.page = name;
    addKeys(page, this.learned);
    // Whether an author is the page itself depends on the keys: a newly learned one makes old answers stale.
    const keys = new Set([...page.keys, ...page.parentKeys, ...knownKeys]);
    const joined = [...keys].sort().join(' ');
    if (joined !== this.cacheKeys) this.cache = new WeakMap();
    this.cacheKeys = joined;
    return keys;
  }

  /** @returns true when the posts told a new key of the page, so that they have to be read once more. */
  private learn(page: PageIdentity, pageKeys: Set<string>, posts: readonly Post[]): boolean {
    const keys = learnKeys(page, pageKeys, posts);
    if (keys.length === 0) return false;
    this.learned.push(...keys);
    addKeys(page, keys);
    if (keys.every((key) => pageKeys.has(key))) return false;
    for (const key of keys) pageKeys.add(key);
    this.cacheKeys = [...pageKeys].sort().join(' ');
    this.cache = new WeakMap();
    return true;
  }

  private *readItems<Part extends 'posts' | 'comments'>(
    place: Place,
    context: ItemContext,
    part: Part,
  ): Generator<Step, Items<Part extends 'posts' ? Post : Comment>> {
    type Item = Part extends 'posts' ? Post : Comment;
    const found = new Map<string, Element>();
    const values: Item[] = [];
    let nameless = 0;
    if (part === 'comments') this.deleted = [];
    let seen = 0;
    for (const element of eachItem(place, part)) {
      seen += 1;
      if (seen % BATCH === 0) yield;
      if (!element) continue;
      const known = this.cache.get(element);
      const fresh = known?.layout !== context.layout;
      const value = fresh ? yield* this.readItem(element, context, part) : known.value;
      if (value === null) nameless += 1;
      else if (value === ABSENT) this.noteDeleted(element, context, part);
      else if (!found.has(value.id)) {
        found.set(value.id, element);
        values.push(value as Item);
        if (part === 'comments') this.commentIds.set(element, value.id);
      }
      if (fresh) yield 'item';
    }
    this.elements[part] = found;
    return { values, nameless };
  }

  /** The node may be the comment's own, or a new one under the same id. */
  private noteDeleted(element: Element, { layout, boundary }: ItemContext, part: 'posts' | 'comments'): void {
    if (part !== 'comments' || !layout.comments) return;
    const id = this.commentIds.get(element) ?? resolve(element, layout.comments.id, boundary);
    if (id !== null) this.deleted.push(id);
  }

  private *readItem(
    element: Element,
    context: ItemContext,
    part: 'posts' | 'comments',
  ): Generator<undefined, Cached['value']> {
    const { layout, boundary } = context;
    const { touches } = this;
    // A post may hold thousands of comments; nothing of the post is looked for in them.
    const apart = part === 'posts' ? (layout.comments?.item.join(', ') ?? '') : '';
    const value = yield* withOwn(element, boundary, apart, () =>
      part === 'posts' ? readPost(element, context) : readComment(element, context),
    );
    if (value !== null && value !== ABSENT) this.times.settle(part, value);
    // Touched while it was being gathered: it may be another one already.
    if (touches === this.touches) this.cache.set(element, { layout: context.layout, value });
    return value;
  }
}

interface Items<Item> {
  values: Item[];
  nameless: number;
}

interface Read {
  place: Place;
  context: ItemContext;
  page: PageIdentity;
  posts: Items<Post>;
  comments: Items<Comment>;
  options: ReadOptions;
}

/**
 * Leaves out what is shown on the page without being of it: on a page about one post the other posts around it, and
 * the comments under advertisements. Posts of others on a wall count as advertisements, marked or not.
 */
function ofThisPage({ page, context, posts, comments }: Read): { posts: Post[]; comments: Comment[] } {
  const one = page.kind === 'post' && posts.values.some((post) => post.id === context.pagePost);
  const ours = posts.values
    .filter((post) => !one || post.id === context.pagePost)
    .map((post) => (isForeign(page, context.pageKeys, post) ? { ...post, ad: true, own: false } : post));
  const ads = new Set(ours.filter((post) => post.ad).map((post) => post.id));
  const theirs = (comment: Comment) =>
    comment.post !== null && (one ? comment.post !== context.pagePost : ads.has(comment.post));
  return { posts: ours, comments: comments.values.filter((comment) => !theirs(comment)) };
}

/** No layout knows the page. */
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
