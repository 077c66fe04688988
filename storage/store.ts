/**
 * The only way to the data: the background and the dashboard each hold one Store. Writes are single transactions, so
 * that a full disk or a killed browser leaves nothing half-written; every change is told to the other processes.
 */
import { unwrap } from 'idb';
import * as z from 'zod/mini';
import { counts } from '../office/fold';
import type { KeyPairs } from '../office/keys';
import { authorOf } from '../office/membership';
import { isKnown, RECORD_VERSION } from '../office/record';
import { byEntity, current, heads, type Revision, sealRevision } from '../office/revisions';
import { withSeal } from '../office/seal';
import { isOfOffice, readSettings, SETTING, SettingBody, type Settings } from '../office/settings';
import { Approvals } from './approvals';
import { keyOf, known, type Write } from './aside';
import { Belonging } from './belonging';
import { abort, type Database, faultOf, openDatabase, StorageError } from './database';
import { exclusive } from './lock';
import { MIGRATIONS, type Migration } from './migrations';
import { currentName } from './names';
import { NAME, RECORDS, type RecordStore, type Stored, type StoreName } from './schema';

const CHANNEL = 'smotritel-changes';

/** What changed, for those who show it. */
const Change = z.object({ stores: z.array(z.string()) });
export interface Change {
  stores: StoreName[];
}

/** Who writes here: its id, the number and the id of its last record. */
const Writer = z.object({ author: z.string(), seq: z.number(), last: z.nullable(z.string()) });
type Writer = z.infer<typeof Writer>;

/** What a person wrote; losing it to a power cut is worse than waiting for the disk. */
const PRECIOUS: readonly StoreName[] = ['revisions', 'settings', 'evidence', 'evidenceKeys'];

export interface Draft {
  kind: string;
  entity: string;
  body: unknown;
  /** What the author saw and supersedes; left out: everything that nothing supersedes yet. */
  parents?: readonly string[] | undefined;
  /** Keys that sign it singly; the body is an object then. */
  seal?: KeyPairs | undefined;
}

export interface Also {
  stores: readonly StoreName[];
  work(transaction: Write): Promise<void>;
  /** Under this id this browser writes from these revisions on. */
  author?: string;
}

export class Store {
  private opening: Promise<Database> | null = null;
  private readonly channel: BroadcastChannel;
  private isClosed = false;
  /** The office that this browser belongs to. */
  readonly belonging = new Belonging((work) => this.read(work));
  /** What it has approved, and what waits. */
  readonly approvals = new Approvals(this);

  /**
   * @param onBlocked told when another tab keeps an older version open
   * @param naming which of the databases of that name is in use; see `names.ts`
   */
  constructor(
    private readonly onBlocked: () => void = () => {},
    readonly name: string = NAME,
    private readonly migrations: readonly Migration[] = MIGRATIONS,
    private readonly naming: (name: string) => Promise<string> = currentName,
  ) {
    this.channel = new BroadcastChannel(name === NAME ? CHANNEL : `${CHANNEL}-${name}`);
    this.onChange(({ stores }) => this.belonging.changed(stores));
  }

  /** @throws StorageError; `blocked` at once while another tab holds an older version open. */
  database(): Promise<Database> {
    this.opening ??= this.open();
    return this.opening;
  }

  private open(): Promise<Database> {
    let stop: (error: StorageError) => void = () => {};
    const blocked = new Promise<never>((_, reject) => {
      stop = reject;
    });
    const opened = this.naming(this.name).then((name) =>
      openDatabase({
        name,
        migrations: this.migrations,
        onBlocked: () => {
          this.onBlocked();
          stop(new StorageError('blocked', new Error('an older version of the database is open elsewhere')));
        },
        onClosed: () => forget(),
      }),
    );
    const first = Promise.race([opened, blocked]);
    const forget = () => {
      if (this.opening === first || this.opening === opened) this.opening = null;
    };
    opened.then((database) => {
      if (this.isClosed) database.close();
      else if (this.opening === first) this.opening = opened;
    }, forget);
    return first;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.channel.close();
    const { opening } = this;
    this.opening = null;
    const database = await opening?.catch(() => null);
    database?.close();
  }

  /** Changes made by other processes, until `signal` is aborted. */
  onChange(listener: (change: Change) => void, signal?: AbortSignal): void {
    const heard = (event: MessageEvent<unknown>) => {
      const change = Change.safeParse(event.data);
      if (change.success) listener(change.data as Change);
    };
    this.channel.addEventListener('message', heard, signal ? { signal } : {});
  }

