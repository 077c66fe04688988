/**
 * A case: what became of one comment, from the mark to the decision that stands up months later. Every step is one
 * append-only revision of kind `decision`, whose body is the whole standing after it; so the newest revision tells
 * where the case stands, and the line of parents how it came there. No body holds anything of the commenter.
 */
import * as z from 'zod/mini';
import { current, heads, type Revision, sha256 } from '../office/revisions';
import { Clause, Kind, Site } from '../types';
import type * as words from './case-state';
import { Decision, Outcome, Report, State } from './case-words';
import type * as grave from './grave';

/** Kind of the revisions that cases are made of. */
export const DECISION = 'decision';

export const Act = z.enum([
  'take',
  'take-over',
  'release',
  'decide',
  'undo',
  'reply-seen',
  'interim',
  'close',
  'reopen',
  'vanish',
  'state',
]);
export type Act = z.infer<typeof Act>;

export const CaseRecord = z.object({
  version: z.literal(1),
  /** The registered page's entity. */
  page: z.string(),
  site: Site,
  about: z.enum(['comment', 'message']),
  act: Act,
  state: State,
  decision: z.nullable(Decision),
  /** The clause as it was worded when the decision was made; null: none was named. */
  clause: z.nullable(Clause),
  kinds: z.array(Kind),
  /** Ids of the rules and heads of the model that spoke. */
  rules: z.array(z.string()),
  criticism: z.boolean(),
  /** File of the evidence and its salted SHA-256, see `office/evidence`; null: none was kept. */
  evidence: z.nullable(z.object({ id: z.string(), hash: z.string() })),
  outcome: z.nullable(Outcome),
  /** When the page was first seen to reply, ms. */
  firstAnswer: z.nullable(z.number()),
  /** When the decision in force was made, ms; null: there is none. */
  decidedAt: z.nullable(z.number()),
  /** What became of the report about a grave case; left out: there was none to make, or none was made. */
  report: z.optional(Report),
});
export type CaseRecord = z.infer<typeof CaseRecord>;

const OPEN: readonly words.State[] = ['marked', 'in-work', 'reopened'];

/** From which states an act may be done, and where it leads. */
const STEPS: Record<Act, { from: readonly words.State[]; to: words.State }> = {
  take: { from: ['marked', 'reopened', 'vanished'], to: 'in-work' },
  'take-over': { from: ['in-work'], to: 'in-work' },
  release: { from: ['in-work'], to: 'marked' },
  decide: { from: [...OPEN, 'decided'], to: 'decided' },
  undo: { from: ['decided'], to: 'marked' },
  'reply-seen': { from: OPEN, to: 'decided' },
  interim: { from: ['decided'], to: 'marked' },
  close: { from: ['decided'], to: 'closed' },
  reopen: { from: ['closed', 'vanished'], to: 'reopened' },
  vanish: { from: OPEN, to: 'vanished' },
  state: { from: ['vanished'], to: 'closed' },
};

/** What is known of the comment itself; the same for every step. */
export type Subject = Pick<CaseRecord, 'page' | 'site' | 'about' | 'kinds' | 'rules' | 'criticism'>;

export type Step =
  | { act: 'take' | 'take-over' | 'release' | 'undo' | 'interim' | 'close' | 'reopen' | 'vanish' }
  | {
      act: 'decide';
      decision: words.Decision;
      clause: Clause | null;
      evidence: CaseRecord['evidence'];
      /** A report comes before the removal. */
      grave?: boolean;
      report?: grave.Report | null;
    }
  | { act: 'reply-seen' }
  | { act: 'state'; outcome: words.Outcome; clause: Clause | null };

/**
 * `illegal`: not from where the case stands; `clause-missing`: a removal names the clause it rests on; `report-missing`:
 * nothing tells what became of the report about a grave case.
 */
export type StepFault = 'illegal' | 'clause-missing' | 'evidence-missing' | 'report-missing';

export class StepError extends Error {
  constructor(
    readonly fault: StepFault,
    detail: string,
  ) {
    super(`case: ${fault}: ${detail}`);
    this.name = 'StepError';
  }
}

