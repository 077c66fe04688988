/**
 * `npm run walk`: follows one comment from the mark on the page to the printed act, in the built extension and a real
 * browser. Prints how many clicks each step takes and how long the computer takes for it; the pictures lie beside the
 * table in `.screenshots/`. `--browser=firefox` for the other browser; `npm run build` goes before.
 */
import { existsSync, readFileSync } from 'node:fs';
import { optionOf, ROOT, runTool } from './lib/command.mjs';

const engine = optionOf('browser') ?? 'chromium';
const table = `${ROOT}.screenshots/${engine}-walk.md`;
const test = ['run', '--project', 'e2e', 'test/e2e/moderation.test.ts', '-t', 'from the mark to the printed act'];
const { code, output } = await runTool('vitest/vitest.mjs', test, { quiet: true, env: { SMOTRITEL_ENGINE: engine } });
if (code !== 0 || !existsSync(table)) {
  console.error(output);
  process.exitCode = 1;
} else {
  console.log(readFileSync(table, 'utf8'));
  console.log(`Pictures: ${ROOT}.screenshots/${engine}-walk-1.png and on`);
}
