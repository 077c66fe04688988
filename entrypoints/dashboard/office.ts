/** Reads what the dashboard shows from the storage and writes what is done there. */
import type {
  Counts,
  Misfit,
  OfficeState,
  PageChange,
  PageRow,
  Settings,
  SharedState,
  TemplateStep,
  Version,
} from '../../components/dashboard/model';
import { stepBody } from '../../office/approval';
import { backupState } from '../../office/backup';
import { duplicates, type RegisteredPage, withFacesOf } from '../../office/pages';
import type { Revision } from '../../office/revisions';
import { emptyProfile, type OfficeProfile } from '../../replies/profile';
import { approved, type Step, TEMPLATE } from '../../replies/template';
import { stepDrafts } from '../../storage/approvals';
import { readAside } from '../../storage/aside';
import { readBackup } from '../../storage/backup';
import { shelvedNames } from '../../storage/names';
import { uniteSeen } from '../../storage/one-page';
import { originalClauses, readPacks } from '../../storage/packs';
import {
  clausesOf,
  PROFILE,
  readPages,
  readSharedClauses,
  readSharedPages,
  readSharedProfile,
} from '../../storage/register';
import { readRights, verdictOf } from '../../storage/rights';
import type { SetAside, StoreName } from '../../storage/schema';
import type { Store } from '../../storage/store';
import type { Clause } from '../../types';
import type { Shelf } from './shelf';

/** What of the state must be read again after a change of these stores. */
export async function readOffice(
  store: Store,
  shelf: Shelf,
  known: OfficeState | null,
  changed: readonly StoreName[],
): Promise<OfficeState> {
  const parts =
    known && !changed.includes('revisions') && !changed.includes('packs') ? known : await readShared(store, shelf);
  const chosen =
    known && !changed.includes('settings') && !changed.includes('revisions') ? known : await store.storedSettings();
  const { pages, templates, clauses, profile, shared, duplicates } = parts;
  const misfits = misfitsOf(await readAside(store));
  const counts = await readCounts(store, parts);
  const { settings, unread } = chosen;
  const facts = await readBackup(store);
  const backup = { ...facts, state: backupState(facts, Date.now()) };
  const shelved = await shelvedNames(store.name);
  return {
    ...{ pages, templates, clauses, profile, shared, duplicates },
    ...{ settings, unread, misfits, counts, backup, shelved },
  };
}

type Parts = Pick<OfficeState, 'pages' | 'templates' | 'clauses' | 'profile' | 'shared' | 'duplicates'>;

async function readShared(store: Store, shelf: Shelf): Promise<Parts> {
  const [pages, templates, clauses, profiles, packs] = await Promise.all([
    readSharedPages(store),
    shelf.read(store),
    readSharedClauses(store),
    readSharedProfile(store),
    readPacks(store),
  ]);
  const rows = rowsOf(new Map([...pages].map(([id, { body }]) => [id, body])));
  const profile = profiles.get(PROFILE);
  const shared = new Map<string, SharedState>();
  for (const [id, page] of pages) shared.set(`page/${id}`, page);
  for (const [id, clause] of clauses) shared.set(`clause/${id}`, clause);
  if (profile) shared.set('profile', profile);
  const bodies = new Map([...clauses].map(([id, { body }]) => [id, body]));
  const groups = duplicates([...pages].map(([id, { body }]) => [id, body] as const));
  return {
    pages: rows,
    templates,
    clauses: clausesOf(bodies, originalClauses(packs.map(({ pack }) => pack))),
    profile: profile?.body ?? emptyProfile(),
    shared,
    duplicates: groups.map((group) => group.flatMap(([id]) => rows.find((row) => row.id === id) ?? [])),
  };
}

function rowsOf(pages: ReadonlyMap<string, RegisteredPage>): PageRow[] {
  const kept = [...pages].filter(([, page]) => !page.removed);
  return kept
    .map(([id, { site, name, owner, keys, link, norm, normSource, countReposts, opened = '', responsible = '' }]) => ({
      id,
      site,
      name,
      owner,
      keys,
      link,
      norm,
      normSource,
      countReposts,
      opened,
      responsible,
    }))
    .sort((a, b) => a.site.localeCompare(b.site) || a.name.localeCompare(b.name, 'ru'));
}

function misfitsOf(aside: readonly SetAside[]): Misfit[] {
  const groups = new Map<string, Misfit>();
  for (const { store, reason } of aside) {
    const key = `${store} ${reason}`;
    groups.set(key, { store, reason, n: (groups.get(key)?.n ?? 0) + 1 });
  }
  return [...groups.values()];
}

async function readCounts(store: Store, { pages, templates }: Parts): Promise<Counts> {
  const [posts, comments, weeks, aside, waiting] = await store.read((database) =>
    Promise.all([
      database.count('posts'),
      database.count('comments'),
      database.count('weeks'),
      database.count('setAside'),
      database.countFromIndex('cases', 'open', 1),
    ]),
  );
  return { pages: pages.length, templates: templates.length, posts, comments, weeks, aside, waiting };
}

