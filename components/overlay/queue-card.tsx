/** The card's part: what was decided, and what can be. «Ответить» stands above all of it. */
import type { InPageText } from '../../locales/inpage';
import type { CaseView } from '../../moderation/protocol';
import { isPreview } from '../../moderation/threads';
import { FlowStep } from './queue-flow';
import type { CardQueueActions, QueueState } from './queue-view';
import type { CardActions, CardSpace, MarkedComment } from './view';

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
