/**
 * Painting 1,900 fragments on a page of 5,000 comments: as the extension does it, with the same API in one go, with
 * every fragment wrapped in a span, and with mark.js; then one more comment on that page and on a short one. All ways in
 * one run by turns, medians of their times.
 * Run: npx tsx bench/painting.ts [--rounds=5] [--engine=chromium|firefox]
 */
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { optionOf } from '../scripts/lib/command.mjs';
import { type Engine, goal, median, open } from './lib/measure';
import type { Painted, Way } from './lib/painting-page';
import { threadTime } from './lib/thread';
import { traced } from './lib/trace';

type Worked = () => Promise<number>;

const ROUNDS = Number(optionOf('rounds') ?? 5);
const ONLY = optionOf('engine');
const COMMENTS = 5_000;
const MARKED = 1_900;
const WAYS: readonly Way[] = ['nothing', 'ours', 'at once', 'spans', 'mark.js'];
const GOALS: Record<Engine, number> = { chromium: 8, firefox: 2.5 };

const { outputFiles } = await build({
  entryPoints: [new URL('lib/painting-page.ts', import.meta.url).pathname],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'bench',
});
const script = outputFiles[0]!.text;
const peer = createRequire(import.meta.url).resolve('mark.js/dist/mark.min.js');

/** With the thread's own time where the browser tells it, else the time until the result is drawn. */
async function call(page: Page, what: string, worked: Worked): Promise<Painted> {
  await page.evaluate('bench.prepare()');
  const before = await worked();
  const painted = (await page.evaluate(what)) as Painted;
  const thread = (await worked()) - before;
  return thread > 0 ? { ...painted, took: thread } : painted;
}

async function measure(page: Page, worked: Worked, comments: number, marked: number, act: 'all' | 'oneMore') {
  const results = new Map<Way, Painted[]>(WAYS.map((way) => [way, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of WAYS) {
      await page.evaluate(`bench.make(${comments}, ${marked})`);
      await page.evaluate('bench.prepare()');
      if (act === 'oneMore') await page.evaluate(`bench.all(${JSON.stringify(way)})`);
      results.get(way)?.push(await call(page, `bench.${act}(${JSON.stringify(way)})`, worked));
    }
  }
  return (way: Way) => ({
    took: median(results.get(way)!.map(({ took }) => took)),
    mutations: Math.max(...results.get(way)!.map(({ mutations }) => mutations)),
  });
}

/** The longest task and how often layout was forced while the extension's way paints, from Chromium's own trace. */
async function tasks(page: Page): Promise<void> {
  await page.evaluate(`bench.make(${COMMENTS}, ${MARKED})`);
  await page.evaluate('bench.prepare()');
  const { longest, forced } = await traced(page, () => page.evaluate("bench.all('ours')"));
  goal('longest task while painting', longest, longest <= 16, 'ms (goal 16)');
  goal('layouts forced by painting', forced, forced === 0, '(goal 0)');
}

for (const engine of ['chromium', 'firefox'] as const) {
  if (ONLY && ONLY !== engine) continue;
  const started = await open(engine);
  if (!started) continue;
  try {
    const page = await started.browser.newPage();
    await page.goto('data:text/html,<!doctype html><meta charset="utf-8"><title>bench</title>');
    await page.evaluate(script.replace('var bench =', 'globalThis.bench ='));
    await page.addScriptTag({ path: peer });
    const worked = await threadTime(page, engine);
    const many = await measure(page, worked, COMMENTS, MARKED, 'all');
    const moreThere = await measure(page, worked, COMMENTS, MARKED, 'oneMore');
    const moreOnShort = await measure(page, worked, 20, 5, 'oneMore');
    console.log(
      `\n${await started.browser.version()}: ${MARKED} fragments on ${COMMENTS} comments; ms ${engine === 'chromium' ? 'of the thread' : 'until drawn'}`,
    );
    console.table(
      WAYS.map((way) => ({
        way,
        'all, ms': many(way).took.toFixed(0),
        'ours is faster by': `${(many(way).took / many('ours').took).toFixed(1)}×`,
        'changes of the tree': many(way).mutations,
        'one more, ms': moreThere(way).took.toFixed(1),
        'one more on a short page, ms': moreOnShort(way).took.toFixed(1),
      })),
    );
    for (const way of ['spans', 'mark.js'] as const) {
      const ratio = many(way).took / many('ours').took;
      goal(`${engine}: faster than ${way}`, ratio, ratio >= GOALS[engine], `× (goal ${GOALS[engine]})`);
    }
    goal(`${engine}: changes of the site's tree`, many('ours').mutations, many('ours').mutations === 0, '(goal 0)');
    // The page pays for its own comment on either; what we add to that is compared.
    const added = (more: typeof moreThere) => more('ours').took - more('nothing').took;
    const more = added(moreThere) - added(moreOnShort);
    goal(`${engine}: painting one more comment there than on a short page`, more, more < 4, 'ms more');
    if (engine === 'chromium') await tasks(page);
  } finally {
    await started.browser.close();
  }
}
