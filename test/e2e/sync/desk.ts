/** A browser of an office: the extension as it is, and beside it a page in which the test founds, joins and writes. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { expect } from 'vitest';
import type { Engine } from '../../../scripts/browsers.mjs';
import type { RunningServer } from '../../../scripts/lib/webdav';
import { Session, saveScreenshot, until } from '../harness';
import { BUILDS } from '../harness/session';
import type { SyncLab } from './lab';

/** No loopback, and no name that browsers know: an office's own network storage, over plain http. */
export const HOST = 'nas.sosnovka.lan';

/** The district's log server, as it is known on the office's network. */
export const LOG_HOST = 'log.sosnovka.lan';

export class SyncDesk {
  private constructor(
    readonly session: Session,
    private readonly door: Page,
    private readonly removeBuild: () => void,
  ) {}

  static async open(engine: Engine): Promise<SyncDesk> {
    const folder = buildFor(engine);
    const session = await Session.launch(engine, { extension: folder });
    const door = await session.openExtensionPage('manifest.json');
    await door.evaluate(await bundled());
    return new SyncDesk(session, door, () => rmSync(folder, { recursive: true, force: true }));
  }

  do<Name extends keyof SyncLab>(
    name: Name,
    ...args: Parameters<SyncLab[Name]>
  ): Promise<Awaited<ReturnType<SyncLab[Name]>>> {
    const given = args.map((arg) => JSON.stringify(arg)).join(', ');
    return this.door.evaluate(`syncLab.${name}(${given})`) as Promise<Awaited<ReturnType<SyncLab[Name]>>>;
  }

  /** The server is on this browser's network, or no longer. */
  connectNetwork(server: RunningServer | null): void {
    this.session.sites.internet.forward(HOST, server?.port ?? null);
  }

  /** Goes through the wizard as a person does. */
  async connect(server: RunningServer): Promise<Page> {
    const page = await this.session.openExtensionPage('dashboard.html#/sync');
    await page.bringToFront();
    await shows(page, 'Сначала посмотрите, что у кого работает');
    await saveScreenshot(page, `${this.session.engine}-sync-wizard`);
    await press(page, 'Подключить диск');
    await select(page, 'own');
    await type(page, 'Адрес папки', `${HOST}/office`);
    await type(page, 'Логин', server.user);
    await type(page, 'Пароль приложения', server.password);
    await saveScreenshot(page, `${this.session.engine}-sync-disk`);
    await press(page, 'Проверить и подключить');
    await shows(page, 'Работает');
    return page;
  }

  /** Goes through the wizard to the log server, as a person with the login of the district does. */
  async connectLog(port: number, { user, pass }: { user: string; pass: string }): Promise<Page> {
    this.session.sites.internet.forward(LOG_HOST, port);
    const page = await this.session.openExtensionPage('dashboard.html#/sync');
    await page.bringToFront();
    await press(page, 'Подключить сервер');
    await type(page, 'Адреса сервера', `ws://${LOG_HOST}:8080`);
    await type(page, 'Логин', user);
    await type(page, 'Пароль', pass);
    await press(page, 'Проверить и подключить');
    await shows(page, 'Работает');
    return page;
  }

  /** «Синхронизировать сейчас», as the button asks for it. */
  async exchange(): Promise<void> {
    await this.session.ask('exchange', { remote: null });
  }

  /** The alarm by which it asks for news of itself, now instead of within a minute. */
  async poll(): Promise<void> {
    const period = await this.session.inExtension(async (api) => {
      const [alarm] = (await api.alarms.getAll()).filter(({ name }) => name === 'smotritel-exchange');
      if (alarm) await api.alarms.create(alarm.name, { when: Date.now(), periodInMinutes: alarm.periodInMinutes });
      return alarm?.periodInMinutes;
    });
    expect(period).toBe(1);
  }

  async close(): Promise<void> {
    await this.session.close();
    this.removeBuild();
  }
}

/** Chromium asks a person about a new host, whom a test cannot be: there the host's permission is given with the build. */
export function buildFor(engine: Engine): string {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-sync-'));
  cpSync(BUILDS[engine], folder, { recursive: true });
  if (engine === 'chromium') {
    const file = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(
      file,
      JSON.stringify({ ...manifest, host_permissions: [...manifest.host_permissions, `http://${HOST}/*`] }),
    );
  }
  return folder;
}

async function bundled(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-sync-lab-'));
  const entry = fileURLToPath(new URL('lab.ts', import.meta.url));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: { outDir: folder, minify: false, lib: { entry, formats: ['iife'], name: 'labs', fileName: () => 'lab.js' } },
  });
  const script = readFileSync(join(folder, 'lab.js'), 'utf8');
  rmSync(folder, { recursive: true, force: true });
  return script;
}

export async function press(page: Page, words: string): Promise<void> {
  const button = await until(async () => {
    for (const one of await page.$$('button')) {
      if (await one.evaluate((element, text) => element.textContent?.trim() === text && !element.disabled, words))
        return one;
    }
    return null;
  }, `the button «${words}»`);
  await button.click();
}

async function select(page: Page, value: string): Promise<void> {
  const list = await page.waitForSelector('select');
  await list!.select(value);
}

export async function type(page: Page, label: string, text: string): Promise<void> {
  const field = await until(async () => {
    for (const one of await page.$$('label')) {
      const id = await one.evaluate((element, words) => (element.textContent === words ? element.htmlFor : ''), label);
      if (id) return page.$(`[id="${id}"]`);
    }
    return null;
  }, `the field «${label}»`);
  await field.evaluate((element) => {
    (element as HTMLInputElement).value = '';
  });
  await field.type(text);
}

export async function shows(page: Page, words: string): Promise<void> {
  await until(
    async () => {
      const text = await page.evaluate(() => document.body.innerText);
      if (!text.includes(words)) throw new Error(`the page shows: ${text.slice(-1500)}`);
      return true;
    },
    `the page to show «${words}»`,
    { within: 20_000 },
  );
}
