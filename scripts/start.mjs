/**
 * `npm start`: shows the extension at work, from a bare clone. Installs what is missing, builds, finds a browser, opens
 * sample official pages of the three networks under the sites' own addresses and prints what the extension read there.
 *
 *   npm start                          the first browser found: Chrome, Chromium, Edge, Yandex Browser, Firefox
 *   npm start -- --browser=firefox     another one
 *   npm start -- --headless            no window; the default where there is no display
 *   npm start -- --real                the real sites, with a profile that stays (.cache/profiles)
 *
 * Without a window it saves screenshots to `.screenshots` and ends with 0 only if everything was found.
 */
import { ensureBrowsers, findBrowsers } from './browsers.mjs';
import { hasFlag, optionOf, runTool } from './lib/command.mjs';
import { ensurePackages } from './lib/packages.mjs';

async function main() {
  await ensurePackages();
  const browser = await chooseBrowser();
  const headless = hasFlag('headless') || !hasDisplay();
  if (hasFlag('real') && headless) throw new Error('--real needs a display: somebody has to log in.');
  console.log(`Building for ${browser.title}…`);
  const target = browser.engine === 'firefox' ? ['-b', 'firefox', '--mv3'] : [];
  const build = await runTool('wxt/bin/wxt.mjs', ['build', ...target], { quiet: true });
  if (build.code !== 0) throw new Error(`The extension could not be built:\n${build.output}`);
  const options = [`--engine=${browser.engine}`, `--name=${browser.name}`, `--path=${browser.path}`];
  if (headless) options.push('--headless');
  const script = hasFlag('real') ? 'scripts/real-sites.ts' : 'scripts/tour.ts';
  process.exitCode = (await runTool('tsx/dist/cli.mjs', [script, ...options])).code;
}

/** @returns {Promise<import('./browsers.mjs').Browser>} */
async function chooseBrowser() {
  const wanted = optionOf('browser');
  const choose = () => findBrowsers().find(({ name }) => wanted === null || name === wanted);
  const found = choose();
  if (found) return found;
  // Only these two come from Debian's packages.
  const missing = wanted === null || wanted === 'chromium' ? 'chromium' : wanted === 'firefox' ? 'firefox' : null;
  const advice = missing && (await ensureBrowsers([missing])).get(missing);
  const installed = choose();
  if (installed) return installed;
  const others = findBrowsers().map(({ name }) => name);
  const instead = others.length > 0 ? ` Found here: ${others.join(', ')}.` : '';
  throw new Error((advice || `There is no browser «${wanted}» on this machine.`) + instead);
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
