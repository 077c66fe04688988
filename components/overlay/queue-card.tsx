/** The card's part: what was decided, and what can be. «Ответить» stands above all of it. */
import { useEffect, useRef } from 'preact/hooks';
import type { InPageText } from '../../locales/inpage';
import { PUT_ASIDE, type Report } from '../../moderation/grave';
import type { CaseView } from '../../moderation/protocol';
import { isPreview } from '../../moderation/threads';
import { type CardQueueActions, type Flow, isGrave, isReported, type QueueState } from './queue-view';
import { type CardActions, type CardSpace, clauseName, type MarkedComment } from './view';

interface Props {
  view: CardSpace;
  queue: QueueState;
  marked: MarkedComment;
  actions: CardActions;
}

/** Below the card's own buttons. */
export function CardDecisions({ view, queue, marked, actions }: Props) {
  const id = marked.comment.id;
  const found = queue.cases.get(id) ?? null;
  const flow = queue.flow?.comment === id ? queue.flow : null;
  if (isPreview(id)) return <p class="hint">{queue.t('message.preview')}</p>;
  return (
    <div class="decisions">
      {found && <Standing queue={queue} found={found} actions={actions.queue} comment={id} />}
      {found?.banAsked && flow?.wish !== 'ban' && (
        <div class="flow">
          <p class="warning">{queue.t('ban.other')}</p>
          <button type="button" onClick={() => actions.queue.begin(id, 'ban')}>
            {queue.t('ban.see')}
          </button>
        </div>
      )}
      {flow ? (
        <FlowStep view={view} queue={queue} marked={marked} flow={flow} actions={actions.queue} />
      ) : (
        <Choices queue={queue} marked={marked} found={found} actions={actions.queue} />
      )}
    </div>
  );
}

interface StandingProps {
  queue: QueueState;
  found: CaseView;
  comment: string;
  actions: CardQueueActions;
}

function Standing({ queue, found, comment, actions }: StandingProps) {
  const { t } = queue;
  const { state, decision, by, number, rivals, clocks } = found;
  const name = by?.name || t('colleague');
  const said = decision && t(`decision.${decision}`);
  return (
    <>
      {clocks && <p class="hint">{clocksText(queue, clocks)}</p>}
      {state === 'in-work' && (
        <p class="hint">{by?.mine ? t('state.in-work.mine') : t('state.in-work.other', { name })}</p>
      )}
      {state === 'reopened' && <p class="hint">{t('state.reopened')}</p>}
      {said && (
        <p>
          {by?.mine ? t('decided.mine', { decision: said }) : t('decided.other', { name, decision: said })}
          {number !== null && `, ${t('decided.number', { n: number })}`}
        </p>
      )}
      {rivals.map((rival) => (
        <p class="warning" key={rival.name}>
          {t('rivals', {
            name: rival.name || t('colleague'),
            decision: rival.decision ? t(`decision.${rival.decision}`) : '—',
          })}
        </p>
      ))}
      {state === 'decided' && (
        <div class="actions">
          {decision === 'remove' && (
            <button type="button" onClick={() => actions.openMenu(comment, 'remove')}>
              {t('act.menu')}
            </button>
          )}
          {decision === 'handed' && (
            <button type="button" onClick={() => actions.begin(comment, 'remove')}>
              {t('act.remove')}
            </button>
          )}
          {decision === 'answered' && (
            <button type="button" onClick={() => actions.step(comment, 'interim')}>
              {t('act.interim')}
            </button>
          )}
          <button type="button" onClick={() => actions.step(comment, 'undo')}>
            {t('act.undo')}
          </button>
        </div>
      )}
    </>
  );
}

