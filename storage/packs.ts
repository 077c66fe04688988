/** Subscriptions to signed packs, and what of the packs the office goes by. */
import { DEFAULT_CLAUSES } from '../detection/clauses';
import type { Pack, PackTemplate, SignedPack } from '../packs/pack';
import { type Arrival, received, Subscription, type When } from '../packs/subscription';
import type { Clause } from '../types';
import { exclusive } from './lock';
import type { Store } from './store';

/** In the order in which they were subscribed to. One that this version cannot read is left as it is, and left out. */
export async function readSubscriptions(store: Store): Promise<Subscription[]> {
  const stored = await store.read((database) => database.getAll('packs'));
  return stored
    .flatMap((record) => Subscription.safeParse(record).data ?? [])
    .sort((a, b) => a.addedAt - b.addedAt || (a.id < b.id ? -1 : 1));
}

/** Adds a subscription; one that is there already stays with what it has. @returns whether it is new */
export async function addSubscription(store: Store, subscription: Subscription): Promise<boolean> {
  let isNew = false;
  await store.write(['packs'], async (transaction) => {
    const packs = transaction.objectStore('packs');
    const known = Subscription.safeParse(await packs.get(subscription.id)).data;
    isNew = !known || JSON.stringify(known.key) !== JSON.stringify(subscription.key);
    if (isNew) await packs.put(subscription);
  });
  return isNew;
}

export async function removeSubscription(store: Store, id: string): Promise<void> {
  await store.write(['packs'], async (transaction) => {
    await transaction.objectStore('packs').delete(id);
  });
}

/**
 * Takes in what came for a subscription, or keeps the reason why not.
 * @returns the subscription as it is now; null when it was removed meanwhile
 * @throws StorageError
 */
export async function takeArrival(
  store: Store,
  id: string,
  arrival: Arrival,
  when: When,
): Promise<Subscription | null> {
  return exclusive('smotritel-packs', async () => {
    const old = (await readSubscriptions(store)).find((one) => one.id === id);
    if (!old) return null;
    const next = await received(old, arrival, when);
    let isThere = true;
    await store.write(['packs'], async (transaction) => {
      const packs = transaction.objectStore('packs');
      isThere = (await packs.getKey(id)) !== undefined;
      if (isThere) await packs.put(next);
    });
    return isThere ? next : null;
  });
}

/** The last good issues, in the order of their subscriptions; of one publisher's pack subscribed to twice the newer. */
export async function readPacks(store: Store): Promise<SignedPack[]> {
  const found = new Map<string, SignedPack>();
  for (const { good } of await readSubscriptions(store)) {
    if (!good) continue;
    const { signed } = good;
    const key = `${signed.key.x} ${signed.pack.id}`;
    const other = found.get(key);
    if (!other || other.pack.number < signed.pack.number) found.set(key, signed);
  }
  const byId = new Map<string, SignedPack>();
  // Two publishers who chose one name: the one subscribed to first has it in rules and layouts.
  for (const signed of found.values()) if (!byId.has(signed.pack.id)) byId.set(signed.pack.id, signed);
  return [...byId.values()];
}

/** Clauses of packs by id; the one of the first pack that has it. */
export function packClauses(packs: readonly Pack[]): Map<string, Clause> {
  const clauses = new Map<string, Clause>();
  for (const clause of packs.flatMap((pack) => pack.clauses)) {
    if (!clauses.has(clause.id)) clauses.set(clause.id, clause);
  }
  return clauses;
}

/** The clauses as they are before the office words its own. */
export function originalClauses(packs: readonly Pack[]): Clause[] {
  const packed = packClauses(packs);
  const known = DEFAULT_CLAUSES.map((clause) => packed.get(clause.id) ?? clause);
  return [...known, ...[...packed.values()].filter(({ id }) => !known.some((clause) => clause.id === id))];
}

/** Entity under which the office's own version of a pack's template is kept. */
export function templateEntity({ key, pack }: SignedPack, { id }: Pick<PackTemplate, 'id'>): string {
  return `pack:${key.x.slice(0, 16)}:${pack.id}:${id}`;
}
