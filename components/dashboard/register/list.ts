/**
 * «Перечень официальных страниц» (point 1.2 of the decree): the same rows as HTML for the official site and as rich text
 * for Word. Everything that people have written is escaped; nothing is ever set as markup in our own pages.
 */
import type { Site } from '../../../types';

export interface ListedPage {
  site: Site;
  name: string;
  link: string;
  owner: string;
  opened: string;
  responsible: string;
}

export interface ListTexts {
  title: string;
  columns: readonly string[];
  site(site: Site): string;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/gu, (sign) => SIGNS[sign]!);

/** A whole table, for the clipboard of Word and for the page of the official site. */
export function listHtml(pages: readonly ListedPage[], { title, columns, site }: ListTexts): string {
  const cell = (text: string): string => `<td>${escaped(text)}</td>`;
  const rows = pages.map((page, index) => {
    const isLink = /^https?:\/\//u.test(page.link);
    const link = isLink ? `<td><a href="${escaped(page.link)}">${escaped(page.link)}</a></td>` : cell(page.link);
    return `<tr>${cell(String(index + 1))}${cell(site(page.site))}${cell(page.name)}${link}${cell(page.owner)}${cell(page.opened)}${cell(page.responsible)}</tr>`;
  });
  const head = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  return [
    `<h2>${escaped(title)}</h2>`,
    '<table border="1" cellpadding="4" cellspacing="0">',
    `<thead><tr>${head}</tr></thead>`,
    '<tbody>',
    ...rows,
    '</tbody>',
    '</table>',
  ].join('\n');
}

/** The same for programs that take no rich text. */
export function listText(pages: readonly ListedPage[], { title, columns, site }: ListTexts): string {
  const rows = pages.map((page, index) =>
    [index + 1, site(page.site), page.name, page.link, page.owner, page.opened, page.responsible].join('\t'),
  );
  return [title, columns.join('\t'), ...rows].join('\n');
}
