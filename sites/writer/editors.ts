/** Which of the editors on a page answers a comment, and in whose name it writes. */
import { siteOf } from '../hosts';
import type { Layout } from '../layout';
import { editorsOf, type Place, recognise } from '../place';
import type { PageReader } from '../reader';
import { resolve } from '../source';

export interface Editor {
  field: HTMLElement;
  /** Id of the comment that the open editor answers; null where it answers the post, or nothing tells. */
  replyTo: string | null;
  /** In whose name it writes: an identity key, a name, or neither where the page shows none; `person`: in one's own. */
  voice: { key: string | null; name: string | null; person: boolean };
}

/** What the reader knows of comments and elements. */
export type Comments = Pick<PageReader, 'commentElement' | 'commentAt'>;

/**
 * The editor that belongs to a comment: one opened under it, else one opened for its thread, else the one of its post
 * (or of the whole page, where that is about one post or discussion). Of several, the one that had the keyboard last.
 * An editor that is known to answer somebody else is never given.
 *
 * @param url of the page
 * @param comment id; null: no comment in particular, then the only editor, or the one that had the keyboard last
 * @param reader the one that has read the page
 * @param latest whichever field last had the keyboard
 */
export function findEditor(
  document: Document,
  url: string,
  comment: string | null,
  reader: Comments,
  layouts: readonly Layout[],
  latest: Element | null = null,
): Editor | null {
  const site = siteOf(url);
  const place = site && recognise(layouts, document, site);
  if (!place?.layout.editor) return null;
  const fields = editorsOf(place).filter((field): field is HTMLElement => isShown(field));
  const editors = fields.map((field) => describe(field, place.layout, reader));
  if (comment !== null) return pick(suited(editors, place, comment, reader), document, latest);
  const one = editors.length === 1 ? editors[0] : undefined;
  return one ?? editors.find(({ field }) => hasKeyboard(field, document, latest)) ?? null;
}

/** Keys of people rather than of pages. */
const PERSON = /^(vk:id:\d|ok:profile:|telegram:user:)/;

function describe(field: HTMLElement, layout: Layout, reader: Comments): Editor {
  const { replyTo = [], voice = [], voiceName = [], person = [] } = layout.editor ?? {};
  const shown = resolve(field, voice, '');
  const isKey = shown !== null && new RegExp(`^${layout.site}:\\w+:`).test(shown);
  return {
    field,
    replyTo: reader.commentAt(field) ?? resolve(field, replyTo, ''),
    voice: {
      key: isKey ? shown : null,
      name: isKey ? resolve(field, voiceName, '') : shown,
      person: shown === null ? resolve(field, person, '') !== null : PERSON.test(shown),
    },
  };
}

/** The best suited editors, all equally so. */
function suited(editors: Editor[], place: Place, comment: string, reader: Comments): Editor[] {
  const exact = editors.filter(({ replyTo }) => replyTo === comment);
  if (exact.length > 0) return exact;
  const element = reader.commentElement(comment);
  const threads = element ? threadsAround(element, comment, reader) : new Set<string>();
  const ofThread = editors.filter(({ replyTo }) => replyTo !== null && threads.has(replyTo));
  if (ofThread.length > 0) return ofThread;
  const post = element && postOf(element, place.layout);
  return editors.filter(({ field, replyTo }) => replyTo === null && postOf(field, place.layout) === post);
}

/** Comments that the comment stands in: the first of its thread. */
function threadsAround(element: Element, comment: string, reader: Comments): Set<string> {
  const threads = new Set<string>();
  for (let at = element.parentElement; at; at = at.parentElement) {
    const id = reader.commentAt(at);
    if (id !== null && id !== comment) threads.add(id);
  }
  return threads;
}

/** The outermost: a post within a post is a repost. */
function postOf(element: Element, layout: Layout): Element | null {
  const items = layout.posts?.item.join(', ');
  if (!items) return null;
  let post: Element | null = null;
  for (let at = element.closest(items); at; at = at.parentElement?.closest(items) ?? null) post = at;
  return post;
}

function pick(editors: Editor[], document: Document, latest: Element | null): Editor | null {
  return editors.find(({ field }) => hasKeyboard(field, document, latest)) ?? editors[0] ?? null;
}

/** The caret stays in a field when the keyboard goes to a button elsewhere. */
function hasKeyboard(field: Element, document: Document, latest: Element | null): boolean {
  if (latest?.isConnected) return field.contains(latest);
  const { activeElement } = document;
  if (activeElement && field.contains(activeElement)) return true;
  const caret = document.getSelection()?.anchorNode;
  return caret ? field.contains(caret) : false;
}

export function isShown(element: Element): boolean {
  if (element.closest('[inert], [hidden]')) return false;
  if (typeof element.checkVisibility === 'function') return element.checkVisibility({ visibilityProperty: true });
  // Node has no such method; there styles alone are asked.
  const view = element.ownerDocument.defaultView;
  for (let at: Element | null = element; at && view; at = at.parentElement) {
    const { display, visibility } = view.getComputedStyle(at);
    if (display === 'none' || (at === element && visibility === 'hidden')) return false;
  }
  return true;
}
