/** When to remind, when the office is open, and the days that the production calendar does not know. */
import { useState } from 'preact/hooks';
import { isDate } from '../../../calendar/dates';
import type { DayChange, DayKind } from '../../../calendar/days';
import { clockText, minutesOf, type OfficeHours } from '../../../calendar/hours';
import type { PublishingText } from '../../../locales/publishing';
import type { ReminderSettings } from '../../../office/settings';
import { Check, Choice, Field } from '../fields';

export interface HoursSettings {
  officeHours: OfficeHours;
  dayChanges: DayChange[];
  reminder: ReminderSettings;
}

interface HoursProps extends HoursSettings {
  t: PublishingText;
  /** Years at hand of which this version knows no resolution, and the office nothing of its own. */
  provisional: readonly number[];
  onSave(change: Partial<HoursSettings>): void;
}

const KINDS: readonly (readonly [RegExp, DayKind])[] = [
  [/^(?:выходной|off)$/iu, 'off'],
  [/^(?:праздник|праздничный|holiday)$/iu, 'holiday'],
  [/^(?:короткий|сокращ[её]нный|short)$/iu, 'short'],
  [/^(?:рабочий|work)$/iu, 'work'],
];
const WORDS: Record<DayKind, string> = { off: 'выходной', holiday: 'праздник', short: 'короткий', work: 'рабочий' };

export function Hours({ t, officeHours, dayChanges, reminder, provisional, onSave }: HoursProps) {
  const [fault, setFault] = useState('');
  const { lunch } = officeHours;
  return (
    <details class="card">
      <summary>{t('hours.title')}</summary>
      {provisional.map((year) => (
        <p key={year} class="notice notice-warn">
          {t('hours.provisional', { year })}
        </p>
      ))}
      <Check label={t('hours.on')} checked={reminder.on} onChange={(on) => onSave({ reminder: { ...reminder, on } })} />
      <div class="row">
        <Time
          t={t}
          label={t('hours.at')}
          value={reminder.at}
          onSave={(at) => onSave({ reminder: { ...reminder, at } })}
        />
        <Choice
          label={t('hours.days')}
          value={String(Math.min(2, reminder.daysBefore))}
          options={(['0', '1', '2'] as const).map((days) => [days, t(`hours.days.${days}`)] as const)}
          onChange={(days) => onSave({ reminder: { ...reminder, daysBefore: Number(days) } })}
        />
        <Time
          t={t}
          label={t('hours.start')}
          value={officeHours.start}
          onSave={(start) => onSave({ officeHours: { ...officeHours, start } })}
        />
        <Time
          t={t}
          label={t('hours.end')}
          value={officeHours.end}
          onSave={(end) => onSave({ officeHours: { ...officeHours, end } })}
        />
        <Time
          t={t}
          label={t('hours.lunchStart')}
          value={lunch?.start ?? 13 * 60}
          onSave={(start) =>
            onSave({ officeHours: { ...officeHours, lunch: { start, end: Math.max(start, lunch?.end ?? start) } } })
          }
        />
        <Time
          t={t}
          label={t('hours.lunchEnd')}
          value={lunch?.end ?? 14 * 60}
          onSave={(end) =>
            onSave({ officeHours: { ...officeHours, lunch: { start: Math.min(end, lunch?.start ?? end), end } } })
          }
        />
      </div>
      <Field
        rows={3}
        label={t('hours.changes')}
        hint={t('hours.changesHint')}
        fault={fault}
        value={dayChanges.map(({ date, kind }) => `${date} ${WORDS[kind]}`).join('\n')}
        onChange={(written) => {
          const read = readChanges(written);
          setFault('line' in read ? t('hours.changesFault', { line: read.line }) : '');
          if ('changes' in read) onSave({ dayChanges: read.changes });
        }}
      />
    </details>
  );
}

function Time({
  t,
  label,
  value,
  onSave,
}: {
  t: PublishingText;
  label: string;
  value: number;
  onSave(minutes: number): void;
}) {
  const [fault, setFault] = useState('');
  const change = (written: string): void => {
    const minutes = minutesOf(written);
    setFault(minutes === null ? t('hours.fault') : '');
    if (minutes !== null) onSave(minutes);
  };
  return <Field label={label} value={clockText(value)} fault={fault} onChange={change} />;
}

/** One day a line; the first line that is not understood is named. */
export function readChanges(written: string): { changes: DayChange[] } | { line: string } {
  const changes: DayChange[] = [];
  for (const line of written.split('\n').map((one) => one.trim())) {
    if (!line) continue;
    const [date = '', word = ''] = line.split(/[\s,—-]+(?=\p{L})/u);
    const kind = KINDS.find(([words]) => words.test(word))?.[1];
    if (!kind || !isDate(date)) return { line };
    changes.push({ date, kind });
  }
  return { changes };
}
