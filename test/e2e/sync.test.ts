/** Browsers of one office over one real WebDAV server: apart, together again, the same. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../scripts/browsers.mjs';
import { type RunningServer, startWebDav } from '../../scripts/lib/webdav';
import { saveScreenshot, until } from './harness';
import { SyncDesk, shows } from './sync/desk';

const ENGINES = (['chromium', 'firefox'] as Engine[]).filter(
  (engine) => (process.env.SMOTRITEL_ENGINE ?? engine) === engine,
);

async function join(founder: SyncDesk, newcomer: SyncDesk, name: string): Promise<void> {
  const letter = await newcomer.do('request', await founder.do('invite'), name);
  const said = await newcomer.do('say', await founder.do('take', letter));
  await newcomer.do('enter', await founder.do('admit', letter, said));
}

async function same(desks: readonly SyncDesk[], titles: string[]): Promise<void> {
  await until(
    async () => {
      for (const desk of desks) await desk.exchange();
      const states = await Promise.all(desks.map((desk) => desk.do('state')));
      expect(new Set(states.map(({ hash }) => hash)).size).toBe(1);
      expect(states[0]?.titles).toEqual([...titles].sort());
      return true;
    },
    'all browsers to hold the same',
    { within: 20_000 },
  );
}

describe.each(ENGINES)('an office on a WebDAV server (%s)', (engine) => {
  let server: RunningServer;
  let desks: SyncDesk[] = [];
  beforeAll(async () => {
    server = await startWebDav('apache');
    // Two Chromium profiles and one Firefox; where only Firefox is tested, two of it.
    const engines: Engine[] = engine === 'chromium' ? ['chromium', 'chromium', 'firefox'] : ['firefox', 'firefox'];
    desks = await Promise.all(engines.map((one) => SyncDesk.open(one)));
    for (const desk of desks) desk.connectNetwork(server);
  });
  afterEach(async () => {
    for (const desk of desks) expect(await desk.session.takeFaults()).toEqual([]);
  });
  afterAll(async () => {
    await Promise.all(desks.map((desk) => desk.close()));
    await server?.stop();
  });

  test('comes to the same after its browsers wrote apart, and an approval reaches the others', async () => {
    const [anna, ...others] = desks as [SyncDesk, ...SyncDesk[]];
    await anna.do('found', 'Петрова Анна');
    for (const [at, desk] of others.entries()) await join(anna, desk, `Коллега ${at + 1}`);
    const pages = [];
    for (const desk of desks) pages.push(await desk.connect(server));
    await anna.do('write', 'snow', 'Уборка снега', true);
    await same(desks, ['Уборка снега']);

    // Apart: nobody has a network, everybody writes.
    for (const desk of desks) desk.connectNetwork(null);
    for (const [at, desk] of desks.entries()) await desk.do('write', `own-${at}`, `Без сети ${at}`, false);
    await anna.exchange();
    await shows(pages[0]!, 'Сервер не отвечает');
    await shows(pages[0]!, 'Ждёт отправки: 1');
    await saveScreenshot(pages[0]!, `${engine}-sync-offline`);

    for (const desk of desks) desk.connectNetwork(server);
    await same(desks, ['Уборка снега', ...desks.map((_, at) => `Без сети ${at}`)]);
    await shows(pages[0]!, 'Последний обмен с');

    // Approved here, suggested there.
    await anna.do('write', 'light', 'Уличное освещение', true);
    await anna.exchange();
    const [last] = others.slice(-1) as [SyncDesk];
    await last.exchange();
    const found = await last.session.ask('suggest', {
      page: '',
      comment: null,
      postText: '',
      kinds: [],
      query: 'освещение',
    });
    expect(found.map(({ title }) => title)).toContain('Уличное освещение');
    expect(server.files().length).toBeLessThan(30);
  });

  test('exchanges over a folder as over a server, and says when the folder is gone', async () => {
    const [anna] = desks as [SyncDesk];
    const { read, names, sent, waiting, gone } = await anna.do('folder');
    expect(read).toBe(true);
    expect(sent).toBeGreaterThan(3);
    expect(waiting).toBe(0);
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => name.endsWith('.smotritel'))).toBe(true);
    expect(gone).toEqual(['missing']);
  });
});
