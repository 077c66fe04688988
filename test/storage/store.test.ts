import { forceCloseDatabase } from 'fake-indexeddb';
import { unwrap } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { current, heads, isWhole } from '../../office/revisions';
import { DEFAULT_SETTINGS } from '../../office/settings';
import { readAside } from '../../storage/aside';
import { StorageError } from '../../storage/database';
import { exclusive } from '../../storage/lock';
import { saveComments } from '../../storage/sightings';
import { type Change, Store } from '../../storage/store';
import { comment, freshName, NOW, openStore, post } from './fixtures';

describe('revisions', () => {
  it('are numbered in a line and name what they supersede', async () => {
    const store = openStore();
    const first = await store.revise('template', 'roads', { title: 'Дороги' });
    const second = await store.revise('template', 'roads', { title: 'Дороги и снег' });
    expect([first.seq, second.seq]).toEqual([1, 2]);
    expect(second.parents).toEqual([first.id]);
    expect(second.author).toBe(first.author);
    expect(await isWhole(second)).toBe(true);
    expect(await store.currentBody('roads')).toEqual({ title: 'Дороги и снег' });
  });

  it('written at once by two dashboards get numbers of their own and lose nothing', async () => {
    const name = freshName();
    const [a, b] = [openStore(name), openStore(name)];
    const written = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? a : b).revise('template', `template ${n}`, { n })),
    );
    expect(new Set(written.map(({ author }) => author)).size).toBe(1);
    expect(written.map(({ seq }) => seq).sort((x, y) => x - y)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(await a.revisions('template')).toHaveLength(20);
  });

  it('written over the same parents both stay, and the next one without named parents merges them', async () => {
    const store = openStore();
    const first = await store.revise('template', 'roads', 1);
    await store.revise('template', 'roads', 2, [first.id]);
    await store.revise('template', 'roads', 3, [first.id]);
    expect(heads(await store.history('roads'))).toHaveLength(2);
    await store.revise('template', 'roads', 4);
    expect(heads(await store.history('roads'))).toHaveLength(1);
    expect(await store.currentBody('roads')).toBe(4);
  });

  it('of one entity in one batch follow each other', async () => {
    const store = openStore();
    const drafts = [1, 2, 3].map((body) => ({ kind: 'template', entity: 'roads', body }));
    const [first, second, third] = await store.reviseAll(drafts);
    expect([second!.parents, third!.parents]).toEqual([[first!.id], [second!.id]]);
    expect(current(await store.history('roads'))).toEqual(third);
  });

  it('of one batch supersede what is stored too, also behind one with parents of its own', async () => {
    const store = openStore();
    const stored = await store.revise('template', 'roads', 0);
    const [first, second] = await store.reviseAll([
      { kind: 'template', entity: 'roads', body: 1, parents: [] },
      { kind: 'template', entity: 'roads', body: 2 },
    ]);
    expect(second!.parents).toEqual([stored.id, first!.id].sort());
  });

  it('are written all or none', async () => {
    const store = openStore();
    const drafts = [{ n: 1 }, { n: Number.NaN }].map((body) => ({ kind: 'template', entity: 'roads', body }));
    await expect(store.reviseAll(drafts)).rejects.toThrow(TypeError);
    expect(await store.history('roads')).toEqual([]);
    expect((await store.revise('template', 'roads', 1)).seq).toBe(1);
  });

  it('of a kind that this version does not know are kept', async () => {
    const store = openStore();
    await store.revise('invitation', 'x', { anything: true });
    expect(await store.revisions('invitation')).toHaveLength(1);
  });
});

describe('a transaction', () => {
  it('whose work fails leaves nothing behind', async () => {
    const store = openStore();
    const work = store.write(['settings'], async (transaction) => {
      await transaction.objectStore('settings').put({ version: 1, name: 'zone', value: 'Europe/Moscow' });
      throw new RangeError('no');
    });
    await expect(work).rejects.toThrow(RangeError);
    expect(await store.settings()).toEqual(DEFAULT_SETTINGS);
  });

  it('that meets a full disk leaves nothing behind and says so', async () => {
    const store = openStore();
    await saveComments(store, 'page', [comment('1')], NOW);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value) {
      put.mockRestore();
      const request = this.put(value);
      this.put({ ...value, id: 'second' }).addEventListener('success', () => {
        // As browsers do it: the transaction is ended with the error, its requests with another.
        Object.defineProperty(this.transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') });
        this.transaction.abort();
      });
      return request;
    });
    const failed = await saveComments(store, 'page', [comment('2'), comment('3')], NOW).catch(
      (error: unknown) => error,
    );
    expect(failed).toBeInstanceOf(StorageError);
    expect((failed as StorageError).fault).toBe('full');
    expect((await store.all('comments')).map(({ id }) => id)).toEqual(['1']);
    await saveComments(store, 'page', [comment('4')], NOW);
    expect(await store.all('comments')).toHaveLength(2);
  });

  it('is told to other processes, and a failed one is not', async () => {
    const name = freshName();
    const [writer, other] = [openStore(name), openStore(name)];
    const heard: Change[] = [];
    const told = new Promise<void>((resolve) =>
      other.onChange((change) => {
        heard.push(change);
        if (change.stores.includes('revisions')) resolve();
      }),
    );
    await writer.write(['settings'], () => Promise.reject(new Error('no'))).catch(() => undefined);
    await writer.revise('page', 'x', {});
    await told;
    expect(heard).toEqual([{ stores: ['revisions', 'meta'] }]);
  });
});

