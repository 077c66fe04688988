/** What keeps a template from being approved, and the approval of many at once («Утвердить отмеченные»). */
import {
  approved,
  type Standing,
  type Step,
  TEXT_LIMIT,
  type Template,
  type TemplateRevision,
  TITLE_LIMIT,
} from './template';
import { type Placeholder, unknownVariables } from './variables';

export type Problem =
  | { kind: 'no-title' | 'no-text' | 'title-too-long' | 'text-too-long' }
  | { kind: 'unknown-variable'; placeholder: Placeholder };

/** Everything wrong with a template's body, to be shown while it is edited; approval wants an empty list. */
export function problemsOf({ title, text }: Pick<Template, 'title' | 'text'>): Problem[] {
  const problems: Problem[] = [];
  if (!title.trim()) problems.push({ kind: 'no-title' });
  if (!text.trim()) problems.push({ kind: 'no-text' });
  if (title.length > TITLE_LIMIT) problems.push({ kind: 'title-too-long' });
  if (text.length > TEXT_LIMIT) problems.push({ kind: 'text-too-long' });
  for (const placeholder of unknownVariables(text)) problems.push({ kind: 'unknown-variable', placeholder });
  return problems;
}

/** A marked template: its entity and where it stands. */
export interface Marked<R extends TemplateRevision> {
  entity: string;
  standing: Standing<R>;
}

/** `two-versions` want a merge first; `not-a-draft`: nothing new to approve; `problems`: see `problemsOf`. */
export type Refusal = 'two-versions' | 'not-a-draft' | 'problems';

export interface MarkedApproval {
  steps: { entity: string; step: Step }[];
  refused: { entity: string; why: Refusal; problems: Problem[] }[];
}

/** Approvals of all marked templates that can be approved; the others with the reason. Nothing is skipped in silence. */
export function approveMarked<R extends TemplateRevision>(marked: Iterable<Marked<R>>): MarkedApproval {
  const answer: MarkedApproval = { steps: [], refused: [] };
  for (const { entity, standing } of marked) {
    const [head, another] = standing.heads;
    const problems = head ? problemsOf(head.body) : [];
    if (another) answer.refused.push({ entity, why: 'two-versions', problems: [] });
    else if (head?.body.status !== 'draft') answer.refused.push({ entity, why: 'not-a-draft', problems: [] });
    else if (problems.length > 0) answer.refused.push({ entity, why: 'problems', problems });
    else answer.steps.push({ entity, step: approved(head) });
  }
  return answer;
}
