/** Rows of the queue and the journal, and the days on which pages were watched. */
import { type Case, caseOf, DECISION } from '../moderation/case';
import { isOpen } from '../moderation/case-state';
import { NOTICE_DAYS } from '../moderation/reminder';
import { erasedCase, type Look, type StoredCase, type StoredWatch, watched } from '../moderation/stored';
import { ERASURE } from '../office/evidence';
import { byEntity } from '../office/revisions';
import { known } from './aside';
import { eraseEvidence, listEvidence, readErasures } from './evidence';
import type { Store } from './store';

/** Rows by id; those that are not there are left out. */
export async function readCases(store: Store, ids: readonly string[]): Promise<Map<string, StoredCase>> {
  const found = await store.read((database) => {
    const cases = database.transaction('cases').store;
    return Promise.all(ids.map((id) => cases.get(id)));
  });
  const rows = await store.whole(
    'cases',
    found.filter((row) => row !== undefined),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every case in which somebody still has to do something. */
export async function readOpen(store: Store): Promise<StoredCase[]> {
  return store.whole('cases', await store.read((database) => database.getAllFromIndex('cases', 'open', 1)));
}

/** Rows read at a time: one reading of all would stop the page. */
const CHUNK = 2000;

/** Every case that somebody did something about, or that vanished. What does not look like a row is set aside. */
export async function readJournal(store: Store): Promise<StoredCase[]> {
  const rows: StoredCase[] = [];
  let range: IDBKeyRange | null = null;
  for (;;) {
    const portion: StoredCase[] = await store.read((database) => database.getAll('cases', range, CHUNK));
    // The whole schema over fifty thousand rows takes seconds; what is opened or exported is checked by it.
    const odd = portion.filter((row) => !looksLikeRow(row));
    rows.push(...portion.filter((row) => looksLikeRow(row) && row.by !== null), ...(await store.whole('cases', odd)));
    if (portion.length < CHUNK) return rows;
    range = IDBKeyRange.lowerBound(portion.at(-1)!.id, true);
  }
}

function looksLikeRow(row: Partial<StoredCase>): boolean {
  const { id, page, state, changedAt, decidedAt, subject, kinds } = row;
  const isSubject = subject === null || (typeof subject?.text === 'string' && typeof subject.author?.name === 'string');
  const isTimed = typeof changedAt === 'number' && (decidedAt === null || typeof decidedAt === 'number');
  return [id, page, state].every((field) => typeof field === 'string') && isTimed && isSubject && Array.isArray(kinds);
}

/** Rows of the page's comments by the site's own ids; comments without a case are left out. */
export async function readRows(store: Store, page: string, comments: readonly string[]): Promise<StoredCase[]> {
  const found = await store.read((database) => {
    const byPage = database.transaction('cases').store.index('page');
    return Promise.all([...new Set(comments)].map((comment) => byPage.get([page, comment])));
  });
  return store.whole(
    'cases',
    found.filter((row) => row !== undefined),
  );
}

/** Every case of one page. */
export async function readCasesOf(store: Store, page: string): Promise<StoredCase[]> {
  const range = IDBKeyRange.bound([page], [page, []]);
  return store.whole('cases', await store.read((database) => database.getAllFromIndex('cases', 'page', range)));
}

/** Puts rows of comments that were seen; what is known of a case already is only seen once more. */
export async function noteCases(store: Store, rows: readonly StoredCase[]): Promise<void> {
  if (rows.length === 0) return;
  await store.write(['cases', 'setAside'], async (transaction) => {
    const cases = transaction.objectStore('cases');
    for (const row of rows) {
      const before = await known(transaction, 'cases', row.id);
      await cases.put(before ? seenAgain(before, row) : row);
    }
  });
}

/** A row without a person (from another browser's records, or erased) is not filled again once it was erased. */
function seenAgain(before: StoredCase, row: StoredCase): StoredCase {
  if (before.erasedAt !== null) return { ...before, lastSeen: row.lastSeen };
  const { subject, comment, textKey, lastSeen } = row;
  const untouched = before.by === null;
  const judged = untouched ? { kinds: row.kinds, rules: row.rules, level: row.level, criticism: row.criticism } : {};
  return { ...before, ...judged, subject, comment, textKey, lastSeen };
}

/** Forgets untouched rows: the mark was taken back, or the comment is no longer marked. */
export async function forgetCases(store: Store, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await store.write(['cases', 'setAside'], async (transaction) => {
    for (const id of ids) {
      const row = await known(transaction, 'cases', id);
      if (row && row.by === null) await transaction.objectStore('cases').delete(id);
    }
  });
}

/** The row as the case's revisions have it now. @param before null: this browser never saw the comment */
export function projected(before: StoredCase | null, id: string, found: Case): StoredCase {
  const { record, revision, rivals } = found;
  const { page, site, about, kinds, rules, criticism, state, decision, outcome, decidedAt, firstAnswer } = record;
  const standing = {
    page,
    site,
    about,
    kinds,
    rules,
    criticism,
    state,
    decision,
    outcome,
    decidedAt,
    firstAnswer,
    clause: record.clause?.id ?? null,
    evidence: record.evidence?.id ?? null,
    open: isOpen(record) ? (1 as const) : (0 as const),
    changedAt: revision.at,
    by: { author: revision.author, seq: revision.seq, record: revision.id },
    rivals: rivals.length,
  };
  if (before) return { ...before, ...standing };
  const nobody = { comment: '', subject: null, textKey: '', level: null, erasedAt: null };
  return { version: 1, id, ...nobody, firstSeen: revision.at, lastSeen: revision.at, ...standing };
}

/** Name of the number of decisions that the rows were brought up to. */
const COUNTED = 'decisions-counted';

/**
 * Puts the rows of cases as their revisions stand.
 * @param written how many revisions this browser has just written of them
 * @throws StorageError
 */
export async function projectCases(store: Store, ids: readonly string[], written: number): Promise<void> {
  const cases = new Map<string, Case>();
  for (const id of new Set(ids)) {
    const found = caseOf(await store.history(id));
    if (found) cases.set(id, found);
  }
  await putProjected(store, cases, (counted) => counted + written);
}

async function putProjected(
  store: Store,
  cases: ReadonlyMap<string, Case>,
  count: (counted: number) => number,
): Promise<void> {
  await store.write(['cases', 'setAside', 'meta'], async (transaction) => {
    for (const [id, found] of cases) {
      const before = await known(transaction, 'cases', id);
      await transaction.objectStore('cases').put(projected(before, id, found));
    }
    const meta = transaction.objectStore('meta');
    const counted = Number((await meta.get(COUNTED))?.value ?? 0);
    await meta.put({ name: COUNTED, value: count(counted) });
  });
}

/**
 * Brings the rows up to decisions that came from elsewhere. Records are only ever added, so where their number is the
 * one that the rows were brought up to, nothing has come.
 * @returns how many cases changed
 */
export async function catchUp(store: Store): Promise<number> {
  await obeyCaseErasures(store, Date.now());
  const [number, counted] = await store.read((database) =>
    Promise.all([database.countFromIndex('revisions', 'kind', DECISION), database.get('meta', COUNTED)]),
  );
  if (number === Number(counted?.value ?? 0)) return 0;
  const histories = byEntity(await store.revisions(DECISION));
  const rows = await readCases(store, [...histories.keys()]);
  const cases = new Map<string, Case>();
  for (const [id, history] of histories) {
    const found = caseOf(history);
    const row = rows.get(id);
    const isCurrent = row?.by?.record === found?.revision.id && row?.rivals === found?.rivals.length;
    if (found && !isCurrent) cases.set(id, found);
  }
  await putProjected(store, cases, () => number);
  return cases.size;
}

/** Counts one reading of a page's comments into its day. */
export async function saveWatch(store: Store, look: Look): Promise<void> {
  await store.write(['watches', 'setAside'], async (transaction) => {
    const before = await known(transaction, 'watches', [look.page, look.day]);
    await transaction.objectStore('watches').put(watched(before, look));
  });
}

/** Days of one page, or of all, from one ISO date to another, both included. */
export async function readWatches(store: Store, from: string, to: string, page?: string): Promise<StoredWatch[]> {
  const range = page === undefined ? null : IDBKeyRange.bound([page, from], [page, to]);
  const days = await store.whole('watches', await store.read((database) => database.getAll('watches', range)));
  return days.filter(({ day }) => day >= from && day <= to);
}

/** The end of the visit before the running one, ms; null: there was none. */
export async function lastVisit(store: Store, page: string, today: string): Promise<number | null> {
  const days = await store.read((database) =>
    database.getAll('watches', IDBKeyRange.bound([page], [page, today]), undefined),
  );
  const visits = (await store.whole('watches', days)).flatMap((day) => day.visits).sort((a, b) => a.to - b.to);
  return visits.at(-2)?.to ?? null;
}

/** Cases about people that were last touched before an instant. Open ones are kept: somebody still has to decide. */
export async function readDue(store: Store, before: number): Promise<StoredCase[]> {
  const range = IDBKeyRange.upperBound(before, true);
  const found = await store.read((database) => database.getAllFromIndex('cases', 'changedAt', range));
  // Also what a colleague told of a case that was never read here, should he be there no longer to erase it.
  const told = new Set((await listEvidence(store)).filter(({ erased }) => !erased).map((entry) => entry.case));
  return (await store.whole('cases', found)).filter(({ id, erasedAt, subject, evidence }) => {
    return erasedAt === null && (subject !== null || evidence !== null || told.has(id));
  });
}

const DAY = 86_400_000;

/** Decided cases that will be erased within `NOTICE_DAYS`, the soonest first. @param kept days that they are kept */
export async function readDueSoon(store: Store, kept: number, now: number): Promise<StoredCase[]> {
  const due = await readDue(store, now - (kept - NOTICE_DAYS) * DAY);
  return due.filter(({ by }) => by !== null).sort((a, b) => a.changedAt - b.changedAt);
}

/** Erases what is about a person in these cases: rows here, evidence in every browser of the office. */
export async function eraseCases(store: Store, ids: readonly string[], reason: string, now: number): Promise<number> {
  const doomed = new Set(ids);
  const files = (await listEvidence(store)).filter((entry) => doomed.has(entry.case) && !entry.erased);
  await eraseEvidence(
    store,
    files.map(({ id }) => id),
    reason,
  );
  await eraseRows(store, doomed, now);
  return doomed.size;
}

/** Rows, and the copies of their comments as they were last read. */
async function eraseRows(store: Store, doomed: Iterable<string>, now: number): Promise<void> {
  await store.write(['cases', 'comments', 'setAside'], async (transaction) => {
    for (const id of doomed) {
      const row = await known(transaction, 'cases', id);
      if (!row) continue;
      await transaction.objectStore('comments').delete([row.page, row.comment]);
      // What nobody ever touched has no figures to keep.
      if (row.by === null) await transaction.objectStore('cases').delete(id);
      else await transaction.objectStore('cases').put(erasedCase(row, now));
    }
  });
}

/** Name of the number of erasures that the rows were brought up to. */
const ERASED = 'erasures-obeyed';

/**
 * Erases rows whose evidence somebody in the office has erased: this browser may have read the comment itself.
 * @returns how many rows
 */
export async function obeyCaseErasures(store: Store, now: number): Promise<number> {
  const [number, obeyed] = await store.read((database) =>
    Promise.all([database.countFromIndex('revisions', 'kind', ERASURE), database.get('meta', ERASED)]),
  );
  if (number === Number(obeyed?.value ?? 0)) return 0;
  const cases = new Set([...(await readErasures(store)).values()].map((erasure) => erasure.case));
  const doomed = [...(await readCases(store, [...cases])).values()].filter(({ erasedAt }) => erasedAt === null);
  await eraseRows(
    store,
    doomed.map(({ id }) => id),
    now,
  );
  await store.write(['meta'], async (transaction) => {
    await transaction.objectStore('meta').put({ name: ERASED, value: number });
  });
  return doomed.length;
}
