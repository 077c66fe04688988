/** Settings of this office. */
import { useState } from 'preact/hooks';
import { Check, Choice, Field } from './fields';
import type { Speech, Settings as Values } from './model';
import { zoneOptions } from './zones';

const LONGEST = 3650;

interface SettingsProps extends Speech {
  settings: Values;
  now: number;
  onSave(change: Partial<Values>): void;
}

/** Each setting is saved at once. */
export function Settings({ settings, now, t, onSave }: SettingsProps) {
  const [fault, setFault] = useState('');
  const retention = (written: string): void => {
    const days = Number(written);
    const good = Number.isInteger(days) && days >= 1 && days <= LONGEST;
    setFault(good ? '' : t('settings.retentionFault', { most: LONGEST }));
    if (good) onSave({ retentionDays: days });
  };
  return (
    <div class="card form">
      <Choice
        label={t('settings.language')}
        value={settings.language}
        options={[
          ['ru', 'Русский'],
          ['en', 'English'],
        ]}
        onChange={(language) => onSave({ language })}
      />
      <Choice
        label={t('settings.zone')}
        value={settings.zone}
        options={zoneOptions(settings.zone, now, t)}
        onChange={(zone) => onSave({ zone })}
      />
      <p class="muted">{t('settings.zoneHint')}</p>
      <Field
        type="number"
        label={t('settings.retention')}
        hint={t('settings.retentionHint')}
        value={String(settings.retentionDays)}
        fault={fault}
        onChange={retention}
      />
      <Check
        label={t('settings.showLook')}
        hint={t('settings.showLookHint')}
        checked={settings.showLook}
        onChange={(showLook) => onSave({ showLook })}
      />
    </div>
  );
}
