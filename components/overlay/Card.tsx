/** The card of one marked comment: what, by which clause, how sure, and what can be done about it. */
import { useEffect, useRef } from 'preact/hooks';
import type { Finding } from '../../types';
import { CardDecisions } from './queue-card';
import { Replies } from './Replies';
import {
  atEdge,
  type CardActions,
  type CardPlace,
  type CardSpace,
  type CardView,
  clauseName,
  clauseOf,
  kindsOf,
} from './view';

const FRAGMENTS_SHOWN = 4;

interface Props {
  view: CardSpace;
  card: CardView;
  actions: CardActions;
}

export function Card({ view, card, actions }: Props) {
  const { t } = view;
  const { marked } = card;
  const box = useRef<HTMLDivElement>(null);
  const id = marked.comment.id;
  useEffect(() => box.current?.focus(), [id]);
  return (
    <div
      class="card"
      ref={box}
      role="dialog"
      aria-label={marked.comment.author.name}
      tabIndex={-1}
      style={styleOf(card.place)}
    >
      <div class="card-head">
        <strong>{marked.comment.author.name}</strong>
        <button type="button" class="plain" onClick={() => actions.closeCard()} aria-label={t('card.close')}>
          ✕
        </button>
      </div>
      {card.replies ? (
        <Replies view={view} replies={card.replies} actions={actions} />
      ) : (
        <Reasons view={view} card={card} actions={actions} />
      )}
      <p class="notice" role="status">
        {card.notice}
      </p>
    </div>
  );
}

function styleOf({ left, width, edge, stands, maxHeight }: CardPlace) {
  return { left: `${left}px`, width: `${width}px`, maxHeight: `${maxHeight}px`, ...atEdge(edge, stands) };
}

function Reasons({ view, card, actions }: Props) {
  const { t } = view;
  const { comment, verdict, dismissed } = card.marked;
  const violations = verdict.findings.filter((finding) => finding.kind !== 'appeal');
  return (
    <>
      {dismissed && <p class="hint">{t('card.dismissed')}</p>}
      <ul class="findings">
        {violations.slice(0, FRAGMENTS_SHOWN).map((finding) => (
          <Reason key={`${finding.rule}:${finding.start}`} finding={finding} text={comment.text} view={view} />
        ))}
      </ul>
      {violations.length > FRAGMENTS_SHOWN && (
        <p class="hint">{t('card.more', { n: violations.length - FRAGMENTS_SHOWN })}</p>
      )}
      <p class="hint">{violations.length === 0 ? t('card.appeal') : t('card.decide')}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => actions.openReplies(comment.id)}>
          {t('card.answer')}
        </button>
        {violations.length > 0 && (
          <button type="button" onClick={() => actions.dismiss(comment.id, !dismissed)}>
            {t(dismissed ? 'card.undo' : 'card.dismiss')}
          </button>
        )}
        <button type="button" onClick={() => actions.copy(comment.id)}>
          {t('card.copy')}
        </button>
        <button type="button" onClick={() => actions.showInList(comment.id)}>
          {t('card.list')}
        </button>
        <button
          type="button"
          class="link"
          onClick={() => actions.openDashboard(`help/decide/${kindsOf(card.marked)[0]}`)}
        >
          {t('card.help')}
        </button>
      </div>
      {view.queue && <CardDecisions view={view} queue={view.queue} marked={card.marked} actions={actions} />}
    </>
  );
}

const FRAGMENT = 200;

function Reason({ finding, text, view }: { finding: Finding; text: string; view: CardSpace }) {
  const { t } = view;
  const clause = clauseOf(view.opened.clauses, finding.clause);
  const percent = Math.round(finding.confidence * 100);
  return (
    <li class={`finding ${finding.kind} ${finding.level}`}>
      <p>
        {t(`like.${finding.kind}`)}: «<mark>{finding.text.slice(0, FRAGMENT)}</mark>»
        {finding.also?.map(({ start, end }) => (
          <span key={start}>
            , «<mark>{text.slice(start, end).slice(0, FRAGMENT)}</mark>»
          </span>
        ))}
      </p>
      {finding.rule.startsWith('model:') && <p class="hint">{t('card.model')}</p>}
      <p class="hint">{clause ? t('card.basis', { clause: clauseName(t, clause) }) : t('card.noClause')}</p>
      {clause && clause.law !== '' && <p class="hint">{t('card.law', { law: clause.law })}</p>}
      <p class="hint">{t('card.confidence', { percent, level: t(`level.${finding.level}`) })}</p>
    </li>
  );
}
