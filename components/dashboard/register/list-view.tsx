/** «Перечень официальных страниц», to be copied for the official site or for Word. */
import { useState } from 'preact/hooks';
import type { PublishingText } from '../../../locales/publishing';
import type { PageRow } from '../model';
import { type ListedPage, listHtml, listText } from './list';

interface ListProps {
  t: PublishingText;
  pages: readonly PageRow[];
  /** Full name of the body. */
  body: string;
  /** `rich`: a table for Word with the same as plain text; `html`: the markup itself. */
  onCopy(kind: 'rich' | 'html', html: string, text: string): Promise<void>;
}

export function RegisterList({ t, pages, body, onCopy }: ListProps) {
  const [copied, setCopied] = useState<'rich' | 'html' | 'failed' | null>(null);
  if (pages.length === 0) return null;
  const texts = {
    title: body ? t('register.titleOf', { body }) : t('register.title'),
    columns: (['number', 'network', 'name', 'link', 'owner', 'opened', 'responsible'] as const).map((column) =>
      t(`register.column.${column}`),
    ),
    site: (site: PageRow['site']) => t(`site.${site}`),
  };
  const listed = pages.map(
    ({ site, name, link, owner, opened, responsible }): ListedPage => ({
      site,
      name,
      link,
      owner: t(`pages.owner.${owner}`),
      opened: opened ? opened.split('-').reverse().join('.') : '',
      responsible,
    }),
  );
  const copy = async (kind: 'rich' | 'html'): Promise<void> => {
    try {
      await onCopy(kind, listHtml(listed, texts), listText(listed, texts));
      setCopied(kind);
    } catch {
      setCopied('failed');
    }
  };
  return (
    <section class="card" aria-labelledby="register-list">
      <h2 id="register-list">{t('register.title')}</h2>
      <p class="muted">{t('register.hint')}</p>
      <div class="table-wrap">
        <table class="gaps">
          <thead>
            <tr>
              {texts.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {listed.map((page, index) => (
              <tr key={page.link}>
                <td>{index + 1}</td>
                <td>{texts.site(page.site)}</td>
                <td>{page.name}</td>
                <td>{page.link}</td>
                <td>{page.owner}</td>
                <td>{page.opened}</td>
                <td>{page.responsible}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="actions">
        <button type="button" onClick={() => void copy('rich')}>
          {t('register.copyRich')}
        </button>
        <button type="button" onClick={() => void copy('html')}>
          {t('register.copyHtml')}
        </button>
        {copied && <span role="status">{t(`register.copied.${copied}`)}</span>}
      </div>
    </section>
  );
}
