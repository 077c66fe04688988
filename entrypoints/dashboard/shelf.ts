/**
 * The templates as the dashboard last read them. Revisions never change, so only those that came since are read again:
 * with ten thousand templates a single save must not cost seconds.
 */

import { dateAt } from '../../calendar/dates';
import type { TemplateEntry } from '../../components/dashboard/model';
import { approvalEntity } from '../../office/approval';
import type { Revision } from '../../office/record';
import { officeStanding, standing, TEMPLATE, Template, type TemplateRevision } from '../../replies/template';
import type { Steps } from '../../storage/approvals';
import type { Store } from '../../storage/store';

const { compare } = new Intl.Collator('ru');

export class Shelf {
  readonly #read = new Set<string>();
  readonly #histories = new Map<string, TemplateRevision[]>();
  readonly #entries = new Map<string, TemplateEntry>();
  #sorted: readonly TemplateEntry[] = [];

  /** How the office has decided; null before there is one, then a text's own word counts. */
  #office: { epoch: string; steps: Steps; today: string } | null = null;
  /** By template: the steps by which it stands now. */
  readonly #judged = new Map<string, string>();

  /** All templates by title; the same list as before when nothing came. @throws StorageError */
  async read(store: Store): Promise<readonly TemplateEntry[]> {
    const changed = await this.#readOffice(store);
    const ids = await store.read((database) => database.getAllKeysFromIndex('revisions', 'kind', 'template'));
    const fresh = ids.filter((id) => !this.#read.has(id));
    const written = fresh.length > 0 ? await revisions(store, fresh, ids.length) : [];
    this.#judge([...this.#shelve(written), ...changed]);
    // Also those that do not fit: they are not read again either.
    for (const id of fresh) this.#read.add(id);
    return this.#sorted;
  }

  /** Revisions that were just written need not be read again; those of other kinds are passed over. */
  take(written: readonly Revision[]): void {
    this.#judge(this.#shelve(written));
  }

  /** @returns templates about which something else was decided since */
  async #readOffice(store: Store): Promise<string[]> {
    const [membership, { zone }] = await Promise.all([store.belonging.membership(), store.settings()]);
    if (!membership) return [];
    if (this.#office?.epoch !== membership.epoch) this.#forget();
    const steps = await store.approvals.read();
    this.#office = { epoch: membership.epoch, steps, today: dateAt(Date.now(), zone) };
    return [...this.#histories.keys()].filter((id) => this.#judged.get(id) !== this.#decisions(id));
  }

  /** Somebody came or went: whose words count is asked anew. */
  #forget(): void {
    this.#read.clear();
    this.#histories.clear();
    this.#entries.clear();
    this.#judged.clear();
    this.#sorted = [];
  }

  #decisions(id: string): string {
    const steps = this.#office?.steps.get(approvalEntity(TEMPLATE, id)) ?? [];
    return `${this.#office?.today} ${steps.map((step) => step.id).join(' ')}`;
  }

  /** @returns templates that got a revision */
  #shelve(written: readonly Revision[]): string[] {
    const touched = new Set<string>();
    for (const { id, kind, entity, parents, body } of written) {
      if (kind !== TEMPLATE || this.#read.has(id)) continue;
      this.#read.add(id);
      const template = Template.safeParse(body);
      if (!template.success) continue;
      const history = this.#histories.get(entity) ?? [];
      history.push({ id, parents, body: template.data });
      this.#histories.set(entity, history);
      touched.add(entity);
    }
    return [...touched];
  }

  #judge(touched: readonly string[]): void {
    if (touched.length === 0) return;
    let isMoved = false;
    for (const id of new Set(touched)) {
      const entry = { id, standing: this.#standing(id) };
      const before = this.#entries.get(id);
      isMoved ||= !before || titleOf(before) !== titleOf(entry);
      this.#entries.set(id, entry);
      if (this.#office) this.#judged.set(id, this.#decisions(id));
    }
    // Approving ten thousand changes no title: the order stays.
    this.#sorted = isMoved
      ? [...this.#entries.values()].sort(byTitle)
      : this.#sorted.map((entry) => this.#entries.get(entry.id) ?? entry);
  }

  #standing(id: string): TemplateEntry['standing'] {
    const history = this.#histories.get(id) ?? [];
    if (!this.#office) return standing(history);
    const { steps, today } = this.#office;
    return officeStanding(history, steps.get(approvalEntity(TEMPLATE, id)) ?? [], today);
  }
}

/** By their ids in one transaction when they are few, all at once when they are most. */
async function revisions(store: Store, ids: readonly string[], total: number): Promise<Revision[]> {
  if (ids.length * 2 > total) return store.revisions('template');
  const records = await store.read(async (database) => {
    const { store: all } = database.transaction('revisions');
    return Promise.all(ids.map((id) => all.get(id)));
  });
  return store.counted(records.filter((record) => record !== undefined));
}

function byTitle(a: TemplateEntry, b: TemplateEntry): number {
  return compare(titleOf(a), titleOf(b)) || (a.id < b.id ? -1 : 1);
}

const titleOf = ({ standing: { heads } }: TemplateEntry): string => heads[0]?.body.title ?? '';
