/**
 * The comment's markup as evidence: what stood there and in what order, without anything that could act or load. It is
 * kept and shown as text only, never put into a page again.
 */

/** Longest markup kept, in characters; a comment's own is a few thousand. */
const LONGEST = 20_000;
/** What may act, load or carry somebody's settings. */
const DROPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'link',
  'meta',
  'base',
]);
/** Attributes that tell what was written, where and when. */
const KEPT = new Set([
  'id',
  'href',
  'alt',
  'title',
  'datetime',
  'role',
  'aria-label',
  'lang',
  'data-testid',
  'data-post-id',
  'data-from-id',
  'data-time',
  'data-timestamp',
  'data-mid',
  'data-message-id',
  'data-seen-params',
  'data-itemkey',
]);
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/** The element and what is in it as plain markup; cut where it is longer than any comment. */
export function sanitisedMarkup(element: Element): string {
  const parts: string[] = [];
  let length = 0;
  const write = (part: string): boolean => {
    length += part.length;
    parts.push(part);
    return length < LONGEST;
  };
  walk(element, write);
  return length < LONGEST ? parts.join('') : `${parts.join('').slice(0, LONGEST)}…`;
}

function walk(node: Node, write: (part: string) => boolean): boolean {
  if (node.nodeType === TEXT_NODE) return write(escaped(node.nodeValue ?? ''));
  if (node.nodeType !== ELEMENT_NODE) return true;
  const element = node as Element;
  const name = element.localName;
  if (DROPPED.has(name)) return true;
  const attributes = [...element.attributes].filter(({ name, value }) => KEPT.has(name) && !isCode(name, value));
  const inside = attributes.map(({ name, value }) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`);
  if (!write(`<${name}${inside.join('')}>`)) return false;
  for (let child = element.firstChild; child; child = child.nextSibling) if (!walk(child, write)) return false;
  return write(`</${name}>`);
}

function isCode(name: string, value: string): boolean {
  return name === 'href' && !/^(https?:|\/|#|mailto:|tel:|\?)/i.test(value.trim());
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
