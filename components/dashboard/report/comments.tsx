/** What became of comments in the period; each figure opens down to the comments behind it. */
import type { PublishingText } from '../../../locales/publishing';
import type { CommentFigures, CommentLine } from '../../../publishing/report';
import { Behind } from './behind';
import type { ReportProps } from './report';

const [MINUTE, HOUR] = [60_000, 3_600_000];

/** Working time, ms: an answer given at night may have taken none of it. */
export function medianText(t: PublishingText, language: string, median: number): string {
  if (median < MINUTE) return t('report.comments.median.none');
  if (median < HOUR) return t('report.comments.median.minutes', { minutes: figure(language, median / MINUTE, 0) });
  return t('report.comments.median', { hours: figure(language, median / HOUR, 1) });
}

const figure = (language: string, value: number, digits: number): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);

export function Comments(props: ReportProps & { figures: CommentFigures }) {
  const { t, language, figures, clauses } = props;
  const { marked, answered, removed, timed, medianAnswer } = figures;
  return (
    <section>
      <h3>{t('report.comments')}</h3>
      <Lines {...props} title={t('report.comments.marked', { n: marked.length })} lines={marked} />
      <Lines {...props} title={t('report.comments.answered', { n: answered.length })} lines={answered} />
      {removed.map(({ clause, comments }) => {
        const found = clauses.find(({ id }) => id === clause);
        const named = found ? found.number : t('report.comments.noClause');
        const title = t('report.comments.removed', { n: comments.length, clause: named });
        return <Lines key={clause ?? ''} {...props} title={title} lines={comments} />;
      })}
      {medianAnswer !== null && <Lines {...props} title={medianText(t, language, medianAnswer)} lines={timed} />}
      <p class="muted">{t('report.comments.hint')}</p>
    </section>
  );
}

function Lines({ t, language, zone, title, lines }: ReportProps & { title: string; lines: readonly CommentLine[] }) {
  if (lines.length === 0) return <p>{title}</p>;
  const when = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: zone,
  });
  return (
    <Behind t={t} title={title} opens={t('report.openComments')}>
      {lines.map(({ id, at, text, took }) => (
        <li key={id}>
          {when.format(at)}{' '}
          <a href={`#/journal/case/${id}`}>{text === null ? t('report.erased') : text.trim().slice(0, 120)}</a>
          {took !== null && ` — ${t('report.took', { minutes: figure(language, took / MINUTE, 0) })}`}
        </li>
      ))}
    </Behind>
  );
}
