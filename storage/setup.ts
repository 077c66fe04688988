/**
 * Puts into the register what was given beforehand. What is there already is the office's own and stays as it is; what
 * is missing is filled in. So the same setup taken twice, or again at every start, changes nothing.
 */
import { identityOfLink } from '../office/links';
import { findPage, type RegisteredPage, registerPage } from '../office/pages';
import type { Setup, SetupPage } from '../office/setup';
import type { OfficeProfile } from '../replies/profile';
import { PROFILE, readClauses, readPages, readProfile } from './register';
import type { Draft, Store } from './store';

export interface Applied {
  /** Names of pages that were added. */
  pages: string[];
  /** Links that lead to no page of the sites. */
  badLinks: string[];
  /** Whether anything was changed. */
  changed: boolean;
}

/** @throws StorageError; nothing was changed then */
export async function applySetup(store: Store, setup: Setup): Promise<Applied> {
  const { drafts, pages, badLinks } = await newPages(store, setup);
  drafts.push(...(await newDetails(store, setup)), ...(await newClauses(store, setup)));
  if (drafts.length > 0) await store.reviseAll(drafts);
  const isTuned = await tune(store, setup);
  return { pages, badLinks, changed: drafts.length > 0 || isTuned };
}

async function newPages(store: Store, setup: Setup) {
  const known = new Map(await readPages(store));
  const drafts: Draft[] = [];
  const badLinks: string[] = [];
  const pages: string[] = [];
  for (const given of setup.pages ?? []) {
    const identity = identityOfLink(given.link, given.name ?? '');
    if (typeof identity === 'string') {
      badLinks.push(given.link);
      continue;
    }
    // Two PCs of one office that are given the same page must write of the same thing.
    const entity = `setup:${identity.keys[0]}`;
    if (known.has(entity) || findPage(known, identity)) continue;
    const body = pageOf(registerPage(identity), given, setup);
    known.set(entity, body);
    drafts.push({ kind: 'page', entity, body });
    pages.push(body.name);
  }
  return { drafts, pages, badLinks };
}

function pageOf(page: RegisteredPage, given: SetupPage, setup: Setup): RegisteredPage {
  return {
    ...page,
    owner: given.owner ?? page.owner,
    norm: given.norm ?? setup.norm ?? page.norm,
    normSource: given.normSource ?? setup.normSource ?? page.normSource,
  };
}

async function newDetails(store: Store, { profile, helper }: Setup): Promise<Draft[]> {
  const own = await readProfile(store);
  const filled: OfficeProfile = { ...own };
  for (const name of ['fullName', 'shortName', 'address', 'email', 'site', 'head'] as const) {
    filled[name] = own[name] || (profile?.[name] ?? '');
  }
  if (own.phones.length === 0) filled.phones = [...(profile?.phones ?? [])];
  if (!own.helper.name && !own.helper.phone && helper) filled.helper = helper;
  const isNew = JSON.stringify(filled) !== JSON.stringify(own);
  return isNew ? [{ kind: 'profile', entity: PROFILE, body: filled }] : [];
}

/** A clause of the setup stands for that of the same id until the office words its own. */
async function newClauses(store: Store, { clauses = [] }: Setup): Promise<Draft[]> {
  if (clauses.length === 0) return [];
  const revised = new Set((await store.revisions('clause')).map(({ entity }) => entity));
  const standing = new Map((await readClauses(store)).map((clause) => [clause.id, clause]));
  return clauses
    .filter(({ id }) => !revised.has(id))
    .filter((clause) => JSON.stringify(standing.get(clause.id)) !== JSON.stringify(clause))
    .map((clause) => ({ kind: 'clause', entity: clause.id, body: clause }));
}

/** Settings are of this browser: the zone where nobody chose one, the retention as an upper bound. */
async function tune(store: Store, { zone, retentionDays }: Setup): Promise<boolean> {
  const chosen = new Set((await store.all('settings')).map(({ name }) => name));
  const { settings } = await store.storedSettings();
  const isLonger = retentionDays !== undefined && settings.retentionDays > retentionDays;
  const isNewZone = zone !== undefined && !chosen.has('zone') && isZone(zone) && zone !== settings.zone;
  if (isLonger) await store.changeSettings({ retentionDays });
  if (isNewZone) await store.changeSettings({ zone });
  return isLonger || isNewZone;
}

function isZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone);
}
