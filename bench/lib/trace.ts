/** Tasks of a page's main thread, from Chromium's own trace: in the time of the thread, so other work does not count. */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** µs */
  ts: number;
  dur?: number;
  /** Of the thread itself, µs. */
  tdur?: number;
  tts?: number;
  args?: { data?: { url?: string; functionName?: string } };
}

/** Traces the browser during some work. */
export async function trace(page: Page, work: () => Promise<unknown>): Promise<TraceEvent[]> {
  const path = join(tmpdir(), `smotritel-trace-${process.pid}.json`);
  await page.tracing.start({
    path,
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await work();
  await page.tracing.stop();
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8')) as { traceEvents: TraceEvent[] };
  rmSync(path);
  return traceEvents;
}

/** Layouts that a script asked for before the browser would have made them. */
export function forcedLayouts(whole: readonly TraceEvent[]): number {
  const scripts = whole.filter(({ name }) => name === 'FunctionCall' || name === 'RunMicrotasks');
  const within = ({ ts }: TraceEvent) => scripts.some((one) => ts > one.ts && ts < one.ts + (one.dur ?? 0));
  return whole.filter((event) => event.name === 'Layout' && within(event)).length;
}

/** Of the thread that ran most scripts meanwhile: its longest task, ms, and the layouts that scripts forced. */
export async function traced(page: Page, work: () => Promise<unknown>): Promise<{ longest: number; forced: number }> {
  const events = (await trace(page, work)).filter(({ ph }) => ph === 'X');
  const byThread = new Map<string, TraceEvent[]>();
  for (const event of events) {
    const key = `${event.pid} ${event.tid}`;
    const list = byThread.get(key);
    if (list) list.push(event);
    else byThread.set(key, [event]);
  }
  const scripted = (one: TraceEvent[]) => one.filter(({ name }) => name === 'FunctionCall').length;
  const [busiest = []] = [...byThread.values()].sort((a, b) => scripted(b) - scripted(a));
  const tasks = busiest.filter(({ name }) => name === 'RunTask');
  return { longest: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)), forced: forcedLayouts(busiest) };
}
