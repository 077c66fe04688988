/** Reads the journal and single cases from the storage, and checks their chain. */

import { shiftDate } from '../../calendar/dates';
import type { CaseFile, CaseStep, WatchNote } from '../../components/dashboard/journal/model';
import type { WaitingCase } from '../../components/dashboard/journal/waiting';
import { CaseRecord, DECISION } from '../../moderation/case';
import { type ChainReport, checkChain } from '../../moderation/chain';
import { readEvidence } from '../../moderation/evidence';
import { fromUtf8 } from '../../office/bytes';
import type { Revision } from '../../office/record';
import type { Settings } from '../../office/settings';
import { readCases, readOpen, readWatches } from '../../storage/cases';
import { type EvidenceContent, getEvidence, readErasures } from '../../storage/evidence';
import type { Store } from '../../storage/store';
import { officeTime } from '../background/office-time';
import { clocksOfRow } from '../background/queue-view';

/** The page stays alive while a long chain is checked. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** One case with its evidence; null when this browser knows none of that id. @throws StorageError */
export async function readCaseFile(store: Store, id: string): Promise<CaseFile | null> {
  const row = (await readCases(store, [id])).get(id);
  if (!row) return null;
  const history = (await store.history(id)).filter(({ kind }) => kind === DECISION);
  const me = (await store.read((database) => database.get('meta', 'author')))?.value;
  const steps = history.flatMap((revision) => stepOf(revision, me)).sort((a, b) => a.at - b.at || a.seq - b.seq);
  const named = steps.findLast(({ record }) => record.evidence)?.record.evidence ?? null;
  const content = named && (await getEvidence(store, named.id));
  const erasures = await readErasures(store);
  const chain = await checkChain(history, evidenceCheck(store, erasures), breathe);
  return {
    row,
    steps,
    evidence: content ? readEvidence(parsed(content)) : null,
    evidenceState: !named ? 'none' : erasures.has(named.id) ? 'erased' : content ? 'whole' : 'missing',
    hash: named?.hash ?? null,
    clause: steps.findLast(({ record }) => record.clause)?.record.clause ?? null,
    // The numbers of one case have holes by nature: other cases stand between them.
    chain: { ...chain, missing: [], ok: chain.altered.length === 0 && chain.evidence.altered.length === 0 },
  };
}

function parsed({ content }: EvidenceContent): unknown {
  return JSON.parse(fromUtf8(content as Uint8Array<ArrayBuffer>));
}

function stepOf(revision: Revision, me: unknown): CaseStep[] {
  const record = CaseRecord.safeParse(revision.body);
  if (!record.success) return [];
  const { id, at, author, seq } = revision;
  return [{ id, at, author, mine: author === me, seq, record: record.data }];
}

function evidenceCheck(store: Store, erasures: ReadonlyMap<string, unknown>) {
  return async (file: string, hash: string): Promise<'whole' | 'erased' | 'altered'> => {
    if (erasures.has(file)) return 'erased';
    const content = await getEvidence(store, file);
    return content?.hash === hash ? 'whole' : 'altered';
  };
}

/** The whole chain: every record of every author, every evidence file. @throws StorageError */
export async function checkEverything(store: Store): Promise<ChainReport> {
  const records = await store.all('revisions');
  return checkChain(records, evidenceCheck(store, await readErasures(store)), breathe);
}

/** Everything that somebody still has to do something about, the most overdue first. @throws StorageError */
export async function readWaiting(store: Store, settings: Settings, now: number): Promise<WaitingCase[]> {
  const time = officeTime(settings);
  const cases = (await readOpen(store)).map((row) => ({ row, clocks: clocksOfRow(row, time, now) }));
  const left = ({ clocks }: WaitingCase): number => clocks?.firstLeft ?? clocks?.finalLeft ?? Number.MAX_SAFE_INTEGER;
  return cases.sort((a, b) => left(a) - left(b) || a.row.firstSeen - b.row.firstSeen);
}

/** Which pages were watched on which days. Open ends are the last thirty days. */
export async function readWatchNote(store: Store, from: string, to: string): Promise<WatchNote> {
  const first = from || shiftDate(to, -30);
  const days = await readWatches(store, first, to);
  return {
    days: days.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.page < b.page ? -1 : 1)),
    from: first,
    to,
  };
}
