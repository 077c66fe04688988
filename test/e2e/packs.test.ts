/** A district's pack on a real server: its rule marks a comment, and an older issue is refused with the reason. */
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { keyText } from '../../packs/pack';
import type { Engine } from '../../scripts/browsers.mjs';
import { fileOf, publisher } from '../packs/samples';
import { painted, register } from './desk';
import { Session, saveScreenshot } from './harness';
import { buildFor, HOST, press, shows, type } from './sync/desk';
import { POST_URL, vkPost } from './vk-post';

const ENGINES = (['chromium', 'firefox'] as Engine[]).filter(
  (engine) => (process.env.SMOTRITEL_ENGINE ?? engine) === engine,
);

const COMMENTS = [
  { id: 1, text: 'Наш сосед просто чурбанчик' },
  { id: 2, text: 'Он дебил' },
];

describe.each(ENGINES)('a pack of the district (%s)', (engine) => {
  let session: Session;
  let server: Server;
  let build: string;
  let file = { text: '', etag: '' };
  const answers: number[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const isKnown = request.headers['if-none-match'] === file.etag;
      answers.push(isKnown ? 304 : 200);
      response.writeHead(isKnown ? 304 : 200, { ETag: file.etag, 'Content-Type': 'application/json' });
      response.end(isKnown ? undefined : file.text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    build = buildFor(engine);
    session = await Session.launch(engine, { extension: build });
    session.sites.internet.forward(HOST, (server.address() as AddressInfo).port);
  });
  afterEach(async () => expect(await session.takeFaults()).toEqual([]));
  afterAll(async () => {
    await session?.close();
    server?.close();
    rmSync(build, { recursive: true, force: true });
  });

  test('marks a comment by its rule, is not fetched twice, and never goes back', async () => {
    const by = await publisher();
    file = { text: await fileOf(by), etag: '"3"' };
    const site = await session.openHtml(POST_URL, vkPost(COMMENTS));
    await register(session, site);
    await painted(site, 'дебил');

    const page = await session.openExtensionPage('dashboard.html#/packs');
    await page.bringToFront();
    await shows(page, 'Подписок пока нет');
    await type(page, 'Адрес набора', `http://${HOST}/pack.json`);
    await type(page, 'Ключ издателя', keyText(by.key));
    await press(page, 'Подписаться');
    await shows(page, 'Выпуск 3, действует до 31 декабря 2027');
    await saveScreenshot(page, `${engine}-packs`);
    await site.show();
    await painted(site, 'чурбанчик', 'дебил');

    await page.bringToFront();
    await press(page, 'Проверить сейчас');
    await shows(page, 'новое, если оно есть, получено');
    expect(answers).toEqual([200, 304]);

    file = { text: await fileOf(by, { number: 2 }), etag: '"2"' };
    await press(page, 'Проверить сейчас');
    await shows(page, 'Выпуск 2 не принят');
    await shows(page, 'Пришёл выпуск старее того, что уже есть. Действует прежний выпуск 3.');
    await saveScreenshot(page, `${engine}-packs-refused`);
    await site.show();
    await painted(site, 'чурбанчик', 'дебил');
  });

  test('offers its replies at once where the office lets the region approve', async () => {
    const suggested = async () => {
      const ask = { page: '', comment: null, postText: '', kinds: [], query: 'снега' };
      return (await session.ask('suggest', ask)).map(({ title }) => title);
    };
    expect(await suggested()).not.toContain('Уборка снега');
    const page = await session.openExtensionPage('dashboard.html#/packs');
    await page.bringToFront();
    await shows(page, 'Считать ответы этого издателя одобренными');
    await page.click('.packs input[type=checkbox]');
    await shows(page, 'Ответы издателя считаются одобренными');
    expect(await suggested()).toContain('Уборка снега');
  });
});
