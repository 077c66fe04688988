/** The section «Пункты правил». */
import { Clauses } from '../../components/dashboard/clauses';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { saveClause } from './office';
import type { SectionProps } from './sections';

export function Section({ store, office, state, t, language }: SectionProps) {
  return (
    <Clauses
      t={t}
      language={language}
      clauses={state.clauses}
      originals={DEFAULT_CLAUSES}
      onSave={(clause) => office.run(() => saveClause(store, clause).then(() => t('dashboard.saved')))}
    />
  );
}
