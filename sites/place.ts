/** Where on a page a layout reads, and which elements it takes for posts and comments. */
import type { Site } from '../types';
import type { Layout } from './layout';
import type { Boundary } from './source';

export interface Place {
  layout: Layout;
  /** What tells whose page it is. */
  page: Element;
  /** What is read: a post opened over the page, or the page itself. */
  root: Element;
  /** A post is opened over the page. */
  layered: boolean;
}

/**
 * Of the layouts that recognise the page, the one that finds most on it. A post opened over the page may be in
 * another layout than what it covers; it lies in front, so it wins.
 */
export function recognise(layouts: readonly Layout[], document: Document, site: Site): Place | null {
  const places = layouts.flatMap((layout) => {
    if (layout.site !== site || !layout.recognise.some((selector) => document.querySelector(selector))) return [];
    return placeOf(layout, document) ?? [];
  });
  const layered = places.filter((place) => place.layered);
  const inFront = layered.length > 0 ? layered : places;
  // Counting takes time on a long page, and mostly there is nothing to choose from.
  if (inFront.length < 2) return inFront[0] ?? null;
  const found = inFront.map((place) => itemsOf(place, 'posts').length + itemsOf(place, 'comments').length);
  return inFront[found.indexOf(Math.max(...found))] ?? null;
}

/** The last match is the one in front: clients that keep old screens put the new one after them. */
function placeOf(layout: Layout, document: Document): Place | null {
  const page = layout.root === undefined ? document.documentElement : lastMatch(document, layout.root);
  if (!page) return null;
  const layer = layout.layer === undefined ? null : lastMatch(document, layout.layer);
  return { layout, page, root: layer ?? page, layered: layer !== null };
}

function lastMatch(document: Document, selector: string): Element | null {
  const matches = document.querySelectorAll(selector);
  return matches[matches.length - 1] ?? null;
}

/** The elements of the posts or comments of the place, in the order of the page. */
export function itemsOf(place: Place, name: 'posts' | 'comments'): Element[] {
  return [...eachItem(place, name)].filter((element) => element !== null);
}

/** As `itemsOf`, one after another; null for an element that is none, so that a long search can be interrupted. */
export function* eachItem({ layout, root }: Place, name: 'posts' | 'comments'): Generator<Element | null> {
  const part = layout[name];
  if (!part) return;
  const item = part.item.join(', ');
  const not = part.not.join(', ');
  const skip = layout.skip.join(', ');
  const outer = name === 'posts' ? item : '';
  const isOne = (element: Element) =>
    !(not && element.matches(not)) &&
    !(skip && element.closest(skip)) &&
    // A post within a post is a repost; a comment within a comment is an answer.
    !(outer && element.parentElement?.closest(outer));
  if (root.matches(item)) yield isOne(root) ? root : null;
  for (const element of root.querySelectorAll(item)) yield isOne(element) ? element : null;
}

/** The reply editors that are open in the place. */
export function editorsOf({ layout, root }: Place): Element[] {
  if (!layout.editor) return [];
  const not = [...layout.editor.not, ...layout.skip].join(', ');
  return [...root.querySelectorAll(layout.editor.field.join(', '))].filter((field) => !(not && field.closest(not)));
}

/** Everything that owns what is in it: posts, comments, reposts, quotes. */
export function boundaryOf(layout: Layout): Boundary {
  return [...(layout.posts?.item ?? []), ...(layout.comments?.item ?? []), ...layout.boundaries].join(', ');
}
