/** What the panel shows of the cases of one page, and where else work waits. */
import { caseOf } from '../../moderation/case';
import { isOpen } from '../../moderation/case-state';
import { type Clocks, clocksOf, type OfficeTime } from '../../moderation/clock';
import { type CaseView, type Elsewhere, Keys, type QueueView, type VanishedView } from '../../moderation/protocol';
import { type Counted, repeatsOf } from '../../moderation/repeats';
import type { StoredCase } from '../../moderation/stored';
import type { RegisteredPage } from '../../office/pages';
import type { Store } from '../../storage/store';

/** What a view needs to know besides its row. */
export interface ViewContext {
  store: Store;
  time: OfficeTime;
  now: number;
  /** Written here, or by the same member at another computer. */
  isMine(author: string): boolean;
  /** Empty: not known. */
  nameOf(author: string): string;
  /** Who has a case that was handed over for today; null: it was not. */
  standIn(row: StoredCase): CaseView['by'];
  /** When the visit before this one ended; null: this is the first. */
  lastVisit: number | null;
  /** By case. */
  repeats: ReadonlyMap<string, CaseView['repeats']>;
  /** What cases that wait are about, by case. */
  topics: ReadonlyMap<string, { title: string }>;
  /** Cases about an author whom a colleague asks to block. */
  banAsked: ReadonlySet<string>;
}

/** A comment waits for an answer while nobody decided anything about it. */
export function clocksOfRow(row: StoredCase, time: OfficeTime, now: number): Clocks | null {
  if (!row.kinds.includes('appeal') || row.kinds.length > 1 || !isOpen(row) || row.state === 'vanished') return null;
  const written = row.subject?.time?.at ?? row.firstSeen;
  return clocksOf(Math.min(written, row.firstSeen), row.firstAnswer, time, now);
}

export function isOverdue(clocks: Clocks | null): boolean {
  return clocks !== null && ((clocks.firstLeft !== null && clocks.firstLeft < 0) || clocks.finalLeft < 0);
}

export async function caseView(row: StoredCase, context: ViewContext): Promise<CaseView> {
  const { time, now, isMine, nameOf, lastVisit, repeats } = context;
  return {
    id: row.id,
    comment: row.comment,
    state: row.state,
    decision: row.decision,
    clause: row.clause,
    number: row.by?.seq ?? null,
    by: context.standIn(row) ?? (row.by && { mine: isMine(row.by.author), name: nameOf(row.by.author) }),
    changedAt: row.changedAt,
    fresh: lastVisit !== null && row.firstSeen > lastVisit,
    clocks: clocksOfRow(row, time, now),
    topic: context.topics.get(row.id)?.title ?? null,
    firstAnswer: row.firstAnswer,
    rivals: row.rivals > 0 ? await rivalsOf(row, context) : [],
    evidence: row.evidence !== null,
    banAsked: context.banAsked.has(row.id),
    repeats: repeats.get(row.id) ?? [],
  };
}

async function rivalsOf(row: StoredCase, { store, nameOf }: ViewContext): Promise<CaseView['rivals']> {
  const found = caseOf(await store.history(row.id));
  return (found?.rivals ?? []).map(({ record, revision }) => ({
    decision: record.decision,
    name: nameOf(revision.author),
  }));
}

/** Groups among open cases, by case. A group goes by its kind and its oldest case. */
export function repeatsAmong(open: readonly StoredCase[]): Map<string, CaseView['repeats']> {
  const counted = open.flatMap((row) => (row.subject && row.state !== 'vanished' ? [countedOf(row)] : []));
  const repeats = new Map<string, CaseView['repeats']>();
  for (const { kind, cases } of repeatsOf(counted)) {
    const repeat = { kind, group: `${kind} ${cases[0]}`, others: cases.length - 1 };
    for (const id of cases) repeats.set(id, [...(repeats.get(id) ?? []), repeat]);
  }
  return repeats;
}

function countedOf(row: StoredCase): Counted {
  const { id, page, textKey, subject } = row;
  return {
    id,
    page,
    post: subject?.post ?? null,
    text: textKey,
    author: subject?.author.link ?? subject?.author.name ?? '',
    at: subject?.time?.at ?? null,
  };
}

interface QueueInput {
  page: string;
  rows: readonly StoredCase[];
  open: readonly StoredCase[];
  pages: ReadonlyMap<string, RegisteredPage>;
  keys: Readonly<Record<string, string>>;
  context: ViewContext;
}

export async function queueView({ page, rows, open, pages, keys, context }: QueueInput): Promise<QueueView> {
  const vanished = open.filter((row) => row.page === page && row.state === 'vanished' && row.subject);
  const bound = Keys.safeParse(keys);
  return {
    cases: await Promise.all(rows.map((row) => caseView(row, context))),
    vanished: vanished.map(vanishedView),
    elsewhere: elsewhere(page, open, pages, context),
    keys: bound.success ? bound.data : {},
  };
}

function vanishedView({ id, subject, lastSeen, kinds }: StoredCase): VanishedView {
  return { id, author: subject?.author.name ?? '', text: subject?.text ?? '', lastSeen, kinds };
}

/** Other pages on which somebody has to do something, the most overdue first. */
function elsewhere(
  page: string,
  open: readonly StoredCase[],
  pages: ReadonlyMap<string, RegisteredPage>,
  { time, now }: ViewContext,
): Elsewhere[] {
  const found = new Map<string, Elsewhere>();
  for (const row of open) {
    const registered = pages.get(row.page);
    if (row.page === page || !registered || registered.removed) continue;
    const { name, site, link } = registered;
    const one = found.get(row.page) ?? { page: row.page, name, site, link, open: 0, overdue: 0 };
    one.open += 1;
    if (isOverdue(clocksOfRow(row, time, now))) one.overdue += 1;
    found.set(row.page, one);
  }
  return [...found.values()].sort((a, b) => b.overdue - a.overdue || b.open - a.open || (a.page < b.page ? -1 : 1));
}
