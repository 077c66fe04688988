/** «Разобрать этот комментарий» on the right mouse button: also for comments in which nothing was found. */
import browser from 'webextension-polyfill';
import { inPage } from '../../locales/inpage';
import { askTab } from '../../messages';
import { SITE_MATCHES } from '../../sites/hosts';
import type { Office } from './office';

const DECIDE = 'smotritel-decide';

export function offerContextMenu(office: Office): void {
  browser.runtime.onInstalled.addListener(() => void create(office));
  browser.runtime.onStartup.addListener(() => void create(office));
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    // A tab without our script, or one whose page is not registered, has nothing to open.
    if (menuItemId === DECIDE && tab?.id !== undefined)
      void askTab(tab.id, 'decidePointed', null).catch(() => undefined);
  });
}

async function create(office: Office): Promise<void> {
  const { language } = await office.settings();
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: DECIDE,
    title: inPage(language)('menu.decide'),
    contexts: ['page', 'selection', 'link', 'image'],
    documentUrlPatterns: SITE_MATCHES,
  });
}
