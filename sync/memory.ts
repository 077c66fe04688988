/** A remote in memory: behind the exchange by file, and in tests. */
import type { Bytes } from '../office/bytes';
import type { Entry, Remote } from './remote';

export class MemoryRemote implements Remote {
  readonly files: Map<string, Bytes>;

  constructor(files: Iterable<readonly [string, Bytes]> = []) {
    this.files = new Map(files);
  }

  async list(): Promise<Entry[]> {
    return [...this.files].map(([name, bytes]) => ({ name, size: bytes.length, mark: null }));
  }

  async get(name: string): Promise<Bytes | null> {
    return this.files.get(name) ?? null;
  }

  async put(name: string, bytes: Bytes): Promise<void> {
    this.files.set(name, bytes);
  }

  async delete(name: string): Promise<void> {
    this.files.delete(name);
  }
}
