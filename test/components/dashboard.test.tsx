// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { File } from 'node:buffer';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../entrypoints/dashboard/app';
import { pageByLink } from '../../entrypoints/dashboard/link';
import { dashboard } from '../../locales/dashboard';
import type { PageView } from '../../messages';
import { type RegisteredPage, registerPage } from '../../office/pages';
import { emptyProfile } from '../../replies/profile';
import { STARTERS } from '../../replies/starter';
import { readApproved, readClauses, readPages, readProfile, readTemplates } from '../../storage/register';
import { Store } from '../../storage/store';
import type { PageIdentity } from '../../types';
import { click, type Screen, screen, type } from './screen';

// Whole flows over a database, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

const t = dashboard('ru');
const PAGE: RegisteredPage = registerPage({
  site: 'vk',
  keys: ['vk:name:selo'],
  kind: 'wall',
  name: 'Глава села',
  url: 'https://vk.com/selo',
  parentKeys: [],
});

/** The machine may be busy with other tests: what is waited for comes, but not always within a second. */
const until = <Value,>(look: () => Value | Promise<Value>): Promise<Value> => vi.waitFor(look, { timeout: 10_000 });

let store: Store;
let shown: Screen;
let databases = 0;

/** As the background does it, without the faces that a site would add. */
async function register(identity: PageIdentity): Promise<PageView> {
  const page = registerPage(identity);
  const { entity } = await store.revise('page', identity.url, page);
  const { site, name, keys, link, norm, normSource } = page;
  return { id: entity, site, name, keys, link, norm, normSource };
}

/** The dashboard at a place, over an own empty database. */
async function open(place: string, before?: () => Promise<unknown>): Promise<void> {
  location.hash = `#/${place}`;
  databases += 1;
  store = new Store(() => {}, `dashboard-${databases}`);
  await before?.();
  shown = screen(<App store={store} register={register} />);
  await until(() => expect(shown.text()).not.toContain(t('dashboard.loading')));
}

async function go(place: string, sign: string): Promise<void> {
  location.hash = `#/${place}`;
  await sees(sign);
}

const sees = (words: string): Promise<void> => until(() => expect(shown.text()).toContain(words));
const link = (words: string): HTMLAnchorElement => {
  const found = [...shown.root.querySelectorAll('a')].find((one) => one.textContent === words);
  if (!found) throw new Error(`no link «${words}»`);
  return found;
};

/** The first is `t1`. */
const addTemplate = async (title: string, text: string, status = 'draft') =>
  store.revise('template', `t${(await readTemplates(store)).size + 1}`, { title, text, topics: [], status });

beforeEach(() => {
  location.hash = '';
});

afterEach(async () => {
  shown.draw(null);
  await store.close();
});

describe('the place in the address', () => {
  it.each([
    ['as a link has it', 'templates/paste', 'Список ответов'],
    ['encoded, as the panel opens it', encodeURIComponent('templates/paste'), 'Список ответов'],
    ['unknown', 'nowhere', 'Что сделать'],
    ['broken', '%E0%A4%A', 'Что сделать'],
  ])('%s', async (_name, place, words) => {
    await open(place);
    expect(shown.text()).toContain(words);
  });
});

