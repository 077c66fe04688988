/** The section «Утверждение»: what waits, what is in use, what has expired; several at once; history and difference. */
import { useState } from 'preact/hooks';
import { Check, Choice, Field } from '../fields';
import { ApprovalDetails } from './details';
import {
  APPROVED_KINDS,
  type ApprovalRow,
  type ApprovalState,
  type ApprovalsView,
  type Decision,
  type OfficeSpeech,
  type PaperForm,
  type Scan,
} from './model';
import { Paper } from './paper';

export interface ApprovalsActions {
  /** Takes a step about each of these; tells whether it was done. */
  onDecide(rows: readonly ApprovalRow[], decision: Decision): Promise<boolean>;
  onGo(place: string): void;
  /** The scan of a decision on paper; null: erased, or not in this browser. */
  onScan(id: string): Promise<Scan | null>;
}

interface ApprovalsProps extends OfficeSpeech, ApprovalsActions {
  view: ApprovalsView;
}

const FILTERS = ['proposed', 'draft', 'approved', 'expired', 'retired'] as const;
type Filter = (typeof FILTERS)[number];
/** What is shown first: what asks for somebody. */
const PRESSING: readonly Filter[] = ['proposed', 'expired', 'draft', 'approved', 'retired'];
/** Rows shown at a time, so that ten thousand stay quick. */
const ROWS = 50;

/** Two versions wait to be merged in the editor: they are among the drafts. */
const passes = (state: ApprovalState, filter: Filter): boolean =>
  state === filter || (state === 'apart' && filter === 'draft');

export function Approvals(props: ApprovalsProps) {
  const { view, t, onGo } = props;
  const waiting = view.rows.find(({ state }) => state === 'proposed');
  const [kind, setKind] = useState<ApprovalRow['kind']>(waiting?.kind ?? 'template');
  const of = (one: ApprovalRow['kind']): readonly ApprovalRow[] => view.rows.filter((row) => row.kind === one);
  const printing = kind === 'plan' ? '/plan' : '';
  return (
    <>
      <p class="lead">{t('approvals.lead')}</p>
      {!view.isOffice && <p class="notice">{t('approvals.alone')}</p>}
      <div class="actions">
        <button type="button" onClick={() => onGo(`approvals/list${printing}`)}>
          {t('approvals.printList')}
        </button>
        {view.isOffice && (
          <button type="button" onClick={() => onGo(`approvals/sheet${printing}`)}>
            {t('approvals.printSign')}
          </button>
        )}
      </div>
      {of('plan').length > 0 && (
        <Choice
          label={t('approvals.kind')}
          value={kind}
          options={APPROVED_KINDS.map((one) => [one, t(`approvals.kind.${one}`, { n: of(one).length })] as const)}
          onChange={(one) => setKind(one)}
        />
      )}
      <Filtered key={kind} {...props} rows={of(kind)} />
    </>
  );
}

/** What of one kind is in one state. */
function Filtered({ rows, ...props }: ApprovalsProps & { rows: readonly ApprovalRow[] }) {
  const { t } = props;
  const counts = new Map(FILTERS.map((one) => [one, rows.filter(({ state }) => passes(state, one)).length]));
  const [filter, setFilter] = useState<Filter>(() => PRESSING.find((one) => counts.get(one)) ?? 'proposed');
  return (
    <>
      <Choice
        label={t('approvals.filter')}
        value={filter}
        options={FILTERS.map((one) => [one, t(`filter.${one}`, { n: counts.get(one) ?? 0 })] as const)}
        onChange={(one) => setFilter(one)}
      />
      <Rows key={filter} {...props} filter={filter} rows={rows.filter(({ state }) => passes(state, filter))} />
    </>
  );
}

interface RowsProps extends ApprovalsProps {
  filter: Filter;
  rows: readonly ApprovalRow[];
}

function Rows(props: RowsProps) {
  const { view, rows, t } = props;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [page, setPage] = useState(0);
  const last = Math.max(0, Math.ceil(rows.length / ROWS) - 1);
  const at = Math.min(page, last);
  const shown = rows.slice(at * ROWS, (at + 1) * ROWS);
  if (rows.length === 0) return <p role="status">{t('approvals.none')}</p>;
  const allMarked = shown.every(({ id }) => marked.has(id));
  const mark = (id: string, isMarked: boolean): void => {
    const next = new Set(marked);
    if (isMarked) next.add(id);
    else next.delete(id);
    setMarked(next);
  };
  return (
    <>
      {view.isOffice && (
        <>
          <Check
            label={t('approvals.markAll', { n: shown.length })}
            checked={allMarked}
            onChange={() => setMarked(allMarked ? new Set() : new Set(shown.map(({ id }) => id)))}
          />
          <Deeds {...props} marked={rows.filter(({ id }) => marked.has(id))} onDone={() => setMarked(new Set())} />
        </>
      )}
      <ul class="rows approvals">
        {shown.map((row) => (
          <Row key={row.id} {...props} row={row} isMarked={marked.has(row.id)} onMark={mark} />
        ))}
      </ul>
      {last > 0 && (
        <nav class="actions pager" aria-label={t('templates.pager')}>
          <button type="button" disabled={at === 0} onClick={() => setPage(at - 1)}>
            {t('templates.previous')}
          </button>
          <span role="status">
            {t('templates.shown', { from: at * ROWS + 1, to: at * ROWS + shown.length, n: rows.length })}
          </span>
          <button type="button" disabled={at === last} onClick={() => setPage(at + 1)}>
            {t('templates.next')}
          </button>
        </nav>
      )}
    </>
  );
}

