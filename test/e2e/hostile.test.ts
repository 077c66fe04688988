/** Pages and comments that mean harm: their text stays text, and nothing of ours obeys their scripts. */
import { describe, expect, test } from 'vitest';
import { openRegistered, painted, paintedTexts, register } from './desk';
import { HOST, inBrowsers, until } from './harness';
import { POST_URL, vkPost } from './vk-post';

const INSULT = 'дебилы';
const STRICT = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; sandbox allow-scripts allow-same-origin",
};

inBrowsers('hostile comments', (session) => {
  test.each([
    [
      'markup',
      `<img src=x onerror="document.title='owned'"><b>${INSULT}</b></div></li><script>document.title='owned'</script>`,
    ],
    [
      'right-to-left and control characters',
      `\u202e\u2067${INSULT}\u2069\u202c \u0000\u0007\u001b[31m \u200b\ufeff конец`,
    ],
    ['template signs', `{{7*7}} \${7*7} %s {name} {имя} ${INSULT}`],
    ['lone halves of surrogate pairs and stacked accents', `\ud83d ${INSULT} \udc00 а${'\u0301'.repeat(500)}`],
  ])('%s', async (_what, text) => {
    const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text }]));
    await register(session(), site);
    await painted(site, INSULT);
    await site.clickText(INSULT);
    const card = await site.overlay.find('.card');
    expect(card.text).toContain(INSULT);
    const item = await site.overlay.find('.item');
    expect(item.text).toContain(INSULT);
    expect(await site.overlay.markup()).not.toMatch(/<(img|script|b)\b/);
    expect(await site.page.title()).not.toBe('owned');
    expect(await site.mutations()).toEqual([]);
    expect(await session().takeFaults()).toEqual([]);
  });

  test('a comment of a megabyte is judged to its end', async () => {
    const text = `${'хорошая погода, завтра дождь '.repeat(36_000)}${INSULT}`;
    expect(text.length).toBeGreaterThan(1_000_000);
    const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text }]));
    await register(session(), site);
    await painted(site, INSULT);
    expect((await site.overlay.markup()).length).toBeLessThan(100_000);
  });

  test('a thousand comments at once', async () => {
    const comments = Array.from({ length: 1000 }, (_, index) => ({
      id: index + 1,
      text: index % 10 === 0 ? `Вы ${INSULT}, номер ${index}` : `Спасибо за уборку, номер ${index}`,
    }));
    const site = await session().openHtml(POST_URL, vkPost(comments));
    await register(session(), site);
    await until(async () => (await paintedTexts(site)).length === 100, 'a hundred fragments to be painted');
    const { coverage } = await session().askTab(site, 'describe', null);
    expect(coverage).toMatchObject({ read: 1000, said: 1000, complete: true });
    expect(await site.mutations()).toEqual([]);
  });
});

inBrowsers('hostile pages', (session) => {
  test('a strict policy with Trusted Types changes nothing for us', async () => {
    const site = await openRegistered(session(), 'vk-react-post', { headers: STRICT });
    await until(async () => (await paintedTexts(site)).length > 0, 'fragments to be painted');
    const panel = await site.overlay.style('.panel', 'position', 'background-color');
    expect(panel.position).toBe('fixed');
    expect(panel['background-color']).toMatch(/^rgb\(/);
    await site.overlay.click('.item');
    await site.press('Alt+Shift+Enter');
    await site.overlay.find('.card');
    expect(await site.mutations()).toEqual([]);
  });

  describe('a script of the page', () => {
    test('opens no card with an event of its own', async () => {
      const site = await session().openHtml(POST_URL, vkPost([{ id: 1, text: `Вы ${INSULT}` }]));
      await register(session(), site);
      await painted(site, INSULT);
      const { x, y } = await site.placeOf(INSULT);
      await site.page.evaluate(
        async (clientX, clientY) => {
          const at = { bubbles: true, composed: true, clientX, clientY };
          const target = document.elementFromPoint(clientX, clientY);
          for (const type of ['pointermove', 'pointerdown', 'pointerup', 'click']) {
            target?.dispatchEvent(new PointerEvent(type, at));
          }
          const key = { key: 'Enter', code: 'Enter', altKey: true, shiftKey: true, bubbles: true };
          document.dispatchEvent(new KeyboardEvent('keydown', { ...key, key: 'ArrowDown', code: 'ArrowDown' }));
          document.dispatchEvent(new KeyboardEvent('keydown', key));
          for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
        },
        x,
        y,
      );
      expect(await site.overlay.all('.card, [aria-current="true"]')).toEqual([]);
      await site.page.mouse.click(x, y);
      await site.overlay.find('.card');
    });

    test('finds no way into what we drew', async () => {
      const site = await openRegistered(session(), 'vk-react-post');
      const seen = await site.page.$$eval(HOST, (hosts) =>
        hosts.map((host) => ({ root: host.shadowRoot, children: host.childNodes.length, text: host.textContent })),
      );
      expect(seen).toEqual([{ root: null, children: 0, text: '' }]);
    });

    test('cannot ask the background for anything', async () => {
      const site = await openRegistered(session(), 'vk-react-post');
      const answers = await site.page.evaluate(
        (id) =>
          new Promise<string>((resolve) => {
            addEventListener('message', (event) => {
              if (event.data?.mark && event.data.data !== null) resolve('answered');
            });
            postMessage({ mark: 'smotritel/1', name: 'overview', data: null }, '*');
            const { chrome, browser } = globalThis as unknown as Record<
              string,
              { runtime?: { sendMessage?: unknown } }
            >;
            const api = browser?.runtime?.sendMessage ?? chrome?.runtime?.sendMessage;
            resolve(api ? `there is a way to ${id}` : 'no way');
          }),
        session().origin,
      );
      expect(answers).toBe('no way');
    });

    test('tears our element out, and it comes back at most once', async () => {
      const site = await openRegistered(session(), 'vk-react-post');
      await site.alter((host) => document.querySelector(host)?.remove(), HOST);
      await site.alter(() => document.body.append('.'));
      await site.overlay.find('.panel');
      expect(await site.page.$$eval(HOST, (hosts) => hosts.length)).toBe(1);
    });
  });
});
