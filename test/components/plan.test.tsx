// @vitest-environment jsdom
/** «План» over a database: a row of repeated items, times that are none, years whose moved days nobody knows yet. */
import 'fake-indexeddb/auto';
import { act } from 'preact/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { App } from '../../entrypoints/dashboard/app';
import { registerPage } from '../../office/pages';
import { emptyItem, PLAN, PlanItem } from '../../publishing/plan';
import { Store } from '../../storage/store';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 60_000 });

const PAGES = { vk: 'page-vk', ok: 'page-ok' } as const;
let shown: Screen;
let store: Store;
let databases = 0;

/** Also waits for what a view does after it was drawn: whoever types sooner types into a field that is still being set up. */
const sees = async (words: string): Promise<void> => {
  await vi.waitFor(() => expect(shown.text()).toContain(words), { timeout: 20_000 });
  await act(async () => {});
};
const bodyOf = async (id: string): Promise<PlanItem> => PlanItem.parse(await store.currentBody(id));

async function open(place: string, before: () => Promise<unknown> = async () => {}): Promise<void> {
  location.hash = `#/${place}`;
  databases += 1;
  store = new Store(() => {}, `plan-${databases}`);
  for (const site of ['vk', 'ok'] as const) {
    const name = `Глава села (${site})`;
    const identity = { site, keys: [`${site}:name:selo`], kind: 'wall' as const, name, url: '', parentKeys: [] };
    await store.revise('page', PAGES[site], registerPage({ ...identity, url: `https://${site}.com/selo` }));
  }
  await before();
  shown = screen(<App store={store} register={() => Promise.reject(new Error('nobody registers here'))} />);
}

afterEach(async () => {
  shown.draw(null);
  await store.close();
});

/** The calendar, to which a saved item leads. */
const back = async (): Promise<void> => {
  await vi.waitFor(() => expect(shown.root.querySelector('.plan-grid')).not.toBeNull(), { timeout: 20_000 });
  await act(async () => {});
};

const row = async (): Promise<void> => {
  for (const [id, date] of [
    ['first', '2030-06-03'],
    ['second', '2030-06-10'],
    ['third', '2030-06-17'],
  ] as const) {
    await store.revise(PLAN, id, {
      ...emptyItem(date, [PAGES.vk]),
      occasion: 'Приём',
      text: 'С десяти',
      series: 'row',
    });
  }
};

it('changes one of a row, it and those that follow, or all, as the person says', async () => {
  await open('plan/second', row);
  await sees('одна из ряда');
  await type(shown.field('Текст'), 'С одиннадцати');
  await click(shown.field('Эту и следующие: 2'));
  await click(shown.button('Сохранить черновик'));
  await sees('Сохранены 2 публикации');
  await back();
  expect([(await bodyOf('first')).text, (await bodyOf('third')).text]).toEqual(['С десяти', 'С одиннадцати']);

  await act(async () => {
    location.hash = '#/plan/second';
  });
  await sees('одна из ряда');
  await type(shown.field('Дата'), '2030-06-11');
  await click(shown.button('Сохранить черновик'));
  await sees('Черновик сохранён');
  await back();
  expect([(await bodyOf('second')).date, (await bodyOf('third')).date]).toEqual(['2030-06-11', '2030-06-17']);

  await act(async () => {
    location.hash = '#/plan/first';
  });
  await sees('одна из ряда');
  await click(shown.field('Все, что ещё не вышли: 3'));
  await click(shown.button('Отменить публикацию'));
  await click(shown.button('Сохранить отмену'));
  await sees('Сохранены 3 публикации');
  expect((await bodyOf('third')).cancelled).toBe(true);
});

it('says that a time is none, and keeps the one that was', async () => {
  await open('plan/second', async () => {
    await row();
    await store.revise(PLAN, 'second', { ...(await bodyOf('second')), time: '10:00' });
  });
  await sees('одна из ряда');
  await type(shown.field('Время'), '25:70');
  await sees('Такого времени нет');
  expect(shown.field('Время').value).toBe('25:70');
  await type(shown.field('Время'), '9.30');
  await vi.waitFor(() => expect(shown.text()).not.toContain('Такого времени нет'));
  await click(shown.button('Сохранить черновик'));
  await sees('Черновик сохранён');
  expect((await bodyOf('second')).time).toBe('09:30');
});

it('tells of a year whose moved days nobody knows, until the office enters them', async () => {
  await open('plan/month/2031-01-01');
  await sees('Переносы выходных на 2031 год этой версии неизвестны');
  shown.draw(null);
  await store.close();
  const dayChanges = [{ date: '2031-01-09', kind: 'off' as const }];
  await open('plan/month/2031-02-01', () => store.changeSettings({ dayChanges }));
  await sees('февраль 2031');
  expect(shown.text()).not.toContain('Переносы выходных');
});

it('leads from a week that falls short to a new item for that page alone', async () => {
  await open('plan/gaps');
  await sees('не хватает 2');
  const links = [...shown.root.querySelectorAll<HTMLAnchorElement>('.gap-short a')];
  expect(links).toHaveLength(16);
  const ok = links.find(({ hash }) => hash.endsWith(PAGES.ok))!;
  await act(async () => {
    location.hash = ok.hash;
  });
  await sees('Где опубликовать');
  expect(shown.field('Одноклассники: Глава села (ok)').checked).toBe(true);
  expect(shown.field('ВКонтакте: Глава села (vk)').checked).toBe(false);
});
