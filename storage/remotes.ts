/** The remotes that the office has set up in this browser. */
import { Setup } from '../sync/setup';
import type { Store } from './store';

/** Remotes in the order in which they were set up. One that this version cannot read is left as it is, and left out. */
export async function readSetups(store: Store): Promise<Setup[]> {
  const stored = await store.read((database) => database.getAll('remotes'));
  return stored.flatMap((record) => Setup.safeParse(record).data ?? []).sort((a, b) => a.addedAt - b.addedAt);
}

export async function saveSetup(store: Store, setup: Setup): Promise<void> {
  await store.write(['remotes'], async (transaction) => {
    await transaction.objectStore('remotes').put(setup);
  });
}

/** What lies on the remote stays there. */
export async function removeSetup(store: Store, id: string): Promise<void> {
  await store.write(['remotes'], async (transaction) => {
    await transaction.objectStore('remotes').delete(id);
  });
}
