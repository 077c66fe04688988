import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { Acts } from '../../office/acts';
import { memberOf, membershipOf } from '../../office/membership';
import { isKnown } from '../../office/record';
import { signerOf } from '../../office/seal';
import { type Database, openDatabase, StorageError, VERSION } from '../../storage/database';
import { MIGRATIONS, type Migration } from '../../storage/migrations';
import { RECORDS, type RecordStore, type StoreName } from '../../storage/schema';
import { Store } from '../../storage/store';
import { freshName, openStore } from './fixtures';

const EXAMPLES = new URL('./examples/', import.meta.url);

/** A database as it was saved by a version: records by store, those without a key of their own beside their key. */
const Example = z.record(z.string(), z.array(z.unknown()));

const opened: Database[] = [];
async function open(...options: Parameters<typeof openDatabase>): Promise<Database> {
  const database = await openDatabase(...options);
  opened.push(database);
  return database;
}
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

async function contentsOf(database: Database): Promise<Record<string, unknown[]>> {
  const names = [...database.objectStoreNames];
  const stores = await Promise.all(names.map((name) => database.getAll(name)));
  return Object.fromEntries(names.map((name, index) => [name, stores[index]!]));
}

async function put(database: Database, contents: Record<string, readonly unknown[]>): Promise<void> {
  for (const [store, records] of Object.entries(contents)) {
    for (const record of records) await database.put(store as StoreName, record as never);
  }
}

const faultOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'none',
    (error: unknown) => (error instanceof StorageError ? error.fault : error),
  );

