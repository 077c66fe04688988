/**
 * `npm run pictures`: the pictures of README and of the stores, taken of the extension at work on the project's own
 * sample pages, in both themes; and the texts of the stores with their lengths checked.
 *
 *   docs/pictures/NAME-THEME.webp      what README shows
 *   install/stores/pictures, texts     what the stores are given: PNG of 1280 × 800, one text a language
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { Language } from '../locales/translate';
import { findBrowsers } from './browsers.mjs';
import { openExtensionPage, startBrowser } from './lib/browser';
import { ROOT, runTool } from './lib/command.mjs';
import { InstalledExtension } from './lib/extension';
import { isDrawn, LOADING } from './lib/own-pages';
import { openSampleSites, ZONE } from './lib/sample-sites';
import { until } from './lib/until';
import { storeText } from './release/store-text';

const README = `${ROOT}docs/pictures/`;
const STORES = `${ROOT}install/stores/pictures/`;
const TEXTS = `${ROOT}install/stores/texts/`;
/** What the stores want. */
const SIZE = { width: 1280, height: 800 };
const THEMES = ['light', 'dark'] as const;
const PATIENCE = { within: 20_000 };

async function take(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await page.bringToFront();
    await page.screenshot({ path: `${README}${name}-${theme}.webp`, type: 'webp', quality: 60 });
    await page.screenshot({ path: `${STORES}${name}-${theme}.png` });
  }
}

/** A site's page with the panel open beside it, once all its comments are judged. */
async function takeSite(extension: InstalledExtension, page: Page): Promise<void> {
  await page.setViewport(SIZE);
  await page.goto(sites.putSample('vk-react-post'), { waitUntil: 'load' });
  const tab = await extension.run(
    async (api, url) => (await api.tabs.query({})).find((one) => one.url === url)?.id ?? -1,
    page.url(),
  );
  const view = await until(
    async () => {
      const told = await extension.askTab(tab, 'describe', null);
      return told.identity ? told : null;
    },
    'the page to be recognised',
    PATIENCE,
  );
  await extension.ask('panel', { collapsed: false, x: 1, y: 0 });
  if (view.identity) await extension.ask('register', { identity: view.identity });
  await until(
    async () => Object.keys((await extension.askTab(tab, 'describe', null)).marked).length > 0,
    'the comments to be marked',
    PATIENCE,
  );
  await take(page, 'page');
}

async function takeOwn(place: string, name: string): Promise<void> {
  const page = await openExtensionPage(started, `${origin}/dashboard.html#/${place}`);
  await page.setViewport(SIZE);
  await until(() => page.evaluate(isDrawn, LOADING), `${place} to be drawn`, PATIENCE);
  await take(page, name);
}

const browser = findBrowsers().find(({ engine }) => engine === 'chromium');
if (!browser) throw new Error('Pictures are taken in Chromium, Chrome, Edge or Yandex Browser; none was found here.');
const build = await runTool('wxt/bin/wxt.mjs', ['build'], { quiet: true });
if (build.code !== 0) throw new Error(build.output);
for (const folder of [README, STORES, TEXTS]) mkdirSync(folder, { recursive: true });
for (const language of ['ru', 'en'] satisfies Language[]) {
  const source = readFileSync(`${ROOT}locales/store/${language}.md`, 'utf8');
  writeFileSync(`${TEXTS}${language}.txt`, storeText(source).whole);
}

const sites = await openSampleSites(ZONE);
const started = await startBrowser({
  ...{ engine: 'chromium', path: browser.path, headless: true },
  ...{ extensions: [`${ROOT}.output/chrome-mv3`], internet: sites.internet, zone: ZONE, language: 'ru' },
});
const extension = new InstalledExtension(started);
const { origin } = extension;
try {
  await takeSite(extension, await started.browser.newPage());
  await takeOwn('today', 'today');
  await takeOwn('practice', 'practice');
  console.log(`docs/pictures/ and install/stores/: pictures in ${THEMES.join(' and ')}, texts in ru and en`);
} finally {
  await started.browser.close();
  await sites.internet.close();
}
