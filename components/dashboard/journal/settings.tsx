/** How long the journal keeps what is about people, when answers are owed, and the keys of the desk. */
import { useState } from 'preact/hooks';
import type { JournalText } from '../../../locales/journal';
import { chordName, chordOf, DEFAULT_KEYS, KEY_ACTS, type KeyAct, type Keys, keyFault } from '../../../moderation/keys';
import { Check, Field } from '../fields';
import type { Settings } from '../model';

type Values = Pick<Settings, 'journalDays' | 'answerNorms' | 'answerReminder' | 'keys'>;

interface DeskSettingsProps {
  t: JournalText;
  values: Values;
  onSave(change: Partial<Values>): void;
}

export function DeskSettings({ t, values, onSave }: DeskSettingsProps) {
  const { journalDays, answerNorms, answerReminder } = values;
  return (
    <>
      <div class="card form">
        <Amount
          label={t('settings.journalDays')}
          hint={t('settings.journalDaysHint')}
          value={journalDays}
          least={30}
          most={3650}
          t={t}
          onSave={(days) => onSave({ journalDays: days })}
        />
        <Amount
          label={t('settings.firstHours')}
          hint={t('settings.normsHint')}
          value={answerNorms.firstHours}
          least={1}
          most={200}
          t={t}
          onSave={(firstHours) => onSave({ answerNorms: { ...answerNorms, firstHours } })}
        />
        <Amount
          label={t('settings.finalDays')}
          value={answerNorms.finalDays}
          least={1}
          most={60}
          t={t}
          onSave={(finalDays) => onSave({ answerNorms: { ...answerNorms, finalDays } })}
        />
        <Check
          label={t('settings.answerReminder')}
          hint={t('settings.answerReminderHint')}
          checked={answerReminder}
          onChange={(on) => onSave({ answerReminder: on })}
        />
      </div>
      <section class="card form" aria-labelledby="desk-keys">
        <h2 id="desk-keys">{t('settings.keys')}</h2>
        <p class="muted">{t('settings.keysHint')}</p>
        <ul class="keys-list">
          {KEY_ACTS.map((act) => (
            <Binding key={act} act={act} keys={values.keys as Keys} t={t} onSave={(keys) => onSave({ keys })} />
          ))}
        </ul>
        <button type="button" onClick={() => onSave({ keys: {} })}>
          {t('settings.keysReset')}
        </button>
      </section>
    </>
  );
}

interface AmountProps {
  t: JournalText;
  label: string;
  hint?: string;
  value: number;
  least: number;
  most: number;
  onSave(value: number): void;
}

function Amount({ t, label, hint = '', value, least, most, onSave }: AmountProps) {
  const [fault, setFault] = useState('');
  const change = (written: string): void => {
    const amount = Number(written);
    const good = Number.isInteger(amount) && amount >= least && amount <= most;
    setFault(good ? '' : t('settings.amountFault', { least, most }));
    if (good) onSave(amount);
  };
  return <Field type="number" label={label} hint={hint} value={String(value)} fault={fault} onChange={change} />;
}

interface BindingProps {
  act: KeyAct;
  keys: Keys;
  t: JournalText;
  onSave(keys: Record<string, string>): void;
}

/** The next chord pressed on the button becomes the act's; Tab and Escape go on meaning what they mean. */
function Binding({ act, keys, t, onSave }: BindingProps) {
  const [listens, setListens] = useState(false);
  const [fault, setFault] = useState('');
  const press = (event: KeyboardEvent): void => {
    if (!listens || event.key === 'Tab') return;
    event.preventDefault();
    const chord = chordOf(event);
    if (event.key === 'Escape') setListens(false);
    if (chord === null || event.key === 'Escape') return;
    const wrong = keyFault(chord, act, keys);
    setFault(wrong ? t(`key.${wrong}`) : '');
    if (wrong) return;
    setListens(false);
    onSave({ ...keys, [act]: chord });
  };
  const chord = chordName(keys[act] ?? DEFAULT_KEYS[act]);
  return (
    <li>
      <span>{t(`key.act.${act}`)}</span>
      <button
        type="button"
        aria-label={listens ? t('key.press') : `${chord}: ${t('key.change', { act: t(`key.act.${act}`) })}`}
        onClick={() => setListens(true)}
        onKeyDown={press}
        onBlur={() => setListens(false)}
      >
        {listens ? t('key.press') : chord}
      </button>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
    </li>
  );
}
