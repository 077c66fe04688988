/**
 * Ten thousand templates in the real dashboard: opening the list, searching as one types, marking and approving all.
 * Run: npm run build && npx tsx bench/dashboard.ts [chromium|firefox] [templates]
 * Ends with 1 when the median search takes 5 ms or more, or approving takes 3 s or more.
 */
import 'fake-indexeddb/auto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { STARTERS } from '../replies/starter';
import { type Engine, findEngine } from '../scripts/browsers.mjs';
import { openExtensionPage, startBrowser } from '../scripts/lib/browser';
import { ROOT } from '../scripts/lib/command.mjs';
import { InstalledExtension } from '../scripts/lib/extension';
import { until } from '../scripts/lib/until';
import { exportArchive } from '../storage/archive';
import { Store } from '../storage/store';

const engine = (process.argv[2] ?? 'chromium') as Engine;
const COUNT = Number(process.argv[3] ?? 10_000);
const LIMITS = { search: 5, approve: 3000 };
const PATIENCE = { within: 300_000 };
const TYPED = ['с', 'сн', 'снег', 'снег дор', 'вода', 'фонарь', 'мусор', 'собаки', 'спасибо', 'кварц'];

/** A file of drafts, as the dashboard saves and loads it. */
async function archive(folder: string): Promise<string> {
  const store = new Store();
  const drafts = Array.from({ length: COUNT }, (_, n) => {
    const { title, text, topics } = STARTERS[n % STARTERS.length]!;
    const body = { title: `${title} ${n}`, text: `${text} Дело ${n}.`, topics: [...topics], status: 'draft' };
    return { kind: 'template', entity: `t${n}`, body, parents: [] };
  });
  await store.reviseAll(drafts);
  const { file, name } = await exportArchive(store, Date.now());
  await store.close();
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(await file.arrayBuffer()));
  return path;
}

/** From an act in the page until a test of the page holds after a frame was drawn, ms by the page's own clock. */
async function measured(page: Page, act: string, holds: string): Promise<number> {
  await page.evaluate(`window.took = null; window.isDone = () => (${holds}); window.act = () => { ${act} };`);
  await page.evaluate(() => {
    const bench = window as unknown as { took: number | null; isDone(): boolean; act(): void };
    const start = performance.now();
    const look = (): void => {
      if (bench.isDone()) requestAnimationFrame(() => setTimeout(() => (bench.took = performance.now() - start)));
      else requestAnimationFrame(look);
    };
    bench.act();
    look();
  });
  await until(() => page.evaluate('window.took !== null'), `${act} to be done`, PATIENCE);
  return (await page.evaluate('window.took')) as number;
}

const WORDS = 'document.body.innerText';
const input = (type: string): string => `document.querySelector('input[type=${type}]')`;

async function load(page: Page, file: string): Promise<void> {
  await measured(page, "location.hash = '#/data'", `${input('file')} !== null`);
  const field = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
  await field.uploadFile(file);
  const button = "[...document.querySelectorAll('button')].find((one) => one.textContent === 'Загрузить')";
  await until(() => page.evaluate(`${button}?.disabled === false`), 'the file to be chosen');
  await page.evaluate(`${button}.click()`);
  await until(() => page.evaluate(`${WORDS}.includes('Загружено')`), 'the file to be loaded', PATIENCE);
}

/** The work of one key until the list is changed, ms; the browser's own drawing is left out. */
async function typing(page: Page, words: string): Promise<number> {
  return page.evaluate(async (value) => {
    const field = document.querySelector<HTMLInputElement>('input[type=search]')!;
    field.value = value;
    const { port1, port2 } = new MessageChannel();
    const start = performance.now();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // Views are drawn in a microtask, so by the next task they are.
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    return performance.now() - start;
  }, words);
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

const folder = mkdtempSync(join(tmpdir(), 'smotritel-bench-'));
const built = `${ROOT}.output/${engine === 'firefox' ? 'firefox' : 'chrome'}-mv3`;
const found = findEngine(engine);
if (!found) throw new Error(`no ${engine} on this machine`);
const place = { path: found.path, headless: true, internet: null, zone: 'Asia/Tomsk', language: 'ru' };
const started = await startBrowser({ engine, extensions: [built], ...place });
try {
  const { origin } = new InstalledExtension(started);
  const page = await openExtensionPage(started, `${origin}/dashboard.html`);
  // What tsx writes around functions with a name.
  await page.evaluate('window.__name = (one) => one');
  await load(page, await archive(folder));
  const opened = await measured(page, "location.hash = '#/templates'", "document.querySelector('.rows') !== null");
  const first = await typing(page, 'снегопад');
  const searches: number[] = [];
  for (const words of [...TYPED, ...TYPED, ...TYPED]) searches.push(await typing(page, words));
  await typing(page, '');
  const all = "document.querySelector('.sticky input')";
  await measured(page, `${all}.click()`, `${all}.checked`);
  const button = "[...document.querySelectorAll('button')].find((one) => one.textContent.startsWith('Утвердить'))";
  const approve = await measured(page, `${button}.click()`, `${WORDS}.includes('Сохранено')`);
  const search = median(searches);
  console.log(`${await started.browser.version()}, ${COUNT} templates
  open the list         ${opened.toFixed(0).padStart(7)} ms
  first search (index)  ${first.toFixed(0).padStart(7)} ms
  search, median        ${search.toFixed(1).padStart(7)} ms, longest ${Math.max(...searches).toFixed(1)} ms
  approve all           ${approve.toFixed(0).padStart(7)} ms`);
  process.exitCode = search < LIMITS.search && approve < LIMITS.approve ? 0 : 1;
} finally {
  await started.browser.close();
  rmSync(folder, { recursive: true });
}
