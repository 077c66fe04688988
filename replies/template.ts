/**
 * The body of a reply template and what may become of it. Templates live as append-only revisions (`office/`): every
 * step names its parents, nothing is rewritten, so that a new draft never takes the approved text out of use.
 * Everything here is a pure function of a set of revisions: their order and their duplicates do not matter.
 */
import * as z from 'zod/mini';
import { type Approval, type ApprovalStep, approvalOf } from '../office/approval';

export const TEMPLATE_STATUSES = ['draft', 'approved', 'retired'] as const;
export const TemplateStatus = z.enum(TEMPLATE_STATUSES);
export type TemplateStatus = z.infer<typeof TemplateStatus>;

/** Longest text of a template, in UTF-16 units; the sites themselves cut comments at several thousand. */
export const TEXT_LIMIT = 4000;
export const TITLE_LIMIT = 120;

/** Favourites are of one browser and one person, so they are not in here. */
export const Template = z.object({
  title: z.string().check(z.maxLength(TITLE_LIMIT)),
  /** Plain text with `{variables}`; see `variables.ts`. */
  text: z.string().check(z.maxLength(TEXT_LIMIT)),
  /** Ids from `topics.ts`, or words of the office's own. */
  topics: z.array(z.string().check(z.maxLength(TITLE_LIMIT))),
  status: TemplateStatus,
});
export type Template = z.infer<typeof Template>;

/** A revision as far as this room needs to know it: `office/revisions.ts` adds author, time and version. */
export interface TemplateRevision {
  id: string;
  parents: readonly string[];
  body: Template;
}

/** What a new revision must carry; the office adds id, time and author. */
export interface Step {
  parents: string[];
  body: Template;
}

/**
 * State of one template.
 * `approved`: the revision whose text may be suggested; null: none.
 * `heads`: revisions that nothing supersedes, by id; more than one means that two people edited apart.
 * `undecided`: approvals or a retirement made apart contradict one another, so the earlier approved text stays in use
 * (none, if one of them retired the template).
 */
export interface Standing<R extends TemplateRevision> {
  approved: R | null;
  heads: R[];
  undecided: boolean;
  /** Ids of heads that wait for an approver. */
  proposed?: readonly string[];
  /** Approved until a day that is past: it asks for renewal and is not suggested. */
  expired?: R | null;
}

type Ancestry = Map<string, Set<string>>;

/** Ids of everything that each revision supersedes, directly or not. Parents that have not arrived are skipped. */
function ancestry(byId: ReadonlyMap<string, TemplateRevision>): Ancestry {
  const all: Ancestry = new Map();
  for (const id of byId.keys()) {
    const seen = new Set<string>();
    const queue = [...(byId.get(id)?.parents ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const parent = byId.get(next);
      if (!parent || seen.has(next)) continue;
      seen.add(next);
      queue.push(...parent.parents);
    }
    all.set(id, seen);
  }
  return all;
}

/** Members of the set that no other member supersedes, by id. */
function tops<R extends TemplateRevision>(set: readonly R[], ancestors: Ancestry): R[] {
  return set
    .filter((one) => !set.some((other) => ancestors.get(other.id)?.has(one.id)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const sameApproval = (a: Template, b: Template): boolean =>
  a.status === 'approved' && b.status === 'approved' && a.title === b.title && a.text === b.text;

function decide<R extends TemplateRevision>(
  set: readonly R[],
  ancestors: Ancestry,
): { approved: R | null; undecided: boolean } {
  const last = tops(set, ancestors);
  const first = last[0];
  if (!first) return { approved: null, undecided: false };
  if (last.every((one) => one.body.status === 'retired')) return { approved: null, undecided: false };
  if (last.every((one) => one === first || sameApproval(one.body, first.body))) {
    return { approved: first, undecided: false };
  }
  // Somebody withdrew it while somebody else approved: what may be wrong is not offered to residents.
  if (last.some((one) => one.body.status === 'retired')) return { approved: null, undecided: true };
  const common = set.filter((one) => last.every((later) => ancestors.get(later.id)?.has(one.id)));
  return { approved: decide(common, ancestors).approved, undecided: true };
}

/** Where one template stands, from all of its revisions in any order. */
export function standing<R extends TemplateRevision>(revisions: Iterable<R>): Standing<R> {
  const byId = new Map<string, R>();
  for (const revision of revisions) byId.set(revision.id, revision);
  const ancestors = ancestry(byId);
  const all = [...byId.values()];
  const decisions = all.filter((one) => one.body.status !== 'draft');
  return { ...decide(decisions, ancestors), heads: tops(all, ancestors) };
}

/** Kind of the revisions, and of what approvals speak of. */
export const TEMPLATE = 'template';

/** The approval of one template by the office's signed steps; what a text says of itself counts no more there. */
export function templateApproval<R extends TemplateRevision>(
  revisions: Iterable<R>,
  steps: Iterable<ApprovalStep>,
  today: string,
): Approval<R> {
  return approvalOf(revisions, steps, { today });
}

/**
 * Where one template stands in an office. Its revisions are given the status that the steps say, so that whoever shows
 * them need not know who decided it.
 * @param today ISO date in the office's zone
 */
export function officeStanding<R extends TemplateRevision>(
  revisions: Iterable<R>,
  steps: Iterable<ApprovalStep>,
  today: string,
): Standing<R> {
  const { inUse, expired, heads, proposed, undecided, states } = templateApproval(revisions, steps, today);
  const told = (revision: R): R => {
    const state = states.get(revision.id);
    const status: TemplateStatus = state === 'approved' || state === 'retired' ? state : 'draft';
    return status === revision.body.status ? revision : { ...revision, body: { ...revision.body, status } };
  };
  return {
    approved: inUse && told(inUse),
    heads: heads.map(told),
    undecided,
    proposed: proposed.map(({ id }) => id),
    expired: expired && told(expired),
  };
}

/** The revision whose text may be suggested and inserted, or null. */
export function currentApproved<R extends TemplateRevision>(revisions: Iterable<R>): R | null {
  return standing(revisions).approved;
}

/** The first revision of a new template. */
export function created(title: string, text: string, topics: readonly string[] = []): Step {
  return { parents: [], body: { title: title.trim(), text: text.trim(), topics: [...topics], status: 'draft' } };
}

/** An edit: always a new draft, whatever the status of what is edited. */
export function edited(revision: TemplateRevision, change: Partial<Omit<Template, 'status'>>): Step {
  return { parents: [revision.id], body: { ...revision.body, ...change, status: 'draft' } };
}

/** One text out of several made apart. It is a draft: merging is no approval. */
export function merged(heads: readonly TemplateRevision[], body: Omit<Template, 'status'>): Step {
  return { parents: heads.map((head) => head.id).sort(), body: { ...body, status: 'draft' } };
}

/** The office takes the text into use. */
export function approved(revision: TemplateRevision): Step {
  return { parents: [revision.id], body: { ...revision.body, status: 'approved' } };
}

/** The office takes the template out of use. Editing it again (`edited`) brings it back as a draft. */
export function retired(heads: readonly TemplateRevision[], body: Template): Step {
  return { parents: heads.map((head) => head.id).sort(), body: { ...body, status: 'retired' } };
}
