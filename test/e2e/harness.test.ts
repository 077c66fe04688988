/** The harness itself: what it must notice it does notice, shown on an extension that misbehaves on purpose. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { HOST, inBrowsers, type Session, type SitePage, until } from './harness';

const specimen = fileURLToPath(new URL('./specimen', import.meta.url));
const PAGE = `<!doctype html><title>.</title><p>Привет, село</p><div contenteditable="true">.</div>
<script>
  const p = document.querySelector('p');
  p.className = 'parsed';
  addEventListener('click', () => { p.className = 'clicked'; setTimeout(() => p.append('!')); });
</script>`;
const STRICT = {
  'Content-Security-Policy': "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
};

async function open(session: Session, headers = {}): Promise<SitePage> {
  const site = await session.openHtml('https://vk.com/specimen', PAGE, headers);
  await until(() => site.overlay.present(), 'the specimen to draw');
  return site;
}

function tell(site: SitePage, what: string): Promise<void> {
  return site.page.evaluate((detail) => {
    // Sent as the person's browser would send it: outside of the page's own callbacks.
    document.dispatchEvent(new CustomEvent('specimen', { detail }));
  }, what);
}

inBrowsers(
  'the harness',
  (session) => {
    test.each([
      ['an ordinary page', {}],
      ['a page under strict CSP and Trusted Types', STRICT],
    ])('sees into the closed root on %s and clicks there with a real mouse', async (_page, headers) => {
      const { page, overlay } = await open(session(), headers);
      expect(await page.$$eval(HOST, (hosts) => hosts.map((host) => host.shadowRoot))).toEqual([null]);
      await overlay.click('button', { text: 'Ответить' });
      expect(await overlay.find('button')).toMatchObject({ text: 'Нажато рукой', focused: true, visible: true });
      expect(await overlay.text()).toBe('Нажато рукой\n');
      await overlay.gone('button', { text: 'Ответить' });
    });

    test('reads painted fragments', async () => {
      const { overlay } = await open(session());
      expect(await overlay.highlights()).toEqual({ specimen: ['Привет'] });
    });

    test('runs axe inside the closed root', async () => {
      const { overlay } = await open(session());
      const { violations, passes } = await overlay.axe();
      expect(violations.map(({ id }) => id)).toContain('label');
      expect(passes).toContain('button-name');
    });

    test('waits in vain with a reason', async () => {
      const { overlay } = await open(session());
      await expect(overlay.find('button', { text: 'Удалить', within: 200 })).rejects.toThrow(
        'Waited 0.2 s in vain for «button» with Удалить in the overlay; last seen: undefined',
      );
    });

    test('reads the badge of a tab', async () => {
      const site = await open(session());
      expect(await site.badgeReads('7')).toMatchObject({ text: '7', title: 'семь' });
    });

    describe('tells who changed the page:', () => {
      test('its own script is no stranger', async () => {
        const site = await open(session());
        await site.clickText('Привет');
        await site.alter((text) => document.body.append(text), 'and the test in its name');
        await until(() => site.page.evaluate(() => document.body.innerText.includes('село!')), 'the page to change');
        expect(await site.mutations()).toEqual([]);
      });

      test('a content script is', async () => {
        const site = await open(session());
        await tell(site, 'meddle');
        expect(await site.mutations()).toEqual([
          { type: 'attributes', target: 'html > body > p', detail: 'data-meddled', inEditor: false },
        ]);
        expect(await site.mutations()).toEqual([]);
      });

      test('what is typed into an editor is told on demand', async () => {
        const site = await open(session());
        await site.page.click('div');
        await site.type('!');
        const mutations = await site.mutations({ editors: true });
        expect(mutations.length).toBeGreaterThan(0);
        expect(mutations.every(({ inEditor }) => inEditor)).toBe(true);
      });
    });

    test('hears errors of the content script and of the background', async () => {
      const site = await open(session());
      await tell(site, 'fail');
      const heard: string[] = [];
      await until(async () => {
        heard.push(...(await session().takeFaults()));
        return heard.length >= 2;
      }, 'two errors');
      expect(heard.map((fault) => fault.replace(/^(Uncaught )?(Error: )?/, '').split(' (')[0]).sort()).toEqual([
        'the background fails',
        'the content script fails',
      ]);
    });

    test('kills the background', async () => {
      const born = () => session().inExtension(async (api): Promise<string> => api.runtime.sendMessage('born'));
      const before = await born();
      expect(await born()).toBe(before);
      await session().killBackground();
      expect(await born()).not.toBe(before);
    });

    test('installs an update over the old version', async () => {
      const born = () => session().inExtension(async (api): Promise<string> => api.runtime.sendMessage('born'));
      const before = await born();
      await session().update();
      expect(await born()).not.toBe(before);
    });

    test('switches between light and dark', async () => {
      const dark = () => site.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
      const site = await open(session());
      expect(await dark()).toBe(false);
      await session().setTheme('dark');
      await until(dark, 'the page to be dark');
      await session().setTheme('light');
      await until(async () => !(await dark()), 'the page to be light');
    });
  },
  { extension: specimen },
);
