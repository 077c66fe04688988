/** A page of the project's storage over a browser's own IndexedDB, in a profile that outlives the browser. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { type Engine, findEngine } from '../../../scripts/browsers.mjs';
import { type Started, startBrowser } from '../../../scripts/lib/browser';
import { until } from '../../../scripts/lib/until';
import type { Lab } from './lab';

declare global {
  interface Window {
    lab: Lab;
  }
}

const PAGE = '<!doctype html><meta charset="utf-8"><title>lab</title><script src="lab.js"></script>';

export class LabBrowser {
  private readonly folder = mkdtempSync(join(tmpdir(), 'smotritel-lab-'));
  private server: Server | null = null;
  private started: Started | null = null;
  private isSmall = false;

  constructor(private readonly engine: Engine) {}

  /**
   * Starts the browser on its profile, with room for some ten megabytes if so asked.
   * @throws when the browser is not on this machine
   */
  async start({ smallDisk = false } = {}): Promise<void> {
    const path = findEngine(this.engine)?.path;
    if (!path) throw new Error(`There is no ${this.engine} on this machine`);
    this.server ??= await serve(await bundle(this.folder));
    const profile = join(this.folder, 'profile');
    if (smallDisk && this.engine === 'firefox') {
      mkdirSync(profile, { recursive: true });
      const limit = 'user_pref("dom.quotaManager.temporaryStorage.fixedLimit", 10000);\n';
      writeFileSync(join(profile, 'prefs.js'), limit);
    }
    this.isSmall = smallDisk;
    this.started = await startBrowser({
      engine: this.engine,
      path,
      headless: true,
      extensions: [],
      internet: null,
      zone: 'Asia/Tomsk',
      language: 'ru',
      profile,
    });
  }

  async open(): Promise<Page> {
    const page = await this.started!.browser.newPage();
    const origin = `http://localhost:${(this.server!.address() as AddressInfo).port}`;
    if (this.isSmall && this.engine === 'chromium') {
      const devtools = await page.createCDPSession();
      await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 10_000_000 });
    }
    await page.goto(`${origin}/`);
    return page;
  }

  /** Ends the browser as a power cut would, once the page has come so far. */
  async killAt(page: Page, done: number): Promise<void> {
    await until(() => page.evaluate((goal) => window.lab.done >= goal, done), `${done} steps`);
    const { browser } = this.started!;
    const process = browser.process()!;
    const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()));
    process.kill('SIGKILL');
    await ended;
    this.started = null;
  }

  async close(): Promise<void> {
    await this.started?.browser.close();
    this.server?.closeAllConnections();
    this.server?.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function bundle(folder: string): Promise<string> {
  const entry = fileURLToPath(new URL('lab.ts', import.meta.url));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: { outDir: folder, minify: false, lib: { entry, formats: ['iife'], name: 'labs', fileName: () => 'lab.js' } },
  });
  return readFileSync(join(folder, 'lab.js'), 'utf8');
}

async function serve(script: string): Promise<Server> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/lab.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8');
    response.end(isScript ? script : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
