/**
 * What each version of the database changed. A step that was released is never edited: a mistake in it is mended by the
 * next one. For every step there is a frozen example in `test/storage/examples`.
 *
 * A step waits for nothing but the database: any other promise lets the transaction end under it.
 */
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import type { Schema, StoreName } from './schema';

export type Upgrade = IDBPTransaction<Schema, StoreName[], 'versionchange'>;
export type Migration = (database: IDBPDatabase<Schema>, upgrade: Upgrade) => void | Promise<void>;

export const MIGRATIONS: readonly Migration[] = [createStores];

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
