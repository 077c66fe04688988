/**
 * A long scroll of a virtualised wall, in a browser with the extension reading the page and in one without it, by turns:
 * how much longer the scroll takes, and in Chromium how much more the page's thread works.
 * Run: npm run build && npx tsx bench/scroll.ts [--engine=chromium|firefox] [--rounds=5] [--slow=6]
 */
import type { Page } from 'puppeteer-core';
import type { Started } from '../scripts/lib/browser';
import { optionOf } from '../scripts/lib/command.mjs';
import { InstalledExtension } from '../scripts/lib/extension';
import { openSampleSites, ZONE } from '../scripts/lib/sample-sites';
import { until } from '../scripts/lib/until';
import { builtFor, type Engine, goal, median, open } from './lib/measure';
import { threadTime } from './lib/thread';

const engine = (optionOf('engine') ?? 'chromium') as Engine;
const ROUNDS = Number(optionOf('rounds') ?? 5);
const SLOW = Number(optionOf('slow') ?? 1);
/** Steps of a scroll, each with a frame of its own. */
const STEPS = 150;
const MOST = 3;

interface Visit {
  page: Page;
  worked: () => Promise<number>;
}

async function visit(started: Started, url: string): Promise<Visit> {
  const page = await started.browser.newPage();
  await page.goto(url);
  return { page, worked: await threadTime(page, engine) };
}

/** Down and up again, a step a frame. @returns ms by the page's clock, and of its thread */
async function scroll({ page, worked }: Visit): Promise<{ took: number; thread: number }> {
  await page.bringToFront();
  if (SLOW > 1) await page.emulateCPUThrottling(SLOW);
  const before = await worked();
  const took = (await page.evaluate(`new Promise((done) => {
    const start = performance.now();
    let step = 0;
    const next = () => {
      if (step++ === ${STEPS}) return done(performance.now() - start);
      scrollBy(0, step <= ${STEPS / 2} ? 160 : -160);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`)) as number;
  return { took, thread: (await worked()) - before };
}

const sites = await openSampleSites(ZONE);
const options = { internet: sites.internet };
const started = await open(engine, { ...options, extensions: [builtFor(engine)] });
const plain = started && (await open(engine, options));
try {
  if (started && plain) {
    const url = sites.putSample('vk-react-virtual');
    const [ours, theirs] = [await visit(started, url), await visit(plain, url)];
    const extension = new InstalledExtension(started);
    const tab = await until(
      () => extension.run(async (api, at) => (await api.tabs.query({})).find((one) => one.url === at)?.id, url),
      'the tab',
    );
    const describe = () => extension.askTab(tab, 'describe', null);
    const identity = await until(async () => (await describe()).identity, 'the page to be known');
    await extension.ask('register', { identity });
    await until(async () => (await describe()).health?.state === 'ok', 'the page to be read');
    const added = { took: [] as number[], thread: [] as number[] };
    const took: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const [without, reading] = [await scroll(theirs), await scroll(ours)];
      // The first one warms both.
      if (round === 0) continue;
      took.push(without.took);
      added.took.push((reading.took / without.took - 1) * 100);
      added.thread.push(((reading.thread - without.thread) / without.took) * 100);
    }
    console.log(
      `${await started.browser.version()}, ${STEPS} steps${SLOW > 1 ? `, processor ${SLOW} times slower` : ''}`,
    );
    console.log(`a scroll without us: ${median(took).toFixed(0)} ms`);
    if (engine === 'chromium') console.log(`our work meanwhile: ${median(added.thread).toFixed(1)} % of its time`);
    const more = median(added.took);
    goal('time added to a long scroll', more, more <= MOST, `% (goal ${MOST})`);
  }
} finally {
  await started?.browser.close();
  await plain?.browser.close();
  await sites.internet.close();
}
