/** Records that come from other browsers, whichever way: united with those here by id, nothing replaced, nothing lost. */

import type { Numbers } from '../office/acts';
import type { Write } from './aside';
import type { Store } from './store';

/**
 * Records of this very browser that it does not have show that its profile was put back to an earlier state, or copied:
 * it would give their numbers out again, or has done so. From now on it writes under another id.
 * @param fresh records that come and are not here
 */
export async function takeNewWriter(transaction: Write, fresh: readonly { author: string }[]): Promise<void> {
  const meta = transaction.objectStore('meta');
  const author: unknown = (await meta.get('author'))?.value;
  if (!fresh.some((one) => one.author === author)) return;
  for (const name of ['author', 'seq', 'last']) await meta.delete(name);
}

/** By author: the highest number that is here. @param chosen which authors; left out: all */
export async function highestNumbers(store: Store, chosen: (author: string) => boolean = () => true): Promise<Numbers> {
  return store.read(async (database) => {
    const numbers: Numbers = {};
    const index = database.transaction('revisions').store.index('author');
    let cursor = await index.openKeyCursor(null, 'prev');
    while (cursor) {
      const [author, seq] = cursor.key;
      if (chosen(author)) numbers[author] = seq;
      cursor = await index.openKeyCursor(IDBKeyRange.upperBound([author, 0]), 'prev');
    }
    return numbers;
  });
}
