/** Personal data are kept no longer than the office has said. What was counted from them stays. */
import { pruneSpans } from '../publishing/feed';
import { known, type Write } from './aside';
import type { Store } from './store';

const DAY = 86_400_000;

export interface Gone {
  posts: number;
  comments: number;
}

/**
 * Forgets posts and comments that were last seen more than `days` ago, also those that were set aside.
 * @param now ms since the epoch
 * @returns how many were forgotten
 * @throws StorageError; nothing is forgotten then
 */
export async function expire(store: Store, days: number, now: number): Promise<Gone> {
  const before = now - days * DAY;
  const gone: Gone = { posts: 0, comments: 0 };
  await store.write(['posts', 'comments', 'sights', 'setAside'], async (transaction) => {
    gone.posts = await forget(transaction, 'posts', before);
    gone.comments = await forget(transaction, 'comments', before);
    await forgetAside(transaction, before);
    const sights = transaction.objectStore('sights');
    for (const page of await sights.getAllKeys()) {
      const sight = await known(transaction, 'sights', page);
      if (sight) await sights.put({ ...sight, spans: pruneSpans(sight.spans, before) });
    }
  });
  return gone;
}

async function forget(transaction: Write, name: 'posts' | 'comments', before: number): Promise<number> {
  const store = transaction.objectStore(name);
  const keys = await store.index('lastSeen').getAllKeys(IDBKeyRange.upperBound(before, true));
  await Promise.all(keys.map((key) => store.delete(key)));
  return keys.length;
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
