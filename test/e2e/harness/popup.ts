/**
 * The popup under the toolbar button, opened as the button does. In Chromium it is a page like others; in Firefox it
 * lies in the browser's own window, and a script sent into it answers.
 */
import { evaluateInFirefox, type Started } from '../../../scripts/lib/browser';
import type { InstalledExtension } from '../../../scripts/lib/extension';
import { until } from '../../../scripts/lib/until';

export interface Popup {
  /** All that is to be read in it. */
  text(): Promise<string>;
  /** Presses the button with these words, once it is there. */
  press(words: string): Promise<void>;
}

type Task = (document: Document, words: string) => string | boolean;

const readText: Task = (document) => document.body?.innerText ?? '';

const pressButton: Task = (document, words) => {
  const buttons = [...document.querySelectorAll('button')];
  const button = buttons.find((one) => one.innerText.includes(words) && !one.disabled);
  button?.click();
  return button !== undefined;
};

/** Opens the popup over the tab that is in front, in place of one that is open. */
export async function openPopup(started: Started, extension: InstalledExtension): Promise<Popup> {
  // Chromium closes it when another tab comes to the front; Firefox is told to.
  if (started.engine === 'firefox') {
    await until(() => evaluateInFirefox(started.browser, HIDE), 'the last popup to close');
  }
  await extension.run(async (api) => api.action.openPopup());
  const run = started.engine === 'firefox' ? inFirefox(started) : await inChromium(started, extension.origin);
  await until(async () => Boolean(await run(readText, '')), 'the popup to show something');
  return {
    text: async () => String(await run(readText, '')),
    press: async (words) => {
      await until(async () => {
        if (await run(pressButton, words)) return true;
        throw new Error(`it reads: ${await run(readText, '')}`);
      }, `«${words}» in the popup`);
    },
  };
}

const HIDE = `(() => {
  const open = document.querySelector('.webextension-popup-browser')?.closest('panel');
  open?.hidePopup();
  return !open;
})()`;

type Runner = (task: Task, words: string) => Promise<string | boolean>;

async function inChromium({ browser }: Started, origin: string): Promise<Runner> {
  const target = await browser.waitForTarget((one) => one.url() === `${origin}/popup.html`);
  const page = await target.asPage();
  return async (task, words) =>
    (await page.evaluate(`(${task})(document, ${JSON.stringify(words)})`)) as string | boolean;
}

let number = 0;

function inFirefox({ browser }: Started): Runner {
  return (task, words) => {
    number += 1;
    const name = `smotritel:popup-${number}`;
    const script = `sendAsyncMessage('${name}', (${task})(content.document, ${JSON.stringify(words)}))`;
    return evaluateInFirefox(
      browser,
      `new Promise((resolve, reject) => {
        const popup = document.querySelector('.webextension-popup-browser');
        if (!popup) return reject(new Error('no popup is open'));
        // A popup that is only just being made hears nothing: it is asked again.
        setTimeout(resolve, 1000, '');
        popup.messageManager.addMessageListener('${name}', ({ data }) => resolve(data));
        popup.messageManager.loadFrameScript('data:;charset=utf-8,' + encodeURIComponent(${JSON.stringify(script)}), false);
      })`,
    );
  };
}
