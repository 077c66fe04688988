/** Beside the site's post editor: what the plan has for this page, the length, advice about what is written. */

import type { PlanOffer } from '../../messages';
import type { OverlayActions, OverlayView } from './view';

export interface ComposerView {
  offers: readonly PlanOffer[];
  /** Length of what is written, UTF-16 units; limit 0: not known yet. */
  length: number;
  limit: number;
  advice: readonly { words: string; fragment: string }[];
}

interface Props {
  view: OverlayView;
  composer: ComposerView;
  actions: OverlayActions;
}

export function Composer({ view, composer, actions }: Props) {
  const { t } = view;
  const { offers, length, limit, advice } = composer;
  return (
    <section class="composer" aria-label={t('composer.title')}>
      <h3>{t('composer.title')}</h3>
      {offers.length === 0 && <p class="hint">{t('composer.none')}</p>}
      <ul>
        {offers.map((offer) => (
          <Offer key={offer.id} view={view} offer={offer} actions={actions} />
        ))}
      </ul>
      {limit > 0 && length > 0 && (
        <p class={length > limit ? 'warning' : 'hint'}>{t('composer.length', { n: length, limit })}</p>
      )}
      {advice.length > 0 && length > 0 && (
        <div class="notice">
          <p>{t('advice.title')}</p>
          <ul>
            {advice.map((one) => (
              <li key={one.words + one.fragment}>
                {one.words} {one.fragment && <q>{one.fragment.slice(0, 60)}</q>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Offer({ view, offer, actions }: { view: OverlayView; offer: PlanOffer; actions: OverlayActions }) {
  const { t } = view;
  const { id, title, note, done, next, text } = offer;
  return (
    <li>
      <p>{title}</p>
      <p class="hint">{note}</p>
      {done ? (
        next && (
          <a class="link" href={next.link} target="_blank" rel="noreferrer">
            {next.words}
          </a>
        )
      ) : (
        <p>
          <button type="button" class="primary" onClick={() => actions.fillPost(id)}>
            {t('composer.fill')}
          </button>{' '}
          <button type="button" onClick={() => actions.copyText(text)}>
            {t('composer.copy')}
          </button>
        </p>
      )}
    </li>
  );
}
