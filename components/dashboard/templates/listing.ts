/** The search of the list, over an index of its own. */
import { createSuggester, type Suggester } from '../../../replies/suggestion';
import type { TemplateEntry } from '../model';
import { headOf } from './standing';

/** An index over the templates as they are now, made when somebody first searches. */
export class Finder {
  #suggester: Suggester | null = null;
  /** The entries that were searched last: as long as they are the same, nothing has to be looked at. */
  #searched: readonly TemplateEntry[] = [];
  /** What each template is indexed by. */
  readonly #known = new Map<string, TemplateEntry>();

  /** Entries whose head fits the query, best first. An empty query gives all, in the order given. */
  find(entries: readonly TemplateEntry[], query: string): readonly TemplateEntry[] {
    if (!query.trim()) return entries;
    const suggester = this.#upToDate(entries);
    const found = suggester.search(query, { all: true, limit: entries.length });
    return found.flatMap(({ id }) => this.#known.get(id) ?? []);
  }

  /** Only what changed since the last search is indexed anew. */
  #upToDate(entries: readonly TemplateEntry[]): Suggester {
    this.#suggester ??= createSuggester([]);
    if (this.#searched === entries) return this.#suggester;
    this.#searched = entries;
    const gone = new Set(this.#known.keys());
    for (const entry of entries) {
      const { id: revision, body: template } = headOf(entry);
      gone.delete(entry.id);
      const known = this.#known.get(entry.id);
      this.#known.set(entry.id, entry);
      if (known && headOf(known).id === revision) continue;
      this.#suggester.put({ id: entry.id, template });
    }
    for (const id of gone) {
      this.#known.delete(id);
      this.#suggester.remove(id);
    }
    return this.#suggester;
  }
}
