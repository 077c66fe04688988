/** Real WebDAV servers on loopback, each with a folder and a password of its own. For tests, benches and fault runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServer } from '../servers.mjs';
import { until } from './until';

export type WebDavServer = 'apache' | 'nginx' | 'rclone';
export const WEBDAV_SERVERS: readonly WebDavServer[] = ['apache', 'nginx', 'rclone'];

export interface RunningServer {
  /** Address of the shared folder. */
  url: string;
  port: number;
  user: string;
  password: string;
  /** Names of the files in it. */
  files(): string[];
  /** The folder on this machine. */
  folder: string;
  stop(): Promise<void>;
}

const USER = 'sosnovka';
const PASSWORD = 'пароль приложения';

interface Place {
  folder: string;
  work: string;
  port: number;
  htpasswd: string;
}

/** @throws when the program is missing or does not answer */
export async function startWebDav(server: WebDavServer): Promise<RunningServer> {
  const program = findServer(server);
  if (!program) throw new Error(`${server} is not installed: run «node scripts/servers.mjs»`);
  const place = await makePlace();
  const child = spawn(program, ARGUMENTS[server](place), { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => said.push(String(data)));
  const url = `http://127.0.0.1:${place.port}/office/`;
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(place.work, { recursive: true, force: true });
  };
  try {
    await until(async () => (await fetch(url)).status === 401, `${server} to answer`);
  } catch (error) {
    await stop();
    throw new Error(`${server} did not start: ${said.join('').slice(-2000)}`, { cause: error });
  }
  return {
    url,
    port: place.port,
    user: USER,
    password: PASSWORD,
    folder: place.folder,
    files: () => readdirSync(place.folder).filter((name) => !name.startsWith('.')),
    stop,
  };
}

async function makePlace(): Promise<Place> {
  const work = mkdtempSync(join(tmpdir(), 'smotritel-dav-'));
  const folder = join(work, 'root', 'office');
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(work, 'temporary'));
  // Apache gives up being root and must still get in.
  for (const path of [work, join(work, 'root'), folder, join(work, 'temporary')]) chmodSync(path, 0o777);
  const htpasswd = join(work, 'htpasswd');
  writeFileSync(htpasswd, `${USER}:{SHA}${createHash('sha1').update(PASSWORD).digest('base64')}\n`);
  return { folder, work, port: await freePort(), htpasswd };
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Ends a program that was started here, and waits until it is gone. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(timer);
}

const ARGUMENTS: Record<WebDavServer, (place: Place) => string[]> = {
  apache: (place) => {
    const conf = join(place.work, 'apache.conf');
    writeFileSync(conf, apacheConf(place));
    return ['-d', place.work, '-f', conf, '-DFOREGROUND'];
  },
  nginx: (place) => {
    const conf = join(place.work, 'nginx.conf');
    writeFileSync(conf, nginxConf(place));
    return ['-p', place.work, '-c', conf, '-e', join(place.work, 'error.log')];
  },
  rclone: ({ work, port }) => [
    ...['serve', 'webdav', join(work, 'root'), '--addr', `127.0.0.1:${port}`, '--user', USER, '--pass', PASSWORD],
    ...['--config', join(work, 'rclone.conf'), '--cache-dir', join(work, 'temporary'), '--dir-cache-time', '0s'],
  ],
};

const APACHE_MODULES = [
  'mpm_event',
  'authz_core',
  'authn_core',
  'authn_file',
  'auth_basic',
  'authz_user',
  'dav',
  'dav_fs',
];

function apacheConf({ work, port, htpasswd }: Place): string {
  return `
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${work}/apache.pid
ErrorLog ${work}/error.log
${APACHE_MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
User www-data
Group www-data
DocumentRoot ${work}/root
DavLockDB ${work}/temporary/locks
<Directory ${work}/root>
  Dav On
  AuthType Basic
  AuthName office
  AuthUserFile ${htpasswd}
  Require valid-user
</Directory>
`;
}

function nginxConf({ work, port, htpasswd }: Place): string {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${work}/temporary/${name};`,
  );
  return `
load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
daemon off;
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${work}/nginx.pid;
error_log ${work}/error.log;
events {}
http {
  access_log off;
  ${paths.join('\n  ')}
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 64m;
    location / {
      root ${work}/root;
      dav_methods PUT DELETE;
      dav_ext_methods PROPFIND OPTIONS;
      dav_access user:rw group:rw all:rw;
      auth_basic office;
      auth_basic_user_file ${htpasswd};
    }
  }
}
`;
}
