/** The desk: from a marked comment to a decision on paper, whatever the site and the browser do meanwhile. */
import { expect, test } from 'vitest';
import { evaluateInFirefox } from '../../scripts/lib/browser';
import { GECKO_ID } from '../../wxt.config';
import { openRegistered, paintedTexts, register } from './desk';
import { inBrowsers, type Session, type SitePage, saveScreenshot, until } from './harness';
import { DESK_URL, type DeskComment, type DeskOptions, deeds, onPage, vkDesk } from './vk-desk';
import { press, Walk } from './walk';

const INSULT: DeskComment = {
  id: 11,
  name: 'Виктор Сомов',
  text: 'Да врут они всё. Дебилы конченые, ничего не будет.',
};
const COMMENTS: DeskComment[] = [
  { id: 10, name: 'Надежда Рябова', text: 'Спасибо, дорогу почистили!' },
  INSULT,
  { id: 12, name: 'Пётр Ильин', text: 'Когда почистят улицу Лесную? Третий день не проехать.' },
  { id: 13, name: 'Анна Котова', text: 'Хороший день.' },
];

async function openDesk(session: Session, options: DeskOptions = {}): Promise<SitePage> {
  session.sites.put(DESK_URL, () => ({ body: vkDesk(COMMENTS, options) }));
  const site = await session.open(DESK_URL);
  await register(session, site);
  await site.overlay.find('.item', { text: 'Виктор Сомов' });
  return site;
}

/** One click on the comment's painted words, one on «Удалить…». */
async function remove(site: SitePage): Promise<void> {
  await openCard(site);
  await site.overlay.click('.card button', { text: /^Удалить…$/ });
}

/** A click on the words that are painted in the comment. */
async function openCard(site: SitePage): Promise<void> {
  const painted = await until(async () => (await paintedTexts(site))[0], 'a painted fragment');
  await site.clickText(painted);
  await site.overlay.find('.card');
}

/** As a click on the extension's button in the toolbar: the browser grants the tab with it. */
async function useToolbarButton({ engine, browser, origin }: Session, { page }: SitePage): Promise<void> {
  if (engine === 'firefox') {
    const grant = `WebExtensionPolicy.getByID('${GECKO_ID}').extension.tabManager.addActiveTabPermission(gBrowser.selectedTab)`;
    await evaluateInFirefox(browser, `(() => { ${grant}; return true; })()`);
    return;
  }
  const own = (await browser.extensions()).get(new URL(origin).hostname);
  if (!own) throw new Error('the extension is not there');
  await page.triggerExtensionAction(own);
}

/** Runs in the page: ranges of nodes that are gone paint nothing. */
function isPainted(): boolean {
  return [...CSS.highlights.values()].some((one) => [...one].some(({ startContainer }) => startContainer.isConnected));
}

const focusedWords = (site: SitePage): Promise<string> =>
  site.page.evaluate(() => document.activeElement?.textContent ?? '');

inBrowsers('the way from the mark to the printed act', (session) => {
  test('takes three clicks to the deletion, which the site does, and three more to paper', async () => {
    const walk = new Walk(`${session().engine}-walk`);
    const site = await openDesk(session(), { late: 700 });
    walk.follow(site.page);
    await walk.step(site.page, 'Комментарий отмечен на странице и стоит в панели', () =>
      site.overlay.find('.queue-line'),
    );
    await walk.step(site.page, 'Карточка: что найдено, по какому пункту, что можно сделать', () => openCard(site));
    const card = await site.overlay.find('.card');
    expect(card.text.indexOf('Ответить')).toBeLessThan(card.text.indexOf('Удалить…'));
    await walk.step(site.page, '«Удалить…»: копия сохранена, меню сайта открыто, пункт в фокусе', async () => {
      await site.overlay.click('.card button', { text: /^Удалить…$/ });
      await site.overlay.find('.pointer-note', { text: /Копия сохранена, запись № \d+/ });
    });
    const note = await site.overlay.find('.pointer-note');
    expect(note.text).toMatch(/пункт 8 Порядка от 20\.02\.2023 № 13/);
    expect(note.text).toMatch(/Снимка нет/);
    expect(await focusedWords(site)).toBe('Удалить');
    expect(await deeds(site)).toEqual([]);
    await walk.step(site.page, 'Человек нажимает «Удалить» сайта', async () => {
      await site.clickText('Удалить');
      await until(async () => (await deeds(site)).length === 1, 'the site to delete');
      await closedCase(session());
    });
    expect(walk.clicks).toBe(3);
    const paper = await session().openExtensionPage('dashboard.html#/today');
    walk.follow(paper);
    await paper.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await walk.step(paper, 'Журнал', async () => {
      await press(paper, 'a[href="#/journal"]');
      await until(() => paper.evaluate(() => Boolean(document.querySelector('.journal-text a'))), 'the journal');
    });
    await walk.step(paper, 'Акт', async () => {
      await press(paper, '.journal-text a');
      await until(() => paper.evaluate(() => Boolean(document.querySelector('.act'))), 'the act');
    });
    await walk.step(paper, 'Печать', async () => {
      await press(paper, 'button', 'Напечатать акт');
      await until(() => paper.evaluate(() => document.body.hasAttribute('data-printed')), 'the act to be printed');
    });
    const text = await paper.evaluate(() => document.querySelector('.act')?.textContent ?? '');
    for (const part of ['Акт об удалении комментария', 'Виктор Сомов', INSULT.text, 'дело закрыто', 'пункт 8'])
      expect(text).toContain(part);
    expect(text).toMatch(/Копия цела.*SHA-256/s);
    expect(walk.clicks).toBe(6);
    walk.write();
    await paper.close();
  });
});

