/** The first section: what waits for the person, and the week of every page. */
import type { PageOverview } from '../../messages';
import { type Helper, PageWeeks } from '../page-weeks';
import type { Speech } from './model';

/** One thing to do. `place` is where it is done, `act` what the link there says. */
export interface Task {
  id: string;
  tone: 'warn' | 'plain';
  text: string;
  place: string;
  act: string;
}

/** An item of the plan that was not seen on the page after its time. */
export interface Overdue {
  id: string;
  /** ISO date */
  date: string;
  time: string | null;
  occasion: string;
}

interface TodayProps extends Speech {
  tasks: readonly Task[];
  /** The longest overdue first; null: the plan is still being read. */
  overdue: readonly Overdue[] | null;
  /** null: still being counted. */
  pages: readonly PageOverview[] | null;
  /** Whom to ask when a page is not understood. */
  helper: Helper;
  now: number;
}

export function Today(props: TodayProps) {
  return (
    <>
      <OverduePlan {...props} />
      <Tasks {...props} />
      <Weeks {...props} />
    </>
  );
}

/** So many are named; the rest are counted and stand in the plan. */
const NAMED = 5;

function OverduePlan({ overdue, t, language }: TodayProps) {
  if (!overdue || overdue.length === 0) return null;
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <section class="form" aria-labelledby="overdue">
      <h2 id="overdue">{t('today.overdue')}</h2>
      <p class="muted">{t('today.overdueHint')}</p>
      <ul class="tasks">
        {overdue.slice(0, NAMED).map(({ id, date, time, occasion }) => (
          <li key={id} class="notice notice-warn">
            <p>
              {day.format(Date.parse(date))}
              {time && `, ${time}`}: {occasion}
            </p>
            <a class="button" href={`#/plan/${id}`}>
              {t('today.overdueOpen')}
            </a>
          </li>
        ))}
      </ul>
      {overdue.length > NAMED && (
        <p>
          <a href="#/plan/list">{t('today.overdueMore', { n: overdue.length - NAMED })}</a>
        </p>
      )}
    </section>
  );
}

function Tasks({ tasks, overdue, t }: TodayProps) {
  return (
    <section class="form" aria-labelledby="tasks">
      <h2 id="tasks">{t('today.tasks')}</h2>
      {tasks.length === 0 ? (
        overdue?.length === 0 && <p class="notice notice-good">{t('today.nothing')}</p>
      ) : (
        <ul class="tasks">
          {tasks.map(({ id, tone, text, place, act }) => (
            <li key={id} class={`notice${tone === 'warn' ? ' notice-warn' : ''}`}>
              <p>{text}</p>
              <a class="button" href={`#/${place}`}>
                {act}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Weeks({ pages, helper, now, t, language }: TodayProps) {
  return (
    <section class="form" aria-labelledby="weeks">
      <h2 id="weeks">{t('today.weeks')}</h2>
      {!pages && <p role="status">{t('dashboard.loading')}</p>}
      {pages?.length === 0 && <p>{t('popup.empty')}</p>}
      {pages && <PageWeeks pages={pages} helper={helper} now={now} t={t} language={language} />}
    </section>
  );
}
