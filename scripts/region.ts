/**
 * `npm run region`: the log server of a region. Writes the configuration of its nodes, opens accounts, shuts logins out,
 * looks after the streams. docs/region.md leads through it.
 *
 *   npm run region -- init <folder> --nodes=a.example,b.example,c.example --cert=/etc/… --key=/etc/…
 *   npm run region -- office <folder> <name> [--browsers=3]   an office's account, and a login for each of its browsers
 *   npm run region -- login <folder> <office|district> [--who=…]   one login more
 *   npm run region -- revoke <folder> <login>
 *   npm run region -- streams <folder>                        makes what streams are missing, on the running server
 *   npm run region -- status <folder>                         a line for each office
 *   npm run region -- backup <folder> <out>                   a file for each office
 *   npm run region -- restore <folder> <office> <file>
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addLogin,
  addOffice,
  Book,
  BookError,
  filesOf,
  newBook,
  replicasOf,
  revoke,
  serversOf,
  type Told,
} from './lib/region-book';
import { keepOffice, prepareDistrict, prepareOffice, restoreOffice, stateOf } from './lib/region-streams';

const USAGE =
  'Usage: npm run region -- init <folder> --nodes=… --cert=… --key=… | office <folder> <name> [--browsers=3] | ' +
  'login <folder> <office|district> [--who=…] | revoke <folder> <login> | streams <folder> | status <folder> | ' +
  'backup <folder> <out> | restore <folder> <office> <file>';
const RELOAD = 'Copy accounts.conf to every node and run there: nats-server --signal reload';

type Said = { ok: boolean; said: string };

/** @returns what to say, and whether it went well */
export async function runRegion(args: readonly string[]): Promise<Said> {
  const [what = '', folder, ...rest] = args.filter((one) => !one.startsWith('--'));
  const option = (name: string): string | null =>
    args.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  if (!folder) return { ok: false, said: USAGE };
  try {
    const said = await ((await command(what, folder, rest, option)) ?? null);
    return said === null ? { ok: false, said: USAGE } : { ok: true, said };
  } catch (error) {
    if (error instanceof BookError) return { ok: false, said: error.message };
    throw error;
  }
}

type Option = (name: string) => string | null;

async function command(what: string, folder: string, rest: readonly string[], option: Option): Promise<string | null> {
  const [first = '', second = ''] = rest;
  if (what === 'init') return init(folder, option);
  if (what === 'office' && first) {
    const browsers = Number(option('browsers') ?? 3);
    if (!Number.isInteger(browsers) || browsers < 1) throw new BookError('--browsers: a whole number, 1 at least');
    return change(folder, (book) => told(book, addOffice(book, first, browsers)));
  }
  if (what === 'login' && first) {
    return change(folder, (book) => told(book, [addLogin(book, first, option('who') ?? '')]));
  }
  if (what === 'revoke' && first) {
    return change(folder, (book) => {
      revoke(book, first);
      return `«${first}» is shut out as soon as the nodes know. ${RELOAD}`;
    });
  }
  if (what === 'streams') return streams(readBook(folder));
  if (what === 'status') return status(readBook(folder));
  if (what === 'backup' && first) return backup(readBook(folder), first);
  if (what === 'restore' && first && second) return restore(readBook(folder), first, second);
  return null;
}

function init(folder: string, option: Option): string {
  const file = join(folder, 'region.json');
  if (existsSync(file)) throw new BookError(`${file} is there already`);
  const hosts = (option('nodes') ?? '').split(',').filter(Boolean);
  const [cert, key] = [option('cert'), option('key')];
  if (hosts.length === 0) throw new BookError('--nodes: the names of the nodes, with commas between');
  const isHere = hosts.every((host) => host === '127.0.0.1');
  if ((!cert || !key) && !isHere)
    throw new BookError('--cert and --key: files on the nodes; without TLS on loopback alone');
  mkdirSync(folder, { recursive: true });
  const tls = cert && key ? { cert, key } : null;
  const book = newBook(hosts, { store: option('store') ?? '/var/lib/nats-server', tls });
  const reader = addLogin(book, 'district', '');
  writeBook(folder, book);
  return [`Written: ${['region.json', ...filesOf(book).keys()].join(', ')} in ${folder}.`, told(book, [reader])].join(
    '\n',
  );
}

function told(book: Book, logins: readonly Told[]): string {
  const lines = logins.map(({ user, password }) => `  login ${user}   password ${password}`);
  return [
    `Servers: ${serversOf(book).join(' ')}`,
    'Told once, a login for each browser:',
    ...lines,
    `${RELOAD}; then: npm run region -- streams <folder>`,
  ].join('\n');
}

function readBook(folder: string): Book {
  const file = join(folder, 'region.json');
  if (!existsSync(file)) throw new BookError(`${file} is not there: begin with init`);
  const read = Book.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new BookError(`${file}: ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  return read.data;
}

/** Each file is written beside the former and put in its place at once: a power cut leaves one or the other. */
function writeBook(folder: string, book: Book): void {
  const files = new Map([...filesOf(book), ['region.json', `${JSON.stringify(book, null, 1)}\n`]]);
  for (const [name, text] of files) {
    const file = join(folder, name);
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    chmodSync(`${file}.new`, 0o600);
    renameSync(`${file}.new`, file);
  }
}

function change(folder: string, work: (book: Book) => string): string {
  const book = readBook(folder);
  const said = work(book);
  writeBook(folder, book);
  return said;
}

async function streams(book: Book): Promise<string> {
  const [servers, replicas] = [serversOf(book), replicasOf(book)];
  for (const { admin } of book.offices) await prepareOffice(servers, admin, replicas);
  await prepareDistrict(servers, book.district.admin, replicas);
  return `${book.offices.length} offices and the district have their streams, ${replicas} copies of each.`;
}

async function status(book: Book): Promise<string> {
  const lines = ['office\tfiles\tbytes\tlast written\tcopies'];
  for (const { name, admin } of book.offices) {
    const { files, bytes, last, whole, replicas } = await stateOf(serversOf(book), admin);
    const when = last === null ? '—' : new Date(last).toISOString();
    lines.push([name, files, bytes, when, `${whole} of ${replicas}`].join('\t'));
  }
  return lines.join('\n');
}

async function backup(book: Book, out: string): Promise<string> {
  mkdirSync(out, { recursive: true });
  const lines: string[] = [];
  for (const { name, admin } of book.offices) {
    const kept = await keepOffice(serversOf(book), admin);
    writeFileSync(join(out, `${name}.smotritel-exchange`), kept, { mode: 0o600 });
    lines.push(`${name}\t${kept.length} bytes`);
  }
  return lines.join('\n');
}

async function restore(book: Book, name: string, file: string): Promise<string> {
  const office = book.offices.find((one) => one.name === name);
  if (!office) throw new BookError(`there is no office «${name}»`);
  await prepareOffice(serversOf(book), office.admin, replicasOf(book));
  const written = await restoreOffice(serversOf(book), office.admin, readFileSync(file));
  return `${name}: ${written} files written back.`;
}

if (process.argv[1]?.endsWith('region.ts')) {
  const { ok, said } = await runRegion(process.argv.slice(2));
  console.log(said);
  if (!ok) process.exitCode = 1;
}
