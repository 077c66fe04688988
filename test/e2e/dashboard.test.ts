/** The sections of the dashboard as a browser draws them: for everybody, in both themes; the files that they save. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import readXlsx from 'read-excel-file/universal';
import { expect, onTestFinished, test } from 'vitest';
import { evaluateInFirefox } from '../../scripts/lib/browser';
import { register } from './desk';
import { inBrowsers, type Session, until } from './harness';
import { DESK_URL, vkDesk } from './vk-desk';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** A decided comment, one that waits, an item of the plan for a past day, a publication entered by hand. */
async function fill(session: Session): Promise<void> {
  const insult = { id: 11, name: '=Виктор Сомов', text: 'Да врут они всё. Дебилы конченые, ничего не будет.' };
  const question = { id: 12, name: 'Пётр Ильин', text: 'Когда почистят улицу Лесную? Третий день не проехать.' };
  session.sites.put(DESK_URL, () => ({ body: vkDesk([insult, question]) }));
  const site = await session.open(DESK_URL);
  await register(session, site);
  await site.overlay.click('.item.marked');
  await site.press('Alt+Shift+Digit2');
  await site.overlay.find('h3', { text: 'Снято с отметки: 1' });
  const page = await session.openExtensionPage('dashboard.html#/plan/new/2026-01-12');
  await page.waitForSelector('.plan-item textarea');
  await page.type('.plan-item .field input', 'Субботник у школы');
  await page.click('.plan-item button[type="submit"]');
  await page.waitForSelector('.plan-card');
  await page.goto(`${session.origin}/dashboard.html#/weeks`);
  await page.waitForSelector('.manual summary');
  await page.click('.manual summary');
  await page.type('.manual input[type="url"]', 'https://vk.com/wall-204815_90');
  await page.click('.manual button[type="submit"]');
  await page.waitForSelector('.post-manual');
  await page.close();
}

/** Place → what is there once it is drawn. */
const PLACES: Readonly<Record<string, string>> = {
  today: '#overdue',
  weeks: '.post-manual',
  'plan/month/2026-01-12': '.plan-card',
  'plan/week/2026-01-12': '.plan-card',
  'plan/list': '.plan-rows',
  'plan/gaps': '.gaps',
  'plan/import': 'input[type="file"]',
  'plan/new': '.plan-item textarea',
  report: '.report-line',
  journal: 'main table',
  'journal/waiting': 'main table',
  'journal/complaint': 'main form',
  'journal/settings': 'main input',
};

/** What axe objects to in what is shown, each with the first element it names. */
async function objections(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
}

for (const theme of ['light', 'dark'] as const) {
  inBrowsers(`the dashboard in the ${theme} theme`, (session) => {
    test('has nothing that axe objects to, in any section of the desk and of publishing', async () => {
      await session().setTheme(theme);
      await fill(session());
      const page = await session().openExtensionPage('dashboard.html#/today');
      const found: Record<string, string[]> = {};
      for (const [place, sign] of Object.entries(PLACES)) {
        await page.evaluate((to) => {
          location.hash = `#/${to}`;
        }, place);
        await page.waitForSelector(sign);
        const wrong = await objections(page);
        if (wrong.length > 0) found[place] = wrong;
      }
      expect(found).toEqual({});
    });
  });
}

/** Today is the week's only working day, and the office is open around the clock. */
async function makeReminderDue(session: Session): Promise<void> {
  await session.inExtension(async () => {
    const request = indexedDB.open('smotritel');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const DAY = 86_400_000;
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tomsk' }).format(Date.now());
    const others = Array.from({ length: 13 }, (_, index) => Date.parse(today) + (index - 6) * DAY).map((at) =>
      new Date(at).toISOString().slice(0, 10),
    );
    const dayChanges = others.map((date) => ({ date, kind: date === today ? 'work' : 'off' }));
    const transaction = database.transaction('settings', 'readwrite');
    const settings = transaction.objectStore('settings');
    settings.put({ version: 1, name: 'dayChanges', value: dayChanges });
    settings.put({ version: 1, name: 'officeHours', value: { start: 0, end: 1440, lunch: null } });
    settings.put({ version: 1, name: 'reminder', value: { on: true, at: 0, daysBefore: 1 } });
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  });
}

/** Runs in the extension: whether a day of the last reminder was noted. */
async function wasReminded(): Promise<boolean> {
  const request = indexedDB.open('smotritel');
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const noted = database.transaction('settings').objectStore('settings').get('lastReminder');
  const found = await new Promise<boolean>((resolve) => {
    noted.onsuccess = () => resolve(Boolean(noted.result?.value));
  });
  database.close();
  return found;
}

/** All that the windows of notices say. */
const NOTICE_IN_FIREFOX = `(() => {
  const windows = [...Services.wm.getEnumerator('alert:alert')];
  return windows.map(({ document }) =>
    ['alertTitleLabel', 'alertTextLabel'].map((id) => {
      const label = document.getElementById(id);
      return label ? label.value || label.textContent : '';
    }).join('\\n')).join('\\n').trim();
})()`;

