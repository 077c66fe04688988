/** Packs as the background keeps them: by the office's word, by the policy, by the alarm. */
import 'fake-indexeddb/auto';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing';
import { Office } from '../../entrypoints/background/office';
import { Packs } from '../../entrypoints/background/packs';
import type { Publisher } from '../../packs/composition';
import { keyText } from '../../packs/pack';
import {
  followOffice,
  putNoteAway,
  readNotes,
  readPacks,
  readSubscriptions,
  shareSubscription,
} from '../../storage/packs';
import { readTemplates } from '../../storage/register';
import type { Store } from '../../storage/store';
import { fileOf, publisher } from '../packs/samples';
import { openStore } from '../storage/fixtures';

const URL_OF = 'https://region.example/pack.json';
const until = <Value>(look: () => Value | Promise<Value>): Promise<Value> => vi.waitFor(look, { timeout: 5000 });

let by: Publisher;
let store: Store;
let policy: unknown;
let file: { text: string; etag: string };
/** What the server was asked with, and answered. */
let asked: { known: string | null; status: number }[];
let mayAsk: boolean;

beforeAll(async () => {
  by = await publisher();
});
beforeEach(async () => {
  fakeBrowser.reset();
  store = openStore();
  policy = {};
  asked = [];
  mayAsk = true;
  file = { text: await fileOf(by), etag: '"3"' };
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => mayAsk);
  vi.spyOn(browser.storage.managed, 'get').mockImplementation(async () => policy as never);
  vi.spyOn(browser.tabs, 'query').mockImplementation(async () => []);
  vi.stubGlobal('fetch', async (_url: string, init?: RequestInit) => {
    const known = new Headers(init?.headers).get('If-None-Match');
    const status = known === file.etag ? 304 : 200;
    asked.push({ known, status });
    return new Response(status === 304 ? null : file.text, { status, headers: { ETag: file.etag } });
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await store.close();
});

function background(): Office {
  const office = new Office(store, async () => {
    throw new Error('nothing is judged here');
  });
  new Packs(store, office).listen();
  return office;
}
const start = () => fakeBrowser.runtime.onStartup.trigger();
const alarm = () => fakeBrowser.alarms.onAlarm.trigger({ name: 'smotritel-packs', scheduledTime: 0 });
const number = async (): Promise<number | undefined> => (await readPacks(store))[0]?.pack.number;
const trouble = async (): Promise<string | undefined> => (await readSubscriptions(store))[0]?.trouble?.why;

describe('a subscription of the office', () => {
  it('reaches a browser with the records, is fetched there, and ends in all when it ends in one', async () => {
    const office = background();
    await shareSubscription(store, URL_OF, by.key, false);
    office.changed(['revisions']);
    await until(async () => expect(await number()).toBe(3));
    expect((await readSubscriptions(store))[0]).toMatchObject({ from: 'office', url: URL_OF });
    await shareSubscription(store, URL_OF, by.key, true);
    office.changed(['revisions']);
    await until(async () => expect(await readSubscriptions(store)).toEqual([]));
  });

  it('with another key begins anew: what the former publisher signed counts no more', async () => {
    await shareSubscription(store, URL_OF, by.key, false);
    expect(await followOffice(store, 1)).toBe(true);
    expect(await followOffice(store, 1)).toBe(false);
    const other = await publisher();
    await shareSubscription(store, URL_OF, other.key, false);
    expect(await followOffice(store, 2)).toBe(true);
    expect((await readSubscriptions(store)).map(({ key, good }) => [key, good])).toEqual([[other.key, null]]);
  });
});

describe('the alarm', () => {
  it('asks with what is known, takes a later issue, keeps the good one from each bad one and says why', async () => {
    background();
    await shareSubscription(store, URL_OF, by.key, false);
    await start();
    await until(async () => expect(await number()).toBe(3));
    expect(await browser.alarms.get('smotritel-packs')).toMatchObject({ periodInMinutes: 360 });
    await alarm();
    await until(() => expect(asked.at(-1)).toEqual({ known: '"3"', status: 304 }));
    const bad = [
      ['rollback', await fileOf(by, { number: 2 })],
      ['expired', await fileOf(by, { number: 5, expires: '2020-01-01' })],
      ['key', await fileOf(await publisher(), { number: 5 })],
      ['signature', (await fileOf(by, { number: 5 })).replace('очереди', 'порядку')],
      ['not-json', '<html>'],
    ] as const;
    for (const [why, text] of bad) {
      file = { text, etag: `"${why}"` };
      await alarm();
      await until(async () => expect(await trouble()).toBe(why));
      expect(await number()).toBe(3);
      expect(asked.at(-1)?.known).toBe('"3"');
    }
    file = { text: await fileOf(by, { number: 6 }), etag: '"6"' };
    await alarm();
    await until(async () => expect(await number()).toBe(6));
    expect(await trouble()).toBeUndefined();
  });

  it('asks nobody without the browser’s leave, and says so', async () => {
    mayAsk = false;
    background();
    await shareSubscription(store, URL_OF, by.key, false);
    await start();
    await until(async () => expect(await trouble()).toBe('permission'));
    expect(asked).toEqual([]);
  });
});

describe('the policy', () => {
  it('subscribes and unsubscribes, and takes no reply for approved that the office did not', async () => {
    background();
    policy = { packs: [{ url: URL_OF, key: keyText(by.key) }] };
    await start();
    await until(async () => expect(await number()).toBe(3));
    expect((await readSubscriptions(store))[0]?.from).toBe('policy');
    expect((await store.settings()).approvedPublishers).toEqual([]);
    expect(await readTemplates(store)).toEqual(new Map());
    policy = {};
    await start();
    await until(async () => expect(await readSubscriptions(store)).toEqual([]));
  });
});

it('a publisher’s message is shown until it was read, and a later one anew', async () => {
  background();
  await shareSubscription(store, URL_OF, by.key, false);
  await start();
  await until(async () => expect(await number()).toBe(3));
  const [note] = await readNotes(store);
  expect(note).toMatchObject({ text: 'Проверьте ответы о снеге.', number: 3, publisher: 'Администрация района' });
  await putNoteAway(store, note!.id);
  expect(await readNotes(store)).toEqual([]);
  file = { text: await fileOf(by, { number: 4, note: 'Семинар 3 декабря.' }), etag: '"4"' };
  await alarm();
  await until(async () => expect((await readNotes(store)).map(({ text }) => text)).toEqual(['Семинар 3 декабря.']));
});
