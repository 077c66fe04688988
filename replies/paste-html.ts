/**
 * Lines of pasted HTML, as Word, Excel and browsers put it on the clipboard. A tokenizer and no more: it takes text,
 * bold type, list items and table cells and knows no scripts, styles or links; there is no DOM here and nothing is run.
 */
import { lineOf, type PastedLine, rowOf } from './paste-lines';

const HIDDEN = new Set(['head', 'style', 'script', 'title', 'xml', 'template', 'noscript']);
const BLOCKS = new Set(
  'address article blockquote body dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const HEADING = /^h[1-6]$/;
const VOID = new Set(['br', 'hr', 'img', 'meta', 'link', 'input', 'col', 'wbr']);
const BOLD_STYLE = /font-weight\s*:\s*(?:bold|[6-9]00)/i;
const LIGHT_STYLE = /font-weight\s*:\s*(?:normal|[1-5]00)/i;

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  shy: '',
  laquo: '«',
  raquo: '»',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  bull: '•',
  middot: '·',
  numero: '№',
  copy: '©',
  deg: '°',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
};

/** Text with its entities read; those not known stay as they are written. */
function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi, (whole, hex, dec, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(dec);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

interface Tag {
  name: string;
  closing: boolean;
  attributes: string;
}
type Token = { text: string } | Tag;

const TAG = /^(\/?)([a-z][a-z0-9:]*)([\s\S]*)$/i;

/** Where a tag that opens at `from` ends: a `>` in a quoted attribute does not end it. */
function tagEnd(html: string, from: number): number {
  const stops = /"[^"]*"|'[^']*'|>/g;
  stops.lastIndex = from;
  for (let stop = stops.exec(html); stop; stop = stops.exec(html)) if (stop[0] === '>') return stop.index;
  return html.indexOf('>', from);
}

/** Text and tags in order. Comments, declarations and what stands in hidden elements are left out. */
function* tokens(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return yield { text: html.slice(at) };
    if (open > at) yield { text: html.slice(at, open) };
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      if (end < 0) return;
      at = end + 3;
      continue;
    }
    const mark = html[open + 1] ?? '';
    if (!/[a-z/!?]/i.test(mark)) {
      // A «<» that opens no tag: text.
      yield { text: '<' };
      at = open + 1;
      continue;
    }
    const end = tagEnd(html, open + 1);
    if (end < 0) return yield { text: html.slice(open) };
    at = end + 1;
    const [, slash, name = '', attributes = ''] = TAG.exec(html.slice(open + 1, end)) ?? [];
    if (!name) continue;
    const tag: Tag = { name: name.toLowerCase(), closing: slash === '/', attributes };
    if (HIDDEN.has(tag.name) && !tag.closing) {
      const close = new RegExp(`</${tag.name}[\\s>]`, 'gi');
      close.lastIndex = at;
      const found = close.exec(html);
      if (!found) return;
      at = found.index;
      continue;
    }
    yield tag;
  }
}

class Lines {
  readonly made: PastedLine[] = [];
  #text = '';
  #letters = { all: 0, bold: 0 };
  #item: number | null = null;
  #cells: string[] | null = null;
  #row = { all: 0, bold: 0 };
  readonly #bold: { name: string; bold: boolean }[] = [];
  readonly #lists: { ordered: boolean; count: number }[] = [];

  text(raw: string): void {
    const text = decoded(raw.replace(/[ \t\r\n]+/g, ' '));
    const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
    this.#letters.all += letters;
    if (this.#bold.at(-1)?.bold) this.#letters.bold += letters;
    this.#text += /[\s\u00a0]$/u.test(this.#text) ? text.replace(/^ /, '') : text;
  }

  tag({ name, closing, attributes }: Tag): void {
    if (name === 'br') this.#newLine();
    else if (BLOCKS.has(name)) this.#block(name, closing);
    if (!VOID.has(name)) this.#weight(name, closing, attributes);
  }

  #weight(name: string, closing: boolean, attributes: string): void {
    if (closing) {
      const at = this.#bold.findLastIndex((open) => open.name === name);
      if (at >= 0) this.#bold.length = at;
      return;
    }
    const inherited = this.#bold.at(-1)?.bold ?? false;
    const own = name === 'b' || name === 'strong' || name === 'th' || HEADING.test(name) || BOLD_STYLE.test(attributes);
    if (own || name === 'p' || name === 'span' || name === 'div' || name === 'td' || name === 'li') {
      this.#bold.push({ name, bold: LIGHT_STYLE.test(attributes) ? false : own || inherited });
    }
  }

  #block(name: string, closing: boolean): void {
    if (name === 'td' || name === 'th') {
      if (closing) this.#closeCell();
      else if (this.#cells === null) this.#endLine();
      return;
    }
    if (this.#cells !== null && name !== 'tr' && name !== 'table') {
      this.#newLine();
      return;
    }
    this.#endLine();
    if (name === 'tr') {
      this.#endRow();
      if (!closing) this.#cells = [];
      return;
    }
    if (name === 'ol' || name === 'ul' || name === 'li') this.#list(name, closing);
    // A heading stands apart from what is above it.
    if (!closing && HEADING.test(name)) this.#blank();
  }

  #list(name: 'ol' | 'ul' | 'li', closing: boolean): void {
    if (name !== 'li') {
      if (closing) this.#lists.pop();
      else this.#lists.push({ ordered: name === 'ol', count: 0 });
      return;
    }
    const list = this.#lists.at(-1);
    // Only the outer list parts templates; an inner one belongs to the text.
    if (closing || !list || this.#lists.length > 1) return;
    list.count += 1;
    this.#item = list.ordered ? list.count : 0;
  }

  #blank(): void {
    if (this.made.length > 0) this.made.push(lineOf(this.made.length + 1, ''));
  }

  #newLine(): void {
    if (this.#cells !== null) this.#text = `${this.#text.trimEnd()}\n`;
    else if (this.#text.trim()) this.#endLine();
    else this.#blank();
  }

  #endLine(): void {
    if (this.#cells !== null) return;
    if (this.#text.trim()) {
      const line = lineOf(this.made.length + 1, this.#text, this.#isBold(this.#letters));
      this.made.push(this.#item === null ? line : { ...line, item: line.item ?? this.#item });
      this.#item = null;
    } else if (this.#text.includes('\u00a0')) {
      this.#blank();
    }
    this.#text = '';
    this.#letters = { all: 0, bold: 0 };
  }

  #isBold({ all, bold }: { all: number; bold: number }): boolean {
    return all > 0 && all === bold;
  }

  #closeCell(): void {
    if (this.#cells === null) return;
    this.#cells.push(this.#text.replace(/\n+/g, '\n'));
    this.#row.all += this.#letters.all;
    this.#row.bold += this.#letters.bold;
    this.#text = '';
    this.#letters = { all: 0, bold: 0 };
  }

  #endRow(): void {
    if (this.#cells === null) return;
    if (this.#text.trim()) this.#closeCell();
    if (this.#cells.some((cell) => cell.trim())) {
      this.made.push(rowOf(this.made.length + 1, this.#cells, this.#isBold(this.#row)));
    }
    this.#cells = null;
    this.#text = '';
    this.#row = { all: 0, bold: 0 };
  }

  end(): PastedLine[] {
    this.#endRow();
    this.#endLine();
    return this.made;
  }
}

/** Lines of pasted HTML. Never throws; linear in the text. */
export function htmlLines(html: string): PastedLine[] {
  const lines = new Lines();
  for (const token of tokens(html)) {
    if ('text' in token) lines.text(token.text);
    else lines.tag(token);
  }
  return lines.end();
}
