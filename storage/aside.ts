/** Records that do not fit their schema: moved out of the way, kept as they are, shown in the dashboard. */
import type { IDBPTransaction } from 'idb';
import { misfit, RECORDS, type RecordStore, type Schema, SetAside, type Stored, type StoreName } from './schema';
import type { Store } from './store';

export type Write = IDBPTransaction<Schema, StoreName[], 'readwrite'>;
export type Key = IDBValidKey;

/** The record's own key, by the key path of its store. */
export function keyOf(keyPath: string | string[], record: unknown): Key {
  const fields = record as Record<string, Key>;
  return typeof keyPath === 'string' ? fields[keyPath]! : keyPath.map((name) => fields[name]!);
}

/**
 * The record under a key, or null. One that does not fit is set aside in the same transaction, which must hold the
 * store `setAside` too; so what is put in its place loses nothing.
 */
export async function known<Name extends RecordStore>(
  transaction: Write,
  name: Name,
  key: Schema[Name]['key'],
): Promise<Stored<Name> | null> {
  const store = transaction.objectStore(name);
  const record: unknown = await store.get(key as never);
  if (record === undefined) return null;
  const read = RECORDS[name].safeParse(record);
  if (read.success) return read.data as Stored<Name>;
  const aside: SetAside = { version: 1, store: name, record, reason: misfit(read.error), at: Date.now() };
  await transaction.objectStore('setAside').add(aside);
  await store.delete(key as never);
  return null;
}

/**
 * Puts what was seen, united with what is known of the same things. Asks for all of them at once: one after the other
 * is several times slower.
 */
export async function unite<Name extends 'posts' | 'comments' | 'publications'>(
  transaction: Write,
  name: Name,
  seen: readonly Stored<Name>[],
  merged: (known: Stored<Name>, fresh: Stored<Name>) => Stored<Name>,
): Promise<void> {
  const fresh = new Map<string, Stored<Name>>();
  for (const one of seen) {
    const key = JSON.stringify([one.page, one.id]);
    const twin = fresh.get(key);
    fresh.set(key, twin ? merged(twin, one) : one);
  }
  const store = transaction.objectStore(name);
  const records = [...fresh.values()];
  const stored = await Promise.all(records.map(({ page, id }) => known(transaction, name, [page, id] as never)));
  await Promise.all(
    records.map((record, index) => {
      const before = stored[index];
      return store.put((before ? merged(before, record) : record) as never);
    }),
  );
}

/**
 * Looks again at what was set aside: after an update it may fit. What fits goes back to its place, unless another record
 * stands there by now, which is the newer one.
 * @returns how many went back, and how many stay aside
 * @throws StorageError
 */
export async function retryAside(store: Store): Promise<{ back: number; left: number }> {
  const found = { back: 0, left: 0 };
  const names = Object.keys(RECORDS) as RecordStore[];
  await store.write([...names, 'setAside'], async (transaction) => {
    let cursor = await transaction.objectStore('setAside').openCursor();
    while (cursor) {
      const { store: written, record } = cursor.value;
      const name = names.find((one) => one === written);
      if (name && RECORDS[name].safeParse(record).success) {
        const home = transaction.objectStore(name);
        const key = keyOf(home.keyPath as string | string[], record);
        if ((await home.getKey(key as never)) === undefined) await home.put(record as never);
        await cursor.delete();
        found.back += 1;
      } else found.left += 1;
      cursor = await cursor.continue();
    }
  });
  return found;
}

/** What was set aside so far, oldest first. */
export async function readAside(store: Store): Promise<SetAside[]> {
  const records = await store.read((database) => database.getAll('setAside'));
  return records.flatMap((record) => {
    const read = SetAside.safeParse(record);
    return read.success ? [read.data] : [];
  });
}
