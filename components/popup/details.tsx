/** Point 2.4 of the decree: which of the body's details the open page shows, each with its right text to copy. */
import { useState } from 'preact/hooks';
import type { ComposerKey } from '../../locales/composer';
import type { Translate } from '../../locales/translate';
import type { DetailCheck } from '../../publishing/shown-details';

interface DetailsProps {
  words: Translate<ComposerKey>;
  /** null: not asked for yet; `silent`: the page does not tell. */
  details: readonly DetailCheck[] | 'silent' | null;
  onLook(): void;
  onCopy(text: string): Promise<void>;
}

export function Details({ words: t, details, onLook, onCopy }: DetailsProps) {
  const [copied, setCopied] = useState('');
  if (details === null) {
    return (
      <button type="button" onClick={onLook}>
        {t('details.look')}
      </button>
    );
  }
  if (details === 'silent') return <p role="status">{t('details.silent')}</p>;
  const copy = async (field: string, text: string): Promise<void> => {
    await onCopy(text);
    setCopied(field);
  };
  return (
    <div class="details" role="status">
      <h3>{t('details.title')}</h3>
      <ul>
        {details.map(({ field, state, wanted, shown }) => (
          <li key={field} class={`detail-${state}`}>
            {t(`details.${field}`)}: <strong>{t(`details.${state}`, { shown })}</strong>
            {wanted && state !== 'present' && (
              <button
                type="button"
                class="plain"
                aria-label={`${t('details.copy')}: ${t(`details.${field}`)}`}
                onClick={() => void copy(field, wanted)}
              >
                {t(copied === field ? 'details.copied' : 'details.copy')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {details.some(({ state }) => state === 'hidden') && <p class="muted">{t('details.hint')}</p>}
    </div>
  );
}
