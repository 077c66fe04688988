/**
 * `npm run release`: the packages for the stores and the folder `install/`, which an administrator uses without Node.
 *
 *   npm run release -- --url=https://адрес/smotritel/   where the folder will lie; else file: addresses are written
 *   SMOTRITEL_CRX_KEY=…/key.pem      signs the .crx; must be the key whose public half stands in wxt.config.ts
 *   WEB_EXT_API_KEY, WEB_EXT_API_SECRET   have Mozilla sign the .xpi; else it is left unsigned, and the page says so
 *
 * A missing key ends nothing: what cannot be made without it is named.
 */
import { optionOf, runTool } from './lib/command.mjs';
import { ensurePackages } from './lib/packages.mjs';

/** @type {[string, string[]][]} */
const STEPS = [
  ['wxt/bin/wxt.mjs', ['zip']],
  ['wxt/bin/wxt.mjs', ['zip', '-b', 'firefox', '--mv3']],
  ['web-ext/bin/web-ext.js', ['lint', '--source-dir', '.output/firefox-mv3']],
];

try {
  await ensurePackages();
  for (const [file, args] of STEPS) {
    const { code, output } = await runTool(file, args, { quiet: true });
    if (code !== 0) throw new Error(`${file} ${args.join(' ')}:\n${output}`);
  }
  const url = optionOf('url');
  const { code } = await runTool('tsx/dist/cli.mjs', ['scripts/release/install.ts', ...(url ? [`--url=${url}`] : [])]);
  process.exitCode = code;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
