/** Finds out what the tab under the popup is. */
import browser from 'webextension-polyfill';
import type { TabState } from '../../components/popup/tab';
import { askTab, type TabView } from '../../messages';
import { SITE_HOSTS } from '../../sites/hosts';
import { identifyUrl } from '../../sites/identity';
import type { Site } from '../../types';

export interface TabAtHand {
  id: number | null;
  state: TabState;
}

/**
 * The active tab and what its content script tells. Without the permission for a site its URL is hidden from us, so
 * such a tab may be anything.
 */
export async function tabAtHand(withheld: readonly Site[]): Promise<TabAtHand> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const state = !tab?.url && withheld.length > 0 ? 'hidden' : 'foreign';
  const identity = tab?.url ? identifyUrl(tab.url) : null;
  if (tab?.id === undefined || !identity) return { id: tab?.id ?? null, state: { state } };
  const view = await describe(tab.id);
  if (!view) return { id: tab.id, state: { state: 'silent' } };
  if (view.page) return { id: tab.id, state: { state: 'own', view: { ...view, page: view.page } } };
  if (!view.identity || view.identity.keys.length === 0) return { id: tab.id, state: { state: 'nobody' } };
  return { id: tab.id, state: { state: 'new', identity: view.identity } };
}

/** null: nobody answers, because the tab was open before the extension or holds the script of an older version. */
async function describe(tab: number): Promise<TabView | null> {
  try {
    return await askTab(tab, 'describe', null);
  } catch {
    return null;
  }
}

const originsOf = (site: Site): string[] => SITE_HOSTS[site].map((host) => `https://${host}/*`);

/** Sites of which the browser withholds at least one host. */
export async function withheldSites(): Promise<Site[]> {
  const sites = Object.keys(SITE_HOSTS) as Site[];
  const granted = await Promise.all(sites.map((site) => browser.permissions.contains({ origins: originsOf(site) })));
  return sites.filter((_, at) => !granted[at]);
}

/** Must be called from a click. @returns whether the person agreed. */
export function requestSites(sites: readonly Site[]): Promise<boolean> {
  return browser.permissions.request({ origins: sites.flatMap(originsOf) });
}
