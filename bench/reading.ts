/**
 * Reading, judging and painting a page of 5,000 comments in real Chromium with the built extension: how long the
 * site's thread is held by us at a time. Taken from the browser's own trace, so nothing of the extension is changed, and
 * in the time of the thread itself, so that other work on the machine does not count.
 * Run: npm run build && npx tsx bench/reading.ts [comments] [--slow=6]
 */
import { findEngine } from '../scripts/browsers.mjs';
import { startBrowser } from '../scripts/lib/browser';
import { optionOf, ROOT } from '../scripts/lib/command.mjs';
import { InstalledExtension } from '../scripts/lib/extension';
import { openSampleSites, ZONE } from '../scripts/lib/sample-sites';
import { until } from '../scripts/lib/until';
import { POST_URL, vkPost } from '../test/e2e/vk-post';
import { goal } from './lib/measure';
import { forcedLayouts, type TraceEvent, trace } from './lib/trace';

const SLOW = Number(optionOf('slow') ?? 1);
const COUNT = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? (SLOW > 1 ? 1_000 : 5_000));
const PATIENCE = { within: 120_000 };
/** Every so many comments one that is marked: 1,900 of 5,000. */
const MARKED = 0.38;

const words = ['Спасибо', 'дорогу', 'почистили', 'вовремя', 'а', 'свет', 'на', 'Лесной', 'так', 'и', 'не', 'горит'];

function comments(count: number) {
  return Array.from({ length: count }, (_, id) => {
    const text = Array.from({ length: 16 }, (_, at) => words[(id * 7 + at * 3) % words.length]).join(' ');
    const marked = Math.floor((id + 1) * MARKED) > Math.floor(id * MARKED);
    return { id: id + 1, text: marked ? `${text}, одни дебилы сидят` : text };
  });
}

interface Task {
  /** ms */
  task: number;
  /** Of it in scripts: the page of the bench has none, so they are ours; ms. */
  script: number;
  /** Of the scripts' time that of the collector of memory, ms. */
  collector: number;
  /** Of it in styles, layout and painting, ms. */
  drawing: number;
}

const SCRIPT = new Set([
  'FunctionCall',
  'RunMicrotasks',
  'v8.callFunction',
  'EvaluateScript',
  'TimerFire',
  'MinorGC',
  'MajorGC',
]);
const COLLECTOR = new Set(['MinorGC', 'MajorGC']);
const DRAWING = new Set(['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit', 'HitTest']);

/** All tasks of the page's main thread: its page has no scripts, so whatever runs there is the extension's. */
function tasksOf(events: TraceEvent[]): Task[] {
  const mine = events.find(({ args }) => /content-scripts\/site\.js/.test(args?.data?.url ?? ''));
  if (!mine) throw new Error('no code of the content script in the trace');
  const whole = events.filter(({ pid, tid, ph }) => pid === mine.pid && tid === mine.tid && ph === 'X');
  const tasks = whole.filter(({ name }) => name === 'RunTask');
  return tasks.map((task) => {
    const inside = whole.filter(({ ts }) => ts >= task.ts && ts < task.ts + (task.dur ?? 0));
    const spent = (names: ReadonlySet<string>) => outermost(inside.filter(({ name }) => names.has(name))) / 1000;
    return {
      task: (task.tdur ?? 0) / 1000,
      script: spent(SCRIPT),
      collector: spent(COLLECTOR),
      drawing: spent(DRAWING),
    };
  });
}

/** Time of the thread in events, those within others counted once; µs. */
function outermost(events: TraceEvent[]): number {
  let end = 0;
  let sum = 0;
  for (const { tts = 0, tdur = 0 } of [...events].sort((a, b) => (a.tts ?? 0) - (b.tts ?? 0))) {
    sum += Math.max(0, tts + tdur - Math.max(tts, end));
    end = Math.max(end, tts + tdur);
  }
  return sum;
}