function clocksText({ t, zone }: QueueState, clocks: NonNullable<CaseView['clocks']>): string {
  const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
  const first =
    clocks.firstLeft === null ? t('clock.given') : t('clock.first', { left: leftText(t, clocks.firstLeft) });
  const parts = [
    t('clock.waits', { when: when.format(clocks.since) }),
    first,
    t('clock.final', { left: leftText(t, clocks.finalLeft) }),
    clocks.certain ? '' : t('clock.uncertain'),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** Working minutes left or overdue, in words. */
export function leftText(t: InPageText, minutes: number): string {
  const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const time = h > 0 ? t('clock.hours', { h, m }) : t('clock.minutes', { m });
  return t(minutes < 0 ? 'clock.over' : 'clock.left', { time });
}

interface ChoicesProps {
  queue: QueueState;
  marked: MarkedComment;
  found: CaseView | null;
  actions: CardQueueActions;
}

function Choices({ queue, marked, found, actions }: ChoicesProps) {
  const { t } = queue;
  const id = marked.comment.id;
  if (found?.state === 'decided' || found?.state === 'closed') return null;
  const appeal = marked.verdict.kinds.length === 0;
  return (
    <div class="actions">
      {appeal && (
        <button type="button" onClick={() => actions.decide(id, 'answered')}>
          {t('act.answered')}
        </button>
      )}
      {appeal && (
        <button type="button" onClick={() => actions.decide(id, 'leave')}>
          {t('act.leave')}
        </button>
      )}
      <button type="button" onClick={() => actions.begin(id, 'remove')}>
        {t('act.remove')}
      </button>
      <button type="button" onClick={() => actions.begin(id, 'handed')}>
        {t('act.handed')}
      </button>
      <button type="button" onClick={() => actions.begin(id, 'warn')}>
        {t('act.warn')}
      </button>
      <button type="button" onClick={() => actions.openMenu(id, 'spam')}>
        {t('act.spam')}
      </button>
      <button type="button" onClick={() => actions.begin(id, 'ban')}>
        {t('act.ban')}
      </button>
      <button type="button" onClick={() => actions.step(id, found?.state === 'in-work' ? 'release' : 'take')}>
        {t(found?.state === 'in-work' ? 'act.release' : 'act.take')}
      </button>
    </div>
  );
}

interface FlowProps {
  view: CardSpace;
  queue: QueueState;
  marked: MarkedComment;
  flow: Flow;
  actions: CardQueueActions;
}

function FlowStep(props: FlowProps) {
  const { queue, flow, actions } = props;
  const box = useRef<HTMLDivElement>(null);
  // A long card is scrolled to what is asked now.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [flow.wish, flow.ban]);
  return (
    <div class="flow" ref={box}>
      {flow.wish === 'ban' ? <BanStep {...props} /> : <DecisionStep {...props} />}
      <button type="button" class="link" onClick={() => actions.leaveFlow()}>
        {queue.t('act.back')}
      </button>
    </div>
  );
}

function DecisionStep({ view, queue, marked, flow, actions }: FlowProps) {
  const { t } = queue;
  const { verdict, comment } = marked;
  const grave = isGrave(marked);
  const isRemoval = flow.wish === 'remove';
  const isHeld = grave && isRemoval && !isReported(queue, comment.id);
  const go = isRemoval ? t('remove.go') : flow.wish === 'handed' ? t('handed.go') : t('act.warn');
  return (
    <>
      {verdict.criticism && isRemoval && <p class="warning">{t('remove.criticism')}</p>}
      {!verdict.criticism && isRemoval && flow.clause === '' && <p class="hint">{t('remove.ask')}</p>}
      <ClauseChoice
        view={view}
        queue={queue}
        clause={flow.clause}
        onChoose={(clause) => actions.chooseClause(clause)}
      />
      {(grave || flow.wish === 'handed') && (
        <>
          {grave && <p class="warning">{t('grave.title')}</p>}
          {flow.wish === 'handed' && <p class="hint">{t('handed.to')}</p>}
          <div class="actions">
            <button type="button" onClick={() => actions.copyGrave(comment.id, 'police')}>
              {t('grave.police')}
            </button>
            <button type="button" onClick={() => actions.copyGrave(comment.id, 'supervisor')}>
              {t('grave.supervisor')}
            </button>
          </div>
          {grave && isRemoval && <GraveReport queue={queue} comment={comment.id} flow={flow} actions={actions} />}
        </>
      )}
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={flow.busy || isHeld || (isRemoval && flow.clause === '')}
          onClick={() => actions.confirm()}
        >
          {flow.busy ? t('remove.busy') : grave && isRemoval ? t('grave.confirm') : go}
        </button>
      </div>
    </>
  );
}

interface ReportProps {
  queue: QueueState;
  comment: string;
  flow: Flow;
  actions: CardQueueActions;
}

/** The removal waits until the text was copied, or until it is said why nothing is sent. */
function GraveReport({ queue, comment, flow, actions }: ReportProps) {
  const { t, cases } = queue;
  const found = cases.get(comment);
  if (found?.decision === 'handed') return <p class="hint">{t('grave.handed', { n: found.number ?? 0 })}</p>;
  return (
    <label class="clause">
      {t('grave.aside')}
      <select
        value={flow.report ?? ''}
        onChange={(event) =>
          event.isTrusted && actions.chooseReport((event.currentTarget.value || null) as Report | null)
        }
      >
        <option value="">{t('grave.choose')}</option>
        {PUT_ASIDE.map((one) => (
          <option key={one} value={one}>
            {t(`grave.aside.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function BanStep({ queue, flow, marked, actions }: FlowProps) {
  const { t } = queue;
  const { ban } = flow;
  return (
    <>
      <p>
        <strong>{t('ban.title')}</strong>
      </p>
      <p class="warning">{t('ban.warning')}</p>
      {ban && (
        <>
          <p>{ban.why === 'agreed' ? t('ban.agreed') : t(`ban.${ban.why}`, { n: ban.violations })}</p>
          {ban.asked === 'by-me' && !ban.allowed && <p class="hint">{t('ban.asked')}</p>}
          {ban.asked === 'by-other' && !ban.allowed && <p class="hint">{t('ban.other')}</p>}
          <div class="actions">
            {ban.allowed && (
              <button type="button" class="primary" onClick={() => actions.openMenu(marked.comment.id, 'ban')}>
                {t('act.menu')}
              </button>
            )}
            {!ban.allowed && ban.asked === 'no' && (
              <button type="button" onClick={() => actions.ban('ask')}>
                {t('ban.ask')}
              </button>
            )}
            {!ban.allowed && ban.asked === 'by-other' && (
              <>
                <button type="button" onClick={() => actions.ban('agree')}>
                  {t('ban.agree')}
                </button>
                <button type="button" onClick={() => actions.ban('refuse')}>
                  {t('ban.refuse')}
                </button>
              </>
            )}
          </div>
        </>
      )}
    </>
  );
}

interface ClauseProps {
  view: CardSpace;
  queue: QueueState;
  clause: string;
  onChoose(clause: string): void;
}

export function ClauseChoice({ view, queue, clause, onChoose }: ClauseProps) {
  const { t } = queue;
  return (
    <label class="clause">
      {t('remove.clause')}
      <select value={clause} onChange={(event) => event.isTrusted && onChoose(event.currentTarget.value)}>
        <option value="">{t('remove.choose')}</option>
        {view.opened.clauses.map((one) => (
          <option key={one.id} value={one.id}>
            {`${clauseName(view.t, one)}: ${one.text}`.slice(0, 140)}
          </option>
        ))}
      </select>
    </label>
  );
}
