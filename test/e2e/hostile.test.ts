/** Pages and comments that mean no good, and pages that live. */
import { expect, test } from 'vitest';
import { SAMPLES } from '../pages';
import { inBrowsers, type Session, type SitePage, until } from './harness';

async function register(session: Session, site: SitePage): Promise<void> {
  const { identity } = await session.askTab(site, 'describe', null);
  if (!identity) throw new Error('the page shows no identity');
  await session.ask('register', { identity });
  await site.overlay.find('.panel');
}

/** Puts one comment at the end of a VK post, as the site's own script would. */
async function addComment(site: SitePage, id: string, text: string): Promise<void> {
  await site.alter(
    (id: string, text: string) => {
      const last = [...document.querySelectorAll('[data-testid="wall_comments_comment_root"]')].at(-1)!;
      const comment = last.cloneNode(true) as HTMLElement;
      comment.id = id;
      for (const date of comment.querySelectorAll('a[data-testid="wall_comment_date"]')) {
        date.setAttribute('href', `/wall${id.split('_')[0]}_1?reply=${id.split('_')[1]}`);
      }
      comment.querySelector('[data-testid="comment-text"]')!.textContent = text;
      last.after(comment);
    },
    id,
    text,
  );
}

const STRICT = {
  'content-security-policy':
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'",
};

inBrowsers('hostile comments', (session) => {
  test('are shown as text, whatever is written in them', async () => {
    const site = await session().openSample('vk-react-post');
    await register(session(), site);
    const words =
      'ты мудак <img src=x onerror="document.title=1"> \u202eоборот\u202c \u0007\u0000 <script>document.title=2</script>';
    await addComment(site, '-9_900001', words);
    const item = await site.overlay.find('.item', { text: '<img src=x' });
    expect(item.text).toContain('onerror');
    await site.overlay.click('.item', { text: '<img src=x' });
    await site.press('Alt+Shift+Enter');
    const card = await site.overlay.find('.card', { text: 'мудак' });
    expect(card.text).toContain('«мудак»');
    expect(await site.overlay.all('.card img, .card script, .panel img, .panel script')).toEqual([]);
    expect(await site.page.title()).not.toMatch(/^[12]$/);
  });

  test('of a megabyte are read, judged and do not hang the page', async () => {
    const site = await session().openSample('vk-react-post');
    await site.overlay.find('.panel');
    await addComment(site, '-9_900002', `${'вода '.repeat(209_000)} мудак`);
    await site.overlay.find('.item', { text: /^.*вода вода/ });
    expect(await site.page.evaluate(() => 2 + 2)).toBe(4);
  });
});

inBrowsers('a page under a strict policy', (session) => {
  test('is read and painted all the same', async () => {
    const site = await session().openSample('vk-react-post', { headers: STRICT });
    await register(session(), site);
    await site.overlay.find('.item');
    expect(Object.keys(await site.overlay.highlights()).length).toBeGreaterThan(0);
    expect(await site.mutations()).toEqual([]);
  });
});

inBrowsers('scripts of the page', (session) => {
  test('reach neither the panel nor its buttons', async () => {
    const site = await session().openSample('vk-react-post');
    await register(session(), site);
    const reached = await site.page.evaluate(() => {
      const host = document.querySelector('smotritel-host')!;
      for (const type of ['click', 'keydown', 'pointerdown'])
        host.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      document.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowDown', altKey: true, shiftKey: true, bubbles: true }),
      );
      return { root: host.shadowRoot, text: host.textContent };
    });
    expect(reached).toEqual({ root: null, text: '' });
    expect(await site.overlay.all('.card')).toEqual([]);
    expect((await site.overlay.all('.item')).filter(({ attributes }) => attributes['aria-current'] === 'true')).toEqual(
      [],
    );
  });
});

inBrowsers('the background', (session) => {
  test('may be killed at work: the next comment is judged, the count stays', async () => {
    const site = await session().openSample('vk-react-post');
    await register(session(), site);
    await site.overlay.find('.item');
    const before = await site.badge();
    await session().killBackground();
    await addComment(site, '-9_900003', 'вот же мудаки');
    await site.overlay.find('.item', { text: 'вот же мудаки' });
    expect((await site.badge()).text).toBe(before.text);
  });
});

inBrowsers('a wall that uses its nodes again', (session) => {
  test('keeps its count through scrolling, and shows another one after a navigation', async () => {
    const name = 'vk-react-virtual';
    const site = await session().openSample(name);
    await register(session(), site);
    const count = (await until(async () => (await session().askTab(site, 'describe', null)).week, 'the week')).count;
    await site.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await until(async () => {
      const { week } = await session().askTab(site, 'describe', null);
      return week && week.count >= count ? week : null;
    }, 'a count no smaller after scrolling');
    expect(SAMPLES[name].week).not.toBeNull();
    expect(await site.mutations()).toEqual([]);
  });
});
