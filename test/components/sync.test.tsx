// @vitest-environment jsdom
/** The section «Обмен» over real storage: the wizard, the browser's leave for a host and for a folder, files. */
import 'fake-indexeddb/auto';
import { Blob as NodeBlob } from 'node:buffer';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { App } from '../../entrypoints/dashboard/app';
import { sync } from '../../locales/sync';
import { exchangeWith } from '../../storage/exchange';
import { prepareOffice } from '../../storage/office';
import { readSetups, saveSetup } from '../../storage/remotes';
import { Store } from '../../storage/store';
import { Folder } from '../../sync/folder';
import { folderSetup, webDavSetup } from '../../sync/setup';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const t = sync('ru');
const until = <Value,>(look: () => Value | Promise<Value>): Promise<Value> => vi.waitFor(look, { timeout: 10_000 });
const EMPTY = '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/selo/</d:href></d:response></d:multistatus>';

let store: Store;
let shown: Screen;
let databases = 0;

async function open(before?: () => Promise<unknown>): Promise<void> {
  location.hash = '#/sync';
  databases += 1;
  store = new Store(() => {}, `sync-${databases}`);
  await (await prepareOffice(store, { name: 'Петрова Анна', post: '' }, [])).commit();
  await before?.();
  shown = screen(<App store={store} register={() => Promise.reject(new Error('not here'))} />);
  await sees(t('sync.lead'));
}
const sees = (words: string): Promise<void> => until(() => expect(shown.text()).toContain(words.replace(/\s+/g, ' ')));
const press = async (name: string): Promise<void> => click(await until(() => shown.button(name)));
const fill = async (label: string, value: string): Promise<void> => type(await until(() => shown.field(label)), value);

/** What the browser answers when it is asked for its leave; tells for what it was asked. */
function leave(answer: boolean): string[] {
  const asked: string[] = [];
  vi.spyOn(browser.permissions, 'request').mockImplementation(async ({ origins = [] }) => {
    asked.push(...origins);
    return answer;
  });
  return asked;
}

/** A server that answers every request so. */
function server(status: number, body = ''): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string | URL, { method }: RequestInit) => {
    asked.push(`${method} ${url}`);
    return new Response(body, { status, headers: { 'content-type': 'application/xml' } });
  });
  return asked;
}

async function fillDisk(address: string): Promise<void> {
  await press(t('wizard.chooseWebdav'));
  await type(await until(() => shown.field(t('wizard.service'))), 'own');
  await fill(t('wizard.address'), address);
  await fill(t('wizard.user'), 'selo');
  await fill(t('wizard.password'), 'пароль приложения');
}

afterEach(async () => {
  shown.draw(null);
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await store.close();
});