/** Whether the act may be done now. */
export function mayStep(state: words.State, act: Act): boolean {
  return STEPS[act].from.includes(state);
}

/**
 * The case after one more step.
 * @param before null: nothing was done with the comment yet
 * @param at ms since the epoch
 * @throws StepError
 */
export function stepped(before: CaseRecord | null, subject: Subject, step: Step, at: number): CaseRecord {
  const state = before?.state ?? 'marked';
  if (!mayStep(state, step.act)) throw new StepError('illegal', `${step.act} from ${state}`);
  const standing: CaseRecord = {
    ...(before ?? blank(subject)),
    ...subject,
    act: step.act,
    state: STEPS[step.act].to,
  };
  switch (step.act) {
    case 'decide':
      return decided(standing, step, at);
    case 'reply-seen':
      return { ...standing, decision: 'answered', decidedAt: at, firstAnswer: standing.firstAnswer ?? at };
    case 'undo':
    case 'interim': {
      // Who takes back that it was handed over has reported nothing.
      const { report: _, ...rest } = standing;
      return { ...rest, decision: null, decidedAt: null, clause: null };
    }
    case 'state':
      return stated(standing, step, at);
    default:
      return standing;
  }
}

function decided(standing: CaseRecord, step: Step & { act: 'decide' }, at: number): CaseRecord {
  const { decision, clause, evidence } = step;
  if (decision === 'remove' && !clause) throw new StepError('clause-missing', 'a removal rests on a clause');
  if (decision === 'remove' && !evidence) throw new StepError('evidence-missing', 'evidence comes before a removal');
  const report = decision === 'handed' ? 'handed' : (step.report ?? standing.report);
  if (decision === 'remove' && step.grave && !report) throw new StepError('report-missing', 'a report comes first');
  const firstAnswer = decision === 'answered' ? (standing.firstAnswer ?? at) : standing.firstAnswer;
  const made = { ...standing, decision, clause, evidence: evidence ?? standing.evidence, decidedAt: at, firstAnswer };
  return report ? { ...made, report } : made;
}

function stated(standing: CaseRecord, step: Step & { act: 'state' }, at: number): CaseRecord {
  const { outcome, clause } = step;
  if (outcome === 'by-us' && !clause) throw new StepError('clause-missing', 'a removal rests on a clause');
  const decision = outcome === 'by-us' ? ('remove' as const) : null;
  return { ...standing, outcome, clause, decision, decidedAt: at };
}

function blank(subject: Subject): CaseRecord {
  return {
    ...subject,
    version: 1,
    act: 'release',
    state: 'marked',
    decision: null,
    clause: null,
    evidence: null,
    outcome: null,
    firstAnswer: null,
    decidedAt: null,
  };
}

/** A case as its revisions tell it. */
export interface Case {
  record: CaseRecord;
  /** The revision in force. */
  revision: Revision;
  /** Decisions that colleagues made apart and that differ from the one in force. */
  rivals: { record: CaseRecord; revision: Revision }[];
}

/** Where a case stands; null when none of the revisions can be understood. Any order of arrival gives the same. */
export function caseOf(revisions: readonly Revision[]): Case | null {
  const understood = revisions.filter(({ kind, body }) => kind === DECISION && CaseRecord.safeParse(body).success);
  const revision = current(understood);
  if (!revision) return null;
  const record = CaseRecord.parse(revision.body);
  const rivals = heads(understood)
    .filter(({ id }) => id !== revision.id)
    .map((rival) => ({ record: CaseRecord.parse(rival.body), revision: rival }))
    .filter((rival) => verdictOf(rival.record) !== verdictOf(record));
  return { record, revision, rivals };
}

function verdictOf({ state, decision, clause }: CaseRecord): string {
  return JSON.stringify([state, decision, clause?.id ?? null]);
}

/**
 * The case of a comment: the same in every browser of the office, and nothing to those who do not know the page's
 * random entity.
 * @param comment the site's own id
 */
export async function caseId(page: string, comment: string): Promise<string> {
  return `case-${await sha256(`smotritel case\n${page}\n${comment}`)}`;
}
