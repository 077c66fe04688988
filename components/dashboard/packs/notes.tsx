/** Messages that publishers sent with their packs, until somebody has read them. */
import type { PacksText } from '../../../locales/packs';

export interface NoteView {
  id: string;
  title: string;
  publisher: string;
  number: number;
  text: string;
}

export function Notes({ t, notes, onAway }: { t: PacksText; notes: readonly NoteView[]; onAway(id: string): void }) {
  if (notes.length === 0) return null;
  return (
    <section class="form" aria-labelledby="pack-notes">
      <h2 id="pack-notes">{t('packs.notes')}</h2>
      <ul class="tasks">
        {notes.map(({ id, text, ...from }) => (
          <li key={id} class="notice">
            <p class="muted">{t('packs.noteFrom', from)}</p>
            <p class="prewrap">{text}</p>
            <button
              type="button"
              aria-label={`${t('packs.noteAway')}: ${t('packs.noteFrom', from)}`}
              onClick={() => onAway(id)}
            >
              {t('packs.noteAway')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
