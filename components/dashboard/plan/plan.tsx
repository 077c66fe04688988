/** The section «План»: month, week and list, gaps, questions, the open item. */
import { useState } from 'preact/hooks';
import { shiftDate } from '../../../calendar/dates';
import type { WorkCalendar } from '../../../calendar/days';
import type { PublishingText } from '../../../locales/publishing';
import type { Language } from '../../../locales/translate';
import type { Advice } from '../../../publishing/advice';
import type { MixFormat } from '../../../publishing/formats';
import type { MemorableDay } from '../../../publishing/memorable';
import type { PlanEntry, PlanItem } from '../../../publishing/plan';
import type { Repetition } from '../../../publishing/repetition';
import type { Scope } from '../../../publishing/series';
import type { Site } from '../../../types';
import type { PageRow } from '../model';
import { MonthView, WeekView } from './calendar';
import { Gaps } from './gaps';
import { ImportPlan, type ImportProps } from './import';
import { ItemEditor } from './item';
import { PlanList } from './list';

export const VIEWS = ['month', 'week', 'list', 'gaps', 'import'] as const;
export type PlanPlace = (typeof VIEWS)[number];

/** A post that may be the publication of an item; a person says. */
export interface Question {
  item: string;
  occasion: string;
  page: string;
  pageName: string;
  post: string;
  link: string | null;
  text: string;
  at: number | null;
}

export type Decision = 'save' | 'propose' | 'withdraw' | 'approve' | 'decline';

/** How far a save reaches: the repetitions of a new item, the others of an old one's row. */
export interface Reach {
  repetition: Repetition | null;
  scope: Scope;
}

export interface PlanActions {
  onOpen(place: string): void;
  /** Saves and, if so decided, takes the step of its approval. `id` null: a new item. */
  onSave(id: string | null, item: PlanItem, decision: Decision, reach: Reach): Promise<boolean>;
  onMove(id: string, date: string): void;
  onAnswer(question: Question, answer: 'yes' | 'no'): void;
  onExport(): void;
  check(text: string, site: Site | null, format: MixFormat | null, date: string): Advice[];
}

export interface PlanProps extends PlanActions, Omit<ImportProps, 't' | 'pages'> {
  t: PublishingText;
  language: Language;
  /** null: still being read. */
  entries: readonly PlanEntry[] | null;
  questions: readonly Question[];
  pages: readonly PageRow[];
  memorable(from: string, to: string): readonly MemorableDay[];
  calendar: WorkCalendar;
  today: string;
  zone: string;
  now: number;
  /** What stands behind the place: a view, `new/2026-11-24`, `new/2026-11-24/<page>`, or an item's id. */
  open: string;
}

export function Plan(props: PlanProps) {
  const { t, entries, open } = props;
  const [moved, announce] = useState('');
  if (!entries) return <p role="status">{t('dashboard.loading')}</p>;
  const [first = '', second = '', third = ''] = open.split('/');
  const view = VIEWS.find((one) => one === first);
  const entry = entries.find(({ id }) => id === first);
  if (first === 'new' || entry) {
    const key = entry ? `${entry.id} ${entry.parents.join(' ')}` : `new ${second} ${third}`;
    return <ItemEditor key={key} {...props} entry={entry ?? null} date={second || props.today} page={third} />;
  }
  const shown = view ?? 'month';
  const onMove = (id: string, date: string): void => {
    props.onMove(id, date);
    announce(t('plan.movedTo', { date: longDate(date, props.language) }));
  };
  const inner = { ...props, entries, onMove, at: second || props.today };
  return (
    <>
      <Toolbar {...props} shown={shown} />
      <p class="visually-hidden" role="status">
        {moved}
      </p>
      {shown !== 'import' && <Questions {...props} />}
      {entries.length === 0 && shown !== 'import' && <p class="notice">{t('plan.empty')}</p>}
      {shown === 'month' && <MonthView {...inner} />}
      {shown === 'week' && <WeekView {...inner} />}
      {shown === 'list' && <PlanList {...inner} />}
      {shown === 'gaps' && <Gaps {...inner} />}
      {shown === 'import' && <ImportPlan {...props} />}
    </>
  );
}

function Toolbar({ t, shown, onExport, entries, today }: PlanProps & { shown: PlanPlace }) {
  return (
    <div class="plan-bar">
      <nav aria-label={t('plan.views')}>
        <ul class="tabs">
          {VIEWS.map((one) => (
            <li key={one}>
              <a href={`#/plan/${one}`} aria-current={one === shown ? 'page' : undefined}>
                {t(`plan.view.${one}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="actions">
        <a class="button primary-link" href={`#/plan/new/${shiftDate(today, 1)}`}>
          {t('plan.new')}
        </a>
        <button type="button" disabled={!entries?.length} onClick={onExport}>
          {t('plan.export')}
        </button>
      </div>
    </div>
  );
}

function Questions({ t, questions, onAnswer, language, zone }: PlanProps) {
  if (questions.length === 0) return null;
  const day = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  });
  return (
    <section class="card" aria-labelledby="plan-questions">
      <h2 id="plan-questions">{t('plan.questions')}</h2>
      <ul class="posts">
        {questions.map((one) => (
          <li key={`${one.item} ${one.page} ${one.post}`} class="post">
            <p>
              {t('plan.question', { occasion: one.occasion, page: one.pageName })}{' '}
              <span class="muted">{one.at === null ? '' : day.format(one.at)}</span>
            </p>
            <p class="muted">
              {one.link ? (
                <a href={one.link} target="_blank" rel="noreferrer">
                  {one.text.slice(0, 160)}
                </a>
              ) : (
                one.text.slice(0, 160)
              )}
            </p>
            <div class="actions">
              <button type="button" onClick={() => onAnswer(one, 'yes')}>
                {t('plan.yes')}
              </button>
              <button type="button" onClick={() => onAnswer(one, 'no')}>
                {t('plan.no')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** «24 ноября, вторник» */
export function longDate(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    weekday: 'long',
    timeZone: 'UTC',
  });
  return format.format(Date.parse(date));
}
