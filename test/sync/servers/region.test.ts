/** The region's command, and a real log server that runs on what it wrote: who may do what, and what is kept. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NatsConnection, wsconnect } from '@nats-io/nats-core';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { natsProgram, patiently, startNode } from '../../../scripts/lib/nats';
import { socketFactory, trusting } from '../../../scripts/lib/nats-socket';
import { Book, filesOf } from '../../../scripts/lib/region-book';
import { until } from '../../../scripts/lib/until';
import { ended, freePort } from '../../../scripts/lib/webdav';
import { runRegion } from '../../../scripts/region';
import { receive } from '../../../sync/exchange';
import { publishFigures, readPublished } from '../../../sync/figures';
import { openParcel } from '../../../sync/file';
import { MemoryRemote } from '../../../sync/memory';
import { NatsRemote, watchNats } from '../../../sync/nats';
import { RemoteError } from '../../../sync/remote';
import { type Browser, officeOf } from '../office';

async function faultOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RemoteError) return error.fault;
    throw error;
  }
  return 'none';
}

async function region(...args: string[]): Promise<string> {
  const { ok, said } = await runRegion(args);
  expect(said, said).toBeTruthy();
  expect(ok, said).toBe(true);
  return said;
}

interface Login {
  user: string;
  password: string;
}

const loginsIn = (said: string): Login[] =>
  [...said.matchAll(/login (\S+)\s+password (\S+)/g)].map(([, user, password]) => ({
    user: user!,
    password: password!,
  }));

/** Gives every node of a book ports that are free here, and makes a folder of the log for it. */
async function onLoopback(folder: string): Promise<void> {
  const file = join(folder, 'region.json');
  const book = Book.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const node of book.nodes) {
    const [client, web, route, monitor] = [await freePort(), await freePort(), await freePort(), await freePort()];
    Object.assign(node, { client, web, route, monitor });
  }
  writeFileSync(file, JSON.stringify({ ...book, store: join(folder, 'store'), bytes: 16 * 1024 * 1024 }));
}

const portOf = (folder: string): number =>
  Book.parse(JSON.parse(readFileSync(join(folder, 'region.json'), 'utf8'))).nodes[0]!.web;

