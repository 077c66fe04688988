/** The step that a decision on the card takes: a clause, a report of what is grave, the guard of a block. */
import { useEffect, useRef } from 'preact/hooks';
import { PUT_ASIDE, type Report } from '../../moderation/grave';
import { type CardQueueActions, type Flow, isGrave, isReported, type QueueState } from './queue-view';
import { type CardSpace, clauseName, type MarkedComment } from './view';

interface FlowProps {
  view: CardSpace;
  queue: QueueState;
  marked: MarkedComment;
  flow: Flow;
  actions: CardQueueActions;
}

export function FlowStep(props: FlowProps) {
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