describe('a record that does not fit', () => {
  it('is set aside as it is, once, and the others are read', async () => {
    const store = openStore();
    await saveComments(store, 'page', [comment('good'), comment('bad')], NOW);
    const broken = { version: 1, page: 'page', id: 'bad', comment: { text: 7 }, lastSeen: NOW };
    await store.read((database) => database.put('comments', broken as never));
    const reads = await Promise.all([store.all('comments'), store.all('comments')]);
    expect(reads.map((read) => read.map(({ id }) => id))).toEqual([['good'], ['good']]);
    const aside = await readAside(store);
    expect(aside).toHaveLength(1);
    expect(aside[0]).toMatchObject({ store: 'comments', record: broken });
    expect(aside[0]!.reason).toContain('comment.text');
    expect(await store.read((database) => database.count('comments'))).toBe(1);
  });

  it('is set aside rather than overwritten when its place is needed', async () => {
    const store = openStore();
    const broken = { version: 7, page: 'page', id: '1', comment: comment('1'), firstSeen: 0, lastSeen: 0 };
    await store.read((database) => database.put('comments', broken as never));
    await saveComments(store, 'page', [comment('1')], NOW);
    expect(await store.all('comments')).toHaveLength(1);
    expect((await readAside(store)).map(({ record }) => record)).toEqual([broken]);
  });

  it('with a key of another kind is set aside too', async () => {
    const store = openStore();
    const broken = { version: 1, page: 5, id: 6, post: post('6') };
    await store.read((database) => database.put('posts', broken as never));
    expect(await store.all('posts')).toEqual([]);
    expect(await store.read((database) => database.count('posts'))).toBe(0);
    expect(await readAside(store)).toHaveLength(1);
  });
});

describe('settings', () => {
  it('changed apart by two dashboards all stay', async () => {
    const name = freshName();
    const [a, b] = [openStore(name), openStore(name)];
    await Promise.all([a.changeSettings({ language: 'en' }), b.changeSettings({ retentionDays: 90 })]);
    expect(await a.settings()).toEqual({ ...DEFAULT_SETTINGS, language: 'en', retentionDays: 90 });
  });

  it('that cannot be read stand at their default, are named, and are not lost when another changes', async () => {
    const store = openStore();
    await store.read((database) => database.put('settings', { version: 1, name: 'zone', value: 'Mars/Base' }));
    expect(await store.storedSettings()).toEqual({ settings: DEFAULT_SETTINGS, unread: ['zone'] });
    await store.changeSettings({ language: 'en' });
    expect(await store.read((database) => database.get('settings', 'zone'))).toMatchObject({ value: 'Mars/Base' });
  });
});

it('a message of another kind on the channel is no change', async () => {
  const name = freshName();
  const store = openStore(name);
  const heard: Change[] = [];
  const stop = new AbortController();
  const told = new Promise<void>((resolve) =>
    store.onChange((change) => {
      heard.push(change);
      resolve();
    }, stop.signal),
  );
  const channel = new BroadcastChannel(`smotritel-changes-${name}`);
  channel.postMessage('hello');
  channel.postMessage({ stores: 'all' });
  channel.postMessage({ stores: ['weeks'] });
  await told;
  channel.close();
  expect(heard).toEqual([{ stores: ['weeks'] }]);
});

describe('one at a time', () => {
  it('runs in the order of asking, also after one that failed', async () => {
    const order: number[] = [];
    const work = (n: number) => async () => {
      order.push(n);
      await Promise.resolve();
      order.push(n);
      if (n === 2) throw new Error('no');
      return n;
    };
    const runs = [1, 2, 3].map((n) => exclusive('test', work(n)).catch(() => 'failed'));
    expect(await Promise.all(runs)).toEqual([1, 'failed', 3]);
    expect(order).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('leaves other names alone', async () => {
    let release: () => void = () => {};
    const held = exclusive('a', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await exclusive('b', async () => 'free')).toBe('free');
    release();
    await held;
  });
});

it('a connection that the browser has ended is opened again', async () => {
  const name = freshName();
  const store = openStore(name);
  await store.revise('page', 'x', 1);
  forceCloseDatabase(unwrap(await store.database()) as never);
  expect(await store.currentBody('x')).toBe(1);
});

it('a store that was closed can be closed again', async () => {
  const store = new Store(undefined, freshName());
  await store.settings();
  await store.close();
  await expect(store.close()).resolves.toBeUndefined();
});
