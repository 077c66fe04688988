/** A word that the office adds marks comments in tabs that are open; a word that it forbids unmarks them. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { openRegistered, paintedTexts } from './desk';
import { inBrowsers, until } from './harness';

async function write(page: Page, text: string, use: 'mark' | 'never'): Promise<void> {
  const form = await page.waitForSelector('form');
  const [field] = await form!.$$('input:not([type=checkbox])');
  await field!.type(text);
  const [select] = await form!.$$('select');
  await select!.select(use);
  await until(() => form!.evaluate((element) => element.textContent?.includes('сохранённых')), 'the preview');
  await form!.$eval('button[type=submit]', (button) => (button as HTMLButtonElement).click());
  await until(
    () => page.evaluate((words) => document.querySelector('.toast')?.textContent?.includes(words), text),
    'the word to be saved',
  );
}

inBrowsers('words of the office', (session) => {
  test('change what open pages mark, at once', async () => {
    const site = await openRegistered(session(), 'vk-react');
    await until(async () => (await paintedTexts(site)).length > 0, 'the first marks');
    expect(await paintedTexts(site)).not.toContain('песочком');
    const page = await session().openExtensionPage('dashboard.html#/words');

    await write(page, 'песочком', 'mark');
    await site.show();
    await until(async () => (await paintedTexts(site)).includes('песочком'), 'the new word to be marked');

    await page.bringToFront();
    await write(page, 'песочком', 'never');
    await site.show();
    await until(async () => !(await paintedTexts(site)).includes('песочком'), 'the mark to go');
  });
});
