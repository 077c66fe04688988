/** Where a browser that comes back by the recovery file gets the records of its office from. */
import type { RecoverySource } from '../../components/dashboard/office/recovering';
import type { SyncText } from '../../locales/sync';
import { openParcel, ParcelError } from '../../sync/file';
import { Folder } from '../../sync/folder';
import { MemoryRemote } from '../../sync/memory';
import type { Remote } from '../../sync/remote';
import { folderSetup, type Setup, webDavSetup } from '../../sync/setup';
import { WebDav } from '../../sync/webdav';
import { chosenFolder, nameOfPlace, reach } from './sync-acts';

export interface Found {
  remote?: Remote;
  /** A backup of this extension. */
  backup?: File;
  /** Makes a place of exchange of it. */
  setup?: () => Promise<Setup>;
}

/**
 * To be called in a click: the browser is asked for its leave at once.
 * @returns null when the person changed their mind
 */
export async function placeOfRecords(source: RecoverySource, t: SyncText): Promise<Found | { fault: string } | null> {
  switch (source.kind) {
    case 'here':
      return {};
    case 'disk': {
      const { access } = source;
      const reached = await reach(access, t);
      if ('fault' in reached) return reached;
      const { user, password } = access;
      const place = { url: reached.url.href, user, password };
      return { remote: new WebDav(place), setup: () => webDavSetup(place, nameOfPlace(reached.url), Date.now()) };
    }
    case 'folder': {
      const handle = await chosenFolder();
      return handle && { remote: new Folder(handle), setup: async () => folderSetup(handle, Date.now()) };
    }
    case 'file': {
      const { file } = source;
      if ((await file.slice(0, 1).text()) === '{') return { backup: file };
      try {
        return { remote: new MemoryRemote(openParcel(new Uint8Array(await file.arrayBuffer()))) };
      } catch (error) {
        if (error instanceof ParcelError) return { fault: t(`file.fault.${error.fault}`) };
        throw error;
      }
    }
  }
}
