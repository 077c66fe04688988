/** Of an item that is one of a row: which of the row the change is meant for. */

import type { PlanEntry } from '../../../publishing/plan';
import { othersOf, SCOPES, type Scope } from '../../../publishing/series';
import type { EditorProps } from './when';

interface RowProps extends EditorProps {
  entry: PlanEntry;
  scope: Scope;
  onScope(scope: Scope): void;
}

export function Row({ t, entry, entries, scope, onScope }: RowProps) {
  const number = (one: Scope): number => othersOf(entry, entries ?? [], one).length;
  if (number('all') === 0) return null;
  return (
    <fieldset class="plan-row">
      <legend>{t('plan.row')}</legend>
      {SCOPES.filter((one) => one === 'one' || number(one) > 0).map((one) => (
        <label key={one}>
          <input type="radio" name="plan-row" checked={scope === one} onChange={() => onScope(one)} />{' '}
          {t(`plan.row.${one}`, { n: number(one) + 1 })}
        </label>
      ))}
      <p class="muted">{t('plan.row.hint')}</p>
    </fieldset>
  );
}
