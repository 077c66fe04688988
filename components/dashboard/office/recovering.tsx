/** Coming back to an office by its recovery file: where its records are, who is gone, and this browser as a new member. */
import { useState } from 'preact/hooks';
import { sync } from '../../../locales/sync';
import { Check, Choice, Field } from '../fields';
import type { Access } from '../sync/access';
import type { OfficeSpeech } from './model';
import { Picker } from './picker';

export interface Known {
  id: string;
  name: string;
}

/** `here`: a backup was read in already; `file`: an exchange file or a backup. */
export type RecoverySource =
  | { kind: 'here' }
  | { kind: 'folder' }
  | { kind: 'file'; file: File }
  | { kind: 'disk'; access: Access };

export interface RecoveringActions {
  /** Whether this browser can open folders. */
  canFolder: boolean;
  /** Called in the click itself. @returns members of the office that the file belongs to; null when it does not open */
  onOpenRecovery(file: File, passphrase: string, source: RecoverySource): Promise<readonly Known[] | null>;
  onRecover(name: string, post: string, lost: readonly string[]): Promise<boolean>;
}

type Kind = RecoverySource['kind'];

export function Recovering(props: OfficeSpeech & RecoveringActions) {
  const { t, onOpenRecovery } = props;
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [source, setSource] = useState<RecoverySource | null>(null);
  const [known, setKnown] = useState<readonly Known[] | null>(null);
  const [isBusy, setBusy] = useState(false);
  const open = async (): Promise<void> => {
    if (!file || !source) return;
    // The browser gives its leave for a host or a folder in the click alone: nothing is awaited before.
    const opening = onOpenRecovery(file, passphrase, source);
    setBusy(true);
    setKnown(await opening);
    setBusy(false);
  };
  return (
    <div class="card form">
      <h2>{t('start.recover')}</h2>
      <p class="muted">{t('recover.lead')}</p>
      <Picker label={t('recover.file')} accept=".json" onPick={setFile} />
      <Field type="password" label={t('found.passphrase')} value={passphrase} onInput={setPassphrase} />
      <Source {...props} onSource={setSource} />
      <div class="actions">
        <button type="button" disabled={!file || !passphrase || !source || isBusy} onClick={() => void open()}>
          {t(isBusy ? 'recover.opening' : 'recover.open')}
        </button>
      </div>
      {known && <Back {...props} known={known} isBusy={isBusy} />}
    </div>
  );
}

/** Where the records of the office are to be had. */
function Source({
  t,
  language,
  canFolder,
  onSource,
}: OfficeSpeech & RecoveringActions & { onSource(source: RecoverySource | null): void }) {
  const words = sync(language);
  const [kind, setKind] = useState<Kind | ''>('');
  const [access, setAccess] = useState<Access>({ address: '', user: '', password: '' });
  const kinds = (['disk', 'folder', 'file', 'here'] as const).filter((one) => one !== 'folder' || canFolder);
  const choose = (chosen: Kind | ''): void => {
    setKind(chosen);
    onSource(chosen === 'here' || chosen === 'folder' ? { kind: chosen } : null);
  };
  const change = (part: Partial<Access>): void => {
    const next = { ...access, ...part };
    setAccess(next);
    onSource(next.address.trim() ? { kind: 'disk', access: next } : null);
  };
  return (
    <>
      <Choice
        label={t('recover.from')}
        value={kind}
        options={[['', t('recover.from.choose')], ...kinds.map((one) => [one, t(`recover.from.${one}`)] as const)]}
        onChange={choose}
      />
      {kind === 'disk' && (
        <>
          <Field
            label={words('wizard.address')}
            hint={words('wizard.addressHintOwn')}
            value={access.address}
            onInput={(address) => change({ address })}
          />
          <Field label={words('wizard.user')} value={access.user} onInput={(user) => change({ user })} />
          <Field
            type="password"
            label={words('wizard.password')}
            value={access.password}
            onInput={(password) => change({ password })}
          />
        </>
      )}
      {kind === 'file' && (
        <Picker
          label={t('recover.records')}
          accept=".json,.smotritel"
          onPick={(file) => onSource({ kind: 'file', file })}
        />
      )}
    </>
  );
}

function Back({
  t,
  known,
  isBusy,
  onRecover,
}: OfficeSpeech & RecoveringActions & { known: readonly Known[]; isBusy: boolean }) {
  const [lost, setLost] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [post, setPost] = useState('');
  const toggle = (id: string, isLost: boolean): void =>
    setLost(isLost ? [...lost, id] : lost.filter((one) => one !== id));
  return (
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
  );
}
