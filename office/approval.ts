/**
 * What the office takes into use: draft → on approval → approved → retired, for anything that is kept as revisions
 * (templates, plan items). A step is a record of its own about exactly the revision that it names, with a comment; so
 * any edit, being another revision, is a new draft while what was approved stays in use. In an office every step is
 * signed, and `membership.ts` says whose steps count; before there is an office everybody's do.
 *
 * All functions are pure over sets: order and repetition of what they get do not matter.
 */
import * as z from 'zod/mini';
import { Seal } from './seal';

/** Kind of the records. Their entity is `approvalEntity` of what they speak of. */
export const APPROVAL = 'approval';

export const approvalEntity = (kind: string, entity: string): string => `${kind}:${entity}`;

/** `withdraw` takes back a proposal; `decline` sends it back to its author. */
export const VERDICTS = ['propose', 'withdraw', 'decline', 'approve', 'retire'] as const;
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof Verdict>;

/** A decision on paper, entered by a member; never shown as anybody's electronic signature. */
export const Paper = z.object({
  number: z.string(),
  /** ISO date of the paper. */
  date: z.string(),
  signatory: z.string(),
  /** Id of the scan among the evidence files, where there is one. */
  scan: z.nullable(z.string()),
});
export type Paper = z.infer<typeof Paper>;

export const ApprovalBody = z.object({
  of: z.object({ kind: z.string(), entity: z.string() }),
  /** Ids of the revisions that it speaks of: one, or for `retire` all that the person saw standing. */
  revisions: z.array(z.string()).check(z.minLength(1)),
  verdict: Verdict,
  comment: z.string(),
  /** Last day of an approval, ISO date; null: without end. */
  until: z.nullable(z.string()),
  paper: z.nullable(Paper),
  seal: z.optional(Seal),
});
export type ApprovalBody = z.infer<typeof ApprovalBody>;

/** A revision as far as approvals need to know it. */
export interface Revised {
  id: string;
  parents: readonly string[];
}

/** A step as it lies among the records. */
export interface ApprovalStep extends Revised {
  at: number;
  author: string;
  body: ApprovalBody;
}

/** The state of one revision. `expired`: approved, but its term is over. */
export type RevisionState = 'draft' | 'proposed' | 'approved' | 'expired' | 'retired';

export interface Approval<R extends Revised> {
  /** What may be used today; null: nothing. */
  inUse: R | null;
  /** Approved until a day that is past: it asks for renewal and is not used. */
  expired: R | null;
  /** The step by which `inUse` or `expired` stands; null for one that stands without a step of its own. */
  by: ApprovalStep | null;
  /** Revisions that nothing supersedes, by id; more than one: written apart. */
  heads: R[];
  /** Heads that wait for an approver. */
  proposed: R[];
  /** Decisions made apart contradict one another: the earlier approved text stays in use; none, if one was to retire it. */
  undecided: boolean;
  /** By id of every revision. */
  states: ReadonlyMap<string, RevisionState>;
  /** Every step, those before first. */
  history: ApprovalStep[];
}

export interface ApprovalOptions<R extends Revised> {
  /** Today as ISO date in the office's zone: approvals end with their last day. */
  today: string;
  /** What a revision says of itself, for things that were approved before there were steps. */
  own?: (revision: R) => 'approve' | 'retire' | null;
}

/** Where one thing stands, from all its revisions and all steps about it that count. */
export function approvalOf<R extends Revised>(
  revisions: Iterable<R>,
  steps: Iterable<ApprovalStep>,
  options: ApprovalOptions<R>,
): Approval<R> {
  const written = new Map([...revisions].map((revision) => [revision.id, revision]));
  const taken = new Map([...steps].map((step) => [step.id, step]));
  const nodes = nodesOf(written, taken, options.own ?? (() => null));
  const ancestors = ancestry(nodes);
  const decisions = [...nodes.values()].filter(({ verdict }) => verdict === 'approve' || verdict === 'retire');
  const { node, undecided } = decide(decisions, ancestors);
  const approved = (node?.verdict === 'approve' && written.get(node.about[0] ?? '')) || null;
  const by = (node && taken.get(node.id)) ?? null;
  const isOver = by?.body.until != null && by.body.until < options.today;
  const states = statesOf(written, [...nodes.values()], ancestors);
  if (approved) states.set(approved.id, isOver ? 'expired' : 'approved');
  const heads = tops([...written.values()], ancestors);
  return {
    inUse: isOver ? null : approved,
    expired: isOver ? approved : null,
    by: approved ? by : null,
    heads,
    proposed: heads.filter(({ id }) => states.get(id) === 'proposed'),
    undecided,
    states,
    history: inOrder([...taken.values()], ancestors),
  };
}

