/** The section «Данные»: what is stored, the copy outside this PC, and everything as one open file there and back. */
import { Backup, Restore } from '../../components/dashboard/backup/backup';
import { Shelved } from '../../components/dashboard/backup/broken';
import { Aside, Export, Import, Stored } from '../../components/dashboard/data';
import type { Speech } from '../../components/dashboard/model';
import { backup } from '../../locales/backup';
import { exportArchive } from '../../storage/archive';
import { retryAside } from '../../storage/aside';
import { type Imported, importArchive } from '../../storage/import';
import { backupActions, tryShelved } from './backup';
import { download } from './download';
import type { SectionProps } from './sections';

export function Section(props: SectionProps) {
  const { store, office, state, t, language } = props;
  const b = backup(language);
  const actions = backupActions(props, b);
  const save = (): Promise<boolean> =>
    office.run(async () => {
      const { file, name } = await exportArchive(store, Date.now());
      download(file, name);
      return t('data.exported', { name });
    });
  const load = (file: File): Promise<boolean> =>
    office.run(async () => importedText(await importArchive(store, file), t));
  const retry = (): Promise<boolean> =>
    office.run(async () => {
      const { back, left } = await retryAside(store);
      return t(left === 0 ? 'data.asideBack' : 'data.asideLeft', { n: back, left });
    });
  return (
    <>
      <Aside t={t} misfits={state.misfits} onRetry={retry} />
      <Shelved b={b} names={state.shelved} onTry={(name) => tryShelved(props, b, name)} />
      <Backup {...actions} b={b} view={state.backup} now={Date.now()} language={language} />
      <Restore b={b} onRestore={actions.onRestore} />
      <Stored t={t} counts={state.counts} />
      <Export t={t} onExport={save} />
      <Import t={t} onImport={load} />
    </>
  );
}

function importedText({ added, changed }: Imported, t: Speech['t']): string {
  const sum = (counts: Imported['added']): number => Object.values(counts).reduce((all, one) => all + one, 0);
  if (sum(added) + sum(changed) === 0) return t('data.nothingNew');
  return t('data.imported', { added: sum(added), changed: sum(changed) });
}
