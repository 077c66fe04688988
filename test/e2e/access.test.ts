/** What we draw on the site's page is for everybody: names, roles, contrast, in both themes. */
import { expect, test } from 'vitest';
import { openRegistered, register } from './desk';
import { inBrowsers, type SitePage, until } from './harness';
import { DESK_URL, vkDesk } from './vk-desk';

for (const theme of ['light', 'dark'] as const) {
  inBrowsers(`the panel in the ${theme} theme`, (session) => {
    test('and the card and the replies have nothing that axe objects to', async () => {
      await session().setTheme(theme);
      const site = await openRegistered(session(), 'vk-react-post');
      await site.overlay.click('.item.marked');
      await site.overlay.click('.panel button', { text: 'Проверка страницы' });
      await site.overlay.find('.check');
      const panel = await site.overlay.axe();
      expect(panel.violations).toEqual([]);
      expect(panel.passes.length).toBeGreaterThan(10);
      await site.press('Alt+Shift+Enter');
      await site.overlay.find('.card');
      expect((await site.overlay.axe()).violations).toEqual([]);
      await site.overlay.click('.card button', { text: 'Ответить' });
      await site.overlay.find('.replies');
      expect((await site.overlay.axe()).violations).toEqual([]);
      await site.press('Escape');
      await site.overlay.gone('.card');
    });
  });
}

for (const theme of ['light', 'dark'] as const) {
  inBrowsers(`the steps of a decision in the ${theme} theme`, (session) => {
    test('have nothing that axe objects to', async () => {
      await session().setTheme(theme);
      const threat = { id: 31, name: 'Игорь Лосев', text: 'Приеду и сожгу вашу контору.' };
      session().sites.put(DESK_URL, () => ({ body: vkDesk([threat, { ...threat, id: 32, name: 'Пётр Ильин' }]) }));
      const site = await session().open(DESK_URL);
      await register(session(), site);
      await site.overlay.click('.item.marked');
      await site.press('Alt+Shift+Enter');
      for (const wish of [/^Удалить…$/, /^Передать…$/, /^Предупредить$/, /^Заблокировать автора…$/]) {
        await site.overlay.click('.card button', { text: wish });
        await site.overlay.find('.card .flow');
        expect((await site.overlay.axe()).violations).toEqual([]);
        await site.overlay.click('.card button', { text: 'Назад' });
      }
      await site.press('Escape');
      await site.overlay.gone('.card');
      await site.overlay.click('summary', { text: 'Отбор' });
      await site.overlay.click('.queue-line button', { text: 'такой же текст' });
      await site.overlay.find('.flow', { text: 'Отмечено 2 комментария' });
      expect((await site.overlay.axe()).violations).toEqual([]);
    });
  });
}

inBrowsers('a narrow page', (session) => {
  test('shows the comment that a card speaks of; the panel opened there goes when one turns to the page', async () => {
    const site = await openRegistered(session(), 'vk-react-post');
    await site.page.setViewport({ width: 400, height: 720 });
    await site.overlay.click('.tab');
    await site.overlay.click('.item.marked');
    await site.overlay.gone('.panel');
    await site.press('Alt+Shift+Enter');
    const card = (await site.overlay.find('.card')).rect;
    const [fragment] = Object.values(await site.overlay.highlights()).flat();
    const place = await site.placeOf(fragment!);
    expect(place.y < card.y || place.y > card.y + card.height).toBe(true);
    await site.press('Escape');
    await site.overlay.gone('.card');
    await site.overlay.click('.tab');
    await site.overlay.find('.panel');
    await site.press('Escape');
    await site.overlay.find('.tab');
  });
});

/** The focus follows once what was opened is drawn. */
const focusOn = (site: SitePage, name: string): Promise<unknown> =>
  until(async () => (await site.overlay.focused())?.attributes.class === name, `the focus on the ${name}`);

inBrowsers('the panel by keyboard', (session) => {
  test('opens, moves to another corner, becomes a tab again, and stays so on the next page', async () => {
    const site = await session().openSample('vk-react-post');
    await register(session(), site);
    await site.press('Alt+Shift+P');
    await site.overlay.find('.tab');
    await focusOn(site, 'tab');
    await site.press('Alt+Shift+P');
    const before = (await site.overlay.find('.panel')).rect;
    await focusOn(site, 'panel');
    await site.press('Tab');
    expect((await site.overlay.focused())?.label).toMatch(/Перенести/);
    await site.press('Enter');
    await until(async () => {
      const { x, y } = (await site.overlay.find('.panel')).rect;
      return x !== before.x || y !== before.y;
    }, 'the panel to move');
    const moved = (await site.overlay.find('.panel')).rect;
    await site.page.reload({ waitUntil: 'load' });
    const again = await until(async () => {
      const { rect } = await site.overlay.find('.panel');
      return rect.x === moved.x && rect;
    }, 'the panel where it was left');
    expect(again.x).toBe(moved.x);
    // The panel grows by its list: what is pressed before that may move away under the mouse.
    await site.overlay.find('.panel', { text: 'Отмечено' });
    await site.overlay.click('.panel button', { text: 'Свернуть панель' });
    await site.overlay.find('.tab');
    const next = await session().openSample('telegram-k');
    await session().ask('register', { identity: (await session().askTab(next, 'describe', null)).identity! });
    await next.overlay.find('.tab');
  });

  test('is drawn by its head to where there is room', async () => {
    const site = await openRegistered(session(), 'vk-react-post');
    await site.overlay.hover('.panel-head h2');
    await site.page.mouse.down();
    await site.page.mouse.move(100, 700, { steps: 4 });
    await site.page.mouse.up();
    await until(async () => (await site.overlay.find('.panel')).rect.x < 300, 'the panel on the left');
  });
});
