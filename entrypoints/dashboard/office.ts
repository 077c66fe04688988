/** Reads what the dashboard shows from the storage and writes what is done there. */
import type {
  Counts,
  OfficeState,
  PageChange,
  PageRow,
  Settings,
  TemplateStep,
} from '../../components/dashboard/model';
import { RegisteredPage } from '../../office/pages';
import type { Revision } from '../../office/revisions';
import type { OfficeProfile } from '../../replies/profile';
import { approved, type Step } from '../../replies/template';
import { PROFILE, readClauses, readPages, readProfile } from '../../storage/register';
import type { StoreName } from '../../storage/schema';
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
  const shared = known && !changed.includes('revisions') ? known : await readShared(store, shelf);
  const settings = known && !changed.includes('settings') ? known.settings : await store.settings();
  return { ...shared, settings, counts: await readCounts(store, shared) };
}

type Shared = Pick<OfficeState, 'pages' | 'templates' | 'clauses' | 'profile'>;

async function readShared(store: Store, shelf: Shelf): Promise<Shared> {
  const [pages, templates, clauses, profile] = await Promise.all([
    readPages(store),
    shelf.read(store),
    readClauses(store),
    readProfile(store),
  ]);
  return { pages: rowsOf(pages), templates, clauses, profile };
}

function rowsOf(pages: ReadonlyMap<string, RegisteredPage>): PageRow[] {
  const kept = [...pages].filter(([, page]) => !page.removed);
  return kept
    .map(([id, { site, name, owner, keys, link, norm, normSource, countReposts }]) => ({
      id,
      site,
      name,
      owner,
      keys,
      link,
      norm,
      normSource,
      countReposts,
    }))
    .sort((a, b) => a.site.localeCompare(b.site) || a.name.localeCompare(b.name, 'ru'));
}

async function readCounts(store: Store, { pages, templates }: Shared): Promise<Counts> {
  const [posts, comments, weeks, aside] = await store.read((database) =>
    Promise.all([
      database.count('posts'),
      database.count('comments'),
      database.count('weeks'),
      database.count('setAside'),
    ]),
  );
  return { pages: pages.length, templates: templates.length, posts, comments, weeks, aside };
}

/** @throws StorageError; Error when the page was never registered. */
export async function changePage(
  store: Store,
  id: string,
  change: PageChange | Pick<RegisteredPage, 'removed'>,
): Promise<void> {
  const page = RegisteredPage.parse(await store.currentBody(id));
  await store.revise('page', id, { ...page, ...change });
}

export async function changeProfile(store: Store, change: Partial<OfficeProfile>): Promise<void> {
  await store.revise('profile', PROFILE, { ...(await readProfile(store)), ...change });
}

/** @throws StorageError */
export async function changeSettings(store: Store, change: Partial<Settings>): Promise<void> {
  await store.changeSettings(change);
}

export async function saveClause(store: Store, clause: Clause): Promise<void> {
  await store.revise('clause', clause.id, clause);
}

/** All or none. @returns what was written */
export function saveSteps(store: Store, steps: readonly TemplateStep[]): Promise<Revision[]> {
  return store.reviseAll(
    steps.map(({ entity, step: { parents, body } }) => ({
      kind: 'template',
      entity: entity ?? crypto.randomUUID(),
      parents,
      body,
    })),
  );
}

/** A draft, and its approval after it: the two are separate acts, so they are separate revisions. */
export async function saveDraft(store: Store, entity: string | null, step: Step, approve: boolean): Promise<void> {
  const id = entity ?? crypto.randomUUID();
  const draft = await store.revise('template', id, step.body, step.parents);
  if (!approve) return;
  const { parents, body } = approved({ id: draft.id, parents: draft.parents, body: step.body });
  await store.revise('template', id, body, parents);
}
