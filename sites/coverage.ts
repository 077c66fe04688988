/** How much of the comments was read, against what the site says there is. */
import type { Comment, Coverage, Post, PostCoverage } from '../types';
import type { Layout, Mark } from './layout';
import { carries, resolve } from './source';

/**
 * The comments read so far under each post, since a virtualised list shows only some of them at a time, and the
 * number that the site printed last.
 */
export type ReadSoFar = Map<string, { ids: Set<string>; said: number | null }>;

/** What is folded in an element, kept until something in it changes: looking for words in a long list is dear. */
export type FoldMemory = WeakMap<Element, Folds>;
type Folds = Pick<PostCoverage, 'folded' | 'filtered'> & { beyond: number };

export interface CoverageInput {
  root: Element;
  layout: Layout;
  posts: readonly Post[];
  postElements: ReadonlyMap<string, Element>;
  comments: readonly Comment[];
  pagePost: string | null;
  readSoFar: ReadSoFar;
  folds: FoldMemory;
}

/**
 * Adds the comments to `readSoFar` and compares, yielding in long lists. Only posts with comments, or that may have
 * some, are listed.
 */
export function* coverageOf(input: CoverageInput): Generator<undefined, Coverage> {
  const posts: PostCoverage[] = [];
  const ids = listed(input);
  yield;
  for (const id of ids) posts.push(yield* onePost(id, input));
  const read = posts.reduce((sum, post) => sum + post.read, 0);
  const known = posts.every((post) => post.said !== null);
  const said = known ? posts.reduce((sum, post) => sum + (post.said ?? 0), 0) : null;
  return { posts, read, said, complete: posts.length > 0 && posts.every(isComplete) };
}

export function isComplete(post: PostCoverage): boolean {
  return post.said !== null && post.read >= post.said && post.folded === 0 && !post.filtered;
}

function listed({ posts, comments, pagePost, layout, root }: CoverageInput): string[] {
  const ids = new Set(posts.filter((post) => !post.ad && post.commentsSaid !== 0).map((post) => post.id));
  if (pagePost !== null) ids.add(pagePost);
  for (const comment of comments) ids.add(comment.post ?? '');
  // A thread without a comment yet: that there is none, the site says.
  if (ids.size === 0 && layout.thread && resolve(root, layout.thread.said, '') !== null) ids.add('');
  return [...ids];
}

function* onePost(id: string, input: CoverageInput): Generator<undefined, PostCoverage> {
  const { layout, root } = input;
  // On a page about one post its comments may stand beside it.
  const place = id === input.pagePost || id === '' ? root : (input.postElements.get(id) ?? null);
  const fromPost = input.posts.find((post) => post.id === id)?.commentsSaid ?? null;
  // A thread that does not name its post shows the comments of one post all the same.
  const fromThread = layout.thread && id === (input.pagePost ?? '') ? resolve(root, layout.thread.said, '') : null;
  const said = fromPost ?? (fromThread === null ? null : Number(fromThread));
  const read = readOf(id, said, input);
  yield;
  const { folded, beyond, filtered } = yield* foldsOf(place, input);
  const missing = said === null || read < said;
  return { post: id, read, said, folded: folded + (missing ? beyond : 0), filtered };
}

/** How many elements are looked at between two places where counting may be interrupted; within comments, more. */
const BATCH = 10;
/** Comments within comments beyond this depth are counted with the one around them; no site nests so deep. */
const DEEPEST = 20;

/** What is folded in an element. Each comment's share is remembered until something in that comment changes. */
function* foldsOf(place: Element | null, input: CoverageInput, depth = 0): Generator<undefined, Folds> {
  if (!place) return { folded: 0, beyond: 0, filtered: false };
  const known = input.folds.get(place);
  if (known) return known;
  const { layout, folds } = input;
  const comment = depth < DEEPEST ? (layout.comments?.item.join(', ') ?? '') : '';
  const sum = ownFolds(place, layout);
  let seen = 0;
  let at = next(place, place, true);
  while (at) {
    seen += 1;
    if (seen % BATCH === 0) yield;
    const isComment = comment !== '' && at.matches(comment);
    const share = isComment ? (folds.get(at) ?? (yield* foldsOf(at, input, depth + 1))) : ownFolds(at, layout);
    sum.folded += share.folded;
    sum.beyond += share.beyond;
    sum.filtered ||= share.filtered;
    at = next(at, place, !isComment);
  }
  folds.set(place, sum);
  return sum;
}

function ownFolds(element: Element, { folds }: Layout): Folds {
  const has = (marks: readonly Mark[] = []) => marks.some((mark) => carries(element, mark));
  return { folded: has(folds.expanders) ? 1 : 0, beyond: has(folds.beyond) ? 1 : 0, filtered: has(folds.filtered) };
}

/** The next element of the tree under `root`, its children first if they are to be entered. */
function next(element: Element, root: Element, enter: boolean): Element | null {
  if (enter && element.firstElementChild) return element.firstElementChild;
  for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
    if (at.nextElementSibling) return at.nextElementSibling;
  }
  return null;
}

/**
 * How many different comments of the post were read. When the site's number falls, somebody deleted comments and it
 * is unknown which: then only those on the page still count, or a deleted one would stand for one never read.
 */
function readOf(id: string, said: number | null, { comments, readSoFar }: CoverageInput): number {
  const visible = comments.filter((comment) => (comment.post ?? '') === id).map((comment) => comment.id);
  const before = readSoFar.get(id);
  const fell = before !== undefined && before.said !== null && said !== null && said < before.said;
  const ids = new Set(fell ? visible : [...(before?.ids ?? []), ...visible]);
  readSoFar.set(id, { ids, said: said ?? before?.said ?? null });
  return ids.size;
}
