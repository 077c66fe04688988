/** Records of a removed member that nobody here had seen: they do not count until somebody accepts them as his own. */
import { day } from '../../dates';
import type { AsideRow, OfficeSpeech } from './model';

interface AsideProps extends OfficeSpeech {
  aside: readonly AsideRow[];
  onTakeAside(id: string): void;
}

const KINDS = ['template', 'plan', 'page', 'profile', 'clause'] as const;

export function SetAside({ aside, t, now, language, onTakeAside }: AsideProps) {
  if (aside.length === 0) return null;
  return (
    <section class="card">
      <h2>{t('aside.title')}</h2>
      <p>{t('aside.text')}</p>
      <ul class="rows">
        {aside.map(({ id, kind, title, name, at }) => {
          const known = KINDS.find((one) => one === kind) ?? 'other';
          return (
            <li key={id}>
              <p>{t('aside.row', { kind: t(`kind.${known}`), title, name, date: day(at, now, language) })}</p>
              <div class="actions">
                <button type="button" onClick={() => onTakeAside(id)}>
                  {t('aside.take')}
                  <span class="unseen">: {title}</span>
                </button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