/** A step's body; `revisions` are those that the person has before him. */
export function stepBody(
  of: ApprovalBody['of'],
  revisions: readonly string[],
  verdict: Verdict,
  more: Partial<Pick<ApprovalBody, 'comment' | 'until' | 'paper'>> = {},
): ApprovalBody {
  const { comment = '', until = null, paper = null } = more;
  return { of, revisions: [...revisions].sort(), verdict, comment: comment.trim(), until, paper };
}

/** A revision or a step: both stand in one graph, for a step supersedes what its person saw. */
interface Node extends Revised {
  verdict: Verdict | null;
  /** Revisions that it decides on. */
  about: readonly string[];
}

function nodesOf<R extends Revised>(
  written: ReadonlyMap<string, R>,
  taken: ReadonlyMap<string, ApprovalStep>,
  own: NonNullable<ApprovalOptions<R>['own']>,
): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const revision of written.values()) {
    const { id, parents } = revision;
    nodes.set(id, { id, parents, verdict: own(revision), about: [id] });
  }
  for (const { id, parents, body } of taken.values()) {
    nodes.set(id, { id, parents: [...parents, ...body.revisions], verdict: body.verdict, about: body.revisions });
  }
  return nodes;
}

type Ancestry = ReadonlyMap<string, ReadonlySet<string>>;

/** Ids of everything before each node. Parents that have not arrived are skipped. */
function ancestry(nodes: ReadonlyMap<string, Revised>): Ancestry {
  const all = new Map<string, Set<string>>();
  for (const id of nodes.keys()) {
    const seen = new Set<string>();
    const queue = [...(nodes.get(id)?.parents ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const parent = nodes.get(next);
      if (!parent || seen.has(next)) continue;
      seen.add(next);
      queue.push(...parent.parents);
    }
    all.set(id, seen);
  }
  return all;
}

const byId = (a: Revised, b: Revised): number => (a.id < b.id ? -1 : 1);

/** Members of the set that no other member comes after, by id. */
function tops<N extends Revised>(set: readonly N[], ancestors: Ancestry): N[] {
  const superseded = new Set(set.flatMap(({ id }) => [...(ancestors.get(id) ?? [])]));
  return set.filter(({ id }) => !superseded.has(id)).sort(byId);
}

/** The decision in force: the last one; of several made apart, what they have in common. */
function decide(decisions: readonly Node[], ancestors: Ancestry): { node: Node | null; undecided: boolean } {
  const last = tops(decisions, ancestors);
  const first = last[0];
  if (!first) return { node: null, undecided: false };
  const isOne = last.every(({ verdict, about }) => verdict === first.verdict && about[0] === first.about[0]);
  if (isOne || last.every(({ verdict }) => verdict === 'retire')) return { node: first, undecided: false };
  // Somebody withdrew it while somebody else approved: what may be wrong is not offered to residents.
  if (last.some(({ verdict }) => verdict === 'retire')) return { node: null, undecided: true };
  const common = decisions.filter(({ id }) => last.every((later) => ancestors.get(later.id)?.has(id)));
  return { node: decide(common, ancestors).node, undecided: true };
}

function statesOf(
  written: ReadonlyMap<string, Revised>,
  nodes: readonly Node[],
  ancestors: Ancestry,
): Map<string, RevisionState> {
  const states = new Map<string, RevisionState>();
  for (const id of written.keys()) {
    const spoken = nodes.filter(({ verdict, about }) => verdict !== null && about.includes(id));
    const [last] = tops(spoken, ancestors).reverse();
    states.set(id, last?.verdict === 'propose' ? 'proposed' : last?.verdict === 'retire' ? 'retired' : 'draft');
  }
  return states;
}

/** Before comes before; of two made apart the one of the smaller id. */
function inOrder(steps: readonly ApprovalStep[], ancestors: Ancestry): ApprovalStep[] {
  const known = new Set(steps.map(({ id }) => id));
  const depth = ({ id }: ApprovalStep): number => [...(ancestors.get(id) ?? [])].filter((one) => known.has(one)).length;
  return [...steps].sort((a, b) => depth(a) - depth(b) || byId(a, b));
}
