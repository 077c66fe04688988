/** The copy outside this PC: its age, making it, restoring it. */
import { useState } from 'preact/hooks';
import type { BackupText } from '../../../locales/backup';
import type { Language } from '../../../locales/translate';
import type { BackupState } from '../../../office/backup';
import { SHORTEST } from '../../../office/passphrase';
import { clock, day, daysBetween } from '../../dates';
import { Field } from '../fields';
import type { BackupView } from '../model';
import { Picker } from '../office/picker';

export interface BackupActions {
  /** The words of all copies from now on. */
  onWords(words: string): Promise<boolean>;
  onSave(): Promise<boolean>;
  onMoved(): void;
  onRestore(file: File, words: string): Promise<boolean>;
}

interface BackupProps extends BackupActions {
  b: BackupText;
  view: BackupView;
  now: number;
  language: Language;
}

/** «3 дня назад» */
export function ageText(at: number, now: number, b: BackupText): string {
  const n = daysBetween(at, now);
  return n === 0 ? b('backup.ageToday') : b('backup.age', { n });
}

const TONES: Readonly<Record<BackupState, string>> = {
  exchange: ' notice-good',
  nothing: '',
  never: ' notice-warn',
  here: ' notice-warn',
  fresh: ' notice-good',
  old: ' notice-warn',
};

function stateText({ state, moved, exchanged }: BackupView, now: number, b: BackupText, language: Language): string {
  const when = exchanged === null ? '' : `${day(exchanged, now, language)}, ${clock(exchanged, language)}`;
  return b(`backup.state.${state}`, { age: moved === null ? '' : ageText(moved, now, b), when });
}

export function Backup(props: BackupProps) {
  const { b, view, now, language, onSave, onMoved } = props;
  const [isBusy, setBusy] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const asksWords = !view.hasPassphrase || isChanging;
  const save = async (): Promise<void> => {
    setBusy(true);
    await onSave();
    setBusy(false);
  };
  return (
    <section class="card form" aria-labelledby="backup">
      <h2 id="backup">{b('backup.title')}</h2>
      <p>{b('backup.lead')}</p>
      <p class={`notice${TONES[view.state]}`}>{stateText(view, now, b, language)}</p>
      {asksWords ? (
        <Words {...props} onDone={() => setChanging(false)} />
      ) : (
        <div class="actions">
          <button type="button" class={view.state === 'here' ? '' : 'primary'} disabled={isBusy} onClick={save}>
            {b('backup.save')}
          </button>
          {(view.made ?? 0) > (view.moved ?? 0) && (
            <button type="button" class={view.state === 'here' ? 'primary' : ''} disabled={isBusy} onClick={onMoved}>
              {b('backup.moved')}
            </button>
          )}
          <button type="button" class="plain" onClick={() => setChanging(true)}>
            {b('backup.another')}
          </button>
        </div>
      )}
      <p role="status">{isBusy && b('backup.saving')}</p>
    </section>
  );
}

/** The words are chosen once; the first copy is made with them at once. */
function Words({ b, view, onWords, onSave, onDone }: BackupProps & { onDone(): void }) {
  const [words, setWords] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const isShort = [...words.trim()].length < SHORTEST;
  const choose = async (): Promise<void> => {
    setTried(true);
    if (isShort || repeat !== words) return;
    setBusy(true);
    const isFirst = !view.hasPassphrase;
    if ((await onWords(words)) && isFirst) await onSave();
    setBusy(false);
    onDone();
  };
  return (
    <>
      <Field
        type="password"
        label={b('backup.words')}
        hint={b('backup.wordsHint')}
        value={words}
        fault={tried && isShort ? b('backup.short') : ''}
        onInput={setWords}
      />
      <Field
        type="password"
        label={b('backup.repeat')}
        value={repeat}
        fault={tried && repeat !== words ? b('backup.differs') : ''}
        onInput={setRepeat}
      />
      <div class="actions">
        <button type="button" class="primary" disabled={isBusy} onClick={choose}>
          {b(view.hasPassphrase ? 'backup.change' : 'backup.save')}
        </button>
        {view.hasPassphrase && (
          <button type="button" onClick={onDone}>
            {b('broken.cancel')}
          </button>
        )}
      </div>
      <p role="status">{isBusy && b('backup.saving')}</p>
    </>
  );
}

export function Restore({ b, onRestore }: Pick<BackupProps, 'b' | 'onRestore'>) {
  const [file, setFile] = useState<File | null>(null);
  const [words, setWords] = useState('');
  const [isBusy, setBusy] = useState(false);
  const restore = async (): Promise<void> => {
    if (!file) return;
    setBusy(true);
    if (await onRestore(file, words)) setWords('');
    setBusy(false);
  };
  return (
    <section class="card form" aria-labelledby="restore">
      <h2 id="restore">{b('backup.restore')}</h2>
      <p>{b('backup.restoreLead')}</p>
      <Picker label={b('backup.file')} accept=".smotritel-copy" onPick={setFile} />
      <Field type="password" label={b('backup.words')} value={words} onInput={setWords} />
      <div class="actions">
        <button type="button" disabled={!file || !words.trim() || isBusy} onClick={restore}>
          {b('backup.restoreButton')}
        </button>
      </div>
      <p role="status">{isBusy && b('backup.restoring')}</p>
    </section>
  );
}

/** Beside every section while the office has no remote that works: how old the copy outside this PC is. */
export function BackupStatus({ b, view, now }: Pick<BackupProps, 'b' | 'view' | 'now'>) {
  const { state, moved } = view;
  if (state === 'exchange' || state === 'nothing') return null;
  const key = state === 'never' || state === 'here' ? state : 'kept';
  const age = moved === null ? '' : ageText(moved, now, b);
  return (
    <p class={`sync-status${state === 'old' ? ' sync-status-trouble' : ''}`}>
      <a href="#/data">{b(`backup.status.${key}`, { age })}</a>
    </p>
  );
}
