/**
 * What the exchange must know of the office: whose signature counts and which keys open its files. `office/` knows who
 * is a member; the exchange only asks.
 */
import type { Bytes } from '../office/bytes';
import type { OfficeRecord } from '../office/record';

/**
 * `good`: the signer is the author's member and the signature is his. `bad`: it is not. `unknown`: nobody here knows the
 * signer yet; his admission may lie in another file.
 */
export type Verdict = 'good' | 'bad' | 'unknown';

/** What was signed, and by whom it is said to be. */
export interface Claim {
  /** Author of the records. */
  author: string;
  /** Id of the member that signed. */
  signer: string;
  payload: Bytes;
  signature: Bytes;
}

export interface Trust {
  /** Id of the office; all browsers of one office have the same. */
  readonly office: string;
  /** The author id under which this browser writes now; its files bear a trace of it. */
  readonly writer: string;
  /** Whether this browser may sign records of that author: its own, and those written before there was an office. */
  vouches(author: string): boolean;
  sign(payload: Bytes): Promise<{ signer: string; signature: Bytes }>;
  check(claim: Claim): Promise<Verdict>;
  /**
   * Shows records whose signer is unknown. The acts of an office are signed singly, so that those among them may be
   * believed and make members known, as the founding does for a newcomer; nothing else of them may.
   */
  introduce(records: readonly OfficeRecord[]): Promise<void>;
  /** Changes when more members or keys become known: what was set aside for want of them is looked at again. */
  epoch(): string;
  /** The key that new files are encrypted with. */
  sealing(): Promise<{ id: string; key: CryptoKey }>;
  /** A key of now or of before; null: not known here (yet). */
  keyOf(id: string): Promise<CryptoKey | null>;
}
