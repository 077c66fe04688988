/** What no rule names and the model suspects is marked in a way of its own, and explained. */
import { expect, test } from 'vitest';
import { paintedTexts, register } from './desk';
import { inBrowsers, until } from './harness';
import { POST_URL, vkPost } from './vk-post';

const SUSPECTED = 'убогая семейка, все вы противные, мерзкие и лживые личности, смотреть на вас тошно';

inBrowsers('the model', (session) => {
  test('marks a likely violation by the fragments that weighed most, and the card says so', async () => {
    const comments = [
      { id: 1, text: SUSPECTED },
      { id: 2, text: 'Вы дебилы' },
      { id: 3, text: 'Спасибо за новый мост, ждали его десять лет' },
    ];
    const site = await session().openHtml(POST_URL, vkPost(comments));
    await register(session(), site);
    await until(async () => (await paintedTexts(site)).length >= 3, 'the fragments to be painted');
    const { 'smotritel-insult': certain = [], 'smotritel-insult-likely': likely = [] } =
      await site.overlay.highlights();
    expect(certain).toEqual(['дебилы']);
    expect(likely.length).toBeGreaterThan(1);
    for (const text of likely) expect(SUSPECTED).toContain(text);
    await site.clickText(likely[0]!);
    const card = await site.overlay.find('.card .finding.insult.likely');
    expect(card.text).toContain('Так считает обученная модель');
    for (const text of likely) expect(card.text).toContain(text);
    expect(card.text).toContain('вероятно');
  });
});
