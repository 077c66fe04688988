/**
 * `npm run bench`: all benches one after another, each with its peers in the same run. Builds the extension first.
 * Ends with 1 when a bench could not run; goals that were missed are printed, not failed: machines differ.
 */
import { run, runTool } from '../scripts/lib/command.mjs';

const BENCHES = [
  ['detection.ts'],
  ['reading.ts'],
  ['reading.ts', '--slow=6'],
  ['painting.ts'],
  ['scroll.ts'],
  ['scroll.ts', '--engine=firefox'],
  ['popup.ts'],
  ['size.ts'],
  ['dashboard.ts'],
  ['journal.ts'],
];

let failed = (await run('npm', ['run', 'build'], { quiet: true })).code;
for (const [file, ...args] of BENCHES) {
  console.log(`\n▸ bench/${[file, ...args].join(' ')}`);
  const { code } = await runTool('tsx/dist/cli.mjs', [`bench/${file}`, ...args]);
  // The dashboard's bench tells a missed limit by its code.
  if (code !== 0 && file !== 'dashboard.ts') failed = 1;
}
process.exitCode = failed;
