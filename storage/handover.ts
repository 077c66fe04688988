/**
 * «Передать дела»: what is open and whose it is, handing it over for given days, taking over what an absent colleague has
 * in work. What a case is about is personal data, so it follows the case as an evidence file and never as a record.
 */
import * as z from 'zod/mini';
import { dateAt } from '../calendar/dates';
import { caseOf, DECISION, mayStep, type Subject as Standing, StepError, stepped } from '../moderation/case';
import { type StoredCase, Subject } from '../moderation/stored';
import type { Matter } from '../office/acts';
import { type Holder, holderOf, memberNamed } from '../office/matters';
import { type Membership, memberOf } from '../office/membership';
import { inOrder, PLAN, type PlanEntry, stateOf } from '../publishing/plan';
import { catchUp, projectCases, readCases, readOpen } from './cases';
import { getEvidenceJson, listEvidence, putEvidence } from './evidence';
import { exclusive } from './lock';
import { type Handover, insideOf, lend } from './office';
import { readPlan } from './publishing';
import type { Store } from './store';

/** Media type of the file that tells a colleague what a case is about. */
export const CASE_FILE = 'application/vnd.smotritel.case+json';
const CaseFile = z.object({ version: z.literal(1), comment: z.string(), subject: Subject });

/** `answer`: a question or complaint that waits for its answer; `case`: any other comment. */
export interface OpenMatter {
  group: 'case' | 'answer' | 'plan';
  matter: Matter;
  title: string;
  /** Entity of the page; empty where there are several. */
  page: string;
  /** When a case was first seen, ms. */
  since: number | null;
  /** Day of a plan item, ISO date. */
  date: string | null;
  /** Member whose it is by himself; null: nobody's. */
  owner: string | null;
  /** Who answers for it now. */
  holder: Holder;
}

/** The member who has a case: who took it, decided and has still to remove, or gave the first answer. */
export function ownerOfCase({ by, state, firstAnswer }: StoredCase): string | null {
  const isHad = state === 'in-work' || state === 'decided' || (state === 'marked' && firstAnswer !== null);
  return by && isHad ? memberOf(by.author) : null;
}

const caseMatter = ({ id }: Pick<StoredCase, 'id'>): Matter => ({ kind: DECISION, entity: id });

/** Who has a case now, loans counted. */
export function holderOfCase(row: StoredCase, { loans }: Pick<Membership, 'loans'>, now: number): Holder {
  return holderOf(loans, ownerOfCase(row), caseMatter(row), now);
}

/** Everything open: cases the oldest first, then the plan by its days. Empty before there is an office. @throws StorageError */
export async function readOpenMatters(store: Store, zone: string, now: number): Promise<OpenMatter[]> {
  const membership = await store.belonging.membership();
  if (!membership) return [];
  await catchUp(store);
  const rows = await withSubjects(store, await readOpen(store));
  const entries = await readPlan(store, dateAt(now, zone));
  const cases = rows
    .filter(({ state }) => state !== 'vanished')
    .sort((a, b) => a.firstSeen - b.firstSeen)
    .map((row) => caseOpen(row, membership, now));
  const items = inOrder(entries, zone, now)
    .filter((entry) => !['published', 'cancelled'].includes(stateOf(entry, zone, now)))
    .map((entry) => itemOpen(entry, membership, now));
  return [...cases, ...items];
}

function caseOpen(row: StoredCase, membership: Membership, now: number): OpenMatter {
  const isAnswer = row.kinds.length === 1 && row.kinds[0] === 'appeal';
  return {
    group: isAnswer ? 'answer' : 'case',
    matter: caseMatter(row),
    title: row.subject?.text ?? '',
    page: row.page,
    since: row.firstSeen,
    date: null,
    owner: ownerOfCase(row),
    holder: holderOfCase(row, membership, now),
  };
}

