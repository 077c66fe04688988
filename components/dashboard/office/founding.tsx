/** Founding an office: who one is, the recovery file, and only then the office. */
import { useState } from 'preact/hooks';
import { SHORTEST } from '../../../office/passphrase';
import { Check, Field } from '../fields';
import type { OfficeSpeech } from './model';

export interface FoundingForm {
  name: string;
  post: string;
  passphrase: string;
}

export interface FoundingActions {
  /** Makes the recovery file and saves it; gives its name, or null when it could not be made. */
  onPrepare(form: FoundingForm): Promise<string | null>;
  onFound(): Promise<boolean>;
}

export function Founding({ t, onPrepare, onFound }: OfficeSpeech & FoundingActions) {
  const [form, setForm] = useState<FoundingForm>({ name: '', post: '', passphrase: '' });
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const [file, setFile] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSafe, setSafe] = useState(false);
  const change = (part: Partial<FoundingForm>): void => {
    setForm({ ...form, ...part });
    // Another password or name needs another file.
    setFile(null);
    setSafe(false);
  };
  const faults = faultsOf(form, repeat);
  const prepare = async (): Promise<void> => {
    setTried(true);
    if (Object.values(faults).some(Boolean)) return;
    setBusy(true);
    setFile(await onPrepare(form));
    setBusy(false);
  };
  const shown = (fault: ReturnType<typeof faultsOf>[keyof ReturnType<typeof faultsOf>]): string =>
    tried && fault ? t(fault) : '';
  return (
    <div class="card form">
      <h2>{t('start.found')}</h2>
      <Field
        label={t('found.name')}
        value={form.name}
        fault={shown(faults.name)}
        onInput={(name) => change({ name })}
      />
      <Field label={t('found.post')} value={form.post} onInput={(post) => change({ post })} />
      <Field
        type="password"
        label={t('found.passphrase')}
        hint={t('found.passphraseHint')}
        value={form.passphrase}
        fault={shown(faults.passphrase)}
        onInput={(passphrase) => change({ passphrase })}
      />
      <Field
        type="password"
        label={t('found.repeat')}
        value={repeat}
        fault={shown(faults.repeat)}
        onInput={setRepeat}
      />
      <section class="notice notice-warn">
        <h3>{t('found.forgotten')}</h3>
        <p>{t('found.forgottenText')}</p>
      </section>
      <div class="actions">
        <button type="button" class={file ? '' : 'primary'} disabled={isBusy} onClick={prepare}>
          {t('found.save')}
        </button>
      </div>
      <div role="status">
        {isBusy && <p>{t('found.saving')}</p>}
        {file && <p class="notice notice-good">{t('found.saved', { name: file })}</p>}
      </div>
      {file && (
        <>
          <Check label={t('found.check')} checked={isSafe} onChange={setSafe} />
          <div class="actions">
            <button type="button" class="primary" disabled={!isSafe} onClick={() => void onFound()}>
              {t('found.commit')}
            </button>
          </div>
        </>
      )}
      <p class="muted">{t('members.keyNote')}</p>
    </div>
  );
}

function faultsOf({ name, passphrase }: FoundingForm, repeat: string) {
  return {
    name: name.trim() ? null : 'found.nameNeeded',
    passphrase: [...passphrase.trim()].length < SHORTEST ? 'found.short' : null,
    repeat: repeat === passphrase ? null : 'found.differs',
  } as const;
}
