/** The time that a page's own thread has worked: other work of the machine does not count. */
import type { Page } from 'puppeteer-core';
import type { Engine } from './measure';

/** @returns asks for the time worked so far, ms; always 0 in Firefox, which does not tell it */
export async function threadTime(page: Page, engine: Engine): Promise<() => Promise<number>> {
  if (engine === 'firefox') return async () => 0;
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}
