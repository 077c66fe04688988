/** `npm start -- --real`: the extension on the real sites, in a profile that keeps who is logged in. */
import { chosenBrowser } from './lib/arguments';
import { startBrowser } from './lib/browser';
import { ROOT } from './lib/command.mjs';

const SITES = ['https://vk.com/', 'https://ok.ru/', 'https://web.telegram.org/k/'];

const { engine, name, path, extension } = chosenBrowser();
const { browser } = await startBrowser({
  engine,
  path,
  headless: false,
  extensions: [extension],
  internet: null,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  language: 'ru',
  profile: `${ROOT}.cache/profiles/${name}`,
});
for (const url of SITES) {
  const page = await browser.newPage();
  // A site that does not answer is no reason to close the others.
  await page.goto(url).catch((error: unknown) => console.error(`${url}: ${String(error).split('\n')[0]}`));
}
console.log('Log in, open an official page, press the extension’s button. Close the browser to end.');
await new Promise((resolve) => browser.once('disconnected', resolve));
