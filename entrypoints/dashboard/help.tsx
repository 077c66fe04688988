/** The section «Справка»: the built-in guide. */
import { useMemo } from 'preact/hooks';
import { readArticle } from '../../components/dashboard/help/article';
import { Help } from '../../components/dashboard/help/help';
import '../../components/dashboard/help/help.css';
import { guideSources } from '../../locales/guide';
import { help } from '../../locales/help';
import type { SectionProps } from './sections';

export function Section({ open, language }: SectionProps) {
  const articles = useMemo(() => guideSources(language).map(({ id, source }) => readArticle(id, source)), [language]);
  return <Help t={help(language)} articles={articles} open={open} />;
}