/** A tab of a version that does not let go when a newer one asks. */
function openStubborn(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

describe('every version', () => {
  it.each(MIGRATIONS.map((_, index) => index + 1))('%i opens in the newest with nothing lost', async (version) => {
    const example = Example.parse(JSON.parse(readFileSync(new URL(`v${version}.json`, EXAMPLES), 'utf8')));
    const name = freshName();
    const old = await open({ name, migrations: MIGRATIONS.slice(0, version) });
    expect(Object.keys(example).sort()).toEqual([...old.objectStoreNames]);
    expect(Object.values(example).every((records) => records.length > 0)).toBe(true);
    await put(old, example);
    old.close();
    const store = openStore(name);
    for (const record of Object.keys(RECORDS) as RecordStore[]) {
      // Two of the three posts that the first version stored are surely the office's own.
      const derived = record === 'publications' && version === 1 ? 2 : 0;
      expect(await store.all(record), record).toHaveLength(derived + (example[record]?.length ?? 0));
    }
    expect(await store.read((database) => database.count('setAside'))).toBe(example.setAside!.length);
    const next = await store.revise('template', 'new', {});
    const mine = (example.revisions as { id: string; author: string; seq: number }[]).filter(
      ({ author }) => author === 'c0ffee00-0000-4000-8000-000000000001',
    );
    const last = mine.reduce((one, other) => (other.seq > one.seq ? other : one));
    expect(next).toMatchObject({ author: last.author, seq: last.seq + 1, previous: last.id });
  });

  it('2 keeps an office whose seals still verify', async () => {
    const example = Example.parse(JSON.parse(readFileSync(new URL('v2.json', EXAMPLES), 'utf8')));
    const records = example.revisions!.map((record) => RECORDS.revisions.parse(record)).filter(isKnown);
    const deeds = await new Acts().read(records);
    const { act: found } = deeds.find(({ act }) => act.type === 'found')!;
    const membership = membershipOf(deeds, found.office)!;
    expect(membership.active().map(({ name }) => name)).toEqual(['Петрова Анна', 'Сидоров Пётр']);
    const [step] = records.filter(({ kind }) => kind === 'approval');
    expect(await signerOf(step!)).toBe(memberOf(step!.author));
    expect(membership.hasRole(step!, 'approver')).toBe(true);
  });

  it('has its example, and no example is of a version that is not', () => {
    const named = MIGRATIONS.map((_, index) => `v${index + 1}.json`);
    expect(readdirSync(EXAMPLES).sort()).toEqual(named.sort());
  });

  it('reads the example of the newest version field by field as it was written', async () => {
    const example = Example.parse(JSON.parse(readFileSync(new URL(`v${VERSION}.json`, EXAMPLES), 'utf8')));
    const database = await open({ name: freshName() });
    await put(database, example);
    const { meta, setAside, ...stores } = await contentsOf(database);
    for (const [name, records] of Object.entries(stores)) {
      if (name in RECORDS) expect(records.map((record) => RECORDS[name as RecordStore].parse(record))).toEqual(records);
      else expect(records, name).toEqual(example[name]);
    }
    expect(meta).toEqual(example.meta);
    expect(setAside).toEqual(example.setAside);
  });
});

describe('an upgrade that fails', () => {
  const record = { name: 'zone', version: 1 as const, value: 'Asia/Tomsk' };

  const half: Migration = async (database, upgrade) => {
    database.deleteObjectStore('weeks');
    await upgrade.objectStore('settings').put({ ...record, value: 'spoilt' });
    await upgrade.objectStore('settings').delete('language');
  };

  it.each<[string, Migration]>([
    [
      'at once',
      () => {
        throw new TypeError('no');
      },
    ],
    [
      'in the middle of its work',
      async (...given) => {
        await half(...given);
        throw new TypeError('no');
      },
    ],
    [
      'because the browser ends it',
      async (...given) => {
        await half(...given);
        given[1].abort();
      },
    ],
    [
      'at a record that cannot be written',
      async (...given) => {
        await half(...given);
        await given[1].objectStore('revisions').add({ id: [undefined] } as never);
      },
    ],
  ])('%s keeps everything and says so', async (_, migrate) => {
    const name = freshName();
    const contents = { settings: [record, { name: 'language', version: 1, value: 'en' }] };
    const old = await open({ name });
    await put(old, contents);
    const before = await contentsOf(old);
    old.close();
    expect(await faultOf(open({ name, migrations: [...MIGRATIONS, migrate] }))).toBe('broken');
    const again = await open({ name });
    expect(again.version).toBe(VERSION);
    expect(await contentsOf(again)).toEqual(before);
  });

  it('names its cause', async () => {
    const cause = new TypeError('no');
    const failed = open({
      name: freshName(),
      migrations: [() => Promise.reject(cause)],
    });
    await expect(failed).rejects.toMatchObject({ cause });
  });

  it('succeeds when tried again without the fault', async () => {
    const name = freshName();
    const next: Migration = (database) => database.deleteObjectStore('weeks');
    await put(await open({ name }), { settings: [record] });
    opened.pop()!.close();
    await faultOf(open({ name, migrations: [...MIGRATIONS, half, () => Promise.reject(new Error('no'))] }));
    const upgraded = await open({ name, migrations: [...MIGRATIONS, next] });
    expect(upgraded.version).toBe(VERSION + 1);
    expect(await upgraded.getAll('settings')).toEqual([record]);
  });
});

describe('a database', () => {
  it('of a later version is left alone', async () => {
    const name = freshName();
    const later = await openDB(name, VERSION + 1, { upgrade: (database) => void database.createObjectStore('later') });
    await later.put('later', 'kept', 'key');
    later.close();
    expect(await faultOf(open({ name }))).toBe('newer');
    const still = await openDB(name);
    expect([still.version, await still.get('later', 'key')]).toEqual([VERSION + 1, 'kept']);
    still.close();
  });

  it('that an older tab holds open is waited for, and said to be blocked', async () => {
    const name = freshName();
    const stubborn = await openStubborn(name);
    let isBlocked: () => void = () => {};
    const blocked = new Promise<void>((resolve) => {
      isBlocked = resolve;
    });
    const waiting = open({ name, migrations: [() => {}, ...MIGRATIONS], onBlocked: () => isBlocked() });
    await blocked;
    stubborn.close();
    expect((await waiting).version).toBe(VERSION + 1);
  });

  it('is let go for a newer version', async () => {
    const name = freshName();
    let isClosed = false;
    await open({
      name,
      onClosed: () => {
        isClosed = true;
      },
    });
    const newer = await open({ name, migrations: [...MIGRATIONS, () => {}] });
    expect(newer.version).toBe(VERSION + 1);
    expect(isClosed).toBe(true);
  });
});

describe('a store', () => {
  it('says at once that it is blocked, to everybody who asks, and works once the other tab is closed', async () => {
    const name = freshName();
    const stubborn = await openStubborn(name);
    let told = 0;
    const onBlocked = () => {
      told += 1;
    };
    // Version 1 was opened empty, so the step to version 2 makes the stores.
    const store = new Store(onBlocked, name, [() => {}, ...MIGRATIONS]);
    onTestFinished(() => store.close());
    expect(await Promise.all([faultOf(store.settings()), faultOf(store.revise('page', 'x', 1))])).toEqual([
      'blocked',
      'blocked',
    ]);
    expect(await faultOf(store.settings())).toBe('blocked');
    expect(told).toBe(1);
    stubborn.close();
    // Requests to open are answered in turn, so the store has its answer when this one has.
    await open({ name, migrations: [() => {}, ...MIGRATIONS] });
    expect(await faultOf(store.settings())).toBe('none');
    expect((await store.revise('page', 'x', 1)).seq).toBe(1);
  });

  it('opens again after a newer version has come and gone', async () => {
    const name = freshName();
    const store = openStore(name);
    await store.settings();
    const newer = await open({ name, migrations: [...MIGRATIONS, () => {}] });
    expect(await faultOf(store.settings())).toBe('newer');
    newer.close();
    await deleteDB(name);
    expect((await store.settings()).language).toBe('ru');
  });

  it('that was closed while it was opening lets the database go', async () => {
    const name = freshName();
    const store = new Store(undefined, name);
    const opening = faultOf(store.settings());
    await store.close();
    await opening;
    await deleteDB(name);
    expect((await indexedDB.databases()).some((database) => database.name === name)).toBe(false);
  });
});
