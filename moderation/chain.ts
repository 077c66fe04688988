/**
 * Check of the chain: that no record was altered after it was written, that no number of any author is missing, that
 * each record names the one before it, that what was signed is what is here, and that every evidence file is the one
 * whose hash its record names. It proves that the journal is as it was written; it proves nothing about what the site
 * showed to others, or about the clock of the computer.
 */
import { isWhole, type OfficeRecord } from '../office/record';
import { CaseRecord, DECISION } from './case';
import { checkSignatures, NO_SIGNATURES, type SignatureFacts, type SignatureReport } from './signatures';

export interface ChainReport {
  records: number;
  /** Records whose id is not that of their content. */
  altered: string[];
  /** Runs of numbers that are missing between the records of one author; `to` inclusive. */
  missing: { author: string; from: number; to: number }[];
  /** Numbers that an author used twice. */
  doubled: { author: string; seq: number }[];
  /** Records that name another one as the author's previous than the one that stands before them. */
  unlinked: string[];
  signatures: SignatureReport;
  /** Decisions whose body cannot be understood. */
  unread: number;
  evidence: { whole: number; erased: number; altered: string[] };
  ok: boolean;
}

/** How an evidence file stands, held against the hash that the decision's record names. */
export type EvidenceCheck = (file: string, hash: string) => Promise<'whole' | 'erased' | 'altered'>;

/** Records checked between two pauses. */
const PORTION = 200;

export interface ChainFacts {
  /** Looks at an evidence file. */
  check: EvidenceCheck;
  /** Left out: there is no office, so nothing is signed. */
  signatures?: SignatureFacts;
  /** By author: the last number that this browser gave out. A line that ends before it was cut. */
  given?: Readonly<Record<string, number>>;
  /** Awaited now and then, so that the page stays alive. */
  pause?: () => Promise<void>;
}

/** @param revisions all that are kept, of every kind: the numbers run through all of them */
export async function checkChain(revisions: readonly OfficeRecord[], facts: ChainFacts): Promise<ChainReport> {
  const { check, signatures = NO_SIGNATURES, given = {}, pause = async () => {} } = facts;
  const altered: string[] = [];
  for (let at = 0; at < revisions.length; at += PORTION) {
    const portion = revisions.slice(at, at + PORTION);
    const whole = await Promise.all(portion.map(isWhole));
    altered.push(...portion.filter((_, index) => !whole[index]).map(({ id }) => id));
    await pause();
  }
  const { missing, doubled } = numbersOf(revisions, given);
  const unlinked = unlinkedOf(revisions);
  const { unread, evidence } = await evidenceOf(revisions, check, pause);
  const told = { altered, missing, doubled, unlinked, signatures: checkSignatures(revisions, signatures) };
  const report = { records: revisions.length, ...told, unread, evidence };
  return { ...report, ok: isUnbroken(report) };
}

/** Without a fault. What is merely not signed is said, and is none. */
export function isUnbroken(report: Omit<ChainReport, 'ok'>): boolean {
  const { altered, missing, doubled, unlinked, unread, evidence, signatures } = report;
  const { forged, lost, broken } = signatures;
  const faults = [altered, missing, doubled, unlinked, evidence.altered, forged, lost, broken];
  return unread === 0 && faults.every((found) => found.length === 0);
}

/** By author and number: the ids that stand there; two of them are told as doubled. */
function unlinkedOf(revisions: readonly OfficeRecord[]): string[] {
  const places = new Map<string, string[]>();
  const placeOf = (author: string, seq: number): string => `${seq} ${author}`;
  for (const { id, author, seq } of revisions) {
    const place = placeOf(author, seq);
    places.set(place, [...(places.get(place) ?? []), id]);
  }
  return revisions.flatMap((record) => {
    // Records of the first version name none; of a version to come nobody knows what it names.
    if (record.version !== 2 || !('previous' in record)) return [];
    const before = places.get(placeOf(record.author, record.seq - 1));
    // A number that is missing is told as that.
    if (record.seq > 1 && !before) return [];
    const fits = record.seq === 1 ? record.previous === null : before?.includes(String(record.previous));
    return fits ? [] : [record.id];
  });
}

function numbersOf(
  revisions: readonly OfficeRecord[],
  given: Readonly<Record<string, number>>,
): Pick<ChainReport, 'missing' | 'doubled'> {
  const authors = new Map<string, number[]>();
  for (const { author, seq } of revisions) {
    const known = authors.get(author);
    if (known) known.push(seq);
    else authors.set(author, [seq]);
  }
  for (const author of Object.keys(given)) if (!authors.has(author)) authors.set(author, []);
  const report: Pick<ChainReport, 'missing' | 'doubled'> = { missing: [], doubled: [] };
  for (const [author, numbers] of [...authors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let last = 0;
    for (const seq of numbers.sort((a, b) => a - b)) {
      if (seq === last) report.doubled.push({ author, seq });
      else if (seq > last + 1) report.missing.push({ author, from: last + 1, to: seq - 1 });
      last = seq;
    }
    const end = Object.hasOwn(given, author) ? (given[author] ?? 0) : 0;
    if (end > last) report.missing.push({ author, from: last + 1, to: end });
  }
  return report;
}

async function evidenceOf(
  revisions: readonly OfficeRecord[],
  check: EvidenceCheck,
  pause: () => Promise<void>,
): Promise<Pick<ChainReport, 'unread' | 'evidence'>> {
  const named = new Map<string, string>();
  let unread = 0;
  for (const { kind, body } of revisions) {
    if (kind !== DECISION) continue;
    const record = CaseRecord.safeParse(body);
    if (!record.success) unread += 1;
    else if (record.data.evidence) named.set(record.data.evidence.id, record.data.evidence.hash);
  }
  const evidence: ChainReport['evidence'] = { whole: 0, erased: 0, altered: [] };
  let done = 0;
  for (const [file, hash] of named) {
    const found = await check(file, hash);
    if (found === 'altered') evidence.altered.push(file);
    else evidence[found] += 1;
    done += 1;
    if (done % PORTION === 0) await pause();
  }
  return { unread, evidence };
}
