/** «Проверка страницы»: every part's health, and a report without anybody's words, by which faults reach us. */
import type { OverlayActions, OverlayView } from './view';

export function PageCheck({ view, actions }: { view: OverlayView; actions: OverlayActions }) {
  const { t, health } = view;
  return (
    <div class="check">
      <h3>{t('check.title')}</h3>
      <p>
        {t('check.layout')}: {health?.layout ?? t('check.unknown')}
      </p>
      <ul>
        {health?.parts.map((part) => (
          <li key={part.part} class={part.found < part.expected ? 'bad' : ''}>
            <span aria-hidden="true">{part.found < part.expected ? '✗' : '✓'}</span> {t(`part.${part.part}`)}:{' '}
            {t('check.found', { found: part.found, expected: part.expected })}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => actions.copyReport()}>
        {t('check.copy')}
      </button>
    </div>
  );
}
