/**
 * Plans from and to files. Loaded only when somebody imports or exports. XLSX is read and written by read-excel-file and
 * write-excel-file (MIT, released this autumn, no evaluation of code), CSV by Papa Parse.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import Papa from 'papaparse';
import readXlsx from 'read-excel-file/universal';
import writeXlsx from 'write-excel-file/universal';
import type { PageRow } from '../../components/dashboard/model';
import type { FileFault, TableFile } from '../../components/dashboard/plan/import';
import type { PublishingText } from '../../locales/publishing';
import { type Encoding, guessEncoding } from '../../publishing/encoding';
import { inOrder, type PlanEntry, stateOf } from '../../publishing/plan';
import type { Cell, Row } from '../../publishing/plan-table';
import { download } from './download';

const MEGABYTE = 1024 * 1024;
/** A plan of 5,000 items is about 1 MB. */
export const FILE_LIMIT = 20 * MEGABYTE;
/** What a small file can be blown up to is no plan any more. */
export const UNPACKED_LIMIT = 150 * MEGABYTE;
export const ROW_LIMIT = 20_000;

/** Reads a file whole, or says why not. Nothing is taken from it yet. */
export async function readTable(file: File, encoding: Encoding | null): Promise<TableFile | { fault: FileFault }> {
  if (file.size > FILE_LIMIT) return { fault: 'big' };
  if (file.size === 0) return { fault: 'empty' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  // The old binary sheet, or a password on a new one.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { fault: 'kind' };
  const found = isZip ? await readSheets(file, bytes) : readCsv(file, bytes, encoding);
  if ('fault' in found) return found;
  const sheets = found.sheets.filter(({ rows }) =>
    rows.some((row) => row.some((cell) => cell !== null && cell !== '')),
  );
  if (sheets.length === 0) return { fault: 'empty' };
  return sheets.some(({ rows }) => rows.length > ROW_LIMIT) ? { fault: 'rows' } : { ...found, sheets };
}

async function readSheets(file: File, bytes: Uint8Array): Promise<TableFile | { fault: FileFault }> {
  try {
    let [unpacked, isSheet] = [0, false];
    // Nothing is unpacked here: the list of the archive alone tells how large it would become.
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (/\.(?:xml|rels)$/u.test(name)) unpacked += originalSize;
        isSheet ||= name.startsWith('xl/');
        return false;
      },
    });
    if (!isSheet) return { fault: 'kind' };
    if (unpacked > UNPACKED_LIMIT) return { fault: 'big' };
    const sheets = await readXlsx(withErrors(bytes).buffer as ArrayBuffer);
    return {
      name: file.name,
      encoding: null,
      sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as unknown as Row[] })),
    };
  } catch {
    return { fault: 'broken' };
  }
}

const FAILED = /(<c\b[^>]*?)\st="e"/gu;

/**
 * The library takes a cell whose formula has failed for an empty one, and an empty date stands for the one above it. Here
 * such cells become texts, «#REF!», and the row is named.
 */
function withErrors(bytes: Uint8Array): Uint8Array {
  const sheets = unzipSync(bytes, { filter: ({ name }) => /^xl\/worksheets\/[^/]+\.xml$/u.test(name) });
  const failed = Object.entries(sheets).flatMap(([name, xml]) => {
    const text = strFromU8(xml);
    return text.includes(' t="e"') ? [[name, strToU8(text.replace(FAILED, '$1 t="str"'))] as const] : [];
  });
  return failed.length > 0 ? zipSync({ ...unzipSync(bytes), ...Object.fromEntries(failed) }, { level: 0 }) : bytes;
}

function readCsv(file: File, bytes: Uint8Array, asked: Encoding | null): TableFile | { fault: FileFault } {
  const encoding = asked ?? guessEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  // Pictures and programs hold zeros, texts do not.
  if (text.includes('\0')) return { fault: 'kind' };
  const { data } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  // A line of nothing but dividers is an empty one.
  const rows = data.map((row): Cell[] => row.map((cell) => (/^[;,|\s]*$/u.test(cell) ? null : cell.trim())));
  return { name: file.name, encoding, sheets: [{ name: file.name, rows }] };
}

/** What stands most often in the first lines, outside quotes. Excel in Russia divides by semicolons. */
function delimiterOf(text: string): string {
  const head = text
    .split(/\r?\n/u)
    .filter((line) => line.trim())
    .slice(0, 10)
    .join('\n')
    .replace(/"[^"]*"/gu, '');
  const counted = [';', '\t', ',', '|'].map((sign) => ({ sign, n: head.split(sign).length }));
  return counted.reduce((best, one) => (one.n > best.n ? one : best)).sign;
}

interface ExportContext {
  t: PublishingText;
  zone: string;
  now: number;
}

const WIDTHS = [12, 8, 40, 60, 30, 16, 24, 30, 18, 40];

/** Saves the plan as a sheet that can be read in again. @returns the name of the file */
export async function exportPlan(
  entries: readonly PlanEntry[],
  pages: readonly PageRow[],
  { t, zone, now }: ExportContext,
): Promise<string> {
  const names = new Map(pages.map(({ id, name }) => [id, name]));
  const columns = [
    'date',
    'time',
    'occasion',
    'text',
    'pages',
    'format',
    'responsible',
    'attachments',
    'state',
    'links',
  ] as const;
  const head = columns.map((column) => ({ value: t(`import.column.${column}`), fontWeight: 'bold' as const }));
  const rows = inOrder(entries, zone, now).map((entry) => {
    const { item, posts } = entry;
    const links = posts.flatMap(({ answer, link }) => (answer === 'yes' && link ? link : []));
    const texts = [
      item.time ?? '',
      item.occasion,
      item.text,
      item.pages.map((id) => names.get(id) ?? '').join(', '),
      item.format ? t(`format.${item.format}`) : '',
      item.responsible,
      item.attachments,
      t(`plan.state.${stateOf(entry, zone, now)}`),
      links.join('\n'),
    ];
    const date = item.date === null ? null : { value: new Date(item.date), type: Date, format: 'dd.mm.yyyy' };
    // Said to be text, so that a sheet never takes «=…» in somebody's words for a formula.
    return [date, ...texts.map((value) => ({ value: value.slice(0, CELL), type: String, wrap: true }))];
  });
  const name = t('plan.fileName', { date: new Date(now).toLocaleDateString('sv') });
  const file = await writeXlsx([head, ...rows], {
    columns: WIDTHS.map((width) => ({ width })),
    stickyRowsCount: 1,
  }).toBlob();
  download(file, name);
  return name;
}

/** Excel holds no more in one cell. */
const CELL = 32_000;
