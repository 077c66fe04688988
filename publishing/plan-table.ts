/** Plans as municipalities keep them: a table of some columns in some order. Every row is understood or named. */
import { isDate, isoDate } from '../calendar/dates';
import { clockText, minutesOf } from '../calendar/hours';
import { civilDay } from '../sites/dates/zone';
import type { Site } from '../types';
import { MixFormat } from './formats';
import { emptyItem, OCCASION_LIMIT, PLAN_TEXT_LIMIT, type PlanItem } from './plan';

/** A cell as a sheet or a CSV file holds it. */
export type Cell = string | number | boolean | Date | null;
export type Row = readonly Cell[];

export const COLUMNS = ['date', 'time', 'occasion', 'text', 'pages', 'format', 'responsible', 'attachments'] as const;
export type Column = (typeof COLUMNS)[number];
/** Number of the column in the table; left out: there is none. */
export type Mapping = Partial<Record<Column, number>>;

const HEADS: Record<Column, RegExp> = {
  date: /дат|число|день|срок|когда|date/iu,
  time: /врем|час|time/iu,
  occasion: /тем|повод|наименован|мероприят|событи|заголов|рубрик|топик|title|topic/iu,
  text: /текст|содержан|описан|пост|публикаци|text/iu,
  pages: /страниц|площадк|соцсет|социальн|сеть|канал|ресурс|где|page|network/iu,
  format: /формат|вид|тип|format/iu,
  responsible: /ответств|исполнит|автор|кто|фио|responsible/iu,
  attachments: /вложен|материал|примечан|комментар|фото|note|attach/iu,
};

/** Rows at the top of a table in which its head is looked for: above it stand «Утверждаю» and the title. */
const HEAD_ROWS = 20;

export interface Guess {
  /** Number of the row with the names of the columns; -1: none was found. */
  head: number;
  mapping: Mapping;
}

/** Which row is the head of the table, and which column is which, as far as their names tell. */
export function guessColumns(rows: readonly Row[]): Guess {
  let best: Guess = { head: -1, mapping: {} };
  for (const [head, row] of rows.slice(0, HEAD_ROWS).entries()) {
    const mapping: Mapping = {};
    for (const column of COLUMNS) {
      const at = row.findIndex(
        (cell, index) =>
          typeof cell === 'string' &&
          cell.length < 60 &&
          HEADS[column].test(cell) &&
          !Object.values(mapping).includes(index),
      );
      if (at >= 0) mapping[column] = at;
    }
    if (Object.keys(mapping).length > Object.keys(best.mapping).length) best = { head, mapping };
  }
  return Object.keys(best.mapping).length >= 2 ? best : { head: -1, mapping: {} };
}

/**
 * `date`: there is none or it is none; `empty`: neither occasion nor text; `long`: a text too long to keep; `time`;
 * `formula`: one has failed, and what it should have given is not known.
 */
export type RowFault = 'date' | 'time' | 'empty' | 'long' | 'formula';

/** What Excel shows in place of a result, in English and in Russian. */
const FAILED_FORMULA =
  /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|ССЫЛКА!|Н\/Д|ЗНАЧ!|ИМЯ\?|ДЕЛ\/0!|ЧИСЛО!|ПУСТО!)$/u;

export interface ReadRow {
  /** Number of the row as the person sees it in the sheet, from 1. */
  row: number;
  item: PlanItem | null;
  fault: RowFault | null;
  /** What could not be read. */
  shown: string;
  /** Pages named in the row that are not in the register. */
  unknown: string[];
}

export interface KnownPage {
  id: string;
  name: string;
  site: Site;
}

export interface TableContext {
  mapping: Mapping;
  /** Rows up to and with this one are no items. */
  head: number;
  pages: readonly KnownPage[];
  /** ISO date; a date without a year is the nearest to it. */
  today: string;
}

/** Reads the rows of a table; empty ones are passed over. */
export function readRows(rows: readonly Row[], context: TableContext): ReadRow[] {
  const found: ReadRow[] = [];
  let last: string | null = null;
  for (const [index, row] of rows.entries()) {
    if (index <= context.head) continue;
    const cells = cellsOf(row, context.mapping);
    const isEmpty = COLUMNS.every((column) => !textOf(cells[column]).trim());
    if (isEmpty) continue;
    const read = readRow(cells, index + 1, context, last);
    last = read.item?.date ?? last;
    found.push(read);
  }
  return found;
}

type Cells = Partial<Record<Column, Cell>>;

function cellsOf(row: Row, mapping: Mapping): Cells {
  return Object.fromEntries(
    COLUMNS.flatMap((column) => (mapping[column] === undefined ? [] : [[column, row[mapping[column]] ?? null]])),
  );
}

function readRow(cells: Cells, row: number, { pages, today }: TableContext, last: string | null): ReadRow {
  const bad = (fault: RowFault, cell: Cell | undefined): ReadRow => ({
    row,
    item: null,
    fault,
    shown: textOf(cell).slice(0, 80),
    unknown: [],
  });
  const failed = COLUMNS.map((column) => cells[column]).find((cell) => FAILED_FORMULA.test(textOf(cell).trim()));
  if (failed !== undefined) return bad('formula', failed);
  // A merged cell of the date stands for the rows below it.
  const written = cells.date ?? null;
  const date = textOf(written).trim() === '' ? last : dateOf(written, today);
  if (date === null) return bad('date', written);
  const time =
    timeOf(cells.time) ?? timeOf(written instanceof Date || typeof written === 'number' ? null : written, true);
  if (time === null && textOf(cells.time).trim() !== '') return bad('time', cells.time);
  const [occasion, text] = [textOf(cells.occasion).trim(), textOf(cells.text).trim()];
  if (!occasion && !text) return bad('empty', null);
  if (text.length > PLAN_TEXT_LIMIT) return bad('long', cells.text);
  const { found, unknown } = pagesOf(textOf(cells.pages), pages);
  const item: PlanItem = {
    ...emptyItem(date, found),
    time,
    occasion: (occasion || firstLine(text)).slice(0, OCCASION_LIMIT),
    text,
    format: formatOf(textOf(cells.format)),
    responsible: textOf(cells.responsible).trim().slice(0, 200),
    attachments: textOf(cells.attachments).trim().slice(0, 2000),
  };
  return { row, item, fault: null, shown: '', unknown };
}

