// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readDistrictTable } from '../../components/dashboard/start/district-table';
import { App } from '../../entrypoints/dashboard/app';
import { popup } from '../../locales/popup';
import { registerPage } from '../../office/pages';
import { STARTERS } from '../../replies/starter';
import { readApproved, readPages } from '../../storage/register';
import { Store } from '../../storage/store';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const t = popup('ru');
let store: Store;
let shown: Screen;
let databases = 0;
const until = <Value,>(look: () => Value | Promise<Value>): Promise<Value> => vi.waitFor(look, { timeout: 10_000 });
const sees = (words: string): Promise<void> => until(() => expect(shown.text()).toContain(words));

async function open(place: string): Promise<void> {
  location.hash = `#/${place}`;
  databases += 1;
  store = new Store(() => {}, `start-${databases}`);
  const register = async (identity: Parameters<typeof registerPage>[0]) => {
    const page = registerPage(identity);
    const { entity } = await store.revise('page', identity.url, page);
    const { site, name, keys, link, norm, normSource } = page;
    return { id: entity, site, name, keys, link, norm, normSource };
  };
  shown = screen(<App store={store} register={register} />);
  await sees(place === 'district' ? 'Таблица учреждений' : 'Пять минут');
}

afterEach(async () => {
  shown?.draw(null);
  await store?.close();
});

