// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import axe from 'axe-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../entrypoints/dashboard/app';
import { packs as packTexts } from '../../locales/packs';
import type { PageView } from '../../messages';
import { type Publisher, readPublisher } from '../../packs/composition';
import { keyPrint, keyText, readPack } from '../../packs/pack';
import { judgedFile, subscribed } from '../../packs/subscription';
import { addSubscription, readPacks, readSubscriptions, takeArrival } from '../../storage/packs';
import { readApproved, readClauses, readTemplates } from '../../storage/register';
import { Store } from '../../storage/store';
import { fileOf, publisher } from '../packs/samples';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const t = packTexts('ru');
const until = <Value,>(look: () => Value | Promise<Value>): Promise<Value> => vi.waitFor(look, { timeout: 10_000 });
const sees = (part: string): Promise<void> => until(() => expect(shown.text()).toContain(part));
const URL_OF = 'https://region.example/pack.json';

let by: Publisher;
let store: Store;
let shown: Screen;
let databases = 0;

beforeAll(async () => {
  by = await publisher();
});
beforeEach(() => {
  location.hash = '#/packs';
  databases += 1;
  store = new Store(() => {}, `packs-${databases}`);
});
afterEach(async () => {
  shown.draw(null);
  await store.close();
});

function open(): void {
  shown = screen(<App store={store} register={() => Promise.reject<PageView>(new Error('not here'))} />);
}

async function arrive(text: string): Promise<void> {
  const subscription = subscribed({ url: URL_OF, key: by.key, from: 'person' }, 1);
  await addSubscription(store, subscription);
  const arrival = { type: 'fresh', text, etag: null, modified: null } as const;
  await takeArrival(store, subscription.id, arrival, { now: 2, today: '2026-11-24' });
}

const fileWith = (text: string): File => Object.assign(new File([text], 'pack.json'), { text: async () => text });

