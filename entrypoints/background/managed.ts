/** What the administrator gave by the browser's policy is put into the register at the start and when it changes. */
import browser from 'webextension-polyfill';
import { readSetup, type Setup } from '../../office/setup';
import { applySetup } from '../../storage/setup';
import type { Store } from '../../storage/store';
import type { Office } from './office';

/** The policy's values; an empty setup where the browser has none for us. */
export async function managedSetup(): Promise<Setup> {
  // Firefox rejects when no policy names the extension.
  const given = await browser.storage.managed.get(null).catch(() => ({}));
  return readSetup(given).setup;
}

/** Takes the policy over now, and again whenever it changes. */
export function followPolicy(store: Store, office: Office): void {
  const take = async (): Promise<void> => {
    const { changed } = await applySetup(store, await managedSetup());
    if (changed) office.changed(['revisions', 'settings']);
  };
  browser.runtime.onInstalled.addListener(() => void take());
  browser.runtime.onStartup.addListener(() => void take());
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') void take();
  });
}
