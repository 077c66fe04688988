/** The words of cases, and what counts as open: all that a page's script needs to know of them. */

/** In the order in which the card offers them: an answer always stands before a removal. */
export const DECISIONS = ['answered', 'leave', 'warn', 'handed', 'remove'] as const;

/**
 * `marked`: nobody has it; `in-work`: somebody has; `decided`: what was decided may still have to happen on the site;
 * `closed`: the comment is gone and it is known why; `reopened`: it was gone and came back; `vanished`: it is gone and
 * nobody had decided so.
 */
export const STATES = ['marked', 'in-work', 'decided', 'closed', 'reopened', 'vanished'] as const;

export const OUTCOMES = ['by-us', 'by-author-or-site', 'unknown'] as const;

export type Decision = (typeof DECISIONS)[number];
export type State = (typeof STATES)[number];
/** Who took a vanished comment away, as the person states it. */
export type Outcome = (typeof OUTCOMES)[number];

interface Standing {
  state: State;
  decision: Decision | null;
}

/** Whether somebody still has to do something: decide, delete what was to be removed, or say where it went. */
export function isOpen({ state, decision }: Standing): boolean {
  return state === 'decided' ? decision === 'remove' : state !== 'closed';
}
