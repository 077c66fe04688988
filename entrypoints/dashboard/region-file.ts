/** The district's table as a sheet; loaded only when somebody saves it. */
import writeXlsx from 'write-excel-file/universal';
import type { OfficeEntry, OfficeRow } from '../../components/dashboard/region/model';
import type { RegionText } from '../../locales/region';
import { download } from './download';

type Line = readonly (string | number)[];

/** What is in the file, sheet by sheet. An unknown number is an empty cell, never a nought. */
export function figureSheets(rows: readonly OfficeRow[], entries: readonly OfficeEntry[], t: RegionText) {
  const offices: Line[] = [
    ['office', 'login', 'met', 'short', 'unknown', 'answered', 'median', 'day'].map((name) =>
      t(`region.${name as 'office'}`),
    ),
    ...rows.map((row): Line => {
      const { name, login, day, met, short, unknown, answered, medianAnswer, fault } = row;
      if (fault) return [name, login, t(`region.${fault}`)];
      const weeks = met + short + unknown === 0 ? ['', '', ''] : [met, short, unknown];
      return [name, login, ...weeks, answered ?? '', medianAnswer ?? '', day];
    }),
  ];
  const removed: Line[] = [
    [t('region.office'), t('region.clause'), t('region.count')],
    ...rows.flatMap(({ name, removed }) => removed.map(({ clause, count }): Line => [name, clause, count])),
  ];
  const weeks: Line[] = [
    [t('region.office'), t('region.week'), t('region.metPages'), t('region.shortPages'), t('region.unknownPages')],
    ...entries.flatMap(({ login, content }) =>
      'fault' in content
        ? []
        : content.figures.weeks.map(({ week, met, short, unknown }): Line => {
            return [content.figures.office || login, week, met, short, unknown];
          }),
    ),
  ];
  return [
    { sheet: t('region.sheet.offices'), lines: offices },
    { sheet: t('region.sheet.weeks'), lines: weeks },
    { sheet: t('region.sheet.removed'), lines: removed },
  ];
}

/** @returns the name of the file */
export async function exportFigures(
  rows: readonly OfficeRow[],
  entries: readonly OfficeEntry[],
  t: RegionText,
): Promise<string> {
  const sheets = figureSheets(rows, entries, t).map(({ sheet, lines }) => ({
    sheet,
    data: lines.map((line) =>
      line.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String, wrap: true })),
    ),
    columns: [{ width: 40 }, { width: 18 }, { width: 18 }, { width: 18 }, { width: 18 }],
  }));
  const name = t('region.fileName', { day: new Date().toISOString().slice(0, 10) });
  download(await writeXlsx(sheets).toBlob(), name);
  return name;
}
