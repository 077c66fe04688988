/**
 * What was pasted, as lines: the common ground of plain text and of Word's and Excel's HTML. Nothing is judged here.
 */

/**
 * Why a line made no draft: the title of the list itself; a separator or page number; a heading or first column without a text; the head of a table;
 * a column that nothing is known of; a text too short to be a reply or too long for a template.
 */
export type LeftReason =
  | 'list-title'
  | 'separator'
  | 'no-text'
  | 'table-head'
  | 'extra-column'
  | 'too-short'
  | 'too-long';

export interface LeftLine {
  /** 1-based number of the (first) line. */
  line: number;
  text: string;
  why: LeftReason;
}

export interface PastedLine {
  /** 1-based, in the order pasted. */
  number: number;
  /** Trimmed, without the list marker; empty: a blank line. Cells of a row are joined by tabs. */
  text: string;
  /** Every letter of the line is bold. Plain text knows no bold. */
  bold: boolean;
  /** Number of a list item («3.», «3)»), 0 for a bullet, null: no list marker. */
  item: number | null;
  /** Cells of a table's row, trimmed; null: not of a table. */
  cells: string[] | null;
}

const NUMBERED = /^(?:№\s*)?(\d{1,4})[.)](?:\s+|$)/u;
// «- » may open a dialogue or a dash, but at the start of a pasted line it is a list.
const BULLET = /^[•·▪◦‣*–—-]\s+(?!\d{1,3}\s*\p{Pd}?$)/u;

/** A line from its text: the list marker is taken off and told. */
export function lineOf(number: number, raw: string, bold = false): PastedLine {
  const text = raw.replaceAll('\u00a0', ' ').trim();
  const numbered = NUMBERED.exec(text);
  if (numbered) {
    return { number, text: text.slice(numbered[0].length).trim(), bold, item: Number(numbered[1]), cells: null };
  }
  const bullet = BULLET.exec(text);
  if (bullet) return { number, text: text.slice(bullet[0].length).trim(), bold, item: 0, cells: null };
  return { number, text, bold, item: null, cells: null };
}

/** A table's row. */
export function rowOf(number: number, cells: readonly string[], bold = false): PastedLine {
  const trimmed = cells.map((cell) => cell.replaceAll('\u00a0', ' ').trim());
  return { number, text: trimmed.join('\t').trim(), bold, item: null, cells: trimmed };
}

/** Excel puts a cell in quotes when it holds a line break, a tab or a quote, and doubles the quotes inside. */
function cellEnd(text: string, from: number): { value: string; end: number } {
  let value = '';
  let at = from + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) break;
    value += text.slice(at, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      at = quote + 2;
      continue;
    }
    const after = text[quote + 1];
    if (after === undefined || after === '\t' || after === '\n') return { value, end: quote + 1 };
    break;
  }
  // The quote was not Excel's: it is a letter of the cell like any other.
  const plain = /[^\t\n]*/y;
  plain.lastIndex = from;
  const cell = plain.exec(text)?.[0] ?? '';
  return { value: cell, end: from + cell.length };
}

function rows(text: string): PastedLine[] {
  const made: PastedLine[] = [];
  let cells: string[] = [];
  let at = 0;
  while (at <= text.length) {
    let value: string;
    if (text[at] === '"') {
      const cell = cellEnd(text, at);
      value = cell.value;
      at = cell.end;
    } else {
      const stop = /[\t\n]/g;
      stop.lastIndex = at;
      const end = stop.exec(text)?.index ?? text.length;
      value = text.slice(at, end);
      at = end;
    }
    cells.push(value);
    if (text[at] !== '\t') {
      made.push(cells.length > 1 ? rowOf(made.length + 1, cells) : lineOf(made.length + 1, value));
      cells = [];
    }
    at += 1;
  }
  return made;
}

const withoutMarker = (line: string): string => line.replace(/^\s*(?:(?:№\s*)?\d{1,4}[.)]|[•·▪◦‣*–—-])\s*\t/u, '');

/** Lines of pasted plain text; a table when most of its lines have tabs that are not those of list markers. */
export function plainLines(pasted: string): PastedLine[] {
  const text = pasted.replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, '\n');
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim());
  const tabbed = filled.filter((line) => withoutMarker(line).trim().includes('\t')).length;
  // A quoted cell may run over many lines, so a few tabs in text that starts a cell by a quote are enough.
  const quoted = /(?:^|\t)"/mu.test(text);
  if (tabbed > 0 && (tabbed * 2 >= filled.length || quoted)) return rows(text);
  return lines.map((line, i) => lineOf(i + 1, line));
}
