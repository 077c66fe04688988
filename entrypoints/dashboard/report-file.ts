/** The report as a sheet; loaded only when somebody saves it. */
import writeXlsx from 'write-excel-file/universal';
import { countOf, lineOf, periodText } from '../../components/dashboard/report/report';
import { countText } from '../../components/dashboard/weeks/bars';
import type { PublishingText } from '../../locales/publishing';
import type { Language } from '../../locales/translate';
import type { Report } from '../../publishing/report';
import { download } from './download';

type Line = readonly string[];

/** @returns the name of the file */
export async function exportReport(report: Report, t: PublishingText, language: Language): Promise<string> {
  const summary: Line[] = [
    [t('report.title')],
    [periodText(report, language)],
    [lineOf(report, t, language)],
    [],
    ...report.pages.map((page): Line => [`${t(`site.${page.site}`)}: ${page.name}`, countOf(page, t)]),
    [],
    [t('report.formats')],
    ...report.formats.shares.map(({ name, posts }): Line => [t(`format.${name}`), String(posts.length)]),
    [],
    [t('report.plan')],
    [t('report.plan.planned'), String(report.plan.planned.length)],
    [t('report.plan.published'), String(report.plan.published.length)],
    [t('report.plan.overdue'), String(report.plan.overdue.length)],
    [t('report.plan.cancelled'), String(report.plan.cancelled.length)],
  ];
  const weeks: Line[] = [
    [t('plan.page'), t('plan.gaps.week'), t('report.norms')],
    ...report.pages.flatMap((page) =>
      page.weeks.map((one): Line => [page.name, `${one.week.monday} – ${one.week.sunday}`, countText(one, t)]),
    ),
  ];
  const posts: Line[] = [
    [t('plan.page'), t('plan.date'), t('plan.text'), t('import.column.links'), t('report.formats')],
    ...report.pages.flatMap((page) =>
      page.posts.map(
        (post): Line => [
          page.name,
          post.date ?? '',
          post.text.slice(0, 500),
          post.link ?? '',
          post.formats.map((format) => t(`format.${format}`)).join(', '),
        ],
      ),
    ),
  ];
  const sheet = (name: string, lines: readonly Line[]) => ({
    sheet: name,
    data: lines.map((line) => line.map((value) => ({ value, type: String, wrap: true }))),
    columns: [{ width: 40 }, { width: 26 }, { width: 60 }, { width: 40 }, { width: 24 }],
  });
  const file = await writeXlsx([
    sheet(t('place.report'), summary),
    sheet(t('place.weeks'), weeks),
    sheet(t('report.sheet.posts'), posts),
  ]).toBlob();
  const name = t('report.fileName', { from: report.period.from, to: report.period.to });
  download(file, name);
  return name;
}
