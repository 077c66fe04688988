/** From a marked comment to an approved text in the site's own field; sending is the person's. */
import { expect, test } from 'vitest';
import type { SampleName } from '../../scripts/lib/sample-sites';
import { openRegistered } from './desk';
import { inBrowsers, type Session, type SitePage, until } from './harness';
import { Walk } from './walk';

/** Adds the starter templates and approves them all, by the buttons of the dashboard. */
async function approveStarters(session: Session): Promise<void> {
  const dashboard = await session.openExtensionPage('dashboard.html#/templates');
  const press = (words: string) =>
    until(
      () =>
        dashboard.evaluate((words: string) => {
          const found = [...document.querySelectorAll<HTMLElement>('button, label')].find(
            (element) => element.innerText.includes(words) && !(element as HTMLButtonElement).disabled,
          );
          found?.click();
          return Boolean(found);
        }, words),
      `«${words}» on the dashboard`,
    );
  await press('начальн');
  await press('Отметить все');
  await press('Утвердить отмеченные');
  await until(
    () =>
      dashboard.evaluate(
        () => !/черновик\n/.test(document.body.innerText) && /утверждён/.test(document.body.innerText),
      ),
    'templates to be approved',
  );
  await dashboard.close();
}

/** What stands in the site's editors. */
function typed(site: SitePage): Promise<string> {
  return site.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[contenteditable="true"], textarea')]
      .map((field) => field.innerText || (field as HTMLTextAreaElement).value || '')
      .join('\n'),
  );
}

/** Where the first of the list begins behind the head of the chat, another. */
const POINTED: Partial<Record<SampleName, string>> = { 'telegram-a-discussion': 'Третий год прошу' };

for (const name of ['vk-react-post', 'telegram-k-discussion', 'telegram-a-discussion', 'ok-topic'] as SampleName[]) {
  inBrowsers(`a reply on ${name}`, (session) => {
    test('is suggested, inserted in three clicks and not sent', async () => {
      await approveStarters(session());
      const site = await openRegistered(session(), name);
      const before = await site.page.evaluate(() => document.body.innerText.length);
      const walk = new Walk(`${session().engine}-reply`);
      walk.follow(site.page);
      const first = await site.overlay.find('.item .item-text');
      await site.hoverText(POINTED[name] ?? first.text.slice(0, 12));
      await site.overlay.click('.marker');
      await site.overlay.click('.card button', { text: 'Ответить' });
      await site.overlay.find('.suggestion button.primary', { text: 'Вставить' });
      const suggestions = await site.overlay.all('.suggestion button.primary');
      expect(suggestions.length).toBeGreaterThan(0);
      // What the template leaves open is typed; the field has to be clicked for that.
      let asked = 0;
      for (const field of await site.overlay.all('.suggestion:first-child label input')) {
        expect(field.value).toBe('');
        asked += 1;
        await site.overlay.click('.suggestion:first-child label input');
        await site.type('завтра');
      }
      await site.overlay.click('.suggestion:first-child button.primary');
      const notice = await site.overlay.find('.card .notice', { text: /вставлен|скопирован/ });
      expect(notice.text).toContain('Текст вставлен');
      expect(walk.clicks - asked).toBe(3);
      expect((await typed(site)).trim().length).toBeGreaterThan(20);
      const added = (await site.page.evaluate(() => document.body.innerText.length)) - before;
      expect(added).toBeLessThan(2 * (await typed(site)).length + 80);
      expect(await site.mutations()).toEqual([]);
    });
  });
}
