/** The specialist at work, whole: read, mark, explain, answer, count. */
import { expect, test } from 'vitest';
import type { SampleName } from '../../scripts/lib/sample-sites';
import { SAMPLES } from '../pages';
import { openRegistered } from './desk';
import { inBrowsers } from './harness';

/** What the badge must read for the sample's week. */
function badgeOf(name: SampleName): string {
  const { week } = SAMPLES[name];
  if (!week) throw new Error(`${name} is no feed`);
  return week.exact ? String(week.count) : week.count > 0 ? `≥${week.count}` : '?';
}

inBrowsers('a page that is registered twice at once', (session) => {
  test('is one page', async () => {
    const site = await session().openSample('vk-react');
    const { identity } = await session().askTab(site, 'describe', null);
    const twice = [0, 1, 2].map(() => session().ask('register', { identity: identity! }));
    const ids = (await Promise.all(twice)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    expect((await session().ask('overview', null)).pages.length).toBe(1);
  });
});

inBrowsers('on a page that nobody registered', (session) => {
  test('nothing is read, drawn or changed', async () => {
    const site = await session().openSample('vk-react');
    const view = await session().askTab(site, 'describe', null);
    expect(view.identity?.keys).not.toEqual([]);
    expect([view.page, view.health, view.week]).toEqual([null, null, null]);
    expect(await site.overlay.present()).toBe(false);
    expect(await site.mutations()).toEqual([]);
  });
});

for (const name of ['vk-react', 'telegram-k'] as const) {
  inBrowsers(`the week of ${name}`, (session) => {
    test('stands on the badge, in words in the tooltip, and in the panel', async () => {
      const site = await openRegistered(session(), name);
      await site.badgeReads(badgeOf(name));
      expect((await site.badge()).title).toContain(SAMPLES[name].page.name);
      expect(await site.mutations()).toEqual([]);
    });
  });
}

for (const name of ['vk-react-post', 'telegram-k-discussion'] as const) {
  inBrowsers(`the comments of ${name}`, (session) => {
    test('are marked in place, explained by a card, and nothing of the site is touched', async () => {
      const site = await openRegistered(session(), name);
      const item = await site.overlay.find('.item.marked');
      expect(item.text).not.toBe('');
      const painted = Object.values(await site.overlay.highlights()).flat();
      expect(painted.length).toBeGreaterThan(0);
      await site.clickText(painted[0]!);
      const card = await site.overlay.find('.card');
      expect(card.text).toContain(painted[0]);
      expect(card.text).toMatch(/пункт \d+ Порядка от 20\.02\.2023 № 13/);
      expect(card.text).toMatch(/\d+ %/);
      expect(await site.mutations()).toEqual([]);
    });

    test('are taken off by «Не нарушение» and put back', async () => {
      const site = await session().openSample(name);
      await site.overlay.click('.item.marked');
      const count = Object.values(await site.overlay.highlights()).flat().length;
      await site.press('Alt+Shift+Enter');
      await site.overlay.click('.card button', { text: 'Не нарушение' });
      await site.overlay.find('.card', { text: 'Отметка снята' });
      expect(Object.values(await site.overlay.highlights()).flat().length).toBeLessThan(count);
      await site.overlay.click('.card button', { text: 'Вернуть отметку' });
      await site.overlay.find('.card button', { text: 'Не нарушение' });
      expect(Object.values(await site.overlay.highlights()).flat().length).toBe(count);
    });
  });
}
