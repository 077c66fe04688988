/**
 * The only way to the data: the background and the dashboard each hold one Store. Writes are single transactions, so
 * that a full disk or a killed browser leaves nothing half-written; every change is told to the other processes.
 */
import type { IDBPTransaction } from 'idb';
import type * as z from 'zod/mini';
import { current, heads, type Revision, sealRevision } from '../office/revisions';
import { readSettings, type Settings } from '../office/settings';
import { type Database, faultOf, openDatabase } from './database';
import { RECORDS, type Schema, type StoreName } from './schema';

const CHANNEL = 'smotritel-changes';

/** What changed, for those who show it. */
export interface Change {
  stores: StoreName[];
}

type RecordStore = keyof typeof RECORDS;

export class Store {
  private opening: Promise<Database> | null = null;
  private readonly channel = new BroadcastChannel(CHANNEL);

  constructor(private readonly onBlocked: () => void = () => {}) {}

  /** @throws StorageError */
  async database(): Promise<Database> {
    this.opening ??= openDatabase({ onBlocked: this.onBlocked, onClosed: () => this.forget() });
    try {
      return await this.opening;
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  private forget(): void {
    this.opening = null;
  }

  async close(): Promise<void> {
    const database = await this.opening;
    database?.close();
    this.forget();
    this.channel.close();
  }

  /** Changes made by other processes, until `signal` is aborted. */
  onChange(listener: (change: Change) => void, signal?: AbortSignal): void {
    const heard = (event: MessageEvent<Change>) => listener(event.data);
    this.channel.addEventListener('message', heard, signal ? { signal } : {});
  }

  announce(stores: StoreName[]): void {
    this.channel.postMessage({ stores } satisfies Change);
  }

  /**
   * Runs `work` in one transaction and tells of it.
   * @throws StorageError `full` when the disk is; nothing of it was written then.
   */
  async write<Names extends StoreName[]>(
    stores: Names,
    work: (transaction: IDBPTransaction<Schema, Names, 'readwrite'>) => Promise<void>,
  ): Promise<void> {
    const database = await this.database();
    const transaction = database.transaction(stores, 'readwrite');
    try {
      await Promise.all([work(transaction), transaction.done]);
    } catch (error) {
      // What failed first is the reason; that the transaction then ends as well is no news.
      await transaction.done.catch(() => undefined);
      throw faultOf(transaction.error ?? error);
    }
    this.announce(stores);
  }

  /** All records of a store that are whole; the others are set aside. */
  async all<Name extends RecordStore>(name: Name): Promise<z.infer<(typeof RECORDS)[Name]>[]> {
    const database = await this.database();
    return this.whole(name, await database.getAll(name));
  }

  /** Checks what was read; a record that does not fit is moved to `setAside` with the reason. */
  async whole<Name extends RecordStore>(
    name: Name,
    records: readonly unknown[],
  ): Promise<z.infer<(typeof RECORDS)[Name]>[]> {
    const good: z.infer<(typeof RECORDS)[Name]>[] = [];
    const bad: { record: unknown; reason: string }[] = [];
    for (const record of records) {
      const read = RECORDS[name].safeParse(record);
      if (read.success) good.push(read.data as never);
      else
        bad.push({
          record,
          reason: read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
        });
    }
    if (bad.length > 0) await this.setAside(name, bad);
    return good;
  }

  private async setAside(name: RecordStore, bad: readonly { record: unknown; reason: string }[]): Promise<void> {
    await this.write<StoreName[]>([name, 'setAside'], async (transaction) => {
      const store = transaction.objectStore(name);
      for (const { record, reason } of bad) {
        await transaction.objectStore('setAside').add({ store: name, record, reason, at: Date.now() });
        const key = keyOf(name, record);
        if (key !== null) await store.delete(key);
      }
    });
  }

  /** Revisions of one kind, oldest writer's number first. */
  async revisions(kind: string): Promise<Revision[]> {
    const database = await this.database();
    return this.whole('revisions', await database.getAllFromIndex('revisions', 'kind', kind));
  }

  /**
   * Adds one revision that supersedes all heads of the entity, or the named parents.
   * @throws StorageError
   */
  async revise(kind: string, entity: string, body: unknown, parents?: readonly string[]): Promise<Revision> {
    const [revision] = await this.reviseAll([{ kind, entity, body, parents }]);
    return revision!;
  }

  /** Adds many revisions in one transaction; all or none. Locked, so that two processes do not take one number. */
  async reviseAll(
    changes: readonly { kind: string; entity: string; body: unknown; parents?: readonly string[] | undefined }[],
  ): Promise<Revision[]> {
    return navigator.locks.request('smotritel-revise', async () => {
      const database = await this.database();
      const author = await this.author();
      let seq = ((await database.get('settings', 'seq')) as number | undefined) ?? 0;
      const sealed: Revision[] = [];
      for (const { kind, entity, body, parents } of changes) {
        const known = await database.getAllFromIndex('revisions', 'entity', entity);
        const superseded = parents ?? heads(known.filter((one) => one.kind === kind)).map(({ id }) => id);
        seq += 1;
        sealed.push(
          await sealRevision({
            version: 1,
            kind,
            entity,
            parents: [...superseded].sort(),
            at: Date.now(),
            author,
            seq,
            body,
          }),
        );
      }
      await this.write(['revisions', 'settings'], async (transaction) => {
        for (const revision of sealed) await transaction.objectStore('revisions').put(revision);
        await transaction.objectStore('settings').put(seq, 'seq');
      });
      return sealed;
    });
  }

  /** The body in force of one entity, unchecked; null when there is none. */
  async currentBody(entity: string): Promise<unknown> {
    const database = await this.database();
    return current(await database.getAllFromIndex('revisions', 'entity', entity))?.body ?? null;
  }

  /** Random id of this browser, made at the first use. */
  private async author(): Promise<string> {
    const database = await this.database();
    const known = await database.get('settings', 'author');
    if (typeof known === 'string') return known;
    const author = crypto.randomUUID();
    await database.put('settings', author, 'author');
    return author;
  }

  async settings(): Promise<Settings> {
    const database = await this.database();
    const stored = (await database.get('settings', 'settings')) as Record<string, unknown> | undefined;
    return readSettings(stored ?? {}).settings;
  }

  /** @throws StorageError */
  async changeSettings(changes: Partial<Settings>): Promise<Settings> {
    return navigator.locks.request('smotritel-settings', async () => {
      const settings = { ...(await this.settings()), ...changes };
      await this.write(['settings'], async (transaction) => {
        await transaction.objectStore('settings').put(settings, 'settings');
      });
      return settings;
    });
  }
}

function keyOf(name: RecordStore, record: unknown): never | null {
  const fields = record as Record<string, { id?: unknown } | string | undefined>;
  const page = fields.page;
  const keys: Record<RecordStore, unknown> = {
    revisions: fields.id,
    posts: [page, (fields.post as { id?: unknown } | undefined)?.id],
    comments: [page, (fields.comment as { id?: unknown } | undefined)?.id],
    sights: page,
    weeks: [page, fields.week],
  };
  const key = keys[name];
  return (Array.isArray(key) ? key.every((part) => typeof part === 'string') : typeof key === 'string')
    ? (key as never)
    : null;
}
