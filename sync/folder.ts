/**
 * A folder of the File System Access API: a shared network folder, or one that a cloud's own program keeps the same on
 * several PCs. Chromium only. The browser may drop the leave to look there at any time; then a person is asked again.
 */
import type { Bytes } from '../office/bytes';
import { type Entry, type Remote, RemoteError, type RemoteFault } from './remote';

const FAULTS: Readonly<Record<string, RemoteFault>> = {
  NotAllowedError: 'permission',
  SecurityError: 'permission',
  NotFoundError: 'missing',
  QuotaExceededError: 'full',
  NoModificationAllowedError: 'locked',
  InvalidModificationError: 'forbidden',
  TypeMismatchError: 'strange',
  InvalidStateError: 'locked',
  NotReadableError: 'locked',
};

export class Folder implements Remote {
  constructor(private readonly handle: FileSystemDirectoryHandle) {}

  async list(): Promise<Entry[]> {
    return told('list', async () => {
      const entries: Entry[] = [];
      for await (const handle of this.handle.values()) {
        if (handle.kind === 'file') entries.push(await entryOf(handle));
      }
      return entries;
    });
  }

  async get(name: string): Promise<Bytes | null> {
    return told('get', async () => {
      const file = await absent(async () => (await this.handle.getFileHandle(name)).getFile());
      return file && new Uint8Array(await file.arrayBuffer());
    });
  }

  async put(name: string, bytes: Bytes): Promise<void> {
    return told('put', async () => {
      const file = await this.handle.getFileHandle(name, { create: true });
      const writable = await file.createWritable();
      await writable.write(bytes);
      await writable.close();
    });
  }

  async delete(name: string): Promise<void> {
    return told('delete', async () => {
      await absent(() => this.handle.removeEntry(name));
    });
  }
}

async function entryOf(handle: FileSystemFileHandle): Promise<Entry> {
  // Removed or held by another program while we look.
  const file = await absent(() => handle.getFile());
  return { name: handle.name, size: file?.size ?? null, mark: file && String(file.lastModified) };
}

/** null: there is no such file. */
async function absent<Value>(work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

async function told<Value>(deed: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    const fault = error instanceof DOMException ? FAULTS[error.name] : undefined;
    if (!fault) throw error;
    throw new RemoteError(fault, `${deed}: ${(error as DOMException).name}`, { cause: error });
  }
}