/**
 * What an edit supersedes is what its author saw, so every change takes the state that is shown: a version that came
 * from elsewhere meanwhile stays open, and both are shown.
 */
const parentsOf = (state: OfficeState, thing: string): readonly string[] => state.shared.get(thing)?.parents ?? [];

/** @throws StorageError; Error when the page was never registered. */
export async function changePage(
  store: Store,
  state: OfficeState,
  id: string,
  change: PageChange | Pick<RegisteredPage, 'removed'>,
): Promise<void> {
  const page = (await readPages(store)).get(id);
  if (!page) throw new Error('a page that was never registered');
  await store.revise('page', id, { ...page, ...change }, parentsOf(state, `page/${id}`));
}

/**
 * Makes one of several entries of a page: the first stays with the faces, the seen posts and the weeks of all, and with
 * the norm of whichever the person chose.
 * @returns what takes it back
 * @throws StorageError
 */
export async function unitePages(
  store: Store,
  state: OfficeState,
  stays: PageRow,
  others: readonly PageRow[],
  { norm, normSource }: Pick<PageRow, 'norm' | 'normSource'>,
): Promise<() => Promise<void>> {
  const pages = await readPages(store);
  const before = [stays, ...others].map(({ id }) => [id, pages.get(id)] as const);
  const [kept, ...gone] = before.map(([id, page]) => {
    if (!page) throw new Error(`a page that was never registered: ${id}`);
    return page;
  });
  const undo: (() => Promise<void>)[] = [];
  for (const { id } of others) undo.unshift(await uniteSeen(store, id, stays.id));
  const draft = (id: string, body: RegisteredPage, parents?: readonly string[]) => ({
    kind: 'page',
    entity: id,
    body,
    parents,
  });
  await store.reviseAll([
    draft(stays.id, { ...withFacesOf(kept!, gone), norm, normSource }, parentsOf(state, `page/${stays.id}`)),
    ...others.map(({ id }, n) => draft(id, { ...gone[n]!, removed: true }, parentsOf(state, `page/${id}`))),
  ]);
  return async () => {
    for (const back of undo) await back();
    await store.reviseAll(before.map(([id, page]) => draft(id, page!)));
  };
}

/** Of the versions of a thing written apart one stays: it is written anew over all of them. */
export async function takeVersion(
  store: Store,
  state: OfficeState,
  kind: 'page' | 'clause' | 'profile',
  entity: string,
  version: Version,
): Promise<void> {
  const { apart = [] } = state.shared.get(kind === 'profile' ? kind : `${kind}/${entity}`) ?? {};
  await store.revise(
    kind,
    entity,
    version.body,
    apart.map(({ id }) => id),
  );
}

export async function changeProfile(store: Store, state: OfficeState, change: Partial<OfficeProfile>): Promise<void> {
  await store.revise('profile', PROFILE, { ...state.profile, ...change }, parentsOf(state, 'profile'));
}

/** @throws StorageError */
export async function changeSettings(store: Store, change: Partial<Settings>): Promise<void> {
  await store.changeSettings(change);
}

export async function saveClause(store: Store, state: OfficeState, clause: Clause): Promise<void> {
  await store.revise('clause', clause.id, clause, parentsOf(state, `clause/${clause.id}`));
}

/**
 * All or none. In an office approving and retiring are signed steps about the revisions that the person saw; before
 * there is one they are the text's own word.
 * @returns what was written
 */
export async function saveSteps(store: Store, steps: readonly TemplateStep[]): Promise<Revision[]> {
  const rights = await readRights(store, TEMPLATE);
  const isOffice = rights !== null;
  const isStep = ({ step }: TemplateStep): boolean => isOffice && step.body.status !== 'draft';
  const revisions = steps
    .filter((one) => !isStep(one))
    .map(({ entity, step: { parents, body } }) => ({
      kind: TEMPLATE,
      entity: entity ?? crypto.randomUUID(),
      parents,
      body,
    }));
  const decisions = steps.filter(isStep).map(({ entity, step: { parents, body } }) => {
    return stepBody(
      { kind: TEMPLATE, entity: entity ?? '' },
      parents,
      verdictOf(body.status === 'approved' ? 'approve' : 'retire', parents, rights),
    );
  });
  return store.reviseAll([...revisions, ...(await stepDrafts(store, decisions))]);
}

/** A draft, and its approval after it: the two are separate acts, so they are separate revisions. */
export async function saveDraft(store: Store, entity: string | null, step: Step, approve: boolean): Promise<void> {
  const id = entity ?? crypto.randomUUID();
  const draft = await store.revise(TEMPLATE, id, step.body, step.parents);
  if (!approve) return;
  const next = approved({ id: draft.id, parents: draft.parents, body: step.body });
  await saveSteps(store, [{ entity: id, step: next }]);
}
