/** The collapsible panel at the edge of the site's page: the week, what was read, the marked and the waiting. */
import { PageCheck } from './PageCheck';
import type { MarkedComment, OverlayActions, OverlayView } from './view';
import { weekDates } from './view';

interface Props {
  view: OverlayView;
  actions: OverlayActions;
}

export function Panel({ view, actions }: Props) {
  if (view.opened.panel.collapsed) return <Tab view={view} actions={actions} />;
  const { t } = view;
  return (
    <section class="panel" aria-label={t('panel.title')}>
      <div class="panel-head">
        <h2>{view.opened.page?.name}</h2>
        <button type="button" class="plain" onClick={() => actions.collapse(true)} aria-label={t('panel.close')}>
          ✕
        </button>
      </div>
      <div class="panel-body">
        <Warning view={view} />
        <Week view={view} />
        <CoverageLine view={view} />
        {view.unpainted && <p class="hint">{t('old.browser')}</p>}
        <List
          title={t(view.marked.length > 0 ? 'panel.marked' : 'panel.noneMarked', { n: view.marked.length })}
          items={view.marked}
          view={view}
          actions={actions}
        />
        <List
          title={t(view.waiting.length > 0 ? 'panel.waiting' : 'panel.noneWaiting', { n: view.waiting.length })}
          items={view.waiting}
          view={view}
          actions={actions}
        />
        {view.dismissed.length > 0 && (
          <List
            title={t('panel.dismissed', { n: view.dismissed.length })}
            items={view.dismissed}
            view={view}
            actions={actions}
          />
        )}
        {view.checkOpen && <PageCheck view={view} actions={actions} />}
      </div>
      <div class="panel-foot">
        <div class="row">
          <button type="button" onClick={() => actions.step(-1)} disabled={view.marked.length === 0}>
            {t('panel.previous')}
          </button>
          <button type="button" onClick={() => actions.step(1)} disabled={view.marked.length === 0}>
            {t('panel.next')}
          </button>
        </div>
        <p class="hint">{t('panel.keys')}</p>
        <div class="row">
          <button
            type="button"
            class="link"
            aria-expanded={view.checkOpen}
            onClick={() => actions.toggleCheck(!view.checkOpen)}
          >
            {t('panel.check')}
          </button>
          <button type="button" class="link" onClick={() => actions.openDashboard('templates')}>
            {t('panel.dashboard')}
          </button>
        </div>
        <p class="notice" role="status">
          {view.notice}
        </p>
      </div>
    </section>
  );
}

function Tab({ view, actions }: Props) {
  const { t } = view;
  return (
    <button
      type="button"
      class="tab"
      onClick={() => actions.collapse(false)}
      aria-label={`${t('panel.open')}. ${t('panel.marked', { n: view.marked.length })}`}
    >
      <span aria-hidden="true">{weekNumber(view)}</span>
      {view.marked.length > 0 && (
        <span class="tab-count" aria-hidden="true">
          ⚑ {view.marked.length}
        </span>
      )}
    </button>
  );
}

function weekNumber({ week, health }: OverlayView): string {
  if (!week || week.state === 'unknown' || health?.state === 'broken') return '?';
  return `${week.state === 'atLeast' ? '≥' : ''}${week.count}/${week.norm}`;
}

function Warning({ view }: { view: OverlayView }) {
  const { t, health, opened } = view;
  if (!health || health.state === 'ok') return null;
  if (health.state === 'loading') return <p class="hint">{t('panel.loading')}</p>;
  const failing = health.parts.filter((part) => part.found < part.expected).map((part) => t(`part.${part.part}`));
  const parts = failing.join(', ') || t('health.all');
  const site = t(`site.${opened.page?.site ?? 'vk'}`);
  return (
    <p class="warning" role="alert">
      {t(health.state === 'broken' ? 'health.broken' : 'health.degraded', { site, parts })}
      {opened.helper.name !== '' && ` ${t('health.helper', opened.helper)}`}
    </p>
  );
}

function Week({ view }: { view: OverlayView }) {
  const { t, week, opened, health } = view;
  if (!week) return null;
  const language = opened.language;
  const state = health?.state === 'broken' ? 'unknown' : week.state;
  const reached = state !== 'unknown' && week.count >= week.norm;
  return (
    <div class="week">
      <p class="week-dates">{t('panel.week', { dates: weekDates(language, week) })}</p>
      <p class={`week-count ${state === 'unknown' ? 'unknown' : reached ? 'reached' : 'below'}`}>
        {t(`week.${state}`, { n: week.count, norm: week.norm })}
      </p>
      {view.isFeed && state === 'atLeast' && !reached && week.readBackTo !== null && (
        <p class="hint">{t('week.hint', { day: dayOf(week.readBackTo, language, opened.zone) })}</p>
      )}
      {state === 'unknown' && health?.state !== 'broken' && (
        <p class="hint">{t(view.isFeed ? 'week.hintUnread' : 'week.hintElsewhere')}</p>
      )}
    </div>
  );
}

function dayOf(at: number, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone }).format(at);
}

/** Only full coverage may be called clean. */
function CoverageLine({ view }: { view: OverlayView }) {
  const { t, coverage } = view;
  if (!coverage) return null;
  const { read, said } = coverage;
  if (coverage.complete && said !== null) {
    const clean = view.marked.length === 0 && view.health?.state === 'ok';
    return <p class="coverage">{t(clean ? 'coverage.clean' : 'coverage.whole', { n: read, said })}</p>;
  }
  const folded = coverage.posts.reduce((sum, post) => sum + post.folded, 0);
  const unread = coverage.posts.some((post) => post.said !== null && post.read < post.said && post.folded === 0);
  const todo = [folded > 0 ? t('coverage.folded', { n: folded }) : '', unread ? t('coverage.openPosts') : ''];
  const first =
    read === 0 && !said
      ? t('coverage.none')
      : t(said === null ? 'coverage.unknown' : 'coverage.partial', { n: read, said: said ?? 0 });
  const rest = todo.filter((line) => line !== '').join('; ');
  return <p class="coverage partial">{rest ? `${first}: ${rest}` : first}</p>;
}

function List({ title, items, view, actions }: Props & { title: string; items: readonly MarkedComment[] }) {
  return (
    <div class="list">
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item.comment.id}>
            <button
              type="button"
              class="item"
              aria-current={view.current === item.comment.id}
              onClick={() => actions.go(item.comment.id)}
            >
              <span class="item-author">{item.comment.author.name}</span>
              <span class="item-kinds">
                {kindsOf(item)
                  .map((kind) => view.t(`kind.${kind}`))
                  .join(', ')}
              </span>
              <span class="item-text">{item.comment.text.slice(0, 120)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function kindsOf({ verdict }: MarkedComment) {
  return verdict.kinds.length > 0 ? verdict.kinds : (['appeal'] as const);
}
