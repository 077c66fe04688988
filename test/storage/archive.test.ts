import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealRevision, sha256 } from '../../office/revisions';
import { ARCHIVED, type ArchivedStore, ArchiveError, exportArchive, readArchive } from '../../storage/archive';
import { readAside } from '../../storage/aside';
import { VERSION } from '../../storage/database';
import { importArchive } from '../../storage/import';
import { text } from '../../storage/merge';
import { saveComments, saveReading } from '../../storage/sightings';
import { Store } from '../../storage/store';
import { contents, fill } from './arbitraries';
import { comment, freshName, NOW, openStore, post, reading } from './fixtures';

/** Everything but what belongs to the browser itself, in one order. */
async function dump(store: Store, names: readonly ArchivedStore[] = ARCHIVED): Promise<Record<string, string[]>> {
  const dumped: Record<string, string[]> = {};
  for (const name of names) {
    const records = await store.read((database) => database.getAll(name));
    dumped[name] = records.map(text).sort();
  }
  return dumped;
}

const SHARED = ['revisions', 'posts', 'comments', 'sights', 'weeks'] as const;

async function withStores<Value>(count: number, work: (...stores: Store[]) => Promise<Value>): Promise<Value> {
  const stores = Array.from({ length: count }, () => new Store(undefined, freshName()));
  try {
    return await work(...stores);
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}

async function file(store: Store): Promise<Blob> {
  return (await exportArchive(store, NOW)).file;
}

const RUNS = { numRuns: 25 };
/** Several databases are opened in each run; ms. */
const PATIENCE = 60_000;

describe('a file', () => {
  it(
    'read into an empty browser gives the same',
    async () => {
      await fc.assert(
        fc.asyncProperty(contents, (drawn) =>
          withStores(2, async (a, b) => {
            await fill(a!, await drawn);
            await importArchive(b!, await file(a!));
            expect(await dump(b!)).toEqual(await dump(a!));
          }),
        ),
        RUNS,
      );
    },
    PATIENCE,
  );

  it(
    'read twice is as if read once',
    async () => {
      await fc.assert(
        fc.asyncProperty(contents, contents, (here, there) =>
          withStores(2, async (a, b) => {
            await fill(a!, await there);
            await fill(b!, await here);
            await importArchive(b!, await file(a!));
            const once = await dump(b!);
            const { added, changed } = await importArchive(b!, await file(a!));
            expect(await dump(b!)).toEqual(once);
            expect([...Object.values(added), ...Object.values(changed)].every((n) => n === 0)).toBe(true);
          }),
        ),
        RUNS,
      );
    },
    PATIENCE,
  );

  it(
    'exchanged by two browsers leaves them knowing the same, and nothing is lost',
    async () => {
      await fc.assert(
        fc.asyncProperty(contents, contents, (ours, theirs) =>
          withStores(2, async (a, b) => {
            await fill(a!, await ours);
            await fill(b!, await theirs);
            const [fromA, fromB] = [await file(a!), await file(b!)];
            const keys = async (store: Store, name: ArchivedStore) =>
              (await store.read((database) => database.getAllKeys(name))).map(text);
            const before = await Promise.all(SHARED.map((name) => keys(a!, name)));
            const settings = await dump(a!, ['settings']);
            await importArchive(a!, fromB);
            await importArchive(b!, fromA);
            expect(await dump(a!, SHARED)).toEqual(await dump(b!, SHARED));
            for (const [index, name] of SHARED.entries()) {
              expect(await keys(a!, name)).toEqual(expect.arrayContaining(before[index]!));
            }
            expect((await dump(a!, ['settings'])).settings).toEqual(expect.arrayContaining(settings.settings!));
          }),
        ),
        RUNS,
      );
    },
    PATIENCE,
  );

  it('holds more than one portion of records', async () => {
    const [a, b] = [openStore(), openStore()];
    await saveComments(
      a,
      'page',
      Array.from({ length: 1203 }, (_, n) => comment(`c${n}`)),
      NOW,
    );
    const { file, counts } = await exportArchive(a, NOW);
    expect(counts.comments).toBe(1203);
    expect((await importArchive(b, file)).added.comments).toBe(1203);
    expect(await dump(b)).toEqual(await dump(a));
  });

  it('is named after the day, and is JSON', async () => {
    const { file, name } = await exportArchive(openStore(), NOW);
    expect(name).toBe('smotritel-2026-11-23.json');
    expect(JSON.parse(await file.text())).toMatchObject({ format: 'smotritel', version: VERSION });
  });

  it('takes what cannot be read along as set aside', async () => {
    const [a, b] = [openStore(), openStore()];
    const broken = { version: 1, page: 'page', id: 'x', comment: 'lost' };
    await a.read((database) => database.put('comments', broken as never));
    await a.read((database) => database.add('setAside', { version: 1, store: 'posts', record: 1n, reason: '', at: 0 }));
    await importArchive(b, await file(a));
    expect((await readAside(b)).map(({ record }) => record)).toEqual(['1', broken]);
    expect((await importArchive(b, await file(a))).added.setAside).toBe(0);
  });

  it('without the writer id: the other browser writes under its own', async () => {
    const [a, b] = [openStore(), openStore()];
    const first = await a.revise('template', 'roads', 1);
    expect(await (await file(a)).text()).not.toContain('"meta"');
    await importArchive(b, await file(a));
    const second = await b.revise('template', 'roads', 2);
    expect(second.author).not.toBe(first.author);
    expect(second.parents).toEqual([first.id]);
  });

  it('with later revisions of a browser that was put back gives it a new writer id', async () => {
    const store = openStore();
    const first = await store.revise('template', 'roads', 1);
    const lost = await sealRevision({ ...first, parents: [first.id], seq: 2, body: 2, id: undefined } as never);
    const other = openStore();
    await other.write(['revisions'], async (transaction) => {
      await transaction.objectStore('revisions').put(lost);
    });
    await importArchive(store, await file(other));
    const next = await store.revise('template', 'roads', 3);
    expect(next).toMatchObject({ seq: 1, parents: [lost.id] });
    expect(next.author).not.toBe(first.author);
  });
});

describe('a file is refused whole', () => {
  const good = async (): Promise<string> => {
    const store = openStore();
    await store.revise('template', 'roads', { title: 'Дороги' });
    await saveReading(store, 'page', reading([post('-1_10')]));
    await saveComments(store, 'page', [comment('1')], NOW);
    return (await file(store)).text();
  };

  /** The file that a forger would make: other contents under a hash that fits them. */
  const forged = async (change: (content: Record<string, unknown[]>) => void): Promise<string> => {
    const { content } = JSON.parse(await good());
    change(content);
    const json = JSON.stringify(content);
    const bytes = new TextEncoder().encode(json);
    return `{"format":"smotritel","version":${VERSION},"bytes":${bytes.length},"sha256":"${await sha256(json)}","content":${json}}`;
  };

  const swap = (from: string | RegExp, to: string) => async () => (await good()).replace(from, to);

  it.each<[string, string, () => Promise<string>]>([
    ['empty', 'empty', async () => ''],
    ['a picture', 'foreign', async () => '\x89PNG\r\n'],
    ['JSON of something else', 'foreign', async () => '{"templates":[]}'],
    ['of a later version', 'newer', swap(`"version":${VERSION},`, '"version":99,')],
    ['without its last bytes', 'torn', async () => (await good()).slice(0, -20)],
    ['without its last byte', 'torn', async () => (await good()).slice(0, -1)],
    ['cut in its head', 'torn', async () => (await good()).slice(0, 60)],
    ['with one letter changed', 'altered', swap('Дороги', 'Дорога')],
    ['with more behind its end', 'altered', async () => `${await good()}{}`],
    ['laid out anew by an editor', 'altered', async () => JSON.stringify(JSON.parse(await good()), null, 2)],
    ['with a false hash', 'altered', swap(/"sha256":"..../, '"sha256":"0000')],
    ['whose counts do not fit', 'altered', () => forged((content) => content.posts!.pop())],
    ['without a store', 'altered', () => forged((content) => delete content.weeks)],
    ['with a record that does not fit', 'altered', () => forged(({ posts }) => Object.assign(posts![0]!, { page: 1 }))],
    [
      'with a revision under a false id',
      'altered',
      () => forged(({ revisions }) => Object.assign(revisions![0]!, { body: 0 })),
    ],
  ])('%s: %s', async (_, fault, make) => {
    const store = openStore();
    await store.revise('template', 'snow', 1);
    const before = await dump(store);
    const refused = await importArchive(store, new Blob([await make()])).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ArchiveError);
    expect((refused as ArchiveError).fault).toBe(fault);
    expect(await dump(store)).toEqual(before);
  });

  it(
    'cut anywhere or with any byte changed',
    async () => {
      const bytes = new TextEncoder().encode(await good());
      const change = fc.record({ at: fc.nat(bytes.length - 1), bit: fc.nat(7), cut: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(change, async ({ at, bit, cut }) => {
          const changed = cut
            ? bytes.slice(0, at)
            : bytes.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte));
          await expect(readArchive(new Blob([changed]))).rejects.toThrow(ArchiveError);
        }),
        { numRuns: 300 },
      );
    },
    PATIENCE,
  );

  it('never with a person’s words in the reason', async () => {
    const altered = await forged(({ comments }) => Object.assign(comments![0]!, { version: 'Иванов' }));
    await expect(readArchive(new Blob([altered]))).rejects.toThrow(/^archive: altered: comments\.0\.version$/);
  });
});

it('a full disk in mid-import leaves everything as it was', async () => {
  const [a, b] = [openStore(), openStore()];
  await a.revise('template', 'roads', 1);
  await saveComments(a, 'page', [comment('1'), comment('2')], NOW);
  await saveComments(b, 'page', [comment('mine')], NOW);
  const archive = await file(a);
  const before = await dump(b);
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, value, key) {
    if (this.name !== 'comments') return put.call(this, value, key);
    throw new DOMException('full', 'QuotaExceededError');
  };
  try {
    await expect(importArchive(b, archive)).rejects.toMatchObject({ fault: 'full' });
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  expect(await dump(b)).toEqual(before);
});
