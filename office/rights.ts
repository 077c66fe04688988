/** Which steps of an approval count: in an office a step is its author's deed, and he must have the role for it. */

import type { Role } from './acts';
import type { ApprovalStep, Verdict } from './approval';
import { type Membership, memberOf } from './membership';

/** What each step takes. Withdrawing is the proposer's own, or an approver's. */
export const NEEDS: Record<Verdict, Role> = {
  propose: 'author',
  withdraw: 'author',
  decline: 'approver',
  approve: 'approver',
  retire: 'approver',
};

/** A step with its author's place in his line. */
export interface PlacedStep extends ApprovalStep {
  seq: number;
}

/**
 * The steps that count. Before there is an office everybody's do.
 * @param authorOf author id of a revision, undefined for one that has not arrived
 * @param signers by record id: whose seal verifies (`seal.ts`)
 */
export function countedSteps<S extends PlacedStep>(
  steps: readonly S[],
  authorOf: (revision: string) => string | undefined,
  membership: Membership | null,
  signers: ReadonlyMap<string, string>,
): S[] {
  if (!membership) return [...steps];
  return steps.filter((step) => {
    const member = memberOf(step.author);
    if (member === null || signers.get(step.id) !== member) return false;
    if (!membership.hasRole(step, NEEDS[step.body.verdict])) return false;
    return step.body.verdict !== 'approve' || mayApprove(step, authorOf, membership);
  });
}

/** Nobody approves his own text where there are two, unless the office says so. */
function mayApprove(
  step: PlacedStep,
  authorOf: (revision: string) => string | undefined,
  membership: Membership,
): boolean {
  if (membership.ownApproval(step)) return true;
  const member = memberOf(step.author);
  return step.body.revisions.every((id) => {
    const author = authorOf(id);
    return author !== undefined && memberOf(author) !== member;
  });
}
