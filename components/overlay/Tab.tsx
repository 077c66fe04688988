/** The panel made small: the week's number and how many comments are marked. */
import { useEffect, useRef } from 'preact/hooks';
import { weekNumber } from './panel/Week';
import type { OverlayActions, OverlayView, PanelBox } from './view';

export function Tab({ view, panel, actions }: { view: OverlayView; panel: PanelBox; actions: OverlayActions }) {
  const { t } = view;
  const words = [t('panel.open'), weekWords(view), t('panel.marked', { n: view.marked.length })];
  const label = words.filter(Boolean).join('. ');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (view.focusPanel) button.current?.focus();
  }, []);
  return (
    <button
      ref={button}
      type="button"
      class="tab"
      onClick={() => actions.collapse(false)}
      aria-label={label}
      title={label}
      style={{ left: `${panel.left}px`, top: `${panel.top}px` }}
    >
      <span aria-hidden="true">{weekNumber(view)}</span>
      <span class={`tab-count ${view.marked.length > 0 ? 'some' : ''}`} aria-hidden="true">
        ⚑ {view.marked.length > 0 ? view.marked.length : view.judged && view.coverage?.complete ? 0 : '–'}
      </span>
    </button>
  );
}

function weekWords({ t, week, health }: OverlayView): string {
  if (!week) return '';
  const state = health?.state === 'broken' ? 'unknown' : week.state;
  return t(`week.${state}`, { n: week.count, norm: week.norm });
}
