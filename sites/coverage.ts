/** How much of the comments was read, against what the site says there is. */
import type { Comment, Coverage, Post, PostCoverage } from '../types';
import type { Layout } from './layout';
import { countMark, resolve } from './source';

/** Ids of the comments read so far under each post; a virtualised list shows only some of them at a time. */
export type ReadSoFar = Map<string, Set<string>>;

export interface CoverageInput {
  root: Element;
  layout: Layout;
  posts: readonly Post[];
  postElements: ReadonlyMap<string, Element>;
  comments: readonly Comment[];
  pagePost: string | null;
  readSoFar: ReadSoFar;
}

/** Adds the comments to `readSoFar` and compares. Only posts with comments, or that may have some, are listed. */
export function coverageOf(input: CoverageInput): Coverage {
  for (const comment of input.comments) {
    const post = comment.post ?? '';
    const ids = input.readSoFar.get(post) ?? new Set<string>();
    input.readSoFar.set(post, ids.add(comment.id));
  }
  const posts = listed(input).map((post) => onePost(post, input));
  const read = posts.reduce((sum, post) => sum + post.read, 0);
  const known = posts.every((post) => post.said !== null);
  const said = known ? posts.reduce((sum, post) => sum + (post.said ?? 0), 0) : null;
  return { posts, read, said, complete: posts.length > 0 && posts.every(isComplete) };
}

export function isComplete(post: PostCoverage): boolean {
  return post.said !== null && post.read >= post.said && post.folded === 0 && !post.filtered;
}

function listed({ posts, comments, pagePost }: CoverageInput): string[] {
  const ids = new Set(posts.filter((post) => !post.ad && post.commentsSaid !== 0).map((post) => post.id));
  if (pagePost !== null) ids.add(pagePost);
  for (const comment of comments) ids.add(comment.post ?? '');
  return [...ids];
}

function onePost(id: string, input: CoverageInput): PostCoverage {
  const { layout, root, readSoFar } = input;
  const place = input.postElements.get(id) ?? (id === input.pagePost || id === '' ? root : null);
  const fromPost = input.posts.find((post) => post.id === id)?.commentsSaid ?? null;
  const fromThread = layout.thread && id === input.pagePost ? resolve(root, layout.thread.said, '') : null;
  return {
    post: id,
    read: readSoFar.get(id)?.size ?? 0,
    said: fromPost ?? (fromThread === null ? null : Number(fromThread)),
    folded: place ? layout.folds.expanders.reduce((sum, mark) => sum + countMark(place, mark, ''), 0) : 0,
    filtered: place ? layout.folds.filtered.some((mark) => countMark(place, mark, '', 1) > 0) : false,
  };
}
