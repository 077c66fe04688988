import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../office/acts';
import {
  APPROVAL,
  type ApprovalStep,
  approvalEntity,
  approvalOf,
  type Revised,
  stepBody,
  type Verdict,
} from '../../office/approval';
import { authorOf, memberOf } from '../../office/membership';
import type { Revision } from '../../office/record';
import { countedSteps, type PlacedStep } from '../../office/rights';
import { Signers } from '../../office/seal';
import { admitting, Desk, foundOffice, membershipFrom, person } from './members';

const OF = { kind: 'template', entity: 'roads' };
const TODAY = '2026-11-24';

const revision = (id: string, ...parents: string[]): Revised => ({ id, parents });
const step = (
  id: string,
  verdict: Verdict,
  revisions: string[],
  parents: string[] = [],
  more: Parameters<typeof stepBody>[3] = {},
): ApprovalStep => ({ id, parents, at: 0, author: 'a', body: stepBody(OF, revisions, verdict, more) });
const stand = (revisions: Revised[], steps: ApprovalStep[]) => approvalOf(revisions, steps, { today: TODAY });

describe('an approval', () => {
  const [first, edit] = [revision('r1'), revision('r2', 'r1')];
  const approved = step('s1', 'approve', ['r1']);

  it('goes from draft over proposal to use', () => {
    expect(stand([first], []).states.get('r1')).toBe('draft');
    const proposed = step('s0', 'propose', ['r1']);
    expect(stand([first], [proposed])).toMatchObject({ proposed: [first], inUse: null });
    const done = stand([first], [proposed, step('s1', 'approve', ['r1'], ['s0'])]);
    expect([done.inUse, done.states.get('r1'), done.proposed]).toEqual([first, 'approved', []]);
  });

  it.each<[Verdict]>([['decline'], ['withdraw']])('ends a proposal by %s', (verdict) => {
    const steps = [step('s0', 'propose', ['r1']), step('s1', verdict, ['r1'], ['s0'])];
    expect(stand([first], steps).states.get('r1')).toBe('draft');
  });

  it('stays with the approved text while a new draft waits', () => {
    const now = stand([first, edit], [approved, step('s2', 'propose', ['r2'], ['s1'])]);
    expect([now.inUse, now.heads, now.proposed]).toEqual([first, [edit], [edit]]);
  });

  it('ends with its last day and asks for renewal', () => {
    const until = (day: string) => stand([first], [step('s1', 'approve', ['r1'], [], { until: day })]);
    expect(until(TODAY)).toMatchObject({ inUse: first, expired: null });
    const over = until('2026-11-23');
    expect([over.inUse, over.expired, over.states.get('r1')]).toEqual([null, first, 'expired']);
  });

  it('is taken out of use, and brought back by an edit and a new approval', () => {
    const retired = step('s2', 'retire', ['r1'], ['s1']);
    expect(stand([first], [approved, retired])).toMatchObject({ inUse: null });
    expect(stand([first], [approved, retired]).states.get('r1')).toBe('retired');
    const back = [approved, retired, step('s3', 'approve', ['r2'], ['s2'])];
    expect(stand([first, edit], back).inUse).toBe(edit);
  });

  it('given apart to two texts leaves the earlier one in use until somebody decides', () => {
    const texts = [first, revision('r2', 'r1'), revision('r3', 'r1')];
    const apart = [approved, step('s2', 'approve', ['r2'], ['s1']), step('s3', 'approve', ['r3'], ['s1'])];
    expect(stand(texts, apart)).toMatchObject({ inUse: first, undecided: true });
    expect(stand(texts, [...apart, step('s4', 'approve', ['r3'], ['s2', 's3'])])).toMatchObject({
      inUse: texts[2],
      undecided: false,
    });
    const withdrawn = [approved, step('s2', 'approve', ['r2'], ['s1']), step('s3', 'retire', ['r1'], ['s1'])];
    expect(stand(texts, withdrawn)).toMatchObject({ inUse: null, undecided: true });
  });

  it('does not depend on order or repetition', () => {
    const verdict = fc.constantFrom<Verdict>('propose', 'approve', 'decline', 'retire');
    const history = fc.array(fc.record({ verdict, of: fc.nat(3), after: fc.nat(8) }), { maxLength: 8 });
    const texts = [revision('r0'), revision('r1', 'r0'), revision('r2', 'r0'), revision('r3', 'r1', 'r2')];
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (drawn, random) => {
        const steps = drawn.map(({ verdict, of, after }, index) =>
          step(`s${index}`, verdict, [`r${of}`], after < index ? [`s${after}`] : []),
        );
        const shuffled = [...steps, ...steps]
          .map((one) => [random.next().value as number, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        const plain = (all: ApprovalStep[], order: Revised[]) => {
          const { states, ...rest } = stand(order, all);
          return { ...rest, states: Object.fromEntries(states) };
        };
        expect(plain(shuffled, [...texts].reverse())).toEqual(plain(steps, texts));
      }),
    );
  });
});

