/** The content script in tabs that were open before the extension was installed or updated. */
import browser from 'webextension-polyfill';
import { askTab } from '../../messages';
import { SITE_MATCHES } from '../../sites/hosts';

/** Puts the content script into every open tab of the sites. A tab that refuses (an error page) is left alone. */
export async function comeIntoOpenTabs(): Promise<void> {
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  const tabs = await openTabs();
  await Promise.allSettled(
    tabs.flatMap((tabId) =>
      scripts.map(async ({ js, css }) => {
        if (css) await browser.scripting.insertCSS({ target: { tabId }, files: css });
        if (js) await browser.scripting.executeScript({ target: { tabId }, files: js });
      }),
    ),
  );
}

/** Tells every content script that the register, the rules or the settings changed. */
export async function tellTabs(): Promise<void> {
  // A tab without our script has nothing to be told.
  await Promise.allSettled((await openTabs()).map((tab) => askTab(tab, 'changed', null)));
}

async function openTabs(): Promise<number[]> {
  const tabs = await browser.tabs.query({ url: SITE_MATCHES });
  return tabs.flatMap((tab) => (tab.id === undefined || tab.discarded ? [] : [tab.id]));
}
