/**
 * The text of a comment as one string, with the way back: which place in the page each piece of it came from.
 * Layout is never asked for (innerText would force one), so blocks are told by their tags.
 */

/** A run of the string that lies in one place: a text node from `offset` on, or an image's alternative text. */
interface Run {
  start: number;
  length: number;
  node: Text | Element;
  offset: number;
}

/** By number: the reader also runs where there is no global `Node`. */
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;

export interface PageText {
  readonly text: string;
  /** The range of the page that holds text[start, end), or null when the page no longer holds it. */
  range(start: number, end: number): StaticRange | null;
}

const BLOCKS = new Set([
  'DIV',
  'P',
  'LI',
  'UL',
  'OL',
  'BLOCKQUOTE',
  'PRE',
  'H1',
  'H2',
  'H3',
  'H4',
  'SECTION',
  'ARTICLE',
]);
const SILENT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'svg']);

const FOLDED = /^[ \t\n\r\f]/;

class Writer {
  text = '';
  readonly runs: Run[] = [];
  private pendingBreak = false;
  private pendingSpace = false;

  /** A line ends here, if anything is written after it. */
  lineBreak(): void {
    if (this.text !== '') this.pendingBreak = true;
  }

  write(node: Text | Element, data: string): void {
    // Of all spaces only these are folded on the screen; a no-break space is written like a letter.
    const pieces = /[^ \t\n\r\f]+|[ \t\n\r\f]+/g;
    for (let match = pieces.exec(data); match; match = pieces.exec(data)) {
      if (FOLDED.test(match[0])) this.space(match[0]);
      else this.run(node, match.index, match[0]);
    }
  }

  private space(piece: string): void {
    if (piece.includes('\n')) this.lineBreak();
    else this.pendingSpace = true;
  }

  private run(node: Text | Element, offset: number, piece: string): void {
    if (this.text !== '' && this.pendingBreak) this.text += '\n';
    else if (this.text !== '' && this.pendingSpace) this.text += ' ';
    this.pendingBreak = false;
    this.pendingSpace = false;
    this.runs.push({ start: this.text.length, length: piece.length, node, offset });
    this.text += piece;
  }
}

/**
 * Reads the text under `root`, leaving out what `not` selects.
 * White space is folded as a browser would show it; `<br>`, blocks and written newlines become `\n`; an emoji image
 * gives its alternative text.
 */
export function readText(root: Element, not: readonly string[]): PageText {
  const writer = new Writer();
  visit(root, not.join(', '), writer);
  const { text, runs } = writer;
  return { text, range: (start, end) => rangeOf(text, runs, start, end) };
}

/** Iterative: a hostile page can nest deeper than the stack. */
function visit(root: Element, not: string, writer: Writer): void {
  const stack: (Node | 'break')[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === 'break') writer.lineBreak();
    else if (node.nodeType === TEXT_NODE) writer.write(node as Text, (node as Text).data);
    else if (node.nodeType === ELEMENT_NODE) open(node as Element, node === root, not, writer, stack);
  }
}

function open(element: Element, isRoot: boolean, not: string, writer: Writer, stack: (Node | 'break')[]): void {
  if (SILENT.has(element.tagName) || (!isRoot && not !== '' && element.matches(not))) return;
  if (element.tagName === 'BR') writer.lineBreak();
  if (element.tagName === 'IMG') writer.write(element, element.getAttribute('alt') ?? '');
  if (BLOCKS.has(element.tagName)) {
    writer.lineBreak();
    stack.push('break');
  }
  for (let child = element.lastChild; child; child = child.previousSibling) stack.push(child);
}

function rangeOf(text: string, runs: readonly Run[], start: number, end: number): StaticRange | null {
  if (start < 0 || end > text.length || start >= end) return null;
  const first = runAt(runs, start);
  const last = runAt(runs, end - 1);
  if (!first || !last) return null;
  const from = boundaryOf(first, start, 'start');
  const to = boundaryOf(last, end, 'end');
  if (!from || !to) return null;
  return new StaticRange({ startContainer: from[0], startOffset: from[1], endContainer: to[0], endOffset: to[1] });
}

/** The last run that starts at or before `index`. */
function runAt(runs: readonly Run[], index: number): Run | null {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (runs[middle]!.start <= index) low = middle;
    else high = middle - 1;
  }
  return runs[low] ?? null;
}

function boundaryOf(run: Run, index: number, side: 'start' | 'end'): [Node, number] | null {
  if (!run.node.isConnected) return null;
  if (run.node.nodeType === TEXT_NODE) {
    // A folded space belongs to no run: a fragment that begins or ends with one begins or ends at the word before it.
    const offset = run.offset + Math.min(index - run.start, run.length);
    return offset <= (run.node as Text).data.length ? [run.node, offset] : null;
  }
  const parent = run.node.parentNode;
  if (!parent) return null;
  const position = Array.prototype.indexOf.call(parent.childNodes, run.node);
  return [parent, side === 'start' ? position : position + 1];
}
