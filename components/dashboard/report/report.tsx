/** The report: first a line in words, then figures, each of which opens down to its posts; one A4 to print and sign. */
import type { PublishingText } from '../../../locales/publishing';
import type { Language } from '../../../locales/translate';
import type { PlanEntry } from '../../../publishing/plan';
import type { PeriodKind, Report } from '../../../publishing/report';
import type { Clause } from '../../../types';
import { Choice } from '../fields';
import type { PageRow } from '../model';
import { Behind, Linked } from './behind';
import { Comments } from './comments';
import { Norms } from './norms';
import { lineOf, periodText } from './words';

const KINDS: readonly PeriodKind[] = ['week', 'month', 'quarter'];

export interface ReportProps {
  t: PublishingText;
  language: Language;
  /** null: still being counted. */
  report: Report | null;
  kind: PeriodKind;
  /** Of the register, to choose one from. */
  pages: readonly PageRow[];
  /** Entity of the page that the report is of; empty: all together. */
  page: string;
  zone: string;
  office: string;
  head: string;
  clauses: readonly Clause[];
  onKind(kind: PeriodKind): void;
  onPage(page: string): void;
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
        {props.pages.length > 1 && (
          <Choice
            label={t('plan.page')}
            value={props.page}
            options={[
              ['', t('report.allPages')] as const,
              ...props.pages.map(({ id, site, name }) => [id, `${t(`plan.site.${site}`)} ${name}`] as const),
            ]}
            onChange={props.onPage}
          />
        )}
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