/** What may be done with those that are marked, by the state they are in and the rights that one has. */
function Deeds(props: RowsProps & { marked: readonly ApprovalRow[]; onDone(): void }) {
  const { view, marked, filter, t, onDecide, onDone } = props;
  const [comment, setComment] = useState('');
  const [until, setUntil] = useState('');
  const [isPaper, setPaper] = useState(false);
  const isApprover = view.roles.includes('approver');
  const open = marked.filter(({ state, isOwn }) => state !== 'apart' && !isOwn);
  const decide = async (
    rows: readonly ApprovalRow[],
    verdict: Decision['verdict'],
    paper: PaperForm | null = null,
  ): Promise<void> => {
    if (!(await onDecide(rows, { verdict, comment, until: until || null, paper }))) return;
    setComment('');
    setPaper(false);
    onDone();
  };
  const mayApprove = filter === 'proposed' || filter === 'draft' || filter === 'expired';
  const whole = marked.filter(({ state }) => state !== 'apart');
  return (
    <section class="card form">
      <div class="row">
        <Field label={t('approvals.comment')} value={comment} onInput={setComment} />
        {isApprover && mayApprove && (
          <Field type="date" label={t('approvals.until')} value={until} onInput={setUntil} />
        )}
      </div>
      <div class="actions">
        {filter === 'draft' && view.roles.includes('author') && (
          <button type="button" disabled={whole.length === 0} onClick={() => void decide(whole, 'propose')}>
            {t('approvals.propose', { n: whole.length })}
          </button>
        )}
        {isApprover && mayApprove && (
          <button
            type="button"
            class="primary"
            disabled={open.length === 0}
            onClick={() => void decide(open, 'approve')}
          >
            {t('approvals.approve', { n: open.length })}
          </button>
        )}
        {isApprover && filter === 'proposed' && (
          <button type="button" disabled={marked.length === 0} onClick={() => void decide(marked, 'decline')}>
            {t('approvals.decline', { n: marked.length })}
          </button>
        )}
        {isApprover && (filter === 'approved' || filter === 'expired') && (
          <button type="button" disabled={marked.length === 0} onClick={() => void decide(marked, 'retire')}>
            {t('approvals.retire', { n: marked.length })}
          </button>
        )}
        {isApprover && mayApprove && (
          <button type="button" disabled={open.length === 0} onClick={() => setPaper(!isPaper)} aria-expanded={isPaper}>
            {t('approvals.paper', { n: open.length })}
          </button>
        )}
      </div>
      {isPaper && <Paper t={t} onEnter={(paper) => void decide(open, 'approve', paper)} />}
      {!isApprover && mayApprove && <p class="muted">{t('approvals.noRole', { names: view.approvers.join(', ') })}</p>}
      {isApprover && marked.some(({ isOwn }) => isOwn) && <p class="muted">{t('approvals.ownText')}</p>}
    </section>
  );
}

interface RowProps extends RowsProps {
  row: ApprovalRow;
  isMarked: boolean;
  onMark(id: string, isMarked: boolean): void;
}

function Row(props: RowProps) {
  const { row, isMarked, view, t, onMark } = props;
  const [isOpen, setOpen] = useState(false);
  const title = row.title || t('templates.untitled');
  return (
    <li class="template-row">
      {view.isOffice && (
        <input
          type="checkbox"
          aria-label={t('approvals.mark', { title })}
          checked={isMarked}
          onChange={({ currentTarget }) => onMark(row.id, currentTarget.checked)}
        />
      )}
      <strong>{title}</strong>
      <span class={`tag tag-${row.state}`}>{t(`state.${row.state}`)}</span>
      {isOpen ? <ApprovalDetails {...props} /> : <p class="muted snippet">{row.text}</p>}
      <button type="button" class="plain approval-more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'approvals.hide' : 'approvals.open')}
        <span class="unseen">: {title}</span>
      </button>
    </li>
  );
}
