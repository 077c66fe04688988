/** The popup under the toolbar button: whose page is open, one click to register it, the week of every page. */
import { expect, test } from 'vitest';
import { SAMPLES } from '../pages';
import { inBrowsers, until } from './harness';

const { name } = SAMPLES['vk-react'].page;

inBrowsers('the popup', (session) => {
  test('knows nothing of a foreign tab', async () => {
    const site = await session().openHtml('https://vk.com/settings', '<!doctype html><title>.</title>');
    await site.show();
    const popup = await session().openPopup();
    await until(async () => /Пока ни одной/.test(await popup.text()), 'the empty register');
    expect(await popup.text()).not.toContain(name);
  });

  test('makes an open page ours with one click; then the panel comes and the week is shown', async () => {
    const site = await session().openSample('vk-react');
    await site.show();
    const popup = await session().openPopup();
    await popup.press('Это наша официальная страница');
    await site.overlay.find('.tab');
    await site.badgeReads(String(SAMPLES['vk-react'].week?.count));
    await site.show();
    const again = await session().openPopup();
    await until(async () => /4 из 2/.test(await again.text()), 'the week in the popup');
    const words = await again.text();
    expect(words).toContain(name);
    expect(words).toContain('норма выполнена');
    expect(words).not.toContain('Это наша официальная страница');
  });

  test('says when a page was last looked at, wherever one is', async () => {
    const site = await session().openHtml('https://vk.com/settings', '<!doctype html><title>.</title>');
    await site.show();
    const popup = await session().openPopup();
    await until(async () => /смотрели (сегодня|вчера) в \d+:\d\d/.test(await popup.text()), 'when it was looked at');
  });
});
