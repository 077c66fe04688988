/** The words of the office: found by their letters, some at a time, since a pack can bring hundreds. */
import { useState } from 'preact/hooks';
import { Field } from '../fields';
import { plain, type Speech, type WordRow } from './model';

const ROWS = 50;

interface ListProps extends Speech {
  rows: readonly WordRow[];
  onEdit(row: WordRow): void;
  onRemove(row: WordRow): void;
}

export function WordList(props: ListProps) {
  const { rows, t } = props;
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState(ROWS);
  const found = query.trim() === '' ? rows : rows.filter(({ word }) => plain(word.text).includes(plain(query)));
  const more = Math.min(ROWS, found.length - shown);
  return (
    <section class="cards" aria-labelledby="words-list">
      <h2 id="words-list">{t('words.list')}</h2>
      {rows.length > 10 && (
        <Field
          type="search"
          label={t('words.find')}
          value={query}
          onInput={(value) => {
            setQuery(value);
            setShown(ROWS);
          }}
        />
      )}
      {found.length === 0 ? (
        <p role="status">{t(rows.length === 0 ? 'words.empty' : 'words.notFound')}</p>
      ) : (
        <ul class="rows">
          {found.slice(0, shown).map((row) => (
            <Row key={row.id} {...props} row={row} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <div class="actions">
          <button type="button" onClick={() => setShown(shown + ROWS)}>
            {t('words.more', { n: more })}
          </button>
        </div>
      )}
    </section>
  );
}

function Row({ row, t, onEdit, onRemove }: ListProps & { row: WordRow }) {
  const { text, use, kind, forms } = row.word;
  const what =
    kind === 'any'
      ? t('words.neverAny')
      : t(use === 'mark' ? 'words.marks' : 'words.never', { kind: t(`kind.${kind}`) });
  return (
    <li class="word-row">
      <strong>{text}</strong>
      <span class="muted">
        {what}
        {forms && `, ${t('words.withForms')}`}
      </span>
      {row.fault && (
        <p class="fault">{t('words.unusable', { why: t(`words.fault.${row.fault}`, { count: '' }).toLowerCase() })}</p>
      )}
      <div class="actions">
        <button type="button" aria-label={t('words.editOne', { text })} onClick={() => onEdit(row)}>
          {t('words.edit')}
        </button>
        <button type="button" aria-label={t('words.removeOne', { text })} onClick={() => onRemove(row)}>
          {t('words.remove')}
        </button>
      </div>
    </li>
  );
}
