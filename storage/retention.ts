/** Personal data are kept no longer than the office has said. What was counted from them stays. */
import { pruneSpans } from '../publishing/feed';
import { known, type Write } from './aside';
import type { Store } from './store';

const DAY = 86_400_000;

export interface Gone {
  posts: number;
  comments: number;
}

/** Records forgotten in one transaction, so that readings need not wait for all of them. */
const PORTION = 2000;

/**
 * Forgets posts and comments that were last seen more than `days` ago, also those that were set aside.
 * @param now ms since the epoch
 * @returns how many were forgotten
 * @throws StorageError; what was not forgotten yet is so the next time
 */
export async function expire(store: Store, days: number, now: number): Promise<Gone> {
  const before = now - days * DAY;
  await store.write(['sights', 'setAside'], async (transaction) => {
    await forgetAside(transaction, before);
    const sights = transaction.objectStore('sights');
    for (const page of await sights.getAllKeys()) {
      const sight = await known(transaction, 'sights', page);
      if (sight) await sights.put({ ...sight, spans: pruneSpans(sight.spans, before) });
    }
  });
  return { posts: await forget(store, 'posts', before), comments: await forget(store, 'comments', before) };
}

async function forget(store: Store, name: 'posts' | 'comments', before: number): Promise<number> {
  const expired = IDBKeyRange.upperBound(before, true);
  let [gone, last] = [0, PORTION];
  while (last === PORTION) {
    await store.write([name], async (transaction) => {
      const records = transaction.objectStore(name);
      const keys = await records.index('lastSeen').getAllKeys(expired, PORTION);
      await Promise.all(keys.map((key) => records.delete(key)));
      last = keys.length;
    });
    gone += last;
  }
  return gone;
}

/** What could not be read may hold somebody's words too; it was seen before it was set aside. */
async function forgetAside(transaction: Write, before: number): Promise<void> {
  let cursor = await transaction.objectStore('setAside').openCursor();
  while (cursor) {
    const { store, at } = cursor.value;
    if ((store === 'posts' || store === 'comments') && at < before) await cursor.delete();
    cursor = await cursor.continue();
  }
}
