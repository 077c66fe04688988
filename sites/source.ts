/** Resolves the sources of a layout against the page. Knows no selector of its own. */
import type { Mark, Source, Take } from './layout';

/** By number: the reader also runs where there is no global `Node`. */
const TEXT_NODE = 3;

/** Elements that own what is in them (posts, comments, quotes), as one selector; empty: everything is owned. */
export type Boundary = string;

/** True when `element` belongs to `item` and not to another item nested in it. */
function owns(item: Element, element: Element, boundary: Boundary): boolean {
  if (element === item || boundary === '') return true;
  return element.parentElement?.closest(boundary) === item || !item.matches(boundary);
}

/** What belongs to the item that is being read: gathered once for all that is looked for in it. */
let scope: { item: Element; boundary: Boundary; own: readonly Element[] } | null = null;

/**
 * Runs `read` while it is known what belongs to the item, so that each of its many questions looks at the item's own
 * elements and not at those of the thousands of items that may stand in it. `read` is synchronous; gathering yields.
 *
 * @param apart selector of nested items that are left out as a whole; empty: none
 */
export function* withOwn<Result>(
  item: Element,
  boundary: Boundary,
  apart: string,
  read: () => Result,
): Generator<undefined, Result> {
  const own = boundary !== '' && item.matches(boundary) ? yield* ownElements(item, boundary, apart) : null;
  const before = scope;
  scope = own && { item, boundary, own };
  try {
    return read();
  } finally {
    scope = before;
  }
}

/** How many elements are passed between two places where gathering may be interrupted. */
const BATCH = 200;

/** In the order of the page. A nested item belongs to the item around it, what is in it does not. */
function* ownElements(item: Element, boundary: Boundary, apart: string): Generator<undefined, Element[]> {
  const own: Element[] = [];
  let seen = 0;
  let at: Element | null = item.firstElementChild;
  while (at) {
    seen += 1;
    if (seen % BATCH === 0) yield;
    const left = apart !== '' && at.matches(apart);
    if (!left) own.push(at);
    const inner: Element | null = left || at.matches(boundary) ? null : at.firstElementChild;
    if (inner) {
      at = inner;
      continue;
    }
    while (at && at !== item && !at.nextElementSibling) at = at.parentElement;
    at = at === item ? null : (at?.nextElementSibling ?? null);
  }
  return own;
}

/** Descendants of the item that match and belong to it. */
function* matching(item: Element, selector: string, boundary: Boundary): Generator<Element> {
  if (scope?.item === item && scope.boundary === boundary) {
    for (const element of scope.own) if (element.matches(selector)) yield element;
    return;
  }
  for (const element of item.querySelectorAll(selector)) if (owns(item, element, boundary)) yield element;
}

/** First descendant of `item` (or itself) that matches and belongs to it. */
export function findOwn(item: Element, selector: string, boundary: Boundary): Element | null {
  if (item.matches(selector)) return item;
  if (scope?.item !== item || scope.boundary !== boundary) {
    // Mostly the first one is it, and the rest of a long page need not be searched.
    const first = item.querySelector(selector);
    if (!first || owns(item, first, boundary)) return first;
  }
  for (const element of matching(item, selector, boundary)) return element;
  return null;
}

/** Selectors are alternatives of one thing, newest markup first: the first that is there wins. */
export function findFirst(item: Element, selectors: readonly string[], boundary: Boundary): Element | null {
  for (const selector of selectors) {
    const found = findOwn(item, selector, boundary);
    if (found) return found;
  }
  return null;
}

/** Whether any of the marks is on the item itself or on something that belongs to it. */
export function hasMark(item: Element, marks: readonly Mark[], boundary: Boundary): boolean {
  return findMark(item, marks, boundary) !== null;
}

/** The first element that carries any of the marks and belongs to the item. */
export function findMark(item: Element, marks: readonly Mark[], boundary: Boundary): Element | null {
  for (const mark of marks) {
    const whole = mark.words ? null : findOwn(item, mark.at, boundary);
    if (whole) return whole;
    if (!mark.words) continue;
    if (carries(item, mark)) return item;
    for (const element of matching(item, mark.at, boundary)) if (saysSo(element, mark)) return element;
  }
  return null;
}

/** Whether the element itself carries the mark. */
export function carries(element: Element, mark: Mark): boolean {
  return element.matches(mark.at) && saysSo(element, mark);
}

