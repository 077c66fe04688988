/** Beginning anew beside a database that cannot be opened, and taking back what lies in it once it can. */
import { exportArchive } from './archive';
import { openDatabase } from './database';
import { type Imported, importArchive } from './import';
import { nextName } from './names';
import { Store } from './store';

/**
 * Makes an empty database beside the one that cannot be opened; everybody who opens it next gets the new one.
 * @throws StorageError when not even an empty one can be made
 */
export async function beginAnew(base: string): Promise<void> {
  const fresh = await openDatabase({ name: await nextName(base) });
  fresh.close();
}

/**
 * Takes what a database that was set aside holds into the one in use. It stays where it is.
 * @throws StorageError while it still cannot be opened
 */
export async function takeBack(store: Store, shelved: string): Promise<Imported> {
  const former = new Store(
    () => {},
    shelved,
    undefined,
    async (name) => name,
  );
  try {
    return await importArchive(store, (await exportArchive(former, Date.now())).file);
  } finally {
    await former.close();
  }
}
