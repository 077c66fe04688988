/** The report: first a line in words, then figures, each of which opens down to its posts; one A4 to print and sign. */
import type { ComponentChildren } from 'preact';
import type { PublishingText } from '../../../locales/publishing';
import type { Language } from '../../../locales/translate';
import type { PlanEntry } from '../../../publishing/plan';
import type { CommentFigures, PageReport, PeriodKind, Report } from '../../../publishing/report';
import type { Clause } from '../../../types';
import { weekDates } from '../../dates';
import { barState, countText } from '../weeks/bars';

const KINDS: readonly PeriodKind[] = ['week', 'month', 'quarter'];

interface ReportProps {
  t: PublishingText;
  language: Language;
  /** null: still being counted. */
  report: Report | null;
  kind: PeriodKind;
  office: string;
  head: string;
  clauses: readonly Clause[];
  onKind(kind: PeriodKind): void;
  onShift(by: 1 | -1): void;
  onPrint(): void;
  onSave(): void;
}

export function ReportView(props: ReportProps) {
  const { t, report, kind, onKind, onShift, onPrint, onSave } = props;
  return (
    <>
      <div class="report-bar">
        <fieldset class="actions report-kinds">
          <legend class="visually-hidden">{t('report.period')}</legend>
          {KINDS.map((one) => (
            <button key={one} type="button" aria-pressed={one === kind} onClick={() => onKind(one)}>
              {t(`report.kind.${one}`)}
            </button>
          ))}
          <button type="button" onClick={() => onShift(-1)} aria-label={t('plan.before')}>
            ←
          </button>
          <button type="button" onClick={() => onShift(1)} aria-label={t('plan.after')}>
            →
          </button>
        </fieldset>
        <div class="actions">
          <button type="button" class="primary" disabled={!report} onClick={onPrint}>
            {t('report.print')}
          </button>
          <button type="button" disabled={!report} onClick={onSave}>
            {t('report.save')}
          </button>
        </div>
      </div>
      {report ? <Sheet {...props} report={report} /> : <p role="status">{t('dashboard.loading')}</p>}
    </>
  );
}

function Sheet(props: ReportProps & { report: Report }) {
  const { t, report, office, head, language } = props;
  return (
    <article class="sheet">
      <header>
        <h2>{t('report.title')}</h2>
        {office && <p>{office}</p>}
        <p>{periodText(report, language)}</p>
      </header>
      <p class="report-line">{lineOf(report, t, language)}</p>
      <Norms {...props} />
      <Formats {...props} />
      <PlanPart {...props} />
      <Comments {...props} figures={report.comments} />
      <footer class="signature">
        <p>{t('report.sign')}</p>
        <p class="signature-line">{head}</p>
      </footer>
    </article>
  );
}

export function periodText({ period }: Report, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.formatRange(Date.parse(period.from), Date.parse(period.to));
}

/** «Норма выполнена в 12 неделях из 13; ОК, 3–9 августа: 1 из 2.» */
export function lineOf({ pages, met, of, unknown }: Report, t: PublishingText, language: Language): string {
  if (of === 0) return t('report.line.nothing');
  const parts = [t(pages.length > 1 ? 'report.lineAll' : 'report.line', { n: met, of })];
  const short = pages.flatMap(({ site, name, short }) =>
    short.map(({ week, count, norm }) =>
      t('report.line.short', {
        page: `${t(`plan.site.${site}`)}${pages.filter((one) => one.site === site).length > 1 ? ` «${name}»` : ''}`,
        dates: weekDates(week.monday, week.sunday, language),
        n: count,
        norm,
      }),
    ),
  );
  if (short.length > 0) parts.push(short.slice(0, 5).join(', '));
  if (short.length > 5) parts.push(t('plan.more', { n: short.length - 5 }));
  if (unknown > 0) parts.push(t('report.line.unknown', { n: unknown }));
  return `${parts.join('; ')}.`;
}

function Norms({ t, language, report }: ReportProps & { report: Report }) {
  return (
    <section>
      <h3>{t('report.norms')}</h3>
      {report.pages.map((page) => (
        <div key={page.id} class="report-page">
          <h4>
            {t(`site.${page.site}`)}: {page.name} — {countOf(page, t)}
          </h4>
          <ol class="report-bars" aria-label={t('weeks.chart')}>
            {page.weeks.map((one) => (
              <li key={one.week.id} class={`bar-${barState(one)}`}>
                <span
                  class="report-bar-fill"
                  style={{ height: `${Math.min(1, one.count / Math.max(one.norm, 1)) * 28 + 2}px` }}
                />
                <span>{numberOf(one)}</span>
                <span class="visually-hidden">
                  {weekDates(one.week.monday, one.week.sunday, language)}: {countText(one, t)}
                </span>
              </li>
            ))}
          </ol>
          <Behind t={t} title={t('report.posts', { n: page.posts.length })}>
            {page.posts.map((post) => (
              <li key={post.key}>
                {post.date ?? ''} <Linked link={post.link}>{post.text.slice(0, 120) || t('weeks.noText')}</Linked>
                {post.standing === 'manual' && ` (${t('weeks.standing.manual')})`}
              </li>
            ))}
          </Behind>
        </div>
      ))}
    </section>
  );
}