function saysSo(element: Element, { words, whole }: Mark): boolean {
  if (!words) return true;
  const label = element.getAttribute('aria-label') ?? '';
  if (whole) return [ownText(element), label].some((text) => isPhrase(text, words));
  const text = `${element.textContent ?? ''} ${label}`.toLowerCase();
  return words.some((word) => text.includes(word));
}

/** What is written in the element itself, not in its children. */
function ownText(element: Element): string {
  let text = '';
  if (element.childElementCount > MOST_PARTS) return text;
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === TEXT_NODE) text += (child as Text).data;
  }
  return text;
}

/** What holds more elements is a list, not a button. */
const MOST_PARTS = 30;
/** Longer than any phrase that a site prints on a button. */
const LONGEST_PHRASE = 80;

function isPhrase(text: string, words: readonly string[]): boolean {
  return text !== '' && text.length <= LONGEST_PHRASE && words.includes(phrase(text));
}

/** «Показать ещё 3 ответа…» as «показать ещё ответа». */
function phrase(text: string): string {
  return text
    .replace(/[\d.…]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The first source that yields something, or null. */
export function resolve(item: Element, sources: readonly Source[], boundary: Boundary): string | null {
  for (const source of sources) {
    const value = resolveOne(item, source, boundary);
    if (value !== null && value !== '') return value;
  }
  return null;
}

/** All that the sources yield, without repeats. */
export function resolveAll(item: Element, sources: readonly Source[], boundary: Boundary): string[] {
  const values = sources.map((source) => resolveOne(item, source, boundary));
  return [...new Set(values.filter((value): value is string => value !== null && value !== ''))];
}

export function resolveOne(item: Element, source: Source, boundary: Boundary): string | null {
  const nearest = source.up ? item.closest(source.up) : item;
  const start = source.before ? earlier(nearest, source.before) : nearest;
  if (!start) return null;
  // An ancestor or sibling is outside the item: ownership then is not asked for.
  const outside = source.up !== undefined || source.before !== undefined;
  const place = source.in ? findOwn(start, source.in, outside ? '' : boundary) : start;
  if (!place) return null;
  let value: string | null = source.attr ? place.getAttribute(source.attr) : place.textContent;
  if (value !== null && source.json) value = fromJson(value, source.json);
  if (value !== null && source.query) value = fromQuery(value, source.query, place.baseURI);
  return value === null ? null : take(value, source.take ?? 'text');
}

function earlier(element: Element | null, selector: string): Element | null {
  for (let at = element?.previousElementSibling; at; at = at.previousElementSibling)
    if (at.matches(selector)) return at;
  return null;
}

function fromJson(text: string, path: string): string | null {
  try {
    let value: unknown = JSON.parse(text);
    for (const key of path.split('.')) {
      if (typeof value !== 'object' || value === null) return null;
      value = (value as Record<string, unknown>)[key];
    }
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  } catch {
    // A torn attribute is a missing one; health counts what is missing.
    return null;
  }
}

function fromQuery(url: string, name: string, base: string): string | null {
  if (!URL.canParse(url, base)) return null;
  return new URL(url, base).searchParams.get(name);
}

/** Telegram adds an offset of 2^32 to the numbers of channel messages in Web K. */
const TELEGRAM_MESSAGE_OFFSET = 2 ** 32;
/** Web A writes a channel's id as -(10^12 + id). */
const TELEGRAM_CHANNEL_OFFSET = 1e12;

const TAKE: Record<Take, (value: string) => string | null> = {
  text: (value) => value.replace(/\s+/g, ' ').trim(),
  number: (value) => value.match(/\d+/)?.[0] ?? null,
  count: (value) => countOf(value),
  'last-number': (value) => value.match(/\d+(?!.*\d)/s)?.[0] ?? null,
  'after-underscore': (value) => value.match(/_(\d+)$/)?.[1] ?? null,
  'first-line': (value) => value.split('\n')[0]?.trim() ?? null,
  'count-or-zero': (value) => countOf(value) ?? (value.trim() === '' ? null : '0'),
  'comments-title': (value) => countOf(value) ?? (/^\s*(комментарии|comments)\s*$/i.test(value) ? '0' : null),
  'zero-if-empty': (value) => (value.trim() === '' ? '0' : null),
  'vk-wall': (value) => value.match(/wall(-?\d+_\d+)/)?.[1] ?? null,
  'vk-wall-path': (value) => (/^-?\d+_\d+$/.test(value) ? `/wall${value}` : null),
  'vk-post': (value) => value.match(/-?\d+_\d+/)?.[0] ?? null,
  'vk-reply': vkReply,
  'vk-owner': (value) => {
    const owner = value.match(/wall(-?\d+)_\d+/)?.[1];
    return owner ? `vk:id:${owner}` : null;
  },
  // The id of the box «от имени сообщества»: `reply_as_group-1_10`.
  'vk-as-group': (value) => {
    const owner = value.match(/as_group(-\d+)_\d+/)?.[1];
    return owner ? `vk:id:${owner}` : null;
  },
  'vk-author': vkAuthor,
  'ok-author': okAuthor,
  'ok-topic': (value) => value.match(/\/(?:topic|statuses)\/(\d+)/)?.[1] ?? null,
  'telegram-peer': telegramPeer,
  'telegram-name': (value) => {
    const name = value.match(/(?:^@|t\.me\/(?:s\/)?|#@)(\w{3,})/)?.[1];
    return name ? `telegram:name:${name.toLowerCase()}` : null;
  },
  'server-id': (value) => {
    const mid = Number(value.match(/^(?:-?\d+_)?(\d+)$/)?.[1]);
    return mid > 0 ? String(mid % TELEGRAM_MESSAGE_OFFSET) : null;
  },
};

export function take(value: string, strategy: Take): string | null {
  return TAKE[strategy](value);
}

/** «12 комментариев», «1 234», «1,2K», «3 тыс.»; a rounded number is a number all the same. */
function countOf(value: string): string | null {
  const match = value
    .replace(/[\u00a0\u202f ](?=\d{3}(?!\d))/g, '')
    .match(/(\d+(?:[.,]\d+)?)(?:\s*(k|к|тыс|m|млн)(?![a-zа-яё]))?/i);
  if (!match?.[1]) return null;
  const unit = match[2]?.toLowerCase();
  const scale = unit === undefined ? 1 : unit === 'm' || unit === 'млн' ? 1e6 : 1e3;
  return String(Math.round(Number(match[1].replace(',', '.')) * scale));
}

/** A comment's number from its link, from the handler `replyClick('wall-1_10', 77, …)`, from `-1_77` or `77`. */
function vkReply(value: string): string | null {
  const number =
    value.match(/[?&]reply=(\d+)/)?.[1] ??
    value.match(/replyClick\(\s*'wall-?\d+_\d+'\s*,\s*(\d+)/)?.[1] ??
    value.match(/^(?:-?\d+_)?(\d+)$/)?.[1];
  return number === undefined || Number(number) === 0 ? null : number;
}

/** From a link `/club1`, `/id5`, `/slug`, or a signed owner id `-1`. */
function vkAuthor(value: string): string | null {
  if (/^-?\d+$/.test(value)) return `vk:id:${value}`;
  const path = URL.canParse(value, 'https://vk.com') ? new URL(value, 'https://vk.com').pathname.slice(1) : '';
  const numbered = path.match(/^(club|public|event|id)(\d+)$/);
  if (numbered) return `vk:id:${numbered[1] === 'id' ? '' : '-'}${numbered[2]}`;
  return /^[\w.]+$/.test(path) ? `vk:name:${path.toLowerCase()}` : null;
}

/** From a link `/group/55`, `/profile/5`, `/slug`. */
function okAuthor(value: string): string | null {
  const path = URL.canParse(value, 'https://ok.ru') ? new URL(value, 'https://ok.ru').pathname : '';
  const numbered = path.match(/^\/(group|profile)\/(\d+)/);
  if (numbered) return numbered[1] === 'group' ? `ok:id:${numbered[2]}` : `ok:profile:${numbered[2]}`;
  const slug = path.match(/^\/([\w.-]+)\/?$/)?.[1];
  return slug ? `ok:name:${slug.toLowerCase()}` : null;
}

/** A peer number in any of Telegram's spellings: `-123` (K), `-100123` (A), `c123_…` (t.me), `555` (a user). */
function telegramPeer(value: string): string | null {
  const peer = Number(value.replace(/^c(?=\d)/, '-').match(/^-?\d+/)?.[0] ?? Number.NaN);
  if (!Number.isSafeInteger(peer) || peer === 0) return null;
  if (peer > 0) return `telegram:user:${peer}`;
  const channel = -peer;
  return `telegram:id:${channel > TELEGRAM_CHANNEL_OFFSET ? channel - TELEGRAM_CHANNEL_OFFSET : channel}`;
}
