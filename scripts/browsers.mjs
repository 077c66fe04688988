/**
 * Which browsers this machine has, and how it gets one. `node scripts/browsers.mjs` lists them.
 * `SMOTRITEL_CHROMIUM` and `SMOTRITEL_FIREFOX` name a program that is to be used instead of those found.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './lib/command.mjs';

/** @typedef {'chromium' | 'firefox'} Engine */
/** @typedef {{ name: string, title: string, engine: Engine, path: string }} Browser */

/**
 * Where each browser lives. `linux`: names on the PATH or whole paths; `mac`: inside an Applications folder;
 * `windows`: inside a Program Files or AppData\Local folder.
 */
const KNOWN = /** @type {const} */ ([
  {
    name: 'chrome',
    title: 'Google Chrome',
    engine: 'chromium',
    linux: ['google-chrome-stable', 'google-chrome'],
    mac: 'Google Chrome.app/Contents/MacOS/Google Chrome',
    windows: 'Google\\Chrome\\Application\\chrome.exe',
  },
  {
    name: 'chromium',
    title: 'Chromium',
    engine: 'chromium',
    linux: ['chromium', 'chromium-browser'],
    mac: 'Chromium.app/Contents/MacOS/Chromium',
    windows: 'Chromium\\Application\\chrome.exe',
  },
  {
    name: 'edge',
    title: 'Microsoft Edge',
    engine: 'chromium',
    linux: ['microsoft-edge-stable', 'microsoft-edge'],
    mac: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windows: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
  {
    name: 'yandex',
    title: 'Yandex Browser',
    engine: 'chromium',
    linux: ['yandex-browser-stable', 'yandex-browser', '/opt/yandex/browser/yandex-browser'],
    mac: 'Yandex.app/Contents/MacOS/Yandex',
    windows: 'Yandex\\YandexBrowser\\Application\\browser.exe',
  },
  {
    name: 'firefox',
    title: 'Firefox',
    engine: 'firefox',
    linux: ['firefox-esr', 'firefox'],
    mac: 'Firefox.app/Contents/MacOS/firefox',
    windows: 'Mozilla Firefox\\firefox.exe',
  },
]);

const DEBIAN_PACKAGES = { chromium: 'chromium', firefox: 'firefox-esr' };

/** Every browser found, in the order of `KNOWN`, one program each. @returns {Browser[]} */
export function findBrowsers() {
  const chosen = [
    { engine: /** @type {const} */ ('chromium'), path: process.env.SMOTRITEL_CHROMIUM },
    { engine: /** @type {const} */ ('firefox'), path: process.env.SMOTRITEL_FIREFOX },
  ].flatMap(({ engine, path }) => (path ? [{ name: engine, title: path, engine, path }] : []));
  const found = KNOWN.flatMap((browser) => {
    const path = candidates(browser).find((candidate) => existsSync(candidate));
    const { name, title, engine } = browser;
    return path ? [{ name, title, engine, path }] : [];
  });
  return [...chosen, ...found];
}

/** The first browser of an engine. @returns {Browser | null} */
export function findEngine(/** @type {Engine} */ engine) {
  return findBrowsers().find((browser) => browser.engine === engine) ?? null;
}

/**
 * Makes sure that a browser of each engine is there; on Debian and its kin, as root, installs it.
 *
 * @param {readonly Engine[]} engines
 * @returns {Promise<Map<Engine, string>>} for every engine that is still missing a sentence saying what to install
 */
export async function ensureBrowsers(engines) {
  const missing = engines.filter((engine) => !findEngine(engine));
  if (missing.length === 0) return new Map();
  const trouble = canInstall() ? await installPackages(missing) : '';
  return new Map(missing.filter((engine) => !findEngine(engine)).map((engine) => [engine, advice(engine) + trouble]));
}

function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @returns {Promise<string>} what went wrong, or nothing */
async function installPackages(/** @type {readonly Engine[]} */ engines) {
  const packages = engines.map((engine) => DEBIAN_PACKAGES[engine]);
  console.log(`Installing ${packages.join(', ')}…`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  const steps = [
    ['update', ...lock],
    // The font has Cyrillic; a bare machine may have none at all.
    ['install', '-y', '--no-install-recommends', ...lock, ...packages, 'fonts-dejavu-core'],
  ];
  for (const args of steps) {
    const { code, output } = await run('apt-get', args, { quiet: true, env });
    if (code !== 0) return ` apt-get ${args[0]} failed:\n${output.trim().split('\n').slice(-5).join('\n')}`;
  }
  return '';
}

function advice(/** @type {Engine} */ engine) {
  if (engine === 'firefox') {
    return 'No Firefox found. Install Firefox 153 or newer (Debian: apt-get install firefox-esr), or name its program in SMOTRITEL_FIREFOX.';
  }
  return 'No Chromium-based browser found. Install Chrome, Chromium, Edge or Yandex Browser, version 120 or newer (Debian: apt-get install chromium), or name its program in SMOTRITEL_CHROMIUM.';
}

/** @returns {string[]} */
function candidates(/** @type {typeof KNOWN[number]} */ { linux, mac, windows }) {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].map((folder) => join(folder, mac));
  }
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]);
    return folders.flatMap((folder) => (folder ? [join(folder, windows)] : []));
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return linux.flatMap((name) =>
    name.startsWith('/') ? [name] : folders.filter(Boolean).map((folder) => join(folder, name)),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browsers = findBrowsers();
  for (const { name, title, path } of browsers) console.log(`${name.padEnd(9)} ${title.padEnd(16)} ${path}`);
  for (const engine of /** @type {const} */ (['chromium', 'firefox'])) {
    if (!browsers.some((browser) => browser.engine === engine)) console.log(advice(engine));
  }
}
