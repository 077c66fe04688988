/** A plan from a file: the columns are named by the person, bad rows are named by their number, all or nothing is taken. */
import { useState } from 'preact/hooks';
import type { PublishingText } from '../../../locales/publishing';
import { ENCODINGS, type Encoding } from '../../../publishing/encoding';
import type { PlanItem } from '../../../publishing/plan';
import {
  COLUMNS,
  type Column,
  guessColumns,
  type Mapping,
  type ReadRow,
  type Row,
  readRows,
  textOf,
} from '../../../publishing/plan-table';
import { Choice } from '../fields';
import type { PageRow } from '../model';

/** `big`: too large a file, or one that unpacks too far; `kind`: neither XLSX nor CSV; `broken`: it cannot be read; `empty`. */
export type FileFault = 'big' | 'kind' | 'broken' | 'empty' | 'rows';

export interface TableFile {
  name: string;
  sheets: readonly { name: string; rows: readonly Row[] }[];
  /** null: the file says itself how its letters are written. */
  encoding: Encoding | null;
}

export interface ImportProps {
  t: PublishingText;
  pages: readonly PageRow[];
  today: string;
  readFile(file: File, encoding: Encoding | null): Promise<TableFile | { fault: FileFault }>;
  onImport(items: readonly PlanItem[]): Promise<boolean>;
}

const PREVIEW = 8;
const FAULTS_SHOWN = 20;

export function ImportPlan(props: ImportProps) {
  const { t, readFile } = props;
  const [file, setFile] = useState<File | null>(null);
  const [table, setTable] = useState<TableFile | null>(null);
  const [fault, setFault] = useState<FileFault | null>(null);
  const [busy, setBusy] = useState(false);
  const read = async (chosen: File, encoding: Encoding | null): Promise<void> => {
    setBusy(true);
    setFault(null);
    const found = await readFile(chosen, encoding);
    setBusy(false);
    setFault('fault' in found ? found.fault : null);
    setTable('fault' in found ? null : found);
  };
  const choose = (event: Event): void => {
    const [chosen = null] = (event.currentTarget as HTMLInputElement).files ?? [];
    setFile(chosen);
    setTable(null);
    if (chosen) void read(chosen, null);
  };
  return (
    <section class="card" aria-labelledby="plan-import">
      <h2 id="plan-import">{t('import.title')}</h2>
      <p class="muted">{t('import.hint')}</p>
      <label class="file">
        {t('import.file')}
        <input type="file" accept=".xlsx,.csv,.txt,.tsv,.xls" onChange={choose} />
      </label>
      {busy && <p role="status">{t('import.reading')}</p>}
      {fault && (
        <p class="notice notice-bad" role="alert">
          {t(`import.fault.${fault}`)}
        </p>
      )}
      {file && table?.encoding && (
        <Choice
          label={t('import.encoding')}
          value={table.encoding}
          options={ENCODINGS.map((one) => [one, t(`import.encoding.${one}`)] as const)}
          onChange={(encoding) => void read(file, encoding)}
        />
      )}
      {table && <Sheets key={`${table.name} ${table.encoding}`} {...props} table={table} />}
    </section>
  );
}

function Sheets(props: ImportProps & { table: TableFile }) {
  const { t, table } = props;
  const [name, setName] = useState(table.sheets[0]?.name ?? '');
  const sheet = table.sheets.find((one) => one.name === name) ?? table.sheets[0];
  return (
    <>
      {table.sheets.length > 1 && (
        <Choice
          label={t('import.sheet')}
          value={name}
          options={table.sheets.map((one) => [one.name, one.name] as const)}
          onChange={setName}
        />
      )}
      {sheet && <Columns key={name} {...props} rows={sheet.rows} />}
    </>
  );
}

