/** The guide's articles as they are written, one file each, in the order in which they are offered. */
import type { Language } from './translate';

const ARTICLES = [
  'day',
  'decide',
  'answer',
  'delete',
  'evidence',
  'week',
  'plan',
  'approvals',
  'exchange',
  'site-changed',
  'passphrase',
  'data',
  'decree',
] as const;

export type ArticleName = (typeof ARTICLES)[number];

const SOURCES: Record<Language, Record<string, string>> = {
  ru: import.meta.glob<string>('./help/ru/*.md', { query: '?raw', import: 'default', eager: true }),
  en: import.meta.glob<string>('./help/en/*.md', { query: '?raw', import: 'default', eager: true }),
};

/** @throws when an article is not written in that language: a mistake of the author, which a test finds */
export function guideSources(language: Language): { id: ArticleName; source: string }[] {
  return ARTICLES.map((id) => {
    const source = SOURCES[language][`./help/${language}/${id}.md`];
    if (source === undefined) throw new Error(`no article ${id} in ${language}`);
    return { id, source };
  });
}