describe('pages', () => {
  it('changes the norm, refuses a senseless one, and keeps its reason', async () => {
    await open('pages', () => store.revise('page', 'p', PAGE));
    await type(shown.field('Публикаций в неделю'), '0');
    expect(shown.text()).toContain('Нужно целое число от 1 до 99');
    expect((await readPages(store)).get('p')?.norm).toBe(2);
    await type(shown.field('Публикаций в неделю'), '3');
    await sees('Сохранено');
    await type(shown.field('Основание нормы'), 'Решение Совета № 5');
    await until(async () =>
      expect((await readPages(store)).get('p')).toMatchObject({ norm: 3, normSource: 'Решение Совета № 5' }),
    );
  });

  it('shows the number that was learned from the site, and says when it is not known yet', async () => {
    await open('pages', async () => {
      await store.revise('page', 'p', PAGE);
      await store.revise('page', 'q', { ...PAGE, name: 'Школа', keys: ['vk:id:-204815', 'vk:name:school'] });
    });
    await sees('номер на сайте: 204815');
    expect(shown.text()).toContain('номер на сайте узнаем, когда вы откроете страницу');
    await type(shown.root.querySelectorAll<HTMLInputElement>('input[type="date"]')[0]!, '2023-02-20');
    await sees('Сохранено');
    await until(async () => {
      const opened = [...(await readPages(store)).values()].map((page) => page.opened ?? '');
      expect(opened.sort()).toEqual(['', '2023-02-20']);
    });
    expect(shown.text()).toContain('20.02.2023');
  });

  it('takes a page out of the register and back', async () => {
    await open('pages', () => store.revise('page', 'p', PAGE));
    await click(shown.button('Убрать из реестра'));
    await sees('Страница «Глава села» убрана из реестра');
    expect((await readPages(store)).get('p')?.removed).toBe(true);
    expect(shown.text()).toContain('Пока ни одной страницы');
    await click(shown.button('Вернуть'));
    await until(() => expect(shown.root.querySelector('[aria-label="ВКонтакте: Глава села"]')).not.toBeNull());
    expect((await readPages(store)).get('p')?.removed).toBe(false);
  });

  it.each([
    ['of another site', 'https://example.com/selo', 'Это не ссылка на ВКонтакте'],
    ['of a service section', 'https://vk.com/feed', 'служебный раздел'],
    ['of a page that is registered', 'www.vk.com/selo', 'уже есть в реестре'],
  ])('refuses a link %s', async (_name, written, words) => {
    await open('pages', () => store.revise('page', 'p', PAGE));
    await type(shown.field('Ссылка'), written);
    await click(shown.button('Добавить'));
    expect(shown.text()).toContain(words);
    expect((await readPages(store)).size).toBe(1);
  });
});

describe('a page that is registered twice', () => {
  const TWIN: RegisteredPage = { ...PAGE, name: 'Страница села', keys: ['vk:id:-5', 'vk:name:selo'], norm: 3 };
  const named = (name: string): HTMLSelectElement => shown.field(name) as unknown as HTMLSelectElement;

  it('is said, made one by the person, with the norm that was chosen, and taken back', async () => {
    await open('pages', async () => {
      await store.revise('page', 'p', PAGE);
      await store.revise('page', 'q', TWIN);
    });
    expect(shown.text()).toContain('Эта страница записана дважды');
    await type(named('Какая запись остаётся') as never, 'p');
    await type(named('Какая норма верна') as never, 'q');
    await click(shown.button('Сделать одной страницей'));
    await sees('теперь записана один раз');
    expect((await readPages(store)).get('p')).toMatchObject({ name: 'Глава села', norm: 3, keys: TWIN.keys });
    expect((await readPages(store)).get('q')?.removed).toBe(true);
    expect(shown.text()).not.toContain('записана дважды');
    await click(shown.button('Вернуть'));
    await sees('Эта страница записана дважды');
    expect((await readPages(store)).get('p')).toEqual(PAGE);
  });
});