function print(title: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1) ?? '–';
  const over = (limit: number) => sorted.filter((time) => time > limit).length;
  const total = sorted.reduce((sum, time) => sum + time, 0).toFixed(0);
  console.log(
    `${title.padEnd(40)} ${String(sorted.length).padStart(4)} tasks, ${total} ms; median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)} ms; over 8 ms: ${over(8)}, over 16 ms: ${over(16)}`,
  );
}

function report(title: string, tasks: Task[]): void {
  const ran = tasks.filter(({ script }) => script > 0);
  print(
    `${title}: scripts`,
    ran.map(({ script }) => script),
  );
  print(
    `${title}: styles, layout, paint`,
    tasks.filter(({ drawing }) => drawing > 0).map(({ drawing }) => drawing),
  );
  print(
    `${title}: whole tasks`,
    ran.map(({ task }) => task),
  );
}

const path = findEngine('chromium')?.path;
if (!path) throw new Error('There is no Chromium on this machine.');
const sites = await openSampleSites(ZONE);
const started = await startBrowser({
  engine: 'chromium',
  path,
  headless: true,
  extensions: [`${ROOT}.output/chrome-mv3`],
  internet: sites.internet,
  zone: ZONE,
  language: 'ru',
});
try {
  const extension = new InstalledExtension(started);
  // Without the look that tests need: thousands of boxes that scroll are no site's.
  sites.put(POST_URL, () => ({ body: vkPost(comments(COUNT)).replace(/<style>.*<\/style>/, '') }));
  const page = await started.browser.newPage();
  await page.goto(POST_URL);
  const tab = await extension.run(
    async (api, url) => (await api.tabs.query({})).find((one) => one.url === url)?.id,
    POST_URL,
  );
  const describe = () => extension.askTab(tab!, 'describe', null);
  const read = (count: number) => async () => {
    const { coverage, marked } = await describe();
    const wanted = Math.floor(count * MARKED);
    return (coverage?.read ?? 0) >= count && (marked.insult ?? 0) >= wanted;
  };
  const view = await until(
    async () => ((await describe()).identity?.keys.length ? describe() : null),
    'the page to be known',
    PATIENCE,
  );
  await page.bringToFront();
  if (SLOW > 1) await page.emulateCPUThrottling(SLOW);
  const version = await started.browser.version();
  console.log(`${version}, ${COUNT} comments${SLOW > 1 ? `, processor ${SLOW} times slower` : ''}`);

  const first = await trace(page, async () => {
    await extension.ask('register', { identity: view.identity! });
    await until(read(COUNT), 'all to be read and judged', PATIENCE);
  });
  report('first reading', tasksOf(first));
  const longest = Math.max(...tasksOf(first).map(({ script, collector }) => script - collector));
  if (SLOW === 1) goal('longest slice of ours at the first reading', longest, longest <= 8, 'ms (goal 8)');
  const collected = Math.max(...tasksOf(first).map(({ collector }) => collector));
  console.log(`longest stop for the collector of memory, which no slice can cut short: ${collected.toFixed(1)} ms`);
  const forced = forcedLayouts(first.filter(({ ph }) => ph === 'X'));
  goal('layouts that our scripts forced', forced, forced === 0, '(goal 0)');

  const more = await trace(page, async () => {
    await page.evaluate(
      (html: string) => {
        document.querySelector('[data-testid="wall_comments_layout_root"]')?.insertAdjacentHTML('beforeend', html);
      },
      vkPost([{ id: COUNT + 1, text: 'Одни дебилы сидят' }]).match(
        /<div data-testid="wall_comments_comment_root".*<\/div>(?=<\/div>\n<\/div><\/article>)/s,
      )?.[0] ?? '',
    );
    await until(read(COUNT + 1), 'one more to be read', PATIENCE);
  });
  report('one more comment', tasksOf(more));
  if (SLOW > 1) {
    const busy = tasksOf(first).reduce((sum, { task }) => sum + task, 0);
    console.log(`${COUNT} comments are read, judged and painted with ${busy.toFixed(0)} ms of the thread`);
  }
} finally {
  await started.browser.close();
  await sites.internet.close();
}
