/** The office's shared things as they stand now, read from their revisions. */
import * as z from 'zod/mini';
import { DEFAULT_CLAUSES } from '../detection/clauses';
import { RegisteredPage } from '../office/pages';
import { byEntity, current, type Revision } from '../office/revisions';
import { emptyProfile, OfficeProfile } from '../replies/profile';
import { currentApproved, Template } from '../replies/template';
import { Clause } from '../types';
import type { Store } from './store';

/** Entity of the only profile. */
export const PROFILE = 'profile';

/**
 * Bodies in force by entity. A revision whose body does not fit stays where it is and is passed over: the last one that
 * fits is in force, rather than nothing.
 */
function inForce<Schema extends z.ZodMiniType>(
  revisions: readonly Revision[],
  schema: Schema,
): Map<string, z.infer<Schema>> {
  const bodies = new Map<string, z.infer<Schema>>();
  const fitting = revisions.filter(({ body }) => schema.safeParse(body).success);
  for (const [entity, history] of byEntity(fitting)) {
    bodies.set(entity, schema.parse(current(history)?.body) as z.infer<Schema>);
  }
  return bodies;
}

/** Registered pages by entity, removed ones among them. */
export async function readPages(store: Store): Promise<Map<string, RegisteredPage>> {
  return inForce(await store.revisions('page'), RegisteredPage);
}

export async function readProfile(store: Store): Promise<OfficeProfile> {
  return inForce(await store.revisions('profile'), OfficeProfile).get(PROFILE) ?? emptyProfile();
}

/** The default clauses, each in the office's own wording where it has one, and those that it added. */
export async function readClauses(store: Store): Promise<Clause[]> {
  const own = inForce(await store.revisions('clause'), Clause);
  const known = DEFAULT_CLAUSES.map((clause) => own.get(clause.id) ?? clause);
  const added = [...own.values()].filter((clause) => !DEFAULT_CLAUSES.some(({ id }) => id === clause.id));
  return [...known, ...added];
}

export type TemplateRevisionRecord = Revision & { body: Template };

/** All revisions of all templates, by entity. */
export async function readTemplates(store: Store): Promise<Map<string, TemplateRevisionRecord[]>> {
  const templates = new Map<string, TemplateRevisionRecord[]>();
  for (const [entity, history] of byEntity(await store.revisions('template'))) {
    const whole = history.flatMap((revision) => {
      const body = Template.safeParse(revision.body);
      return body.success ? [{ ...revision, body: body.data }] : [];
    });
    if (whole.length > 0) templates.set(entity, whole);
  }
  return templates;
}

/** Only what may be suggested: the approved text of each template. */
export async function readApproved(store: Store): Promise<{ id: string; template: Template }[]> {
  return [...(await readTemplates(store))].flatMap(([id, history]) => {
    const approved = currentApproved(history);
    return approved ? [{ id, template: approved.body }] : [];
  });
}

const Exception = z.object({ dismissed: z.boolean() });

/** Keys of texts that somebody called no violation, those taken back left out. */
export async function readExceptions(store: Store): Promise<string[]> {
  const exceptions = inForce(await store.revisions('exception'), Exception);
  return [...exceptions].filter(([, { dismissed }]) => dismissed).map(([key]) => key);
}
