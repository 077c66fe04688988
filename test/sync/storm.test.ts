import { expect, test } from 'vitest';
import { storm } from './storm';

test.each([3, 7])(
  'after a storm all browsers hold the same and nothing is lost, seed %i',
  { timeout: 30_000 },
  async (seed) => {
    const report = await storm({ seed, browsers: 5, records: 250 });
    expect(report.hashes.size).toBe(1);
    expect(report.least).toBe(250);
    expect(report.newcomer).toBe(250);
    // The storm was one.
    expect(Object.keys(report.struck).sort()).toEqual(expect.arrayContaining(['drop', 'refuse', 'stale', 'truncate']));
  },
);

test('the same seed is the same storm, request by request', async () => {
  const options = { seed: 5, browsers: 4, records: 60 };
  const [first, second] = [await storm(options), await storm(options)];
  expect(second).toEqual(first);
});
