/** What the exchange must know of this browser's own data. `storage/` keeps them; tests keep them in memory. */
import type { Bytes } from '../office/bytes';
import type { OfficeRecord } from '../office/record';
import type { Seal } from './segment';

export interface Ledger {
  /** Authors of whom there are records. */
  authors(): Promise<string[]>;
  /** Ids of an author's records by running number, then id; with bounds only those of the numbers from `first` to `last`. */
  ids(author: string, first?: number, last?: number): Promise<string[]>;
  /** The records of these ids, in their order; those not there are left out. */
  records(ids: readonly string[]): Promise<OfficeRecord[]>;
  /**
   * Adds records that were verified; those known already are left as they are.
   * @returns how many of them are new
   */
  add(records: readonly OfficeRecord[]): Promise<number>;
  /** Signatures of others over runs of their records, kept so that their files can be restored without them. */
  seals(author: string): Promise<Seal[]>;
  keepSeals(author: string, kept: readonly Seal[], dropped: readonly Seal[]): Promise<void>;
}

/** Files beside the records: evidence of cases, sealed by `office/evidence.ts`. Any of them may be erased at any time. */
export interface Attachments {
  /** `held`: here; `wanted`: told of by a record, not here; `erased`: told to be gone everywhere. */
  index(): Promise<{ held: string[]; wanted: string[]; erased: string[] }>;
  /** The file with its key, as the office's encryption is to carry it; null: gone meanwhile. */
  read(id: string): Promise<Bytes | null>;
  /** @returns whether it was what its record says, and was kept */
  keep(id: string, content: Bytes): Promise<boolean>;
}
