/** The panel's part of the queue: filters, what belongs together, what vanished, and where else work waits. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { DECISIONS } from '../../moderation/case-state';
import type { CaseView, VanishedView } from '../../moderation/protocol';
import type { Kind } from '../../types';
import { leftText } from './queue-card';
import { ClauseChoice } from './queue-flow';
import {
  isGrave,
  isReported,
  isWaiting,
  NO_FILTER,
  type QueueActions,
  type QueueFilter,
  type QueueState,
} from './queue-view';
import type { MarkedComment, OverlayActions, OverlayView } from './view';

/** As in `VIOLATION_KINDS`, whose module brings the schemas along. */
const KINDS: readonly Kind[] = ['unlawful', 'aggression', 'obscenity', 'insult', 'personal-data', 'spam', 'appeal'];

interface Props {
  view: OverlayView;
  queue: QueueState;
  actions: OverlayActions;
}

/** Above the lists. */
export function QueueHead({ view, queue, actions }: Props) {
  if (view.work.length === 0 && queue.vanished.length === 0) return null;
  return (
    <div class="queue">
      {view.work.length > 0 && <Filters queue={queue} actions={actions.queue} />}
      {queue.together && (
        <button type="button" class="link" onClick={() => actions.queue.showAll()}>
          {queue.t('queue.showAll')}
        </button>
      )}
      <Selected view={view} queue={queue} actions={actions} />
      {queue.vanished.length > 0 && <Vanished view={view} queue={queue} actions={actions} />}
    </div>
  );
}

function Filters({ queue, actions }: { queue: QueueState; actions: QueueActions }) {
  const { t, filter } = queue;
  const [open, setOpen] = useState(false);
  const isSet = JSON.stringify(filter) !== JSON.stringify(NO_FILTER);
  return (
    <details class="filters" open={open || isSet} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('queue.filter')}</summary>
      <div class="row wrap">
        <select
          aria-label={t('queue.kind')}
          value={filter.kind}
          onChange={(event) => actions.filter({ kind: event.currentTarget.value as QueueFilter['kind'] })}
        >
          <option value="all">{t('queue.kind.all')}</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
        <select
          aria-label={t('queue.level')}
          value={filter.level}
          onChange={(event) => actions.filter({ level: event.currentTarget.value as QueueFilter['level'] })}
        >
          <option value="all">{t('queue.level.all')}</option>
          {(['certain', 'likely', 'look'] as const).map((level) => (
            <option key={level} value={level}>
              {t(`level.${level}`)}
            </option>
          ))}
        </select>
      </div>
      {(['unanswered', 'fresh'] as const).map((name) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            checked={filter[name]}
            onChange={(event) => actions.filter({ [name]: event.currentTarget.checked })}
          />{' '}
          {t(`queue.${name}`)}
        </label>
      ))}
    </details>
  );
}

/** Comments decided together: evidence for each all the same. */
function Selected({ view, queue, actions }: Props) {
  const { t, selected } = queue;
  const [clause, setClause] = useState('');
  if (selected.size < 2) return null;
  // Each of them is reported by itself.
  const grave = view.work.some(
    (item) => selected.has(item.comment.id) && isGrave(item) && !isReported(queue, item.comment.id),
  );
  return (
    <div class="flow">
      <p>{t('queue.selected', { n: selected.size })}</p>
      <ClauseChoice view={view} queue={queue} clause={clause} onChoose={setClause} />
      {grave && <p class="warning">{t('grave.alone')}</p>}
      <div class="actions">
        {DECISIONS.map((decision) => (
          <button
            type="button"
            key={decision}
            disabled={decision === 'remove' && (clause === '' || grave)}
            onClick={() => actions.queue.decideSelected(decision, clause || null)}
          >
            {t(`decision.${decision}`)}
          </button>
        ))}
      </div>
    </div>
  );
}

function Vanished({ view, queue, actions }: Props) {
  const { t, vanished } = queue;
  return (
    <div class="list">
      <h3>{t('vanished.title', { n: vanished.length })}</h3>
      <ul>
        {vanished.map((one) => (
          <VanishedItem key={one.id} one={one} view={view} queue={queue} actions={actions} />
        ))}
      </ul>
    </div>
  );
}

