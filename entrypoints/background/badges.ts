/** The number on the toolbar button of each tab. */
import browser from 'webextension-polyfill';
import { weekDates } from '../../components/overlay/view';
import { common } from '../../locales/common';
import type { RegisteredPage } from '../../office/pages';
import { type Badge, badge } from '../../publishing/badge';
import { SITE_MATCHES } from '../../sites/hosts';
import type { Counted } from '../../storage/sightings';
import type { Health } from '../../types';
import type { Office } from './office';

/** White on each is at least 4.5 : 1. */
const COLOURS: Record<Badge['state'], string> = {
  below: '#a3261d',
  reached: '#1b6e34',
  unknown: '#565f69',
  foreign: '#565f69',
};

export class Badges {
  constructor(private readonly office: Office) {}

  /** The tab shows a registered page. */
  async show(tab: number, page: RegisteredPage, counted: Counted, health: Health | null): Promise<void> {
    const { language } = await this.office.settings();
    const t = common(language);
    const shown = badge({ count: counted.count, norm: page.norm, registered: true, health });
    const dates = weekDates(language, counted.week);
    const count = shown.count ? t(shown.count.key, shown.count.variables) : '';
    const site = t(`site.${page.site}`);
    await this.set(tab, shown, t(shown.title.key, { ...shown.title.variables, site, page: page.name, dates, count }));
  }

  /** The tab shows a page of the sites that is not registered. */
  async clear(tab: number): Promise<void> {
    const { language } = await this.office.settings();
    const shown = badge({ count: null, norm: 0, registered: false, health: null });
    await this.set(tab, shown, common(language)(shown.title.key));
  }

  /**
   * What the button shows where no content script reports. The browser hides the address of a tab whose permission it
   * withholds, so the sign stands on the button of every tab that says nothing of its own.
   */
  async showPermission(): Promise<void> {
    const granted = await browser.permissions.contains({ origins: SITE_MATCHES });
    const t = common((await this.office.settings()).language);
    await Promise.all([
      browser.action.setBadgeText({ text: granted ? '' : '!' }),
      browser.action.setBadgeBackgroundColor({ color: COLOURS.unknown }),
      browser.action.setTitle({ title: t(granted ? 'badge.foreign' : 'badge.permission') }),
    ]);
  }

  private async set(tab: number, { text, state }: Pick<Badge, 'text' | 'state'>, title: string): Promise<void> {
    try {
      await Promise.all([
        browser.action.setBadgeText({ tabId: tab, text }),
        browser.action.setBadgeBackgroundColor({ tabId: tab, color: COLOURS[state] }),
        browser.action.setBadgeTextColor?.({ tabId: tab, color: '#ffffff' }),
        browser.action.setTitle({ tabId: tab, title }),
      ]);
    } catch (error) {
      // The tab was closed while its week was counted.
      if (await exists(tab)) throw error;
    }
  }
}

async function exists(tab: number): Promise<boolean> {
  return browser.tabs.get(tab).then(
    () => true,
    () => false,
  );
}
