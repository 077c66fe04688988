/**
 * The templates as the dashboard last read them. Revisions never change, so only those that came since are read again:
 * with ten thousand templates a single save must not cost seconds.
 */
import type { TemplateEntry } from '../../components/dashboard/model';
import { isKnown, type Revision } from '../../office/record';
import { standing, Template, type TemplateRevision } from '../../replies/template';
import type { Store } from '../../storage/store';

const { compare } = new Intl.Collator('ru');

export class Shelf {
  readonly #read = new Set<string>();
  readonly #histories = new Map<string, TemplateRevision[]>();
  readonly #entries = new Map<string, TemplateEntry>();
  #sorted: readonly TemplateEntry[] = [];

  /** All templates by title; the same list as before when nothing came. @throws StorageError */
  async read(store: Store): Promise<readonly TemplateEntry[]> {
    const ids = await store.read((database) => database.getAllKeysFromIndex('revisions', 'kind', 'template'));
    const fresh = ids.filter((id) => !this.#read.has(id));
    if (fresh.length > 0) this.take(await revisions(store, fresh, ids.length));
    // Also those that do not fit: they are not read again either.
    for (const id of fresh) this.#read.add(id);
    return this.#sorted;
  }

  /** Revisions that were just written need not be read again; those of other kinds are passed over. */
  take(written: readonly Revision[]): void {
    const touched = new Set<string>();
    for (const { id, kind, entity, parents, body } of written) {
      if (kind !== 'template' || this.#read.has(id)) continue;
      this.#read.add(id);
      const template = Template.safeParse(body);
      if (!template.success) continue;
      const history = this.#histories.get(entity) ?? [];
      history.push({ id, parents, body: template.data });
      this.#histories.set(entity, history);
      touched.add(entity);
    }
    if (touched.size === 0) return;
    let isMoved = false;
    for (const id of touched) {
      const entry = { id, standing: standing(this.#histories.get(id) ?? []) };
      const before = this.#entries.get(id);
      isMoved ||= !before || titleOf(before) !== titleOf(entry);
      this.#entries.set(id, entry);
    }
    // Approving ten thousand changes no title: the order stays.
    this.#sorted = isMoved
      ? [...this.#entries.values()].sort(byTitle)
      : this.#sorted.map((entry) => this.#entries.get(entry.id) ?? entry);
  }
}

/** By their ids in one transaction when they are few, all at once when they are most. */
async function revisions(store: Store, ids: readonly string[], total: number): Promise<Revision[]> {
  if (ids.length * 2 > total) return store.revisions('template');
  const records = await store.read(async (database) => {
    const { store: all } = database.transaction('revisions');
    return Promise.all(ids.map((id) => all.get(id)));
  });
  const whole = await store.whole(
    'revisions',
    records.filter((record) => record !== undefined),
  );
  return whole.filter(isKnown);
}

function byTitle(a: TemplateEntry, b: TemplateEntry): number {
  return compare(titleOf(a), titleOf(b)) || (a.id < b.id ? -1 : 1);
}

const titleOf = ({ standing: { heads } }: TemplateEntry): string => heads[0]?.body.title ?? '';
