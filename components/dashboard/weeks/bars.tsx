/**
 * Weeks as bars. Buttons rather than a drawing: each week can be reached by keyboard, names itself in words and opens its
 * days; twenty-six of them need no library.
 */

import { useEffect, useRef } from 'preact/hooks';
import type { PublishingText } from '../../../locales/publishing';
import type { Language } from '../../../locales/translate';
import type { PageWeek } from '../../../publishing/history';
import { weekDates } from '../../dates';

export type BarState = 'reached' | 'below' | 'atLeast' | 'unknown' | 'future';

/** A lower bound that reaches the norm is enough; «at least none» is no number. */
export function barState({ state, count, norm }: Pick<PageWeek, 'state' | 'count' | 'norm'>): BarState {
  if (state === 'future') return 'future';
  if (state === 'unknown' || (state === 'atLeast' && count === 0)) return 'unknown';
  if (count >= norm) return 'reached';
  return state === 'exact' ? 'below' : 'atLeast';
}

/** «2 из 2», «не меньше 1 из 2», «нет данных». */
export function countText(week: Pick<PageWeek, 'state' | 'count' | 'norm'>, t: PublishingText): string {
  const state = barState(week);
  if (state === 'unknown' || state === 'future') return t('popup.count.unknown');
  return t(week.state === 'exact' ? 'popup.count.exact' : 'popup.count.atLeast', { n: week.count, norm: week.norm });
}

interface BarsProps {
  t: PublishingText;
  language: Language;
  weeks: readonly PageWeek[];
  chosen: string | null;
  onChoose(week: string): void;
}

/** Room above the norm for weeks that did more. */
const HIGHEST = 4;

export function Bars({ t, language, weeks, chosen, onChoose }: BarsProps) {
  const top = Math.max(HIGHEST, ...weeks.map(({ count, norm }) => Math.max(count, norm)));
  const step = (by: number) => (event: KeyboardEvent) => {
    const at = weeks.findIndex(({ week }) => week.id === chosen);
    const next = weeks[at + by];
    if (!next) return;
    event.preventDefault();
    onChoose(next.week.id);
    const list = (event.currentTarget as HTMLElement).closest('ol');
    list?.querySelectorAll('button')[at + by]?.focus();
  };
  const list = useRef<HTMLOListElement>(null);
  // On a narrow screen the latest weeks are what is looked for.
  useEffect(() => {
    if (list.current) list.current.scrollLeft = list.current.scrollWidth;
  }, [weeks.length]);
  const keys: Record<string, (event: KeyboardEvent) => void> = { ArrowLeft: step(-1), ArrowRight: step(1) };
  return (
    <ol class="bars" ref={list} aria-label={t('weeks.chart')}>
      {weeks.map((one) => {
        const { week, count, norm } = one;
        const state = barState(one);
        const known = state !== 'unknown' && state !== 'future';
        return (
          <li key={week.id}>
            <button
              type="button"
              class={`bar bar-${state}`}
              aria-pressed={week.id === chosen}
              tabIndex={week.id === chosen ? 0 : -1}
              title={`${weekDates(week.monday, week.sunday, language)}: ${countText(one, t)}`}
              aria-label={`${weekDates(week.monday, week.sunday, language)}: ${countText(one, t)}, ${t(`weeks.legend.${state}`)}`}
              onClick={() => onChoose(week.id)}
              onKeyDown={(event) => keys[event.key]?.(event)}
            >
              <span class="bar-norm" style={{ bottom: `${(norm / top) * 100}%` }} />
              <span class="bar-fill" style={{ height: known ? `${(count / top) * 100}%` : '100%' }} />
              <span class="bar-number">{known ? `${one.state === 'exact' ? '' : '≥'}${count}` : '?'}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
