/** The report as a sheet; loaded only when somebody saves it. */
import writeXlsx from 'write-excel-file/universal';
import { medianText } from '../../components/dashboard/report/comments';
import { countOf, lineOf, periodText } from '../../components/dashboard/report/words';
import { countText } from '../../components/dashboard/weeks/bars';
import type { PublishingText } from '../../locales/publishing';
import type { Language } from '../../locales/translate';
import type { Report } from '../../publishing/report';
import type { Clause } from '../../types';
import { download } from './download';

type Line = readonly (string | number)[];

interface ReportContext {
  t: PublishingText;
  language: Language;
  clauses: readonly Clause[];
}

/** The sheets of a report: figures, weeks, posts. Words are said to be text: «=…» in a post is no formula. */
export async function reportFile(report: Report, { t, language, clauses }: ReportContext): Promise<Blob> {
  const { marked, answered, removed, medianAnswer } = report.comments;
  const summary: Line[] = [
    [t('report.title')],
    [periodText(report, language)],
    [lineOf(report, t, language)],
    [],
    ...report.pages.map((page): Line => [`${t(`site.${page.site}`)}: ${page.name}`, countOf(page, t)]),
    [],
    [t('report.formats')],
    ...report.formats.shares.map(({ name, posts }): Line => [t(`format.${name}`), posts.length]),
    [],
    [t('report.plan')],
    [t('report.plan.planned'), report.plan.planned.length],
    [t('report.plan.published'), report.plan.published.length],
    [t('report.plan.overdue'), report.plan.overdue.length],
    [t('report.plan.cancelled'), report.plan.cancelled.length],
    [],
    [t('report.comments')],
    [t('report.comments.marked', { n: marked.length })],
    [t('report.comments.answered', { n: answered.length })],
    ...removed.map(({ clause, comments }): Line => {
      const number = clauses.find(({ id }) => id === clause)?.number ?? t('report.comments.noClause');
      return [t('report.comments.removed', { n: comments.length, clause: number })];
    }),
    ...(medianAnswer === null ? [] : [[medianText(t, language, medianAnswer)]]),
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
    data: lines.map((line) => line.map(cell)),
    columns: [{ width: 40 }, { width: 26 }, { width: 60 }, { width: 40 }, { width: 24 }],
  });
  return writeXlsx([
    sheet(t('place.report'), summary),
    sheet(t('place.weeks'), weeks),
    sheet(t('report.sheet.posts'), posts),
  ]).toBlob();
}

const cell = (value: string | number) =>
  typeof value === 'number' ? { value, type: Number } : { value, type: String, wrap: true };

/** @returns the name of the file */
export async function exportReport(report: Report, context: ReportContext): Promise<string> {
  const { from, to } = report.period;
  const name = context.t('report.fileName', { from, to });
  download(await reportFile(report, context), name);
  return name;
}
