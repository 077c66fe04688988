/** The exchange by file: out and in. */
import { useState } from 'preact/hooks';
import type { SyncText } from '../../../locales/sync';

interface ByFileProps {
  t: SyncText;
  onExport(what: 'all' | 'new'): void;
  onImport(file: File): void;
}

export function ByFile({ t, onExport, onImport }: ByFileProps) {
  const [file, setFile] = useState<File | null>(null);
  return (
    <section class="card form" aria-labelledby="by-file">
      <h2 id="by-file">{t('file.title')}</h2>
      <p>{t('file.lead')}</p>
      <div class="actions">
        <button type="button" onClick={() => onExport('new')}>
          {t('file.new')}
        </button>
        <button type="button" onClick={() => onExport('all')}>
          {t('file.all')}
        </button>
      </div>
      <input
        type="file"
        accept=".smotritel"
        aria-label={t('file.choose')}
        onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
      />
      <div class="actions">
        <button type="button" disabled={!file} onClick={() => file && onImport(file)}>
          {t('file.take')}
        </button>
      </div>
    </section>
  );
}