describe('the wizard', () => {
  it('says beforehand what works where, and that a folder is nothing for Firefox', async () => {
    await open();
    const rows = [...shown.root.querySelectorAll('.wizard tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map(({ textContent }) => textContent),
    );
    expect(rows).toEqual([
      [t('wizard.yes'), t('wizard.yes')],
      [t('wizard.yes'), t('wizard.no')],
      [t('wizard.yes'), t('wizard.yes')],
      [t('wizard.byHand'), t('wizard.byHand')],
    ]);
    await sees(t('wizard.mixed'));
    // This browser has no folders, as Firefox has none.
    expect(shown.button(t('wizard.chooseFolder')).disabled).toBe(true);
    await sees(t('wizard.folderUnable'));
  });

  it('asks the browser for that one host in the click, tries the folder and keeps it', async () => {
    const [asked, sent] = [leave(true), server(207, EMPTY)];
    await open();
    await fillDisk('192.168.1.20:8080/selo');
    await sees(t('wizard.http'));
    await press(t('wizard.connect'));
    await sees('192.168.1.20:8080');
    await until(async () => expect(await readSetups(store)).toHaveLength(1));
    expect(asked).toEqual(['http://192.168.1.20/*']);
    expect(sent[0]).toBe('PROPFIND http://192.168.1.20:8080/selo/');
    const [setup] = await readSetups(store);
    expect(setup).toMatchObject({ kind: 'webdav', url: 'http://192.168.1.20:8080/selo/', user: 'selo', paused: false });
    expect(JSON.stringify(setup)).not.toContain('пароль');
  });

  it('connects nothing when the browser’s leave is refused, and says what to do', async () => {
    const sent = server(207, EMPTY);
    leave(false);
    await open();
    await fillDisk('webdav.yandex.ru/selo');
    await press(t('wizard.connect'));
    await sees(t('wizard.refused', { host: 'webdav.yandex.ru' }));
    expect(sent).toEqual([]);
    expect(await readSetups(store)).toEqual([]);
  });

  it.each([
    [401, 'password'],
    [403, 'forbidden'],
    [404, 'missing'],
    [507, 'full'],
    [200, 'strange'],
  ] as const)('tells in plain words why %i is no disk', async (status, fault) => {
    leave(true);
    server(status, status === 200 ? '<html>Вход</html>' : '');
    await open();
    await fillDisk('webdav.yandex.ru/selo');
    await press(t('wizard.connect'));
    await sees(t(`sync.problem.${fault}`));
    expect(await readSetups(store)).toEqual([]);
  });

  it('warns of a server outside Russia, refuses an open one there, and names what is no address', async () => {
    await open();
    await fillDisk('dav.example.com/selo');
    await sees(t('wizard.abroad'));
    expect(shown.button(t('wizard.connect')).disabled).toBe(true);
    await click(shown.field(t('wizard.abroadAccept')));
    expect(shown.button(t('wizard.connect')).disabled).toBe(false);
    await fill(t('wizard.address'), 'http://dav.example.com/selo');
    await sees(t('wizard.httpAbroad'));
    expect(shown.button(t('wizard.connect')).disabled).toBe(true);
    await fill(t('wizard.address'), 'две папки');
    await press(t('wizard.connect'));
    await sees(t('wizard.addressFault'));
  });
});

/** As much of a folder as the exchange uses, whose leave the browser has dropped. */
function folder() {
  const files = new Map<string, Uint8Array>();
  let isAllowed = false;
  const allowed = (): void => {
    if (!isAllowed) throw new DOMException('dropped', 'NotAllowedError');
  };
  const requestPermission = vi.fn(async () => {
    isAllowed = true;
    return 'granted';
  });
  const handle = {
    name: 'Обмен',
    requestPermission,
    async *values() {
      allowed();
      for (const [name, bytes] of files) {
        const file = { size: bytes.length, lastModified: 0, arrayBuffer: async () => bytes.slice().buffer };
        yield { kind: 'file', name, getFile: async () => file };
      }
    },
    async getFileHandle(name: string) {
      allowed();
      return {
        getFile: async () => ({ arrayBuffer: async () => (files.get(name) ?? new Uint8Array()).slice().buffer }),
        createWritable: async () => ({
          write: async (bytes: Uint8Array) => void files.set(name, bytes.slice()),
          close: async () => {},
        }),
      };
    },
    async removeEntry(name: string) {
      allowed();
      files.delete(name);
    },
  };
  return { handle: handle as unknown as FileSystemDirectoryHandle, files, requestPermission };
}

describe('a folder', () => {
  it('whose leave the browser has dropped is asked for again by a button, in the click', async () => {
    // jsdom's blobs have no streams.
    vi.stubGlobal('Blob', NodeBlob);
    const { handle, requestPermission } = folder();
    const meet = async () => {
      const [setup] = await readSetups(store);
      return exchangeWith(store, setup!, Date.now(), new Folder(handle));
    };
    await open(async () => {
      await saveSetup(store, folderSetup({ name: 'Обмен' } as FileSystemDirectoryHandle, Date.now()));
      expect((await meet()).faults.map(({ fault }) => fault)).toEqual(['permission']);
    });
    // The database of the test keeps no methods of a stand-in, so every object is given this one.
    Object.defineProperty(Object.prototype, 'requestPermission', { value: requestPermission, configurable: true });
    try {
      await sees(t('sync.problem.permission'));
      await press(t('sync.allow'));
      await until(() => expect(requestPermission).toHaveBeenCalledWith({ mode: 'readwrite' }));
    } finally {
      Reflect.deleteProperty(Object.prototype, 'requestPermission');
    }
    const { faults, sent } = await meet();
    expect(faults).toEqual([]);
    expect(sent).toBeGreaterThan(0);
  });
});

describe('a place that is there', () => {
  const connected = async (): Promise<void> => {
    const access = { url: 'https://webdav.yandex.ru/selo/', user: 'selo', password: 'п' };
    await saveSetup(store, await webDavSetup(access, 'selo', Date.now()));
  };

  it('is paused, gone on with, and disconnected after a question; the leave for its host goes too', async () => {
    const removed = vi.spyOn(browser.permissions, 'remove').mockResolvedValue(true);
    await open(connected);
    await press(t('sync.pause'));
    await sees(t('sync.state.paused'));
    await press(t('sync.resume'));
    await sees(t('sync.resumed', { name: 'selo' }));
    await press(t('sync.remove'));
    await sees(t('sync.removeAsk', { name: 'selo' }));
    await press(t('sync.remove'));
    await until(async () => expect(await readSetups(store)).toEqual([]));
    await until(() => expect(removed).toHaveBeenCalledWith({ origins: ['https://webdav.yandex.ru/*'] }));
  });

  it('takes another password once the server takes it', async () => {
    leave(true);
    server(401);
    await open(connected);
    const before = (await readSetups(store))[0];
    await press(t('sync.change'));
    await fill(t('wizard.password'), 'новый');
    await press(t('wizard.save'));
    await sees(t('sync.problem.password'));
    expect((await readSetups(store))[0]).toEqual(before);
    server(207, EMPTY);
    await press(t('wizard.save'));
    await until(async () => expect((await readSetups(store))[0]).not.toEqual(before));
  });

  it('has no fault that axe knows of, the wizard neither', async () => {
    await open(connected);
    await press(t('wizard.more'));
    await sees(t('wizard.title'));
    const { violations } = await axe.run(shown.root, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
