/** This browser's records, signatures and evidence as the exchange sees them. */
import * as z from 'zod/mini';
import { type Bytes, fromUtf8, utf8 } from '../office/bytes';
import { EVIDENCE, EvidenceNote, openEvidence, Parcel } from '../office/evidence';
import type { OfficeRecord } from '../office/record';
import type { Attachments, Ledger } from '../sync/ledger';
import { Seal } from '../sync/segment';
import { listEvidence, obeyErasures, packEvidence, unpackEvidence } from './evidence';
import { highestNumbers, takeNewWriter } from './records';
import type { Store } from './store';

/** Signatures over a run of another author's records. */
export const StoredSeal = z.object({ version: z.literal(1), author: z.string(), ...Seal.shape });
export type StoredSeal = z.infer<typeof StoredSeal>;

export class StoredLedger implements Ledger {
  constructor(private readonly store: Store) {}

  async authors(): Promise<string[]> {
    return Object.keys(await highestNumbers(this.store));
  }

  /** An index gives the keys of equal entries in order: by number, then by id. */
  async ids(author: string, first = 0, last = Number.MAX_SAFE_INTEGER): Promise<string[]> {
    const range = IDBKeyRange.bound([author, first], [author, last]);
    return this.store.read((database) => database.getAllKeysFromIndex('revisions', 'author', range));
  }

  async records(ids: readonly string[]): Promise<OfficeRecord[]> {
    const found = await this.store.read((database) => {
      const { store } = database.transaction('revisions');
      return Promise.all(ids.map((id) => store.get(id)));
    });
    return this.store.whole(
      'revisions',
      found.filter((record) => record !== undefined),
    );
  }

  async add(records: readonly OfficeRecord[]): Promise<number> {
    let added = 0;
    await this.store.alone(() =>
      this.store.write(['revisions', 'meta'], async (transaction) => {
        const revisions = transaction.objectStore('revisions');
        const keys = await Promise.all(records.map(({ id }) => revisions.getKey(id)));
        const fresh = records.filter((_, index) => keys[index] === undefined);
        await takeNewWriter(transaction, fresh);
        await Promise.all(fresh.map((record) => revisions.put(record)));
        added = fresh.length;
      }),
    );
    if (added > 0) await obeyErasures(this.store);
    return added;
  }

  async seals(author: string): Promise<Seal[]> {
    const stored = await this.store.read((database) => database.getAllFromIndex('seals', 'author', author));
    return stored.flatMap((record) => {
      // One that cannot be read cannot vouch for anything; its author's next file brings another.
      const read = StoredSeal.safeParse(record);
      return read.success ? [{ ids: read.data.ids, signer: read.data.signer, signature: read.data.signature }] : [];
    });
  }

  async keepSeals(author: string, kept: readonly Seal[], dropped: readonly Seal[]): Promise<void> {
    await this.store.write(['seals'], async (transaction) => {
      const seals = transaction.objectStore('seals');
      for (const { signature } of dropped) await seals.delete([author, signature]);
      for (const seal of kept) await seals.put({ version: 1, author, ...seal });
    });
  }
}

export class StoredAttachments implements Attachments {
  constructor(private readonly store: Store) {}

  async index(): Promise<{ held: string[]; wanted: string[]; erased: string[] }> {
    const entries = await listEvidence(this.store);
    const ids = (choose: (entry: (typeof entries)[number]) => boolean): string[] =>
      entries.filter(choose).map(({ id }) => id);
    return {
      held: ids(({ present, erased }) => present && !erased),
      wanted: ids(({ present, erased }) => !present && !erased),
      erased: ids(({ erased }) => erased !== null),
    };
  }

  async read(id: string): Promise<Bytes | null> {
    const parcel = await packEvidence(this.store, id);
    return parcel && utf8(JSON.stringify(parcel));
  }

  async keep(id: string, content: Bytes): Promise<boolean> {
    const parcel = parcelOf(content);
    if (!parcel || parcel.file.id !== id || !(await this.isTold(id, parcel))) return false;
    return unpackEvidence(this.store, parcel);
  }

  /** Whether it is what a record says: no browser takes in what nobody vouches for. */
  private async isTold(id: string, { file, key }: Parcel): Promise<boolean> {
    const notes = (await this.store.history(id)).filter(({ kind }) => kind === EVIDENCE);
    try {
      const { hash } = await openEvidence(file, key);
      return notes.some(({ body }) => EvidenceNote.safeParse(body).data?.hash === hash);
    } catch (error) {
      if (error instanceof DOMException) return false;
      throw error;
    }
  }
}

function parcelOf(content: Bytes): Parcel | null {
  try {
    return Parcel.safeParse(JSON.parse(fromUtf8(content))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