describe('a region on one node', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-region-'));
  let node: ChildProcess;
  let servers: string[];
  let [anna, boris, other, reader]: Login[] = [];
  const open: (NatsRemote | NatsConnection)[] = [];
  const remote = (login: Login): NatsRemote => {
    const made = new NatsRemote({ servers, ...login }, socketFactory);
    open.push(made);
    return made;
  };
  const raw = async ({ user, password }: Login): Promise<NatsConnection> => {
    const options = { servers, user, pass: password, wsFactory: socketFactory, reconnect: false, timeout: 5000 };
    const connection = await wsconnect(options);
    open.push(connection);
    return connection;
  };

  beforeAll(async () => {
    const home = join(folder, 'region');
    [reader] = loginsIn(await region('init', home, '--nodes=127.0.0.1'));
    await onLoopback(home);
    [anna, boris] = loginsIn(await region('office', home, 'sosnovka', '--browsers=2'));
    [other] = loginsIn(await region('office', home, 'berezovka', '--browsers=1'));
    node = await startNode(natsProgram(), join(home, 'node-1.conf'));
    servers = [`ws://127.0.0.1:${portOf(home)}`];
    await patiently(async () => void (await region('streams', home)));
  });
  afterAll(async () => {
    for (const one of open) await one.close();
    await ended(node);
    rmSync(folder, { recursive: true, force: true });
  });

  test('keeps no password of a browser, and shows its files to nobody else', () => {
    const home = join(folder, 'region');
    const texts = ['region.json', 'accounts.conf'].map((name) => readFileSync(join(home, name), 'utf8'));
    for (const { password } of [anna!, boris!, other!, reader!]) {
      expect(password).toHaveLength(24);
      for (const text of texts) expect(text).not.toContain(password);
    }
    for (const name of ['region.json', 'accounts.conf', 'node-1.conf']) {
      expect(statSync(join(home, name)).mode & 0o077).toBe(0);
    }
  });

  test.each([
    ['take no account', ['office', 'Сосновка']],
    ['know the office already', ['office', 'sosnovka']],
    ['know no such office', ['login', 'nowhere']],
    ['know no such login', ['revoke', 'sosnovka-9']],
    ['know no such command', ['remove', 'sosnovka']],
  ])('says that it can %s', async (_what, [what, ...rest]) => {
    expect((await runRegion([what!, join(folder, 'region'), ...rest])).ok).toBe(false);
  });

  test('an office reads and writes its own stream alone, and changes nothing about it', async () => {
    await remote(anna!).put('only.ours', new Uint8Array([1, 2]));
    expect(await remote(boris!).get('only.ours')).toEqual(new Uint8Array([1, 2]));
    expect(await remote(other!).list()).toEqual([]);
    expect(await remote(other!).get('only.ours')).toBeNull();
    const connection = await raw(anna!);
    const heard: string[] = [];
    void (async () => {
      for await (const status of connection.status()) if (status.type === 'error') heard.push(String(status.error));
    })();
    const forbidden = [
      '$JS.API.STREAM.CREATE.MORE',
      '$JS.API.STREAM.UPDATE.FILES',
      '$JS.API.STREAM.DELETE.FILES',
      '$JS.API.STREAM.MSG.DELETE.FILES',
      '$JS.API.STREAM.SNAPSHOT.FILES',
      '$JS.API.CONSUMER.CREATE.FILES',
      '$JS.API.INFO',
      '$SYS.REQ.SERVER.PING',
      'figures.berezovka',
      'anything',
    ];
    for (const subject of forbidden) connection.publish(subject, '{}');
    for (const subject of ['>', '$JS.>', '$SYS.>', 'figures.>']) {
      connection.subscribe(subject, { callback: () => void heard.push(`message on ${subject}`) });
    }
    await connection.flush();
    await until(() => heard.length >= forbidden.length + 4, 'all to be refused');
    for (const subject of [...forbidden, '>', '$JS.>', '$SYS.>', 'figures.>']) {
      expect(heard.filter((said) => said.includes(`"${subject}"`))).toHaveLength(1);
    }
    expect(await remote(boris!).list()).toEqual([expect.objectContaining({ name: 'only.ours' })]);
    await remote(anna!).delete('only.ours');
  });

  test('publishes figures under the office’s own name alone, and takes them back', async () => {
    const place = (login: Login) => ({ servers, ...login });
    const figures = new TextEncoder().encode('{"version":1}');
    await publishFigures(place(anna!), figures, socketFactory);
    await publishFigures(place(other!), figures, socketFactory);
    const published = await readPublished(place(reader!), socketFactory);
    expect(published.map(({ office }) => office).sort()).toEqual(['berezovka', 'sosnovka']);
    expect(published[0]!.bytes).toEqual(figures);
    expect(Math.abs(published[0]!.at - Date.now())).toBeLessThan(60_000);
    await publishFigures(place(anna!), new Uint8Array(0), socketFactory);
    const after = await readPublished(place(reader!), socketFactory);
    expect(after.find(({ office }) => office === 'sosnovka')?.bytes).toHaveLength(0);
    expect(await faultOf(() => readPublished(place(anna!), socketFactory))).not.toBe('none');
    expect(await faultOf(() => remote(reader!).list())).not.toBe('none');
  });

  test('keeps every office in a file that its browsers can read, and restores it on an empty server', async () => {
    const home = join(folder, 'region');
    const office = (await officeOf(2)) as [Browser, Browser];
    await office[0].write(30);
    await office[0].exchange(remote(anna!), 0);
    await region('backup', home, join(folder, 'kept'));
    const kept = join(folder, 'kept', 'sosnovka.smotritel-exchange');
    const names = async () => (await remote(boris!).list()).map(({ name }) => name).sort();
    const before = await names();
    expect(before.length).toBeGreaterThan(0);

    const parcel = new MemoryRemote(openParcel(new Uint8Array(readFileSync(kept))));
    await receive({ remote: parcel, ledger: office[1].ledger, trust: office[1].trust, now: 0 });
    expect(await office[1].ledger.hash()).toBe(await office[0].ledger.hash());

    await ended(node);
    rmSync(join(home, 'store'), { recursive: true });
    node = await startNode(natsProgram(), join(home, 'node-1.conf'));
    await patiently(async () => void (await region('streams', home)));
    expect(await names()).toEqual([]);
    await region('restore', home, 'sosnovka', kept);
    expect(await names()).toEqual(before);
    expect(await region('restore', home, 'sosnovka', kept)).toContain('0 files');
    expect(await region('status', home)).toMatch(new RegExp(`sosnovka\t${before.length}\t\\d+\t20\\S+\t1 of 1`));
  });

  test('a login that is shut out loses its line at once and gets no other; its office works on', async () => {
    const home = join(folder, 'region');
    const before = remote(boris!);
    await before.list();
    const ends: string[] = [];
    const watching = new AbortController();
    const line = await raw(boris!);
    void line.closed().then(() => ends.push('line'));
    const { signal } = watching;
    await watchNats(
      { servers, ...boris! },
      { onNews: () => {}, onEnd: () => ends.push('watch'), signal, socket: socketFactory },
    );
    await region('revoke', home, boris!.user);
    node.kill('SIGHUP');
    await until(() => ends.includes('line'), 'the line to be cut');
    expect(await faultOf(() => remote(boris!).list())).toBe('password');
    expect(await faultOf(() => before.put('late', new Uint8Array(1)))).not.toBe('none');
    const [fresh] = loginsIn(await region('login', home, 'sosnovka', '--who=Мария'));
    expect(fresh!.user).toBe('sosnovka-3');
    node.kill('SIGHUP');
    await until(() => remote(fresh!).list(), 'the new login to be known');
    await remote(anna!).put('works.on', new Uint8Array(1));
    watching.abort();
    await until(() => ends.includes('watch'), 'the watch to end');
  });
});

