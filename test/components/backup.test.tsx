// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob, File } from 'node:buffer';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../entrypoints/dashboard/app';
import { backup } from '../../locales/backup';
import { dashboard } from '../../locales/dashboard';
import type { PageView } from '../../messages';
import { MIGRATIONS } from '../../storage/migrations';
import { Store } from '../../storage/store';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const t = dashboard('ru');
const b = backup('ru');
const WORDS = 'ставень каток овёс гармонь';
const DAY = 24 * 3_600_000;

let stores: Store[] = [];
let shown: Screen;
let databases = 0;
let saved: Blob[] = [];
const sees = (words: string): Promise<void> =>
  vi.waitFor(() => expect(shown.text()).toContain(words), { timeout: 10_000 });

const freshName = (): string => {
  databases += 1;
  return `backup-${databases}`;
};

function opened(store: Store): Store {
  stores.push(store);
  return store;
}

function open(place: string, store: Store): void {
  location.hash = `#/${place}`;
  shown?.draw(null);
  shown = screen(<App store={store} register={() => Promise.reject<PageView>(new Error('not here'))} />);
}

async function chooseFile(label: string, file: File): Promise<void> {
  const input = shown.field(label);
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  await type(input, '');
}

beforeEach(() => {
  saved = [];
  // jsdom's own has neither streams nor addresses.
  vi.stubGlobal('Blob', Blob);
  URL.createObjectURL = (content) => {
    saved.push(content as unknown as Blob);
    return 'blob:saved';
  };
  URL.revokeObjectURL = () => undefined;
  HTMLAnchorElement.prototype.click = () => undefined;
});

afterEach(async () => {
  shown?.draw(null);
  await Promise.all(stores.map((store) => store.close()));
  stores = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the copy outside this PC', () => {
  it('is made, ticked off, restored in a clean browser, and asked for again a week later', async () => {
    const name = freshName();
    const store = opened(new Store(() => {}, name));
    await store.revise('template', 't1', { title: 'Снег', text: 'Чистим.', topics: [], status: 'draft' });
    open('today', store);
    await sees(b('backup.task.never'));
    await sees(b('backup.status.never'));

    open('data', store);
    await sees(b('backup.state.never'));
    // Words are asked for twice, and short ones are refused.
    const [copyWords] = shown.root.querySelectorAll<HTMLInputElement>('section[aria-labelledby=backup] input');
    await type(copyWords!, 'коротко');
    await click(shown.button(b('backup.save')));
    expect(shown.text()).toContain(b('backup.short'));
    await type(copyWords!, WORDS);
    await type(shown.field(b('backup.repeat')), WORDS);
    await click(shown.button(b('backup.save')));
    await sees(b('backup.state.here'));
    expect(saved).toHaveLength(1);

    await click(shown.button(b('backup.moved')));
    await sees(b('backup.state.fresh', { age: b('backup.ageToday') }));
    await sees(b('backup.status.kept', { age: b('backup.ageToday') }));
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

    const clean = opened(new Store(() => {}, freshName()));
    open('data', clean);
    await sees(b('backup.restore'));
    await chooseFile(b('backup.file'), new File(saved as unknown as string[], 'x.smotritel-copy'));
    const restoreWords = shown.root.querySelector<HTMLInputElement>(
      'section[aria-labelledby=restore] [type=password]',
    )!;
    await type(restoreWords, 'совсем не те слова');
    await click(shown.button(b('backup.restoreButton')));
    await sees(t('data.fault.backup-passphrase'));
    await type(restoreWords, WORDS);
    await click(shown.button(b('backup.restoreButton')));
    await sees('Восстановлено. Новых записей: 1');
    expect((await clean.history('t1')).length).toBe(1);

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 8 * DAY });
    open('today', store);
    await sees(b('backup.task.old', { age: b('backup.age', { n: 8 }) }));
    await sees(b('backup.status.kept', { age: b('backup.age', { n: 8 }) }));
  });

  it('is not asked for while there is nothing to lose', async () => {
    open('today', opened(new Store(() => {}, freshName())));
    await sees(t('today.tasks'));
    expect(shown.text()).not.toContain(b('backup.task.never'));
    expect(shown.text()).not.toContain(b('backup.status.never'));
  });
});

describe('data that cannot be opened', () => {
  it('are set aside after two clicks, and taken back in «Данные» once they open', async () => {
    const name = freshName();
    const before = new Store(() => {}, name);
    await before.revise('template', 't1', { title: 'Снег', text: 'Чистим.', topics: [], status: 'draft' });
    await before.close();
    let isBroken = true;
    const store = opened(
      new Store(() => {}, name, [
        ...MIGRATIONS,
        () => {
          if (isBroken) throw new Error('fails');
        },
      ]),
    );
    open('data', store);
    await sees(b('broken.title'));
    expect(shown.text()).not.toContain(b('broken.asideLead'));
    await click(shown.button(b('broken.aside')));
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    isBroken = false;
    await click(shown.button(b('broken.sure')));
    await sees(b('shelved.title', { n: 1 }));
    expect(await store.history('t1')).toEqual([]);
    await click(shown.button(b('shelved.try', { name })));
    await sees('Восстановлено. Новых записей: 1');
    expect((await store.history('t1')).length).toBe(1);
  });
});
