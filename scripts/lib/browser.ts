/**
 * One way to start Chromium-based browsers and Firefox with extensions, on an internet of our own or the real one.
 * Both are driven by puppeteer: Chromium over a pipe, Firefox over WebDriver BiDi.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import type { Engine } from '../browsers.mjs';
import type { Internet } from './internet';
import { until } from './until';

export interface StartOptions {
  engine: Engine;
  /** The browser's program. */
  path: string;
  headless: boolean;
  /** Folders of built extensions. */
  extensions: string[];
  /** null: the real one. */
  internet: Internet | null;
  /** IANA name of the zone in which pages print. */
  zone: string;
  /** Language of the browser and of what it asks of sites. */
  language: string;
  /** Folder of a profile that is to stay; a temporary one otherwise. */
  profile?: string;
}

export interface Started {
  engine: Engine;
  browser: Browser;
  /** For each extension, in order, its id and the origin of its pages. */
  extensions: { id: string; origin: string }[];
}

const VIEWPORT = { width: 1280, height: 900 };

/** Starts the browser and installs the extensions. @throws for a folder without a manifest and whatever puppeteer throws. */
export async function startBrowser(options: StartOptions): Promise<Started> {
  const started = await launch(options, false);
  // Chromium before 126 takes extensions on its command line only; newer Chrome no longer does.
  return started ?? (await launch(options, true)) ?? Promise.reject(new Error(`${options.path} takes no extensions`));
}

/** @returns null when this browser cannot be given extensions in this way */
async function launch(options: StartOptions, onCommandLine: boolean): Promise<Started | null> {
  const manifests = options.extensions.map(readManifest);
  const uuids = new Map(manifests.flatMap(({ geckoId }) => (geckoId ? [[geckoId, randomUUID()] as const] : [])));
  const own = options.engine === 'firefox' ? firefoxOptions(options, uuids) : chromiumOptions(options, onCommandLine);
  const browser = await puppeteer.launch({
    executablePath: options.path,
    headless: options.headless,
    protocolTimeout: 30_000,
    defaultViewport: options.headless ? VIEWPORT : null,
    ...(options.profile && { userDataDir: options.profile }),
    env: { ...process.env, TZ: options.zone },
    ...own,
  });
  try {
    const extensions: Started['extensions'] = [];
    for (const folder of options.extensions) {
      const id = onCommandLine ? chromiumId(folder) : await browser.installExtension(folder);
      const origin = options.engine === 'firefox' ? `moz-extension://${uuids.get(id)}` : `chrome-extension://${id}`;
      extensions.push({ id, origin });
    }
    return { engine: options.engine, browser, extensions };
  } catch (error) {
    await browser.close();
    if (!onCommandLine && /loadUnpacked.*wasn't found/.test(String(error))) return null;
    throw error;
  }
}

/** A digest of the key in the manifest, or of the folder's path, in the letters a to p. */
function chromiumId(folder: string): string {
  const { key } = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as { key?: string };
  const digest = createHash('sha256')
    .update(key === undefined ? realpathSync(folder) : Buffer.from(key, 'base64'))
    .digest('hex');
  return digest.slice(0, 32).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** @throws when the extension has not been built */
function readManifest(folder: string): { geckoId: string | null } {
  const file = `${folder}/manifest.json`;
  if (!existsSync(file)) throw new Error(`${file} is missing: build the extension first (npm run build).`);
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  return { geckoId: manifest.browser_specific_settings?.gecko?.id ?? null };
}

function chromiumOptions(
  { internet, language, headless, extensions }: StartOptions,
  onCommandLine: boolean,
): LaunchOptions {
  return {
    browser: 'chrome',
    pipe: true,
    enableExtensions: true,
    // A person is at a browser with a window: no bar that says it is driven.
    ...(!headless && { ignoreDefaultArgs: ['--enable-automation'] }),
    args: [
      ...(onCommandLine ? [`--load-extension=${extensions.join(',')}`] : []),
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      `--lang=${language}`,
      `--accept-lang=${language}`,
      // Chromium's sandbox refuses to work for root; only headless runs of tests and CI do that.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(headless ? ['--disable-gpu', '--hide-scrollbars'] : ['--start-maximized']),
      ...(internet
        ? [
            `--proxy-server=127.0.0.1:${internet.port}`,
            '--proxy-bypass-list=<-loopback>',
            `--ignore-certificate-errors-spki-list=${internet.spki}`,
          ]
        : []),
    ],
  };
}

function firefoxOptions({ internet, language }: StartOptions, uuids: ReadonlyMap<string, string>): LaunchOptions {
  const proxy = internet && {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': internet.port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': internet.port,
    'network.proxy.no_proxies_on': '',
    // On an internet of ours nobody is there to answer the browser's question about a host.
    'extensions.webextOptionalPermissionPrompts': false,
  };
  return {
    browser: 'firefox',
    acceptInsecureCerts: internet !== null,
    // Without it Firefox lets nobody look into an extension's pages.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      ...proxy,
      // Taken off and installed anew, an extension has its pages at the same addresses, with nothing in its storage.
      'extensions.webextensions.keepUuidOnUninstall': true,
      'extensions.webextensions.uuids': JSON.stringify(Object.fromEntries(uuids)),
      'intl.accept_languages': `${language}, en`,
      'intl.locale.requested': language,
      'browser.aboutwelcome.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'app.update.enabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'network.trr.mode': 5,
    },
  };
}

/**
 * Opens a page of an extension in a tab. In Firefox such a navigation is never reported as finished, so the address
 * that the tab shows is looked at instead.
 */
export async function openExtensionPage({ browser, engine }: Started, url: string): Promise<Page> {
  const page = await browser.newPage();
  await goToExtensionPage(engine, page, url);
  return page;
}

/** As `openExtensionPage`, in a tab that is open already. */
export async function goToExtensionPage(engine: Engine, page: Page, url: string): Promise<void> {
  const going = page.goto(url, { waitUntil: 'load' });
  if (engine === 'chromium') {
    await going;
    return;
  }
  let fault: unknown = null;
  going.catch((error: unknown) => {
    fault = error;
  });
  await until(
    async () => {
      const state = await page.evaluate(() => ({ href: location.href, ready: document.readyState }));
      return state.href.split('#')[0] === url.split('#')[0] && state.ready === 'complete';
    },
    `${url} to open${fault ? ` (${String(fault)})` : ''}`,
  );
}

/** A connection over which Firefox's own windows can be reached; puppeteer keeps it out of its types. */
interface BidiConnection {
  send(method: string, params: object): Promise<{ result: Record<string, unknown> }>;
}

/**
 * Evaluates an expression among Firefox's own scripts, where tests look for what no page may see: the life of
 * a background, the console of the whole browser.
 *
 * @param expression gives something that JSON can carry; promises are awaited
 */
export async function evaluateInFirefox<T>(browser: Browser, expression: string): Promise<T> {
  const { connection } = browser as unknown as { connection: BidiConnection };
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const [window] = tree.result.contexts as { context: string }[];
  if (!window) throw new Error('Firefox shows no window');
  const { result } = await connection.send('script.evaluate', {
    target: { context: window.context },
    expression: `(async () => JSON.stringify(await (${expression})) ?? 'null')()`,
    awaitPromise: true,
  });
  if (result.type !== 'success') throw new Error(`Firefox: ${JSON.stringify(result.exceptionDetails)}`);
  return JSON.parse((result.result as { value: string }).value);
}
