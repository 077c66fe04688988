/**
 * The tour of `npm start`: sample official pages of the three networks, opened one after another as a specialist would.
 * The first page of each network is registered; the others must be known as faces of the same official page.
 */
import { mkdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import type { TabView } from '../messages';
import { chosenBrowser } from './lib/arguments';
import { openExtensionPage, startBrowser } from './lib/browser';
import { ROOT } from './lib/command.mjs';
import { InstalledExtension } from './lib/extension';
import { differences, expectedFindings, type Findings, foundFindings } from './lib/findings';
import { isDrawn, LOADING } from './lib/own-pages';
import { openSampleSites, type SampleName, ZONE } from './lib/sample-sites';
import { until } from './lib/until';

interface Stop {
  title: string;
  sample: SampleName;
  /** The stop at which this official page was registered and its week counted; absent: here. */
  after?: SampleName;
}

const STOPS: Stop[] = [
  { title: 'VK: wall', sample: 'vk-react' },
  { title: 'OK: group', sample: 'ok-desktop' },
  { title: 'OK: topic', sample: 'ok-topic', after: 'ok-desktop' },
  { title: 'Telegram K: channel', sample: 'telegram-k' },
  { title: 'Telegram K: comments', sample: 'telegram-k-discussion', after: 'telegram-k' },
  { title: 'Telegram: t.me/s', sample: 'telegram-preview', after: 'telegram-k' },
];

const COLUMNS = [
  ['layout', 'Layout'],
  ['week', 'Posts this week'],
  ['read', 'Comments read'],
  ['marked', 'Marked'],
] as const;

const SCREENSHOTS = `${ROOT}.screenshots/`;
const PATIENCE = { within: 15_000 };

interface Row {
  title: string;
  found: Findings;
  expected: Findings;
  /** What kept the page from being looked at. */
  fault: string | null;
}

async function tour(extension: InstalledExtension): Promise<Row[]> {
  const rows: Row[] = [];
  for (const stop of STOPS) {
    const page = await started.browser.newPage();
    await page.goto(sites.putSample(stop.sample), { waitUntil: 'load' });
    rows.push(await visit(extension, page, stop));
    await photograph(page, stop.sample);
  }
  return rows;
}

/** The extension's own pages show something. @returns what is wrong with them */
async function lookAtOwnPages(origin: string): Promise<string[]> {
  const faults: string[] = [];
  for (const name of ['popup', 'dashboard']) {
    try {
      const page = await openExtensionPage(started, `${origin}/${name}.html`);
      await until(() => page.evaluate(isDrawn, LOADING), 'the data on the page');
      await photograph(page, name);
    } catch (error) {
      faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return faults;
}

/** Registers the page if it is the first of its kind, and waits until the extension says what the sample says. */
async function visit(extension: InstalledExtension, page: Page, { title, sample, after }: Stop): Promise<Row> {
  const expected = expectedFindings(sample, after);
  let found: Findings = { layout: '?', week: '?', read: '?', marked: '?' };
  let fault: string | null = null;
  try {
    const tab = await tabOf(extension, page.url());
    const view = await until(() => identified(extension, tab), `${title} to be recognised`, PATIENCE);
    if (!after && view.identity) await extension.ask('register', { identity: view.identity });
    await until(
      async () => {
        found = foundFindings(await extension.askTab(tab, 'describe', null));
        return differences(expected, found).length === 0;
      },
      `${title} to be read`,
      PATIENCE,
    );
  } catch (error) {
    fault = found.layout === '?' && error instanceof Error ? error.message : null;
  }
  return { title, found, expected, fault };
}

async function tabOf(extension: InstalledExtension, url: string): Promise<number> {
  const tab = await extension.run(async (api, wanted) => {
    const tabs = await api.tabs.query({});
    return tabs.find((one) => one.url === wanted)?.id ?? null;
  }, url);
  if (tab === null) throw new Error(`No tab shows ${url}`);
  return tab;
}

async function identified(extension: InstalledExtension, tab: number): Promise<TabView | null> {
  const view = await extension.askTab(tab, 'describe', null);
  return view.identity ? view : null;
}

async function photograph(page: Page, name: string): Promise<void> {
  if (!headless) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.bringToFront();
  await page.screenshot({ path: `${SCREENSHOTS}start-${engine}-${name}.png` });
}

function print(rows: Row[], version: string): void {
  const table = [
    ['', 'Page', ...COLUMNS.map(([, title]) => title)],
    ...rows.map(({ title, found, expected, fault }) => [
      fault || differences(expected, found).length > 0 ? '✗' : '✓',
      title,
      ...COLUMNS.map(([column]) => found[column]),
    ]),
  ];
  const widths = table[0]?.map((_, index) => Math.max(...table.map((row) => row[index]?.length ?? 0))) ?? [];
  console.log(`\n${version}, sample pages under the sites’ own addresses\n`);
  for (const row of table)
    console.log(
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  for (const { title, found, expected, fault } of rows) {
    if (fault) console.log(`\n${title}: ${fault}`);
    for (const column of fault ? [] : differences(expected, found)) {
      console.log(`\n${title}: ${column} should be «${expected[column]}», is «${found[column]}»`);
    }
  }
}

const { engine, path, headless, extension: folder } = chosenBrowser();
const sites = await openSampleSites(ZONE);
const started = await startBrowser({
  engine,
  path,
  headless,
  extensions: [folder],
  internet: sites.internet,
  zone: ZONE,
  language: 'ru',
});
try {
  const extension = new InstalledExtension(started);
  const rows = await tour(extension);
  print(rows, await started.browser.version());
  await extension.close();
  const faults = await lookAtOwnPages(extension.origin);
  for (const fault of faults) console.log(`\n${fault}`);
  if (headless) console.log(`\nScreenshots: .screenshots/start-${engine}-*.png`);
  const whole = rows.every(({ fault, expected, found }) => !fault && differences(expected, found).length === 0);
  process.exitCode = whole && faults.length === 0 ? 0 : 1;
  if (!headless) {
    console.log('\nLook around; close the browser to end.');
    await new Promise((resolve) => started.browser.once('disconnected', resolve));
  }
} finally {
  await started.browser.close();
  await sites.internet.close();
}
