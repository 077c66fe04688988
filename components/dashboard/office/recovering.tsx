/** Coming back to an office by its recovery file: this browser becomes a new member, lost ones are removed. */
import { useState } from 'preact/hooks';
import { Check, Field } from '../fields';
import type { OfficeSpeech } from './model';
import { Picker } from './picker';

export interface Known {
  id: string;
  name: string;
}

export interface RecoveringActions {
  /** Members of the office that the file belongs to; null when it does not open. */
  onOpenRecovery(file: File, passphrase: string): Promise<readonly Known[] | null>;
  onRecover(name: string, post: string, lost: readonly string[]): Promise<boolean>;
}

export function Recovering({ t, onOpenRecovery, onRecover }: OfficeSpeech & RecoveringActions) {
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [known, setKnown] = useState<readonly Known[] | null>(null);
  const [lost, setLost] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [post, setPost] = useState('');
  const [isBusy, setBusy] = useState(false);
  const open = async (): Promise<void> => {
    if (!file) return;
    setBusy(true);
    setKnown(await onOpenRecovery(file, passphrase));
    setBusy(false);
  };
  const toggle = (id: string, isLost: boolean): void =>
    setLost(isLost ? [...lost, id] : lost.filter((one) => one !== id));
  return (
    <div class="card form">
      <h2>{t('start.recover')}</h2>
      <p class="notice">
        {t('recover.backup')} <a href="#/data">{t('place.data')}</a>
      </p>
      <Picker label={t('recover.file')} accept=".json" onPick={setFile} />
      <Field type="password" label={t('found.passphrase')} value={passphrase} onInput={setPassphrase} />
      <div class="actions">
        <button type="button" disabled={!file || !passphrase || isBusy} onClick={open}>
          {t('recover.open')}
        </button>
      </div>
      {known && (
        <>
          <fieldset class="plain-set">
            <legend>{t('recover.lost')}</legend>
            <p class="muted">{t('recover.lostHint')}</p>
            {known.map(({ id, name }) => (
              <Check key={id} label={name} checked={lost.includes(id)} onChange={(checked) => toggle(id, checked)} />
            ))}
          </fieldset>
          <Field label={t('found.name')} value={name} onInput={setName} />
          <Field label={t('found.post')} value={post} onInput={setPost} />
          <div class="actions">
            <button
              type="button"
              class="primary"
              disabled={!name.trim() || isBusy}
              onClick={() => void onRecover(name, post, lost)}
            >
              {t('recover.commit')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
