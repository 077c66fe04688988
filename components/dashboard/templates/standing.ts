/** What state each template is in, and which of them the list's filter lets through. */
import type { TemplateRevision } from '../../../replies/template';
import type { TemplateEntry } from '../model';

/**
 * `proposed`: waits for an approver; `revised`: an approved text is in use and a newer draft waits; `expired`: the term of
 * the approval is over; `apart`: two people edited apart.
 */
export type EntryState = 'draft' | 'proposed' | 'approved' | 'expired' | 'revised' | 'retired' | 'apart';
export const FILTERS = ['all', 'draft', 'approved', 'retired', 'apart'] as const;
export type Filter = (typeof FILTERS)[number];

/** The revision that the list and the editor show. */
export function headOf({ standing }: TemplateEntry): TemplateRevision {
  const head = standing.heads[0];
  if (!head) throw new Error('a template without revisions');
  return head;
}

export function stateOf(entry: TemplateEntry): EntryState {
  const { heads, approved, proposed, expired } = entry.standing;
  if (heads.length > 1) return 'apart';
  const { id, body } = headOf(entry);
  if (proposed?.includes(id)) return 'proposed';
  if (expired?.id === id) return 'expired';
  const { status } = body;
  return status === 'draft' && approved ? 'revised' : status;
}

/** A draft over an approved text is found under both: it waits, and it is in use. What asks for a decision is a draft. */
export function passes(state: EntryState, filter: Filter): boolean {
  if (filter === 'all' || state === filter) return true;
  if (state === 'proposed' || state === 'expired') return filter === 'draft';
  return state === 'revised' && (filter === 'draft' || filter === 'approved');
}
