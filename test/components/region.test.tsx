// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { Offices } from '../../components/dashboard/region/offices';
import { Figures } from '../../entrypoints/background/figures';
import { App } from '../../entrypoints/dashboard/app';
import { region as regionTexts } from '../../locales/region';
import type { PageView } from '../../messages';
import { keepRole, ownAuthor, readOwnFigures, readRole, readSent } from '../../storage/district';
import { saveSetup } from '../../storage/remotes';
import { Store } from '../../storage/store';
import { RemoteError } from '../../sync/remote';
import { natsSetup } from '../../sync/setup';
import { click, type Screen, screen } from './screen';

vi.setConfig({ testTimeout: 30_000 });
// The background of these tests is the class itself: no browser carries messages here.
vi.mock('../../messages', async (original) => ({
  ...(await original<typeof import('../../messages')>()),
  ask: (name: string) =>
    name === 'publishFigures' ? figures.follow(Date.now()).then(() => null) : Promise.reject(new Error(name)),
}));

const t = regionTexts('ru');
const until = <Value,>(look: () => Value | Promise<Value>): Promise<Value> => vi.waitFor(look, { timeout: 10_000 });
const sees = (part: string): Promise<void> => until(() => expect(shown.text()).toContain(part));

let store: Store;
let figures: Figures;
let shown: Screen;
let databases = 0;
let lies: string | null;
let fails: RemoteError | null;

beforeEach(async () => {
  fakeBrowser.reset();
  location.hash = '#/region';
  databases += 1;
  lies = null;
  fails = null;
  store = new Store(() => {}, `region-${databases}`);
  figures = new Figures(store, async ({ user }, bytes) => {
    expect(user).toBe('sosnovka-1');
    if (fails) throw fails;
    lies = new TextDecoder().decode(bytes);
  });
  figures.listen();
});
afterEach(async () => {
  shown?.draw(null);
  await store.close();
});

async function connected(): Promise<void> {
  const place = { servers: ['wss://region.example'], user: 'sosnovka-1', password: 'тайна' };
  await saveSetup(store, await natsSetup(place, 'Район', 1));
  await store.revise('profile', 'profile', { shortName: 'Администрация Сосновки' });
}

function open(): void {
  shown = screen(<App store={store} register={() => Promise.reject<PageView>(new Error('not here'))} />);
}

describe('the section «Сводка для района»', () => {
  it('shows what would leave and sends nothing before the office agrees', async () => {
    await connected();
    open();
    await sees(t('region.preview'));
    const text = shown.root.querySelector('pre')?.textContent;
    expect(JSON.parse(text ?? '')).toEqual(await readOwnFigures(store, Date.now()));
    expect(shown.field(t('region.share'))).toMatchObject({ checked: false });
    await new Figures(store, () => Promise.reject(new Error('nobody agreed'))).follow(Date.now());
    expect(lies).toBeNull();
    expect((await axe.run(shown.root)).violations).toEqual([]);
  });

  it('sends the very text that was shown, and takes it back when the office agrees no longer', async () => {
    await connected();
    open();
    await sees(t('region.preview'));
    await click(shown.field(t('region.share')));
    await sees(t('region.on'));
    expect(lies).toBe(shown.root.querySelector('pre')?.textContent);
    expect((await readSent(store)).text).toBe(lies);
    await click(shown.field(t('region.share')));
    await sees(t('region.off'));
    expect(lies).toBe('');
  });

  it('says why it could not be sent, and sends it later by itself', async () => {
    await connected();
    fails = new RemoteError('missing', 'nobody takes figures');
    open();
    await sees(t('region.preview'));
    await click(shown.field(t('region.share')));
    await sees(t('region.onPending'));
    await sees(t('region.fault.missing'));
    fails = null;
    await fakeBrowser.alarms.onAlarm.trigger({ name: 'smotritel-figures', scheduledTime: 0 });
    await until(() => expect(lies).toContain('"version": 1'));
  });

  it('leaves it to the browser that agreed, and lets any other take the consent back', async () => {
    await connected();
    await store.changeSettings({ figuresBy: 'another.1' });
    open();
    await sees(t('region.elsewhere'));
    expect(lies).toBeNull();
    await click(shown.button(t('region.withdraw')));
    await until(async () => expect((await store.settings()).figuresBy).toBe(''));
    await until(() => expect(shown.field(t('region.share'))).toMatchObject({ checked: false }));
    expect(await ownAuthor(store)).not.toBe('');
  });

  it('says where a server is missing', async () => {
    await store.revise('profile', 'profile', { shortName: 'Администрация Сосновки' });
    open();
    await sees(t('region.preview'));
    await click(shown.field(t('region.share')));
    await sees(t('region.fault.no-server'));
  });
});

describe('the district’s browser', () => {
  it('keeps its password so that nobody reads it in the database', async () => {
    await keepRole(store, { servers: ['wss://a'], user: 'district-1', password: 'тайна района' });
    const stored = await store.read((database) => database.get('meta', 'district'));
    expect(JSON.stringify(stored)).not.toContain('тайна района');
    expect(await readRole(store)).toEqual({ servers: ['wss://a'], user: 'district-1', password: 'тайна района' });
    await keepRole(store, null);
    expect(await readRole(store)).toBeNull();
  });

  it('shows a thousand offices within reach of a search, with a chart that is read out', async () => {
    const own = { ...(await readOwnFigures(store, Date.now())), office: '' };
    const weeks = own.weeks.map((week) => ({ ...week, met: 1, short: 1, unknown: 1 }));
    const entries = Array.from({ length: 1000 }, (_, at) => ({
      login: `office_${at}`,
      at: Date.now(),
      content: { figures: { ...own, weeks } },
    }));
    const noop = (): void => {};
    const draw = (some: typeof entries): void => {
      shown = screen(
        <Offices
          t={t}
          language="ru"
          now={Date.now()}
          entries={some}
          readAt={Date.now()}
          isStale={false}
          onReload={noop}
          onExport={noop}
          onDisconnect={noop}
        />,
      );
    };
    draw(entries);
    await sees(t('region.found', { n: 200, of: 1000 }));
    const { week } = weeks.at(-1)!;
    expect(shown.text()).toContain(t('region.chartWeek', { week, met: 1000, short: 1000, unknown: 1000 }));
    shown.draw(null);
    draw(entries.slice(0, 3));
    expect((await axe.run(shown.root)).violations).toEqual([]);
  });
});