test('over TLS, and without it for nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-region-tls-'));
  const extensions = [
    { name: 'basicConstraints' as const, cA: true },
    { name: 'subjectAltName' as const, altNames: [{ type: 7 as const, ip: '127.0.0.1' }] },
  ];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'region' }], { extensions });
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  writeFileSync(certFile, cert);
  writeFileSync(keyFile, key);
  const home = join(folder, 'region');
  await region('init', home, '--nodes=127.0.0.1', `--cert=${certFile}`, `--key=${keyFile}`);
  await onLoopback(home);
  const [login] = loginsIn(await region('office', home, 'sosnovka', '--browsers=1'));
  const conf = join(home, 'node-1.conf');
  const node = await startNode(natsProgram(), conf);
  try {
    const place = (scheme: string) => ({ servers: [`${scheme}://127.0.0.1:${portOf(home)}`], ...login! });
    const believed = new NatsRemote(place('wss'), trusting(cert));
    // Who it is was told and believed; what is not there yet is the stream.
    expect(await faultOf(() => believed.list())).toBe('missing');
    await believed.close();
    expect(await faultOf(() => new NatsRemote(place('wss'), socketFactory).list())).toBe('offline');
    expect(await faultOf(() => new NatsRemote(place('ws'), socketFactory).list())).toBe('offline');
  } finally {
    await ended(node);
    rmSync(folder, { recursive: true, force: true });
  }
});

test('without a certificate it is set up on loopback alone, and a second time not at all', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-region-init-'));
  const home = join(folder, 'region');
  expect((await runRegion(['init', home, '--nodes=a.example,b.example'])).said).toContain('--cert');
  await region('init', home, '--nodes=a.example,b.example,c.example', '--cert=/etc/cert.pem', '--key=/etc/key.pem');
  expect((await runRegion(['init', home, '--nodes=127.0.0.1'])).said).toContain('already');
  const book = Book.parse(JSON.parse(readFileSync(join(home, 'region.json'), 'utf8')));
  expect([...filesOf(book).keys()]).toEqual(['node-1.conf', 'node-2.conf', 'node-3.conf', 'accounts.conf']);
  rmSync(folder, { recursive: true, force: true });
});

test('of three nodes that the command wrote two are renewed, one after the other, while an office works', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-region-three-'));
  const home = join(folder, 'region');
  await region('init', home, '--nodes=127.0.0.1,127.0.0.1,127.0.0.1');
  await onLoopback(home);
  const logins = loginsIn(await region('office', home, 'sosnovka', '--browsers=2'));
  const book = Book.parse(JSON.parse(readFileSync(join(home, 'region.json'), 'utf8')));
  const files = book.nodes.map(({ name }) => {
    const file = join(home, `${name}.conf`);
    // On machines of their own they have one path; here all three lie on one.
    writeFileSync(file, readFileSync(file, 'utf8').replace(book.store, join(folder, name)));
    return file;
  });
  const start = (file: string): Promise<ChildProcess> => startNode(natsProgram(), file);
  const nodes = await Promise.all(files.map(start));
  const servers = book.nodes.map(({ web }) => `ws://127.0.0.1:${web}`);
  const remotes = logins.map((login) => new NatsRemote({ servers, ...login }, socketFactory));
  try {
    await patiently(async () => void (await region('streams', home)));
    const office = (await officeOf(2)) as [Browser, Browser];
    const both = (round: number) => Promise.all(office.map((one, at) => one.exchange(remotes[at]!, round * 60_000)));
    let round = 0;
    for (const [at, file] of files.slice(1).entries()) {
      await ended(nodes[at + 1]!);
      for (const browser of office) await browser.write(3);
      round += 1;
      await both(round);
      nodes[at + 1] = await start(file);
      // Only when all copies are whole the next node may be renewed.
      await until(async () => (await region('status', home)).includes('3 of 3'), 'whole copies', { within: 20_000 });
    }
    await until(async () => {
      round += 1;
      return (await both(round)).every(({ received, waiting, faults }) => received + waiting + faults.length === 0);
    }, 'rest');
    expect(await office[0].ledger.hash()).toBe(await office[1].ledger.hash());
    expect(office[0].ledger.byId.size).toBe(12);
  } finally {
    for (const one of remotes) await one.close();
    await Promise.all(nodes.map(ended));
    rmSync(folder, { recursive: true, force: true });
  }
});
