/** The desk: from a marked comment to a decision on paper, whatever the site and the browser do meanwhile. */
import { expect, test } from 'vitest';
import { evaluateInFirefox } from '../../scripts/lib/browser';
import { GECKO_ID } from '../../wxt.config';
import { paintedTexts, register } from './desk';
import { inBrowsers, type Session, type SitePage, saveScreenshot, until } from './harness';
import { DESK_URL, type DeskComment, type DeskOptions, deeds, onPage, vkDesk } from './vk-desk';

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
  test('takes two clicks and the site\u2019s own, and the site does the deleting', async () => {
    const site = await openDesk(session(), { late: 700 });
    await site.overlay.find('.queue-line');
    await saveScreenshot(site.page, `${session().engine}-desk-1-panel`);
    await openCard(site);
    const card = await site.overlay.find('.card');
    expect(card.text.indexOf('Ответить')).toBeLessThan(card.text.indexOf('Удалить…'));
    await saveScreenshot(site.page, `${session().engine}-desk-2-card`);
    await site.overlay.click('.card button', { text: /^Удалить…$/ });
    const note = await site.overlay.find('.pointer-note', { text: /Копия сохранена, запись № \d+/ });
    expect(note.text).toMatch(/пункт 8 Порядка от 20\.02\.2023 № 13/);
    expect(note.text).toMatch(/Снимка нет/);
    expect(await focusedWords(site)).toBe('Удалить');
    expect(await deeds(site)).toEqual([]);
    await saveScreenshot(site.page, `${session().engine}-desk-3-menu`);
    await site.press('Enter');
    await until(async () => (await deeds(site)).length === 1, 'the site to delete');
    const id = await closedCase(session());
    const paper = await session().openExtensionPage(`dashboard.html#/journal/case/${id}`);
    const text = await until(async () => {
      const words = await paper.evaluate(() => document.querySelector('.act')?.textContent ?? '');
      return words.includes('закрыто') || words.includes('дело закрыто') ? words : null;
    }, 'the act on paper');
    for (const part of [
      'Акт об удалении комментария',
      'Виктор Сомов',
      INSULT.text,
      'пункт 8',
      'Копия цела',
      'SHA-256',
    ]) {
      expect(text).toContain(part);
    }
    await saveScreenshot(paper, `${session().engine}-desk-4-act`);
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
