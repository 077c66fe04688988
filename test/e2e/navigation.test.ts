/** Sites that render anew, use their nodes again and change pages without loading them. */
import { expect, test } from 'vitest';
import { ZONE } from '../../scripts/lib/sample-sites';
import { loadSample } from '../../scripts/lib/samples';
import { openRegistered, painted, register } from './desk';
import { HOST, inBrowsers, type Session, type SitePage, until } from './harness';
import { addComments, POST_URL, vkPost } from './vk-post';

inBrowsers('a page that changes', (session) => {
  test('a comment that comes later is marked', async () => {
    const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text: 'Спасибо!' }]));
    await register(session(), site);
    await addComments(site, [{ id: 2, text: 'Вы дебилы' }]);
    await painted(site, 'дебилы');
  });

  test('a comment that its author mends is marked no more', async () => {
    const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text: 'Вы дебилы' }]));
    await register(session(), site);
    await painted(site, 'дебилы');
    await site.alter(() => {
      const text = document.querySelector('[data-testid="comment-text"] > div');
      if (text) text.textContent = 'Вы были неправы';
    });
    await painted(site);
    await site.overlay.gone('.item');
  });

  test('a comment that is drawn anew keeps its mark', async () => {
    const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text: 'Вы дебилы' }]));
    await register(session(), site);
    await painted(site, 'дебилы');
    await site.alter(() => {
      const root = document.querySelector('[data-testid="wall_comments_layout_root"]');
      root?.replaceChildren(...[...root.children].map((child) => child.cloneNode(true)));
    });
    await painted(site, 'дебилы');
    expect(await site.mutations()).toEqual([]);
  });
});

/** The sample wall with words in its first post that nobody can take for anything but an insult. */
async function openVirtualWall(session: Session): Promise<SitePage> {
  const html = loadSample('vk-react-virtual.html', Date.now(), ZONE).replace('козлы безрукие', 'дебилы');
  const site = await session.openHtml('https://vk.com/verhnekedrovo', html);
  await register(session, site);
  await painted(site, 'дебилы');
  return site;
}

inBrowsers('a virtualised wall', (session) => {
  test('marks come back with their comments, however often nodes are used again', async () => {
    const site = await openVirtualWall(session());
    await site.page.mouse.move(20, 500);
    await site.page.mouse.wheel({ deltaY: 6000 });
    await painted(site);
    await site.page.mouse.wheel({ deltaY: -9000 });
    await painted(site, 'дебилы');
    await site.page.click('[data-testid="post_footer_action_like"]');
    await painted(site, 'дебилы');
    expect(await site.page.$$eval(HOST, (hosts) => hosts.length)).toBe(1);
    expect(await site.mutations()).toEqual([]);
  });

  test('the week grows as more of it is seen, and is remembered', async () => {
    const site = await openRegistered(session(), 'vk-react-virtual');
    const weekNow = async () => (await session().askTab(site, 'describe', null)).week;
    const before = await until(weekNow, 'a week');
    await site.page.mouse.move(20, 500);
    await until(async () => {
      // Slower than the reader reads: what is scrolled past unread is a hole, and the week stays «at least».
      await site.page.mouse.wheel({ deltaY: 150 });
      return (await weekNow())?.state === 'exact';
    }, 'the week to be exact');
    const after = await weekNow();
    expect(after?.count).toBeGreaterThanOrEqual(before.count);
    await site.page.reload({ waitUntil: 'load' });
    await site.badgeReads(String(after?.count));
  });
});

inBrowsers('navigation without loading', (session) => {
  test('leaves our page, and nothing is shown on the other; comes back, and all is there', async () => {
    const site = await openVirtualWall(session());
    const { text } = await until(async () => {
      const badge = await site.badge();
      return badge.text !== '' && badge;
    }, 'a badge');
    await site.page.click('a[data-wall]:not([href="/verhnekedrovo"])');
    await site.overlay.gone('.panel');
    await painted(site);
    await site.badgeReads('');
    await site.page.goBack();
    await site.overlay.find('.panel');
    await site.badgeReads(text);
    await painted(site, 'дебилы');
    expect(await site.mutations()).toEqual([]);
  });
});
