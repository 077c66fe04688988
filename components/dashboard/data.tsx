/** What is stored, and taking it to another computer in one file. */
import { useState } from 'preact/hooks';
import type { Counts, Misfit, Speech } from './model';

type T = Speech['t'];

const ROWS: readonly (keyof Counts)[] = ['pages', 'templates', 'weeks', 'posts', 'comments', 'aside'];

/** How many things of each kind there are. */
export function Stored({ counts, t }: { counts: Counts; t: T }) {
  return (
    <section class="card form" aria-labelledby="stored">
      <h2 id="stored">{t('data.stored')}</h2>
      <dl class="counts">
        {ROWS.filter((row) => row !== 'aside' || counts.aside > 0).map((row) => (
          <div key={row}>
            <dt>{t(`data.${row}`)}</dt>
            <dd>{counts[row]}</dd>
          </div>
        ))}
      </dl>
      <p class="muted">{t('data.where')}</p>
    </section>
  );
}

interface AsideProps {
  misfits: readonly Misfit[];
  t: T;
  onRetry(): void;
}

/** Records that could not be read: what they were, why, and what to do. Nothing when there are none. */
export function Aside({ misfits, t, onRetry }: AsideProps) {
  if (misfits.length === 0) return null;
  return (
    <section class="notice notice-warn form" aria-labelledby="aside">
      <h2 id="aside">{t('data.asideTitle', { n: misfits.reduce((all, { n }) => all + n, 0) })}</h2>
      <p>{t('data.asideLead')}</p>
      <ul class="faults">
        {misfits.map(({ store, reason, n }) => (
          <li key={`${store} ${reason}`}>
            {t('data.asideOne', { store, n })} <span class="muted">{reason}</span>
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" onClick={onRetry}>
          {t('data.asideRetry')}
        </button>
      </div>
    </section>
  );
}

/** Saves everything to one file. */
export function Export({ t, onExport }: { t: T; onExport(): void }) {
  return (
    <section class="card form" aria-labelledby="export">
      <h2 id="export">{t('data.export')}</h2>
      <p>{t('data.exportHint')}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={onExport}>
          {t('data.exportButton')}
        </button>
      </div>
    </section>
  );
}

/** Two steps: a file is chosen, then the person says yes. */
export function Import({ t, onImport }: { t: T; onImport(file: File): void }) {
  const [file, setFile] = useState<File | null>(null);
  return (
    <section class="card form" aria-labelledby="import">
      <h2 id="import">{t('data.import')}</h2>
      <p>{t('data.importHint')}</p>
      <input
        type="file"
        accept=".json,application/json"
        aria-label={t('data.choose')}
        onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
      />
      <div class="actions">
        <button type="button" disabled={!file} onClick={() => file && onImport(file)}>
          {t('data.importButton')}
        </button>
      </div>
    </section>
  );
}
