/** Errors of all parts of the extension, as the browser itself keeps them for the extension's author. */
import type { Page } from 'puppeteer-core';
import { evaluateInFirefox, type Started } from '../../../scripts/lib/browser';

/** The page on which Chromium shows its extensions; its API is not part of anybody's types. */
interface ExtensionsPage {
  chrome: {
    developerPrivate: {
      updateProfileConfiguration(update: object): Promise<void>;
      getExtensionInfo(id: string): Promise<{
        runtimeErrors: { message: string; source: string; severity: string; stackTrace: { lineNumber: number }[] }[];
        manifestErrors: { message: string }[];
      }>;
      deleteExtensionErrors(which: object): Promise<void>;
    };
  };
}

const extensionsPages = new WeakMap<Started, Page>();

/** Has the browser keep errors from now on. */
export async function listenForFaults(started: Started): Promise<void> {
  if (started.engine === 'firefox') {
    await evaluateInFirefox(started.browser, 'Services.console.reset()');
    return;
  }
  const [page = await started.browser.newPage()] = await started.browser.pages();
  await page.goto('chrome://extensions');
  await page.evaluate(() =>
    (globalThis as unknown as ExtensionsPage).chrome.developerPrivate.updateProfileConfiguration({
      inDeveloperMode: true,
    }),
  );
  extensionsPages.set(started, page);
}

/** Errors since last asked, oldest first. */
export function takeFaults(started: Started, ours: { id: string; origin: string }): Promise<string[]> {
  return started.engine === 'firefox' ? takeFromFirefox(started, ours.origin) : takeFromChromium(started, ours.id);
}

async function takeFromChromium(started: Started, id: string): Promise<string[]> {
  const page = extensionsPages.get(started);
  if (!page) throw new Error('listenForFaults was not called');
  return page.evaluate(async (extensionId) => {
    const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
    const { runtimeErrors, manifestErrors } = await developerPrivate.getExtensionInfo(extensionId);
    await developerPrivate.deleteExtensionErrors({ extensionId });
    const runtime = runtimeErrors.filter(({ severity }) => severity === 'ERROR');
    return [
      ...manifestErrors.map(({ message }) => message),
      ...runtime.map(({ message, source, stackTrace }) => `${message} (${source}:${stackTrace[0]?.lineNumber ?? '?'})`),
    ];
  }, id);
}

/** Script errors stand in one list of the whole browser, what was said to `console.error` in another. */
async function takeFromFirefox({ browser }: Started, origin: string): Promise<string[]> {
  return evaluateInFirefox(
    browser,
    `(() => {
      const ours = (source) => String(source).startsWith('${origin}');
      const scripts = Services.console.getMessageArray().flatMap((message) => {
        const error = message instanceof Ci.nsIScriptError ? message : null;
        const warning = error && (error.flags & Ci.nsIScriptError.warningFlag) !== 0;
        return error && !warning && ours(error.sourceName)
          ? [error.errorMessage + ' (' + error.sourceName + ':' + error.lineNumber + ')'] : [];
      });
      Services.console.reset();
      const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
      const said = storage.getEvents().flatMap(({ level, filename, lineNumber, arguments: words }) =>
        level === 'error' && ours(filename) ? [Array.from(words).join(' ') + ' (' + filename + ':' + lineNumber + ')'] : []);
      storage.clearEvents();
      return [...scripts, ...said];
    })()`,
  );
}
