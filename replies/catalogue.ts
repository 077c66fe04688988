/** The templates of an office with their index: by topic and by words. Kept up to date one template at a time. */
import MiniSearch, { type SearchResult } from 'minisearch';
import type { TopicReader } from './recognition';
import type { Template } from './template';
import { topicTitle } from './topics';
import { STOP_WORDS, stemOf, wordsOf } from './words';

/** A template as it is offered: `id` is that of the entity, the body that of the revision in use. */
export interface CataloguedTemplate {
  id: string;
  template: Template;
}

interface Doc {
  id: string;
  title: string;
  topics: string;
  text: string;
}

interface Kept {
  entry: CataloguedTemplate;
  topics: readonly string[];
}

/** A title speaks for its template's topic from here on; see `TopicMatch.strength`. */
const TITLE_IS_CLEAR = 0.5;

const docOf = ({ entry: { id, template }, topics }: Kept): Doc => ({
  id,
  title: template.title,
  topics: topics.map(topicTitle).join(' '),
  text: template.text,
});

const fuzzy = (term: string): number | false => (term.length > 4 ? 0.2 : false);
const AS_TYPED = { prefix: true, fuzzy, maxFuzzy: 2, weights: { prefix: 0.7, fuzzy: 0.3 } };

export class Catalogue {
  readonly #kept = new Map<string, Kept>();
  readonly #byTopic = new Map<string, Set<string>>();
  readonly #topics: TopicReader;
  readonly #index = new MiniSearch<Doc>({
    fields: ['title', 'topics', 'text'],
    idField: 'id',
    tokenize: (text) => wordsOf(text, Number.POSITIVE_INFINITY).map(({ folded }) => folded),
    processTerm: (word) => (STOP_WORDS.has(word) ? null : stemOf(word)),
    searchOptions: { boost: { title: 3, topics: 2 } },
  });

  constructor(topics: TopicReader) {
    this.#topics = topics;
  }

  get size(): number {
    return this.#kept.size;
  }

  ids(): Iterable<string> {
    return this.#kept.keys();
  }

  get(id: string): CataloguedTemplate | undefined {
    return this.#kept.get(id)?.entry;
  }

  /** Adds a template or takes its new text; one without topics gets those its title clearly names. */
  put(entry: CataloguedTemplate): void {
    this.remove(entry.id);
    const own = entry.template.topics;
    const topics =
      own.length > 0
        ? own
        : this.#topics
            .read(entry.template.title)
            .filter(({ strength }) => strength >= TITLE_IS_CLEAR)
            .map(({ topic }) => topic);
    const kept = { entry, topics: [...new Set(topics)] };
    this.#kept.set(entry.id, kept);
    this.#index.add(docOf(kept));
    for (const topic of kept.topics) {
      const ids = this.#byTopic.get(topic) ?? new Set();
      this.#byTopic.set(topic, ids.add(entry.id));
    }
  }

  remove(id: string): boolean {
    const kept = this.#kept.get(id);
    if (!kept) return false;
    this.#kept.delete(id);
    // With the whole document, not `discard`: nothing is left to be cleaned up by a timer later.
    this.#index.remove(docOf(kept));
    for (const topic of kept.topics) this.#byTopic.get(topic)?.delete(id);
    return true;
  }

  /** Approved templates of a topic. */
  *approvedOn(topic: string): Generator<CataloguedTemplate> {
    for (const id of this.#byTopic.get(topic) ?? []) {
      const entry = this.get(id);
      if (entry?.template.status === 'approved') yield entry;
    }
  }

  /** Approved templates that share words (folded ones) with a text, the nearest first. */
  sharing(words: readonly string[]): SearchResult[] {
    if (words.length === 0) return [];
    return this.#index.search(words.join(' '), {
      filter: ({ id }) => this.get(id)?.template.status === 'approved',
    });
  }

  /** As one types: every word by its beginning and forgiving slips; where nothing has them all, any of them. */
  asTyped(query: string): SearchResult[] {
    const every = this.#index.search(query, { ...AS_TYPED, combineWith: 'AND' });
    return every.length > 0 ? every : this.#index.search(query, AS_TYPED);
  }
}
