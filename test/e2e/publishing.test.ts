/** The week, the plan, the composer and the report at work. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { ElementHandle } from 'puppeteer-core';
import { expect, onTestFinished, test } from 'vitest';
import { openRegistered } from './desk';
import { inBrowsers, type Session, type SitePage, until } from './harness';
import { archiveOf } from './years';

const TEXT =
  'Завтра в 15:00 в Доме культуры пройдёт сход граждан. Приглашаем всех жителей села обсудить дорогу к школе.';

const FAIR = 'В субботу, 28 ноября, с 9:00 на площади у Дома культуры пройдёт ярмарка: мясо, мёд, валенки.\nПриходите!';
const TYPED = 'Внимание';

/** A post that was read on the registered page of VK a minute ago. */
async function seenPublished(session: Session, text: string): Promise<void> {
  const { page } = (await session.ask('overview', null)).pages.find((one) => one.page.site === 'vk')!;
  const now = Date.now();
  await session.ask('posts', {
    page: page.id,
    identity: { site: 'vk', keys: page.keys, kind: 'wall', name: page.name, url: page.link, parentKeys: [] },
    posts: [
      {
        id: '-204815_77',
        permalink: null,
        text,
        time: { at: now - 60_000, span: 60_000 },
        timeLabel: 'минуту назад',
        author: { name: '', link: null, own: true },
        own: true,
        pinned: false,
        ad: false,
        repost: false,
        formats: ['text'],
        commentsSaid: null,
      },
    ],
    feed: null,
    health: { layout: 'vk-react', state: 'ok', parts: [] },
    readAt: now,
  });
}

/** Presses «Вставить текст» and waits until the site's own button has woken; what was typed stands first. */
async function fillIn(site: SitePage, field: string, awake: string): Promise<void> {
  await site.overlay.find('.composer li', { text: 'Ярмарка' });
  await site.overlay.click('.composer button.primary');
  await site.page.waitForSelector(awake);
  const lines = await until(
    () =>
      site.page.evaluate((at) => {
        const shown = [...document.querySelectorAll<HTMLElement>(at)].at(-1)?.innerText ?? '';
        return shown.includes('Приходите') ? shown.split('\n').filter((line) => line.trim()) : null;
      }, field),
    'the text to be in the editor',
  );
  expect(lines).toEqual([TYPED, ...FAIR.split('\n')]);
  await site.overlay.find('.notice', { text: 'Текст вставлен' });
  expect(await site.mutations()).toEqual([]);
}

