/** Comments that wait: for an answer, with their two clocks, or for somebody to decide. */
import type { Clocks } from '../../../moderation/clock';
import type { StoredCase } from '../../../moderation/stored';
import { moment, pageName, type Shown } from './model';

export interface WaitingCase {
  row: StoredCase;
  clocks: Clocks | null;
}

interface WaitingProps extends Shown {
  cases: readonly WaitingCase[];
}

export function WaitingList({ cases, ...shown }: WaitingProps) {
  const { t, pages } = shown;
  if (cases.length === 0) return <p>{t('waiting.none')}</p>;
  return (
    <div class="table-scroll">
      <table class="journal">
        <thead>
          <tr>
            <th scope="col">{t('waiting.since')}</th>
            <th scope="col">{t('column.page')}</th>
            <th scope="col">{t('column.text')}</th>
            <th scope="col">{t('waiting.first')}</th>
            <th scope="col">{t('waiting.final')}</th>
          </tr>
        </thead>
        <tbody>
          {cases.slice(0, 200).map(({ row, clocks }) => (
            <tr key={row.id}>
              <td>{moment(clocks?.since ?? row.firstSeen, shown)}</td>
              <td>{pageName(pages, row.page)}</td>
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
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function leftText(t: Shown['t'], minutes: number): string {
  const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return t(minutes < 0 ? 'waiting.over' : 'waiting.left', { h, m });
}