inBrowsers('the reminder', (session) => {
  test('comes when the week owes something, and a click on it opens the page that owes', async () => {
    session().sites.put(DESK_URL, () => ({ body: vkDesk([]) }));
    await register(session(), await session().open(DESK_URL));
    await makeReminderDue(session());
    const { browser, engine } = session();
    // Without a screen there is no system to show a notice; Firefox then draws it in a window of its own.
    if (engine === 'firefox') {
      await evaluateInFirefox(
        browser,
        "(() => { Services.prefs.setBoolPref('alerts.useSystemBackend', false); return true; })()",
      );
    }
    await session().killBackground();
    await session().inExtension(async (api) => api.alarms.create('smotritel-reminder', { when: Date.now() }));
    await until(() => session().inExtension(wasReminded), 'the reminder to be due');
    if (engine === 'firefox') {
      const words = await until(
        () => evaluateInFirefox(browser, NOTICE_IN_FIREFOX),
        'the notice in a window of Firefox',
      );
      expect(String(words)).toMatch(/Публикации недели: не хватает[\s\S]*Открыть и пересчитать/u);
      return;
    }
    const notices = () => session().inExtension(async (api) => Object.keys(await api.notifications.getAll()));
    await until(async () => (await notices()).includes('smotritel-week'), 'the notice');
    const tabs = () => session().inExtension(async (api) => (await api.tabs.query({})).length);
    const before = await tabs();
    await clickNotice(session());
    await until(async () => (await tabs()) === before + 1, 'the page that owes in a tab of its own');
    expect(await notices()).toEqual([]);
  });
});

/**
 * A browser without a screen shows no notice to click on, so Chromium's background is told of the click as the browser
 * would.
 */
async function clickNotice({ browser, origin }: Session): Promise<void> {
  const target = browser.targets().find((one) => one.type() === 'service_worker' && one.url().startsWith(origin));
  const worker = await target?.worker();
  if (!worker) throw new Error('the background does not run');
  await worker.evaluate(() => {
    const { chrome } = globalThis as unknown as {
      chrome: { notifications: { onClicked: { dispatch(id: string): void } } };
    };
    chrome.notifications.onClicked.dispatch('smotritel-week');
  });
}

/** What is saved from now on lies in this folder. */
async function downloadsTo({ engine, browser }: Session): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-saved-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (engine === 'firefox') {
    const set = `Services.prefs.setIntPref('browser.download.folderList', 2);
      Services.prefs.setStringPref('browser.download.dir', ${JSON.stringify(folder)});
      Services.prefs.setBoolPref('browser.download.always_ask_before_handling_new_types', false);`;
    await evaluateInFirefox(browser, `(() => { ${set} return true; })()`);
  } else {
    const client = await browser.target().createCDPSession();
    await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  }
  return folder;
}

/** Presses a button that saves a spreadsheet, and opens the file with the library that reads people's own sheets. */
async function sheetOf(page: Page, folder: string, words: string): Promise<unknown[][][]> {
  const press = (name: string): boolean => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name);
    const isReady = button !== undefined && !button.disabled;
    if (isReady) button.click();
    return isReady;
  };
  await until(() => page.evaluate(press, words), `the button «${words}»`);
  const bytes = await until(() => {
    const name = readdirSync(folder).find((one) => one.endsWith('.xlsx'));
    const read = name ? readFileSync(join(folder, name)) : null;
    // The end of a whole archive is its directory's last record.
    if (!name || !read?.subarray(-22).subarray(0, 4).equals(Buffer.from('PK\u0005\u0006', 'latin1'))) return null;
    rmSync(join(folder, name));
    return read;
  }, 'the saved file');
  const sheets = await readXlsx(Uint8Array.from(bytes).buffer);
  return sheets.map(({ data }) => data as unknown[][]);
}

inBrowsers('the spreadsheets', (session) => {
  test('of journal, plan and report are saved by their buttons and open again', async () => {
    const folder = await downloadsTo(session());
    await fill(session());
    const page = await session().openExtensionPage('dashboard.html#/journal');
    await page.waitForSelector('main table');
    const [journal] = await sheetOf(page, folder, 'Таблица Excel');
    const decided = journal!.find((row) => row.includes('оставлено: не нарушение'));
    // What a spreadsheet would run as a formula stays a text.
    expect(decided).toContain("'=Виктор Сомов");
    const [report] = await sheetOf(page, folder, 'Таблица без имён');
    expect(JSON.stringify(report)).not.toContain('Сомов');
    await page.goto(`${session().origin}/dashboard.html#/plan/list`);
    await page.waitForSelector('.plan-rows');
    const [plan] = await sheetOf(page, folder, 'Сохранить в Excel');
    expect(plan!.flat()).toContain('Субботник у школы');
    await page.goto(`${session().origin}/dashboard.html#/report`);
    await page.waitForSelector('.report-line');
    const sheets = await sheetOf(page, folder, 'Сохранить в Excel');
    expect(sheets.flat(2).join(' ')).toContain('Администрация Верхнекедровского');
  });
});
