/** An office from its founding to the second member, by files alone, as two specialists would do it. */
import type { Page } from 'puppeteer-core';
import { expect, test } from 'vitest';
import { inBrowsers, Session, until } from './harness';

const PASSPHRASE = 'ставень каток овёс гармонь';

/** A place of the dashboard, whose downloads are kept in the page instead of on the disk. */
async function dashboard(session: Session, place: string): Promise<Page> {
  const page = await session.openExtensionPage(`dashboard.html#/${place}`);
  await page.evaluate(() => {
    const kept: string[] = [];
    Object.assign(globalThis, { kept });
    const give = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file) => {
      void (file as Blob).text().then((text) => kept.push(text));
      return give(file);
    };
    HTMLAnchorElement.prototype.click = () => {};
  });
  return page;
}

const kept = (page: Page): Promise<string> =>
  until(
    () => page.evaluate(() => (globalThis as unknown as { kept: string[] }).kept.pop() ?? null),
    'a file to be saved',
  );

const sees = (page: Page, words: string): Promise<unknown> =>
  until(() => page.evaluate((wanted) => document.body.textContent?.includes(wanted), words), `«${words}»`);

/** Presses the first button whose words begin so, once it can be pressed. */
async function press(page: Page, words: string): Promise<void> {
  await until(
    () =>
      page.evaluate((wanted) => {
        const buttons = [...document.querySelectorAll<HTMLButtonElement>('main button:not(:disabled)')];
        const button = buttons.find(({ textContent }) => textContent?.trim().startsWith(wanted));
        button?.click();
        return button !== undefined;
      }, words),
    `the button «${words}»`,
  );
}

/** Types into the field with this label, as a person would. */
async function fill(page: Page, label: string, words: string): Promise<void> {
  const id = await until(
    () =>
      page.evaluate(
        (wanted) =>
          [...document.querySelectorAll('main label')]
            .find(({ textContent }) => textContent === wanted)
            ?.getAttribute('for'),
        label,
      ),
    `the field «${label}»`,
  );
  const field = await page.waitForSelector(`[id="${id}"]`);
  await field!.type(words);
}

async function check(page: Page, label: string): Promise<void> {
  await until(
    () =>
      page.evaluate((wanted) => {
        const found = [...document.querySelectorAll('main label')].find(({ textContent }) => textContent === wanted);
        (found as HTMLLabelElement | undefined)?.click();
        return found !== undefined;
      }, label),
    `the box «${label}»`,
  );
}

/** Gives a file to the input with this label. */
async function give(page: Page, label: string, text: string): Promise<void> {
  await until(
    () =>
      page.evaluate(
        (wanted, content) => {
          const named = [...document.querySelectorAll('main label')].find(({ textContent }) => textContent === wanted);
          const input = named && document.getElementById(named.getAttribute('for') ?? '');
          if (!(input instanceof HTMLInputElement)) return false;
          const files = new DataTransfer();
          files.items.add(new File([content], 'file.json'));
          input.files = files.files;
          input.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        },
        label,
        text,
      ),
    `the file «${label}»`,
  );
}

const digitsIn = (page: Page, selector: string): Promise<string> =>
  until(
    () =>
      page.$eval(selector, ({ textContent }) => /\d{3} \d{3}/.exec(textContent ?? '')?.[0] ?? null).catch(() => null),
    'six digits',
  );

inBrowsers('an office', (session) => {
  test('is founded, approves, and lets a second browser in by files and six digits', async () => {
    const founder = await dashboard(session(), 'office');
    await press(founder, 'Создать офис');
    await fill(founder, 'Фамилия, имя, отчество', 'Петрова Анна Сергеевна');
    await fill(founder, 'Пароль к файлу восстановления', PASSPHRASE);
    await fill(founder, 'Пароль ещё раз', PASSPHRASE);
    await press(founder, 'Сохранить файл восстановления');
    const recovery = await kept(founder);
    expect(JSON.parse(recovery)).toMatchObject({ format: 'smotritel recovery', kdf: { iterations: 1_000_000 } });
    expect(recovery).not.toContain('"d"');
    await check(founder, 'Файл восстановления лежит в надёжном месте, пароль записан');
    await press(founder, 'Создать офис');
    await sees(founder, 'Офис создан');
    await sees(founder, 'это вы');

    const approving = await dashboard(session(), 'templates');
    await press(approving, 'Добавить');
    await approving.evaluate(() => {
      location.hash = '#/approvals';
    });
    await until(() => approving.$('.approvals li'), 'drafts');
    await approving.$eval('.approvals li input', (box) => (box as HTMLInputElement).click());
    await press(approving, 'Утвердить (1)');
    await sees(approving, 'Готово: 1 текст.');
    await sees(approving, 'Утверждённые (1)');

    const second = await Session.launch(session().engine);
    try {
      await press(founder, 'Сохранить файл приглашения');
      const newcomer = await dashboard(second, 'office');
      await press(newcomer, 'Войти по приглашению');
      await give(newcomer, 'Файл приглашения', await kept(founder));
      await fill(newcomer, 'Фамилия, имя, отчество', 'Сидоров Пётр Ильич');
      await press(newcomer, 'Сохранить файл-ответ');
      await give(founder, 'Файл-ответ от коллеги', await kept(newcomer));
      await fill(newcomer, 'Шесть цифр, которые вам назвали', await digitsIn(founder, '.digits'));
      await fill(founder, 'Шесть цифр, которые назвали в ответ', await digitsIn(newcomer, '.digits'));
      await press(founder, 'Допустить');
      await sees(founder, 'Сидоров Пётр Ильич — теперь сотрудник офиса');
      await give(newcomer, 'Файл допуска', await kept(founder));
      await sees(newcomer, 'Вы вошли в офис');
      for (const page of [founder, newcomer]) {
        await sees(page, 'Петрова Анна Сергеевна');
        await sees(page, 'Сидоров Пётр Ильич');
      }
    } finally {
      await second.close();
    }
  });
});