inBrowsers('publishing', (session) => {
  test('a week opens down to its posts, and a correction changes the count and leaves a trace', async () => {
    const site = await openRegistered(session(), 'vk-react');
    await until(
      async () => (await session().ask('overview', null)).pages[0]?.week.state === 'exact',
      'the week to be counted',
    );
    const before = (await session().ask('overview', null)).pages[0]!.week.count;
    const page = await session().openExtensionPage('dashboard.html#/weeks');
    await page.waitForSelector('.bars button[aria-pressed="true"]');
    await page.waitForSelector('.post-counted');
    await page.evaluate(() => {
      const button = [...document.querySelectorAll('.post-counted button')].find(
        (one) => one.textContent === 'Не наша',
      );
      (button as HTMLButtonElement).click();
    });
    await page.waitForSelector('.post-excluded');
    const after = await until(async () => {
      const { count } = (await session().ask('overview', null)).pages[0]!.week;
      return count === before - 1 ? { count } : null;
    }, 'the count to fall by one');
    expect(after.count).toBe(before - 1);
    await site.badgeReads(String(before - 1));
    await page.evaluate(() => {
      const button = [...document.querySelectorAll('.post-excluded button')].find(
        (one) => one.textContent === 'Вернуть в счёт',
      );
      (button as HTMLButtonElement).click();
    });
    await site.badgeReads(String(before));
  });

  test('an approved item is offered beside the composer, filled in, and marked when its post is seen', async () => {
    const dashboard = await session().openExtensionPage('dashboard.html#/plan/new');
    await dashboard.waitForSelector('.plan-item textarea');
    const fields = await dashboard.$$('.plan-item .field');
    expect(fields.length).toBeGreaterThan(5);
    await dashboard.type('.plan-item .field input', 'Сход граждан');
    await dashboard.type('.plan-item textarea', TEXT);
    await dashboard.click('.plan-item button.primary:not(:disabled)');
    await dashboard.waitForSelector('.plan-card.plan-approved');
    const site = await openRegistered(session(), 'vk-react');
    await site.show();
    await site.page.click('[data-testid="posting_create_post_button"]');
    const offer = await site.overlay.find('.composer li', { text: 'Сход граждан' });
    expect(offer.text).toContain('Вставить текст');
    await site.overlay.click('.composer button.primary');
    const written = await until(
      () =>
        site.page.evaluate(
          () => document.querySelector('[data-testid="posting_base_screen_input_message"]')?.textContent ?? '',
        ),
      'the text to be in the editor',
    );
    expect(written).toContain('сход граждан');
    await site.overlay.find('.composer', { text: 'из 16384 знаков' });
    expect(
      await site.page.evaluate(
        () => (document.querySelector('[data-testid="posting_base_screen_next"]') as HTMLButtonElement).disabled,
      ),
    ).toBe(false);
    const [overview] = (await session().ask('overview', null)).pages;
    const identity = (await session().askTab(site, 'describe', null)).identity!;
    const now = Date.now();
    const post = {
      id: '-1_777',
      permalink: 'https://vk.com/wall-1_777',
      text: `${TEXT} Ждём вас!`,
      time: { at: now - 60_000, span: 60_000 },
      timeLabel: 'минуту назад',
      author: { name: '', link: null, own: true },
      own: true,
      pinned: false,
      ad: false,
      repost: false,
      formats: ['text' as const],
      commentsSaid: null,
    };
    const health = { layout: 'vk-react', state: 'ok' as const, parts: [] };
    await session().ask('posts', { page: overview!.page.id, identity, posts: [post], feed: null, health, readAt: now });
    await dashboard.bringToFront();
    await dashboard.waitForSelector('.plan-card.plan-published');
  });

  test('an item is moved by the keyboard and stays where it was put', async () => {
    const page = await session().openExtensionPage('dashboard.html#/plan/new/2026-12-10');
    await page.waitForSelector('.plan-item textarea');
    await page.type('.plan-item .field input', 'День открытых дверей');
    await page.evaluate(() =>
      (document.querySelector('.plan-item button[type="submit"]') as HTMLButtonElement).click(),
    );
    await page.waitForSelector('.plan-card');
    const dayOf = (of = page): Promise<string> =>
      of.evaluate(() => {
        const card = [...document.querySelectorAll('.plan-card')].find((one) =>
          one.textContent?.includes('открытых дверей'),
        );
        return card?.closest('section')?.getAttribute('aria-label') ?? '';
      });
    expect(await dayOf()).toContain('10 декабря');
    await page.evaluate(() => {
      const card = [...document.querySelectorAll('.plan-card')].find((one) =>
        one.textContent?.includes('открытых дверей'),
      );
      (card as HTMLElement).focus();
    });
    await page.keyboard.down('Alt');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.up('Alt');
    await until(async () => (await dayOf()).includes('11 декабря'), 'the item to stand on the next day');
    const again = await session().openExtensionPage('dashboard.html#/plan/month/2026-12-01');
    await until(async () => (await dayOf(again)).includes('11 декабря'), 'the item to stay there');
  });

  test('a plan in windows-1251 is read, its bad row is named, a foreign file is refused', async () => {
    const page = await session().openExtensionPage('dashboard.html#/plan/import');
    await page.waitForSelector('input[type="file"]');
    const choose = (name: string, bytes: number[]): Promise<void> =>
      page.evaluate(
        (name, bytes) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([new Uint8Array(bytes)], name));
          const input = document.querySelector('input[type="file"]') as HTMLInputElement;
          input.files = transfer.files;
          input.dispatchEvent(new Event('change', { bubbles: true }));
        },
        name,
        bytes,
      );
    await choose('old.xls', [0xd0, 0xcf, 0x11, 0xe0]);
    await page.waitForSelector('.notice-bad');
    await choose(
      'plan.csv',
      windows1251('Дата;Тема;Площадка\n01.12.2026;Ярмарка;ВК\nкогда-нибудь;Концерт;ВК\n05.12.2026;Субботник;ВК'),
    );
    await page.waitForSelector('.gaps');
    const words = await page.evaluate(() => document.body.innerText);
    expect(words).toContain('Ярмарка');
    expect(words).toContain('Строка 3');
    await page.evaluate(() => {
      const button = [...document.querySelectorAll('button.primary')].find((one) =>
        one.textContent?.startsWith('Добавить 2'),
      );
      (button as HTMLButtonElement).click();
    });
    await page.waitForSelector('.plan-rows');
    await until(() => page.evaluate(() => document.body.innerText.includes('Субботник')), 'the rows in the list');
  });

  test('the report begins with a line in words and opens down to its posts', async () => {
    const page = await session().openExtensionPage('dashboard.html#/report');
    await page.waitForSelector('.report-line');
    expect(await page.evaluate(() => document.querySelector('.report-line')?.textContent ?? '')).toMatch(
      /^Норма выполнена в \d+ недел/,
    );
    expect(await page.evaluate(() => document.querySelectorAll('.report-page .behind a').length)).toBeGreaterThan(3);
  });

  test("the site's own queue is shown as waiting and not counted", async () => {
    const [overview] = (await session().ask('overview', null)).pages;
    const id = overview!.page.keys.find((key) => key.startsWith('vk:id:'))!.slice('vk:id:'.length);
    const before = overview!.week.count;
    const url = `https://vk.com/wall${id}?postponed=1`;
    await session().openHtml(
      url,
      `<!doctype html><meta charset="utf-8"><div data-testid="posts_feed"><div data-testid="post" data-post-id="${id}_900">
       <span data-testid="post-header-subtitle-date">завтра в 10:00</span>
       <div data-testid="showmoretext-in">Расписание автобуса на декабрь</div></div></div>`,
    );
    const page = await session().openExtensionPage('dashboard.html#/weeks');
    await until(
      () => page.evaluate(() => document.body.innerText.includes('ждёт публикации')),
      'the queue to be shown',
    );
    expect((await session().ask('overview', null)).pages[0]!.week.count).toBe(before);
  });

  test('the popup checks the details on the page against the register', async () => {
    const site = await openRegistered(session(), 'vk-react');
    await site.show();
    const popup = await session().openPopup();
    await popup.press('Проверить реквизиты на странице');
    await until(async () => /Справочные телефоны/.test(await popup.text()), 'the details');
    expect(await popup.text()).toContain('не заполнено в реквизитах');
  });

  test('one item goes out on three networks in turn: each editor is filled behind what was typed, and leads to the next', async () => {
    const ok = await openRegistered(session(), 'ok-desktop');
    const k = await openRegistered(session(), 'telegram-k');
    const vk = await openRegistered(session(), 'vk-react');
    const dashboard = await session().openExtensionPage('dashboard.html#/plan/new');
    await dashboard.waitForSelector('.plan-item textarea');
    await dashboard.type('.plan-item .field input', 'Ярмарка');
    await dashboard.type('.plan-item textarea', FAIR);
    await dashboard.click('.plan-item button.primary:not(:disabled)');
    await dashboard.waitForSelector('.plan-card.plan-approved');
    await dashboard.close();

    await seenPublished(session(), FAIR);
    await vk.show();
    await vk.page.click('[data-testid="posting_create_post_button"]');
    const onward = await vk.overlay.find('.composer a', { text: 'Дальше: Одноклассники' });
    expect(onward.attributes.href).toBe('https://ok.ru/verhnekedrovo');

    await ok.show();
    await ok.page.click('.pf-head_itx_a');
    await ok.type(TYPED);
    await fillIn(ok, '.js-posting-itx', '.js-publish-btn:not([disabled])');
    expect(await ok.overlay.find('.composer', { text: 'из 32000 знаков' })).toBeTruthy();
    await ok.page.click('.js-publish-btn');
    expect(await ok.page.evaluate(() => document.documentElement.dataset.sent)).toContain('ярмарка');
    await ok.overlay.find('.composer a', { text: 'Дальше: Telegram' });

    await k.show();
    await k.page.click('.chat-input .ProseMirror');
    await k.type(TYPED);
    await fillIn(k, '.chat-input .ProseMirror', '.btn-send.send');
    await k.close();
    const a = await session().openSample('telegram-a');
    await a.show();
    await a.page.click('#editable-message-text');
    await a.type(TYPED);
    await fillIn(a, '#editable-message-text', '.main-button.send');
    expect(await a.page.evaluate(() => document.documentElement.dataset.sent ?? null)).toBeNull();
  });
});

