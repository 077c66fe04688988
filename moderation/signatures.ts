/**
 * Who vouches for which records: the signatures that members laid over runs of their records, and those that acts and
 * approvals bear singly. A signature covers the ids of its run, and an id is the hash of its record's content; so a
 * record that was exchanged for another, or that was cut from the end of a line, no longer fits what was signed.
 */
import { memberOf } from '../office/membership';
import type { OfficeRecord } from '../office/record';

/** A signature over a run of one author's records, verified already. */
export interface CheckedSeal {
  author: string;
  /** Id of the member who signed. */
  signer: string;
  ids: readonly string[];
  /** `unknown`: nobody here knows the signer (any more). */
  verdict: 'good' | 'bad' | 'unknown';
}

export interface SignatureReport {
  /** Records that a valid signature covers, by the member who signed, most first. */
  signed: { signer: string; records: number }[];
  /** Records written here that are not signed yet: they are within moments of being written. */
  waiting: number;
  /** Records in a member's name without his signature: put back from a backup, or written by somebody else. */
  unsigned: number;
  /** Records that browsers wrote before they belonged to an office; there was nobody to sign them. */
  earlier: number;
  /** Signatures that are not those of the member in whose name they stand. */
  forged: { author: string; signer: string; records: number }[];
  /** Records that were signed and are no longer here. */
  lost: string[];
  /** Acts and approvals that bear a seal of their own: verified, and ids of those whose seal does not fit. */
  sealed: number;
  broken: string[];
}

export interface SignatureFacts {
  seals: readonly CheckedSeal[];
  /** By id of a record that bears a seal of its own: who signed it; null: the seal does not fit. */
  single: ReadonlyMap<string, string | null>;
  /** Whether this browser signs for that author. */
  isOwn(author: string): boolean;
}

/** Nothing is signed where no office has been founded. */
export const NO_SIGNATURES: SignatureFacts = { seals: [], single: new Map(), isOwn: () => false };

/** Holds the records against what was signed. */
export function checkSignatures(records: readonly OfficeRecord[], facts: SignatureFacts): SignatureReport {
  const { seals, single, isOwn } = facts;
  const here = new Set(records.map(({ id }) => id));
  const signers = new Map<string, string>();
  const lost = new Set<string>();
  for (const { ids, signer, verdict } of seals) {
    if (verdict !== 'good') continue;
    for (const id of ids) {
      if (here.has(id)) signers.set(id, signer);
      else lost.add(id);
    }
  }
  for (const [id, signer] of single) if (signer !== null && here.has(id)) signers.set(id, signers.get(id) ?? signer);
  const bare = records.filter(({ id }) => !signers.has(id));
  const others = bare.filter(({ author }) => !isOwn(author));
  const earlier = others.filter(({ author }) => memberOf(author) === null).length;
  return {
    signed: counted(signers),
    waiting: bare.length - others.length,
    unsigned: others.length - earlier,
    earlier,
    forged: seals.flatMap(({ author, signer, ids, verdict }) =>
      verdict === 'bad' ? [{ author, signer, records: ids.length }] : [],
    ),
    lost: [...lost].sort(),
    sealed: [...single.values()].filter((signer) => signer !== null).length,
    broken: [...single].flatMap(([id, signer]) => (signer === null ? [id] : [])),
  };
}

function counted(signers: ReadonlyMap<string, string>): SignatureReport['signed'] {
  const counts = new Map<string, number>();
  for (const signer of signers.values()) counts.set(signer, (counts.get(signer) ?? 0) + 1);
  return [...counts]
    .map(([signer, records]) => ({ signer, records }))
    .sort((a, b) => b.records - a.records || (a.signer < b.signer ? -1 : 1));
}
