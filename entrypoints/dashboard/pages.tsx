/** The section «Страницы»: the register. */
import { Pages } from '../../components/dashboard/pages';
import { pageByLink } from './link';
import { changePage } from './office';
import type { SectionProps } from './sections';

export function Section({ store, register, office, state, t, language }: SectionProps) {
  const change = (id: string, to: Parameters<typeof changePage>[2], done: string, undo?: () => void) =>
    office.run(() => changePage(store, id, to).then(() => done), undo);
  const saved = t('dashboard.saved');
  return (
    <Pages
      t={t}
      language={language}
      pages={state.pages}
      readLink={(written, name) => pageByLink(written, name, state.pages)}
      onSave={(id, to) => change(id, to, saved)}
      onAdd={(identity) => office.run(async () => t('pages.added', { name: (await register(identity)).name }))}
      onRemove={({ id, name }) =>
        change(id, { removed: true }, t('pages.removed', { name }), () => change(id, { removed: false }, saved))
      }
    />
  );
}
