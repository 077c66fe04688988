/** What the panel's queue and the card's decisions show, and what can be done there. */
import type { InPageText } from '../../locales/inpage';
import { type Decision, isOpen, type Outcome } from '../../moderation/case-state';
import { isGraveVerdict, type Report } from '../../moderation/grave';
import type { KeyAct } from '../../moderation/keys';
import type { BanView, CaseView, Elsewhere, VanishedView } from '../../moderation/protocol';
import type { Kind, Level } from '../../types';
import type { MarkedComment } from './view';

export interface QueueFilter {
  kind: Kind | 'all';
  level: Level | 'all';
  /** Comments that wait for an answer only. */
  unanswered: boolean;
  /** Seen first after the visit before this one. */
  fresh: boolean;
}

export const NO_FILTER: QueueFilter = { kind: 'all', level: 'all', unanswered: false, fresh: false };

/** A decision on the card that takes a step of its own. */
export interface Flow {
  comment: string;
  wish: 'remove' | 'handed' | 'warn' | 'ban';
  /** Id of the clause chosen; empty: none yet. */
  clause: string;
  /** Why nothing is reported about a grave case; null: not said. */
  report: Report | null;
  busy: boolean;
  ban: BanView | null;
}

/** The entry of the site's menu that waits for the person's own click. */
export interface Pointing {
  left: number;
  top: number;
  width: number;
  height: number;
  note: string;
}

export interface QueueState {
  t: InPageText;
  cases: ReadonlyMap<string, CaseView>;
  vanished: readonly VanishedView[];
  elsewhere: readonly Elsewhere[];
  keys: readonly { act: KeyAct; name: string }[];
  filter: QueueFilter;
  /** Chosen for a common decision. */
  selected: ReadonlySet<string>;
  /** Only these are shown: comments that belong together. */
  together: ReadonlySet<string> | null;
  flow: Flow | null;
  pointing: Pointing | null;
  /** Clause that each vanished case would be stated by. */
  zone: string;
  now: number;
}

export interface QueueActions {
  filter(change: Partial<QueueFilter>): void;
  select(comment: string, selected: boolean): void;
  /** Comments of one group only; see `CaseView.repeats`. */
  showTogether(group: string): void;
  showAll(): void;
  /** Several at once: those selected. */
  decideSelected(decision: Decision, clause: string | null): void;
  decide(comment: string, decision: Decision): void;
  begin(comment: string, wish: Flow['wish']): void;
  chooseClause(clause: string): void;
  chooseReport(report: Report | null): void;
  leaveFlow(): void;
  /** Does what the flow asks for. */
  confirm(): void;
  openMenu(comment: string, wish: 'remove' | 'spam' | 'ban'): void;
  step(comment: string, act: 'take' | 'release' | 'undo' | 'interim'): void;
  state(id: string, outcome: Outcome, clause: string | null): void;
  ban(act: 'ask' | 'agree' | 'refuse' | 'withdraw'): void;
  copyGrave(comment: string, to: 'police' | 'supervisor'): void;
  dropPointing(): void;
}

/** What can be decided on the card. */
export type CardQueueActions = Pick<
  QueueActions,
  | 'decide'
  | 'begin'
  | 'chooseClause'
  | 'chooseReport'
  | 'leaveFlow'
  | 'confirm'
  | 'openMenu'
  | 'step'
  | 'ban'
  | 'copyGrave'
>;

/** Threats, calls to violence, drugs: evidence and a report come before any removal. */
export function isGrave({ verdict }: MarkedComment): boolean {
  return isGraveVerdict(verdict);
}

/** The text for the police was copied, or it was said why none is sent: the removal may be gone on to. */
export function isReported({ cases, flow }: QueueState, comment: string): boolean {
  return cases.get(comment)?.decision === 'handed' || (flow?.comment === comment && flow.report !== null);
}

/** Whether somebody still has to do something about the comment. */
export function isWaiting(queue: QueueState, { comment }: MarkedComment): boolean {
  const found = queue.cases.get(comment.id);
  // What vanished has a place of its own above the lists.
  return !found || (isOpen(found) && found.state !== 'vanished');
}

/** Comments of a list that the filter lets through, those decided left out. */
export function queued(queue: QueueState, items: readonly MarkedComment[]): MarkedComment[] {
  return items.filter((item) => isWaiting(queue, item) && fits(queue, item));
}

function fits({ filter, together, cases }: QueueState, { comment, verdict }: MarkedComment): boolean {
  if (together) return together.has(comment.id);
  const found = cases.get(comment.id);
  const { kind, level, unanswered, fresh } = filter;
  const kinds = verdict.findings.map((finding) => finding.kind);
  if (kind !== 'all' && !kinds.includes(kind)) return false;
  if (level !== 'all' && !verdict.findings.some((finding) => finding.level === level)) return false;
  if (unanswered && (!kinds.includes('appeal') || (found?.firstAnswer ?? null) !== null)) return false;
  return !fresh || found?.fresh === true;
}
