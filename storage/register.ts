/** The office's shared things as they stand now, read from their revisions. */
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import { dateAt } from '../calendar/dates';
import { WordAddition } from '../detection/additions';
import { DEFAULT_CLAUSES } from '../detection/clauses';
import { approvalEntity } from '../office/approval';
import { RegisteredPage, withFacesOf } from '../office/pages';
import { byEntity, current, heads, type Revision } from '../office/revisions';
import { keyText } from '../packs/pack';
import { emptyProfile, OfficeProfile } from '../replies/profile';
import { officeStanding, standing, TEMPLATE, Template } from '../replies/template';
import { Clause } from '../types';
import { originalClauses, readPacks, templateEntity } from './packs';
import type { Store } from './store';

/** Entity of the only profile. */
export const PROFILE = 'profile';

/** One of several versions that people wrote apart. */
export interface Version<Body> {
  id: string;
  /** ms since the epoch, by its author's clock. */
  at: number;
  author: string;
  body: Body;
}

/** A shared thing as it stands. */
export interface Shared<Body> {
  /** What is in force. */
  body: Body;
  /** What an edit of it supersedes. While versions stand apart that is the one in force alone: the others stay open. */
  parents: string[];
  /** Versions made apart that say different things, the one in force first; empty: people agree. */
  apart: Version<Body>[];
}

/**
 * Shared things by entity. A revision whose body does not fit stays where it is and is passed over: the last one that
 * fits is in force, rather than nothing.
 * @param united what of versions made apart needs nobody's decision, the body in force first
 */
function sharedThings<Schema extends z.ZodMiniType>(
  revisions: readonly Revision[],
  schema: Schema,
  united: (body: z.infer<Schema>, others: z.infer<Schema>[]) => z.infer<Schema> = (body) => body,
): Map<string, Shared<z.infer<Schema>>> {
  const things = new Map<string, Shared<z.infer<Schema>>>();
  const fitting = revisions.filter(({ body }) => schema.safeParse(body).success);
  for (const [entity, history] of byEntity(fitting)) {
    const force = current(history)!;
    const open = [force, ...heads(history).filter(({ id }) => id !== force.id)];
    const bodies = open.map(({ body }) => schema.parse(body) as z.infer<Schema>);
    const whole = bodies.map((body) => united(body, bodies));
    const isApart = new Set(whole.map((body) => canonicalize(body))).size > 1;
    things.set(entity, {
      body: whole[0] as z.infer<Schema>,
      parents: isApart ? [force.id] : open.map(({ id }) => id),
      apart: isApart
        ? open.map(({ id, at, author }, n) => ({ id, at, author, body: whole[n] as z.infer<Schema> }))
        : [],
    });
  }
  return things;
}

/** What is in force, by entity. */
export function bodies<Body>(things: ReadonlyMap<string, Shared<Body>>): Map<string, Body> {
  return new Map([...things].map(([entity, { body }]) => [entity, body]));
}

/** Registered pages by entity, removed ones among them. Faces that two browsers learned apart are one list. */
export async function readSharedPages(store: Store): Promise<Map<string, Shared<RegisteredPage>>> {
  return sharedThings(await store.revisions('page'), RegisteredPage, (page, all) => {
    const { keys, discussionKeys } = withFacesOf(page, all);
    return { ...page, keys: keys.sort(), discussionKeys: discussionKeys.sort() };
  });
}

/** The pages alone: see `readSharedPages`. */
export async function readPages(store: Store): Promise<Map<string, RegisteredPage>> {
  return bodies(await readSharedPages(store));
}

/** The profile by its entity; none before it is first filled in. */
export async function readSharedProfile(store: Store): Promise<Map<string, Shared<OfficeProfile>>> {
  return sharedThings(await store.revisions('profile'), OfficeProfile);
}

export async function readProfile(store: Store): Promise<OfficeProfile> {
  return (await readSharedProfile(store)).get(PROFILE)?.body ?? emptyProfile();
}

/** Clauses that the office worded or added, by their ids. */
export async function readSharedClauses(store: Store): Promise<Map<string, Shared<Clause>>> {
  return sharedThings(await store.revisions('clause'), Clause);
}

/** The default clauses, or a pack's in their place, each in the office's own wording where it has one, and those added. */
export async function readClauses(store: Store): Promise<Clause[]> {
  const [own, packs] = await Promise.all([readSharedClauses(store), readPacks(store)]);
  return clausesOf(bodies(own), originalClauses(packs.map(({ pack }) => pack)));
}

/** As `readClauses`, from what was read already. */
export function clausesOf(own: ReadonlyMap<string, Clause>, originals: readonly Clause[] = DEFAULT_CLAUSES): Clause[] {
  const known = originals.map((clause) => own.get(clause.id) ?? clause);
  const added = [...own.values()].filter((clause) => !originals.some(({ id }) => id === clause.id));
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

/**
 * Only what may be suggested: the approved text of each template, in an office the one that an approver signed, and the
 * region's where the office lets the region approve and has decided nothing else.
 */
export async function readApproved(store: Store): Promise<{ id: string; template: Template }[]> {
  const [templates, steps, membership, { zone, approvedPublishers }] = await Promise.all([
    readTemplates(store),
    store.approvals.read(),
    store.belonging.membership(),
    store.settings(),
  ]);
  const today = dateAt(Date.now(), zone);
  const decided = new Set<string>();
  const own = [...templates].flatMap(([id, history]) => {
    const { approved, heads } = membership
      ? officeStanding(history, steps.get(approvalEntity(TEMPLATE, id)) ?? [], today)
      : standing(history);
    if (approved || heads.some(({ body }) => body.status === 'retired')) decided.add(id);
    return approved ? [{ id, template: approved.body }] : [];
  });
  const ofRegion = await readRegional(store, approvedPublishers, today);
  return [...own, ...ofRegion.filter(({ id }) => !decided.has(id))];
}

/** Templates of packs whose publishers' word is an approval here; it ends with the pack's last day. */
async function readRegional(store: Store, publishers: readonly string[], today: string) {
  if (publishers.length === 0) return [];
  const packs = await readPacks(store);
  return packs
    .filter(({ key, pack }) => publishers.includes(keyText(key)) && pack.expires >= today)
    .flatMap((signed) =>
      signed.pack.templates.map((template) => {
        const { title, text, topics } = template;
        return { id: templateEntity(signed, template), template: { title, text, topics, status: 'approved' as const } };
      }),
    );
}

const Exception = z.object({ dismissed: z.boolean() });

/** Keys of texts that somebody called no violation, those taken back left out. */
export async function readExceptions(store: Store): Promise<string[]> {
  const exceptions = bodies(sharedThings(await store.revisions('exception'), Exception));
  return [...exceptions].filter(([, { dismissed }]) => dismissed).map(([key]) => key);
}

/** Words and phrases that the office marks or never marks, by entity, removed ones among them. */
export async function readWords(store: Store): Promise<Map<string, WordAddition>> {
  return bodies(sharedThings(await store.revisions('word'), WordAddition));
}
