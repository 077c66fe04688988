/** Comments that wait: for an answer, with their topic and two clocks, or for somebody to decide. */
import { useState } from 'preact/hooks';
import type { Clocks } from '../../../moderation/clock';
import type { StoredCase } from '../../../moderation/stored';
import type { Matter } from '../../../replies/matter';
import { moment, pageName, type Shown } from './model';
import { type WaitingHolder, Who } from './who';

const PORTION = 200;

export interface WaitingCase {
  row: StoredCase;
  clocks: Clocks | null;
  /** What it asks or complains about; null: nothing tells, or it does not wait for an answer. */
  matter: Matter | null;
  /** Who has it, in an office; null: nobody. */
  holder: WaitingHolder | null;
}

interface WaitingProps extends Shown {
  cases: readonly WaitingCase[];
  /** In an office: takes over what a colleague has in work. */
  onTakeOver: ((row: StoredCase) => void) | null;
}

/** Which cases are shown: all, those about a topic (its id), those whose topic nothing tells, those to be decided. */
type Choice = 'all' | 'untold' | 'marked' | `topic:${string}`;

export function WaitingList({ cases, ...shown }: WaitingProps) {
  const { t } = shown;
  const [choice, setChoice] = useState<Choice>('all');
  const [most, setMost] = useState(PORTION);
  if (cases.length === 0) return <p>{t('waiting.none')}</p>;
  const groups = groupsOf(cases, t);
  // The last case about a topic may have been answered meanwhile.
  const chosen = groups.some(({ value }) => value === choice) ? choice : 'all';
  const rows = chosen === 'all' ? cases : cases.filter((one) => choiceOf(one) === chosen);
  return (
    <>
      <label class="waiting-choice">
        {t('waiting.show')}
        <select value={chosen} onChange={(event) => setChoice(event.currentTarget.value as Choice)}>
          <option value="all">{t('waiting.all', { n: cases.length })}</option>
          {groups.map(({ value, name, n }) => (
            <option key={value} value={value}>
              {name} — {n}
            </option>
          ))}
        </select>
      </label>
      <p role="status" class="muted">
        {t('waiting.shown', { n: Math.min(rows.length, most), all: rows.length })}
      </p>
      <WaitingTable {...shown} cases={rows.slice(0, most)} />
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most + PORTION)}>
          {t('journal.more', { n: Math.min(PORTION, rows.length - most) })}
        </button>
      )}
    </>
  );
}

function choiceOf({ clocks, matter }: WaitingCase): Choice {
  if (!clocks) return 'marked';
  return matter ? `topic:${matter.topic}` : 'untold';
}

/** The topics that somebody waits about, the most frequent first; then those untold, and what is to be decided. */
function groupsOf(cases: readonly WaitingCase[], t: Shown['t']): { value: Choice; name: string; n: number }[] {
  const groups = new Map<Choice, { value: Choice; name: string; n: number }>();
  for (const one of cases) {
    const value = choiceOf(one);
    const name = value === 'marked' || value === 'untold' ? t(`waiting.${value}`) : one.matter!.title;
    const group = groups.get(value) ?? { value, name, n: 0 };
    group.n += 1;
    groups.set(value, group);
  }
  const last = ({ value }: { value: Choice }): number => (value === 'marked' ? 2 : value === 'untold' ? 1 : 0);
  return [...groups.values()].sort((a, b) => last(a) - last(b) || b.n - a.n || (a.name < b.name ? -1 : 1));
}

function WaitingTable({ cases: rows, onTakeOver, ...shown }: WaitingProps) {
  const { t, pages } = shown;
  return (
    <div class="table-scroll">
      <table class="journal">
        <thead>
          <tr>
            <th scope="col">{t('waiting.since')}</th>
            <th scope="col">{t('column.page')}</th>
            <th scope="col">{t('waiting.topic')}</th>
            <th scope="col">{t('column.text')}</th>
            <th scope="col">{t('waiting.first')}</th>
            <th scope="col">{t('waiting.final')}</th>
            {onTakeOver && <th scope="col">{t('waiting.who')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ row, clocks, matter, holder }) => (
            <tr key={row.id}>
              <td>{moment(clocks?.since ?? row.firstSeen, shown)}</td>
              <td>{pageName(pages, row.page)}</td>
              <td>{topicText(t, clocks, matter)}</td>
              <td class="journal-text">
                {row.subject?.permalink ? (
                  <a href={row.subject.permalink} target="_blank" rel="noreferrer">
                    {row.subject.text.slice(0, 160) || t('journal.noText')}
                  </a>
                ) : (
                  row.subject?.text.slice(0, 160)
                )}{' '}
                <span class="muted">
                  {row.subject?.author.name} · {t(`state.${row.state}`)}
                </span>
              </td>
              <td>{clocks ? (clocks.firstLeft === null ? t('waiting.given') : leftText(t, clocks.firstLeft)) : '—'}</td>
              <td>{clocks ? leftText(t, clocks.finalLeft) : '—'}</td>
              {onTakeOver && (
                <td>
                  <Who {...shown} row={row} holder={holder} onTakeOver={onTakeOver} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function topicText(t: Shown['t'], clocks: Clocks | null, matter: Matter | null): string {
  if (!clocks) return '—';
  if (!matter) return t('waiting.untold');
  return matter.from === 'post' ? t('waiting.byPost', { topic: matter.title }) : matter.title;
}

function leftText(t: Shown['t'], minutes: number): string {
  const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return t(minutes < 0 ? 'waiting.over' : 'waiting.left', { h, m });
}
