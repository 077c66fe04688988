/** The section «Пункты правил». */

import { useEffect, useState } from 'preact/hooks';
import { Clauses } from '../../components/dashboard/clauses';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { originalClauses, readPacks } from '../../storage/packs';
import type { Clause } from '../../types';
import { saveClause, takeVersion } from './office';
import type { SectionProps } from './sections';

export function Section({ store, office, state, t, language }: SectionProps) {
  const originals = useOriginals({ store, state });
  return (
    <Clauses
      t={t}
      language={language}
      clauses={state.clauses}
      originals={originals}
      shared={state.shared}
      now={Date.now()}
      onTake={({ id }, version) =>
        office.run(() => takeVersion(store, office.latest(), 'clause', id, version).then(() => t('apart.taken')))
      }
      onSave={(clause) => office.run(() => saveClause(store, office.latest(), clause).then(() => t('dashboard.saved')))}
    />
  );
}

/** What «Вернуть» goes back to: the region's wording where a pack has one. */
function useOriginals({ store, state }: Pick<SectionProps, 'store' | 'state'>): readonly Clause[] {
  const [originals, setOriginals] = useState<readonly Clause[]>(DEFAULT_CLAUSES);
  useEffect(() => {
    let isHere = true;
    const show = (clauses: readonly Clause[]): void => {
      if (isHere) setOriginals(clauses);
    };
    // What keeps the packs from being read kept the state from being read too, and that was said.
    readPacks(store).then(
      (packs) => show(originalClauses(packs.map(({ pack }) => pack))),
      () => show(DEFAULT_CLAUSES),
    );
    return () => {
      isHere = false;
    };
  }, [state]);
  return originals;
}
