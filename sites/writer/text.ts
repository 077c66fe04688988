/**
 * What stands in a field, line by line, as a person sees it. `innerText` would force a layout of the whole page and
 * doubles the lines of paragraphs, so the lines are told here: by blocks, breaks and, where it is kept, the newline.
 */
import { isElement, isText, isValueField } from './field';

/** No-break spaces, repeated ones and invisible characters are how editors keep their own order: none of the text. */
function plain(line: string): string {
  return line
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * The lines of a text that say something. Empty ones are left out: editors of paragraphs show them as a margin,
 * and some drop them from what is pasted.
 */
export function linesOf(text: string): string[] {
  return text.split('\n').map(plain).filter(Boolean);
}

/** The text of a textarea, an input or an editable element, its lines divided by `\n`. */
export function readField(field: HTMLElement): string {
  if (isValueField(field)) return field.value;
  const lines = new Lines();
  readChildren(field, lines, keepsNewlines(field));
  return lines.text();
}

class Lines {
  private readonly lines: string[] = [];
  /** The next thing written stands on a line of its own. */
  private fresh = true;

  write(text: string): void {
    if (text === '') return;
    this.begin();
    this.lines[this.lines.length - 1] += text;
  }

  break(): void {
    this.begin();
    this.lines.push('');
  }

  /** The line is there, though nothing is on it. */
  begin(): void {
    if (this.fresh) this.lines.push('');
    this.fresh = false;
  }

  /** A block begins or ends here. */
  edge(): void {
    this.fresh = true;
  }

  text(): string {
    return this.lines.join('\n');
  }
}

function readChildren(parent: Node, lines: Lines, pre: boolean): void {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (isText(node)) writeText(node.data, lines, pre);
    else if (isElement(node)) readElement(node, lines);
  }
}

function writeText(data: string, lines: Lines, pre: boolean): void {
  if (!pre) {
    // A gap between blocks is no line.
    if (data.trim() !== '' || data.includes('\u00a0')) lines.write(data.replace(/[ \t\n\r\f]+/g, ' '));
    return;
  }
  for (const [index, line] of data.split('\n').entries()) {
    if (index > 0) lines.break();
    lines.write(line);
  }
}

function readElement(element: Element, lines: Lines): void {
  if (element.localName === 'br') {
    if (isLastOfBlock(element)) lines.begin();
    else lines.break();
  }
  // Sites draw emoji as pictures.
  if (element.localName === 'img') lines.write(element.getAttribute('alt') ?? '');
  const block = isBlock(element);
  if (block) lines.edge();
  readChildren(element, lines, keepsNewlines(element));
  if (block) lines.edge();
}

/** Such a break only holds the line open; it shows nothing. */
function isLastOfBlock(element: Element): boolean {
  for (let at: Node = element; ; at = at.parentNode as Node) {
    for (let next = at.nextSibling; next; next = next.nextSibling) {
      if (isElement(next)) return isBlock(next);
      if (isText(next) && next.data.trim() !== '') return false;
    }
    const parent = at.parentElement;
    if (!parent || isBlock(parent)) return true;
  }
}

function isBlock(element: Element): boolean {
  const display = styleOf(element)?.display ?? '';
  return !/^(inline|contents|none)/.test(display);
}

function keepsNewlines(element: Element): boolean {
  return /^(pre|break-spaces)/.test(styleOf(element)?.whiteSpace ?? '');
}

function styleOf(element: Element): CSSStyleDeclaration | null {
  return element.ownerDocument.defaultView?.getComputedStyle(element) ?? null;
}
