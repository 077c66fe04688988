/** Whose page it is: what its URL tells, completed by what the page itself shows. */
import type { PageIdentity, Post } from '../types';
import type { UrlIdentity } from './identity';
import type { Layout, Source } from './layout';
import type { Place } from './place';
import { hasMark, resolve, resolveAll } from './source';

/**
 * Yields between its questions: what is nowhere on a long page takes a search of all of it.
 *
 * @param place null when no layout recognises the page.
 * `keys` stays empty where neither URL nor page name an owner; such a page is not read further.
 */
export function* pageOf(url: UrlIdentity, place: Place | null, document: Document): Generator<undefined, PageIdentity> {
  const page: PageIdentity = {
    site: url.site,
    keys: [...url.keys],
    kind: url.kind,
    name: '',
    url: document.URL,
    parentKeys: [...(url.parentKeys ?? [])],
  };
  if (place) yield* complete(page, place);
  page.name ||= titleOf(document);
  sortKeys(page);
  return page;
}

function* complete(page: PageIdentity, { layout, page: root, layered }: Place): Generator<undefined, void> {
  yield;
  const shown = layout.page.kinds.find(({ mark }) => hasMark(root, [mark], ''))?.kind;
  // A news feed shows many owners; only a mark of the layout's own says that a page without a name is somebody's.
  if (page.keys.length === 0 && !shown) return;
  for (const key of yield* inTurn(root, layout.page.keys)) {
    const whole = /^\d+$/.test(key) ? `${page.site}:id:${page.site === 'vk' ? '-' : ''}${key}` : key;
    if (!page.keys.includes(whole) && !isOfAnother(whole, page.keys)) page.keys.push(whole);
  }
  page.kind = layered ? 'post' : (shown ?? page.kind);
  const parents = hasNamesake(root, layout.page.parentNamed) ? yield* inTurn(root, layout.page.parentKeys) : [];
  page.parentKeys = [...new Set([...page.parentKeys, ...parents])].filter((key) => !page.keys.includes(key));
  for (const source of layout.page.name) {
    page.name = resolve(root, [source], '') ?? '';
    if (page.name !== '') return;
    yield;
  }
}

/** As `resolveAll`, yielding after every source; with repeats. */
function* inTurn(root: Element, sources: readonly Source[]): Generator<undefined, string[]> {
  const values: string[] = [];
  for (const source of sources) {
    values.push(...resolveAll(root, [source], ''));
    yield;
  }
  return values;
}

/** A page has one number: another one shown is that of the page before, still there for a moment after a navigation. */
function isOfAnother(key: string, keys: readonly string[]): boolean {
  return key.includes(':id:') && keys.some((known) => known.includes(':id:'));
}

function hasNamesake(root: Element, named: Layout['page']['parentNamed']): boolean {
  if (!named) return true;
  const [one, other] = named.map((sources) => resolve(root, sources, ''));
  return one !== null && one === other;
}

/** The title speaks of a post («Запись на стене») where the page is about one: then its author names the page. */
export function nameByPosts(page: PageIdentity, posts: readonly Post[], document: Document): void {
  const author = posts.find((post) => post.own)?.author.name;
  const isTitle = page.name === '' || (page.kind === 'post' && page.name === titleOf(document));
  if (isTitle && author) page.name = author;
}

/** What Telegram's clients show before a chat is there, with the number of what is unread. */
const CLIENT_TITLE = /^(?:\(\d+\) )?Telegram(?: Web(?: [AKZ])?)?$/u;

function titleOf(document: Document): string {
  const title = document.title.split(/\s[|—–]\s/)[0]?.trim() ?? '';
  return CLIENT_TITLE.test(title) ? '' : title;
}

/** Adds what was learned of the page later. */
export function addKeys(page: PageIdentity, keys: readonly string[]): void {
  page.keys = [...new Set([...page.keys, ...keys])];
  sortKeys(page);
}

/** The most stable first: numbers outlive short names. */
function sortKeys(page: PageIdentity): void {
  page.keys.sort((a, b) => Number(a.includes(':name:')) - Number(b.includes(':name:')));
}
