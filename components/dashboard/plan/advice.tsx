/** What to look at in a draft. Advice, never a lock. */

import type { PublishingText } from '../../../locales/publishing';
import type { Advice } from '../../../publishing/advice';
import { adviceText } from '../../advice';

export function AdviceList({ t, advice }: { t: PublishingText; advice: readonly Advice[] }) {
  if (advice.length === 0) return null;
  return (
    <div class="notice advice" role="status">
      <p>{t('advice.title')}</p>
      <ul>
        {advice.map((one) => (
          <li key={`${one.code} ${one.start} ${one.kind ?? ''}`}>
            {adviceText(one, t)}
            {one.fragment && (
              <>
                {' '}
                <q>{one.fragment.slice(0, 60)}</q>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
