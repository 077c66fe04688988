import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** Tests that put a browser's own objects in place, and so want a world to themselves. */
const IN_A_BROWSER = ['test/components/**', 'test/entrypoints/**'];

const UNIT = {
  include: ['test/**/*.test.{ts,tsx}'],
  // Labels on the sites are printed in the browser's zone; one zone for all machines, that of the default office.
  env: { TZ: 'Asia/Tomsk' },
  // A machine at work with other things is slow, not wrong.
  testTimeout: 30_000,
  // Vitest by itself leaves one core idle.
  maxWorkers: '100%',
};

// What runs in Node in seconds; what needs real servers; what needs real browsers with the built extension.
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest(), preact()],
        test: {
          ...UNIT,
          name: 'unit',
          exclude: ['test/e2e/**', 'test/sync/servers/**', ...IN_A_BROWSER],
          // To load all modules anew for each file takes longer than most files.
          isolate: false,
        },
      },
      {
        plugins: [WxtVitest(), preact()],
        test: { ...UNIT, name: 'unit-browser', include: IN_A_BROWSER.map((folder) => `${folder}/*.test.{ts,tsx}`) },
      },
      {
        // Against real servers that the tests start on loopback.
        plugins: [WxtVitest()],
        test: {
          name: 'servers',
          include: ['test/sync/servers/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // The files share nothing but the modules, whose loading takes longer than many a test.
          isolate: false,
          // Firefox takes about twice as long as Chromium, beside which it runs.
          maxWorkers: process.env.SMOTRITEL_ENGINE === 'firefox' ? 2 : 1,
          retry: 0,
        },
      },
    ],
  },
});
