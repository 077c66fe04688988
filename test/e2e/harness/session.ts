/** One browser with our extension and the probe in it, on the sample sites. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Browser as Api } from 'webextension-polyfill';
import type { MessageName, Reply, Request } from '../../../messages';
import { type Engine, findEngine } from '../../../scripts/browsers.mjs';
import { evaluateInFirefox, openExtensionPage, type Started, startBrowser } from '../../../scripts/lib/browser';
import { InstalledExtension } from '../../../scripts/lib/extension';
import {
  openSampleSites,
  type SampleName,
  type SampleOptions,
  type SampleSites,
  ZONE,
} from '../../../scripts/lib/sample-sites';
import { killBackground } from './background';
import { listenForFaults, takeFaults } from './faults';
import { withholdSites } from './permissions';
import { openPopup, type Popup } from './popup';
import { buildProbe } from './probe';
import { SitePage } from './site-page';

export const BUILDS: Readonly<Record<Engine, string>> = {
  chromium: fileURLToPath(new URL('../../../.output/chrome-mv3', import.meta.url)),
  firefox: fileURLToPath(new URL('../../../.output/firefox-mv3', import.meta.url)),
};

/** How the browsers say that a background ended before it had answered. */
const CUT_OFF = /Receiving end does not exist|channel closed before a response|unexpected error occurred/u;

export type Theme = 'light' | 'dark';

export interface SessionOptions {
  /** Folder of another build than the one in `.output`. */
  extension?: string;
  theme?: Theme;
  /** Language of the browser; the extension follows it. */
  language?: string;
}

export class Session {
  private readonly pages = new Set<SitePage>();
  private readonly extension: InstalledExtension;
  /** The background was stopped by a test: what waited for its answer is told to the person, whenever that comes. */
  private wasKilled = false;

  private constructor(
    private readonly started: Started,
    readonly sites: SampleSites,
    private readonly options: Required<SessionOptions>,
    private readonly removeFolders: () => void,
  ) {
    this.extension = new InstalledExtension(started);
  }

  /** @throws when the browser is not on this machine or the extension is not built, saying what to do */
  static async launch(engine: Engine, options: SessionOptions = {}): Promise<Session> {
    const path = findEngine(engine)?.path;
    if (!path)
      throw new Error(`There is no ${engine} on this machine: run node scripts/browsers.mjs to see what to install.`);
    const built = options.extension ?? BUILDS[engine];
    const copy = copyBuild(built);
    const full = { theme: 'light', language: 'ru', ...options, extension: copy } as const;
    const probe = buildProbe(engine);
    const removeFolders = (): void => {
      probe.remove();
      rmSync(copy, { recursive: true, force: true });
    };
    const sites = await openSampleSites(ZONE);
    try {
      const started = await startBrowser({
        engine,
        path,
        headless: true,
        extensions: [full.extension, probe.folder],
        internet: sites.internet,
        zone: ZONE,
        language: full.language,
      });
      const session = new Session(started, sites, full, removeFolders);
      await listenForFaults(started);
      await session.setTheme(full.theme);
      return session;
    } catch (error) {
      removeFolders();
      await sites.internet.close();
      throw error;
    }
  }

  get engine(): Engine {
    return this.started.engine;
  }

  get browser(): Started['browser'] {
    return this.started.browser;
  }

  /** Origin of our extension's pages. */
  get origin(): string {
    return this.extension.origin;
  }

  /** Opens an address of the sites in a new tab. */
  async open(url: string): Promise<SitePage> {
    const page = await SitePage.open(this, url);
    this.pages.add(page);
    return page;
  }

  /** Serves a sample page and opens it in a new tab. */
  openSample(name: SampleName, options: SampleOptions = {}): Promise<SitePage> {
    return this.open(this.sites.putSample(name, options));
  }

