// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compileImage, RULES, textKey } from '../../detection';
import { App } from '../../entrypoints/dashboard/app';
import { words } from '../../locales/words';
import type { PageView } from '../../messages';
import { readWords } from '../../storage/register';
import { saveComments } from '../../storage/sightings';
import { Store } from '../../storage/store';
import { click, type Screen, screen, type } from './screen';

// Whole flows over a database, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

const t = words('ru');
const until = <Value,>(look: () => Value | Promise<Value>): Promise<Value> => vi.waitFor(look, { timeout: 10_000 });
const sees = (part: string): Promise<void> => until(() => expect(shown.text()).toContain(part));

const compiled = compileImage(RULES);

let store: Store;
let shown: Screen;
let databases = 0;

const COMMENTS = [
  'Дармоеды сидят в конторе',
  'опять дармоед приехал с проверкой',
  'Группа «Дебил» сегодня поёт в клубе',
  'Хороший был концерт',
];

async function open(before?: () => Promise<unknown>): Promise<void> {
  location.hash = '#/words';
  databases += 1;
  store = new Store(() => {}, `words-${databases}`);
  const comments = COMMENTS.map((text, n) => ({
    id: `-1_${n}`,
    post: '-1_1',
    parent: null,
    permalink: null,
    author: { name: 'Житель', link: null, own: false },
    text,
    time: null,
    timeLabel: '',
  }));
  await saveComments(store, 'page', comments, 1000);
  await before?.();
  shown = screen(<App store={store} register={() => Promise.reject<PageView>(new Error('not here'))} />);
  await sees(t('words.list'));
}

const choose = (label: string, value: string): Promise<void> => {
  const field = shown.field(label) as unknown as HTMLSelectElement;
  return type(field as unknown as HTMLInputElement, value);
};
const kept = async () => [...(await readWords(store)).values()];

beforeEach(() => {
  // The file that the build puts beside the code.
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(compiled)));
});

afterEach(async () => {
  vi.unstubAllGlobals();
  shown.draw(null);
  await store.close();
});

describe('the words of the office', () => {
  it('are none at first, and an empty form says what it needs', async () => {
    await open();
    expect(shown.text()).toContain(t('words.empty'));
    await click(shown.button(t('words.save')));
    expect(shown.text()).toContain(t('words.fault.empty'));
    expect(await kept()).toEqual([]);
  });

  it('show what a word catches before it is added, then are kept', async () => {
    await open();
    await type(shown.field(t('words.text')), 'дармоед');
    await sees('Попадут 2 из 4 сохранённых комментариев. Сейчас не отмечены и станут отмеченными 2.');
    expect(shown.root.querySelector('mark')?.textContent).toMatch(/дармоед/i);
    await click(shown.button(t('words.save')));
    await sees(t('words.added', { text: 'дармоед' }));
    expect(await kept()).toEqual([{ use: 'mark', kind: 'insult', text: 'дармоед', forms: true, removed: false }]);
    expect(shown.field(t('words.text')).value).toBe('');
  });

  it('say that a word is there already, and that a veto is stronger', async () => {
    await open(() =>
      store.revise('word', 'w', { use: 'never', kind: 'any', text: 'Дармоед', forms: true, removed: false }),
    );
    await type(shown.field(t('words.text')), 'дармоед');
    await sees(t('words.other.never'));
    await choose(t('words.use'), 'never');
    await sees(t('words.fault.same'));
    await click(shown.button(t('words.save')));
    expect(await kept()).toHaveLength(1);
  });

  it('can be changed, removed and brought back', async () => {
    await open(() =>
      store.revise('word', 'w', { use: 'mark', kind: 'insult', text: 'дармоед', forms: true, removed: false }),
    );
    await click(shown.button(t('words.editOne', { text: 'дармоед' })));
    await type(shown.field(t('words.text')), 'тунеядец');
    await click(shown.button(t('words.saveChange')));
    await sees(t('words.changed', { text: 'тунеядец' }));
    await click(await until(() => shown.button(t('words.removeOne', { text: 'тунеядец' }))));
    await sees(t('words.empty'));
    await click(shown.button('Вернуть'));
    await sees(t('words.restored', { text: 'тунеядец' }));
    expect(await kept()).toMatchObject([{ text: 'тунеядец', removed: false }]);
  });

  it('learn from «не нарушение», after a look at what it changes', async () => {
    await open(() =>
      store.revise('exception', textKey('вы дебилы'), { dismissed: true }).then(() => seen('вы дебилы')),
    );
    await sees(t('words.learned'));
    await click(shown.button(t('words.teach', { text: 'дебилы' })));
    expect(await kept()).toEqual([]);
    await sees('Попадёт 1 из 5 сохранённых комментариев. Отметка исчезнет у 1.');
    await click(shown.button(t('words.save')));
    await sees(t('words.added', { text: 'дебилы' }));
    expect(await kept()).toMatchObject([{ use: 'never', kind: 'insult', text: 'дебилы' }]);
    await until(() => expect(shown.text()).not.toContain(t('words.learned')));
  });

  it('keep what is typed when it cannot be saved', async () => {
    await open();
    await type(shown.field(t('words.text')), 'дармоед');
    vi.spyOn(store, 'revise').mockRejectedValue(new Error('no room'));
    await click(shown.button(t('words.save')));
    await until(() => expect(shown.root.querySelector('[role="alert"]')).not.toBeNull());
    expect(shown.field(t('words.text')).value).toBe('дармоед');
  });

  it('are found among many, fifty at a time', async () => {
    const drafts = Array.from({ length: 120 }, (_, n) => ({
      kind: 'word',
      entity: `w${n}`,
      body: { use: 'mark', kind: 'insult', text: `слово ${n}`, forms: false, removed: false },
    }));
    await open(() => store.reviseAll(drafts));
    expect(shown.root.querySelectorAll('.word-row')).toHaveLength(50);
    await click(shown.button(t('words.more', { n: 50 })));
    expect(shown.root.querySelectorAll('.word-row')).toHaveLength(100);
    await type(shown.field(t('words.find')), 'слово 77');
    expect(shown.root.querySelectorAll('.word-row')).toHaveLength(1);
  });

  it('can be used by everybody', async () => {
    await open(() =>
      store.revise('word', 'w', { use: 'mark', kind: 'insult', text: 'дармоед', forms: true, removed: false }),
    );
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
  });
});

async function seen(text: string): Promise<void> {
  const author = { name: 'Житель', link: null, own: false };
  const comment = { id: '-1_99', post: '-1_1', parent: null, permalink: null, author, text, time: null, timeLabel: '' };
  await saveComments(store, 'page', [comment], 2000);
}
