/** Keeps the packs subscribed to fresh: by an alarm, when the policy changes, and when a person asks. */
import browser from 'webextension-polyfill';
import { dateAt } from '../../calendar/dates';
import { serve } from '../../messages';
import type { Setup } from '../../office/setup';
import { fetchPack, packAddress } from '../../packs/fetching';
import { readKey } from '../../packs/pack';
import { type Arrival, type Subscription, subscribed } from '../../packs/subscription';
import { StorageError } from '../../storage/database';
import { addSubscription, followOffice, readSubscriptions, removeSubscription, takeArrival } from '../../storage/packs';
import type { Store } from '../../storage/store';
import { originPattern } from '../../sync/place';
import { repeated } from '../../sync/repeated';
import { told } from './faults';
import { managedSetup } from './managed';
import type { Office } from './office';
import { tellTabs } from './tabs';

const ALARM = 'smotritel-packs';
const EVERY_MINUTES = 6 * 60;

export class Packs {
  constructor(
    private readonly store: Store,
    private readonly office: Office,
  ) {}

  listen(): void {
    serve({ refreshPacks: told(({ pack }) => this.refresh(pack)) });
    browser.runtime.onInstalled.addListener(() => void this.begin());
    browser.runtime.onStartup.addListener(() => void this.begin());
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === ALARM) void this.quietly(() => this.refresh(null));
    });
    browser.storage.onChanged.addListener((_, area) => {
      if (area === 'managed') void this.quietly(() => this.followPolicy());
    });
    // A colleague subscribed or unsubscribed the office.
    this.office.onChange(repeated(() => this.quietly(() => this.followOffice())));
  }

  private async begin(): Promise<void> {
    if (!(await browser.alarms.get(ALARM))) await browser.alarms.create(ALARM, { periodInMinutes: EVERY_MINUTES });
    await this.quietly(() => this.followPolicy());
  }

  private async followPolicy(): Promise<void> {
    const isPolicy = await applyPolicy(this.store, (await managedSetup()).packs ?? [], Date.now());
    if ((await followOffice(this.store, Date.now())) || isPolicy) await this.tell();
    await this.refresh(null);
  }

  private async followOffice(): Promise<void> {
    if (!(await followOffice(this.store, Date.now()))) return;
    await this.tell();
    await this.refresh(null);
  }

  /** The database cannot be opened now: the dashboard says so, and the next alarm tries again. */
  private async quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  /** @param id of one subscription; null: all that have an address. @throws StorageError */
  private async refresh(id: string | null): Promise<null> {
    const { zone } = await this.office.settings();
    for (const subscription of await readSubscriptions(this.store)) {
      if (subscription.url === null || (id !== null && subscription.id !== id)) continue;
      const before = subscription.good?.signed.pack.number;
      const arrival = await this.fetch(subscription);
      const now = Date.now();
      const next = await takeArrival(this.store, subscription.id, arrival, { now, today: dateAt(now, zone) });
      if (next && before !== next.good?.signed.pack.number) {
        await this.tell();
      }
    }
    return null;
  }

  /** Open pages are judged and read anew; a write of our own is not heard here by itself. */
  private async tell(): Promise<void> {
    this.office.changed(['packs']);
    await tellTabs();
  }

  private async fetch(subscription: Subscription): Promise<Arrival> {
    const origin = originPattern(new URL(subscription.url ?? ''));
    if (!(await browser.permissions.contains({ origins: [origin] }))) {
      return { type: 'failed', why: 'permission', detail: new URL(subscription.url ?? '').host };
    }
    return fetchPack(subscription);
  }
}

/**
 * Subscribes to what the policy names and ends the policy's subscriptions that it names no more; a person's own stay.
 * @returns whether anything was changed
 */
export async function applyPolicy(store: Store, given: NonNullable<Setup['packs']>, now: number): Promise<boolean> {
  let isChanged = false;
  const named = new Set<string>();
  for (const { url, key } of given) {
    const [address, publisher] = [packAddress(url), readKey(key)];
    if (!address || !publisher) continue;
    const subscription = subscribed({ url: address.href, key: publisher, from: 'policy' }, now);
    named.add(subscription.id);
    if (await addSubscription(store, subscription)) isChanged = true;
  }
  for (const { id, from } of await readSubscriptions(store)) {
    if (from !== 'policy' || named.has(id)) continue;
    await removeSubscription(store, id);
    isChanged = true;
  }
  return isChanged;
}