async function closedCase(session: Session): Promise<string> {
  return until(async () => {
    const [row] = await readRows(session);
    if (row?.state !== 'closed') throw new Error(`the case is ${row?.state}`);
    return row.id;
  }, 'the case to be closed');
}

interface Row {
  id: string;
  state: string;
  decision: string | null;
  evidence: string | null;
  by: unknown;
}

/** Cases that somebody did something about. */
function readRows(session: Session): Promise<Row[]> {
  return session.inExtension(async () => {
    const request = indexedDB.open('smotritel');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = database.transaction('cases').objectStore('cases').getAll();
    const rows = await new Promise<Row[]>((resolve) => {
      all.onsuccess = () => resolve(all.result);
    });
    database.close();
    return rows.filter(({ by }) => by !== null);
  });
}

inBrowsers('a removal that is disturbed', (session) => {
  test('goes on when the background is killed between evidence and menu, and the node is drawn anew', async () => {
    const site = await openDesk(session(), { late: 2500 });
    await remove(site);
    await site.overlay.find('.queue-line', { text: 'к удалению' });
    await session().killBackground();
    await site.overlay.find('.pointer-note', { text: 'Копия сохранена' });
    expect(await focusedWords(site)).toBe('Удалить');
    await site.press('Enter');
    await closedCase(session());
    expect(await deeds(site)).toEqual([INSULT.id]);
  });

  test('says where the menu is when it cannot be found', async () => {
    const site = await openDesk(session(), { bare: true });
    await onPage(site, 'redraw', INSULT.id);
    await until(() => site.page.evaluate(isPainted), 'the new node to be painted');
    await openCard(site);
    await site.overlay.click('.card button', { text: /Удалить…|Открыть меню сайта/ });
    await site.overlay.find('.pointer-note', { text: 'Меню этого комментария не найдено' });
    expect(await deeds(site)).toEqual([]);
  });
});

inBrowsers('a threat', (session) => {
  test('is handed over before the way to its removal opens, or put aside with a reason', async () => {
    const threat = { id: 31, name: 'Игорь Лосев', text: 'Приеду и сожгу вашу контору.' };
    session().sites.put(DESK_URL, () => ({ body: vkDesk([...COMMENTS.slice(0, 1), threat]) }));
    const site = await session().open(DESK_URL);
    await register(session(), site);
    await openCard(site);
    await site.overlay.click('.card button', { text: /^Удалить…$/ });
    const go = { text: 'Перейти к удалению' };
    expect((await site.overlay.find('.flow button', go)).disabled).toBe(true);
    await saveScreenshot(site.page, `${session().engine}-desk-7-grave`);
    await site.overlay.click('.flow button', { text: 'Скопировать текст для полиции' });
    await site.overlay.find('.flow .hint', { text: /Текст скопирован, запись № \d+/ });
    expect((await readRows(session())).map(({ decision }) => decision)).toEqual(['handed']);
    expect(await deeds(site)).toEqual([]);
    await site.overlay.click('.flow button', go);
    await site.overlay.find('.pointer-note', { text: 'Копия сохранена' });
    expect((await readRows(session())).map(({ decision }) => decision)).toEqual(['remove']);
  });
});

