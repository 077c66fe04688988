/** Makes sure that the npm packages of the lock file are there, before anything of them is imported. */
import { existsSync, readFileSync } from 'node:fs';
import { ROOT, run } from './command.mjs';

const OLDEST_NODE = [20, 19];

/**
 * Installs with `npm ci` what the lock file names and is not installed.
 *
 * @throws with a sentence for the person when Node is too old or npm fails
 */
export async function ensurePackages() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldest = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldest || (major === oldest && minor < oldestMinor)) {
    throw new Error(`Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${process.versions.node}.`);
  }
  if (missingPackages().length === 0) return;
  console.log('Installing npm packages…');
  const { code, output } = await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], { quiet: true });
  if (code !== 0) throw new Error(`The npm packages could not be installed (npm ci said):\n${output}`);
}

/** Paths that the lock file names and that are missing here or of another version; optional ones are not asked for. */
function missingPackages() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(wanted)
    .filter(([path, { version, optional }]) => path && !optional && installed[path]?.version !== version)
    .map(([path]) => path);
}

/** @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(/** @type {string} */ file) {
  return existsSync(`${ROOT}${file}`) ? JSON.parse(readFileSync(`${ROOT}${file}`, 'utf8')).packages : {};
}
