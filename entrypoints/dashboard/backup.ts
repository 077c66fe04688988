/** What a person does with the copy outside this PC, and with data that were set aside. */
import type { BackupActions } from '../../components/dashboard/backup/backup';
import type { BackupText } from '../../locales/backup';
import { ACT } from '../../office/acts';
import { backupMoved, choosePassphrase, makeBackup, restoreBackup } from '../../storage/backup';
import { StorageError } from '../../storage/database';
import type { Imported } from '../../storage/import';
import { takeBack } from '../../storage/shelved';
import { download } from './download';
import type { SectionProps } from './sections';

type Given = Pick<SectionProps, 'store' | 'office' | 'state'>;

export function backupActions({ store, office, state }: Given, b: BackupText): BackupActions {
  const { shortName, fullName } = state.profile;
  return {
    onWords: (words) => office.run(() => choosePassphrase(store, words).then(() => b('backup.anotherSaid'))),
    onSave: () =>
      office.run(async () => {
        const { file, name } = await makeBackup(store, shortName || fullName, Date.now());
        download(file, name);
        return b('backup.saved', { name });
      }),
    onMoved: () => void office.run(() => backupMoved(store).then(() => b('backup.movedSaid'))),
    onRestore: (file, words) => office.run(async () => restoredText(store, await restoreBackup(store, file, words), b)),
  };
}

/** @param name of a database that was set aside */
export function tryShelved({ store, office }: Given, b: BackupText, name: string): void {
  void office.run(async () => {
    try {
      return await restoredText(store, await takeBack(store, name), b);
    } catch (error) {
      if (error instanceof StorageError) return b('shelved.still');
      throw error;
    }
  });
}

/** A copy of an office brings its records, and nobody into it: that the recovery file does. */
async function restoredText(store: SectionProps['store'], { added, changed }: Imported, b: BackupText) {
  const sum = (counts: Imported['added']): number => Object.values(counts).reduce((all, one) => all + one, 0);
  const given = { added: sum(added), changed: sum(changed) };
  if (given.added + given.changed === 0) return b('backup.restoredNothing');
  const acts = await store.read((database) => database.countFromIndex('revisions', 'kind', ACT));
  const isOutside = acts > 0 && !(await store.belonging.self());
  return b(isOutside ? 'backup.restoredOffice' : 'backup.restored', given);
}
