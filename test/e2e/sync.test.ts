/** Browsers of one office over one real WebDAV server: apart, together again, the same. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../scripts/browsers.mjs';
import { type RunningCluster, startNats } from '../../scripts/lib/nats';
import { type RunningServer, startWebDav } from '../../scripts/lib/webdav';
import { openPanel, register } from './desk';
import { type SitePage, saveScreenshot, until } from './harness';
import { LOG_HOST, press, SyncDesk, shows, type } from './sync/desk';
import { DESK_URL, vkDesk } from './vk-desk';

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
    const suggested = async (): Promise<boolean> => {
      const found = await last.session.ask('suggest', {
        page: '',
        comment: null,
        postText: '',
        kinds: [],
        query: 'освещение',
      });
      return found.some(({ title }) => title === 'Уличное освещение');
    };
    await last.poll();
    await until(suggested, 'the text approved elsewhere to be suggested after a poll');
    expect(server.files().length).toBeLessThan(30);
  });

  test('has both decisions about a comment that two browsers decided apart, until somebody decides anew', async () => {
    const [anna, last] = [desks[0]!, desks.at(-1)!];
    const insult = { id: 11, name: 'Виктор Сомов', text: 'Да врут они всё. Дебилы конченые, ничего не будет.' };
    const open = async ({ session }: SyncDesk): Promise<SitePage> => {
      session.sites.put(DESK_URL, () => ({ body: vkDesk([insult]) }));
      return session.open(DESK_URL);
    };
    const first = await open(anna);
    await register(anna.session, first);
    await anna.exchange();
    await last.exchange();
    const second = await open(last);
    await openPanel(second);
    for (const site of [first, second]) await site.overlay.click('.item', { text: insult.name });
    await first.press('Alt+Shift+Digit5');
    await first.overlay.click('.flow button.primary', { text: 'Предупредить' });
    await first.overlay.find('.decisions', { text: 'Ваше решение: автор предупреждён' });
    await second.press('Alt+Shift+Digit2');
    await second.overlay.find('h3', { text: 'Снято с отметки: 1' });
    for (const desk of [anna, last, anna]) await desk.exchange();
    // The panel of the open page tells it by itself: the colleague's records were announced to it.
    const note = await first.overlay.find('.card .warning', { text: 'Решения расходятся' });
    // Which of the two is in force meanwhile follows from their ids; the note names the author of the other one.
    expect(note.text).toMatch(/\((?:Коллега \d|Петрова Анна)\)/u);
    await saveScreenshot(first.page, `${engine}-sync-rivals`);
    for (const { session } of [anna, last]) await session.closePages();
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

  test('hears at once over a log server: in Chromium in the background, in Firefox while the dashboard is open', async () => {
    const members = desks.map((_, at) => ({ user: `sosnovka-${at + 1}`, pass: `пароль ${at + 1}` }));
    const reader = { user: 'rayon-1', pass: 'пароль района' };
    const log: RunningCluster = await startNats([{ name: 'sosnovka', admin: { user: 'admin', pass: 'a' }, members }], {
      district: { admin: { user: 'rayon-admin', pass: 'a' }, readers: [reader] },
    });
    try {
      for (const [at, desk] of desks.entries()) {
        await desk.do('leaveAll');
        const page = await desk.connectLog(log.ports[0]!, members[at]!);
        // A page that is looked at asks by itself; the background of Chromium must do without.
        if (desk.session.engine === 'chromium') await page.close();
      }
      const [anna, ...others] = desks as [SyncDesk, ...SyncDesk[]];
      await same(desks, (await anna.do('state')).titles);
      // Asking every quarter of a minute could be in time for one of them, never for both.
      for (const title of ['Вывоз мусора', 'Ремонт моста']) {
        await anna.do('write', title, title, false);
        await anna.exchange();
        await until(
          async () => {
            const states = await Promise.all(others.map((desk) => desk.do('state')));
            return states.every(({ titles }) => titles.includes(title));
          },
          `«${title}» to arrive`,
          { within: 5000 },
        );
      }
      // One agrees to show the district its figures; another browser is the district's.
      const own = await anna.session.openExtensionPage('dashboard.html#/region');
      await own.bringToFront();
      await shows(own, 'Что именно уйдёт');
      await saveScreenshot(own, `${engine}-region-office`);
      await own.click('#region-share ~ * input[type=checkbox]');
      await shows(own, 'Показатели показаны району');
      const { session } = others.at(-1)!;
      const district = await session.openExtensionPage('dashboard.html#/region');
      await district.bringToFront();
      await shows(district, 'Если это браузер района');
      await district.click('details.card > summary');
      await type(district, 'Адреса серверов', `ws://${LOG_HOST}:8080`);
      await type(district, 'Логин района', reader.user);
      await type(district, 'Пароль', reader.pass);
      await press(district, 'Подключить');
      await shows(district, 'Показано 1 из 1');
      await shows(district, 'sosnovka');
      await saveScreenshot(district, `${engine}-region-district`);
      await district.close();
      await own.close();
    } finally {
      for (const desk of desks) await desk.do('leaveAll');
      await log.stop();
      for (const desk of desks) {
        // The server's own manner of ending a WebSocket, which browsers remark on.
        const faults = (await desk.session.takeFaults()).filter((said) => !said.includes(`ws://${LOG_HOST}`));
        expect(faults).toEqual([]);
      }
    }
  });
});