const firstLine = (text: string): string => text.split('\n')[0]!.trim();

export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell).toWellFormed();
}

const MONTHS = ['янв', 'фев', 'мар', 'апр', 'ма[йя]', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const DAY_1900 = Date.UTC(1899, 11, 30);

/**
 * A date as a sheet holds it: a date of its own, the number of days that Excel counts, «24.11.2026», «24 ноября»,
 * «2026-11-24», «24.11 (вт)». Without a year it is the nearest to today. null: none of these.
 */
export function dateOf(cell: Cell, today: string): string | null {
  // The library gives midnight in UTC.
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') {
    const isSerial = cell >= 36_526 && cell < 73_051;
    return isSerial ? isoDate(DAY_1900 + Math.floor(cell) * 86_400_000) : null;
  }
  const text = textOf(cell).trim();
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]|$)/u.exec(text)?.[1];
  if (iso) return isDate(iso) ? iso : null;
  const dotted = /(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?!\d)/u.exec(text);
  if (dotted) return nearest(Number(dotted[1]), Number(dotted[2]), dotted[3], today);
  const worded = /(?<!\d)(\d{1,2})\s+([а-яё]+)\.?(?:\s+(\d{4}))?/iu.exec(text);
  const month = worded ? MONTHS.findIndex((name) => new RegExp(`^${name}`, 'iu').test(worded[2]!)) + 1 : 0;
  return worded && month > 0 ? nearest(Number(worded[1]), month, worded[3], today) : null;
}

function nearest(day: number, month: number, year: string | undefined, today: string): string | null {
  const here = Number(today.slice(0, 4));
  const years = year ? [year.length === 2 ? 2000 + Number(year) : Number(year)] : [here - 1, here, here + 1];
  const civils = years.flatMap((one) => civilDay({ year: one, month, day }) ?? []);
  const away = (civil: number): number => Math.abs(civil - Date.parse(today));
  const best = civils.sort((a, b) => away(a) - away(b))[0];
  return best === undefined ? null : isoDate(best);
}

/** «10:00» from a text, a fraction of a day or a date of its own. @param inside the text holds more than the time */
function timeOf(cell: Cell | undefined, inside = false): string | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(11, 16);
  if (typeof cell === 'number') return cell >= 0 && cell < 1 ? clockText(Math.round(cell * 24 * 60)) : null;
  const text = textOf(cell);
  const found = inside ? /(?<!\d)(\d{1,2}:\d{2})(?!\d)/u.exec(text) : /(?<!\d)(\d{1,2}[:.]\d{2})(?!\d)/u.exec(text);
  const minutes = found ? minutesOf(found[1]!) : null;
  return minutes === null ? null : clockText(minutes);
}

const SITES: readonly (readonly [Site, RegExp])[] = [
  ['vk', /(?<!\p{L})(?:вк|vk|вконтакте|в контакте)(?!\p{L})/iu],
  ['ok', /(?<!\p{L})(?:ок|ok|одноклассник\p{L}*)(?!\p{L})/iu],
  ['telegram', /(?<!\p{L})(?:тг|tg|телеграмм?|telegram)(?!\p{L})/iu],
];
const ALL = /(?<!\p{L})(?:все|всех|везде)(?!\p{L})/iu;

/** Pages by their names, or all of a network by its; what is left over is named. Nothing written: every page. */
function pagesOf(written: string, pages: readonly KnownPage[]): { found: string[]; unknown: string[] } {
  const text = written.trim();
  if (!text || ALL.test(text)) return { found: pages.map(({ id }) => id), unknown: [] };
  const found = new Set<string>();
  const unknown: string[] = [];
  for (const part of text.split(/[,;\n/+]| и /u).map((one) => one.trim())) {
    if (!part) continue;
    const named = pages.filter(({ name }) => name.toLowerCase() === part.toLowerCase());
    const site = SITES.find(([, words]) => words.test(part))?.[0];
    const meant = named.length > 0 ? named : pages.filter((page) => page.site === site);
    if (meant.length === 0) unknown.push(part.slice(0, 80));
    for (const { id } of meant) found.add(id);
  }
  return { found: [...found], unknown };
}

const FORMATS: readonly (readonly [MixFormat, RegExp])[] = [
  ['infographic', /инфографик/iu],
  ['contest', /конкурс|викторин|розыгрыш/iu],
  ['promotion', /акци/iu],
  ['poll', /опрос|голосован/iu],
  ['live', /эфир|трансляц/iu],
  ['clip', /клип|reels/iu],
  ['video', /видео|ролик/iu],
  ['animation', /анимац|gif/iu],
  ['album', /альбом|фотоотч[её]т|карусел/iu],
  ['photo', /фото|картинк|карточк|изображ/iu],
  ['story', /истори|сторис/iu],
  ['article', /стать/iu],
  ['document', /документ|файл/iu],
  ['text', /текст|пост/iu],
];

export function formatOf(written: string): MixFormat | null {
  const exact = MixFormat.safeParse(written.trim());
  return exact.success ? exact.data : (FORMATS.find(([, words]) => words.test(written))?.[0] ?? null);
}
