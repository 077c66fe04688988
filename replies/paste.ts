/**
 * A pasted list of replies, from Word, Excel or a letter, made into drafts. Nothing is lost: every line is in a draft
 * or among those left with the reason. How the list is built is guessed from the whole of it: a table, numbers or
 * bullets, headings, greetings, or blank lines between.
 */
import { htmlLines } from './paste-html';
import { type LeftLine, type PastedLine, plainLines } from './paste-lines';
import { tableDrafts } from './paste-table';
import { draftOf, listTitle, looksLikeHeading, opensWithGreeting, type Parcel, parted } from './paste-text';
import { createTopicReader, type TopicReader } from './recognition';
import { created, type Step } from './template';
import { topicId } from './topics';

export interface PastedDraft {
  /** First revision of the new template. */
  step: Step;
  /** Lines that it was made of, 1-based, inclusive. */
  from: number;
  to: number;
  /** `made`: the list gave no title, so the first words stand for one. */
  title: 'given' | 'made';
}

export interface Pasted {
  how: 'table' | 'numbered' | 'bulleted' | 'headed' | 'blocks';
  drafts: PastedDraft[];
  left: LeftLine[];
}

const SEPARATOR =
  /^[\p{Pd}_=*•·.~#\s]{2,}$|^(?:\p{Pd}\s*)?\d{1,3}(?:\s*\p{Pd})?$|^стр(?:аница)?\.?\s*\d+(?:\s+из\s+\d+)?$/iu;
/** A title of the whole document before its first item is a line or two, not a reply. */
const PREAMBLE = 3;

const filled = (lines: readonly PastedLine[]): PastedLine[] => lines.filter(({ text }) => text);

/** Begins a new parcel at every line that `starts` says; what stands before the first is a parcel too. */
function cut(lines: readonly PastedLine[], starts: (line: PastedLine, at: number) => boolean): PastedLine[][] {
  const parcels: PastedLine[][] = [];
  lines.forEach((line, at) => {
    if (parcels.length === 0 || starts(line, at)) parcels.push([]);
    parcels.at(-1)?.push(line);
  });
  return parcels.filter((parcel) => filled(parcel).length > 0);
}

/** Lines with the numbers 1, 2, 3 … that open the items of the outer list; null when there is no such list. */
function numberedItems(lines: readonly PastedLine[]): Set<PastedLine> | null {
  const items = new Set<PastedLine>();
  let expected: number | null = null;
  for (const line of lines) {
    if (!line.item || (expected !== null && line.item !== expected)) continue;
    items.add(line);
    expected = line.item + 1;
  }
  const first = filled(lines).findIndex((line) => items.has(line));
  return items.size > 1 && first < PREAMBLE ? items : null;
}

function bulletedItems(lines: readonly PastedLine[]): Set<PastedLine> | null {
  const items = new Set(lines.filter(({ item }) => item === 0));
  const first = filled(lines).findIndex((line) => items.has(line));
  return items.size > 1 && first < PREAMBLE ? items : null;
}

/** Lines that stand over a text as its title; null when there are fewer than two. */
function headings(lines: readonly PastedLine[]): Set<PastedLine> | null {
  const found = new Set<PastedLine>();
  const allBold = filled(lines).every(({ bold }) => bold);
  const last = lines.findLastIndex(({ text }) => text);
  lines.forEach((line, at) => {
    if (at >= last || !looksLikeHeading(line.text)) return;
    const opensBlock = at === 0 || !lines[at - 1]?.text;
    const alone = opensBlock && !lines[at + 1]?.text;
    if ((line.bold && !allBold) || (opensBlock && line.text.endsWith(':')) || alone) found.add(line);
  });
  return found.size > 1 ? found : null;
}

function parcelsOf(lines: readonly PastedLine[]): { how: Pasted['how']; parcels: Parcel[] } {
  const listed = (how: Pasted['how'], starts: Set<PastedLine>) => ({
    how,
    parcels: cut(lines, (line) => starts.has(line)).map((parcel) => ({ lines: parcel, titled: false })),
  });
  const numbered = numberedItems(lines);
  if (numbered) return listed('numbered', numbered);
  const bulleted = bulletedItems(lines);
  if (bulleted) return listed('bulleted', bulleted);
  const titles = headings(lines);
  if (titles) {
    const parcels = cut(lines, (line) => titles.has(line)).flatMap((parcel): Parcel[] => {
      const [first] = parcel;
      return first && titles.has(first) ? [{ lines: parcel, titled: true }] : parted(parcel);
    });
    return { how: 'headed', parcels };
  }
  const blocks = cut(lines, (line, at) => Boolean(line.text) && !lines[at - 1]?.text);
  return { how: 'blocks', parcels: joined(blocks).flatMap(parted) };
}

/** Where replies greet, a block without greeting after one with it goes on with the same reply. */
function joined(blocks: PastedLine[][]): PastedLine[][] {
  const greets = (block: PastedLine[]): boolean => block.some(({ text }) => opensWithGreeting(text));
  if (blocks.filter(greets).length < 2) return blocks;
  const out: PastedLine[][] = [];
  for (const block of blocks) {
    const before = out.at(-1);
    const title = block.length === 1 && looksLikeHeading(block[0]?.text ?? '');
    const pending = before && !greets(before);
    if (before && (pending ? filled(before).length === 1 : !greets(block) && !title)) before.push(...block);
    else out.push([...block]);
  }
  return out;
}

/** HTML is taken when it tells more than the plain text and has all of its letters. */
function linesOf({ text, html }: { text: string; html?: string | null }): PastedLine[] {
  const plain = plainLines(text);
  if (!html) return plain;
  const rich = htmlLines(html);
  const letters = (lines: readonly PastedLine[]): string =>
    lines.map((line) => line.text.replace(/[^\p{L}]+/gu, '')).join('');
  const tells = rich.some(({ bold, cells, item }) => bold || cells || item !== null);
  return text.trim() === '' || (tells && letters(rich).includes(letters(plain))) ? rich : plain;
}

/**
 * Drafts out of what was pasted. `text` is the clipboard's text/plain, `html` its text/html where there is one.
 * `topics` reads what a text is about; the built-in topics unless told.
 */
export function draftsFrom(
  pasted: { text: string; html?: string | null },
  topics: TopicReader = createTopicReader(),
): Pasted {
  const left: LeftLine[] = [];
  const lines = linesOf(pasted).map((line) => {
    if (!line.text || line.cells || !SEPARATOR.test(line.text)) return line;
    left.push({ line: line.number, text: line.text, why: 'separator' });
    return { ...line, text: '', item: null };
  });
  const items = numberedItems(lines) ?? bulletedItems(lines);
  for (const line of listTitle(lines, (one) => one.cells !== null || items?.has(one) === true)) {
    left.push({ line: line.number, text: line.text, why: 'list-title' });
    lines[lines.indexOf(line)] = { ...line, text: '' };
  }
  const table = lines.some(({ cells }) => cells !== null);
  const { how, parcels } = table ? { how: 'table' as const, parcels: [] } : parcelsOf(lines);
  const found = table ? tableDrafts(lines) : parcels.map(draftOf);
  const drafts: PastedDraft[] = [];
  for (const one of found) {
    if ('why' in one) {
      left.push(one);
      continue;
    }
    const about = one.topics.length > 0 ? one.topics.map(topicId) : topicsOf(one.title, one.text, topics);
    const step = created(one.title, one.text, about);
    drafts.push({ step, from: one.from, to: one.to, title: one.made ? 'made' : 'given' });
  }
  return { how, drafts, left: left.sort((a, b) => a.line - b.line) };
}

/** The title says best what a template is for; where it says nothing, the text does. */
function topicsOf(title: string, text: string, reader: TopicReader): string[] {
  for (const source of [title, text]) {
    const [first] = reader.read(source);
    if (first && first.strength >= 0.5) return [first.topic];
  }
  return [];
}
