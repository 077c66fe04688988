/** What an office of one has in use when it is founded: the founder signs for it, so that nothing falls out of use. */
import { type ApprovalBody, approvalOf, stepBody } from '../office/approval';
import { standing, TEMPLATE } from '../replies/template';
import { readTemplates } from './register';
import type { Store } from './store';

/** Steps for everything that stands by its own word or by steps that nobody signed. @throws StorageError */
export async function readStanding(store: Store): Promise<ApprovalBody[]> {
  return [...(await templatesStanding(store)), ...(await stepsStanding(store))];
}

async function templatesStanding(store: Store): Promise<ApprovalBody[]> {
  return [...(await readTemplates(store))].flatMap(([entity, history]) => {
    const { approved, heads } = standing(history);
    const of = { kind: TEMPLATE, entity };
    if (approved) return [stepBody(of, [approved.id], 'approve')];
    const isRetired = heads.length > 0 && heads.every(({ body }) => body.status === 'retired');
    const ids = heads.map(({ id }) => id);
    return isRetired ? [stepBody(of, ids, 'retire')] : [];
  });
}

async function stepsStanding(store: Store): Promise<ApprovalBody[]> {
  const bodies: ApprovalBody[] = [];
  for (const steps of (await store.approvals.read()).values()) {
    const [first] = steps;
    if (!first) continue;
    const { of } = first.body;
    const history = (await store.history(of.entity)).filter(({ kind }) => kind === of.kind);
    // Before every last day: what has expired meanwhile is to ask for renewal, not to vanish.
    const { inUse, by, proposed } = approvalOf(history, steps, { today: '' });
    if (inUse && by) bodies.push(stepBody(of, [inUse.id], 'approve', by.body));
    for (const { id } of proposed) bodies.push(stepBody(of, [id], 'propose'));
  }
  return bodies;
}