inBrowsers('the report of a quarter', (session) => {
  test('is three clicks from the toolbar to paper, fits one A4 and opens down to what is behind each figure', async () => {
    const past = { now: Date.now(), zone: 'Asia/Tomsk', weeks: 30, posts: 3, items: 90, comments: 60 };
    await loadArchive(session(), await archiveOf(past));
    const foreign = await session().openHtml('https://vk.com/settings', '<!doctype html><title>.</title>');
    await foreign.show();
    const popup = await session().openPopup();
    await popup.press('Отчёт');
    await until(
      () =>
        session().inExtension(async (api) => {
          const tabs = await api.tabs.query({});
          return tabs.some(({ url }) => url?.endsWith('/dashboard.html#/report'));
        }),
      'the report in a tab',
    );
    // What the popup opened is the browser's; the test looks at the same place in a tab of its own.
    const page = await session().openExtensionPage('dashboard.html#/report');
    await page.waitForSelector('.report-line');
    await page.evaluate(() => {
      window.print = () => document.documentElement.setAttribute('data-printed', '');
    });
    await page.click('.report-bar button.primary:not(:disabled)');
    // The button of the toolbar, «Отчёт», «Напечатать».
    await page.waitForSelector('html[data-printed]');

    // A whole quarter: thirteen weeks of three pages.
    await page.click('.report-kinds button[aria-label="Раньше"]');
    await until(
      () => page.evaluate(() => document.querySelectorAll('.ct-bar').length === 39),
      'the charts of thirteen weeks',
    );
    const line = await page.evaluate(() => document.querySelector('.report-line')?.textContent ?? '');
    expect(line).toMatch(/^По всем страницам норма выполнена в 3[67] неделях из 39; ОК, .+: 1 из 2/u);
    const paper = paperOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
    expect(paper.pages).toBe(1);
    expect(paper.size).toMatch(/^0 0 59[456][.\d]* 84[12]/u);

    const figures = await page.evaluate(() => {
      const figure = (words: string): number => Number(/\d+/u.exec(words)?.[0] ?? 0);
      const behind = [...document.querySelectorAll<HTMLDetailsElement>('.behind')];
      return behind.map((one) => ({
        said: figure(one.querySelector('summary')?.textContent ?? ''),
        shown: one.querySelectorAll(':scope > ul > li').length,
        words: one.querySelector('summary')?.textContent ?? '',
      }));
    });
    expect(figures.length).toBeGreaterThan(8);
    for (const { said, shown, words } of figures) {
      if (words.startsWith('По неделям')) expect(shown).toBe(13);
      else if (!words.startsWith('Половина')) expect([words, shown]).toEqual([words, said]);
    }
    const posts = await page.evaluate(() =>
      [...document.querySelectorAll('.report-page')].map((one) => [
        Number(/(\d+) публикац/u.exec(one.querySelector('h4')?.textContent ?? '')?.[1]),
        one.querySelectorAll('.behind li li').length,
      ]),
    );
    expect(posts).toHaveLength(3);
    for (const [said, shown] of posts) expect(shown).toBe(said);
    await page.click('.week-chart-face');
    await page.waitForSelector('.report-page details[open]');
  });
});

