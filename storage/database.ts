/**
 * Opens the database and brings it up to date. All steps of an upgrade run in the one transaction that IndexedDB
 * gives for it: if any fails, the transaction is undone and the data stay as the former version left them.
 */
import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { NAME, type Schema, type StoreName } from './schema';

export type Database = IDBPDatabase<Schema>;
export type Upgrade = IDBPTransaction<Schema, StoreName[], 'versionchange'>;

/** Each brings the database from the version of its place in the list to the next. Never change one that was released. */
export const MIGRATIONS: readonly ((database: Database, upgrade: Upgrade) => void)[] = [createStores];
export const VERSION = MIGRATIONS.length;

export type StorageFault = 'full' | 'newer' | 'blocked' | 'broken';

/** Why the data could not be opened or written. The data are untouched in every case. */
export class StorageError extends Error {
  constructor(
    readonly fault: StorageFault,
    cause: unknown,
  ) {
    super(`storage: ${fault}`, { cause });
    this.name = 'StorageError';
  }
}

export interface OpenOptions {
  /** Another tab keeps an older version open, so this one waits for it. */
  onBlocked?: () => void;
  /** A newer version wants the database, or the browser has closed it: open again before the next use. */
  onClosed?: () => void;
}

/** @throws StorageError `newer` for a database of a later version, `broken` for one that cannot be opened. */
export async function openDatabase({ onBlocked, onClosed }: OpenOptions = {}): Promise<Database> {
  try {
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade(opened, from, _to, transaction) {
        for (const migrate of MIGRATIONS.slice(from)) migrate(opened, transaction);
      },
      blocked: () => onBlocked?.(),
      // Holding on would keep every other tab from the new version.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onClosed?.();
      },
      terminated: () => onClosed?.(),
    });
    return database;
  } catch (error) {
    throw faultOf(error);
  }
}

function createStores(database: Database): void {
  const revisions = database.createObjectStore('revisions', { keyPath: 'id' });
  revisions.createIndex('entity', 'entity');
  revisions.createIndex('kind', 'kind');
  const posts = database.createObjectStore('posts', { keyPath: ['page', 'post.id'] });
  posts.createIndex('lastSeen', 'lastSeen');
  posts.createIndex('page', 'page');
  const comments = database.createObjectStore('comments', { keyPath: ['page', 'comment.id'] });
  comments.createIndex('lastSeen', 'lastSeen');
  database.createObjectStore('sights', { keyPath: 'page' });
  const weeks = database.createObjectStore('weeks', { keyPath: ['page', 'week'] });
  weeks.createIndex('page', 'page');
  database.createObjectStore('settings');
  database.createObjectStore('setAside', { autoIncrement: true });
}

/** Tells a full disk from a newer database from one that is broken. */
export function faultOf(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return new StorageError('full', error);
  if (name === 'VersionError') return new StorageError('newer', error);
  return new StorageError('broken', error);
}
