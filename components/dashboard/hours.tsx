/** When the office is open: reminders keep quiet outside, deadlines of answers run inside. */
import { useState } from 'preact/hooks';
import type { OfficeHours } from '../../calendar/hours';
import { Field } from './fields';
import type { Speech } from './model';

interface HoursProps {
  hours: OfficeHours;
  t: Speech['t'];
  onSave(hours: OfficeHours): void;
}

/** Four times; a lunch without both of its ends is no lunch. */
export function Hours({ hours, t, onSave }: HoursProps) {
  const [lunch, setLunch] = useState({ start: printed(hours.lunch?.start), end: printed(hours.lunch?.end) });
  const [fault, setFault] = useState('');
  const save = (next: OfficeHours): void => {
    const inDay = !next.lunch || (next.lunch.start > next.start && next.lunch.end < next.end);
    const good = next.start < next.end && inDay && (!next.lunch || next.lunch.start < next.lunch.end);
    setFault(good ? '' : t('hours.fault'));
    if (good) onSave(next);
  };
  const edge = (name: 'start' | 'end') => (
    <Field
      type="time"
      label={t(`hours.${name}`)}
      value={printed(hours[name])}
      onChange={(written) => written && save({ ...hours, [name]: minutes(written) })}
    />
  );
  const pause = (name: 'start' | 'end') => (
    <Field
      type="time"
      label={t(`hours.lunch.${name}`)}
      value={lunch[name]}
      onChange={(written) => {
        const next = { ...lunch, [name]: written };
        setLunch(next);
        if (next.start && next.end) save({ ...hours, lunch: { start: minutes(next.start), end: minutes(next.end) } });
        else if (!next.start && !next.end) save({ ...hours, lunch: null });
      }}
    />
  );
  return (
    <fieldset class="form">
      <legend>{t('hours.title')}</legend>
      <div class="row">
        {edge('start')}
        {edge('end')}
        {pause('start')}
        {pause('end')}
      </div>
      <p class="fault" role="status">
        {fault}
      </p>
    </fieldset>
  );
}

/** «09:00», as the browser's field wants it; empty: none. */
function printed(at: number | undefined): string {
  if (at === undefined) return '';
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

function minutes(written: string): number {
  const [hours = 0, rest = 0] = written.split(':').map(Number);
  return hours * 60 + rest;
}
