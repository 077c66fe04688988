/** A person who takes the sites away from an extension in the browser's own settings, and gives them back. */
import { evaluateInFirefox, type Started } from '../../../scripts/lib/browser';
import { SITE_MATCHES } from '../../../sites/hosts';
import { extensionsPageOf } from './faults';

export async function withholdSites(started: Started, id: string, withheld: boolean): Promise<void> {
  if (started.engine === 'firefox') {
    await evaluateInFirefox(started.browser, changeInFirefox(id, withheld ? 'remove' : 'add'));
    return;
  }
  await extensionsPageOf(started).evaluate(
    (extensionId, hostAccess) =>
      (globalThis as unknown as Configurable).chrome.developerPrivate.updateExtensionConfiguration({
        extensionId,
        hostAccess,
      }),
    id,
    withheld ? 'ON_CLICK' : 'ON_ALL_SITES',
  );
}

interface Configurable {
  chrome: { developerPrivate: { updateExtensionConfiguration(update: object): Promise<void> } };
}

function changeInFirefox(id: string, change: 'add' | 'remove'): string {
  const which = JSON.stringify({ permissions: [], origins: SITE_MATCHES });
  return `(async () => {
    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
    const { extension } = WebExtensionPolicy.getByID('${id}');
    await ExtensionPermissions.${change}('${id}', ${which}, extension);
    return true;
  })()`;
}