function VanishedItem({ one, view, queue, actions }: Props & { one: VanishedView }) {
  const { t, zone } = queue;
  const [asks, setAsks] = useState(false);
  const [clause, setClause] = useState(
    () => view.opened.clauses.find(({ kinds }) => kinds.some((kind) => one.kinds.includes(kind)))?.id ?? '',
  );
  const when = momentText(one.lastSeen, view.opened.language, zone);
  return (
    <li class="flow">
      <p>
        <strong>{one.author}</strong> <span class="hint">{t('vanished.seen', { when })}</span>
      </p>
      <p class="item-text">{one.text.slice(0, 200)}</p>
      {asks && <ClauseChoice view={view} queue={queue} clause={clause} onChoose={setClause} />}
      <div class="actions">
        <button
          type="button"
          disabled={asks && clause === ''}
          onClick={() => (asks ? actions.queue.state(one.id, 'by-us', clause) : setAsks(true))}
        >
          {t('vanished.by-us')}
        </button>
        <button type="button" onClick={() => actions.queue.state(one.id, 'by-author-or-site', null)}>
          {t('vanished.by-author-or-site')}
        </button>
        <button type="button" onClick={() => actions.queue.state(one.id, 'unknown', null)}>
          {t('vanished.unknown')}
        </button>
      </div>
    </li>
  );
}

/** Below an item of the lists: who has it, what repeats, how long it waits. */
export function QueueLine({ item, queue, actions }: { item: MarkedComment; queue: QueueState; actions: QueueActions }) {
  const { t } = queue;
  const id = item.comment.id;
  const found = queue.cases.get(id);
  if (!found || !isWaiting(queue, item)) return null;
  const asked = found.banAsked ? t('ban.line') : '';
  const words = [
    found.fresh ? t('queue.isNew') : '',
    asked,
    stateText(queue, found),
    found.topic ?? '',
    clockText(queue, found),
  ];
  return (
    <div class="queue-line">
      {(found.repeats.length > 0 || queue.selected.size > 0) && (
        <label class="check">
          <input
            type="checkbox"
            aria-label={t('queue.select')}
            checked={queue.selected.has(id)}
            onChange={(event) => actions.select(id, event.currentTarget.checked)}
          />
        </label>
      )}
      <span class="hint">{words.filter((word) => word !== '').join(' · ')}</span>
      {!queue.together &&
        found.repeats.map(({ kind, group, others }) => (
          <button type="button" class="link" key={group} onClick={() => actions.showTogether(group)}>
            {t(`queue.repeat.${kind}`, { n: others })}
          </button>
        ))}
    </div>
  );
}

function stateText({ t }: QueueState, { state, by, decision }: CaseView): string {
  const name = by?.name || t('colleague');
  if (state === 'in-work') return by?.mine ? t('state.in-work.mine') : t('state.in-work.other', { name });
  if (state === 'reopened') return t('state.reopened');
  return state === 'decided' && decision ? t(`decision.${decision}`) : '';
}

/** The clock that runs out first, in words. */
function clockText({ t }: QueueState, { clocks }: CaseView): string {
  if (!clocks) return '';
  const { firstLeft, finalLeft } = clocks;
  if (firstLeft !== null) return t('clock.first', { left: leftText(t, firstLeft) });
  return t('clock.final', { left: leftText(t, finalLeft) });
}

/** Where the work goes on, and how many are done here. */
export function QueueFoot({ view, queue, actions }: Props) {
  const { t, elsewhere } = queue;
  const [next] = elsewhere;
  const done = view.work.filter((item) => !isWaiting(queue, item)).length;
  return (
    <div class="queue-foot">
      {done > 0 && <p class="hint">{t('queue.done', { n: done })}</p>}
      {next && (
        <a class="next" href={next.link} target="_blank" rel="noreferrer">
          {t('next.page', { site: t(`site.${next.site}`), name: next.name, n: next.open })}
        </a>
      )}
      <details class="filters">
        <summary>{t('keys.title')}</summary>
        <dl class="keys">
          {queue.keys.map(({ act, name }) => (
            <Key key={act} name={name}>
              {t(`keys.${act}`)}
            </Key>
          ))}
        </dl>
      </details>
      <button type="button" class="link" onClick={() => actions.openDashboard('journal')}>
        {t('queue.journal')}
      </button>
    </div>
  );
}

function Key({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A ring around the site's own entry, and what it is for. The person presses it, never we. */
export function QueuePointer({ queue, actions }: { queue: QueueState; actions: QueueActions }) {
  const { pointing, t } = queue;
  if (!pointing) return null;
  const { left, top, width, height, note } = pointing;
  const low = top > innerHeight / 2;
  const ring = { left: `${left - 4}px`, top: `${top - 4}px`, width: `${width + 8}px`, height: `${height + 8}px` };
  return (
    <>
      {width > 0 && <div class="ring" style={ring} aria-hidden="true" />}
      <div class={`pointer-note ${low ? 'at-top' : 'at-bottom'}`} role="status">
        <p>{note}</p>
        <button type="button" class="plain" aria-label={t('act.back')} onClick={() => actions.dropPointing()}>
          ✕
        </button>
      </div>
    </>
  );
}

function momentText(at: number, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}
