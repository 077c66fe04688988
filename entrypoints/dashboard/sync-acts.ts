/** What a person does in the section «Обмен». */
import browser from 'webextension-polyfill';
import type { Access } from '../../components/dashboard/sync/access';
import type { RemoteView } from '../../components/dashboard/sync/model';
import type { SyncText } from '../../locales/sync';
import { exportParcel, importParcel } from '../../storage/exchange';
import { readSetups, removeSetup, saveSetup } from '../../storage/remotes';
import type { Store } from '../../storage/store';
import { ParcelError } from '../../sync/file';
import { Folder } from '../../sync/folder';
import { NatsRemote } from '../../sync/nats';
import { originPattern, readAddress, readServers } from '../../sync/place';
import { type Remote, RemoteError } from '../../sync/remote';
import { folderSetup, hide, natsSetup, type Setup, webDavSetup } from '../../sync/setup';
import { WebDav } from '../../sync/webdav';
import { download } from './download';
import type { Office } from './state';

export interface Said {
  tone: 'good' | 'bad';
  text: string;
}
type Connected = { id: string; name: string } | { fault: string };

/** The part of the File System Access API that Chromium alone has, and so the compiler's library does not. */
declare global {
  interface Window {
    showDirectoryPicker(options: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
  }
  interface FileSystemHandle {
    requestPermission(options: { mode: 'readwrite' }): Promise<PermissionState>;
  }
}

/** Does what brings records in from elsewhere: all that is shown is read anew, and what came of it is said. */
export async function takeIn(office: Office, work: () => Promise<Said>): Promise<void> {
  const told: Said[] = [];
  await office.run(async () => {
    const said = await work();
    told.push(said);
    return said.text;
  });
  for (const said of told) if (said.tone === 'bad') office.say(said);
}

/** Files of the exchange, and of it alone. */
const EXTENSION = 'smotritel';

/** Asks the browser for its leave first, which it grants in a click alone. @throws StorageError */
export async function connectWebDav(store: Store, access: Access, t: SyncText): Promise<Connected> {
  const checked = await reach(access, t);
  if ('fault' in checked) return checked;
  const { url } = checked;
  const name = nameOfPlace(url);
  const setup = await webDavSetup({ ...access, url: url.href }, name, Date.now());
  await saveSetup(store, setup);
  return { id: setup.id, name };
}

/** The folder's own name, or the server's. */
export function nameOfPlace(url: URL): string {
  return decodeURIComponent(url.pathname.split('/').findLast(Boolean) ?? url.host);
}

/** A log server is reached by a WebSocket, for which browsers ask no leave. @throws StorageError */
export async function connectNats(store: Store, access: Access, t: SyncText): Promise<Connected> {
  const checked = await reachNats(access, t);
  if ('fault' in checked) return checked;
  const setup = await natsSetup(
    { ...access, servers: checked.servers },
    new URL(checked.servers[0] ?? '').host,
    Date.now(),
  );
  await saveSetup(store, setup);
  return { id: setup.id, name: setup.name };
}

async function reachNats(
  { address, user, password }: Access,
  t: SyncText,
): Promise<{ servers: string[] } | { fault: string }> {
  const servers = readServers(address)?.map(({ href }) => href);
  if (!servers) return { fault: t('wizard.serversFault') };
  const remote = new NatsRemote({ servers, user, password });
  const fault = await tried(remote, t).finally(() => remote.close());
  return fault ? { fault } : { servers };
}

/** @returns what is wrong, or nothing. @throws StorageError */
export async function changeAccess(
  store: Store,
  { id, kind }: RemoteView,
  access: Access,
  t: SyncText,
): Promise<string> {
  if (kind === 'nats') return changeNats(store, id, access, t);
  const checked = await reach(access, t);
  if ('fault' in checked) return checked.fault;
  const setup = (await readSetups(store)).find((one) => one.id === id);
  if (setup?.kind !== 'webdav') return '';
  const { href } = checked.url;
  const secret = await hide(access.password);
  // Another folder knows nothing of what lay in the former one.
  const notes = href === setup.url ? setup.notes : null;
  await saveSetup(store, {
    ...setup,
    url: href,
    user: access.user,
    secret,
    notes,
    isNew: setup.isNew || notes === null,
  });
  return '';
}

async function changeNats(store: Store, id: string, access: Access, t: SyncText): Promise<string> {
  const checked = await reachNats(access, t);
  if ('fault' in checked) return checked.fault;
  const setup = (await readSetups(store)).find((one) => one.id === id);
  if (setup?.kind !== 'nats') return '';
  await saveSetup(store, {
    ...setup,
    servers: checked.servers,
    user: access.user,
    secret: await hide(access.password),
  });
  return '';
}

/** Whether the folder can be listed with this login; asks the browser for its leave, so only in a click. */
export async function reach(
  { address, user, password }: Access,
  t: SyncText,
): Promise<{ url: URL } | { fault: string }> {
  const url = readAddress(address);
  if (!url) return { fault: t('wizard.addressFault') };
  if (!(await browser.permissions.request({ origins: [originPattern(url)] }))) {
    return { fault: t('wizard.refused', { host: url.host }) };
  }
  const fault = await tried(new WebDav({ url: url.href, user, password }), t);
  return fault ? { fault } : { url };
}

/** @returns what is wrong, or nothing */
async function tried(remote: Remote, t: SyncText): Promise<string> {
  try {
    await remote.list();
    return '';
  } catch (error) {
    if (error instanceof RemoteError) return t(`sync.problem.${error.fault}`);
    throw error;
  }
}

/** @returns null when the person changed their mind. @throws StorageError */
export async function connectFolder(store: Store, t: SyncText): Promise<Connected | null> {
  const handle = await chosenFolder();
  if (!handle) return null;
  const fault = await tried(new Folder(handle), t);
  if (fault) return { fault };
  const setup = folderSetup(handle, Date.now());
  await saveSetup(store, setup);
  return { id: setup.id, name: setup.name };
}

/** null: the person changed their mind. */
export async function chosenFolder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await window.showDirectoryPicker({ id: 'smotritel', mode: 'readwrite' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

/** Asks for the folder again, in a click; a refusal is told by the next exchange. @throws StorageError */
export async function allowFolder(store: Store, { id }: RemoteView): Promise<void> {
  const setup = (await readSetups(store)).find((one) => one.id === id);
  if (setup?.kind === 'folder') await setup.handle.requestPermission({ mode: 'readwrite' });
}

export async function pause(store: Store, { id, name }: RemoteView, paused: boolean, t: SyncText): Promise<Said> {
  const setup = (await readSetups(store)).find((one): one is Setup => one.id === id);
  if (setup) await saveSetup(store, { ...setup, paused });
  return { tone: 'good', text: t(paused ? 'sync.paused' : 'sync.resumed', { name }) };
}

/** The leave for its host goes with it, unless another place is there too. */
export async function remove(store: Store, { id, name, kind, address }: RemoteView, t: SyncText): Promise<Said> {
  await removeSetup(store, id);
  const left = (await readSetups(store)).flatMap((setup) =>
    setup.kind === 'webdav' ? [new URL(setup.url).hostname] : [],
  );
  if (kind === 'webdav' && address !== null && !left.includes(new URL(address).hostname)) {
    await browser.permissions.remove({ origins: [originPattern(new URL(address))] });
  }
  return { tone: 'good', text: t('sync.removed', { name }) };
}

export async function exportFile(store: Store, what: 'all' | 'new', t: SyncText): Promise<Said> {
  const now = new Date();
  const bytes = await exportParcel(store, what, now.getTime());
  if (!bytes) return { tone: 'good', text: t('file.nothingNew') };
  const stamp = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`;
  const name = `smotritel-${what}-${stamp}.${EXTENSION}`;
  download(new Blob([bytes], { type: 'application/octet-stream' }), name);
  return { tone: 'good', text: t('file.saved', { name }) };
}

export async function importFile(store: Store, file: File, t: SyncText): Promise<Said> {
  try {
    const { received, evidence, aside } = await importParcel(
      store,
      new Uint8Array(await file.arrayBuffer()),
      Date.now(),
    );
    if (aside.length > 0) return { tone: 'bad', text: t('file.takenAside', { n: aside.length }) };
    const n = received + evidence.received;
    return { tone: 'good', text: n > 0 ? t('file.taken', { n }) : t('file.takenNothing') };
  } catch (error) {
    if (error instanceof ParcelError) return { tone: 'bad', text: t(`file.fault.${error.fault}`) };
    throw error;
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
