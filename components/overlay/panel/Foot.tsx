/** The panel's lower edge: through the marked, the keys, the page check, the way to the dashboard, what happened. */
import type { OverlayActions, OverlayView } from '../view';

export function Foot({ view, actions }: { view: OverlayView; actions: OverlayActions }) {
  const { t } = view;
  const none = view.marked.length === 0;
  return (
    <div class="panel-foot">
      <div class="row">
        <button type="button" onClick={() => actions.step(-1)} disabled={none}>
          {t('panel.previous')}
        </button>
        <button type="button" onClick={() => actions.step(1)} disabled={none}>
          {t('panel.next')}
        </button>
      </div>
      <div class="row">
        <button
          type="button"
          class="link"
          aria-expanded={view.checkOpen}
          onClick={() => actions.toggleCheck(!view.checkOpen)}
        >
          {t('panel.check')}
        </button>
        <button type="button" class="link" onClick={() => actions.openDashboard('templates')}>
          {t('panel.dashboard')}
        </button>
      </div>
      <details class="hint">
        <summary>{t('panel.keysTitle')}</summary>
        {t('panel.keys')}
      </details>
      <p class="notice" role="status">
        {view.notice}
      </p>
    </div>
  );
}
