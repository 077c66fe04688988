/** What an office of one has in use when it is founded: the founder signs for it, so that nothing falls out of use. */
import { type ApprovalBody, stepBody } from '../office/approval';
import { standing, TEMPLATE } from '../replies/template';
import { readTemplates } from './register';
import type { Store } from './store';

/** Steps for everything that stands by its own word: approved texts and retired ones. @throws StorageError */
export async function readStanding(store: Store): Promise<ApprovalBody[]> {
  return [...(await readTemplates(store))].flatMap(([entity, history]) => {
    const { approved, heads } = standing(history);
    const of = { kind: TEMPLATE, entity };
    if (approved) return [stepBody(of, [approved.id], 'approve')];
    const isRetired = heads.length > 0 && heads.every(({ body }) => body.status === 'retired');
    return isRetired
      ? [
          stepBody(
            of,
            heads.map(({ id }) => id),
            'retire',
          ),
        ]
      : [];
  });
}
