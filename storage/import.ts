/**
 * Takes a file into what is already here. Nothing that is here is lost: revisions are united by id, what was seen by its
 * key, settings of this browser stay as they are. The same file taken twice changes nothing; two browsers that take each
 * other's file know the same afterwards.
 */
import { mergedCase, mergedWatch } from '../moderation/stored';
import { ERASURE } from '../office/evidence';
import { mergedPublication } from '../publishing/publications';
import { ARCHIVED, type ArchiveCounts, type ArchivedStore, type Contents, readArchive } from './archive';
import { keyOf, known, type Write } from './aside';
import { obeyErasures } from './evidence';
import { mergedComment, mergedPost, mergedSight, mergedWeek, text } from './merge';
import { takeNewWriter } from './records';
import { RECORDS, type RecordStore, type Stored } from './schema';
import type { Store } from './store';

export interface Imported {
  /** Records that were not here. */
  added: ArchiveCounts;
  /** Records that were here and say more now. */
  changed: ArchiveCounts;
}

/** Records looked up together. */
const PORTION = 1000;

type Merge<Name extends RecordStore> = (here: Stored<Name>, there: Stored<Name>) => Stored<Name>;

const MERGES: { [Name in RecordStore]: Merge<Name> } = {
  // One id, one content: `readArchive` has checked the id.
  revisions: (here) => here,
  posts: mergedPost,
  comments: mergedComment,
  sights: mergedSight,
  weeks: mergedWeek,
  publications: mergedPublication,
  settings: (here) => here,
  evidence: (here) => here,
  evidenceKeys: (here) => here,
  cases: mergedCase,
  watches: mergedWatch,
};

/**
 * Reads a file and unites it with what is here, all of it or nothing.
 * @throws ArchiveError for a file that is not whole, StorageError
 */
export async function importArchive(store: Store, file: Blob): Promise<Imported> {
  const contents = await readArchive(file);
  const imported: Imported = { added: none(), changed: none() };
  await store.alone(() =>
    store.write([...ARCHIVED, 'meta'], async (transaction) => {
      const here = new Set(await transaction.objectStore('revisions').getAllKeys());
      await takeNewWriter(
        transaction,
        contents.revisions.filter(({ id }) => !here.has(id)),
      );
      await unite(transaction, 'revisions', contents, imported);
      const rest = await withoutErased(transaction, contents);
      for (const name of Object.keys(RECORDS) as RecordStore[]) {
        if (name !== 'revisions') await unite(transaction, name, rest, imported);
      }
      imported.added.setAside = await uniteAside(transaction, contents);
    }),
  );
  await obeyErasures(store);
  return imported;
}

/** What somebody erased does not come back with an old file, whichever of the two knows of the erasure. */
async function withoutErased(transaction: Write, contents: Contents): Promise<Contents> {
  const erased = new Set(
    (await transaction.objectStore('revisions').index('kind').getAll(ERASURE)).map(({ entity }) => entity),
  );
  const isKept = ({ id }: { id: string }) => !erased.has(id);
  return {
    ...contents,
    evidence: contents.evidence.filter(isKept),
    evidenceKeys: contents.evidenceKeys.filter(isKept),
  };
}

function none(): ArchiveCounts {
  return Object.fromEntries(ARCHIVED.map((name) => [name, 0])) as Record<ArchivedStore, number>;
}

async function unite<Name extends RecordStore>(
  transaction: Write,
  name: Name,
  contents: Contents,
  { added, changed }: Imported,
): Promise<void> {
  const store = transaction.objectStore(name);
  const keyOfRecord = (record: Stored<Name>) => keyOf(store.keyPath as string | string[], record);
  const here = new Set((await store.getAllKeys()).map(text));
  const theirs = twinless(contents[name] as Stored<Name>[], (record) => text(keyOfRecord(record)), MERGES[name]);
  for (let at = 0; at < theirs.length; at += PORTION) {
    const portion = theirs.slice(at, at + PORTION);
    const ours = await Promise.all(
      portion.map((there) => {
        const key = keyOfRecord(there);
        return here.has(text(key)) ? known(transaction, name, key as never) : null;
      }),
    );
    const puts = portion.map((there, index) => {
      const mine = ours[index];
      const before = mine && text(mine);
      // Most of a file that is read again is here already.
      if (before === text(there)) return null;
      const united = mine ? MERGES[name](mine, there) : there;
      if (before === text(united)) return null;
      (mine ? changed : added)[name] += 1;
      return store.put(united as never);
    });
    await Promise.all(puts);
  }
}

/** A file of ours holds no record twice; one that does shall still not lose either. */
function twinless<Record>(
  records: readonly Record[],
  key: (record: Record) => string,
  merge: (a: Record, b: Record) => Record,
): Record[] {
  const found = new Map<string, Record>();
  for (const record of records) {
    const twin = found.get(key(record));
    found.set(key(record), twin ? merge(twin, record) : record);
  }
  return [...found.values()];
}

async function uniteAside(transaction: Write, { setAside }: Contents): Promise<number> {
  const store = transaction.objectStore('setAside');
  const here = new Set((await store.getAll()).map(sameness));
  const fresh = setAside.filter((record) => !here.has(sameness(record)));
  for (const record of fresh) await store.add(record);
  return fresh.length;
}

/** What was set aside may be anything that a database holds, a ring of objects too. */
function sameness({ store, record }: { store: string; record?: unknown }): string {
  try {
    return text({ store, record });
  } catch {
    return text({ store, record: null });
  }
}