  announce(stores: StoreName[]): void {
    this.belonging.changed(stores);
    if (!this.isClosed) this.channel.postMessage({ stores } satisfies Change);
  }

  /** Runs `work` on the open database. @throws StorageError */
  async read<Value>(work: (database: Database) => Promise<Value>): Promise<Value> {
    const database = await this.database();
    try {
      return await work(database);
    } catch (error) {
      throw faultOf(error);
    }
  }

  /**
   * Runs `work` in one transaction and tells of it. `work` waits for nothing but the transaction.
   * @throws StorageError `full` when the disk is; whatever `work` throws. Nothing of it was written then.
   */
  async write(stores: StoreName[], work: (transaction: Write) => Promise<void>): Promise<void> {
    const transaction = await this.begin(stores);
    const end = transaction.done.then(
      () => null,
      (error: unknown) => ({ error }),
    );
    try {
      await work(transaction);
    } catch (error) {
      abort(transaction);
      await end;
      // A request that fails says less than the transaction that was ended with it: that names the full disk.
      throw error instanceof DOMException ? faultOf(transaction.error ?? error) : error;
    }
    const failed = await end;
    if (failed) throw faultOf(transaction.error ?? failed.error);
    this.announce(stores);
  }

  private async begin(stores: StoreName[]): Promise<Write> {
    const durability = stores.some((name) => PRECIOUS.includes(name)) ? 'strict' : 'default';
    const database = await this.database();
    try {
      return database.transaction(stores, 'readwrite', { durability });
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** All records of a store that are whole; the others are set aside. */
  async all<Name extends RecordStore>(name: Name): Promise<Stored<Name>[]> {
    return this.whole(name, await this.read((database) => database.getAll(name)));
  }

  /** Checks what was read; a record that does not fit is moved to `setAside` with the reason. */
  async whole<Name extends RecordStore>(name: Name, records: readonly unknown[]): Promise<Stored<Name>[]> {
    const good: Stored<Name>[] = [];
    const bad: unknown[] = [];
    for (const record of records) {
      const read = RECORDS[name].safeParse(record);
      if (read.success) good.push(read.data as Stored<Name>);
      else bad.push(record);
    }
    if (bad.length > 0) {
      await this.write([name, 'setAside'], async (transaction) => {
        const { keyPath } = transaction.objectStore(name);
        // Looked at again: somebody else may have done it or put a good one in its place.
        for (const record of bad) await known(transaction, name, keyOf(keyPath as string | string[], record) as never);
      });
    }
    return good;
  }

  /** Revisions of one kind that count in the office; those of a later version are kept, not read. */
  async revisions(kind: string): Promise<Revision[]> {
    return this.counted(await this.read((database) => database.getAllFromIndex('revisions', 'kind', kind)));
  }

  /** Those that are whole, that this version knows, and whose author may speak. */
  async counted(records: readonly unknown[]): Promise<Revision[]> {
    const known = (await this.whole('revisions', records)).filter(isKnown);
    const membership = await this.belonging.membership();
    return membership ? known.filter((record) => counts(record, membership)) : known;
  }

  /** All revisions of one entity that count. */
  async history(entity: string): Promise<Revision[]> {
    return this.counted(await this.read((database) => database.getAllFromIndex('revisions', 'entity', entity)));
  }

  /**
   * Adds one revision that supersedes all heads of the entity, or the named parents.
   * @throws StorageError
   */
  async revise(kind: string, entity: string, body: unknown, parents?: readonly string[]): Promise<Revision> {
    const [revision] = await this.reviseAll([{ kind, entity, body, parents }]);
    return revision!;
  }

  /**
   * Adds many revisions in one transaction; all or none. Locked, so that two processes do not take one number.
   * @param also what else belongs to them, written in the same transaction; it waits for nothing but that
   */
  async reviseAll(drafts: readonly Draft[], also?: Also): Promise<Revision[]> {
    return this.alone(async () => {
      const writer = also?.author ? { author: also.author, seq: 0, last: null } : await this.writer();
      const { author, seq } = writer;
      const sealed = await this.seal(drafts, writer);
      await this.write(['revisions', 'meta', ...(also?.stores ?? [])], async (transaction) => {
        await also?.work(transaction);
        // A promise for each of ten thousand would take longer than the writing; one that fails ends the transaction.
        const revisions = unwrap(transaction.objectStore('revisions'));
        for (const revision of sealed) revisions.put(revision);
        const meta = transaction.objectStore('meta');
        await meta.put({ name: 'author', value: author });
        await meta.put({ name: 'seq', value: seq + sealed.length });
        await meta.put({ name: 'last', value: sealed.at(-1)?.id ?? writer.last });
      });
      return sealed;
    });
  }

  /** Runs `work` while no other process adds revisions. Not to be nested. */
  alone<Value>(work: () => Promise<Value>): Promise<Value> {
    return exclusive(`${this.name}-revise`, work);
  }

  /** Drafts without named parents follow what is stored of their entity, and each other. */
  private async seal(drafts: readonly Draft[], { author, seq, last }: Writer): Promise<Revision[]> {
    const sealed: Revision[] = [];
    const batch = new Map<string, Revision[]>();
    for (const { kind, entity, body, parents, seal } of drafts) {
      const key = JSON.stringify([kind, entity]);
      const earlier = batch.get(key) ?? [];
      const superseded = parents ?? (await this.openHeads(kind, entity, earlier));
      const previous = sealed.at(-1)?.id ?? last;
      const place = { author, seq: seq + sealed.length + 1, previous };
      const named = { version: RECORD_VERSION, kind, entity, parents: [...superseded].sort(), at: Date.now() } as const;
      const content = { ...named, ...place, body };
      const revision = await sealRevision(seal ? await withSeal(content, seal) : content);
      sealed.push(revision);
      batch.set(key, [...earlier, revision]);
    }
    return sealed;
  }

  private async openHeads(kind: string, entity: string, more: readonly Revision[]): Promise<string[]> {
    const stored = (await this.history(entity)).filter((one) => one.kind === kind);
    return heads([...stored, ...more]).map(({ id }) => id);
  }

  /** The body in force of one entity, unchecked; null when there is none. */
  async currentBody(entity: string): Promise<unknown> {
    return current(await this.history(entity))?.body ?? null;
  }

  /** The id that this browser writes under, made at the first use, and its last record. */
  private async writer(): Promise<Writer> {
    const [author, seq, last] = await this.read((database) =>
      Promise.all([database.get('meta', 'author'), database.get('meta', 'seq'), database.get('meta', 'last')]),
    );
    const known = Writer.safeParse({ author: author?.value, seq: seq?.value, last: last?.value });
    // Without the number and record that belong to it an id could sign two revisions with one number.
    if (known.success) return known.data;
    const self = await this.belonging.self();
    return { author: self ? authorOf(self.member) : crypto.randomUUID(), seq: 0, last: null };
  }

  async settings(): Promise<Settings> {
    return (await this.storedSettings()).settings;
  }

  /** Settings, and the names of those that could not be read and stand at their default. */
  async storedSettings(): Promise<{ settings: Settings; unread: string[] }> {
    const stored = await this.all('settings');
    const own = Object.fromEntries(stored.map(({ name, value }) => [name, value]));
    return readSettings({ ...own, ...(await this.officeSettings()) });
  }

  /** Those that the whole office has; nothing before there is one. */
  private async officeSettings(): Promise<Record<string, unknown>> {
    if (!(await this.belonging.self())) return {};
    const shared: Record<string, unknown> = {};
    for (const [name, history] of byEntity(await this.revisions(SETTING))) {
      const body = SettingBody.safeParse(current(history)?.body);
      if (body.success && isOfOffice(name)) shared[name] = body.data.value;
    }
    return shared;
  }

  /**
   * Changes these alone: what another process changes meanwhile stays. In an office those that are its own change for
   * everybody.
   * @throws StorageError
   */
  async changeSettings(changes: Partial<Settings>): Promise<Settings> {
    const isShared = (await this.belonging.self()) !== null;
    const all = Object.entries(changes);
    const shared = all.filter(([name]) => isShared && isOfOffice(name));
    const own = all.filter((one) => !shared.includes(one));
    if (own.length > 0) {
      await this.write(['settings'], async (transaction) => {
        const settings = transaction.objectStore('settings');
        for (const [name, value] of own) await settings.put({ version: 1, name, value });
      });
    }
    if (shared.length > 0) {
      await this.reviseAll(shared.map(([entity, value]) => ({ kind: SETTING, entity, body: { value } })));
    }
    return this.settings();
  }
}
