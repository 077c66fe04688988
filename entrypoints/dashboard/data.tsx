/** The section «Данные»: what is stored, and everything as one file there and back. */
import { Aside, Export, Import, Stored } from '../../components/dashboard/data';
import type { Speech } from '../../components/dashboard/model';
import { exportArchive } from '../../storage/archive';
import { retryAside } from '../../storage/aside';
import { type Imported, importArchive } from '../../storage/import';
import { download } from './download';
import type { SectionProps } from './sections';

export function Section({ store, office, state, t }: SectionProps) {
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
