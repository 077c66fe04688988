/** Subscriptions to signed packs, and what of the packs the office goes by. */
import { DEFAULT_CLAUSES } from '../detection/clauses';
import type { PublicKey } from '../office/keys';
import { byEntity, current } from '../office/revisions';
import { packAddress } from '../packs/fetching';
import type { Pack, PackTemplate, SignedPack } from '../packs/pack';
import {
  type Arrival,
  received,
  SharedSubscription,
  SUBSCRIPTION,
  Subscription,
  subscribed,
  subscriptionId,
  type When,
} from '../packs/subscription';
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

/** Unsubscribes all browsers of the office, or subscribes those others. @throws StorageError */
export async function shareSubscription(store: Store, url: string, key: PublicKey, ended: boolean): Promise<void> {
  await store.revise(SUBSCRIPTION, url, { version: 1, url, key, ended } satisfies SharedSubscription);
}

/** Subscribes the office, here at once: apart, one of the two would be taken for a mistake in between. @throws StorageError */
export async function subscribeOffice(store: Store, url: string, key: PublicKey, now: number): Promise<Subscription> {
  const subscription = subscribed({ url, key, from: 'office' }, now);
  const body: SharedSubscription = { version: 1, url, key, ended: false };
  await store.reviseAll([{ kind: SUBSCRIPTION, entity: url, body }], {
    stores: ['packs'],
    work: async (transaction) => {
      await transaction.objectStore('packs').put(subscription);
    },
  });
  return subscription;
}

/**
 * Makes this browser's subscriptions those of the office; those of a policy, of a file or of before stay.
 * @returns whether anything was changed
 * @throws StorageError
 */
export async function followOffice(store: Store, now: number): Promise<boolean> {
  let isChanged = false;
  const wanted = new Set<string>();
  const [shared, own] = await Promise.all([store.revisions(SUBSCRIPTION), readSubscriptions(store)]);
  for (const [, history] of byEntity(shared.filter(({ body }) => SharedSubscription.safeParse(body).success))) {
    const { url, key, ended } = SharedSubscription.parse(current(history)?.body);
    const address = packAddress(url);
    if (ended || !address) continue;
    const id = subscriptionId(address.href, key);
    wanted.add(id);
    // What the policy says of an address holds there, whatever the office says.
    if (own.some((one) => one.id === id && one.from === 'policy')) continue;
    if (await addSubscription(store, subscribed({ url: address.href, key, from: 'office' }, now))) isChanged = true;
  }
  for (const { id, from } of own) {
    if (from !== 'office' || wanted.has(id)) continue;
    await removeSubscription(store, id);
    isChanged = true;
  }
  return isChanged;
}

const READ_NOTES = 'readNotes';

/** A publisher's message that nobody at this browser has put away yet. */
export interface Note {
  id: string;
  title: string;
  publisher: string;
  number: number;
  text: string;
}

export async function readNotes(store: Store): Promise<Note[]> {
  const [packs, stored] = await Promise.all([
    readPacks(store),
    store.read((database) => database.get('meta', READ_NOTES)),
  ]);
  const read: unknown[] = Array.isArray(stored?.value) ? stored.value : [];
  return packs.flatMap(({ key, pack: { id, title, publisher, number, note } }) => {
    const name = `${key.x} ${id} ${number}`;
    return note && !read.includes(name) ? [{ id: name, title, publisher, number, text: note }] : [];
  });
}

/** @throws StorageError */
export async function putNoteAway(store: Store, id: string): Promise<void> {
  await store.write(['meta'], async (transaction) => {
    const meta = transaction.objectStore('meta');
    const read: unknown = (await meta.get(READ_NOTES))?.value;
    await meta.put({ name: READ_NOTES, value: [...(Array.isArray(read) ? read : []), id].slice(-200) });
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
