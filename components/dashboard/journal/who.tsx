/** Who has a case that waits: oneself, a colleague, or whoever stands in for one. */
import { useState } from 'preact/hooks';
import type { StoredCase } from '../../../moderation/stored';
import { day, type Shown } from './model';

export interface WaitingHolder {
  name: string;
  mine: boolean;
  /** It was handed over: whose it is, and until when, ms; null: it is his own. */
  lent: { owner: string; until: number; isMine: boolean } | null;
}

interface WhoProps extends Shown {
  row: StoredCase;
  /** null: nobody. */
  holder: WaitingHolder | null;
  onTakeOver(row: StoredCase): void;
}

/** What a colleague has in work is taken over after a second click: he may be at it just now. */
export function Who({ row, holder, onTakeOver, ...shown }: WhoProps) {
  const { t } = shown;
  const [isAsking, setAsking] = useState(false);
  if (!holder) return <>—</>;
  const { name, mine, lent } = holder;
  // One's own comes back by ending the loan: while it runs, what one takes is handed on at once.
  const mayTake = !mine && !lent?.isMine && row.state === 'in-work';
  return (
    <>
      {mine ? t('waiting.mine') : name}
      {lent && <p class="muted">{t('waiting.lent', { owner: lent.owner, until: day(lent.until - 1, shown) })}</p>}
      {lent?.isMine && <a href="#/office">{t('waiting.takeBack')}</a>}
      {mayTake && !isAsking && (
        <button type="button" onClick={() => setAsking(true)}>
          {t('waiting.takeOver')}
        </button>
      )}
      {mayTake && isAsking && (
        <fieldset class="ask">
          <legend>{t('waiting.takeOverAsk', { name })}</legend>
          <button type="button" class="primary" onClick={() => onTakeOver(row)}>
            {t('waiting.takeOverYes')}
          </button>
          <button type="button" class="plain" onClick={() => setAsking(false)}>
            {t('waiting.takeOverNo')}
          </button>
        </fieldset>
      )}
    </>
  );
}
