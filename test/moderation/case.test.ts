import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import {
  Act,
  type CaseRecord,
  caseId,
  caseOf,
  DECISION,
  mayStep,
  type Step,
  StepError,
  type Subject,
  stepped,
} from '../../moderation/case';
import { DECISIONS, isOpen, STATES } from '../../moderation/case-state';
import { type Revision, sealRevision } from '../../office/revisions';

const CLAUSE = DEFAULT_CLAUSES[3]!;
const EVIDENCE = { id: 'file', hash: 'aa' };
const SUBJECT: Subject = {
  page: 'page',
  site: 'vk',
  about: 'comment',
  kinds: ['insult'],
  rules: ['insult-1'],
  criticism: false,
};

const removal: Step = { act: 'decide', decision: 'remove', clause: CLAUSE, evidence: EVIDENCE };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom('take', 'release', 'undo', 'interim', 'close', 'reopen', 'vanish', 'reply-seen')
    .map((act) => ({ act }) as Step),
  fc
    .record({
      decision: fc.constantFrom(...DECISIONS),
      clause: fc.constantFrom(CLAUSE, null),
      evidence: fc.constantFrom(EVIDENCE, null),
    })
    .map((rest) => ({ act: 'decide' as const, ...rest })),
  fc
    .record({ outcome: fc.constantFrom('by-us' as const, 'unknown' as const), clause: fc.constantFrom(CLAUSE, null) })
    .map((rest) => ({ act: 'state' as const, ...rest })),
);

function walk(steps: readonly Step[]): CaseRecord | null {
  let record: CaseRecord | null = null;
  for (const [index, step] of steps.entries()) {
    try {
      record = stepped(record, SUBJECT, step, index + 1);
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
    }
  }
  return record;
}

describe('a case', () => {
  it.each<[string, Step[], string, boolean]>([
    ['decided to remove still has to be removed', [removal], 'decided', true],
    ['removed is closed', [removal, { act: 'close' }], 'closed', false],
    ['that comes back is open again', [removal, { act: 'close' }, { act: 'reopen' }], 'reopened', true],
    ['left alone is done', [{ act: 'decide', decision: 'leave', clause: null, evidence: null }], 'decided', false],
    ['taken back is marked again', [removal, { act: 'undo' }], 'marked', true],
    ['that vanishes has to be explained', [{ act: 'vanish' }], 'vanished', true],
    ['explained is closed', [{ act: 'vanish' }, { act: 'state', outcome: 'unknown', clause: null }], 'closed', false],
    ['whose answer was interim waits on', [{ act: 'reply-seen' }, { act: 'interim' }], 'marked', true],
  ])('%s', (_, steps, state, open) => {
    const record = walk(steps)!;
    expect([record.state, isOpen(record)]).toEqual([state, open]);
  });

  it('keeps the time of the first answer when that was interim', () => {
    const record = walk([{ act: 'reply-seen' }, { act: 'interim' }, { act: 'reply-seen' }])!;
    expect([record.firstAnswer, record.decidedAt]).toEqual([1, 3]);
  });

  it('is never removed without a clause and evidence, whatever was done before', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
        const record = walk(steps);
        if (record?.decision !== 'remove') return;
        expect(record.clause).not.toBeNull();
        expect(record.outcome === 'by-us' || record.evidence !== null).toBe(true);
      }),
    );
  });

  it('does only what may be done where it stands', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), anyStep, (steps, next) => {
        const record = walk(steps);
        const may = mayStep(record?.state ?? 'marked', next.act);
        let fault = '';
        try {
          stepped(record, SUBJECT, next, 99);
        } catch (error) {
          fault = (error as StepError).fault;
        }
        expect(fault === 'illegal').toBe(!may);
      }),
    );
  });

  it('has a way out of every state but the last', () => {
    const stuck = STATES.filter((state) => !Act.options.some((act) => mayStep(state, act)));
    expect(stuck).toEqual([]);
  });

  it('holds nothing of the commenter', () => {
    const { clause, ...rest } = walk([removal])!;
    expect(clause).toEqual(CLAUSE);
    const fields = ['about', 'act', 'criticism', 'decidedAt', 'decision', 'evidence', 'firstAnswer', 'kinds'];
    expect(Object.keys(rest).sort()).toEqual([...fields, 'outcome', 'page', 'rules', 'site', 'state', 'version']);
  });

  it('is the same in every browser, and of no use to who does not know the page', async () => {
    expect(await caseId('page', '11')).toBe(await caseId('page', '11'));
    const ids = await Promise.all([caseId('page', '11'), caseId('page', '12'), caseId('other', '11')]);
    expect(new Set(ids).size).toBe(3);
  });
});

async function revision(
  author: string,
  seq: number,
  parents: readonly Revision[],
  record: CaseRecord,
): Promise<Revision> {
  const parentIds = parents.map(({ id }) => id).sort();
  return sealRevision({
    version: 1,
    kind: DECISION,
    entity: 'case',
    parents: parentIds,
    at: seq,
    author,
    seq,
    body: record,
  });
}

describe('a case that two browsers decided apart', () => {
  it('keeps both decisions, in force the same one everywhere, until somebody decides anew', async () => {
    const first = await revision('a', 1, [], stepped(null, SUBJECT, { act: 'take' }, 1));
    const ours = await revision('a', 2, [first], stepped(first.body as CaseRecord, SUBJECT, removal, 2));
    const leave: Step = { act: 'decide', decision: 'leave', clause: null, evidence: null };
    const theirs = await revision('b', 1, [first], stepped(first.body as CaseRecord, SUBJECT, leave, 3));
    const [one, other] = [caseOf([first, ours, theirs])!, caseOf([theirs, ours, first])!];
    expect(one).toEqual(other);
    expect([one.record.decision, ...one.rivals.map(({ record }) => record.decision)].sort()).toEqual([
      'leave',
      'remove',
    ]);
    const merged = await revision('a', 3, [ours, theirs], stepped(one.record, SUBJECT, removal, 4));
    const settled = caseOf([theirs, merged, first, ours])!;
    expect([settled.record.decision, settled.rivals]).toEqual(['remove', []]);
  });

  it('has no rivals when both decided alike', async () => {
    const a = await revision('a', 1, [], stepped(null, SUBJECT, removal, 1));
    const b = await revision('b', 1, [], stepped(null, SUBJECT, removal, 2));
    expect(caseOf([a, b])!.rivals).toEqual([]);
  });
});
