/** Point 2.4: which of the body's details the open page shows. */
import type { DetailCheck } from '../../publishing/shown-details';
import type { OverlayActions, OverlayView } from './view';

export function Details({
  view,
  details,
  actions,
}: {
  view: OverlayView;
  details: readonly DetailCheck[];
  actions: OverlayActions;
}) {
  const { t } = view;
  return (
    <div class="check">
      <h3>{t('details.title')}</h3>
      <ul>
        {details.map(({ field, state, wanted, shown }) => (
          <li key={field} class={state === 'different' || state === 'missing' ? 'bad' : ''}>
            {t(`details.${field}`)}: {t(`details.${state}`, { shown })}
            {wanted && state !== 'present' && (
              <button
                type="button"
                class="link"
                aria-label={`${t('details.copy')}: ${t(`details.${field}`)}`}
                onClick={() => actions.copyText(wanted)}
              >
                {t('details.copy')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {details.some(({ state }) => state === 'hidden') && <p class="hint">{t('details.hint')}</p>}
    </div>
  );
}
