// @vitest-environment jsdom
/** «Сегодня» and «Недели» over a database: what is overdue by the plan, and corrections that can be explained and undone. */
import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { dateAt, shiftDate } from '../../calendar/dates';
import { App } from '../../entrypoints/dashboard/app';
import { registerPage } from '../../office/pages';
import { Correction, correctionEntity, ManualPost } from '../../publishing/corrections';
import { emptyItem, PLAN } from '../../publishing/plan';
import { saveReading } from '../../storage/sightings';
import { Store } from '../../storage/store';
import { post, reading } from '../storage/fixtures';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const PAGE = 'page-1';
const ZONE = 'Asia/Tomsk';
let shown: Screen;
let store: Store;
let databases = 0;

const sees = (words: string): Promise<void> =>
  vi.waitFor(() => expect(shown.text()).toContain(words), { timeout: 10_000 });

async function open(place: string, before: () => Promise<unknown>): Promise<void> {
  location.hash = `#/${place}`;
  databases += 1;
  store = new Store(() => {}, `weeks-${databases}`);
  const page = registerPage({
    site: 'vk',
    keys: ['vk:name:selo'],
    kind: 'wall',
    name: 'Глава села',
    url: 'https://vk.com/selo',
    parentKeys: [],
  });
  await store.revise('page', PAGE, page);
  await before();
  shown = screen(<App store={store} register={() => Promise.reject(new Error('nobody registers here'))} />);
}

afterEach(async () => {
  shown.draw(null);
  await store.close();
});

it('names on «Сегодня» what the plan had for a past day, and leads to it', async () => {
  const today = dateAt(Date.now(), ZONE);
  const item = (occasion: string, date: string) => ({ ...emptyItem(date, [PAGE]), occasion });
  await open('today', async () => {
    await store.revise(PLAN, 'plan-late', item('Субботник', shiftDate(today, -3)));
    await store.revise(PLAN, 'plan-later', item('День матери', shiftDate(today, -2)));
    await store.revise(PLAN, 'plan-next', item('Ярмарка', shiftDate(today, 2)));
    await store.revise(PLAN, 'plan-off', { ...item('Отменённый сход', shiftDate(today, -1)), cancelled: true });
  });
  await sees('По плану уже пора');
  expect(shown.text().indexOf('Субботник')).toBeLessThan(shown.text().indexOf('День матери'));
  expect(shown.text()).not.toContain('Ярмарка');
  expect(shown.text()).not.toContain('Отменённый сход');
  expect([...shown.root.querySelectorAll<HTMLAnchorElement>('#overdue ~ ul a')].map(({ hash }) => hash)).toEqual([
    '#/plan/plan-late',
    '#/plan/plan-later',
  ]);
});

it('gives back a publication that was withdrawn by mistake', async () => {
  await open('weeks', () => {
    const date = dateAt(Date.now(), ZONE);
    const body: ManualPost = {
      version: 1,
      page: PAGE,
      link: 'https://vk.com/wall-1_5',
      post: null,
      date,
      text: 'Сход граждан',
      formats: [],
      removed: false,
    };
    return store.revise('manual-post', 'manual-1', body);
  });
  const isRemoved = async () => ManualPost.parse(await store.currentBody('manual-1')).removed;
  await sees('Сход граждан');
  await click(shown.button('Внесена по ошибке'));
  await sees('Публикация убрана');
  await vi.waitFor(() => expect(shown.root.querySelectorAll('.post')).toHaveLength(0), { timeout: 10_000 });
  expect(await isRemoved()).toBe(true);
  await click(shown.button('Вернуть'));
  await sees('Сход граждан');
  expect(await isRemoved()).toBe(false);
});

it('keeps why a number was corrected, and shows it in the trace', async () => {
  const now = Date.now();
  await open('weeks', () => {
    const seen = post('-1_7', { text: 'Концерт', time: { at: now - 1000, span: 1 } });
    return saveReading(store, PAGE, reading([seen], { readAt: now }));
  });
  await sees('Концерт');
  await click(shown.button('Не наша'));
  await sees('Записать пояснение');
  await type(shown.field('Почему исправлено (можно не заполнять)'), 'Запись клуба, не администрации');
  await click(shown.button('Записать пояснение'));
  const [key] = [...(await store.revisions('correction'))].map(({ entity }) => entity);
  await vi.waitFor(
    async () => {
      const body = Correction.parse(await store.currentBody(key!));
      expect([body.verdict, body.note, correctionEntity(PAGE, body.post)]).toEqual([
        'not-ours',
        'Запись клуба, не администрации',
        key,
      ]);
    },
    { timeout: 10_000 },
  );
  await click(shown.button('Кто и когда исправил'));
  await sees('не наша: Запись клуба, не администрации');
});
