/** The month and the week of the plan. Items are moved by dragging, or with Alt and the arrows while one has the focus. */

import { useState } from 'preact/hooks';
import { shiftDate, weekday } from '../../../calendar/dates';
import { type PlanEntry, stateOf } from '../../../publishing/plan';
import type { PlanProps } from './plan';

export interface CalendarProps extends Omit<PlanProps, 'entries'> {
  entries: readonly PlanEntry[];
  /** A date of the month or week that is shown. */
  at: string;
}

const SHOWN = 3;
/** Not «text/plain»: what is dragged in from elsewhere is no item. */
const DRAGGED = 'application/x-smotritel-plan';

/** A year whose moved days off nobody has published yet, or that this version does not know: the person is told so. */
function Provisional({ t, calendar, today, from, to }: CalendarProps & { from: string; to: string }) {
  const years = [...new Set([from, to].map((date) => Number(date.slice(0, 4))))];
  const unknown = years.filter((year) => year >= Number(today.slice(0, 4)) && calendar.isProvisional(year));
  return (
    <>
      {unknown.map((year) => (
        <p key={year} class="notice notice-warn">
          {t('hours.provisional', { year })} <a href="#/weeks">{t('hours.enter')}</a>
        </p>
      ))}
    </>
  );
}

export function MonthView(props: CalendarProps) {
  const { at, language, t } = props;
  const first = `${at.slice(0, 7)}-01`;
  const start = shiftDate(first, 1 - weekday(first));
  const before = `${shiftDate(first, -1).slice(0, 7)}-01`;
  const after = `${shiftDate(first, 32).slice(0, 7)}-01`;
  const last = shiftDate(after, -1);
  const rows = Math.ceil((Date.parse(last) - Date.parse(start) + 86_400_000) / (7 * 86_400_000));
  const title = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return (
    <section aria-label={t('plan.view.month')}>
      <Pager {...props} view="month" before={before} after={after} title={title.format(Date.parse(first))} />
      <Provisional {...props} from={first} to={last} />
      <Grid {...props} start={start} days={rows * 7} month={first.slice(0, 7)} most={SHOWN} />
      <p class="muted">{t('plan.keys')}</p>
    </section>
  );
}

export function WeekView(props: CalendarProps) {
  const { at, language, t } = props;
  const start = shiftDate(at, 1 - weekday(at));
  const range = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const title = range.formatRange(Date.parse(start), Date.parse(shiftDate(start, 6)));
  return (
    <section aria-label={t('plan.view.week')}>
      <Pager {...props} view="week" before={shiftDate(start, -7)} after={shiftDate(start, 7)} title={title} />
      <Provisional {...props} from={start} to={shiftDate(start, 6)} />
      <Grid {...props} start={start} days={7} month={null} most={50} />
      <p class="muted">{t('plan.keys')}</p>
    </section>
  );
}

interface PagerProps extends CalendarProps {
  view: 'month' | 'week';
  before: string;
  after: string;
  title: string;
}

function Pager({ t, view, before, after, title }: PagerProps) {
  return (
    <div class="plan-pager">
      <a class="button" href={`#/plan/${view}/${before}`} aria-label={t('plan.before')}>
        ←
      </a>
      <h2>{title}</h2>
      <a class="button" href={`#/plan/${view}/${after}`} aria-label={t('plan.after')}>
        →
      </a>
      <a class="button" href={`#/plan/${view}`}>
        {t('plan.today')}
      </a>
    </div>
  );
}

interface GridProps extends CalendarProps {
  start: string;
  days: number;
  /** «2026-11»: days of other months are pale; null: none are. */
  month: string | null;
  most: number;
}

function Grid(props: GridProps) {
  const { t, language, start, days, month, entries, memorable } = props;
  const dates = Array.from({ length: days }, (_, index) => shiftDate(start, index));
  const byDate = new Map<string, PlanEntry[]>();
  for (const entry of entries) {
    const { date } = entry.item;
    if (date === null || date < start || date > dates.at(-1)!) continue;
    byDate.set(date, [...(byDate.get(date) ?? []), entry]);
  }
  const named = new Map<string, string[]>();
  for (const { date, title } of memorable(start, dates.at(-1)!)) named.set(date, [...(named.get(date) ?? []), title]);
  const short = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { weekday: 'short', timeZone: 'UTC' });
  return (
    <div class={`plan-grid${month ? '' : ' plan-grid-week'}`}>
      {dates.slice(0, 7).map((date) => (
        <p key={date} class="plan-weekday muted" aria-hidden="true">
          {short.format(Date.parse(date))}
        </p>
      ))}
      {dates.map((date) => (
        <Day
          key={date}
          {...props}
          date={date}
          isPale={month !== null && !date.startsWith(month)}
          items={(byDate.get(date) ?? []).sort((a, b) => (a.item.time ?? '99').localeCompare(b.item.time ?? '99'))}
          named={named.get(date) ?? []}
          t={t}
        />
      ))}
    </div>
  );
}

interface DayProps extends GridProps {
  date: string;
  isPale: boolean;
  items: readonly PlanEntry[];
  named: readonly string[];
}

function Day(props: DayProps) {
  const { t, date, items, named, isPale, calendar, today, most, language, onMove } = props;
  const [over, setOver] = useState(false);
  const day = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const isFree = !calendar.isWorkday(date);
  const classes = [
    'plan-day',
    isPale && 'plan-pale',
    isFree && 'plan-free',
    date === today && 'plan-today',
    over && 'plan-over',
  ];
  const drop = (event: DragEvent): void => {
    setOver(false);
    const id = event.dataTransfer?.getData(DRAGGED);
    if (!id) return;
    event.preventDefault();
    onMove(id, date);
  };
  return (
    <section
      class={classes.filter(Boolean).join(' ')}
      aria-label={[day.format(Date.parse(date)), ...named].join(', ')}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes(DRAGGED)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p class="plan-date">
        <span aria-hidden="true">{Number(date.slice(8))}</span>
        <a
          class="plan-add"
          href={`#/plan/new/${date}`}
          aria-label={t('plan.newOn', { date: day.format(Date.parse(date)) })}
        >
          +
        </a>
      </p>
      {named.map((title) => (
        <p key={title} class="plan-memorable">
          {title}
        </p>
      ))}
      <ul>
        {items.slice(0, most).map((entry) => (
          <Card key={entry.id} {...props} entry={entry} />
        ))}
      </ul>
      {items.length > most && (
        <a class="plan-more" href={`#/plan/week/${date}`}>
          {t('plan.more', { n: items.length - most })}
        </a>
      )}
    </section>
  );
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function Card({ t, entry, date, zone, now, pages, onMove }: DayProps & { entry: PlanEntry }) {
  const { item, id } = entry;
  const state = stateOf(entry, zone, now);
  const sites = [...new Set(item.pages.flatMap((page) => pages.find((one) => one.id === page)?.site ?? []))];
  const press = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    onMove(id, shiftDate(date, by));
  };
  return (
    <li>
      <a
        class={`plan-card plan-${state}`}
        href={`#/plan/${id}`}
        data-item={id}
        draggable
        title={item.occasion}
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown"
        onDragStart={(event) => event.dataTransfer?.setData(DRAGGED, id)}
        onKeyDown={press}
      >
        {item.time && <span class="muted">{item.time} </span>}
        {item.occasion || item.text.slice(0, 60) || t('plan.untitled')}
        <span class="plan-card-foot">
          {t(`plan.state.${state}`)}
          {sites.length > 0 && ` · ${sites.map((site) => t(`plan.site.${site}`)).join(', ')}`}
        </span>
      </a>
    </li>
  );
}