function itemOpen({ id, item }: PlanEntry, membership: Membership, now: number): OpenMatter {
  const matter = { kind: PLAN, entity: id };
  const owner = memberNamed(membership.members.values(), item.responsible);
  return {
    group: 'plan',
    matter,
    title: item.occasion || item.text,
    page: item.pages.length === 1 ? (item.pages[0] ?? '') : '',
    since: null,
    date: item.date,
    owner,
    holder: holderOf(membership.loans, owner, matter, now),
  };
}

/**
 * Hands over for given days. A case that nobody has is first taken by who hands it over, so that the colleague's browser
 * hears of it; each case that goes along has a file that tells what it is about.
 * @returns the entity of the loan
 * @throws OfficeError, StepError, StorageError
 */
export async function handOver(store: Store, handover: Handover, now: number): Promise<string> {
  const { self, membership } = await insideOf(store);
  await catchUp(store);
  const named = handover.matters.filter(({ kind }) => kind === DECISION).map(({ entity }) => entity);
  const rows = [...(await readCases(store, named)).values()];
  const loan = await lend(store, handover);
  if (handover.owner === self.member) await takeFree(store, rows, membership, now);
  const owned = handover.everything
    ? (await readOpen(store)).filter((row) => holderOfCase(row, membership, now).member === handover.owner)
    : rows;
  await packSubjects(store, owned);
  return loan;
}

/** Of those that are handed over: what nobody has, or nobody any more, becomes his who hands it over. */
async function takeFree(store: Store, rows: readonly StoredCase[], membership: Membership, now: number): Promise<void> {
  const present = new Set(membership.active().map(({ id }) => id));
  for (const row of rows) {
    if (mayStep(row.state, 'take')) await step(store, row.id, 'take', now);
    else if (row.state === 'in-work' && !present.has(ownerOfCase(row) ?? ''))
      await step(store, row.id, 'take-over', now);
  }
}

/** Takes over what a colleague has in work. @throws StepError when it no longer is, StorageError */
export async function takeOver(store: Store, id: string, now: number): Promise<void> {
  await catchUp(store);
  await step(store, id, 'take-over', now);
}

function step(store: Store, id: string, act: 'take' | 'take-over', now: number): Promise<void> {
  return exclusive(`smotritel-${id}`, async () => {
    const row = (await readCases(store, [id])).get(id);
    if (!row) throw new StepError('illegal', 'a case that is not known here');
    const found = caseOf(await store.history(id));
    const { page, site, about, kinds, rules, criticism } = row;
    const standing: Standing = { page, site, about, kinds, rules, criticism };
    await store.revise(DECISION, id, stepped(found?.record ?? null, standing, { act }, now));
    await projectCases(store, [id], 1);
  });
}

/** Puts a file of each case that this browser knows the words of and none was put for yet. */
async function packSubjects(store: Store, rows: readonly StoredCase[]): Promise<void> {
  const packed = new Set((await caseFiles(store)).map((entry) => entry.case));
  for (const { id, comment, subject } of rows) {
    if (subject === null || packed.has(id)) continue;
    await putEvidence(store, id, { version: 1, comment, subject } satisfies z.infer<typeof CaseFile>, CASE_FILE);
  }
}

async function caseFiles(store: Store) {
  return (await listEvidence(store)).filter(({ media, erased }) => media === CASE_FILE && !erased);
}

/**
 * Rows with what colleagues' files tell of cases that this browser never read on a page. It is not kept: once the file
 * is erased nothing of it stays. @throws StorageError
 */
export async function withSubjects(store: Store, rows: readonly StoredCase[]): Promise<StoredCase[]> {
  const isBlank = ({ subject, erasedAt }: StoredCase): boolean => subject === null && erasedAt === null;
  if (!rows.some(isBlank)) return [...rows];
  const files = new Map((await caseFiles(store)).filter(({ present }) => present).map((one) => [one.case, one.id]));
  return Promise.all(
    rows.map(async (row) => {
      const file = isBlank(row) ? files.get(row.id) : undefined;
      const told = file === undefined ? null : CaseFile.safeParse(await getEvidenceJson(store, file));
      return told?.success ? { ...row, comment: told.data.comment, subject: told.data.subject } : row;
    }),
  );
}
