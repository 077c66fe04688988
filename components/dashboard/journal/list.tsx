/** The journal as a table: filters above, a hundred rows at a time. */
import { useEffect, useState } from 'preact/hooks';
import { DECISIONS } from '../../../moderation/case-state';
import { dateOf, type JournalFilter } from '../../../moderation/journal';
import type { StoredCase } from '../../../moderation/stored';
import { moment, pageName, type Shown } from './model';

const PORTION = 100;

interface ListProps extends Shown {
  rows: readonly StoredCase[];
  all: number;
  filter: JournalFilter;
  /** ISO dates of the period; empty: open. */
  period: { from: string; to: string };
  onFilter(change: Partial<JournalFilter>): void;
  onPeriod(change: Partial<ListProps['period']>): void;
  onOpen(id: string): void;
}

export function JournalList(props: ListProps) {
  const { t, rows, all, filter } = props;
  const [shown, setShown] = useState(PORTION);
  useEffect(() => setShown(PORTION), [filter]);
  return (
    <>
      <Filters {...props} />
      <p role="status" class="muted">
        {t('journal.count', { n: rows.length, all })}
      </p>
      {all === 0 ? (
        <p>{t('journal.empty')}</p>
      ) : rows.length === 0 ? (
        <p>{t('journal.nothing')}</p>
      ) : (
        <Table {...props} shown={shown} />
      )}
      {rows.length > shown && (
        <button type="button" onClick={() => setShown(shown + PORTION)}>
          {t('journal.more', { n: Math.min(PORTION, rows.length - shown) })}
        </button>
      )}
    </>
  );
}

function Filters({ t, filter, period, pages, onFilter, onPeriod }: ListProps) {
  return (
    <search class="card journal-filters">
      <label>
        {t('journal.words')}
        <input
          type="search"
          value={filter.words}
          placeholder={t('journal.wordsHint')}
          onInput={(event) => onFilter({ words: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('journal.page')}
        <select value={filter.page} onChange={(event) => onFilter({ page: event.currentTarget.value })}>
          <option value="">{t('journal.allPages')}</option>
          {pages.map(({ id, name, site }) => (
            <option key={id} value={id}>
              {t(`site.${site}`)}: {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('journal.decision')}
        <select
          value={filter.decision}
          onChange={(event) => onFilter({ decision: event.currentTarget.value as JournalFilter['decision'] })}
        >
          <option value="all">{t('journal.anyDecision')}</option>
          {[...DECISIONS, 'none' as const].map((decision) => (
            <option key={decision} value={decision}>
              {t(`decided.${decision}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('journal.from')}
        <input type="date" value={period.from} onChange={(event) => onPeriod({ from: event.currentTarget.value })} />
      </label>
      <label>
        {t('journal.to')}
        <input type="date" value={period.to} onChange={(event) => onPeriod({ to: event.currentTarget.value })} />
      </label>
    </search>
  );
}

function Table({ shown, rows, t, language, zone, pages, onOpen }: ListProps & { shown: number }) {
  return (
    <div class="table-scroll">
      <table class="journal">
        <thead>
          <tr>
            <th scope="col">{t('column.date')}</th>
            <th scope="col">{t('column.page')}</th>
            <th scope="col">{t('column.author')}</th>
            <th scope="col">{t('column.text')}</th>
            <th scope="col">{t('column.decision')}</th>
            <th scope="col">{t('column.number')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={row.id}>
              <td>{moment(dateOf(row), { language, zone })}</td>
              <td>{pageName(pages, row.page)}</td>
              <td>{row.subject?.author.name ?? t('journal.erased')}</td>
              <td class="journal-text">
                <a href={`#/journal/case/${row.id}`} onClick={() => onOpen(row.id)}>
                  {row.subject?.text.slice(0, 160) || t('journal.noText')}
                </a>
              </td>
              <td>
                {t(`decided.${row.decision ?? 'none'}`)}
                {row.state !== 'decided' && <span class="muted"> · {t(`state.${row.state}`)}</span>}
              </td>
              <td>{row.by?.seq ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
