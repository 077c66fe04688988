/** The section «Страницы»: the register. */
import type { PageRow } from '../../components/dashboard/model';
import { Pages } from '../../components/dashboard/pages';
import '../../components/dashboard/register/register.css';
import { RegisterList } from '../../components/dashboard/register/list-view';
import { publishing } from '../../locales/publishing';
import { pageByLink } from './link';
import { changePage, takeVersion, unitePages } from './office';
import type { SectionProps } from './sections';

export function Section({ store, register, office, state, t, language }: SectionProps) {
  const change = (id: string, to: Parameters<typeof changePage>[3], done: string, undo?: () => void) =>
    office.run(() => changePage(store, office.latest(), id, to).then(() => done), undo);
  const saved = t('dashboard.saved');
  const unite = (stays: PageRow, others: readonly PageRow[], norm: PageRow): void => {
    let back: (() => Promise<void>) | null = null;
    const undo = (): void => void office.run(async () => back?.().then(() => saved) ?? saved);
    office.run(async () => {
      back = await unitePages(store, office.latest(), stays, others, norm);
      return t('twins.united', { name: stays.name });
    }, undo);
  };
  return (
    <>
      <Pages
        t={t}
        language={language}
        now={Date.now()}
        pages={state.pages}
        duplicates={state.duplicates}
        shared={state.shared}
        readLink={(written, name) => pageByLink(written, name, state.pages)}
        onSave={(id, to) => change(id, to, saved)}
        onAdd={(identity) => office.run(async () => t('pages.added', { name: (await register(identity)).name }))}
        onRemove={({ id, name }) =>
          change(id, { removed: true }, t('pages.removed', { name }), () => change(id, { removed: false }, saved))
        }
        onUnite={unite}
        onTake={({ id }, version) =>
          office.run(() => takeVersion(store, office.latest(), 'page', id, version).then(() => t('apart.taken')))
        }
      />
      <RegisterList
        t={publishing(language)}
        pages={state.pages}
        body={state.profile.fullName}
        onCopy={(kind, html, text) => copyList(kind, html, text)}
      />
    </>
  );
}

/** Word takes the table, a plain editor the text; for the official site the markup itself is the text. */
async function copyList(kind: 'rich' | 'html', html: string, text: string): Promise<void> {
  if (kind === 'html') return navigator.clipboard.writeText(html);
  const blob = (content: string, type: string): Blob => new Blob([content], { type });
  await navigator.clipboard.write([
    new ClipboardItem({ 'text/html': blob(html, 'text/html'), 'text/plain': blob(text, 'text/plain') }),
  ]);
}
