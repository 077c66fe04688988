/** Records that come from other browsers, whichever way: united with those here by id, nothing replaced, nothing lost. */

import type { Numbers } from '../office/acts';
import { isWhole, OfficeRecord } from '../office/record';
import type { Write } from './aside';
import { obeyErasures } from './evidence';
import type { Store } from './store';

export interface Arrival {
  /** Records that were not here. */
  added: number;
  /** Those whose id is not that of their content, or that are no records at all: not taken. */
  refused: number;
}

/** @throws StorageError; nothing was taken then */
export async function acceptRecords(store: Store, records: readonly unknown[]): Promise<Arrival> {
  const fitting = records.flatMap((record) => {
    const read = OfficeRecord.safeParse(record);
    return read.success ? [read.data] : [];
  });
  const isGood = await Promise.all(fitting.map(isWhole));
  const whole = [...new Map(fitting.filter((_, index) => isGood[index]).map((one) => [one.id, one])).values()];
  let added = 0;
  await store.alone(() =>
    store.write(['revisions', 'meta'], async (transaction) => {
      const revisions = transaction.objectStore('revisions');
      const keys = await Promise.all(whole.map(({ id }) => revisions.getKey(id)));
      const fresh = whole.filter((_, index) => keys[index] === undefined);
      await takeNewWriter(transaction, fresh);
      await Promise.all(fresh.map((record) => revisions.put(record)));
      added = fresh.length;
    }),
  );
  if (added > 0) await obeyErasures(store);
  return { added, refused: records.length - fitting.length + isGood.filter((good) => !good).length };
}

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
