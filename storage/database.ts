/**
 * Opens the database and brings it up to date. All steps of an upgrade run in the one transaction that IndexedDB
 * gives for it: if any fails, or the browser dies meanwhile, that transaction is undone and the data stay as the former
 * version left them.
 */
import { type IDBPDatabase, openDB } from 'idb';
import { MIGRATIONS, type Migration } from './migrations';
import { NAME, type Schema } from './schema';

export type Database = IDBPDatabase<Schema>;

/** The version that this code writes. */
export const VERSION = MIGRATIONS.length;

/**
 * `full`: the disk is. `newer`: a later version of the extension wrote the data. `blocked`: another tab holds an older
 * version open. `broken`: everything else, a failed upgrade among it.
 */
export type StorageFault = 'full' | 'newer' | 'blocked' | 'broken';

/** Why the data could not be opened, read or written. What was stored is untouched in every case. */
export class StorageError extends Error {
  readonly fault: StorageFault;

  constructor(fault: StorageFault, cause: unknown) {
    super(`storage: ${fault}`, { cause });
    this.name = 'StorageError';
    this.fault = fault;
  }
}

export interface OpenOptions {
  name?: string;
  /** Each brings the database from the version of its place in the list to the next. */
  migrations?: readonly Migration[];
  /** Another tab keeps an older version open; the promise is kept once that is closed. */
  onBlocked?: () => void;
  /** A newer version wants the database, or the browser has closed it: open again before the next use. */
  onClosed?: () => void;
}

/** @throws StorageError `newer` for a database of a later version, `full`, or `broken` for one that cannot be opened. */
export async function openDatabase(options: OpenOptions = {}): Promise<Database> {
  const { name = NAME, migrations = MIGRATIONS, onBlocked, onClosed } = options;
  let failure: { reason: unknown } | null = null;
  try {
    return await openDB<Schema>(name, migrations.length, {
      upgrade(database, from, _to, transaction) {
        const steps = async () => {
          for (const migrate of migrations.slice(from)) await migrate(database, transaction);
        };
        steps().catch((reason: unknown) => {
          failure ??= { reason };
          abort(transaction);
        });
        // The open request reports that the upgrade was undone; this promise says the same.
        transaction.done.catch(() => undefined);
      },
      blocked: () => onBlocked?.(),
      // Holding on would keep every other tab from the new version.
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        onClosed?.();
      },
      terminated: () => onClosed?.(),
    });
  } catch (error) {
    throw faultOf(failure === null ? error : (failure as { reason: unknown }).reason);
  }
}

/** A transaction that the browser has ended already cannot be ended again. */
export function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}

/** Tells a full disk from a newer database from one that is broken. */
export function faultOf(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return new StorageError('full', error);
  if (name === 'VersionError') return new StorageError('newer', error);
  return new StorageError('broken', error);
}
