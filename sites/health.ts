/** Whether the layout still understands the page: what it looked for, and in how many places it found it. */
import type { Comment, Coverage, Health, HealthPart, PageIdentity, Post } from '../types';

export interface HealthInput {
  layout: string;
  page: PageIdentity;
  posts: readonly Post[];
  comments: readonly Comment[];
  /** Elements that look like posts and comments but show no id. */
  nameless: { posts: number; comments: number };
  coverage: Coverage;
  /** How many reply editors are open on the page; whether there must be one, no page tells. */
  editors: number;
  /** The page has been still for long enough: what is missing now will not come by itself. */
  settled: boolean;
}

const SAMPLES = 3;
/** Below this share of understood places a part counts as not understood. */
const UNDERSTOOD = 0.5;

/** The parts that a page of this kind must show; the rest are looked at when they are there. */
export function healthOf(input: HealthInput): Health {
  const parts = partsOf(input);
  const anything = input.posts.some((post) => !post.ad) || input.comments.length > 0;
  if (!anything && !mayBeEmpty(input)) {
    return { layout: input.layout, state: input.settled ? 'broken' : 'loading', parts };
  }
  const failing = parts.filter((part) => part.found < part.expected);
  const vital = failing.some((part) => part.part !== 'coverage' && part.found < part.expected * UNDERSTOOD);
  const state = vital ? 'broken' : failing.length > 0 ? 'degraded' : 'ok';
  return { layout: input.layout, state, parts };
}

/** Lists of pinned, found or scheduled things promise nothing; of a discussion the site says when it is empty. */
function mayBeEmpty({ page, coverage }: HealthInput): boolean {
  return page.kind === 'other' || (page.kind === 'discussion' && coverage.posts.some((post) => post.said === 0));
}

function partsOf(input: HealthInput): HealthPart[] {
  const { page, posts, comments, nameless } = input;
  const wall = page.kind === 'wall' || page.kind === 'channel' || page.kind === 'post';
  const dated = posts.filter((post) => !post.ad);
  const parts: HealthPart[] = [
    part('page', 1, page.keys.length + page.parentKeys.length > 0 ? 1 : 0),
    part('posts', dated.length + nameless.posts || (wall && comments.length === 0 ? 1 : 0), dated.length),
    part('postTime', dated.length, dated.filter((post) => post.time).length, labelsOf(dated)),
    part('postAuthor', dated.length, dated.filter((post) => isAuthorRead(post, page)).length),
    part('postText', dated.length, postsWithText(dated)),
    part('comments', comments.length + nameless.comments, comments.length),
    part('commentText', comments.length, comments.filter((comment) => comment.text !== '').length),
    part('commentAuthor', comments.length, comments.filter(isWriterRead).length),
    part('commentTime', comments.length, comments.filter((comment) => comment.time).length, labelsOf(comments)),
    coveragePart(input),
    part('editor', input.editors, input.editors),
  ];
  return parts.filter((one) => one.expected > 0);
}

/** Where posts are counted it must be told whose they are; elsewhere a name is enough. */
function isAuthorRead({ author }: Post, { kind }: PageIdentity): boolean {
  return kind === 'wall' || kind === 'channel' ? author.own !== null : author.name !== '';
}

/** Sites do not name whoever sits at this screen: no link either, and yet it is known not to be the page. */
function isWriterRead({ author }: Comment): boolean {
  return author.name !== '' || (author.own === false && author.link === null);
}

/** Below this number of posts it may be chance that none of them has a text. */
const FEW = 3;

/** A post without text shows something else; but when not one of several has a text, the text is not found. */
function postsWithText(posts: readonly Post[]): number {
  const silent = posts.length >= FEW && posts.every((post) => post.text === '');
  return silent ? 0 : posts.filter((post) => post.text !== '' || post.repost || !post.formats.includes('text')).length;
}

/** A comment may be a picture alone; so half of the texts may be missing before it means anything. */
function part(name: HealthPart['part'], expected: number, found: number, samples: string[] = []): HealthPart {
  const tolerant = name === 'commentText' && found >= expected * UNDERSTOOD;
  return { part: name, expected, found: tolerant ? expected : found, samples };
}

function labelsOf(items: readonly (Post | Comment)[]): string[] {
  const labels = items.filter((item) => !item.time && item.timeLabel !== '').map((item) => item.timeLabel.slice(0, 40));
  return [...new Set(labels)].slice(0, SAMPLES);
}

/** A gap that stays although nothing is folded, on a page that shows one post whole, is a fault of the layout. */
function coveragePart({ page, coverage, settled }: HealthInput): HealthPart {
  if (!settled || (page.kind !== 'post' && page.kind !== 'discussion')) return part('coverage', 0, 0);
  const unexplained = coverage.posts.filter((post) => post.folded === 0 && !post.filtered && post.said !== null);
  const expected = unexplained.reduce((sum, post) => sum + (post.said ?? 0), 0);
  const found = unexplained.reduce((sum, post) => sum + Math.min(post.read, post.said ?? 0), 0);
  return part('coverage', expected, found);
}
