/** The week of the page: its dates, the number against the norm, and what would make the number exact. */
import { type OverlayView, weekDates } from '../view';

export function Week({ view }: { view: OverlayView }) {
  const { t, week, opened, health } = view;
  if (!week) return null;
  const language = opened.language;
  const state = health?.state === 'broken' ? 'unknown' : week.state;
  const reached = state !== 'unknown' && week.count >= week.norm;
  return (
    <div class="week">
      <p class="week-dates">{t('panel.week', { dates: weekDates(language, week) })}</p>
      <p class={`week-count ${state === 'unknown' ? 'unknown' : reached ? 'reached' : 'below'}`}>
        {t(`week.${state}`, { n: week.count, norm: week.norm })}
      </p>
      {view.isFeed && state === 'atLeast' && !reached && week.readBackTo !== null && (
        <p class="hint">{t('week.hint', { day: dayOf(week.readBackTo, language, opened.zone) })}</p>
      )}
      {state === 'unknown' && health?.state !== 'broken' && (
        <p class="hint">{t(view.isFeed ? 'week.hintUnread' : 'week.hintElsewhere')}</p>
      )}
    </div>
  );
}

/** «≥1/2» for where there is no room for words. */
export function weekNumber({ week, health }: OverlayView): string {
  if (!week || week.state === 'unknown' || health?.state === 'broken') return '?';
  return `${week.state === 'atLeast' ? '≥' : ''}${week.count}/${week.norm}`;
}

function dayOf(at: number, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone }).format(at);
}
