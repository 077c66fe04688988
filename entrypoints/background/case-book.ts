/** Steps of cases, one at a time for each case: the record is written, then the row follows it. */
import { type Judge, textKey } from '../../detection';
import { Problem } from '../../messages';
import {
  type CaseRecord,
  type Subject as CaseSubject,
  caseId,
  caseOf,
  DECISION,
  type Step,
  StepError,
  stepped,
} from '../../moderation/case';
import type { StoredCase } from '../../moderation/stored';
import { noteCases, projectCases, readCases } from '../../storage/cases';
import { exclusive } from '../../storage/lock';
import type { Store } from '../../storage/store';
import { type Comment, type Site, type Verdict, VIOLATION_KINDS } from '../../types';

/** Texts with fewer letters say the same by chance. */
const SHORTEST_REPEAT = 12;

export interface Seen {
  page: string;
  site: Site;
  about: StoredCase['about'];
  comment: Comment;
  verdict: Verdict;
  now: number;
}

/** A row for a comment that nobody did anything about yet. */
export async function rowOf({ page, site, about, comment, verdict, now }: Seen): Promise<StoredCase> {
  const { id, post, permalink, author, text, time, timeLabel } = comment;
  const violations = verdict.findings.filter(({ kind }) => kind !== 'appeal');
  const order = ['certain', 'likely', 'look'] as const;
  return {
    version: 1,
    id: await caseId(page, id),
    page,
    site,
    comment: id,
    about,
    subject: { post, permalink, author: { name: author.name, link: author.link }, text, time, timeLabel },
    textKey: text.length >= SHORTEST_REPEAT ? textKey(text) : '',
    kinds: [...new Set(verdict.findings.map(({ kind }) => kind))].sort(byGravity),
    rules: [...new Set(verdict.findings.map(({ rule }) => rule))],
    level: order.find((level) => violations.some((finding) => finding.level === level)) ?? null,
    criticism: verdict.criticism ?? false,
    state: 'marked',
    decision: null,
    clause: null,
    evidence: null,
    outcome: null,
    open: 1,
    firstSeen: now,
    lastSeen: now,
    changedAt: now,
    decidedAt: null,
    firstAnswer: null,
    by: null,
    rivals: 0,
    erasedAt: null,
  };
}

const GRAVITY: readonly string[] = [...VIOLATION_KINDS, 'appeal'];
function byGravity(a: string, b: string): number {
  return GRAVITY.indexOf(a) - GRAVITY.indexOf(b);
}

export class CaseBook {
  constructor(
    private readonly store: Store,
    private readonly changed: () => void,
  ) {}

  /** Has the case of a comment in the book, whatever became of it. */
  async note(row: StoredCase): Promise<StoredCase> {
    await noteCases(this.store, [row]);
    return (await readCases(this.store, [row.id])).get(row.id) ?? row;
  }

  /**
   * Does one step. Two tabs that do it at once do it one after the other.
   * @throws Problem `case-changed` when the case no longer stands where the act begins, `clause-missing`, `report-missing`
   */
  async step(row: StoredCase, step: Step, now: number): Promise<StoredCase> {
    const stepped = await exclusive(`smotritel-${row.id}`, async () => {
      const record = await this.after(row, step, now);
      await this.store.revise(DECISION, row.id, record);
      await projectCases(this.store, [row.id], 1);
      return (await readCases(this.store, [row.id])).get(row.id) ?? row;
    });
    this.changed();
    return stepped;
  }

  private async after(row: StoredCase, step: Step, now: number): Promise<CaseRecord> {
    const found = caseOf(await this.store.history(row.id));
    const { page, site, about, kinds, rules, criticism } = row;
    const subject: CaseSubject = { page, site, about, kinds, rules, criticism };
    try {
      return stepped(found?.record ?? null, subject, step, now);
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      const { fault } = error;
      const isNamed = fault === 'clause-missing' || fault === 'report-missing';
      throw new Problem(isNamed ? fault : 'case-changed', error.message);
    }
  }

  /** As `step`, but a case that stands elsewhere by now is left as it is: nobody asked for this by hand. */
  async stepIfPossible(row: StoredCase, step: Step, now: number): Promise<void> {
    try {
      await this.step(row, step, now);
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'case-changed')) throw error;
    }
  }

  /** The row of a comment that is read now, judged anew. */
  async judged(judge: Judge, seen: Omit<Seen, 'verdict'>): Promise<{ row: StoredCase; verdict: Verdict }> {
    const verdict = judge.judge(seen.comment.text);
    return { row: await this.note(await rowOf({ ...seen, verdict })), verdict };
  }
}
