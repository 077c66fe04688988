/** The journal as a spreadsheet. The library is loaded when somebody asks for one. */
import { type JournalSpeech, moment, pageName } from '../../components/dashboard/journal/model';
import type { PageRow } from '../../components/dashboard/model';
import { dateOf, figuresOf } from '../../moderation/journal';
import type { StoredCase } from '../../moderation/stored';

interface TableInput extends JournalSpeech {
  rows: readonly StoredCase[];
  pages: readonly PageRow[];
  /** Without author, text and link: for the report. */
  anonymous: boolean;
}

type Row = (string | number)[];

/** Excel runs what begins so as a formula; a commenter's text must stay a text. */
const plain = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

export function journalRows({ rows, pages, anonymous, t, language, zone }: TableInput): Row[] {
  const head = [
    t('column.number'),
    t('column.date'),
    t('column.page'),
    t('column.kinds'),
    t('column.decision'),
    t('column.clause'),
    t('column.state'),
    ...(anonymous ? [] : [t('column.author'), t('column.text'), t('column.link')]),
  ];
  const body = rows.map((row): Row => {
    const { subject } = row;
    const person = subject
      ? [subject.author.name, subject.text, subject.permalink ?? '']
      : [t('journal.erased'), '', ''];
    return [
      row.by?.seq ?? '',
      moment(dateOf(row), { language, zone }),
      plain(pageName(pages, row.page)),
      row.kinds.map((kind) => t(`kind.${kind}`)).join(', '),
      t(`decided.${row.decision ?? 'none'}`),
      row.clause ?? '',
      t(`state.${row.state}`),
      ...(anonymous ? [] : person.map(plain)),
    ];
  });
  return [head, ...body];
}

export function figureRows({ rows, t }: Pick<TableInput, 'rows' | 't'>): Row[] {
  const { all, decisions, kinds, evidence, vanished } = figuresOf(rows);
  return [
    [t('figures.all'), all],
    ...Object.entries(decisions).map(([decision, n]): Row => [t(`decided.${decision as 'none'}`), n]),
    ...Object.entries(kinds).map(([kind, n]): Row => [t(`kind.${kind as 'spam'}`), n]),
    [t('figures.evidence'), evidence],
    [t('figures.vanished'), vanished],
  ];
}

/** @returns the file */
export async function journalWorkbook(input: TableInput): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser');
  const { t } = input;
  const bold = (row: Row) => row.map((value) => ({ value, fontWeight: 'bold' as const }));
  const [head, ...body] = journalRows(input);
  const sheets = [
    {
      data: [bold(head!), ...body],
      sheet: t('figures.sheet'),
      columns: head!.map((_, index) => ({ width: [10, 20, 30, 24, 20, 16, 16, 24, 60, 40][index] ?? 20 })),
      stickyRowsCount: 1,
    },
    { data: figureRows(input), sheet: t('figures.summary'), columns: [{ width: 36 }, { width: 12 }] },
  ];
  return write(sheets).toBlob();
}