  /** Serves this HTML at an address of the sites and opens it in a new tab. */
  openHtml(url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<SitePage> {
    this.sites.put(url, () => ({ body, headers }));
    return this.open(url);
  }

  /** Opens a page of the extension in a new tab: `popup.html`, `dashboard.html#/templates`. */
  async openExtensionPage(path: string): Promise<Page> {
    const page = await openExtensionPage(this.started, `${this.origin}/${path}`);
    await this.dress(page);
    return page;
  }

  /** Opens the popup over the tab that is in front, as the toolbar button does. */
  openPopup(): Promise<Popup> {
    return openPopup(this.started, this.extension);
  }

  /** Runs a function where `browser.*` and the extension's databases are; it sees its arguments only. */
  inExtension<A extends unknown[], R>(task: (api: Api, ...args: A) => Promise<R>, ...args: A): Promise<R> {
    return this.extension.run(task, ...args);
  }

  /** Asks the background as the popup would, over `messages.ts`. @throws with the problem that it answered */
  ask<Name extends MessageName>(name: Name, data: Request<Name>): Promise<Reply<Name>> {
    return this.extension.ask(name, data);
  }

  /** Asks the content script in a tab, as the popup would. */
  async askTab<Name extends MessageName>(site: SitePage, name: Name, data: Request<Name>): Promise<Reply<Name>> {
    return this.extension.askTab(await site.tab(), name, data);
  }

  /** Stops the background at once, as browsers do when they please; the next event starts it anew. */
  killBackground(): Promise<void> {
    this.wasKilled = true;
    return killBackground(this.started, this.extension);
  }

  /** Installs the extension over itself, as an update does. Open tabs keep the old content script. */
  async update(): Promise<void> {
    await this.extension.close();
    await this.browser.installExtension(this.options.extension);
  }

  /** Takes the sites away from the extension as a person does in the browser's settings, or gives them back. */
  withholdSites(withheld: boolean): Promise<void> {
    return withholdSites(this.started, this.extension.id, withheld);
  }

  /** Takes the extension off with all that it has stored and installs it anew: as in a browser just started. */
  async renew(theme: Theme = 'light'): Promise<void> {
    await this.closePages();
    await this.extension.close();
    await this.browser.uninstallExtension(this.extension.id);
    this.sites.clear();
    this.wasKilled = false;
    await this.browser.installExtension(this.options.extension);
    await this.setTheme(theme);
    await this.takeFaults();
  }

  /** Light or dark, for what is open and what will be. */
  async setTheme(theme: Theme): Promise<void> {
    this.options.theme = theme;
    if (this.engine === 'firefox') {
      const value = theme === 'dark' ? 0 : 1;
      const pref = 'layout.css.prefers-color-scheme.content-override';
      await evaluateInFirefox(this.browser, `Services.prefs.setIntPref('${pref}', ${value})`);
      return;
    }
    for (const page of await this.browser.pages()) await this.dress(page);
  }

  /** Gives a new page the session's theme. */
  async dress(page: Page): Promise<void> {
    if (this.engine === 'firefox') return;
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: this.options.theme }]);
  }

  /** Errors of every part of the extension since last asked: console, uncaught, manifest. */
  async takeFaults(): Promise<string[]> {
    const faults = await takeFaults(this.started, this.extension);
    return this.wasKilled ? faults.filter((fault) => !CUT_OFF.test(fault)) : faults;
  }

  /** Closes the sites' tabs. */
  async closePages(): Promise<void> {
    for (const page of this.pages) if (!page.page.isClosed()) await page.close();
    this.pages.clear();
  }

  async close(): Promise<void> {
    try {
      await this.browser.close();
    } finally {
      await this.sites.internet.close();
      this.removeFolders();
    }
  }
}

/** A build of its own for the session: browsers read it while somebody may be building anew. */
function copyBuild(folder: string): string {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new Error(`There is no extension in ${folder}: build it first (npm run build).`);
  }
  const copy = mkdtempSync(join(tmpdir(), 'smotritel-build-'));
  cpSync(folder, copy, { recursive: true });
  return copy;
}
