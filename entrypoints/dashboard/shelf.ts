/**
 * The templates as the dashboard last read them. Revisions never change, so only those that came since are read again:
 * with ten thousand templates a single save must not cost seconds.
 */
import type { TemplateEntry } from '../../components/dashboard/model';
import { standing, Template, type TemplateRevision } from '../../replies/template';
import type { Store } from '../../storage/store';

const { compare } = new Intl.Collator('ru');

export class Shelf {
  /** Also those that do not fit: they are not read again either. */
  readonly #read = new Set<string>();
  readonly #histories = new Map<string, TemplateRevision[]>();
  readonly #entries = new Map<string, TemplateEntry>();
  #sorted: readonly TemplateEntry[] = [];

  /** All templates by title; the same list as before when nothing came. @throws StorageError */
  async read(store: Store): Promise<readonly TemplateEntry[]> {
    const ids = await store.read((database) => database.getAllKeysFromIndex('revisions', 'kind', 'template'));
    const fresh = ids.filter((id) => !this.#read.has(id));
    if (fresh.length === 0) return this.#sorted;
    const touched = new Set<string>();
    for (const { id, entity, parents, body } of await revisions(store, fresh, ids.length)) {
      if (this.#read.has(id)) continue;
      const template = Template.safeParse(body);
      if (!template.success) continue;
      const history = this.#histories.get(entity) ?? [];
      history.push({ id, parents, body: template.data });
      this.#histories.set(entity, history);
      touched.add(entity);
    }
    for (const id of fresh) this.#read.add(id);
    for (const id of touched) this.#entries.set(id, { id, standing: standing(this.#histories.get(id) ?? []) });
    this.#sorted = [...this.#entries.values()].sort(byTitle);
    return this.#sorted;
  }
}

/** One by one when they are few, all at once when they are most. */
async function revisions(store: Store, ids: readonly string[], total: number) {
  if (ids.length * 2 > total) return store.revisions('template');
  const records = await store.read((database) => Promise.all(ids.map((id) => database.get('revisions', id))));
  return store.whole(
    'revisions',
    records.filter((record) => record !== undefined),
  );
}

function byTitle(a: TemplateEntry, b: TemplateEntry): number {
  return compare(titleOf(a), titleOf(b)) || (a.id < b.id ? -1 : 1);
}

const titleOf = ({ standing: { heads } }: TemplateEntry): string => heads[0]?.body.title ?? '';
