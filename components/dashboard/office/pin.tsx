/** The PIN that approving asks for where several people use one computer. */
import { useState } from 'preact/hooks';
import { Field } from '../fields';
import type { OfficeSpeech } from './model';

export const PIN = /^\d{4,12}$/u;

interface PinSettingProps extends OfficeSpeech {
  hasPin: boolean;
  /** null turns it off. */
  onPin(pin: string | null): void;
}

export function PinSetting({ hasPin, t, onPin }: PinSettingProps) {
  const [pin, setPin] = useState('');
  const isOdd = pin !== '' && !PIN.test(pin);
  return (
    <section class="card">
      <h2>{t('pin.setting')}</h2>
      <p class="muted">{t('pin.hint')}</p>
      {!hasPin && (
        <Field
          type="password"
          label={t('pin.label')}
          value={pin}
          fault={isOdd ? t('pin.digits') : ''}
          onInput={setPin}
        />
      )}
      <div class="actions">
        {hasPin ? (
          <button type="button" onClick={() => onPin(null)}>
            {t('pin.off')}
          </button>
        ) : (
          <button type="button" disabled={!PIN.test(pin)} onClick={() => onPin(pin)}>
            {t('pin.set')}
          </button>
        )}
      </div>
    </section>
  );
}

interface PinQuestionProps {
  t: OfficeSpeech['t'];
  fault: 'wrong' | 'wait' | null;
  onPin(pin: string): void;
  onCancel(): void;
}

/** Inside a modal dialog, which holds the focus. */
export function PinQuestion({ t, fault, onPin, onCancel }: PinQuestionProps) {
  const [pin, setPin] = useState('');
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        onPin(pin);
        setPin('');
      }}
    >
      <h2>{t('pin.title')}</h2>
      <Field
        type="password"
        label={t('pin.label')}
        value={pin}
        fault={fault ? t(`pin.${fault}`) : ''}
        onInput={setPin}
      />
      <div class="actions">
        <button type="submit" class="primary" disabled={!PIN.test(pin)}>
          {t('pin.ok')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('members.cancel')}
        </button>
      </div>
    </form>
  );
}
