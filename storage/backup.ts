/** The copy outside this PC: making it, remembering when, and restoring it in a clean browser. */
import * as z from 'zod/mini';
import { type BackupFacts, Derivation, makeBackupKey, openBackup, sealBackup } from '../office/backup';
import { exportArchive } from './archive';
import { type Imported, importArchive } from './import';
import { readSetups } from './remotes';
import type { Store } from './store';

/** What this browser remembers; it goes into no copy. */
const Kept = z.object({
  version: z.literal(1),
  /** The words themselves are kept nowhere. */
  key: z.custom<CryptoKey>((value) => value instanceof CryptoKey),
  kdf: Derivation,
  made: z.nullable(z.number()),
  moved: z.nullable(z.number()),
});
type Kept = z.infer<typeof Kept>;

const NAME = 'backup';
const ASKED = 'backup asked';

/** Nobody has chosen the words yet. */
export class NoPassphrase extends Error {
  override name = 'NoPassphrase';
}

async function readKept(store: Store): Promise<Kept | null> {
  const read = Kept.safeParse((await store.read((database) => database.get('meta', NAME)))?.value);
  return read.success ? read.data : null;
}

async function keep(store: Store, name: string, value: unknown): Promise<void> {
  await store.write(['meta'], async (transaction) => {
    await transaction.objectStore('meta').put({ name, value });
  });
}

/** @throws StorageError */
export async function readBackup(store: Store): Promise<BackupFacts & { hasPassphrase: boolean }> {
  const [kept, setups, own] = await Promise.all([
    readKept(store),
    readSetups(store),
    store.read((database) => database.count('revisions')),
  ]);
  const good = setups.flatMap(({ paused, lastGood }) => (paused || lastGood === null ? [] : [lastGood]));
  return {
    hasPassphrase: kept !== null,
    made: kept?.made ?? null,
    moved: kept?.moved ?? null,
    exchanged: good.length > 0 ? Math.max(...good) : null,
    hasContent: own > 0,
  };
}

/** The words of every copy from now on; former copies open with their own. */
export async function choosePassphrase(store: Store, passphrase: string): Promise<void> {
  const [made, kept] = [await makeBackupKey(passphrase), await readKept(store)];
  const value: Kept = { version: 1, ...made, made: kept?.made ?? null, moved: kept?.moved ?? null };
  await keep(store, NAME, value);
}

/**
 * Everything in one encrypted file.
 * @param name whose it is, for the person who finds the file
 * @param now ms since the epoch
 * @throws NoPassphrase, StorageError
 */
export async function makeBackup(store: Store, name: string, now: number): Promise<{ file: Blob; name: string }> {
  const kept = await readKept(store);
  if (!kept) throw new NoPassphrase();
  const { file } = await exportArchive(store, now);
  const sealed = await sealBackup(file, kept, name, now);
  await keep(store, NAME, { ...kept, made: now });
  return { file: sealed, name: `smotritel-копия-${new Date(now).toLocaleDateString('sv')}.smotritel-copy` };
}

/** The person says that the last file lies outside this PC. */
export async function backupMoved(store: Store): Promise<void> {
  const kept = await readKept(store);
  if (kept) await keep(store, NAME, { ...kept, moved: kept.made });
}

/**
 * Takes a copy into what is here, all of it or nothing.
 * @throws BackupError, ArchiveError, StorageError
 */
export async function restoreBackup(store: Store, file: Blob, passphrase: string): Promise<Imported> {
  return importArchive(store, await openBackup(file, passphrase));
}

/** When the person was last reminded of the copy, ms; the first look counts as a reminder. */
export async function remindedAt(store: Store, now: number): Promise<number> {
  const at = z.number().safeParse((await store.read((database) => database.get('meta', ASKED)))?.value);
  if (at.success) return at.data;
  await keep(store, ASKED, now);
  return now;
}

export async function reminded(store: Store, now: number): Promise<void> {
  await keep(store, ASKED, now);
}
