/** Which stretch of the page's whole feed of posts is on the page: the week can only be called exact from that. */
import type { Post, Reading } from '../types';
import type { FeedEnd } from './layout';
import type { Place } from './place';
import { hasMark } from './source';

/**
 * @returns null where the page is no feed. Pinned posts of a newest-first feed stand out of order and are left out,
 * and so are advertisements. A feed in which nothing is by the page itself has no known end: it may be another's.
 */
export function feedOf(place: Place, posts: readonly Post[], url: string): Reading['feed'] {
  const { feed } = place.layout;
  if (!feed) return null;
  const own = posts.filter((post) => !post.ad && (!post.pinned || feed.newest === 'last'));
  const ids = own.map((post) => post.id);
  if (feed.newest === 'last') ids.reverse();
  const known = own.some((post) => post.own);
  const reached = (ends: readonly FeedEnd[]) => known && ends.some((end) => isReached(end, place.root, url));
  return { ids, top: reached(feed.top), bottom: reached(feed.bottom) };
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
