/** Says which parts of the page are no longer understood, and who helps. */
import type { OverlayView } from '../view';

export function Warning({ view }: { view: OverlayView }) {
  const { t, health, opened } = view;
  if (!health || health.state === 'ok') return null;
  if (health.state === 'loading') return <p class="hint">{t('panel.loading')}</p>;
  const failing = health.parts.filter((part) => part.found < part.expected).map((part) => t(`part.${part.part}`));
  const parts = failing.join(', ') || t('health.all');
  const site = t(`site.${opened.page?.site ?? 'vk'}`);
  return (
    <p class="warning" role="alert">
      {t(health.state === 'broken' ? 'health.broken' : 'health.degraded', { site, parts })}
      {opened.helper.name !== '' && ` ${t('health.helper', opened.helper)}`}
    </p>
  );
}
