/** One browser with our extension and the probe in it, on the sample sites. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import type { Browser as Api } from 'webextension-polyfill';
import type { MessageName, Reply, Request } from '../../../messages';
import { type Engine, findEngine } from '../../../scripts/browsers.mjs';
import {
  evaluateInFirefox,
  goToExtensionPage,
  openExtensionPage,
  type Started,
  startBrowser,
} from '../../../scripts/lib/browser';
import {
  openSampleSites,
  type SampleName,
  type SampleOptions,
  type SampleSites,
  ZONE,
} from '../../../scripts/lib/sample-sites';
import { until } from '../../../scripts/lib/until';
import { killBackground } from './background';
import { listenForFaults, takeFaults } from './faults';
import { buildProbe } from './probe';
import { SitePage } from './site-page';

export const BUILDS: Readonly<Record<Engine, string>> = {
  chromium: fileURLToPath(new URL('../../../.output/chrome-mv3', import.meta.url)),
  firefox: fileURLToPath(new URL('../../../.output/firefox-mv3', import.meta.url)),
};

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
  private neutral: Page | null = null;

  private constructor(
    private readonly started: Started,
    readonly sites: SampleSites,
    private readonly options: Required<SessionOptions>,
    private readonly removeProbe: () => void,
  ) {}

  /** @throws when the browser is not on this machine or the extension is not built, saying what to do */
  static async launch(engine: Engine, options: SessionOptions = {}): Promise<Session> {
    const path = findEngine(engine)?.path;
    if (!path)
      throw new Error(`There is no ${engine} on this machine: run node scripts/browsers.mjs to see what to install.`);
    const full = { extension: BUILDS[engine], theme: 'light', language: 'ru', ...options } as const;
    const probe = buildProbe();
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
      const session = new Session(started, sites, full, probe.remove);
      await listenForFaults(started);
      await session.setTheme(full.theme);
      return session;
    } catch (error) {
      probe.remove();
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
    return this.ours.origin;
  }

  private get ours(): { id: string; origin: string } {
    const [ours] = this.started.extensions;
    if (!ours) throw new Error('The browser was started without the extension');
    return ours;
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

  /**
   * Runs a function where `browser.*` and the extension's databases are: in a tab that shows its manifest, so none of
   * its own scripts run there. The function gets the browser's API and its arguments, and sees nothing else.
   */
  async inExtension<A extends unknown[], R>(task: (api: Api, ...args: A) => Promise<R>, ...args: A): Promise<R> {
    const page = await this.neutralPage();
    const given = args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ');
    return (await page.evaluate(`(${task})(globalThis.browser ?? globalThis.chrome, ${given})`)) as R;
  }

  /** Asks the background as the popup would, over `messages.ts`. @throws with the problem that it answered */
  async ask<Name extends MessageName>(name: Name, data: Request<Name>): Promise<Reply<Name>> {
    const answer = await this.inExtension(async (api, message) => api.runtime.sendMessage(message), {
      mark: 'smotritel/1',
      name,
      data,
    });
    return replyOf(name, answer);
  }

  /** Asks the content script in a tab, as the popup would. */
  async askTab<Name extends MessageName>(site: SitePage, name: Name, data: Request<Name>): Promise<Reply<Name>> {
    const answer = await this.inExtension(
      async (api, tab, message) => api.tabs.sendMessage(tab, message, { frameId: 0 }),
      await site.tab(),
      { mark: 'smotritel/1', name, data },
    );
    return replyOf(name, answer);
  }

  /** Stops the background at once, as browsers do when they please; the next event starts it anew. */
  killBackground(): Promise<void> {
    return killBackground(this.started, this.ours);
  }

  /** Installs the extension over itself, as an update does. Open tabs keep the old content script. */
  async update(): Promise<void> {
    await this.neutral?.close();
    this.neutral = null;
    await this.browser.installExtension(this.options.extension);
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
  takeFaults(): Promise<string[]> {
    return takeFaults(this.started, this.ours);
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
      this.removeProbe();
    }
  }

  private async neutralPage(): Promise<Page> {
    if (this.neutral && !this.neutral.isClosed()) return this.neutral;
    const url = `${this.origin}/manifest.json`;
    const page = await this.browser.newPage();
    // A page's API comes a moment after the page after an update.
    await until(async () => {
      await goToExtensionPage(this.engine, page, url);
      return page.evaluate('Boolean((globalThis.browser ?? globalThis.chrome)?.runtime?.id)');
    }, 'the API of the extension');
    this.neutral = page;
    return page;
  }
}

function replyOf<Name extends MessageName>(name: Name, raw: unknown): Reply<Name> {
  const answer = raw as { ok: boolean; data: Reply<Name>; code: string; message: string } | null | undefined;
  if (!answer) throw new Error(`Nobody answers «${name}»`);
  if (!answer.ok) throw new Error(`«${name}»: ${answer.code}: ${answer.message}`);
  return answer.data;
}
