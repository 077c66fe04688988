/** For a publisher without Node: a key, a signed pack of what is here, and a check of a file. */
import { useState } from 'preact/hooks';
import type { PacksText } from '../../../locales/packs';
import { Check, Field } from '../fields';
import { Picker } from '../office/picker';
import type { Checked, Making } from './model';

interface MakeProps {
  t: PacksText;
  /** What there is to include. */
  have: Record<'templates' | 'clauses' | 'words', number>;
  start: Making;
  /** The chosen key as text to tell; null: none is chosen. */
  ownKey: string | null;
  /** What the added file brings; null: none was added. */
  added: string | null;
  onMakeKey(): void;
  onKey(file: File): void;
  onAdd(file: File): void;
  /** @returns what is wrong, or nothing */
  onSign(making: Making): Promise<string>;
}

export function Make({ t, have, start, ownKey, added, onMakeKey, onKey, onAdd, onSign }: MakeProps) {
  const [making, setMaking] = useState(start);
  const [fault, setFault] = useState('');
  const set = (change: Partial<Making>): void => {
    setMaking({ ...making, ...change });
    setFault('');
  };
  const line = (name: 'title' | 'publisher' | 'id' | 'number', hint?: 'packs.idHint' | 'packs.numberHint') => (
    <Field
      label={t(`packs.${name}`)}
      {...(hint && { hint: t(hint) })}
      value={making[name]}
      onInput={(value) => set({ [name]: value })}
    />
  );
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setFault(await onSign(making));
  };
  return (
    <form class="form" onSubmit={(event) => void submit(event)}>
      <p>{t('packs.makeLead')}</p>
      <Picker label={t('packs.chooseKey')} hint={t('packs.makeKeyHint')} accept=".json" onPick={onKey} />
      <div class="actions">
        <button type="button" onClick={onMakeKey}>
          {t('packs.makeKey')}
        </button>
      </div>
      {ownKey && <Field label={t('packs.yourKey')} rows={2} value={ownKey} />}
      {line('title')}
      {line('publisher')}
      {line('id', 'packs.idHint')}
      {line('number', 'packs.numberHint')}
      <Field type="date" label={t('packs.expires')} value={making.expires} onInput={(expires) => set({ expires })} />
      <Field label={t('packs.noteField')} rows={3} value={making.note} onInput={(note) => set({ note })} />
      <fieldset class="kinds">
        <legend>{t('packs.include')}</legend>
        {(['templates', 'clauses', 'words'] as const).map((name) => (
          <Check
            key={name}
            label={t(`packs.include.${name}`, { n: have[name] })}
            checked={making[name]}
            onChange={(on) => set({ [name]: on })}
          />
        ))}
      </fieldset>
      <Picker label={t('packs.addFile')} hint={t('packs.addFileHint')} accept=".json" onPick={onAdd} />
      {added !== null && <p role="status">{t('packs.added', { contents: added || t('packs.addedNothing') })}</p>}
      <p class="fault" role="alert">
        {fault}
      </p>
      <div class="actions">
        <button type="submit" class="primary">
          {t('packs.sign')}
        </button>
      </div>
    </form>
  );
}

interface CheckFileProps {
  t: PacksText;
  checked: Checked | null;
  onCheck(file: File): void;
}

export function CheckFile({ t, checked, onCheck }: CheckFileProps) {
  return (
    <section class="card form" aria-labelledby="pack-check">
      <h2 id="pack-check">{t('packs.check')}</h2>
      <p>{t('packs.checkLead')}</p>
      <Picker label={t('packs.checkFile')} accept=".json" onPick={onCheck} />
      {checked && (
        <div class={`notice notice-${checked.tone}`} role="status">
          {checked.lines.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
    </section>
  );
}
