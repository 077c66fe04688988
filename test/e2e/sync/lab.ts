/** What the tests of the exchange do inside an extension's page, besides what they click: found, join, write. */
import { saveDraft } from '../../../entrypoints/dashboard/office';
import { fromBase64, toBase64 } from '../../../office/bytes';
import { challenge, invite, readInvitation } from '../../../office/joining';
import { sha256 } from '../../../office/record';
import { exchangeWith } from '../../../storage/exchange';
import {
  admitNewcomer,
  answerDigits,
  askToJoin,
  enter,
  keepInvitation,
  readPending,
  takeRequest,
} from '../../../storage/joining';
import { insideOf, prepareOffice } from '../../../storage/office';
import { readSetups, removeSetup, saveSetup } from '../../../storage/remotes';
import { Store } from '../../../storage/store';
import { Folder } from '../../../sync/folder';
import { folderSetup } from '../../../sync/setup';

const store = new Store();

const lab = {
  async found(name: string): Promise<void> {
    const founding = await prepareOffice(store, { name, post: '' }, []);
    await founding.commit();
  },

  async invite(): Promise<string> {
    const { self } = await insideOf(store);
    const invitation = invite(self.office, 'Сосновка', null, Date.now());
    await keepInvitation(store, invitation, Date.now());
    return JSON.stringify(invitation);
  },

  async request(invitation: string, name: string): Promise<string> {
    return toBase64(await askToJoin(store, readInvitation(invitation, Date.now()), name, ''));
  },

  /** @returns the digits to be read out */
  async take(letter: string): Promise<string> {
    const sent = await takeRequest(store, fromBase64(letter), challenge(), Date.now());
    return sent.challenge!;
  },

  async say(digits: string): Promise<string> {
    return answerDigits((await readPending(store))!, digits);
  },

  async admit(letter: string, said: string): Promise<string> {
    const sent = await takeRequest(store, fromBase64(letter), '', Date.now());
    return toBase64(await admitNewcomer(store, sent, said, ['author'], Date.now()));
  },

  async enter(answer: string): Promise<void> {
    await enter(store, fromBase64(answer));
  },

  /** Writes a text; approved at once if so asked. */
  async write(entity: string, title: string, approve: boolean): Promise<void> {
    const body = { title, text: `${title}: заявка принята.`, topics: [], status: 'draft' as const };
    const parents = (await store.history(entity)).map(({ id }) => id).slice(-1);
    await saveDraft(store, entity, { parents, body }, approve);
  },

  async state(): Promise<{ hash: string; count: number; titles: string[] }> {
    const ids = await store.read((database) => database.getAllKeys('revisions'));
    const titles = (await store.revisions('template')).map(({ body }) => (body as { title: string }).title);
    return { hash: await sha256(ids.sort().join()), count: ids.length, titles: [...new Set(titles)].sort() };
  },

  /** The browser's own file system behind the same API as a shared folder's. */
  async folder(): Promise<{ read: boolean; names: string[]; sent: number; waiting: number; gone: string[] }> {
    const root = await navigator.storage.getDirectory();
    const handle = await root.getDirectoryHandle('Обмен', { create: true });
    const folder = new Folder(handle);
    const bytes = crypto.getRandomValues(new Uint8Array(1000));
    await folder.put('чужой.bin', bytes);
    const back = await folder.get('чужой.bin');
    const read = (await folder.get('нет.bin')) === null && String(back) === String(bytes);
    await folder.delete('чужой.bin');
    await folder.delete('чужой.bin');
    const setup = folderSetup(handle, Date.now());
    await saveSetup(store, setup);
    const { sent, waiting } = await exchangeWith(store, setup, Date.now());
    const names = (await folder.list()).map(({ name }) => name);
    await root.removeEntry('Обмен', { recursive: true });
    const { faults } = await exchangeWith(store, setup, Date.now());
    await removeSetup(store, setup.id);
    return { read, names, sent, waiting, gone: faults.map(({ fault }) => fault) };
  },

  /** Every place of exchange is taken away; what lies there stays. */
  async leaveAll(): Promise<void> {
    for (const { id } of await readSetups(store)) await removeSetup(store, id);
  },

  async outcomes(): Promise<unknown[]> {
    return (await readSetups(store)).map(({ last }) => last);
  },
};

export type SyncLab = typeof lab;
Object.assign(globalThis, { syncLab: lab });
