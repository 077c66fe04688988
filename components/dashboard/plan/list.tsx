/** The plan as a list: overdue first. */
import { useMemo, useState } from 'preact/hooks';
import { inOrder, type PlanState, stateOf } from '../../../publishing/plan';
import { Choice, Field } from '../fields';
import type { CalendarProps } from './calendar';
import { longDate } from './plan';

const A_PAGE = 50;
const STATES: readonly (PlanState | 'all' | 'open')[] = [
  'open',
  'all',
  'overdue',
  'draft',
  'proposed',
  'approved',
  'partly',
  'published',
  'cancelled',
];

export function PlanList({ t, language, entries, pages, zone, now, at, onOpen }: CalendarProps) {
  const [query, setQuery] = useState('');
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  const [page, setPage] = useState('');
  const number = Math.max(0, Number(/^\d+$/u.test(at) ? at : 0));
  const found = useMemo(() => {
    const words = query.trim().toLowerCase();
    return inOrder(entries, zone, now).filter((entry) => {
      const { item } = entry;
      const is = stateOf(entry, zone, now);
      const isState = state === 'all' || state === is || (state === 'open' && is !== 'published' && is !== 'cancelled');
      const isText = !words || `${item.occasion}\n${item.text}\n${item.responsible}`.toLowerCase().includes(words);
      return isState && isText && (!page || item.pages.includes(page));
    });
  }, [entries, query, state, page, zone]);
  const shown = found.slice(number * A_PAGE, (number + 1) * A_PAGE);
  const names = new Map(pages.map(({ id, name, site }) => [id, `${t(`plan.site.${site}`)} ${name}`]));
  return (
    <section aria-label={t('plan.view.list')}>
      <div class="row">
        <Field type="search" label={t('plan.search')} value={query} onInput={setQuery} />
        <Choice
          label={t('plan.filter')}
          value={state as string}
          options={STATES.map(
            (one) => [one, t(one === 'all' || one === 'open' ? `plan.filter.${one}` : `plan.state.${one}`)] as const,
          )}
          onChange={(chosen) => setState(STATES.find((one) => one === chosen) ?? 'open')}
        />
        <Choice
          label={t('plan.page')}
          value={page}
          options={[['', t('plan.filter.all')] as const, ...pages.map(({ id }) => [id, names.get(id) ?? ''] as const)]}
          onChange={setPage}
        />
      </div>
      {found.length === 0 && <p>{t('plan.notFound')}</p>}
      <ul class="plan-rows">
        {shown.map((entry) => {
          const is = stateOf(entry, zone, now);
          const { item } = entry;
          return (
            <li key={entry.id}>
              <a class={`plan-card plan-${is}`} href={`#/plan/${entry.id}`}>
                <span class="muted">
                  {item.date ? longDate(item.date, language) : t('plan.undated')} {item.time ?? ''}
                </span>
                <strong>{item.occasion || item.text.slice(0, 80) || t('plan.untitled')}</strong>
                <span class="plan-card-foot">
                  {t(`plan.state.${is}`)} · {item.pages.map((id) => names.get(id) ?? '').join(', ')}
                  {item.responsible && ` · ${item.responsible}`}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
      {found.length > A_PAGE && (
        <nav class="actions" aria-label={t('templates.pager')}>
          <button type="button" disabled={number === 0} onClick={() => onOpen(`list/${number - 1}`)}>
            {t('templates.previous')}
          </button>
          <span class="muted">
            {t('templates.shown', {
              from: number * A_PAGE + 1,
              to: Math.min(found.length, (number + 1) * A_PAGE),
              n: found.length,
            })}
          </span>
          <button
            type="button"
            disabled={(number + 1) * A_PAGE >= found.length}
            onClick={() => onOpen(`list/${number + 1}`)}
          >
            {t('templates.next')}
          </button>
        </nav>
      )}
    </section>
  );
}
