/** The storage over real IndexedDB: the browser dies, the disk is full, two tabs write at once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../scripts/browsers.mjs';
import { LabBrowser } from './storage/lab-browser';

const ENGINES = (['chromium', 'firefox'] as Engine[]).filter(
  (engine) => (process.env.SMOTRITEL_ENGINE ?? engine) === engine,
);

describe.each(ENGINES)('the data (%s)', (engine) => {
  let browser: LabBrowser;
  beforeEach(() => {
    browser = new LabBrowser(engine);
  });
  afterEach(() => browser.close());

  test('are as they were after the browser died in the middle of an upgrade', async () => {
    await browser.start();
    const page = await browser.open();
    await page.evaluate(() => window.lab.fill(2000));
    const before = await page.evaluate(() => window.lab.dump());
    expect(before.records).toBe(2001);
    await page.evaluate(() => window.lab.close());
    await page.evaluate(() => window.lab.upgradeForEver());
    await browser.killAt(page, 3000);
    await browser.start();
    const again = await browser.open();
    expect(await again.evaluate(() => window.lab.dump())).toEqual(before);
  });

  test('are as they were after the browser died in the middle of an import', async () => {
    await browser.start();
    const page = await browser.open();
    await page.evaluate(() => window.lab.fill(100));
    const before = await page.evaluate(() => window.lab.dump());
    await page.evaluate(() => void window.lab.importMany(6000));
    await browser.killAt(page, 2000);
    await browser.start();
    const again = await browser.open();
    expect(await again.evaluate(() => window.lab.dump())).toEqual(before);
  });

  test('get every revision its own number when two tabs write at once', async () => {
    await browser.start();
    const [a, b] = [await browser.open(), await browser.open()];
    const written = await Promise.all([
      a.evaluate(() => window.lab.reviseMany('a', 30)),
      b.evaluate(() => window.lab.reviseMany('b', 30)),
    ]);
    const seqs = written.flatMap((one) => one.seqs).sort((x, y) => x - y);
    expect(seqs).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    expect(new Set(written.flatMap((one) => one.authors)).size).toBe(1);
    expect((await a.evaluate(() => window.lab.dump())).records).toBe(60);
  });

  test('are whole when the disk is full, and the fault is told', async () => {
    await browser.start({ smallDisk: true });
    const page = await browser.open();
    await page.evaluate(() => window.lab.fill(10));
    expect(await page.evaluate(() => window.lab.fillDisk())).toBe('full');
    const [count, done] = await page.evaluate(async () => [await window.lab.countComments(), window.lab.done]);
    expect(done).toBeGreaterThan(0);
    expect(count).toBe(10 + 10 * done!);
  });
});
