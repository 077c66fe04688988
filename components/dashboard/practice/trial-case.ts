/** What becomes of an invented comment's case: the states of a real one, kept in memory and forgotten. */
import type { Decision } from '../../../moderation/case-state';
import type { BanView, CaseView } from '../../../moderation/protocol';
import { type Flow, isGrave, NO_FILTER, type QueueState } from '../../overlay/queue-view';
import type { MarkedComment } from '../../overlay/view';

/** Nobody here has broken a rule before. */
export const FIRST_BREACH: BanView = { allowed: false, why: 'not', violations: 0, asked: 'no' };

const FRESH: Omit<CaseView, 'id' | 'comment'> = {
  state: 'marked',
  decision: null,
  clause: null,
  number: null,
  by: null,
  changedAt: 0,
  fresh: false,
  banAsked: false,
  clocks: null,
  topic: null,
  firstAnswer: null,
  rivals: [],
  evidence: false,
  repeats: [],
};

const MINE = { mine: true, name: '' };

export function freshCase(comment: string): CaseView {
  return { ...FRESH, id: comment, comment };
}

export function decidedCase(comment: string, decision: Decision, clause: string | null): CaseView {
  return { ...freshCase(comment), state: 'decided', decision, clause, by: MINE };
}

export function takenCase(comment: string): CaseView {
  return { ...freshCase(comment), state: 'in-work', by: MINE };
}

/** Criticism names no clause: a person has to, as on a real page. */
export function clauseFound({ verdict }: MarkedComment): string {
  if (verdict.criticism) return '';
  return verdict.findings.find(({ kind, clause }) => kind !== 'appeal' && clause !== '')?.clause ?? '';
}

/** Whether a removal asks nothing more before it goes on. */
export function isPlain(marked: MarkedComment): boolean {
  return clauseFound(marked) !== '' && !isGrave(marked);
}

export function queueOf(t: QueueState['t'], cases: QueueState['cases'], flow: Flow | null, zone: string): QueueState {
  return {
    t,
    cases,
    flow,
    zone,
    vanished: [],
    elsewhere: [],
    keys: [],
    filter: NO_FILTER,
    selected: new Set(),
    together: null,
    pointing: null,
    now: 0,
  };
}