/** How many pages a PDF has and how large they are, in points; Firefox packs that, Chromium does not. */
function paperOf(pdf: Uint8Array): { pages: number; size: string } {
  const written = Buffer.from(pdf).toString('latin1');
  const packed = [...written.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/gu)].map(([, bytes]) => {
    try {
      return inflateSync(Buffer.from(bytes!, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  const whole = [written, ...packed].join('\n');
  const size = /\/MediaBox\s*\[\s*([\d. ]+)/u.exec(whole)?.[1] ?? '';
  return { pages: whole.match(/\/Type\s*\/Page(?![\w])/gu)?.length ?? 0, size };
}

/** Loads a file in the section «Данные», as a person does. */
async function loadArchive(session: Session, bytes: Uint8Array): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-years-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'years.json');
  writeFileSync(path, bytes);
  const page = await session.openExtensionPage('dashboard.html#/data');
  const button = (): HTMLButtonElement | undefined =>
    [...document.querySelectorAll('button')].find((one) => one.textContent === 'Загрузить');
  await until(() => page.evaluate(`Boolean((${button})())`), 'the section to be drawn');
  const field = await page.evaluateHandle(`(${button})().closest('section').querySelector('input[type="file"]')`);
  await (field as ElementHandle<HTMLInputElement>).uploadFile(path);
  // Asked from here, for a page behind another one draws no frames.
  await until(() => page.evaluate(`(${button})()?.disabled === false`), 'the file to be read');
  await page.evaluate(`(${button})().click()`);
  await until(() => page.evaluate(() => document.body.innerText.includes('Загружено')), 'the file to be loaded');
  await page.close();
}

/** Bytes of a text as an old Windows writes it. */
function windows1251(text: string): number[] {
  return [...text].map((sign) => {
    const code = sign.codePointAt(0)!;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
}
