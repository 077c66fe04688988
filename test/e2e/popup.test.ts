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

inBrowsers('a browser that withholds the sites', (session) => {
  /** What the button shows on tabs that tell nothing of their own. */
  const button = (): Promise<string[]> =>
    session().inExtension(async (api) => [await api.action.getBadgeText({}), await api.action.getTitle({})]);

  test('is named on the button and in the popup, asked from a click there, and then the page is read', async () => {
    await session().withholdSites(true);
    await until(async () => (await button())[0] === '!', 'the sign on the button');
    expect((await button())[1]).toContain('не разрешает');
    const site = await session().openSample('vk-react');
    await site.show();
    const popup = await session().openPopup();
    await until(async () => /не разрешает расширению читать/.test(await popup.text()), 'the popup to say so');
    // Chromium asks the person in a window of its own, where no test can press.
    if (session().engine === 'firefox') await popup.press('Разрешить');
    else await session().withholdSites(false);
    await until(async () => (await button())[0] === '', 'the sign to go');
    const granted = await session().openSample('vk-react');
    await granted.show();
    await (await session().openPopup()).press('Это наша официальная страница');
    await granted.badgeReads(String(SAMPLES['vk-react'].week?.count));
  });
});