function Columns(props: ImportProps & { rows: readonly Row[] }) {
  const { t, rows, pages, today, onImport } = props;
  const guess = guessColumns(rows);
  const [mapping, setMapping] = useState<Mapping>(guess.mapping);
  const [busy, setBusy] = useState(false);
  const width = Math.max(0, ...rows.slice(0, 50).map((row) => row.length));
  const titles = Array.from({ length: width }, (_, index) => {
    const head = textOf(rows[guess.head]?.[index]).trim();
    return `${letters(index)}${head ? ` — ${head.slice(0, 40)}` : ''}`;
  });
  const read = readRows(rows, { mapping, head: guess.head, pages, today });
  const good = read.flatMap(({ item }) => item ?? []);
  const bad = read.filter(({ fault }) => fault !== null);
  const take = async (): Promise<void> => {
    setBusy(true);
    await onImport(good);
    setBusy(false);
  };
  const map = (column: Column, written: string): void => {
    const { [column]: _, ...rest } = mapping;
    setMapping(written === '' ? rest : { ...rest, [column]: Number(written) });
  };
  return (
    <>
      <h3>{t('import.columns')}</h3>
      <div class="row">
        {COLUMNS.map((column) => (
          <Choice
            key={column}
            label={t(`import.column.${column}`)}
            value={mapping[column] === undefined ? '' : String(mapping[column])}
            options={[
              ['', t('import.noColumn')] as const,
              ...titles.map((title, index) => [String(index), title] as const),
            ]}
            onChange={(written) => map(column, written)}
          />
        ))}
      </div>
      <Preview {...props} read={read} />
      <Bad t={t} bad={bad} />
      <Unknown t={t} read={read} />
      <div class="actions">
        <button type="button" class="primary" disabled={good.length === 0 || busy} onClick={() => void take()}>
          {t('import.take', { n: good.length })}
        </button>
      </div>
      <p class="muted">{t(bad.length > 0 ? 'import.partHint' : 'import.wholeHint', { n: bad.length })}</p>
    </>
  );
}

/** A, B, … Z, AA as a sheet names its columns. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

function Preview({ t, read, pages }: ImportProps & { read: readonly ReadRow[] }) {
  const shown = read.filter(({ item }) => item !== null).slice(0, PREVIEW);
  if (shown.length === 0) return <p class="notice notice-warn">{t('import.nothing')}</p>;
  return (
    <div class="table-wrap">
      <table class="gaps">
        <caption>{t('import.preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            {(['date', 'time', 'occasion', 'text', 'pages', 'format'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`import.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row, item }) => (
            <tr key={row}>
              <td>{row}</td>
              <td>{item?.date}</td>
              <td>{item?.time}</td>
              <td>{item?.occasion}</td>
              <td>{item?.text.slice(0, 80)}</td>
              <td>{item?.pages.map((id) => pages.find((page) => page.id === id)?.name ?? '').join(', ')}</td>
              <td>{item?.format ? t(`format.${item.format}`) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bad({ t, bad }: { t: PublishingText; bad: readonly ReadRow[] }) {
  if (bad.length === 0) return null;
  return (
    <div class="notice notice-warn" role="status">
      <p>{t('import.bad', { n: bad.length })}</p>
      <ul>
        {bad.slice(0, FAULTS_SHOWN).map(({ row, fault, shown }) => (
          <li key={row}>
            {t('import.badRow', { row, why: t(`import.rowFault.${fault ?? 'empty'}`) })} {shown && <q>{shown}</q>}
          </li>
        ))}
      </ul>
      {bad.length > FAULTS_SHOWN && <p>{t('plan.more', { n: bad.length - FAULTS_SHOWN })}</p>}
    </div>
  );
}

function Unknown({ t, read }: { t: PublishingText; read: readonly ReadRow[] }) {
  const names = [...new Set(read.flatMap(({ unknown }) => unknown))];
  if (names.length === 0) return null;
  return <p class="notice notice-warn">{t('import.unknownPages', { names: names.slice(0, 10).join(', ') })}</p>;
}
