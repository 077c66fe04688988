/** The section «Пункты правил». */
import { Clauses } from '../../components/dashboard/clauses';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { saveClause, takeVersion } from './office';
import type { SectionProps } from './sections';

export function Section({ store, office, state, t, language }: SectionProps) {
  return (
    <Clauses
      t={t}
      language={language}
      clauses={state.clauses}
      originals={DEFAULT_CLAUSES}
      shared={state.shared}
      now={Date.now()}
      onTake={({ id }, version) =>
        office.run(() => takeVersion(store, office.latest(), 'clause', id, version).then(() => t('apart.taken')))
      }
      onSave={(clause) => office.run(() => saveClause(store, office.latest(), clause).then(() => t('dashboard.saved')))}
    />
  );
}
