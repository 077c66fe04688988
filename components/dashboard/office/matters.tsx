/** Open cases, answers and plan items: to be chosen from for handing over, and as they were handed over. */
import { useState } from 'preact/hooks';
import { day } from '../../dates';
import { Check, Field } from '../fields';
import { isoDay } from './details';
import type { MatterRow, OfficeSpeech } from './model';

export const GROUPS = ['case', 'answer', 'plan'] as const;
/** Rows of a group that are shown; the others are found by their words. */
const SHOWN = 50;
const TITLE = 120;

export const keyOf = ({ kind, entity }: Pick<MatterRow, 'kind' | 'entity'>): string => `${kind} ${entity}`;

interface ChoiceProps extends OfficeSpeech {
  matters: readonly MatterRow[];
  chosen: ReadonlySet<string>;
  onChoose(chosen: ReadonlySet<string>): void;
}

export function MatterChoice({ matters, chosen, onChoose, ...speech }: ChoiceProps) {
  const { t } = speech;
  const [words, setWords] = useState('');
  if (matters.length === 0) return <p class="muted">{t('lend.nothingOpen')}</p>;
  const wanted = words.trim().toLowerCase();
  const found = matters.filter(({ title, page }) => `${title}\n${page}`.toLowerCase().includes(wanted));
  const set = (rows: readonly MatterRow[], isChosen: boolean): void => {
    const next = new Set(chosen);
    for (const row of rows) {
      if (isChosen) next.add(keyOf(row));
      else next.delete(keyOf(row));
    }
    onChoose(next);
  };
  return (
    <>
      {matters.length > 10 && <Field type="search" label={t('lend.find')} value={words} onInput={setWords} />}
      {GROUPS.map((group) => (
        <Group
          key={group}
          {...speech}
          group={group}
          rows={found.filter((row) => row.group === group)}
          chosen={chosen}
          onSet={set}
        />
      ))}
      <p role="status">{t('lend.chosen', { n: chosen.size })}</p>
    </>
  );
}

interface GroupProps extends OfficeSpeech {
  group: MatterRow['group'];
  rows: readonly MatterRow[];
  chosen: ReadonlySet<string>;
  onSet(rows: readonly MatterRow[], isChosen: boolean): void;
}

function Group({ group, rows, chosen, onSet, ...speech }: GroupProps) {
  const { t } = speech;
  if (rows.length === 0) return null;
  const isAll = rows.every((row) => chosen.has(keyOf(row)));
  return (
    <fieldset class="plain-set matters">
      <legend>{t(`lend.group.${group}`)}</legend>
      {rows.length > 1 && (
        <Check label={t('lend.all', { n: rows.length })} checked={isAll} onChange={(all) => onSet(rows, all)} />
      )}
      {rows.slice(0, SHOWN).map((row) => (
        <Check
          key={row.entity}
          label={titleOf(row, speech)}
          checked={chosen.has(keyOf(row))}
          onChange={(isChosen) => onSet([row], isChosen)}
        />
      ))}
      {rows.length > SHOWN && <p class="muted">{t('lend.more', { n: rows.length - SHOWN })}</p>}
    </fieldset>
  );
}

/** What was handed over, each with the way to it. */
export function MatterLinks({ matters, ...speech }: OfficeSpeech & { matters: readonly MatterRow[] }) {
  const { t } = speech;
  if (matters.length === 0) return <p class="muted">{t('lend.noneOpen')}</p>;
  return (
    <details>
      <summary>{t('lend.openNow', { n: matters.length })}</summary>
      <ul>
        {matters.slice(0, SHOWN).map((row) => (
          <li key={row.entity}>
            <a href={row.group === 'plan' ? `#/plan/${row.entity}` : `#/journal/case/${row.entity}`}>
              {titleOf(row, speech)}
            </a>
          </li>
        ))}
      </ul>
      {matters.length > SHOWN && <p class="muted">{t('lend.more', { n: matters.length - SHOWN })}</p>}
    </details>
  );
}

function titleOf({ title, page, since, date, group }: MatterRow, speech: OfficeSpeech): string {
  const { t, now, language } = speech;
  const when = since === null ? date && isoDay(date, speech) : day(since, now, language);
  const words = title.length > TITLE ? `${title.slice(0, TITLE).trimEnd()}…` : title;
  return [when, words || t(group === 'plan' ? 'templates.untitled' : 'lend.unread'), page].filter(Boolean).join(' · ');
}
