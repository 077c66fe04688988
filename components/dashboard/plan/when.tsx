/** When and where an item of the plan is to appear, by whom, and how often again. */
import { useState } from 'preact/hooks';
import { MixFormat } from '../../../publishing/formats';
import type { PlanEntry, PlanItem } from '../../../publishing/plan';
import type { Repetition } from '../../../publishing/repetition';
import { Check, Choice, Field } from '../fields';
import type { PlanProps } from './plan';

export interface EditorProps extends PlanProps {
  entry: PlanEntry | null;
  date: string;
  /** Entity of the only page that a new item is for; empty: every page. */
  page: string;
}

/** A part of the form. */
export interface PartProps extends EditorProps {
  item: PlanItem;
  change(part: Partial<PlanItem>): void;
}

export function When({ t, item, change }: PartProps) {
  const [fault, setFault] = useState('');
  const setTime = (written: string): void => {
    const time = timeOf(written);
    const isGood = time !== null || written.trim() === '';
    setFault(isGood ? '' : t('plan.fault.time'));
    if (isGood) change({ time });
  };
  return (
    <div class="row">
      <Field
        type="date"
        label={t('plan.date')}
        value={item.date ?? ''}
        onInput={(date) => change({ date: date || null })}
      />
      <Field
        label={t('plan.time')}
        hint={t('plan.timeHint')}
        value={item.time ?? ''}
        fault={fault}
        onChange={setTime}
      />
      <Choice
        label={t('plan.format')}
        value={item.format ?? ''}
        options={[
          ['', t('plan.formatNone')] as const,
          ...MixFormat.options.map((one) => [one, t(`format.${one}`)] as const),
        ]}
        onChange={(format) => change({ format: format === '' ? null : (format as MixFormat) })}
      />
      <Field
        label={t('plan.responsible')}
        value={item.responsible}
        onInput={(responsible) => change({ responsible: responsible.slice(0, 200) })}
      />
    </div>
  );
}

/** «9.30» and «9:30» as «09:30»; null: it is no time of day. */
function timeOf(written: string): string | null {
  const match = /^\s*(\d{1,2})[:.](\d{2})\s*$/u.exec(written);
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return null;
  return `${match[1]!.padStart(2, '0')}:${match[2]}`;
}

export function Where({ t, pages, item, change }: PartProps) {
  return (
    <fieldset>
      <legend>{t('plan.pages')}</legend>
      {pages.length === 0 && <p class="muted">{t('weeks.empty')}</p>}
      {pages.map(({ id, site, name }) => (
        <Check
          key={id}
          label={`${t(`site.${site}`)}: ${name}`}
          checked={item.pages.includes(id)}
          onChange={(checked) =>
            change({ pages: checked ? [...item.pages, id] : item.pages.filter((one) => one !== id) })
          }
        />
      ))}
    </fieldset>
  );
}

const EVERY = ['week', 'two-weeks', 'month', 'month-weekday'] as const;

interface RepeatProps extends EditorProps {
  item: PlanItem;
  repetition: Repetition | null;
  onChange(repetition: Repetition | null): void;
}

export function Repeat({ t, item, repetition, onChange }: RepeatProps) {
  if (item.date === null) return null;
  const until = repetition?.until ?? `${item.date.slice(0, 4)}-12-31`;
  return (
    <div class="row">
      <Choice
        label={t('plan.repeat')}
        value={repetition?.every ?? ''}
        options={[
          ['', t('plan.repeat.never')] as const,
          ...EVERY.map((one) => [one, t(`plan.repeat.${one}`)] as const),
        ]}
        onChange={(every) => onChange(every === '' ? null : { every, until })}
      />
      {repetition && (
        <Field
          type="date"
          label={t('plan.until')}
          value={repetition.until}
          onInput={(date) => onChange({ ...repetition, until: date })}
        />
      )}
    </div>
  );
}
