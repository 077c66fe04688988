/** Reads the journal and single cases from the storage, and checks their chain. */

import { shiftDate } from '../../calendar/dates';
import type { JournalCheck } from '../../components/dashboard/journal/chain';
import type { CaseFile, CaseStep, WatchNote } from '../../components/dashboard/journal/model';
import type { WaitingCase } from '../../components/dashboard/journal/waiting';
import type { WaitingHolder } from '../../components/dashboard/journal/who';
import { CaseRecord, DECISION } from '../../moderation/case';
import { type ChainReport, checkChain, isUnbroken } from '../../moderation/chain';
import { readEvidence } from '../../moderation/evidence';
import type { StoredCase } from '../../moderation/stored';
import { fromUtf8 } from '../../office/bytes';
import { type Membership, memberOf } from '../../office/membership';
import type { Revision } from '../../office/record';
import type { Settings } from '../../office/settings';
import { readAside } from '../../storage/aside';
import { catchUp, readCases, readOpen, readWatches } from '../../storage/cases';
import { type EvidenceContent, getEvidence, readErasures } from '../../storage/evidence';
import { holderOfCase, withSubjects } from '../../storage/handover';
import { readSetups } from '../../storage/remotes';
import { readSignatures } from '../../storage/seals';
import type { Store } from '../../storage/store';
import { topicsOf } from '../background/case-topics';
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
  const names = namesOf(await store.belonging.membership());
  const steps = history.flatMap((revision) => stepOf(revision, me, names)).sort((a, b) => a.at - b.at || a.seq - b.seq);
  const named = steps.findLast(({ record }) => record.evidence)?.record.evidence ?? null;
  const content = named && (await getEvidence(store, named.id));
  const erasures = await readErasures(store);
  const chain = await checkCase(store, history, erasures);
  return {
    row,
    steps,
    evidence: content ? readEvidence(parsed(content)) : null,
    evidenceState: !named ? 'none' : erasures.has(named.id) ? 'erased' : content ? 'whole' : 'missing',
    hash: named?.hash ?? null,
    clause: steps.findLast(({ record }) => record.clause)?.record.clause ?? null,
    chain,
    names,
  };
}

/** The records of one case. Their numbers have holes by nature, for other cases stand between them. */
async function checkCase(
  store: Store,
  history: readonly Revision[],
  erasures: ReadonlyMap<string, unknown>,
): Promise<ChainReport> {
  const signatures = (await readSignatures(store, history, breathe)) ?? undefined;
  const check = evidenceCheck(store, erasures);
  const chain = await checkChain(history, { check, signatures, pause: breathe });
  const whole = { ...chain, missing: [], signatures: { ...chain.signatures, lost: [] } };
  return { ...whole, ok: isUnbroken(whole) };
}

function parsed({ content }: EvidenceContent): unknown {
  return JSON.parse(fromUtf8(content as Uint8Array<ArrayBuffer>));
}

function stepOf(revision: Revision, me: unknown, names: ReadonlyMap<string, string>): CaseStep[] {
  const record = CaseRecord.safeParse(revision.body);
  if (!record.success) return [];
  const { id, at, author, seq } = revision;
  const who = names.get(memberOf(author) ?? '') ?? '';
  return [{ id, at, author, mine: author === me, who, seq, record: record.data }];
}

function evidenceCheck(store: Store, erasures: ReadonlyMap<string, unknown>) {
  return async (file: string, hash: string): Promise<'whole' | 'erased' | 'altered'> => {
    if (erasures.has(file)) return 'erased';
    const content = await getEvidence(store, file);
    return content?.hash === hash ? 'whole' : 'altered';
  };
}

/** Every record of every author, every signature, every evidence file. @throws StorageError */
export async function checkEverything(store: Store): Promise<JournalCheck> {
  const records = await store.all('revisions');
  const [erasures, signatures, given, membership] = await Promise.all([
    readErasures(store),
    readSignatures(store, records, breathe),
    givenNumbers(store),
    store.belonging.membership(),
  ]);
  const check = evidenceCheck(store, erasures);
  const chain = await checkChain(records, { check, signatures: signatures ?? undefined, given, pause: breathe });
  const aside: JournalCheck['aside'] = {};
  for (const { notes } of await readSetups(store)) {
    for (const { reason } of Object.values(notes?.aside ?? {})) aside[reason] = (aside[reason] ?? 0) + 1;
  }
  const unreadable = (await readAside(store)).filter((one) => one.store === 'revisions').length;
  return { chain, aside, unreadable, names: namesOf(membership) };
}

function namesOf(membership: Membership | null): Map<string, string> {
  return new Map([...(membership?.members ?? [])].map(([id, { name }]) => [id, name]));
}

/** The last number that this browser gave out, in whose name. */
async function givenNumbers(store: Store): Promise<Record<string, number>> {
  const [author, seq] = await store.read((database) =>
    Promise.all([database.get('meta', 'author'), database.get('meta', 'seq')]),
  );
  return typeof author?.value === 'string' && typeof seq?.value === 'number' ? { [author.value]: seq.value } : {};
}

/** Everything that somebody still has to do something about, the most overdue first. @throws StorageError */
export async function readWaiting(store: Store, settings: Settings, now: number): Promise<WaitingCase[]> {
  const time = officeTime(settings);
  await catchUp(store);
  const holding = await readHolding(store, now);
  const open = (await withSubjects(store, await readOpen(store))).map((row) => ({
    row,
    clocks: clocksOfRow(row, time, now),
    holder: holding(row),
  }));
  const topics = await topicsOf(
    store,
    open.flatMap(({ row, clocks }) => (clocks ? row : [])),
  );
  const cases = open.map((one): WaitingCase => ({ ...one, matter: topics.get(one.row.id) ?? null }));
  const left = ({ clocks }: WaitingCase): number => clocks?.firstLeft ?? clocks?.finalLeft ?? Number.MAX_SAFE_INTEGER;
  return cases.sort((a, b) => left(a) - left(b) || a.row.firstSeen - b.row.firstSeen);
}

/** Tells who has a case; nobody before there is an office. */
async function readHolding(store: Store, now: number): Promise<(row: StoredCase) => WaitingHolder | null> {
  const [self, membership] = await Promise.all([store.belonging.self(), store.belonging.membership()]);
  if (!self || !membership) return () => null;
  const nameOf = (id: string): string => membership.members.get(id)?.name ?? '';
  return (row) => {
    const { member, loan } = holderOfCase(row, membership, now);
    if (member === null) return null;
    const lent = loan && { owner: nameOf(loan.owner), until: loan.until, isMine: loan.owner === self.member };
    return { name: nameOf(member), mine: member === self.member, lent };
  };
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
