/** The list of templates: search, filter, marks, a page of rows at a time so that ten thousand stay quick. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { topicTitle } from '../../../replies/topics';
import { Check, Choice, Field } from '../fields';
import type { Speech, TemplateEntry } from '../model';
import { Finder } from './listing';
import { FILTERS, type Filter, headOf, passes, stateOf } from './standing';

const ROWS = 50;

interface ListProps extends Speech {
  templates: readonly TemplateEntry[];
  marked: ReadonlySet<string>;
  onMark(marked: ReadonlySet<string>): void;
  onApprove(): void;
  onOpen(id: string): void;
}

export function TemplateList(props: ListProps) {
  const { templates, marked, t, onMark, onApprove } = props;
  const [query, setQuery] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [page, setPage] = useState(0);
  const finder = useRef(new Finder()).current;
  const found = useMemo(
    () => finder.find(templates, query).filter((entry) => passes(stateOf(entry), filter)),
    [finder, templates, query, filter],
  );
  const last = Math.max(0, Math.ceil(found.length / ROWS) - 1);
  const at = Math.min(page, last);
  const shown = found.slice(at * ROWS, (at + 1) * ROWS);
  const allMarked = found.length > 0 && found.every(({ id }) => marked.has(id));
  const fromStart = (set: () => void): void => {
    set();
    setPage(0);
  };
  return (
    <>
      <div class="row">
        <Field
          type="search"
          label={t('templates.search')}
          value={query}
          onInput={(value) => fromStart(() => setQuery(value))}
        />
        <Choice
          label={t('templates.filter')}
          value={filter}
          options={FILTERS.map((one) => [one, t(`templates.filter.${one}`)] as const)}
          onChange={(value) => fromStart(() => setFilter(value))}
        />
      </div>
      {found.length === 0 ? (
        <p role="status">{t('templates.notFound')}</p>
      ) : (
        <>
          <div class="actions sticky">
            <Check
              label={t('templates.markAll', { n: found.length })}
              checked={allMarked}
              onChange={() => onMark(allMarked ? new Set() : new Set(found.map(({ id }) => id)))}
            />
            <button type="button" class="push" disabled={marked.size === 0} onClick={onApprove}>
              {t('templates.approve', { n: marked.size })}
            </button>
          </div>
          <ul class="rows">
            {shown.map((entry) => (
              <Row key={entry.id} {...props} entry={entry} />
            ))}
          </ul>
          <Pager t={t} at={at} last={last} total={found.length} onTurn={setPage} />
        </>
      )}
    </>
  );
}

function Row({ entry, marked, t, onMark, onOpen }: ListProps & { entry: TemplateEntry }) {
  const { title, text, topics } = headOf(entry).body;
  const state = stateOf(entry);
  const toggle = (): void => {
    const next = new Set(marked);
    if (!next.delete(entry.id)) next.add(entry.id);
    onMark(next);
  };
  return (
    <li class="template-row">
      <input
        type="checkbox"
        aria-label={t('templates.mark', { title })}
        checked={marked.has(entry.id)}
        onChange={toggle}
      />
      <a
        href={`#/templates/${entry.id}`}
        onClick={(event) => {
          event.preventDefault();
          onOpen(entry.id);
        }}
      >
        {title || t('templates.untitled')}
      </a>
      <span class={`tag tag-${state}`}>{t(`templates.state.${state}`)}</span>
      <p class="muted snippet">
        {topics.length > 0 && `${topics.map(topicTitle).join(', ')}. `}
        {text}
      </p>
    </li>
  );
}

interface PagerProps {
  t: Speech['t'];
  at: number;
  last: number;
  total: number;
  onTurn(page: number): void;
}

function Pager({ t, at, last, total, onTurn }: PagerProps) {
  if (last === 0) return null;
  return (
    <nav class="actions pager" aria-label={t('templates.pager')}>
      <button type="button" disabled={at === 0} onClick={() => onTurn(at - 1)}>
        {t('templates.previous')}
      </button>
      <span role="status">
        {t('templates.shown', { from: at * ROWS + 1, to: Math.min((at + 1) * ROWS, total), n: total })}
      </span>
      <button type="button" disabled={at === last} onClick={() => onTurn(at + 1)}>
        {t('templates.next')}
      </button>
    </nav>
  );
}
