/**
 * The region's book: which nodes, offices and logins there are. It lies with the technician of the region, on no node; the
 * configuration of the nodes is made from it anew after every change. Passwords of browsers are told once and kept as
 * bcrypt hashes; those that the region itself works with stand in it in clear, so the file is readable by its owner alone.
 */
import { randomInt } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import * as z from 'zod/mini';
import { accountsConf, type Login, nodeConf, OFFICE_BYTES } from './region';

/** The server allows 4 to 31 and checks at every connection; passwords made here have 120 bits, which no hash must slow. */
const COST = 4;
/** Without letters that look alike in print: logins travel on paper. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
const LETTERS_OF_PASSWORD = 24;

const Hashed = z.strictObject({ user: z.string(), hash: z.string(), who: z.string() });
const Admin = z.strictObject({ user: z.string(), pass: z.string(), hash: z.string() });
const Name = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,30}$/));
const Port = z.int().check(z.minimum(1), z.maximum(65_535));

const Node = z.strictObject({
  name: z.string(),
  host: z.string(),
  client: Port,
  web: Port,
  route: Port,
  monitor: Port,
});

export const Book = z.strictObject({
  format: z.literal('smotritel-region'),
  version: z.literal(1),
  nodes: z.array(Node).check(z.minLength(1)),
  /** Folder of the log on a node. */
  store: z.string(),
  /** Certificate and key of the WebSocket on a node; null: on loopback alone. */
  tls: z.nullable(z.strictObject({ cert: z.string(), key: z.string() })),
  /** Bytes set aside for each office. */
  bytes: z.int(),
  offices: z.array(z.strictObject({ name: Name, admin: Admin, members: z.array(Hashed) })),
  district: z.strictObject({ admin: Admin, readers: z.array(Hashed) }),
});
export type Book = z.infer<typeof Book>;

/** A fault of whoever types the command. */
export class BookError extends Error {}

/** A login as it is told once, on paper or by voice. */
export interface Told {
  user: string;
  password: string;
}

const PORTS = { client: 4222, web: 443, route: 6222, monitor: 8222 };

export function newBook(hosts: readonly string[], options: Pick<Book, 'store' | 'tls'>): Book {
  return Book.parse({
    format: 'smotritel-region',
    version: 1,
    nodes: hosts.map((host, at) => ({ name: `node-${at + 1}`, host, ...PORTS })),
    ...options,
    bytes: OFFICE_BYTES,
    offices: [],
    district: { admin: newAdmin('district'), readers: [] },
  });
}

function secret(): string {
  return Array.from({ length: LETTERS_OF_PASSWORD }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

function hashOf(password: string): string {
  // The server knows this name of the very same hash.
  return hashSync(password, COST).replace(/^\$2b\$/, '$2a$');
}

function newAdmin(of: string) {
  const pass = secret();
  return { user: `${of}-admin`, pass, hash: hashOf(pass) };
}

/** The next login after those that were ever given: a number that was shut out is given to nobody else. */
function nextLogin(of: string, who: string, last: number): { kept: z.infer<typeof Hashed>; told: Told } {
  const password = secret();
  const user = `${of}-${last + 1}`;
  return { kept: { user, hash: hashOf(password), who }, told: { user, password } };
}

const SHUT = 'shut';

function add(members: z.infer<typeof Hashed>[], of: string, count: number, who = ''): Told[] {
  return Array.from({ length: count }, () => {
    const { kept, told } = nextLogin(of, who, members.length);
    members.push(kept);
    return told;
  });
}

/** @returns the logins of its browsers. @throws BookError */
export function addOffice(book: Book, name: string, browsers: number): Told[] {
  if (!Name.safeParse(name).success)
    throw new BookError(`«${name}»: small Latin letters, digits and «_», a letter first`);
  if (book.offices.some((office) => office.name === name)) throw new BookError(`there is an office «${name}» already`);
  const members: z.infer<typeof Hashed>[] = [];
  const told = add(members, name, browsers);
  book.offices.push({ name, admin: newAdmin(name), members });
  return told;
}

/** One more browser of an office, or of the district. @throws BookError */
export function addLogin(book: Book, of: string, who: string): Told {
  const list = of === 'district' ? book.district.readers : book.offices.find(({ name }) => name === of)?.members;
  if (!list) throw new BookError(`there is no office «${of}»`);
  return add(list, of, 1, who)[0]!;
}

/** Shuts a login out; its number stays taken. @throws BookError */
export function revoke(book: Book, user: string): void {
  const lists = [book.district.readers, ...book.offices.map(({ members }) => members)];
  const found = lists.flat().find((one) => one.user === user && one.hash !== SHUT);
  if (!found) throw new BookError(`nobody has the login «${user}»`);
  found.hash = SHUT;
}

function logins(members: readonly z.infer<typeof Hashed>[]): Login[] {
  return members.filter(({ hash }) => hash !== SHUT).map(({ user, hash }) => ({ user, pass: hash }));
}

/** The nodes' files by their names. */
export function filesOf({ nodes, store, tls, bytes, offices, district }: Book): Map<string, string> {
  const routes = nodes.length > 1 ? nodes.map(({ host, route }) => `nats://${host}:${route}`) : [];
  const files = new Map(
    nodes.map((node) => {
      const own = { ...node, store, routes, ...(tls && { tls }), monitor: `127.0.0.1:${node.monitor}` };
      return [`${node.name}.conf`, nodeConf(own)];
    }),
  );
  const accounts = offices.map(({ name, admin, members }) => ({
    name,
    admin: { user: admin.user, pass: admin.hash },
    members: logins(members),
  }));
  const own = { admin: { user: district.admin.user, pass: district.admin.hash }, readers: logins(district.readers) };
  return files.set('accounts.conf', accountsConf(accounts, bytes, own));
}

/** What browsers connect to. */
export function serversOf({ nodes, tls }: Book): string[] {
  return nodes.map(({ host, web }) => (tls ? `wss://${host}${web === 443 ? '' : `:${web}`}` : `ws://${host}:${web}`));
}

/** How many copies a cluster of so many nodes keeps. */
export function replicasOf({ nodes }: Pick<Book, 'nodes'>): number {
  return nodes.length >= 3 ? 3 : 1;
}