describe('what people changed apart', () => {
  it('of a page: both versions are shown by what differs, and one stays', async () => {
    await open('pages', async () => {
      const { id } = await store.revise('page', 'p', PAGE);
      await store.revise('page', 'p', { ...PAGE, norm: 3 }, [id]);
      await store.revise('page', 'p', { ...PAGE, norm: 4 }, [id]);
    });
    expect(shown.text()).toContain('Это правили порознь: 2 версии');
    const values = [...shown.root.querySelectorAll('.differences')].map((one) => one.textContent);
    expect(values.sort()).toEqual(['Публикаций в неделю3', 'Публикаций в неделю4']);
    const [, other] = [...shown.root.querySelectorAll<HTMLButtonElement>('.version button')];
    const taken = Number(shown.root.querySelectorAll('.differences dd')[1]?.textContent);
    await click(other!);
    await sees('Оставлена одна версия');
    expect((await readPages(store)).get('p')?.norm).toBe(taken);
    expect(shown.text()).not.toContain('правили порознь');
  });

  it('an edit here does not silently supersede what came from elsewhere', async () => {
    await open('profile', () => store.revise('profile', 'profile', { ...emptyProfile(), head: 'А' }));
    const [first] = await store.history('profile');
    // From another browser, while the dashboard has not read it.
    await store.revise('profile', 'profile', { ...emptyProfile(), head: 'Б' }, [first!.id]);
    await type(shown.field('Глава: фамилия, имя, отчество'), 'В');
    await sees('Это правили порознь');
    expect((await store.history('profile')).map(({ body }) => (body as { head: string }).head).sort()).toEqual([
      'А',
      'Б',
      'В',
    ]);
  });

  it('stands among what to do today, with what could not be read', async () => {
    await open('today', async () => {
      const clause = (await readClauses(store))[0]!;
      await store.revise('clause', clause.id, { ...clause, text: 'а' }, []);
      await store.revise('clause', clause.id, { ...clause, text: 'б' }, []);
      await store.write(['settings', 'setAside'], async (transaction) => {
        await transaction.objectStore('settings').put({ version: 1, name: 'zone', value: 'Луна' });
        const aside = { version: 1 as const, store: 'posts', record: {}, reason: 'id', at: 0 };
        await transaction.objectStore('setAside').add(aside);
      });
    });
    expect(shown.text()).toContain('1 пункт правил правили порознь');
    expect(shown.text()).toContain('1 настройку не удалось прочитать');
    expect(shown.text()).toContain('1 запись не удалось прочитать');
    await go('settings', 'Не удалось прочитать настройки: «Часовой пояс»');
    await click(shown.button('Оставить обычные значения'));
    await until(async () => expect((await store.storedSettings()).unread).toEqual([]));
  });
});

describe('a page by its link', () => {
  it.each([
    ['vk.com/selo', 'vk', ['vk:name:selo'], 'https://vk.com/selo', 'selo'],
    [' https://www.ok.ru/group/123/ ', 'ok', ['ok:id:123'], 'https://ok.ru/group/123/', '123'],
    ['http://t.me/selo', 'telegram', ['telegram:name:selo'], 'https://t.me/selo', 'selo'],
    ['https://t.me/s/selo', 'telegram', ['telegram:name:selo'], 'https://t.me/s/selo', 'selo'],
  ])('%s', (written, site, keys, url, name) => {
    expect(pageByLink(written, '', [])).toMatchObject({ identity: { site, keys, url, name } });
    expect(pageByLink(written, ' Глава ', [])).toMatchObject({ identity: { name: 'Глава' } });
    expect(pageByLink(written, '', [{ keys }])).toEqual({ fault: 'taken' });
  });

  it('is registered under the name that was given', async () => {
    await open('pages');
    await type(shown.field('Ссылка'), 't.me/selo');
    await type(shown.field('Название'), 'Глава села');
    await click(shown.button('Добавить'));
    await sees('Страница «Глава села» добавлена');
    expect([...(await readPages(store)).values()].map(({ keys }) => keys)).toEqual([['telegram:name:selo']]);
    expect(shown.root.querySelectorAll('li.card')).toHaveLength(1);
  });
});

