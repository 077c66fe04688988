/** The week of a page: how many publications of how many, and when the page was last looked at. */
import type { PopupText } from '../locales/popup';
import type { Language } from '../locales/translate';
import type { WeekView } from '../messages';
import { clock, day, daysBetween, weekDates } from './dates';

export type WeekState = 'reached' | 'below' | 'partial' | 'unknown';

/** «At least none» tells nothing, so it is shown as no data: never a nought about what was not read. */
export function weekState({ count, state, norm }: WeekView): WeekState {
  if (state === 'unknown' || (state === 'atLeast' && count === 0)) return 'unknown';
  if (count >= norm) return 'reached';
  return state === 'exact' ? 'below' : 'partial';
}

/** «2 из 2», «не меньше 1 из 2», «нет данных». */
export function weekCount(week: WeekView, t: PopupText): string {
  if (weekState(week) === 'unknown') return t('popup.count.unknown');
  return t(week.state === 'exact' ? 'popup.count.exact' : 'popup.count.atLeast', { n: week.count, norm: week.norm });
}

/** When the page was last read, never «nothing new». `weekStart` is the ISO date of the Monday shown beside it. */
export function lastSeen(at: number | null, now: number, weekStart: string, t: PopupText, language: Language): string {
  if (at === null) return t('popup.seen.never');
  const ago = daysBetween(at, now);
  if (ago === 0) return t('popup.seen.today', { time: clock(at, language) });
  const date = day(at, now, language);
  if (at < new Date(`${weekStart}T00:00`).getTime()) return t('popup.seen.notThisWeek', { date });
  if (ago === 1) return t('popup.seen.yesterday', { time: clock(at, language) });
  return t('popup.seen.date', { date });
}

interface WeekProps {
  week: WeekView;
  t: PopupText;
  language: Language;
  /** With the dates of the week under it. */
  dated?: boolean;
}

/** The count with its state in words beside the colour. */
export function Week({ week, t, language, dated = false }: WeekProps) {
  const state = weekState(week);
  return (
    <div class={`week week-${state}`}>
      <p class="week-count">
        <strong>{weekCount(week, t)}</strong> <span class="week-state">{t(`popup.state.${state}`)}</span>
      </p>
      {dated && <p class="muted">{t('popup.week', { dates: weekDates(week.monday, week.sunday, language) })}</p>}
    </div>
  );
}
