/** What we draw on the site's page is for everybody: names, roles, contrast, in both themes. */
import { expect, test } from 'vitest';
import { openRegistered } from './desk';
import { inBrowsers } from './harness';

for (const theme of ['light', 'dark'] as const) {
  inBrowsers(`the panel in the ${theme} theme`, (session) => {
    test('and the card and the replies have nothing that axe objects to', async () => {
      await session().setTheme(theme);
      const site = await openRegistered(session(), 'vk-react-post');
      await site.overlay.click('.item');
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

inBrowsers('a narrow page', (session) => {
  test('shows the comment that a card speaks of, and the panel again after it', async () => {
    const site = await openRegistered(session(), 'vk-react-post');
    await site.page.setViewport({ width: 400, height: 720 });
    await site.overlay.click('.item');
    await site.press('Alt+Shift+Enter');
    const card = (await site.overlay.find('.card')).rect;
    await site.overlay.gone('.panel');
    const [fragment] = Object.values(await site.overlay.highlights()).flat();
    const place = await site.placeOf(fragment!);
    expect(place.y < card.y || place.y > card.y + card.height).toBe(true);
    await site.press('Escape');
    await site.overlay.find('.panel');
  });
});
