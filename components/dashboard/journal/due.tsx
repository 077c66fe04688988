/** What is about people and will soon be erased, said beforehand. */
import type { StoredCase } from '../../../moderation/stored';
import { day, pageName, type Shown } from './model';

interface DueProps extends Shown {
  due: readonly StoredCase[];
  /** How many days before. */
  days: number;
  /** Days that personal data are kept. */
  kept: number;
}

const DAY = 86_400_000;
const MOST = 200;

export function DueNotice({ due, days, kept, t }: DueProps) {
  if (due.length === 0) return null;
  return (
    <p class="notice notice-warn">
      {t('journal.due', { n: due.length, days, kept })}. <a href="#/journal/due">{t('journal.dueShow')}</a>
    </p>
  );
}

/** Each with the way to its act. */
export function DueList({ due, days, kept, ...shown }: DueProps) {
  const { t, pages } = shown;
  if (due.length === 0) return <p>{t('due.none', { days })}</p>;
  return (
    <>
      <h2>{t('due.title')}</h2>
      <p class="muted">{t('due.hint', { kept })}</p>
      <div class="table-scroll">
        <table class="journal">
          <thead>
            <tr>
              <th scope="col">{t('due.when')}</th>
              <th scope="col">{t('column.page')}</th>
              <th scope="col">{t('column.author')}</th>
              <th scope="col">{t('column.text')}</th>
              <th scope="col">{t('column.decision')}</th>
            </tr>
          </thead>
          <tbody>
            {due.slice(0, MOST).map((row) => (
              <tr key={row.id}>
                <td>{day(row.changedAt + kept * DAY, shown)}</td>
                <td>{pageName(pages, row.page)}</td>
                <td>{row.subject?.author.name ?? t('journal.erased')}</td>
                <td class="journal-text">
                  <a href={`#/journal/case/${row.id}`}>{row.subject?.text.slice(0, 160) || t('journal.noText')}</a>
                </td>
                <td>{t(`decided.${row.decision ?? 'none'}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {due.length > MOST && <p class="muted">{t('journal.count', { n: MOST, all: due.length })}</p>}
    </>
  );
}
