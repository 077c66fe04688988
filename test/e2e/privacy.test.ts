/** Whatever is done on an official page, no server hears of it. */
import { expect, test } from 'vitest';
import { openRegistered, painted, register } from './desk';
import { inBrowsers, until } from './harness';
import { POST_URL, vkPost } from './vk-post';

/** Whom browsers themselves ask for updates, settings and the time. */
const BROWSERS_OWN = /(^|\/\/|\.)(google|googleapis|gstatic|gvt1|mozilla|firefox)\.(com|org|net)/;

inBrowsers('the extension', (session) => {
  test('asks no site and nobody else for anything', async () => {
    const { asked, refused } = session().sites.internet;
    const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text: 'Вы дебилы, https://example.org/x.png' }]));
    await register(session(), site);
    await painted(site, 'дебилы');
    await site.clickText('дебилы');
    await site.overlay.click('.card button', { text: 'Ответить' });
    await site.overlay.find('.replies');
    const dashboard = await session().openExtensionPage('dashboard.html');
    await until(() => dashboard.evaluate(() => document.body.innerText.trim().length > 0), 'the dashboard');
    await dashboard.close();
    await openRegistered(session(), 'telegram-k');
    expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([POST_URL, 'https://web.telegram.org/k/']);
    expect(refused.filter((target) => !BROWSERS_OWN.test(target))).toEqual([]);
  });
});
