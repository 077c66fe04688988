/** Errors of all parts of the extension, as the browser itself keeps them for the extension's author. */
import type { Page } from 'puppeteer-core';
import { evaluateInFirefox, type Started } from '../../../scripts/lib/browser';

/** The page on which Chromium shows its extensions; its API is not part of anybody's types. */
interface ExtensionsPage {
  chrome: {
    developerPrivate: {
      updateProfileConfiguration(update: object): Promise<void>;
      getExtensionInfo(id: string): Promise<{ runtimeErrors: ChromiumError[]; manifestErrors: ChromiumError[] }>;
      deleteExtensionErrors(which: { extensionId: string; errorIds: number[] }): Promise<void>;
    };
  };
}

interface ChromiumError {
  id: number;
  severity: string;
  message: string;
  source: string;
  stackTrace?: { lineNumber: number }[];
}

const extensionsPages = new WeakMap<Started, Page>();

/** Has the browser keep errors from now on. */
export async function listenForFaults(started: Started): Promise<void> {
  if (started.engine === 'firefox') {
    await evaluateInFirefox(started.browser, LISTEN_IN_FIREFOX);
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

/** The page on which Chromium lets a person change an extension. @throws before `listenForFaults` */
export function extensionsPageOf(started: Started): Page {
  const page = extensionsPages.get(started);
  if (!page) throw new Error('listenForFaults was not called');
  return page;
}

/** A message may be as long as the page that caused it. */
const LONGEST = 600;

/** What Firefox itself says when a tab is closed while its content script waits for an answer; nobody can heed it. */
const FAREWELL = /^Promise (?:rejected|resolved) after context unloaded/u;

/** Errors since last asked, oldest first. */
export async function takeFaults(started: Started, ours: { id: string; origin: string }): Promise<string[]> {
  const faults = await (started.engine === 'firefox'
    ? takeFromFirefox(started, ours.origin)
    : takeFromChromium(started, ours.id));
  return faults.filter((fault) => !FAREWELL.test(fault)).map((fault) => fault.slice(0, LONGEST));
}

async function takeFromChromium(started: Started, id: string): Promise<string[]> {
  return extensionsPageOf(started).evaluate(async (extensionId) => {
    const { developerPrivate } = (globalThis as unknown as ExtensionsPage).chrome;
    const { runtimeErrors, manifestErrors } = await developerPrivate.getExtensionInfo(extensionId);
    const errors = [...manifestErrors, ...runtimeErrors];
    // Only those just read: another may have come meanwhile.
    await developerPrivate.deleteExtensionErrors({ extensionId, errorIds: errors.map((error) => error.id) });
    return errors
      .filter(({ severity }) => severity === 'ERROR')
      .map(({ message, source, stackTrace }) => `${message} (${source}:${stackTrace?.[0]?.lineNumber ?? '?'})`);
  }, id);
}

/**
 * What is said to `console.error` stays in the process where it was said; a script in each process sends it to
 * Firefox's window, where it is kept. Uncaught errors come to the whole browser's list by themselves.
 */
const LISTEN_IN_FIREFOX = `(() => {
  window.smotritelHeard = [];
  Services.ppmm.addMessageListener('smotritel:heard', ({ data }) => window.smotritelHeard.push(data));
  const script = () => {
    const hear = ({ level, filename, lineNumber, arguments: words }) => {
      if (level !== 'error') return;
      const text = Array.from(words, String).join(' ');
      sendAsyncMessage('smotritel:heard', { source: filename, text: text + ' (' + filename + ':' + lineNumber + ')' });
    };
    const system = Cc['@mozilla.org/systemprincipal;1'].createInstance(Ci.nsIPrincipal);
    Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).addLogEventListener(hear, system);
  };
  Services.ppmm.loadProcessScript('data:,(' + encodeURIComponent(script) + ')()', true);
  Services.console.reset();
})()`;

async function takeFromFirefox({ browser }: Started, origin: string): Promise<string[]> {
  const heard = await evaluateInFirefox<{ source: string; text: string }[]>(
    browser,
    `(() => {
      const uncaught = Services.console.getMessageArray().flatMap((message) => {
        if (!(message instanceof Ci.nsIScriptError) || message.flags & Ci.nsIScriptError.warningFlag) return [];
        const { sourceName: source, errorMessage, lineNumber } = message;
        return [{ source, text: errorMessage + ' (' + source + ':' + lineNumber + ')' }];
      });
      Services.console.reset();
      return [...uncaught, ...window.smotritelHeard.splice(0)];
    })()`,
  );
  return heard.filter(({ source }) => source.startsWith(origin)).map(({ text }) => text);
}
