/**
 * An office by files alone, as two specialists would do it: from its founding over the second member, approval on paper
 * and by PIN, handing over for a holiday and back, to the day when one has left and the other's PC is lost.
 */
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
      void (file as Blob).arrayBuffer().then((bytes) => {
        kept.push(btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')));
      });
      return give(file);
    };
    HTMLAnchorElement.prototype.click = () => {};
  });
  return page;
}

/** The file that was saved last. */
async function kept(page: Page): Promise<Buffer> {
  const saved = await until(
    () => page.evaluate(() => (globalThis as unknown as { kept: string[] }).kept.pop() ?? null),
    'a file to be saved',
  );
  return Buffer.from(saved, 'base64');
}

async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#/${to}`;
  }, place);
}

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

async function choose(page: Page, label: string, value: string): Promise<void> {
  await until(
    () =>
      page.evaluate(
        (wanted, chosen) => {
          const named = [...document.querySelectorAll('main label')].find(({ textContent }) => textContent === wanted);
          const list = named && document.getElementById(named.getAttribute('for') ?? '');
          if (!(list instanceof HTMLSelectElement)) return false;
          list.value = chosen;
          list.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        },
        label,
        value,
      ),
    `the list «${label}»`,
  );
}

/** Gives a file to the input with this label. */
async function give(page: Page, label: string, content: Buffer, type = 'application/json'): Promise<void> {
  await until(
    () =>
      page.evaluate(
        (wanted, content, kind) => {
          const named = [...document.querySelectorAll('main label')].find(({ textContent }) => textContent === wanted);
          const input = named && document.getElementById(named.getAttribute('for') ?? '');
          if (!(input instanceof HTMLInputElement)) return false;
          const files = new DataTransfer();
          const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
          files.items.add(new File([bytes], 'file', { type: kind }));
          input.files = files.files;
          input.dispatchEvent(new Event('change', { bubbles: true }));
          return true;
        },
        label,
        content.toString('base64'),
        type,
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

const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function markFirstDraft(page: Page): Promise<void> {
  await choose(page, 'Показать', 'draft');
  await page.waitForSelector('.approvals li input');
  await page.$eval('.approvals li input', (box) => (box as HTMLInputElement).click());
}

/** A decision on paper with its scan, which is shown again as it was given. */
async function approvesOnPaper(page: Page): Promise<void> {
  await markFirstDraft(page);
  await press(page, 'Утверждено на бумаге (1)');
  await fill(page, 'Номер', '17-р');
  await page.$eval('fieldset input[type=date]', (input) => {
    (input as HTMLInputElement).value = '2026-11-20';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await fill(page, 'Кто подписал', 'Глава Иванов И. И.');
  await give(page, 'Скан (необязательно)', Buffer.from(PICTURE, 'base64'), 'image/png');
  await press(page, 'Внести');
  await sees(page, 'Утверждённые (2)');
  await choose(page, 'Показать', 'approved');
  for (const more of await page.$$('.approval-more')) await more.click();
  await sees(page, 'утверждено на бумаге: Глава Иванов И. И., № 17-р от 20.11.2026; внёс(ла) Петрова Анна Сергеевна');
  await press(page, 'Показать скан');
  const width = (): Promise<number> =>
    page.$eval('.scan img', (image) => (image as HTMLImageElement).naturalWidth).catch(() => 0);
  expect(await until(width, 'the scan')).toBe(1);
}

/** On a shared PC nothing is approved without the PIN. */
async function approvesByPin(office: Page, page: Page): Promise<void> {
  await fill(office, 'ПИН-код утверждения', '4821');
  await press(office, 'Включить ПИН-код');
  await sees(office, 'ПИН-код включён');
  await markFirstDraft(page);
  await press(page, 'Утвердить (1)');
  const field = await page.waitForSelector('dialog input');
  await field!.type('1111\n');
  await sees(page, 'ПИН-код неверный.');
  await field!.type('4821\n');
  await sees(page, 'Утверждённые (3)');
  await press(office, 'Выключить ПИН-код');
}

/** For a holiday: by one file there, with the right to approve, and by one file back. */
async function handsOver(owner: Page, colleague: Page): Promise<void> {
  await check(owner, 'утверждает');
  await fill(owner, 'Основание или примечание', 'Отпуск');
  await press(owner, 'Передать');
  await sees(owner, 'Передано.');
  await press(owner, 'Сохранить файл для коллеги');
  await give(colleague, 'Принять файл от коллеги', await kept(owner), '');
  await sees(colleague, '— за: Петрова Анна Сергеевна');
  await goTo(colleague, 'approvals');
  await markFirstDraft(colleague);
  await press(colleague, 'Утвердить (1)');
  await sees(colleague, 'Утверждённые (4)');
  await goTo(colleague, 'office');
  await press(colleague, 'Сохранить файл для коллеги');
  await give(owner, 'Принять файл от коллеги', await kept(colleague), '');
  await sees(owner, 'Принята 1 запись');
  await press(owner, 'Вернуть');
  await sees(owner, 'Дела возвращены.');
  await goTo(owner, 'approvals');
  await sees(owner, 'Утверждённые (4)');
  await goTo(owner, 'office');
}

/** On a clean PC, by the recovery file and an exchange file: a new member, and the lost one is out. */
async function recovers(engine: Session['engine'], recovery: Buffer, records: Buffer): Promise<void> {
  const clean = await Session.launch(engine);
  try {
    const page = await dashboard(clean, 'office');
    await press(page, 'Восстановить доступ');
    await give(page, 'Файл восстановления', recovery);
    await fill(page, 'Пароль к файлу восстановления', PASSPHRASE);
    await choose(page, 'Откуда взять записи офиса', 'file');
    await give(page, 'Файл с записями', records, '');
    await press(page, 'Открыть');
    await check(page, 'Петрова Анна Сергеевна');
    await fill(page, 'Фамилия, имя, отчество', 'Петрова Анна, новый ПК');
    await press(page, 'Восстановить доступ');
    await sees(page, 'Доступ восстановлен');
    await sees(page, 'Петрова Анна, новый ПК');
    await goTo(page, 'approvals');
    await sees(page, 'Утверждённые (4)');
    expect(await clean.takeFaults()).toEqual([]);
  } finally {
    await clean.close();
  }
}

inBrowsers('an office', (session) => {
  test('is founded, lets a colleague in, hands over to him and back, takes him out, and outlives the loss of its PC', async () => {
    const founder = await dashboard(session(), 'office');
    await press(founder, 'Создать офис');
    await fill(founder, 'Фамилия, имя, отчество', 'Петрова Анна Сергеевна');
    await fill(founder, 'Пароль к файлу восстановления', PASSPHRASE);
    await fill(founder, 'Пароль ещё раз', PASSPHRASE);
    await press(founder, 'Сохранить файл восстановления');
    const recovery = await kept(founder);
    expect(JSON.parse(recovery.toString())).toMatchObject({
      format: 'smotritel recovery',
      kdf: { iterations: 1_000_000 },
    });
    expect(recovery.toString()).not.toContain('"d"');
    await check(founder, 'Файл восстановления лежит в надёжном месте, пароль записан');
    await press(founder, 'Создать офис');
    await sees(founder, 'Офис создан');
    await sees(founder, 'это вы');

    const approving = await dashboard(session(), 'templates');
    await press(approving, 'Добавить');
    await goTo(approving, 'approvals');
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
      await approvesOnPaper(approving);
      await approvesByPin(founder, approving);
      await handsOver(founder, newcomer);
      await press(founder, 'Отключить: Сидоров');
      await fill(founder, 'Причина', 'Уволился');
      await press(founder, 'Отключить');
      await sees(founder, 'Ключ офиса сменён. Смените пароль сетевого диска');
    } finally {
      await second.close();
    }
    await goTo(founder, 'sync');
    await press(founder, 'Выгрузить всё');
    await recovers(session().engine, recovery, await kept(founder));
  }, 120_000);
});
