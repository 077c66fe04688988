/**
 * Programs that tests of the exchange talk to: three WebDAV servers and a log server, real ones from Debian's packages.
 * `node scripts/servers.mjs` installs what is missing.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './lib/command.mjs';

/** @typedef {'apache' | 'nginx' | 'rclone' | 'nats'} Server */

/** @type {Record<Server, { program: string, also: string[], packages: string[] }>} */
const KNOWN = {
  apache: { program: 'apache2', also: ['/usr/lib/apache2/modules/mod_dav.so'], packages: ['apache2-bin'] },
  nginx: {
    program: 'nginx',
    also: ['/usr/lib/nginx/modules/ngx_http_dav_ext_module.so'],
    packages: ['nginx-light', 'libnginx-mod-http-dav-ext'],
  },
  rclone: { program: 'rclone', also: [], packages: ['rclone'] },
  nats: { program: 'nats-server', also: [], packages: ['nats-server'] },
};

export const SERVERS = /** @type {Server[]} */ (Object.keys(KNOWN));

/** The program of a server; null where it or a module that it needs is not installed. */
export function findServer(/** @type {Server} */ name) {
  const { program, also } = KNOWN[name];
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/usr/local/bin'];
  const path = folders
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find((one) => existsSync(one));
  return path && also.every((file) => existsSync(file)) ? path : null;
}

/**
 * Makes sure that the servers are there; on Debian and its kin, as root, installs them.
 *
 * @returns {Promise<string>} what is still missing and how to get it; empty: nothing
 */
export async function ensureServers() {
  const missing = SERVERS.filter((name) => !findServer(name));
  if (missing.length === 0) return '';
  const packages = missing.flatMap((name) => KNOWN[name].packages);
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const trouble = canInstall ? await install(packages) : '';
  const left = SERVERS.filter((name) => !findServer(name));
  return left.length === 0
    ? ''
    : `No ${left.join(', ')} here (Debian: apt-get install ${packages.join(' ')}).${trouble}`;
}

async function install(/** @type {string[]} */ packages) {
  console.log(`Installing ${packages.join(', ')}…`);
  // Tests start what they need themselves: nothing of this is to run as a service of the machine.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const lock = ['-o', 'DPkg::Lock::Timeout=300'];
  for (const args of [
    ['update', ...lock],
    ['install', '-y', '--no-install-recommends', ...lock, ...packages],
  ]) {
    const { code, output } = await run('apt-get', args, { quiet: true, env });
    if (code !== 0) return ` apt-get ${args[0]} failed:\n${output.trim().split('\n').slice(-5).join('\n')}`;
  }
  return '';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log((await ensureServers()) || 'All servers are here.');
}
