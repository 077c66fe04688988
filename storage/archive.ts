/**
 * Everything in one file, for another computer or against a broken disk.
 *
 * The file is JSON, in this order and without spaces in its head, so that it can be checked before it is understood:
 * `{"format":"smotritel","version":1,"bytes":…,"sha256":"…","content":{"exportedAt":…,"counts":{…},"revisions":[…],…}}`.
 * `version` is that of the database whose records are in it; `bytes` and `sha256` speak of the content's own bytes.
 * This browser's writer id stays here: where the file is read, another one writes.
 */
import * as z from 'zod/mini';
import { isWhole, sha256 } from '../office/revisions';
import { keyOf } from './aside';
import { type Database, VERSION } from './database';
import { RECORDS, type RecordStore, SetAside } from './schema';
import type { Store } from './store';

const FORMAT = 'smotritel';
const HEAD = /^\{"format":"smotritel","version":(\d{1,9}),"bytes":(\d{1,12}),"sha256":"([0-9a-f]{64})","content":/;
/** Longer than any head. */
const HEAD_BYTES = 256;
/** Records read or written out at a time: few enough for memory, enough for speed. */
const CHUNK = 500;

/** A store that gets a schema goes into the file with the next version of the database. */
export const ARCHIVED: readonly ArchivedStore[] = [...(Object.keys(RECORDS) as RecordStore[]), 'setAside'];
export type ArchivedStore = RecordStore | 'setAside';
export type ArchiveCounts = Record<ArchivedStore, number>;

const SCHEMAS = { ...RECORDS, setAside: SetAside };

/** What was read from a file, checked. */
export type Contents = { [Name in ArchivedStore]: z.infer<(typeof SCHEMAS)[Name]>[] };

/**
 * `empty`: no bytes at all. `foreign`: not one of our files. `newer`: of a later version of the extension.
 * `torn`: the end is missing. `altered`: not what was saved, by an editor's or a disk's doing.
 */
export type ArchiveFault = 'empty' | 'foreign' | 'newer' | 'torn' | 'altered';

/** Why a file was refused. Nothing of it was taken. */
export class ArchiveError extends Error {
  readonly fault: ArchiveFault;

  /** @param detail for the report of a fault: where in the file, never a person's words */
  constructor(fault: ArchiveFault, detail = '') {
    super(`archive: ${fault}${detail && `: ${detail}`}`);
    this.name = 'ArchiveError';
    this.fault = fault;
  }
}

export interface Archive {
  file: Blob;
  /** «smotritel-2026-11-24.json» */
  name: string;
  counts: ArchiveCounts;
}

/**
 * Writes everything into one file, as it stood at one instant.
 * @param now ms since the epoch
 * @throws StorageError
 */
export async function exportArchive(store: Store, now: number): Promise<Archive> {
  const written = await store.read((database) => writeStores(database, now));
  const counts = Object.fromEntries(ARCHIVED.map((name) => [name, written[name].count])) as ArchiveCounts;
  const stores = ARCHIVED.flatMap((name) => [`,"${name}":[`, ...written[name].parts, ']']);
  const content = new Blob([`{"exportedAt":${now},"counts":${JSON.stringify(counts)}`, ...stores, '}']);
  const hash = await sha256(await content.arrayBuffer());
  const head = `{"format":"${FORMAT}","version":${VERSION},"bytes":${content.size},"sha256":"${hash}","content":`;
  const file = new Blob([head, content, '}'], { type: 'application/json' });
  return { file, name: `smotritel-${new Date(now).toLocaleDateString('sv')}.json`, counts };
}

interface Written {
  parts: string[];
  count: number;
}

/** All stores in one transaction. A record that does not fit goes with those that were set aside. */
async function writeStores(database: Database, now: number): Promise<Record<ArchivedStore, Written>> {
  const transaction = database.transaction([...ARCHIVED]);
  const written = Object.fromEntries(ARCHIVED.map((name) => [name, { parts: [], count: 0 }])) as unknown as Record<
    ArchivedStore,
    Written
  >;
  const aside: unknown[] = await transaction.objectStore('setAside').getAll();
  for (const name of Object.keys(RECORDS) as RecordStore[]) {
    const store = transaction.objectStore(name);
    let range: IDBKeyRange | null = null;
    for (;;) {
      const records: unknown[] = await store.getAll(range, CHUNK);
      const good = records.filter((record) => RECORDS[name].safeParse(record).success);
      write(written[name], good);
      for (const record of records) {
        if (!good.includes(record)) aside.push({ version: 1, store: name, record, reason: 'found at export', at: now });
      }
      if (records.length < CHUNK) break;
      range = IDBKeyRange.lowerBound(keyOf(store.keyPath as string | string[], records.at(-1)), true);
    }
  }
  write(written.setAside, aside);
  return written;
}

function write(into: Written, records: readonly unknown[]): void {
  if (records.length === 0) return;
  into.parts.push(into.count > 0 ? ',' : '', records.map(json).join(','));
  into.count += records.length;
}

/** What was set aside can be anything that a database holds, also what JSON has no word for. */
function json(record: unknown): string {
  try {
    return JSON.stringify(record, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  } catch {
    return JSON.stringify({ ...(record as object), record: null });
  }
}

/**
 * Reads a file and checks every byte and record of it.
 * @throws ArchiveError
 */
export async function readArchive(file: Blob): Promise<Contents> {
  const { bytes, version } = await contentOf(file);
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ArchiveError('altered', String(error instanceof Error ? error.name : error));
  }
  const contents = checked(content, version);
  for (let at = 0; at < contents.revisions.length; at += CHUNK) {
    const whole = await Promise.all(contents.revisions.slice(at, at + CHUNK).map(isWhole));
    if (whole.includes(false)) throw new ArchiveError('altered', `revisions.${at + whole.indexOf(false)}: id`);
  }
  return contents;
}

/** The bytes of the content, once they are known to be those that were saved. */
async function contentOf(file: Blob): Promise<{ bytes: ArrayBuffer; version: number }> {
  if (file.size === 0) throw new ArchiveError('empty');
  const start = await file.slice(0, HEAD_BYTES).text();
  const head = HEAD.exec(start);
  if (!head) throw new ArchiveError(...withoutHead(start));
  const [version, size] = [Number(head[1]), Number(head[2])];
  if (version > VERSION) throw new ArchiveError('newer', `version ${version}`);
  const end = head[0].length + size;
  if (file.size <= end) throw new ArchiveError('torn', `${file.size} of ${end + 1} bytes`);
  if ((await file.slice(end).text()).trim() !== '}') throw new ArchiveError('altered', 'more than was saved');
  const bytes = await file.slice(head[0].length, end).arrayBuffer();
  if ((await sha256(bytes)) !== head[3]) throw new ArchiveError('altered', 'sha256');
  return { bytes, version };
}

/** Ours, but shortened or rewritten before the first record; or not ours. */
function withoutHead(start: string): [ArchiveFault, string] {
  if (/^\s*\{\s*"format"\s*:\s*"smotritel"/.test(start)) {
    const isCut = start.length < HEAD_BYTES && !start.includes('}');
    return isCut ? ['torn', 'head'] : ['altered', 'head'];
  }
  return ['foreign', ''];
}

/** A file of an earlier version has no word of the stores that came later; one of this version has all. */
function checked(content: unknown, version: number): Contents {
  const head = z.looseObject({ counts: z.record(z.string(), z.number()) }).safeParse(content);
  if (!head.success) throw new ArchiveError('altered', head.error.issues[0]?.path.join('.'));
  const { counts, ...stores } = head.data;
  const contents: Record<string, unknown[]> = {};
  for (const name of ARCHIVED) {
    const isOlder = version < VERSION && counts[name] === undefined && stores[name] === undefined;
    const records = isOlder ? [] : stores[name];
    if (!Array.isArray(records)) throw new ArchiveError('altered', name);
    if (!isOlder && records.length !== counts[name]) throw new ArchiveError('altered', `counts.${name}`);
    contents[name] = records.map((record: unknown, index) => {
      const read = SCHEMAS[name].safeParse(record);
      if (!read.success) throw new ArchiveError('altered', `${name}.${index}.${read.error.issues[0]?.path.join('.')}`);
      return read.data;
    });
  }
  return contents as Contents;
}
