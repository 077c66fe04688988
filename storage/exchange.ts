/** Exchanges of this browser with the remotes that its office has set up, and by file. */

import type { Bytes } from '../office/bytes';
import type { OfficeKey } from '../office/membership';
import { exchange, receive } from '../sync/exchange';
import { Outbox, openParcel, packParcel } from '../sync/file';
import { MemoryRemote } from '../sync/memory';
import { openRemote } from '../sync/open';
import type { Outcome } from '../sync/outcome';
import type { Remote } from '../sync/remote';
import { Setup } from '../sync/setup';
import { lacksKey, leaveKeys, takeKeys } from './handed-keys';
import { StoredAttachments, StoredLedger } from './ledger';
import { renewKey } from './office';
import type { Store } from './store';
import { type Distrust, trustOf } from './trust';

/** Why an exchange did not begin. */
export class ExchangeError extends Error {
  constructor(readonly fault: Distrust) {
    super(`exchange: ${fault}`);
    this.name = 'ExchangeError';
  }
}

/**
 * One exchange with one remote; what came of it is kept with the remote.
 * @param remote another way to reach it, for tests
 * @throws ExchangeError, StorageError
 */
export async function exchangeWith(store: Store, setup: Setup, now: number, remote?: Remote): Promise<Outcome> {
  const over = remote ?? (await openRemote(setup));
  try {
    return await exchangeOver(store, setup, now, over);
  } finally {
    await over.close?.();
  }
}

async function exchangeOver(store: Store, setup: Setup, now: number, over: Remote): Promise<Outcome> {
  const party = { ...(await partyOf(store)), remote: over, now, eager: setup.isNew };
  let { outcome, notes } = await exchange({ ...party, notes: setup.notes ?? undefined });
  if (lacksKey(outcome)) {
    const handed = await takeKeys(store, over);
    if (handed.length > 0)
      ({ outcome, notes } = await exchange({ ...party, ...(await partyOf(store, handed)), notes }));
  }
  // What came may tell of one who left: the next exchange carries the new key.
  if (outcome.received > 0) await renewKey(store);
  await leaveKeys(store, over, setup.id, outcome.emptied);
  const isListed = !outcome.faults.some(({ deed }) => deed === 'list');
  await store.write(['remotes'], async (transaction) => {
    const remotes = transaction.objectStore('remotes');
    // Changed or removed by a person meanwhile: only what this exchange found out is put in.
    const now = Setup.safeParse(await remotes.get(setup.id)).data;
    if (!now) return;
    await remotes.put({
      ...now,
      notes,
      last: outcome,
      isNew: now.isNew && !(outcome.complete && outcome.waiting === 0),
      lastGood: isListed ? outcome.at : now.lastGood,
      lastFrom: outcome.received > 0 ? { authors: outcome.from, at: outcome.at } : now.lastFrom,
    });
  });
  return outcome;
}

async function partyOf(store: Store, handed: readonly OfficeKey[] = []) {
  const trust = await trustOf(store, handed);
  if (typeof trust === 'string') throw new ExchangeError(trust);
  return { trust, ledger: new StoredLedger(store), attachments: new StoredAttachments(store) };
}

/** Where the names of the files in earlier exchange files are kept. */
const EARLIER = 'exported';

/**
 * An exchange file.
 * @param what `all` for one who has nothing yet, `new` for what came since the last one
 * @returns null when there is nothing new
 * @throws ExchangeError, StorageError
 */
export async function exportParcel(store: Store, what: 'all' | 'new', now: number): Promise<Bytes | null> {
  const party = await partyOf(store);
  const stored = await store.read((database) => database.get('meta', EARLIER));
  const earlier = Array.isArray(stored?.value)
    ? stored.value.filter((name): name is string => typeof name === 'string')
    : [];
  const outbox = new Outbox(what === 'all' ? [] : earlier);
  await exchange({ ...party, remote: outbox, now, eager: true });
  if (outbox.files.size === 0) return null;
  await leaveKeys(store, outbox, null);
  const names = [...new Set([...(what === 'all' ? [] : earlier), ...outbox.files.keys()])];
  await store.write(['meta'], async (transaction) => {
    await transaction.objectStore('meta').put({ name: EARLIER, value: names });
  });
  return packParcel(outbox.files);
}

/** Takes in an exchange file. @throws ExchangeError, ParcelError, StorageError */
export async function importParcel(store: Store, bytes: Bytes, now: number): Promise<Outcome> {
  const remote = new MemoryRemote(openParcel(bytes));
  return receive({ ...(await partyOf(store, await takeKeys(store, remote))), remote, now });
}
