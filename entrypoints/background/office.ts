/**
 * The office's register, rules and templates in memory, read anew after a change. The background may be stopped at
 * any moment: nothing here is the only copy of anything.
 */

import { dateAt } from '../../calendar/dates';
import { additionsOf, createJudge, type Judge, type Model, officeRules } from '../../detection';
import { findPage, type RegisteredPage } from '../../office/pages';
import type { Settings } from '../../office/settings';
import type { Pack } from '../../packs/pack';
import { packAdditions } from '../../packs/rules';
import type { OfficeProfile } from '../../replies/profile';
import { createSuggester, type Suggester } from '../../replies/suggestion';
import { readPacks } from '../../storage/packs';
import {
  bodies,
  readApproved,
  readClauses,
  readExceptions,
  readProfile,
  readSharedPages,
  readWords,
  type Shared,
} from '../../storage/register';
import type { StoreName } from '../../storage/schema';
import type { Store } from '../../storage/store';
import type { Clause, PageIdentity } from '../../types';

export class Office {
  private memory = new Map<string, Promise<unknown>>();
  private loadedModel: Promise<Model> | null = null;
  private readonly listeners: (() => void)[] = [];
  private made: { goesBy: string; judge: Judge } | null = null;

  constructor(
    readonly store: Store,
    private readonly loadModel: () => Promise<Model>,
    private readonly loadRules: () => Promise<ArrayBuffer | undefined> = async () => undefined,
  ) {
    store.onChange(({ stores }) => this.changed(stores));
  }

  /** Something was changed here or elsewhere: what was remembered of it is forgotten. */
  changed(stores: readonly StoreName[]): void {
    if (!stores.some((name) => name === 'revisions' || name === 'settings' || name === 'packs')) return;
    this.memory.clear();
    for (const listener of this.listeners) listener();
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** What was read once, until a change makes it stale. */
  remember<Value>(name: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.memory.get(name) as Promise<Value> | undefined;
    if (known) return known;
    const reading = read();
    this.memory.set(name, reading);
    // A failure is not remembered: the next question tries again.
    reading.catch(() => this.memory.delete(name));
    return reading;
  }

  settings(): Promise<Settings> {
    return this.remember('settings', () => this.store.settings());
  }

  /** With what an edit of each supersedes. */
  sharedPages(): Promise<Map<string, Shared<RegisteredPage>>> {
    return this.remember('sharedPages', () => readSharedPages(this.store));
  }

  pages(): Promise<Map<string, RegisteredPage>> {
    return this.remember('pages', async () => bodies(await this.sharedPages()));
  }

  profile(): Promise<OfficeProfile> {
    return this.remember('profile', () => readProfile(this.store));
  }

  clauses(): Promise<Clause[]> {
    return this.remember('clauses', () => readClauses(this.store));
  }

  /** The last good issues of the packs subscribed to. */
  packs(): Promise<Pack[]> {
    return this.remember('packs', async () => (await readPacks(this.store)).map(({ pack }) => pack));
  }

  exceptions(): Promise<ReadonlySet<string>> {
    return this.remember('exceptions', async () => new Set(await readExceptions(this.store)));
  }

  judge(): Promise<Judge> {
    return this.remember('judge', async () => {
      const office = additionsOf(await readWords(this.store));
      const clauses = await this.clauses();
      const model = await this.model();
      const packs = packAdditions(await this.packs(), clauses, officeRules(office)).book;
      const goesBy = JSON.stringify([office, clauses, packs]);
      // Most changes of the office are not about the rules, and making a judge is the dearest thing here.
      if (this.made?.goesBy === goesBy) return this.made.judge;
      const judge = createJudge({ clauses, office, packs, model, image: await this.loadRules() });
      this.made = { goesBy, judge };
      return judge;
    });
  }

  /** The weights are the extension's own: no change of the office's makes them other ones. */
  private model(): Promise<Model> {
    this.loadedModel ??= this.loadModel();
    this.loadedModel.catch(() => {
      this.loadedModel = null;
    });
    return this.loadedModel;
  }

  async suggester(): Promise<Suggester> {
    // An approval ends with its last day, so what may be suggested is remembered for the day.
    const today = dateAt(Date.now(), (await this.settings()).zone);
    return this.remember(`suggester ${today}`, async () => {
      const suggester = createSuggester(await readApproved(this.store));
      suggester.setFavourites((await this.settings()).favourites);
      return suggester;
    });
  }

  async find(identity: PageIdentity): Promise<readonly [string, RegisteredPage] | null> {
    return findPage(await this.pages(), identity);
  }

  /** Keys that belong to pages other than this one. */
  async keysOfOthers(entity: string): Promise<Set<string>> {
    const keys = new Set<string>();
    for (const [other, page] of await this.pages()) {
      if (other === entity || page.removed) continue;
      for (const key of [...page.keys, ...page.discussionKeys]) keys.add(key);
    }
    return keys;
  }
}