function numberOf(one: PageReport['weeks'][number]): string {
  const state = barState(one);
  if (state === 'unknown' || state === 'future') return '?';
  return `${one.state === 'exact' ? '' : '≥'}${one.count}`;
}

export function countOf(page: PageReport, t: PublishingText): string {
  if (page.count === 0 && !page.isExact) return t('popup.count.unknown');
  return t(page.isExact ? 'report.count' : 'report.countAtLeast', { n: page.count });
}

function Linked({ link, children }: { link: string | null; children: ComponentChildren }) {
  return link ? (
    <a href={link} target="_blank" rel="noreferrer">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
}

/** What is behind a figure; shut on paper. */
function Behind({ t, title, children }: { t: PublishingText; title: string; children: ComponentChildren }) {
  return (
    <details class="behind">
      <summary aria-label={`${title}: ${t('report.open')}`}>{title}</summary>
      <ul>{children}</ul>
    </details>
  );
}

function Formats({ t, report }: ReportProps & { report: Report }) {
  const posts = new Map(
    report.pages.flatMap(({ id, posts: own }) => own.map((post) => [`${id} ${post.key}` as string, post] as const)),
  );
  const { shares, unused } = report.formats;
  const used = shares.filter((share) => share.posts.length > 0);
  const most = Math.max(1, ...used.map((share) => share.posts.length));
  return (
    <section>
      <h3>{t('report.formats')}</h3>
      {used.length === 0 && <p>{t('report.noPosts')}</p>}
      <ul class="report-formats">
        {used.map(({ name, posts: keys }) => (
          <li key={name}>
            <span class="format-bar" style={{ width: `${(keys.length / most) * 40}%` }} aria-hidden="true" />
            <Behind t={t} title={`${t(`format.${name}`)} — ${keys.length}`}>
              {keys.map((key) => (
                <li key={key}>
                  <Linked link={posts.get(key)?.link ?? null}>
                    {posts.get(key)?.text.slice(0, 120) || t('weeks.noText')}
                  </Linked>
                </li>
              ))}
            </Behind>
          </li>
        ))}
      </ul>
      {used.length > 0 && unused.length > 0 && (
        <p>{t('report.unused', { names: unused.map((name) => t(`format.${name}`)).join(', ') })}</p>
      )}
    </section>
  );
}

function PlanPart({ t, report }: ReportProps & { report: Report }) {
  const { planned, published, overdue, cancelled } = report.plan;
  const rows: readonly (readonly [string, readonly PlanEntry[]])[] = [
    [t('report.plan.planned'), planned],
    [t('report.plan.published'), published],
    [t('report.plan.overdue'), overdue],
    [t('report.plan.cancelled'), cancelled],
  ];
  return (
    <section>
      <h3>{t('report.plan')}</h3>
      {rows.map(([title, entries]) => (
        <Behind key={title} t={t} title={`${title}: ${entries.length}`}>
          {entries.map(({ id, item }) => (
            <li key={id}>
              <a href={`#/plan/${id}`}>
                {item.date} {item.occasion}
              </a>
            </li>
          ))}
        </Behind>
      ))}
    </section>
  );
}

const [MINUTE, HOUR] = [60_000, 3_600_000];

/** Working time, ms: an answer given at night may have taken none of it. */
export function medianText(t: PublishingText, language: string, median: number): string {
  const figure = (value: number, digits: number): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  if (median < MINUTE) return t('report.comments.median.none');
  if (median < HOUR) return t('report.comments.median.minutes', { minutes: figure(median / MINUTE, 0) });
  return t('report.comments.median', { hours: figure(median / HOUR, 1) });
}

function Comments({ t, language, figures, clauses }: ReportProps & { figures: CommentFigures }) {
  const { marked, answered, removed, medianAnswer } = figures;
  return (
    <section>
      <h3>{t('report.comments')}</h3>
      <ul>
        <li>{t('report.comments.marked', { n: marked })}</li>
        <li>{t('report.comments.answered', { n: answered })}</li>
        {removed.map(({ clause, count }) => {
          const found = clauses.find(({ id }) => id === clause);
          return (
            <li key={clause ?? ''}>
              {t('report.comments.removed', { n: count, clause: found ? found.number : t('report.comments.noClause') })}
            </li>
          );
        })}
        {medianAnswer !== null && <li>{medianText(t, language, medianAnswer)}</li>}
      </ul>
      <p class="muted">{t('report.comments.hint')}</p>
    </section>
  );
}