describe('templates', () => {
  it('adds the starters as drafts, once, and approves the marked ones', async () => {
    await open('templates');
    await click(shown.button(t('templates.starters', { n: STARTERS.length })));
    await sees(`из ${STARTERS.length}`);
    expect(await readApproved(store)).toEqual([]);
    expect(shown.buttons().filter((name) => name.includes('начальн'))).toEqual([]);
    await click(shown.field(t('templates.markAll', { n: STARTERS.length })));
    await click(shown.button(t('templates.approve', { n: STARTERS.length })));
    await until(async () => expect(await readApproved(store)).toHaveLength(STARTERS.length));
  });

  it('says of a marked one why it was not approved, and keeps it marked', async () => {
    await open('templates', async () => {
      await addTemplate('Снег', 'Чистим {улица}.');
      await addTemplate('Вода', 'Воду дадут.');
    });
    await click(shown.field(t('templates.markAll', { n: 2 })));
    await click(shown.button('Утвердить отмеченные (2)'));
    await sees('Не утверждён 1 шаблон');
    expect(shown.text()).toContain('Такой подстановки нет: {улица}');
    expect(shown.field('Отметить «Снег»').checked).toBe(true);
    expect((await readApproved(store)).map(({ id }) => id)).toEqual(['t2']);
  });

  it('an edit is a draft, the approved text stays in use until it is approved', async () => {
    await open('templates/t1', () => addTemplate('Снег', 'Чистим.', 'approved'));
    await type(shown.field('Текст ответа'), 'Чистим по очереди.');
    await click(shown.button('Сохранить черновик'));
    await sees('утверждён, есть правка');
    expect((await readApproved(store))[0]?.template.text).toBe('Чистим.');
    await click(await until(() => link('Снег')));
    await sees('Сейчас в работе');
    await click(shown.button('Сохранить и утвердить'));
    await until(async () => expect((await readApproved(store))[0]?.template.text).toBe('Чистим по очереди.'));
    const revisions = (await readTemplates(store)).get('t1');
    expect(revisions?.map(({ body }) => body.status).sort()).toEqual(['approved', 'approved', 'draft']);
  });

  it('names an unknown variable with the one that was meant, and does not let it be approved', async () => {
    await open('templates/new');
    await type(shown.field('Название'), 'Снег');
    await type(shown.field('Текст ответа'), 'Звоните: {телефн}');
    expect(shown.text()).toContain('Такой подстановки нет: {телефн}. Может быть, {телефон}?');
    expect(shown.button('Сохранить и утвердить').disabled).toBe(true);
    expect(shown.button('Сохранить черновик').disabled).toBe(false);
  });

  it('shows the reply as a resident will see it', async () => {
    await open('templates/new');
    await type(shown.field('Текст ответа'), 'Здравствуйте, {имя}! Ответим до {срок}.');
    expect(shown.root.querySelector('.preview')?.textContent).toMatch(/Здравствуйте, Анна! Ответим до \d+ [а-я]+/);
  });

  it('retires and brings back as a draft', async () => {
    await open('templates/t1', () => addTemplate('Снег', 'Чистим.', 'approved'));
    await click(shown.button('Вывести из работы'));
    await sees('выведен');
    expect(await readApproved(store)).toEqual([]);
    await click(await until(() => link('Снег')));
    await click(await until(() => shown.button('Вернуть в черновики')));
    await until(() => expect(shown.root.querySelector('.template-row .tag')?.textContent).toBe('черновик'));
  });

  it('what was typed and not saved is there again after another section', async () => {
    await open('templates/t1', () => addTemplate('Снег', 'Чистим.'));
    await type(shown.field('Текст ответа'), 'Недописанное');
    await go('settings', 'Часовой пояс');
    await go('templates/t1', 'Текст ответа');
    expect(shown.field('Текст ответа').value).toBe('Недописанное');
  });

  it('two versions made apart stand side by side and become one', async () => {
    await open('templates/t1', async () => {
      const first = await addTemplate('Снег', 'Чистим.', 'approved');
      const body = { title: 'Снег', topics: [], status: 'draft' };
      await store.revise('template', 't1', { ...body, text: 'Первая.' }, [first.id]);
      await store.revise('template', 't1', { ...body, text: 'Вторая.' }, [first.id]);
    });
    expect(shown.text()).toContain('У шаблона две версии');
    const takes = [...shown.root.querySelectorAll<HTMLButtonElement>('.version button')];
    expect(takes).toHaveLength(2);
    await click(takes[1]!);
    await click(shown.button('Сохранить черновик'));
    await sees('утверждён, есть правка');
    expect((await readApproved(store))[0]?.template.text).toBe('Чистим.');
  });

  it('shows a pasted list before it saves anything', async () => {
    await open('templates/paste', () => addTemplate('Вода', 'Воду дадут к вечеру.'));
    await type(shown.field('Список ответов'), '1. Снег\nЧистим по очереди.\n2. Вода\nВоду дадут к вечеру.');
    expect(shown.text()).toContain('Получилось 2 черновика');
    expect(shown.field('Отметить «Вода»').checked).toBe(false);
    expect((await readTemplates(store)).size).toBe(1);
    await click(shown.button('Добавить 1 черновик'));
    await until(async () => expect((await readTemplates(store)).size).toBe(2));
  });
});