describe('the first run', () => {
  it('goes from step to step, and comes back to where it was left', async () => {
    await open('start');
    expect(shown.text()).toContain('Осталось 7 шагов');
    await sees('Если район прислал файл');
    await click(shown.button('Пропустить'));
    await sees('Осталось 6 шагов');
    await click(shown.button('Готово, дальше'));
    await sees('Осталось 5 шагов');
    expect((await store.settings()).startSteps).toEqual(['file', 'done:icon']);
    location.hash = '#/settings';
    await sees('Часовой пояс');
    location.hash = '#/start';
    await sees('Из них заполняются ответы');
    await click(shown.button('Открыть шаг «Файл установки»'));
    await sees('Если район прислал файл');
  });

  it('loses none of two quick clicks, and takes a double click for one', async () => {
    await open('start');
    const later = shown.button('Пропустить');
    later.click();
    later.click();
    location.hash = '#/start/norm';
    await until(() => expect(shown.text()).toContain('Осталось 6 шагов'));
    await until(() => shown.button('Открыть шаг «Файл установки»'));
    const done = shown.button('Готово, дальше');
    done.click();
    shown.button('Открыть шаг «Закрепить значок»').click();
    await until(async () => expect((await store.settings()).startSteps).toEqual(['file', 'done:norm']));
    await sees('Осталось 5 шагов');
  });

  it('adds several pages at once, and keeps the links that lead nowhere', async () => {
    await open('start/pages');
    const links = shown.field('Ссылки на страницы');
    await type(links, 'vk.com/selo\nok.ru/group/123\nexample.com');
    await click(shown.button('Добавить страницы'));
    await sees('Добавлены 2 страницы');
    expect(shown.text()).toContain('example.com — Это не ссылка');
    expect(links.value).toBe('example.com');
    expect((await readPages(store)).size).toBe(2);
  });

  it('approves the starters that were left marked', async () => {
    await open('start/templates');
    await click(shown.field(`Взять «${STARTERS[0]!.title}»`));
    await click(shown.button(`Утвердить ${STARTERS.length - 1} шаблонов`));
    await until(async () => expect(await readApproved(store)).toHaveLength(STARTERS.length - 1));
    await sees('Утвердить 1 шаблон');
  });

  it('takes an office from the district’s file', async () => {
    await open('start/file');
    const setup = { profile: { fullName: 'Администрация села' }, pages: [{ link: 'vk.com/selo' }] };
    const offices = [
      { name: 'Хутор', setup: { profile: { fullName: 'Администрация хутора' } } },
      { name: 'Село', setup },
    ];
    const file = { format: 'smotritel-setup', version: 1, offices };
    const field = shown.root.querySelector<HTMLInputElement>('input[type=file]')!;
    const choose = async (text: string): Promise<void> => {
      Object.defineProperty(field, 'files', { value: [{ text: async () => text }], configurable: true });
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    await choose('{}');
    await sees('Это не файл установки');
    await choose(JSON.stringify(file));
    await until(() => expect(shown.button('Взять из файла').disabled).toBe(true));
    await click(shown.field('Село'));
    await click(shown.button('Взять из файла'));
    await sees('Добавлено страниц: 1');
    expect([...(await readPages(store)).values()].map(({ link }) => link)).toEqual(['https://vk.com/selo']);
  });
});

it('a new PC takes six clicks with the district’s file: the first step that opens is the file', async () => {
  const clicks: string[] = ['the icon', t('popup.start')];
  await open('start');
  const file = shown.root.querySelector<HTMLInputElement>('input[type=file]')!;
  clicks.push('the file field', 'the file in the window of the system');
  const offices = ['Хутор', 'Село'].map((name) => ({
    name,
    setup: { pages: [{ link: `vk.com/${name.length}selo` }] },
  }));
  const text = JSON.stringify({ format: 'smotritel-setup', version: 1, offices });
  Object.defineProperty(file, 'files', { value: [{ text: async () => text }] });
  file.dispatchEvent(new Event('change', { bubbles: true }));
  await until(() => shown.field('Село'));
  for (const element of [shown.field('Село'), shown.button('Взять из файла')]) {
    clicks.push(element.textContent ?? '');
    await click(element);
  }
  await sees('Добавлено страниц: 1');
  expect((await readPages(store)).size).toBe(1);
  expect(clicks).toHaveLength(6);
});

describe('the district’s table', () => {
  const HEAD = 'Учреждение\tГлава\tАдрес\tТелефон\tПочта\tСайт\tВКонтакте\tОдноклассники\tTelegram\tНорма\tПомощник';

  it('becomes one setup for each office', () => {
    const row = 'Село\tИванов\tс. Село\t2-11; 2-12\ta@b\tselo.ru\tvk.com/selo\tok.ru/group/1\tt.me/selo\t3\tАнна';
    const { offices, faults } = readDistrictTable(`${HEAD}\n${row}`);
    expect(faults).toEqual([]);
    expect(offices).toEqual([
      {
        name: 'Село',
        setup: {
          profile: {
            fullName: 'Село',
            shortName: '',
            head: 'Иванов',
            address: 'с. Село',
            email: 'a@b',
            site: 'selo.ru',
            phones: ['2-11', '2-12'],
          },
          pages: [{ link: 'vk.com/selo' }, { link: 'ok.ru/group/1' }, { link: 't.me/selo' }],
          norm: 3,
          helper: { name: 'Анна', phone: '' },
        },
      },
    ]);
  });

  it.each([
    ['no head', 'Село\tvk.com/selo', [{ kind: 'noHead' }]],
    ['a column of nobody', 'Учреждение\tПогода\nСело\tснег', [{ kind: 'column', name: 'Погода' }]],
    ['a row without a name', 'Учреждение\tСайт\n\ta.ru', [{ kind: 'noName', line: 2 }]],
    [
      'a link that leads nowhere',
      'Учреждение\tВК\nСело\tvk.com/feed',
      [{ kind: 'badLink', line: 2, link: 'vk.com/feed' }],
    ],
    ['a norm that is none', 'Учреждение\tНорма\nСело\tдве', [{ kind: 'badNorm', line: 2, norm: 'две' }]],
  ])('says of %s what was not taken', (_name, pasted, faults) => {
    expect(readDistrictTable(pasted).faults).toEqual(faults);
  });

  it('is shown before it is saved', async () => {
    await open('district');
    await type(shown.field('Таблица учреждений'), 'Учреждение\tВК\nСело\tvk.com/selo\nГород\tvk.com/gorod');
    expect(shown.text()).toContain('Получилось 2 учреждения');
    expect(shown.button('Сохранить файл установки').disabled).toBe(false);
  });
});