inBrowsers('a block', (session) => {
  test('is refused for a first violation, and its menu opens after a repeated one', async () => {
    const texts = [INSULT.text, 'Одни дебилы кругом.', 'И глава ваш дебил.'];
    const all = texts.map((text, at) => ({ id: 11 + at, name: INSULT.name, text, author: 11 }));
    session().sites.put(DESK_URL, () => ({ body: vkDesk(all) }));
    const site = await session().open(DESK_URL);
    await register(session(), site);
    const open = async (text: string): Promise<void> => {
      await site.overlay.click('.item', { text });
      await site.press('Alt+Shift+Enter');
      await site.overlay.find('.card .finding');
    };
    const ban = { text: 'Заблокировать автора…' };
    const menu = { text: 'Открыть меню сайта' };
    await open(texts[0]!);
    await site.overlay.click('.card .decisions button', ban);
    await site.overlay.find('.flow .warning', { text: 'Областной суд' });
    expect(await site.overlay.all('.flow button', menu)).toEqual([]);
    await saveScreenshot(site.page, `${session().engine}-desk-9-ban`);
    await site.overlay.click('.flow button', { text: 'Попросить согласия коллеги' });
    await site.overlay.find('.flow .hint', { text: 'Согласие запрошено' });
    await site.press('Escape');
    for (const [at, text] of texts.slice(0, 2).entries()) {
      await open(text);
      await site.press('Alt+Shift+Digit5');
      await site.overlay.click('.flow button.primary', { text: 'Предупредить' });
      await until(async () => (await readRows(session())).length === at + 1, 'the warning to be kept');
      await site.press('Escape');
    }
    await open(texts[2]!);
    await site.overlay.click('.card .decisions button', ban);
    await site.overlay.click('.flow button', menu);
    await site.overlay.find('.pointer-note', { text: 'Пункт блокировки в меню сайта выделен' });
    expect(await focusedWords(site)).toBe('Заблокировать');
    expect(await deeds(site)).toEqual([]);
  });
});

inBrowsers('a long list that keeps only what is near the window', (session) => {
  test('scrolls comments away without a word of their vanishing, and one that goes is told', async () => {
    const plain = Array.from({ length: 40 }, (_, at) => ({ id: 100 + at, name: `Гость ${at}`, text: `День ${at}.` }));
    const all = [plain[0]!, INSULT, ...plain.slice(1)];
    session().sites.put(DESK_URL, () => ({ body: vkDesk(all, { virtual: true }) }));
    const site = await session().open(DESK_URL);
    await register(session(), site);
    await site.overlay.find('.item', { text: INSULT.name });
    const isHere = (id: number): Promise<boolean> =>
      site.page.evaluate((name) => document.getElementById(name) !== null, `-204815_${id}`);
    await site.page.mouse.move(200, 300);
    await until(async () => {
      await site.page.mouse.wheel({ deltaY: 300 });
      return !(await isHere(INSULT.id)) && (await isHere(120));
    }, 'the insult to be scrolled away');
    await until(() => site.page.evaluate(isAtRest), 'the list to be at rest');
    const middle = await site.page.evaluate(() =>
      Number(document.querySelectorAll('[id^="-204815_"]')[4]?.id.slice(8)),
    );
    await onPage(site, 'vanish', middle);
    await site.overlay.find('h3', { text: 'Исчезли без решения: 1' });
    await site.overlay.find('.flow', { text: `День ${middle - 100}.` });
    await site.overlay.find('.item', { text: INSULT.name });
    await until(async () => {
      await site.page.mouse.wheel({ deltaY: -300 });
      return isHere(INSULT.id);
    }, 'the insult to come back');
    await remove(site);
    await site.overlay.find('.pointer-note', { text: 'Копия сохранена' });
    await site.press('Enter');
    await until(
      async () => (await readRows(session())).some(({ state }) => state === 'closed'),
      'the case to be closed',
    );
    expect(await deeds(site)).toEqual([INSULT.id]);
  });
});

/** Runs in the page: whether its list has been as it is for a second; what goes sooner may have been drawn anew. */
function isAtRest(): boolean {
  const known = window as unknown as { was?: string; since?: number };
  const now = [...document.querySelectorAll('[id^="-204815_"]')].map(({ id }) => id).join();
  if (known.was !== now) known.since = performance.now();
  known.was = now;
  return performance.now() - (known.since ?? 0) > 1_200;
}

inBrowsers('work that waits on the page of another site', (session) => {
  test('is led to by «Дальше» and by its key', async () => {
    const ok = await openRegistered(session(), 'ok-topic');
    await ok.overlay.find('.queue-line');
    const site = await openDesk(session());
    const next = await site.overlay.find('.next', { text: /Дальше/ });
    expect(next.text).toMatch(/Одноклассники|ОК/);
    await saveScreenshot(site.page, `${session().engine}-desk-10-next`);
    const opened = async (): Promise<number> =>
      (await session().browser.pages()).filter((page) => new URL(page.url()).hostname === 'ok.ru').length;
    expect(await opened()).toBe(1);
    await site.overlay.click('.next');
    await until(async () => (await opened()) === 2, 'the page of the other site in a new tab');
    await site.show();
    await site.press('Alt+Shift+KeyN');
    await until(async () => (await opened()) === 3, 'the same by the key');
    for (const page of await session().browser.pages()) if (page.url().includes('ok.ru')) await page.close();
  });
});

