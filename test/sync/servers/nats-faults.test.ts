/** The log server behind a line that breaks, falls silent and refuses, and itself emptied and restarted: nothing is lost. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FaultyLine, openFaultyLine } from '../../../scripts/lib/faulty-line';
import { type RunningCluster, startNats } from '../../../scripts/lib/nats';
import { socketFactory } from '../../../scripts/lib/nats-socket';
import type { OfficeAccount } from '../../../scripts/lib/region';
import { MESSAGE_BYTES } from '../../../scripts/lib/region';
import { asAdmin, prepareOffice } from '../../../scripts/lib/region-streams';
import { until } from '../../../scripts/lib/until';
import { startWebDav } from '../../../scripts/lib/webdav';
import { NatsRemote, type Patience, STREAM, watchNats } from '../../../sync/nats';
import { RemoteError } from '../../../sync/remote';
import { WebDav } from '../../../sync/webdav';
import { type Browser, officeOf, randomFrom, settle } from '../office';

const account = (name: string): OfficeAccount => ({
  name,
  admin: { user: `${name}-admin`, pass: 'a' },
  members: ['anna', 'boris'].map((one) => ({ user: `${name}-${one}`, pass: one })),
});
const OFFICES = ['storm', 'moved', 'small', 'watched'].map(account);

describe('behind a bad line', () => {
  let cluster: RunningCluster;
  let line: FaultyLine;
  let open: NatsRemote[] = [];
  const servers = (): string[] => [`ws://127.0.0.1:${line.port}`];
  const remote = (office: string, patience?: Partial<Patience>): NatsRemote => {
    const place = { servers: servers(), user: `${office}-anna`, password: 'anna' };
    const made = new NatsRemote(place, socketFactory, patience);
    open.push(made);
    return made;
  };
  beforeAll(async () => {
    cluster = await startNats(OFFICES, { bytes: 4 * 1024 * 1024 });
    line = await openFaultyLine(() => cluster.ports[0]!);
  });
  afterEach(async () => {
    line.lift();
    await Promise.all(open.map((one) => one.close()));
    open = [];
  });
  afterAll(async () => {
    await line?.close();
    await cluster?.stop();
  });

  test.each([11, 12, 13])('cut, refused and emptied in the middle, it loses nothing, seed %i', async (seed) => {
    const random = randomFrom(seed);
    const office = (await officeOf(3)) as [Browser, ...Browser[]];
    const remotes = office.map(() => remote('storm', { asking: 1500 }));
    const { admin } = OFFICES[0]!;
    const empty = (): Promise<unknown> => asAdmin(cluster.servers, admin, (manager) => manager.streams.purge(STREAM));
    await empty();
    let struck = 0;
    for (let round = 0; round < 16; round += 1) {
      for (const browser of office) await browser.write(1 + (round % 3));
      const deeds = office.map((browser, at) => browser.exchange(remotes[at]!, round * 60_000));
      const chance = random();
      if (chance < 0.35) line.cut(1 + Math.floor(random() * 4000));
      else if (chance < 0.5) line.refuse();
      else if (chance < 0.6) line.cut();
      const outcomes = await Promise.all(deeds);
      struck += outcomes.filter(({ faults }) => faults.length > 0).length;
      line.lift();
      if (round === 9) await empty();
    }
    expect(struck).toBeGreaterThan(0);
    const late = (await officeOf(1))[0] as Browser;
    Object.assign(late, { trust: { ...office[0].trust, writer: 'late.1', vouches: () => false } });
    await settle(office, remotes[0]!, 20_000);
    await late.exchange(remotes[0]!, 0);
    const written = office.length * Array.from({ length: 16 }, (_, at) => 1 + (at % 3)).reduce((a, b) => a + b);
    for (const { ledger } of [...office, late]) expect(ledger.byId.size).toBe(written);
    expect(new Set(await Promise.all([...office, late].map(({ ledger }) => ledger.hash()))).size).toBe(1);
  });

  test('a line that fell silent in a sleep is given up after the wait, and the next exchange takes a new one', async () => {
    const [browser] = (await officeOf(1)) as [Browser];
    const slow = remote('small', { asking: 400 });
    expect((await browser.exchange(slow, 0)).faults).toEqual([]);
    await browser.write(2);
    line.silence();
    expect((await browser.exchange(slow, 60_000)).faults).toEqual([expect.objectContaining({ fault: 'slow' })]);
    expect(await browser.exchange(slow, 120_000)).toMatchObject({ sent: 2, waiting: 0, faults: [] });
  });

  test('a server that lost its stream, has no room left, or takes no more bytes in one file, each says so', async () => {
    const [browser] = (await officeOf(1)) as [Browser];
    await browser.write(3);
    const place = remote('small');
    const faultOf = async (work: Promise<unknown>): Promise<unknown> =>
      work.then(
        () => 'none',
        (error: unknown) => (error instanceof RemoteError ? error.fault : error),
      );
    expect(await faultOf(place.put('large', new Uint8Array(MESSAGE_BYTES + 1)))).toBe('large');
    for (let at = 0; at < 3; at += 1) await place.put(`fill.${at}`, crypto.getRandomValues(new Uint8Array(65_536)));
    let fault: unknown = 'none';
    for (let at = 0; fault === 'none' && at < 60; at += 1)
      fault = await faultOf(place.put(`more.${at}`, new Uint8Array(250_000)));
    expect(fault).toBe('full');
    // What waits is counted and goes as soon as there is room.
    const full = await browser.exchange(place, 0);
    expect(full).toMatchObject({ complete: true });

    const { admin } = OFFICES[2]!;
    await asAdmin(cluster.servers, admin, (manager) => manager.streams.delete(STREAM));
    expect((await browser.exchange(place, 60_000)).faults).toEqual([expect.objectContaining({ fault: 'missing' })]);
    // As in the moment in which a cluster has nobody who leads the stream.
    expect(await faultOf(place.put('nobody.hears', new Uint8Array(1)))).toBe('busy');
    await prepareOffice(cluster.servers, admin, 1);
    for (let round = 2; round < 6; round += 1) await browser.exchange(place, round * 60_000);
    const late = (await officeOf(1))[0] as Browser;
    Object.assign(late, { trust: { ...browser.trust, writer: 'late.1', vouches: () => false } });
    await late.exchange(place, 0);
    expect(late.ledger.byId.size).toBe(3);
  });

  test('who watches hears again after a line that broke, and falls behind no log however much is written', async () => {
    const watching = new AbortController();
    let news = 0;
    const place = { servers: servers(), user: 'watched-boris', password: 'boris' };
    const onNews = (): void => {
      news += 1;
    };
    await watchNats(place, { onNews, signal: watching.signal, socket: socketFactory, again: 50 });
    const writer = remote('watched');
    await writer.put('first', new Uint8Array(1));
    await until(() => news > 0, 'the first news');
    line.cut();
    const before = news;
    await until(() => news > before, 'the news of a new line');
    // A page that does nothing for a while: what waits for it is only said, the files are in the log.
    await Promise.all(Array.from({ length: 60 }, (_, at) => writer.put(`many.${at}`, new Uint8Array(20_000))));
    expect(await writer.list()).toHaveLength(61);
    await until(() => news >= before + 60, 'all news');
    watching.abort();
  });

  test('an office moves from its WebDAV folder to the log without losing a record, while some still use the folder', async () => {
    const server = await startWebDav('nginx');
    try {
      const folder = new WebDav(server);
      const office = (await officeOf(3)) as [Browser, Browser, Browser];
      for (const browser of office) await browser.write(20);
      await settle(office, folder);
      const log = remote('moved');
      // The first has both for a while; the second comes a day later, with what was written meanwhile; the third stays away.
      await office[0].exchange(log, 0, { eager: true });
      await office[1].write(5);
      await office[1].exchange(folder, 1);
      await office[2].write(5);
      await office[2].exchange(folder, 2);
      await office[0].exchange(folder, 3);
      await office[0].exchange(log, 3);
      await settle(office, log, 10);
      const late = (await officeOf(1))[0] as Browser;
      Object.assign(late, { trust: { ...office[0].trust, writer: 'late.1', vouches: () => false } });
      await late.exchange(log, 0);
      for (const { ledger } of [...office, late]) expect(ledger.byId.size).toBe(70);
      expect(new Set(await Promise.all([...office, late].map(({ ledger }) => ledger.hash()))).size).toBe(1);
    } finally {
      await server.stop();
    }
  });
});
