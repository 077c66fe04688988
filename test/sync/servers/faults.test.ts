/** Real servers behind a line that breaks, waits, cuts and refuses: nothing is lost on any of them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FaultyProxy, openFaultyProxy, type Spoiling } from '../../../scripts/lib/faulty-proxy';
import { type RunningServer, startWebDav, WEBDAV_SERVERS } from '../../../scripts/lib/webdav';
import { WebDav } from '../../../sync/webdav';
import { type Browser, officeOf, randomFrom, settle } from '../office';

const STATUSES = [401, 403, 423, 500, 507];

function spoiler(random: () => number): () => Spoiling | null {
  return () => {
    const chance = random();
    if (chance < 0.06) return { kind: 'drop' };
    if (chance < 0.1) return { kind: 'forget' };
    if (chance < 0.16) return { kind: 'cut' };
    if (chance < 0.2) return { kind: 'wait', ms: Math.floor(random() * 20) };
    if (chance < 0.3) return { kind: 'status', status: STATUSES[Math.floor(random() * STATUSES.length)] ?? 500 };
    return null;
  };
}

function wipe(server: RunningServer): void {
  for (const file of server.files()) rmSync(join(server.folder, file));
}

describe.each(WEBDAV_SERVERS)('behind a bad line, %s', (name) => {
  let server: RunningServer;
  let proxy: FaultyProxy;
  let remote: WebDav;
  beforeAll(async () => {
    server = await startWebDav(name);
    proxy = await openFaultyProxy(server.port);
    remote = new WebDav({ ...server, url: `http://127.0.0.1:${proxy.port}/office/` });
  });
  beforeEach(() => wipe(server));
  afterAll(async () => {
    await proxy?.close();
    await server?.stop();
  });

  test('loses nothing, even when it is wiped in the middle', async () => {
    const office = (await officeOf(4)) as [Browser, ...Browser[]];
    proxy.choose = spoiler(randomFrom(21));
    for (let round = 0; round < 20; round += 1) {
      for (const browser of office) await browser.write(round % 3);
      await Promise.all(office.map((browser) => browser.exchange(remote, round * 60_000)));
      if (round === 11) wipe(server);
    }
    proxy.choose = null;
    await settle(office, remote, 20_000);
    const hashes = await Promise.all(office.map(({ ledger }) => ledger.hash()));
    expect(new Set(hashes).size).toBe(1);
    expect(office[0].ledger.byId.size).toBe(office.length * 19);
  });

  test.each([
    [401, 'password'],
    [403, 'forbidden'],
    [423, 'locked'],
    [500, 'server'],
    [507, 'full'],
  ] as const)('an answer of %i to a write is told as «%s», and what waits is counted', async (status, fault) => {
    const [browser] = (await officeOf(1)) as [Browser];
    await browser.write(2);
    proxy.choose = (method) => (method === 'PUT' ? { kind: 'status', status } : null);
    const outcome = await browser.exchange(remote, 0);
    expect(outcome.faults).toEqual([expect.objectContaining({ deed: 'put', fault })]);
    expect(outcome).toMatchObject({ waiting: 2, complete: true });
    proxy.choose = null;
    expect(await browser.exchange(remote, 0)).toMatchObject({ waiting: 0, sent: 2, faults: [] });
  });

  test('a line that breaks is told as «offline», a listing that is cut as no listing', async () => {
    const [browser] = (await officeOf(1)) as [Browser];
    proxy.choose = () => ({ kind: 'drop' });
    expect((await browser.exchange(remote, 0)).faults).toEqual([expect.objectContaining({ fault: 'offline' })]);
    proxy.choose = () => ({ kind: 'cut' });
    expect((await browser.exchange(remote, 0)).faults).toEqual([expect.objectContaining({ deed: 'list' })]);
    proxy.choose = null;
  });
});
