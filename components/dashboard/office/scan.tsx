/** The scan of a decision on paper: shown where it stands in the history, a PDF in a tab of its own. */
import { useEffect, useState } from 'preact/hooks';
import type { OfficeSpeech, Scan } from './model';

interface ScanProps {
  t: OfficeSpeech['t'];
  /** Id of its file. */
  id: string;
  /** null: erased, or not in this browser yet. */
  onScan(id: string): Promise<Scan | null>;
}

export function ScanView({ t, id, onScan }: ScanProps) {
  const [scan, setScan] = useState<Scan | 'none' | null>(null);
  useEffect(() => {
    if (scan === null || scan === 'none') return undefined;
    return () => URL.revokeObjectURL(scan.url);
  }, [scan]);
  if (scan === 'none') return <p class="muted">{t('paper.noScan')}</p>;
  if (scan === null) {
    return (
      <button type="button" class="plain" onClick={async () => setScan((await onScan(id)) ?? 'none')}>
        {t('paper.showScan')}
      </button>
    );
  }
  return (
    <figure class="scan">
      {scan.isPicture && <img src={scan.url} alt={t('paper.scanAlt')} />}
      <figcaption class="actions">
        <a class="button" href={scan.url} target="_blank" rel="noreferrer" download={scan.isPicture ? '' : 'скан.pdf'}>
          {t(scan.isPicture ? 'paper.saveScan' : 'paper.openScan')}
        </a>
        <button type="button" class="plain" onClick={() => setScan(null)}>
          {t('approvals.hide')}
        </button>
      </figcaption>
    </figure>
  );
}
