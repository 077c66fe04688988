/** A decision on paper: what stands on it, entered by whoever holds it. */
import { useState } from 'preact/hooks';
import { Field } from '../fields';
import type { OfficeSpeech, PaperForm } from './model';
import { Picker } from './picker';

interface PaperProps {
  t: OfficeSpeech['t'];
  onEnter(paper: PaperForm): void;
}

export function Paper({ t, onEnter }: PaperProps) {
  const [paper, setPaper] = useState<PaperForm>({ number: '', date: '', signatory: '', scan: null });
  const set = (part: Partial<PaperForm>): void => setPaper({ ...paper, ...part });
  const isWhole = Boolean(paper.number.trim() && paper.date && paper.signatory.trim());
  return (
    <fieldset class="plain-set">
      <legend>{t('paper.title')}</legend>
      <p class="muted">{t('paper.note')}</p>
      <div class="row">
        <Field label={t('paper.number')} value={paper.number} onInput={(number) => set({ number })} />
        <Field type="date" label={t('paper.date')} value={paper.date} onInput={(date) => set({ date })} />
        <Field label={t('paper.signatory')} value={paper.signatory} onInput={(signatory) => set({ signatory })} />
      </div>
      <Picker label={t('paper.scan')} accept="image/*,.pdf" onPick={(scan) => set({ scan })} />
      {!isWhole && <p class="muted">{t('paper.needed')}</p>}
      <div class="actions">
        <button type="button" class="primary" disabled={!isWhole} onClick={() => onEnter(paper)}>
          {t('paper.commit')}
        </button>
      </div>
    </fieldset>
  );
}
