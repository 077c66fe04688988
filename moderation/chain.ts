/**
 * Check of the chain: that no record was altered after it was written, that no number of any author is missing, and
 * that every evidence file is the one whose hash its record names. It proves that the journal is as it was written;
 * it proves nothing about what the site showed to others, or about the clock of the computer.
 */
import { isWhole, type OfficeRecord } from '../office/record';
import { CaseRecord, DECISION } from './case';

export interface ChainReport {
  records: number;
  /** Records whose id is not that of their content. */
  altered: string[];
  /** Runs of numbers that are missing between the records of one author; `to` inclusive. */
  missing: { author: string; from: number; to: number }[];
  /** Numbers that an author used twice. */
  doubled: { author: string; seq: number }[];
  /** Decisions whose body cannot be understood. */
  unread: number;
  evidence: { whole: number; erased: number; altered: string[] };
  ok: boolean;
}

/** How an evidence file stands, held against the hash that the decision's record names. */
export type EvidenceCheck = (file: string, hash: string) => Promise<'whole' | 'erased' | 'altered'>;

/** Records checked between two pauses. */
const PORTION = 200;

/**
 * @param revisions all that are kept, of every kind: the numbers run through all of them
 * @param check looks at an evidence file
 * @param pause awaited now and then, so that the page stays alive
 */
export async function checkChain(
  revisions: readonly OfficeRecord[],
  check: EvidenceCheck,
  pause: () => Promise<void> = async () => {},
): Promise<ChainReport> {
  const altered: string[] = [];
  for (let at = 0; at < revisions.length; at += PORTION) {
    const portion = revisions.slice(at, at + PORTION);
    const whole = await Promise.all(portion.map(isWhole));
    altered.push(...portion.filter((_, index) => !whole[index]).map(({ id }) => id));
    await pause();
  }
  const { missing, doubled } = numbersOf(revisions);
  const { unread, evidence } = await evidenceOf(revisions, check, pause);
  const ok = [altered, missing, doubled, evidence.altered].every((faults) => faults.length === 0) && unread === 0;
  return { records: revisions.length, altered, missing, doubled, unread, evidence, ok };
}

function numbersOf(revisions: readonly OfficeRecord[]): Pick<ChainReport, 'missing' | 'doubled'> {
  const authors = new Map<string, number[]>();
  for (const { author, seq } of revisions) {
    const known = authors.get(author);
    if (known) known.push(seq);
    else authors.set(author, [seq]);
  }
  const report: Pick<ChainReport, 'missing' | 'doubled'> = { missing: [], doubled: [] };
  for (const [author, numbers] of [...authors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let last = 0;
    for (const seq of numbers.sort((a, b) => a - b)) {
      if (seq === last) report.doubled.push({ author, seq });
      else if (seq > last + 1) report.missing.push({ author, from: last + 1, to: seq - 1 });
      last = seq;
    }
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
