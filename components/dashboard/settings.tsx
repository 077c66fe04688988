/** Settings of this office. */
import { useState } from 'preact/hooks';
import { Check, Choice, Field } from './fields';
import type { Speech, Settings as Values } from './model';
import { zoneOptions } from './zones';

const LONGEST = 3650;
/** A whole week and a day: what is forgotten sooner cannot be counted. */
const SHORTEST = 8;

interface SettingsProps extends Speech {
  settings: Values;
  /** Names of those that could not be read and stand at their default. */
  unread: readonly string[];
  now: number;
  onSave(change: Partial<Values>): void;
  /** The default of each unread setting stays. */
  onSettle(): void;
}

/** Each setting is saved at once. */
export function Settings({ settings, unread, now, t, onSave, onSettle }: SettingsProps) {
  const [fault, setFault] = useState('');
  const retention = (written: string): void => {
    const days = Number(written);
    const good = Number.isInteger(days) && days >= SHORTEST && days <= LONGEST;
    setFault(good ? '' : t('settings.retentionFault', { least: SHORTEST, most: LONGEST }));
    if (good) onSave({ retentionDays: days });
  };
  return (
    <>
      {unread.length > 0 && (
        <section class="notice notice-warn">
          <p>{t('settings.unread', { names: unread.map((name) => settingName(name, t)).join(', ') })}</p>
          <button type="button" onClick={onSettle}>
            {t('settings.settle')}
          </button>
        </section>
      )}
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
    </>
  );
}

const NAMES: Readonly<Record<string, Parameters<Speech['t']>[0]>> = {
  language: 'settings.language',
  zone: 'settings.zone',
  retentionDays: 'settings.retention',
  showLook: 'settings.showLook',
  panelCollapsed: 'settings.panelCollapsed',
  favourites: 'settings.favourites',
};

/** By the name on this screen, or by its own where the screen does not have it. */
function settingName(name: string, t: Speech['t']): string {
  const key = NAMES[name];
  return key ? `«${t(key)}»` : name;
}