inBrowsers('a picture of the comment', (session) => {
  test('is taken once the toolbar button was used on the tab, and stands on the act', async () => {
    const site = await openDesk(session());
    await site.show();
    await useToolbarButton(session(), site);
    await remove(site);
    await site.overlay.find('.pointer-note', { text: 'Снимок сохранён' });
    const [row] = await readRows(session());
    const paper = await session().openExtensionPage(`dashboard.html#/journal/case/${row!.id}`);
    const size = await until(
      () => paper.evaluate(() => document.querySelector<HTMLImageElement>('.act img')?.naturalWidth),
      'the picture on the act',
    );
    expect(size).toBeGreaterThan(200);
    await saveScreenshot(paper, `${session().engine}-desk-6-picture`);
    await paper.close();
  });
});

inBrowsers('a comment that vanishes without a decision', (session) => {
  test('is told with its last copy, and the person says who removed it', async () => {
    const site = await openDesk(session());
    await onPage(site, 'vanish', INSULT.id);
    await site.overlay.find('h3', { text: 'Исчезли без решения: 1' });
    await site.overlay.find('.flow', { text: INSULT.text });
    await saveScreenshot(site.page, `${session().engine}-desk-5-vanished`);
    await site.overlay.click('.flow button', { text: 'Автор или сайт' });
    await site.overlay.gone('h3', { text: 'Исчезли без решения' });
    await onPage(site, 'arrive', INSULT);
    await site.overlay.find('.queue-line', { text: 'появился снова' });
  });
});

inBrowsers('comments that repeat', (session) => {
  test('are shown together and decided together, with evidence for each', async () => {
    const text = 'Дебилы конченые, заходите на наш сайт';
    const twins = [21, 22].map((id) => ({ id, name: `Гость ${id}`, text }));
    session().sites.put(DESK_URL, () => ({ body: vkDesk([...COMMENTS, ...twins]) }));
    const site = await session().open(DESK_URL);
    await register(session(), site);
    await site.overlay.click('.queue-line button', { text: 'такой же текст ещё в 1 месте' });
    await site.overlay.gone('.item', { text: 'Виктор Сомов' });
    await site.overlay.find('.flow', { text: 'Отмечено 2 комментария' });
    await site.overlay.click('.flow button', { text: 'автор предупреждён' });
    await site.overlay.find('.hint', { text: 'Решено: 2' });
    const rows = await readRows(session());
    expect(rows.map(({ decision }) => decision)).toEqual(['warn', 'warn']);
    expect(rows.every(({ evidence }) => evidence !== null)).toBe(true);
    expect(await site.mutations()).toEqual([]);
  });
});

inBrowsers('the queue', (session) => {
  test('is one list in reading order, which filters narrow', async () => {
    const later = { id: 14, name: 'Олег Панов', text: 'Когда включат свет на Школьной?' };
    session().sites.put(DESK_URL, () => ({ body: vkDesk([COMMENTS[2]!, INSULT, COMMENTS[3]!, later]) }));
    const site = await session().open(DESK_URL);
    await register(session(), site);
    const names = async (...wanted: string[]): Promise<void> => {
      await until(async () => {
        const shown = (await site.overlay.all('.item-author')).map(({ text }) => text);
        if (shown.join() !== wanted.join()) throw new Error(`the list: ${shown.join()}`);
        return true;
      }, `the list ${wanted.join()}`);
    };
    await names('Пётр Ильин', 'Виктор Сомов', 'Олег Панов');
    await site.overlay.find('h3', { text: 'Отмечено: 1 · Ждут ответа: 2' });
    await site.overlay.click('summary', { text: 'Отбор' });
    await site.overlay.click('label', { text: 'только без ответа' });
    await names('Пётр Ильин', 'Олег Панов');
    await site.overlay.click('label', { text: 'только новые' });
    await site.overlay.find('h3', { text: 'По этому отбору ничего нет' });
    await site.overlay.click('label', { text: 'только новые' });
    await site.overlay.click('label', { text: 'только без ответа' });
    await names('Пётр Ильин', 'Виктор Сомов', 'Олег Панов');
    await saveScreenshot(site.page, `${session().engine}-desk-8-queue`);
  });
});

inBrowsers('the keyboard', (session) => {
  test('decides the comment at hand, and takes it back', async () => {
    const site = await openDesk(session());
    await site.overlay.click('.item', { text: 'Виктор Сомов' });
    await site.press('Alt+Shift+Digit2');
    await site.overlay.find('h3', { text: 'Снято с отметки: 1' });
    await site.press('Alt+Shift+Digit0');
    await site.overlay.gone('h3', { text: 'Снято с отметки: 1' });
    expect(await site.mutations()).toEqual([]);
  });
});
