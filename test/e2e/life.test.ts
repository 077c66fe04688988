/** The extension's own life: its background is stopped, it is updated, taken away and comes back. */
import { expect, test } from 'vitest';
import { painted, paintedTexts, register } from './desk';
import { HOST, inBrowsers, until } from './harness';
import { addComments, POST_URL, vkPost } from './vk-post';

const CALM = [{ id: 1, text: 'Спасибо за уборку!' }];

inBrowsers('a background that is stopped', (session) => {
  test('between two comments: the second is judged as the first', async () => {
    const site = await session().openHtml(POST_URL, vkPost([...CALM, { id: 2, text: 'Вы дебилы' }]));
    await register(session(), site);
    await painted(site, 'дебилы');
    await session().killBackground();
    await addComments(site, [{ id: 3, text: 'Сами дебилы' }]);
    await painted(site, 'дебилы', 'дебилы');
  });

  test('in the middle of its work: nothing is lost', async () => {
    const site = await session().openHtml(POST_URL, vkPost(CALM));
    await register(session(), site);
    for (let round = 0; round < 5; round += 1) {
      const from = 1000 * (round + 1);
      const more = Array.from({ length: 300 }, (_, index) => ({
        id: from + index,
        text: `Вы дебилы, ${from + index}`,
      }));
      await addComments(site, more);
      await session().killBackground();
    }
    const marked = async () => (await session().askTab(site, 'describe', null)).marked.insult;
    await until(async () => (await marked()) === 1500, 'all to be marked', { within: 30_000 });
    // Of so many only those near the window are painted, wherever it is.
    const isLastPainted = () =>
      site.page.evaluate(() => {
        const last = document.querySelector('[data-testid="wall_comments_layout_root"] > :last-child');
        const ranges = [...CSS.highlights.values()].flatMap((highlight) => [...highlight]);
        return ranges.some(({ startContainer }) => last?.contains(startContainer));
      });
    expect(await isLastPainted()).toBe(false);
    await site.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await until(isLastPainted, 'the last one to be painted where it is looked at');
    expect((await paintedTexts(site)).length).toBeLessThan(300);
    expect(await site.mutations()).toEqual([]);
  });

  test('what was dismissed and registered is still known', async () => {
    const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text: 'Вы дебилы, но это цитата' }]));
    await register(session(), site);
    await painted(site, 'дебилы');
    await site.clickText('дебилы');
    await site.overlay.click('.card button', { text: 'Не нарушение' });
    await painted(site);
    await session().killBackground();
    await site.page.reload({ waitUntil: 'load' });
    await site.overlay.find('.panel');
    await until(async () => (await session().askTab(site, 'describe', null)).coverage?.complete, 'the page to be read');
    await painted(site);
  });
});

inBrowsers('an update', (session) => {
  test('comes into the tabs that are open, and the old script falls silent', async () => {
    const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text: 'Вы дебилы' }]));
    await register(session(), site);
    await painted(site, 'дебилы');
    await session().update();
    await addComments(site, [{ id: 2, text: 'Одни дебилы' }]);
    await painted(site, 'дебилы', 'дебилы');
    await site.overlay.find('.panel');
    expect(await site.page.$$eval(HOST, (hosts) => hosts.length)).toBe(1);
    expect(site.faults).toEqual([]);
    expect(await site.mutations()).toEqual([]);
  });
});
