/** What happens without anybody asking: retention, the turn of the week, withheld permissions, changed settings. */
import browser from 'webextension-polyfill';
import { expire } from '../../storage/sightings';
import type { Store } from '../../storage/store';
import type { Badges } from './badges';
import type { ModerationDesk } from './moderation';
import type { Office } from './office';
import { comeIntoOpenTabs, tellTabs } from './tabs';

export const DAILY = 'smotritel-daily';
const DAY_MINUTES = 24 * 60;

export class Housekeeping {
  constructor(
    private readonly store: Store,
    private readonly office: Office,
    private readonly badges: Badges,
    private readonly desk: ModerationDesk,
  ) {}

  listen(): void {
    browser.runtime.onInstalled.addListener(() => void this.begin());
    browser.runtime.onStartup.addListener(() => void this.begin());
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === DAILY) void this.daily();
    });
    browser.permissions.onAdded.addListener(() => void this.permissionsChanged());
    browser.permissions.onRemoved.addListener(() => void this.permissionsChanged());
    // Changed in the dashboard: the badge and the panel of every open tab follow.
    this.store.onChange(({ stores }) => {
      if (stores.some((name) => name === 'revisions' || name === 'settings' || name === 'packs')) void tellTabs();
    });
  }

  private async begin(): Promise<void> {
    await browser.alarms.create(DAILY, { delayInMinutes: 1, periodInMinutes: DAY_MINUTES });
    // Asked, not required: a browser that refuses keeps the data as long as it has room.
    await navigator.storage?.persist?.();
    await this.badges.showPermission();
  }

  private async daily(): Promise<void> {
    const { retentionDays } = await this.office.settings();
    await expire(this.store, retentionDays, Date.now());
    await this.desk.daily(Date.now());
    await tellTabs();
  }

  private async permissionsChanged(): Promise<void> {
    await this.badges.showPermission();
    await comeIntoOpenTabs();
  }
}
