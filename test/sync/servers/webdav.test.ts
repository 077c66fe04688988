import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startWebDav, WEBDAV_SERVERS } from '../../../scripts/lib/webdav';
import { RemoteError } from '../../../sync/remote';
import { WebDav } from '../../../sync/webdav';
import { type Browser, officeOf, settle } from '../office';

async function faultOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RemoteError) return error.fault;
    throw error;
  }
  return 'none';
}

describe.each(WEBDAV_SERVERS)('on a real %s', (name) => {
  let server: RunningServer;
  let remote: WebDav;
  beforeAll(async () => {
    server = await startWebDav(name);
    remote = new WebDav(server);
  });
  afterAll(() => server?.stop());

  test('a file is written, listed, read, removed', async () => {
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    await remote.put('имя с пробелом и 100%.bin', bytes);
    const [entry, ...others] = await remote.list();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ name: 'имя с пробелом и 100%.bin', size: 60_000 });
    expect(entry?.mark).toEqual(expect.any(String));
    expect(await remote.get('имя с пробелом и 100%.bin')).toEqual(bytes);
    await remote.delete('имя с пробелом и 100%.bin');
    expect(await remote.list()).toEqual([]);
    expect(await remote.get('имя с пробелом и 100%.bin')).toBeNull();
    await remote.delete('имя с пробелом и 100%.bin');
  });

  test('folders inside are no files', async () => {
    mkdirSync(join(server.folder, 'Старое'));
    writeFileSync(join(server.folder, 'Отчёт.docx'), 'word');
    const names = (await remote.list()).map((entry) => entry.name);
    expect(names).toEqual(['Отчёт.docx']);
    await remote.delete('Отчёт.docx');
  });

  test('a wrong password, a folder that is not there, a server that is not there each say so', async () => {
    expect(await faultOf(() => new WebDav({ ...server, password: 'нет' }).list())).toBe('password');
    expect(await faultOf(() => new WebDav({ ...server, url: `${server.url}nowhere/` }).list())).toBe('missing');
    expect(await faultOf(() => new WebDav({ ...server, url: 'http://127.0.0.1:1/office/' }).list())).toBe('offline');
  });

  test('three browsers that wrote apart come to the same, and merge their files', async () => {
    const office = (await officeOf(3)) as [Browser, Browser, Browser];
    for (let round = 0; round < 6; round += 1) {
      for (const browser of office) {
        await browser.write(2);
        await browser.exchange(remote, round * 60_000);
      }
    }
    await settle(office, remote, 6);
    expect(new Set(await Promise.all(office.map(({ ledger }) => ledger.hash()))).size).toBe(1);
    expect(office[0].ledger.byId.size).toBe(36);
    expect(server.files().length).toBeLessThan(18);
  });
});
