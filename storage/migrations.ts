/**
 * What each version of the database changed. A step that was released is never edited: a mistake in it is mended by the
 * next one. For every step there is a frozen example in `test/storage/examples`.
 *
 * A step waits for nothing but the database: any other promise lets the transaction end under it.
 */
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { mergedPublication, publicationOf } from '../publishing/publications';
import { type Schema, StoredPost, type StoreName } from './schema';

export type Upgrade = IDBPTransaction<Schema, StoreName[], 'versionchange'>;
export type Migration = (database: IDBPDatabase<Schema>, upgrade: Upgrade) => void | Promise<void>;

export const MIGRATIONS: readonly Migration[] = [createStores, becomeOffice];

/** 0 → 1 */
function createStores(database: IDBPDatabase<Schema>): void {
  const revisions = database.createObjectStore('revisions', { keyPath: 'id' });
  revisions.createIndex('entity', 'entity');
  revisions.createIndex('kind', 'kind');
  const posts = database.createObjectStore('posts', { keyPath: ['page', 'id'] });
  posts.createIndex('until', ['page', 'until']);
  posts.createIndex('lastSeen', 'lastSeen');
  const comments = database.createObjectStore('comments', { keyPath: ['page', 'id'] });
  comments.createIndex('lastSeen', 'lastSeen');
  database.createObjectStore('sights', { keyPath: 'page' });
  database.createObjectStore('weeks', { keyPath: ['page', 'week'] });
  database.createObjectStore('settings', { keyPath: 'name' });
  database.createObjectStore('meta', { keyPath: 'name' });
  database.createObjectStore('setAside', { autoIncrement: true });
}

/** 1 → 2: one function a domain. */
async function becomeOffice(database: IDBPDatabase<Schema>, upgrade: Upgrade): Promise<void> {
  createEvidence(database);
  database.createObjectStore('keys', { keyPath: 'name' });
  keepCases(database);
  beginExchange(database);
  keepPacks(database);
  await linkRecords(upgrade);
  await keepPublications(database, upgrade);
}

/** What is known of the office's own posts outlives their texts; those that are still stored begin it. */
async function keepPublications(database: IDBPDatabase<Schema>, upgrade: Upgrade): Promise<void> {
  const publications = database.createObjectStore('publications', { keyPath: ['page', 'id'] });
  publications.createIndex('at', ['page', 'at']);
  for (const record of await upgrade.objectStore('posts').getAll()) {
    const read = StoredPost.safeParse(record);
    if (!read.success) continue;
    const { page, post, firstSeen, lastSeen } = read.data;
    const [first, last] = [publicationOf(page, post, firstSeen), publicationOf(page, post, lastSeen)];
    if (first && last) await publications.put(mergedPublication(first, last));
  }
}

/**
 * Revisions become records as they are: a record of version 1 keeps its id, which its children name, and its place in
 * its author's line is told by its number. What was missing is the way to an author's line, and the id of the last
 * record, which the next one names.
 */
async function linkRecords(upgrade: Upgrade): Promise<void> {
  const revisions = upgrade.objectStore('revisions');
  const byAuthor = revisions.createIndex('author', ['author', 'seq']);
  const meta = upgrade.objectStore('meta');
  const [author, seq] = [(await meta.get('author'))?.value, (await meta.get('seq'))?.value];
  if (typeof author !== 'string' || typeof seq !== 'number') return;
  const last = await byAuthor.getKey([author, seq]);
  // Without it the writer takes a new id and begins a line of its own.
  if (last !== undefined) await meta.put({ name: 'last', value: last });
}

/** Rows of queue and journal, and which pages were watched on which days. */
function keepCases(database: IDBPDatabase<Schema>): void {
  const cases = database.createObjectStore('cases', { keyPath: 'id' });
  cases.createIndex('page', ['page', 'comment']);
  cases.createIndex('open', 'open');
  cases.createIndex('changedAt', 'changedAt');
  database.createObjectStore('watches', { keyPath: ['page', 'day'] });
}

/** Signatures of others, for restoring what a remote lost; the remotes themselves. */
function beginExchange(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('seals', { keyPath: ['author', 'signature'] }).createIndex('author', 'author');
  database.createObjectStore('remotes', { keyPath: 'id' });
}

/** Subscriptions to signed packs, each with its last good issue. */
function keepPacks(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('packs', { keyPath: 'id' });
}

function createEvidence(database: IDBPDatabase<Schema>): void {
  database.createObjectStore('evidence', { keyPath: 'id' }).createIndex('case', 'case');
  database.createObjectStore('evidenceKeys', { keyPath: 'id' });
}
