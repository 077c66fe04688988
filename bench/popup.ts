/**
 * The popup until a person can use it, beside an empty popup that WXT builds, by turns in one browser.
 * Run: npm run build && npx tsx bench/popup.ts [--rounds=15]
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionOf, ROOT, runTool } from '../scripts/lib/command.mjs';
import { builtFor, goal, median, open } from './lib/measure';

const ROUNDS = Number(optionOf('rounds') ?? 15);
/** Slower than an empty one by no more than nobody notices, ms. */
const MOST = 100;
const EMPTY = join(ROOT, '.cache/empty-popup');

/** What `wxt init` makes, without a framework: one button. */
async function buildEmpty(): Promise<string> {
  rmSync(EMPTY, { recursive: true, force: true });
  mkdirSync(join(EMPTY, 'entrypoints/popup'), { recursive: true });
  writeFileSync(join(EMPTY, 'package.json'), '{"name":"empty","version":"0.0.1","type":"module"}');
  writeFileSync(
    join(EMPTY, 'entrypoints/popup/index.html'),
    '<!doctype html><html><head><meta charset="utf-8"></head><body><script type="module" src="./main.ts"></script></body></html>',
  );
  writeFileSync(
    join(EMPTY, 'entrypoints/popup/main.ts'),
    "document.body.append(Object.assign(document.createElement('button'), { textContent: 'ok' }));",
  );
  const { code, output } = await runTool('wxt/bin/wxt.mjs', ['build', EMPTY], { quiet: true });
  if (code !== 0) throw new Error(output);
  return join(EMPTY, '.output/chrome-mv3');
}

const started = await open('chromium', { extensions: [builtFor('chromium'), await buildEmpty()] });
try {
  if (started) {
    const [ours, empty] = started.extensions.map(({ origin }) => `${origin}/popup.html`);
    const page = await started.browser.newPage();
    await page.setViewport({ width: 380, height: 600 });
    // From the start of the navigation until something can be pressed, by the page's own clock.
    await page.evaluateOnNewDocument(`
      const look = () => document.querySelector('button, a[href]') && (window.usable ??= performance.now());
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
    `);
    const usable = async (url: string): Promise<number> => {
      await page.goto(url);
      await page.waitForFunction('window.usable !== undefined');
      return (await page.evaluate('window.usable')) as number;
    };
    const times = { ours: [] as number[], empty: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      const [mine, bare] = [await usable(ours!), await usable(empty!)];
      // The first one starts the background.
      if (round === 0) continue;
      times.ours.push(mine);
      times.empty.push(bare);
    }
    const [mine, bare] = [median(times.ours), median(times.empty)];
    console.log(
      `${await started.browser.version()}: popup usable after ${mine.toFixed(0)} ms, an empty one of WXT after ${bare.toFixed(0)} ms`,
    );
    goal('slower than an empty popup', mine - bare, mine - bare <= MOST, `ms (ours ${MOST})`);
  }
} finally {
  await started?.browser.close();
  rmSync(EMPTY, { recursive: true, force: true });
}