/** Gives a file to the field, as choosing it does; jsdom's own files cannot be read. */
async function choose(label: string, text: string): Promise<void> {
  const field = shown.field(label);
  Object.defineProperty(field, 'files', { value: [fileWith(text)], configurable: true });
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('the section «Наборы региона»', () => {
  it('says what to do first, and what is wrong with an address and a key', async () => {
    open();
    await sees(t('packs.none'));
    await click(shown.button(t('packs.subscribeButton')));
    await sees(t('packs.urlFault'));
    await type(shown.field(t('packs.url')), URL_OF);
    await type(shown.field(t('packs.publisherKey')), 'ключ');
    await click(shown.button(t('packs.subscribeButton')));
    await sees(t('packs.keyFault'));
    expect((await axe.run(shown.root)).violations).toEqual([]);
  });

  it('shows what came and the note with it, and the reason of a refusal beside the issue that stays', async () => {
    await arrive(await fileOf(by));
    await arrive(await fileOf(by, { number: 2 }));
    open();
    await sees('Выпуск 3, действует до 31 декабря 2027');
    await sees('Проверьте ответы о снеге.');
    await sees('1 ответ, 1 пункт, 1 правило, 1 описание сайта, 1 памятная дата');
    await sees(`${t('packs.trouble.rollback')} ${t('packs.kept', { number: 3 })}`);
    expect((await axe.run(shown.root)).violations).toEqual([]);
  });

  it('takes replies over as drafts, and shows beside the pack’s what the office changed', async () => {
    await arrive(await fileOf(by));
    open();
    await sees(t('packs.take'));
    await click(shown.button(`${t('packs.take')}: Уборка снега`));
    await sees(t('packs.isTaken'));
    const [entity, history] = [...(await readTemplates(store))][0]!;
    expect(history.at(-1)?.body).toMatchObject({ status: 'draft', title: 'Уборка снега' });
    expect(shown.text()).not.toContain(t('packs.changedHint'));
    await store.revise('template', entity, { ...history[0]!.body, text: 'Здравствуйте, {имя}! Чистим по средам.' });
    open();
    await sees(t('packs.changedHint'));
    await until(() => expect(shown.root.querySelector('.difference ins')?.textContent).toContain('средам'));
    expect((await readPacks(store))[0]?.pack.templates[0]?.text).toContain('по очереди');
  });

  it('offers the region’s replies only where the office says so, and never one that the office retired', async () => {
    await arrive(await fileOf(by));
    open();
    await sees(t('packs.approve'));
    expect(await readApproved(store)).toEqual([]);
    await click(shown.field(t('packs.approve')));
    await until(async () => expect((await store.settings()).approvedPublishers).toEqual([keyText(by.key)]));
    const [offered] = await readApproved(store);
    expect(offered?.template.title).toBe('Уборка снега');
    await store.revise('template', offered!.id, { ...offered!.template, status: 'draft', text: 'Ещё думаем' });
    expect((await readApproved(store))[0]?.template.text).toContain('по очереди');
    await store.revise('template', offered!.id, { ...offered!.template, status: 'retired' });
    expect(await readApproved(store)).toEqual([]);
  });

  it('words a clause as the pack does until the office words its own', async () => {
    await arrive(await fileOf(by));
    const clause = async () => (await readClauses(store)).find(({ id }) => id === '8-insult')!;
    expect((await clause()).number).toBe('8.4');
    await store.revise('clause', '8-insult', { ...(await clause()), number: '12' });
    expect((await clause()).number).toBe('12');
    open();
    await sees(t('packs.changedHint'));
  });

  it('takes a file from somebody unknown only after the key was compared', async () => {
    open();
    await sees(t('packs.chooseFile'));
    const text = await fileOf(by);
    await choose(t('packs.chooseFile'), text);
    await sees(t('packs.newcomerAsk', { print: await keyPrint(by.key) }));
    expect(await readSubscriptions(store)).toEqual([]);
    await click(shown.button(t('packs.accept')));
    await sees(t('packs.fileTaken', { number: 3 }));
    await choose(t('packs.chooseFile'), await fileOf(by, { number: 1 }));
    await sees(t('packs.trouble.rollback'));
    await choose(t('packs.chooseFile'), await fileOf(await publisher(), { number: 4 }));
    await sees(t('packs.trouble.key'));
    await choose(t('packs.chooseFile'), text.replace('очереди', 'порядку'));
    await sees(t('packs.trouble.signature'));
    expect((await readPacks(store))[0]?.pack.number).toBe(3);
  });

  it('puts the publisher’s message on «Сегодня» until somebody has read it', async () => {
    location.hash = '#/today';
    await arrive(await fileOf(by));
    open();
    await sees('Проверьте ответы о снеге.');
    expect((await axe.run(shown.root)).violations).toEqual([]);
    const from = t('packs.noteFrom', { publisher: 'Администрация района', title: 'Набор района', number: 3 });
    await click(shown.button(`${t('packs.noteAway')}: ${from}`));
    await until(() => expect(shown.text()).not.toContain('Проверьте ответы о снеге.'));
  });

  it('asks before it unsubscribes', async () => {
    await arrive(await fileOf(by));
    open();
    await sees(t('packs.remove'));
    await click(shown.button(t('packs.remove')));
    await sees(t('packs.removeAsk', { name: 'Набор района' }));
    await click(shown.button(t('packs.remove')));
    await sees(t('packs.none'));
    expect(await readSubscriptions(store)).toEqual([]);
  });

  it('makes a key, signs a pack of what the office has, and offices take it', async () => {
    const files: Promise<string>[] = [];
    URL.createObjectURL = (content) => {
      const reader = new FileReader();
      files.push(
        new Promise((resolve) => {
          reader.onload = () => resolve(String(reader.result));
        }),
      );
      reader.readAsText(content as Blob);
      return 'blob:test';
    };
    HTMLAnchorElement.prototype.click = () => {};
    await store.revise('template', 'snow', { title: 'Снег', text: 'Чистим.', topics: [], status: 'approved' });
    open();
    await sees(t('packs.make'));
    await click(shown.button(t('packs.sign')));
    await sees(t('packs.needKey'));
    await click(shown.button(t('packs.makeKey')));
    await sees(t('packs.yourKey'));
    for (const [name, value] of [
      ['title', 'Набор'],
      ['publisher', 'Район'],
      ['id', 'rayon'],
      ['number', '7'],
      ['noteField', 'Семинар в среду.'],
    ] as const) {
      await type(shown.field(t(`packs.${name}`)), value);
    }
    await choose(t('packs.addFile'), '{"dates":[{"title":"День района","on":{"day":"06-15"}}]}');
    await sees(t('packs.added', { contents: '1 памятная дата' }));
    await click(shown.button(t('packs.sign')));
    await sees(t('packs.saved', { name: 'rayon-7.json' }));
    const [key, made] = (await Promise.all(files)) as [string, string];
    const read = await readPack(made);
    expect(read.ok && read.signed.pack).toMatchObject({
      number: 7,
      note: 'Семинар в среду.',
      templates: [{ title: 'Снег', text: 'Чистим.' }],
      dates: [{ title: 'День района' }],
    });
    const by = await readPublisher(key);
    const judged = await judgedFile({ key: by!.key, good: null }, made, { today: '2026-11-24' });
    expect(judged.ok).toBe(true);
  });

  it('checks a file without taking it', async () => {
    open();
    await sees(t('packs.checkFile'));
    await choose(t('packs.checkFile'), await fileOf(by));
    await sees(t('packs.checkGood'));
    await choose(t('packs.checkFile'), await fileOf(by, { expires: '2020-01-01' }));
    await sees(t('packs.trouble.expired'));
    expect(await readSubscriptions(store)).toEqual([]);
  });
});