describe('in an office', () => {
  /** Two people, the second with the given roles, and a text that the first wrote. */
  async function two(roles: readonly Role[], ownApproval: boolean) {
    const [anna, boris] = await Promise.all(['Анна', 'Борис'].map(person));
    const office = await foundOffice(anna!);
    const [one, other] = [office.founder, new Desk(boris!)];
    await one.act(admitting(office.id, boris!, roles), boris!.id);
    await one.act({ type: 'policy', office: office.id, ownApproval, after: {} });
    const text = await one.write('template', 'roads', 1);
    const counted = async (...records: Revision[]): Promise<number> => {
      const membership = await membershipFrom(office.id, one.records);
      const steps = records.map(({ id, parents, at, author, seq, body }) => ({ id, parents, at, author, seq, body }));
      const authors = new Map([[text.id, text.author]]);
      const signers = await new Signers().of(records);
      return countedSteps(steps as PlacedStep[], (id) => authors.get(id), membership, signers).length;
    };
    return { one, other, text, counted };
  }
  const sign = (desk: Desk, verdict: Verdict, id: string) =>
    desk.sign(APPROVAL, approvalEntity('template', 'roads'), stepBody(OF, [id], verdict));

  it.each<[string, readonly Role[], Verdict, number]>([
    ['an approver approves', ['approver'], 'approve', 1],
    ['an author does not', ['author'], 'approve', 0],
    ['an author puts up for approval', ['author'], 'propose', 1],
    ['an author does not retire', ['author'], 'retire', 0],
    ['a head alone does not approve', ['head'], 'approve', 0],
  ])('%s', async (_, roles, verdict, count) => {
    const { other, text, counted } = await two(roles, false);
    expect(await counted(await sign(other, verdict, text.id))).toBe(count);
  });

  it('nobody approves his own text, unless the office says so', async () => {
    const strict = await two(ROLES, false);
    expect(await strict.counted(await sign(strict.one, 'approve', strict.text.id))).toBe(0);
    const free = await two(ROLES, true);
    expect(await free.counted(await sign(free.one, 'approve', free.text.id))).toBe(1);
  });

  it('a step counts only with the signature of its own author over exactly this', async () => {
    const { one, other, text, counted } = await two(ROLES, false);
    const good = await sign(other, 'approve', text.id);
    const body = good.body as object;
    expect(await counted({ ...good, body: { ...body, revisions: ['another'] } })).toBe(0);
    expect(await counted({ ...good, seq: good.seq + 1 })).toBe(0);
    expect(await counted({ ...good, author: one.author })).toBe(0);
    expect(await counted(await other.write(APPROVAL, good.entity, stepBody(OF, [text.id], 'approve')))).toBe(0);
  });
});

it('a new author id of a member is his', () => {
  expect(memberOf(authorOf('b'.repeat(32)))).toBe('b'.repeat(32));
});
