/** Which templates the list shows: what state each is in, the filter, the search. */
import { createSuggester, type Suggester } from '../../../replies/suggestion';
import type { TemplateRevision } from '../../../replies/template';
import type { TemplateEntry } from '../model';

/** `revised`: an approved text is in use and a newer draft waits; `apart`: two people edited apart. */
export type EntryState = 'draft' | 'approved' | 'revised' | 'retired' | 'apart';
export const FILTERS = ['all', 'draft', 'approved', 'retired', 'apart'] as const;
export type Filter = (typeof FILTERS)[number];

/** The revision that the list and the editor show. */
export function headOf({ standing }: TemplateEntry): TemplateRevision {
  const head = standing.heads[0];
  if (!head) throw new Error('a template without revisions');
  return head;
}

export function stateOf(entry: TemplateEntry): EntryState {
  const { heads, approved } = entry.standing;
  if (heads.length > 1) return 'apart';
  const { status } = headOf(entry).body;
  return status === 'draft' && approved ? 'revised' : status;
}

/** A draft over an approved text is found under both: it waits, and it is in use. */
export function passes(state: EntryState, filter: Filter): boolean {
  if (filter === 'all' || state === filter) return true;
  return state === 'revised' && (filter === 'draft' || filter === 'approved');
}

/** An index over the templates as they are now, made when somebody first searches. */
export class Finder {
  #suggester: Suggester | null = null;
  /** Id of the revision that each template is indexed by. */
  readonly #known = new Map<string, string>();

  /** Entries whose head fits the query, best first. An empty query gives all, in the order given. */
  find(entries: readonly TemplateEntry[], query: string): readonly TemplateEntry[] {
    if (!query.trim()) return entries;
    const suggester = this.#upToDate(entries);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const found = suggester.search(query, { all: true, limit: entries.length });
    return found.flatMap(({ id }) => byId.get(id) ?? []);
  }

  /** Only what changed since the last search is indexed anew. */
  #upToDate(entries: readonly TemplateEntry[]): Suggester {
    this.#suggester ??= createSuggester([]);
    const gone = new Set(this.#known.keys());
    for (const entry of entries) {
      const { id: revision, body: template } = headOf(entry);
      gone.delete(entry.id);
      if (this.#known.get(entry.id) === revision) continue;
      this.#known.set(entry.id, revision);
      this.#suggester.put({ id: entry.id, template });
    }
    for (const id of gone) {
      this.#known.delete(id);
      this.#suggester.remove(id);
    }
    return this.#suggester;
  }
}
