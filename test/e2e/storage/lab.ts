/** What the tests of the storage do inside a page: the project's own modules over the browser's own IndexedDB. */
import { sha256 } from '../../../office/revisions';
import { ARCHIVED, exportArchive } from '../../../storage/archive';
import { openDatabase, StorageError } from '../../../storage/database';
import { importArchive } from '../../../storage/import';
import { text } from '../../../storage/merge';
import { MIGRATIONS } from '../../../storage/migrations';
import { saveComments } from '../../../storage/sightings';
import { Store } from '../../../storage/store';
import type { Comment } from '../../../types';

const AT = 1_764_000_000_000;

function comment(id: string): Comment {
  const author = { name: 'Житель', link: null, own: false };
  const words = `Когда почистят дорогу? ${id}`;
  return { id, post: '1', parent: null, permalink: null, author, text: words, time: null, timeLabel: 'вчера' };
}

let store: Store | null = null;
const open = (): Store => {
  store ??= new Store();
  return store;
};

const lab = {
  /** How far a long work has come; the test kills the browser when it has come far enough. */
  done: 0,

  async fill(count: number): Promise<void> {
    await open().revise('template', 'roads', { title: 'Дороги' });
    await saveComments(
      open(),
      'page',
      Array.from({ length: count }, (_, n) => comment(`c${n}`)),
      AT,
    );
  },

  /** One hash of everything that is stored, and how much that is. */
  async dump(): Promise<{ hash: string; records: number; version: number }> {
    const dumped = await open().read(async (database) => {
      const stores = await Promise.all(ARCHIVED.map((name) => database.getAll(name)));
      return { records: stores.flat(), version: database.version };
    });
    const hash = await sha256(dumped.records.map(text).join('\n'));
    return { hash, records: dumped.records.length, version: dumped.version };
  },

  async close(): Promise<void> {
    await store?.close();
    store = null;
  },

  /** An upgrade that spoils every record and never comes to its end. */
  upgradeForEver(): void {
    void openDatabase({
      migrations: [
        ...MIGRATIONS,
        async (database, upgrade) => {
          database.deleteObjectStore('weeks');
          database.createObjectStore('next' as never);
          const comments = upgrade.objectStore('comments');
          for (;;) {
            for (const record of await comments.getAll()) {
              await comments.put({ ...record, lastSeen: record.lastSeen + 1 });
              lab.done += 1;
            }
          }
        },
      ],
    });
  },

  /** Takes a file with so many comments that were not here. */
  async importMany(count: number): Promise<void> {
    const other = new Store(undefined, 'other');
    const more = Array.from({ length: count }, (_, n) => comment(`more${n}`));
    await saveComments(other, 'page', more, AT + 1);
    const { file } = await exportArchive(other, AT);
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given: Parameters<IDBObjectStore['put']>) {
      const request = put.apply(this, given);
      request.addEventListener('success', () => {
        lab.done += 1;
      });
      return request;
    };
    await importArchive(open(), file);
  },

  /** Adds revisions one by one. @returns the numbers they were given, and whose */
  async reviseMany(from: string, count: number): Promise<{ seqs: number[]; authors: string[] }> {
    const written = [];
    for (let n = 0; n < count; n += 1) written.push(await open().revise('template', 'shared', `${from} ${n}`));
    return { seqs: written.map(({ seq }) => seq), authors: written.map(({ author }) => author) };
  },

  /** Writes until the disk is full. @returns the fault that was told */
  async fillDisk(): Promise<string> {
    // Browsers pack what they store, so the words are random.
    const long = (): string => String.fromCharCode(...crypto.getRandomValues(new Uint16Array(30_000)));
    try {
      for (let n = 0; n < 1000; n += 1) {
        const big = Array.from({ length: 10 }, (_, part) => ({ ...comment(`big ${n} ${part}`), text: long() }));
        await saveComments(open(), 'page', big, AT);
        lab.done += 1;
      }
      return 'none';
    } catch (error) {
      return error instanceof StorageError ? error.fault : String(error);
    }
  },

  async countComments(): Promise<number> {
    return open().read((database) => database.count('comments'));
  },
};

export type Lab = typeof lab;
Object.assign(window, { lab });
