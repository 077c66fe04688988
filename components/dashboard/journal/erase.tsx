/** Erasing one case before its term, because the person it is about asks for it. */
import { useState } from 'preact/hooks';
import type { JournalText } from '../../../locales/journal';

export function Erase({ t, onErase }: { t: JournalText; onErase(): void }) {
  const [asks, setAsks] = useState(false);
  if (!asks) {
    return (
      <button type="button" onClick={() => setAsks(true)}>
        {t('erase.open')}
      </button>
    );
  }
  return (
    <div class="notice notice-warn">
      <p>{t('erase.ask')}</p>
      <div class="actions">
        <button type="button" onClick={onErase}>
          {t('erase.go')}
        </button>
        <button type="button" class="primary" onClick={() => setAsks(false)}>
          {t('erase.leave')}
        </button>
      </div>
    </div>
  );
}
