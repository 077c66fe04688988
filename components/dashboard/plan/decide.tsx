/** What is done with an item: kept, put up for approval, approved, declined, cancelled. */
import { faultsOf, type PlanItem } from '../../../publishing/plan';
import type { Decision } from './plan';
import type { EditorProps } from './when';

interface DecideProps extends EditorProps {
  item: PlanItem;
  isChanged: boolean;
  onDecide(decision: Decision): void;
  onCancel(cancelled: boolean): void;
}

export function Decide({ t, item, entry, isChanged, onDecide, onCancel }: DecideProps) {
  const faults = faultsOf(item);
  const status = entry?.status ?? 'draft';
  const isReady = faults.length === 0 && !item.cancelled;
  const isDraft = isChanged || status === 'draft';
  return (
    <>
      {faults.length > 0 && (
        <ul class="notice">
          {faults.map((fault) => (
            <li key={fault}>{t(`plan.fault.${fault}`)}</li>
          ))}
        </ul>
      )}
      <div class="actions">
        <button type="submit" disabled={!isChanged || faults.includes('nothing')} onClick={() => onDecide('save')}>
          {t(item.cancelled ? 'plan.saveCancelled' : 'plan.save')}
        </button>
        {isDraft && (
          <button type="button" disabled={!isReady} onClick={() => onDecide('propose')}>
            {t('plan.propose')}
          </button>
        )}
        {status === 'proposed' && !isChanged && (
          <button type="button" onClick={() => onDecide('decline')}>
            {t('plan.decline')}
          </button>
        )}
        {(isDraft || status === 'proposed') && (
          <button type="button" class="primary" disabled={!isReady} onClick={() => onDecide('approve')}>
            {t('plan.approve')}
          </button>
        )}
        {entry && (
          <button type="button" class="plain push" onClick={() => onCancel(!item.cancelled)}>
            {t(item.cancelled ? 'plan.revive' : 'plan.cancel')}
          </button>
        )}
      </div>
      <p class="muted">{t('plan.approveHint')}</p>
    </>
  );
}
