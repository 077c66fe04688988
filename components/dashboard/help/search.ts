/** Finds the parts of the guide that speak of something, whatever form the words stand in. */
import MiniSearch from 'minisearch';
import { STOP_WORDS, stemOf, wordsOf } from '../../../replies/words';
import { type Article, plain } from './article';

/** A part of an article, or its beginning. */
export interface Found {
  /** What stands behind `#/help/`. */
  address: string;
  article: string;
  title: string;
  /** The beginning of its text. */
  excerpt: string;
}

interface Doc extends Found {
  text: string;
}

const MOST = 12;
const EXCERPT = 160;
/** More words than anybody looks for at once. */
const WORDS = 20;

export type GuideSearch = (query: string) => Found[];

/** Builds the index; some milliseconds for the whole guide. A query of no letters finds nothing. */
export function guideSearch(articles: readonly Article[]): GuideSearch {
  const docs = articles.flatMap(docsOf);
  const byAddress = new Map(docs.map((doc) => [doc.address, doc]));
  const index = new MiniSearch<Doc>({
    fields: ['title', 'article', 'text'],
    idField: 'address',
    tokenize: (text) => wordsOf(text, Number.POSITIVE_INFINITY).map(({ folded }) => folded),
    processTerm: (word) => (STOP_WORDS.has(word) ? null : stemOf(word)),
    searchOptions: {
      boost: { title: 3, article: 1.5 },
      prefix: true,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: 'OR',
    },
  });
  index.addAll(docs);
  return (query) => {
    const asked = wordsOf(query, WORDS).map(({ folded }) => folded);
    if (asked.length === 0) return [];
    return index
      .search(asked.join(' '))
      .slice(0, MOST)
      .flatMap(({ id }) => byAddress.get(String(id)) ?? []);
  };
}

function docsOf({ id, title, lead, parts }: Article): Doc[] {
  const start = plain(lead);
  return [
    { address: id, article: title, title, text: start, excerpt: cut(start) },
    ...parts.map((part) => {
      const text = plain(part.blocks);
      return { address: `${id}/${part.id}`, article: title, title: part.title, text, excerpt: cut(text) };
    }),
  ];
}

function cut(text: string): string {
  if (text.length <= EXCERPT) return text;
  return `${text.slice(0, text.lastIndexOf(' ', EXCERPT))}…`;
}