describe('for everybody', () => {
  it.each([
    'pages',
    'templates',
    'templates/new',
    'templates/t1',
    'templates/paste',
    'profile',
    'rules',
    'settings',
    'data',
  ])('no fault that axe knows of: %s', async (place) => {
    await open(place, async () => {
      await store.revise('page', 'p', PAGE);
      await addTemplate('Снег', 'Чистим, {улица}.');
    });
    // jsdom lays nothing out: contrast is looked at in a browser.
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});

describe('details, clauses, settings, data', () => {
  it('says which details are missing until they are filled in', async () => {
    await open('profile');
    expect(shown.text()).toContain('Не заполнено: Полное наименование, Почтовый адрес');
    for (const [label, value] of [
      ['Полное наименование', 'Администрация Новосельского поселения'],
      ['Почтовый адрес с индексом', '636000, с. Новосельское, ул. Мира, 1'],
      ['Электронная почта', 'selo@example.ru'],
      ['Официальный сайт', 'selo.example.ru'],
      ['Справочные телефоны', '8 (000) 11-22-33\n\n 8 (000) 11-22-34 '],
    ] as const) {
      await type(shown.field(label), value);
    }
    await sees('Заполнено всё');
    expect((await readProfile(store)).phones).toEqual(['8 (000) 11-22-33', '8 (000) 11-22-34']);
  });

  it('says which breaches no clause is named for', async () => {
    await open('rules');
    expect(shown.text()).not.toContain('Ни один пункт не назван');
    const card = [...shown.root.querySelectorAll('li.card')].find((one) => one.textContent?.includes('оскорбление'));
    const boxes = [...card!.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].filter((box) => box.checked);
    await click(boxes[0]!);
    await sees('Ни один пункт не назван для нарушений');
    expect((await readClauses(store)).some(({ kinds }) => kinds.length === 0)).toBe(true);
    await click(shown.button('Вернуть исходный текст'));
    await until(() => expect(shown.text()).not.toContain('Ни один пункт не назван'));
  });

  it('speaks English at once when told to', async () => {
    await open('settings');
    await type(shown.field('Язык'), 'en');
    await sees('Time zone');
    expect(document.documentElement.lang).toBe('en');
    expect((await store.settings()).language).toBe('en');
  });

  it('refuses a foreign file with the reason and takes nothing', async () => {
    await open('data', () => addTemplate('Снег', 'Чистим.'));
    const input = shown.field('Файл, сохранённый Смотрителем');
    Object.defineProperty(input, 'files', { value: [new File(['{"hello":1}'], 'x.json')] });
    await type(input, '');
    await click(shown.button('Загрузить'));
    await sees('Это не файл Смотрителя. Ничего не загружено');
    expect((await readTemplates(store)).size).toBe(1);
  });

  it('shows what another process changed', async () => {
    await open('templates');
    const other = new Store(() => {}, `dashboard-${databases}`);
    await other.revise('template', 'e', { title: 'Из другой вкладки', text: 'Да.', topics: [], status: 'draft' });
    await sees('Из другой вкладки');
    await other.close();
  });
});
