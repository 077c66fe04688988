/** What was seen of a page that was registered twice becomes what was seen of one page. */
import { known, type Write } from './aside';
import { mergedComment, mergedPost, mergedSight, mergedWeek } from './merge';
import type { Stored } from './schema';
import type { Store } from './store';

type SeenStore = 'posts' | 'comments' | 'sights' | 'weeks';
const SEEN: readonly SeenStore[] = ['posts', 'comments', 'sights', 'weeks'];

const MERGES: { [Name in SeenStore]: (here: Stored<Name>, there: Stored<Name>) => Stored<Name> } = {
  posts: mergedPost,
  comments: mergedComment,
  sights: mergedSight,
  weeks: mergedWeek,
};

/** What stood in a store before; null: nothing. */
interface Former {
  name: SeenStore;
  key: IDBValidKey;
  record: unknown;
}

/**
 * Unites what was seen under one entry of the register with what was seen under another. The records of `from` stay as
 * they are until they expire, so that nothing is lost by a mistake.
 * @param from entity of the entry that goes
 * @param into entity of the entry that stays
 * @returns what puts everything back as it was before
 * @throws StorageError; nothing was changed then
 */
export async function uniteSeen(store: Store, from: string, into: string): Promise<() => Promise<void>> {
  const former: Former[] = [];
  await store.write([...SEEN, 'setAside'], async (transaction) => {
    for (const name of SEEN) former.push(...(await uniteStore(transaction, name, from, into)));
  });
  return () =>
    store.write([...SEEN], async (transaction) => {
      for (const { name, key, record } of former) {
        const records = transaction.objectStore(name);
        await (record === null ? records.delete(key as never) : records.put(record as never));
      }
    });
}

async function uniteStore<Name extends SeenStore>(
  transaction: Write,
  name: Name,
  from: string,
  into: string,
): Promise<Former[]> {
  const records = transaction.objectStore(name);
  const range = name === 'sights' ? IDBKeyRange.only(from) : IDBKeyRange.bound([from], [from, []]);
  const former: Former[] = [];
  for (const key of await records.getAllKeys(range as never)) {
    const theirs = await known(transaction, name, key as never);
    if (!theirs) continue;
    const target = Array.isArray(key) ? [into, key[1]] : into;
    const ours = await known(transaction, name, target as never);
    const moved = { ...theirs, page: into };
    await records.put((ours ? MERGES[name](ours, moved) : moved) as never);
    former.push({ name, key: target as IDBValidKey, record: ours });
  }
  return former;
}
