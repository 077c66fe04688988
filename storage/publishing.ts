/** The content plan and the corrections of the count, read from their records; the weeks of a page with what is behind them. */
import type * as z from 'zod/mini';
import { approvalEntity } from '../office/approval';
import { byEntity, current, type Revision } from '../office/revisions';
import { Correction, type Corrections, type EnteredPost, ManualPost } from '../publishing/corrections';
import type { WeekCount } from '../publishing/count';
import { type PageWeek, pageWeek } from '../publishing/history';
import { PLAN, type PlanEntry, PlanItem, PlanPost, type PlanRevision, planEntry } from '../publishing/plan';
import type { Week } from '../publishing/week';
import { isBetter } from './merge';
import type { Sight } from './schema';
import { countOf, readPublications, readWeeks } from './sightings';
import type { Store } from './store';

/** Weeks before this one that are counted anew rather than read as they were kept; see `keepWeeks`. */
const RECOUNTED = 5;

/** Corrections by page. @throws StorageError */
export async function readCorrections(store: Store): Promise<Map<string, Corrections>> {
  const [said, entered] = await Promise.all([store.revisions('correction'), store.revisions('manual-post')]);
  const pages = new Map<string, { verdicts: Map<string, Correction>; manual: EnteredPost[] }>();
  const of = (page: string) => {
    const known = pages.get(page) ?? { verdicts: new Map<string, Correction>(), manual: [] as EnteredPost[] };
    pages.set(page, known);
    return known;
  };
  for (const [, body] of inForce(said, Correction)) of(body.page).verdicts.set(body.post, body);
  for (const [entity, body] of inForce(entered, ManualPost)) of(body.page).manual.push({ ...body, entity });
  return pages;
}

/** The whole plan, in no order. @param today ISO date in the office's zone @throws StorageError */
export async function readPlan(store: Store, today: string): Promise<PlanEntry[]> {
  const [items, steps, seen] = await Promise.all([
    store.revisions(PLAN),
    store.approvals.read(),
    store.revisions('plan-post'),
  ]);
  const posts = new Map<string, PlanPost[]>();
  for (const [, post] of inForce(seen, PlanPost)) posts.set(post.item, [...(posts.get(post.item) ?? []), post]);
  return [...byEntity(items)].flatMap(([id, history]) => {
    const whole = history.flatMap((one): PlanRevision[] => {
      const body = PlanItem.safeParse(one.body);
      return body.success ? [{ id: one.id, parents: one.parents, body: body.data }] : [];
    });
    const about = steps.get(approvalEntity(PLAN, id)) ?? [];
    return planEntry(id, whole, about, posts.get(id) ?? [], today) ?? [];
  });
}

/** The trace of a correction: everything that was ever said of a post, oldest first. */
export async function readTrace(
  store: Store,
  entity: string,
): Promise<{ at: number; author: string; body: Correction }[]> {
  const history = await store.history(entity);
  return history
    .flatMap(({ at, author, body }) => {
      const read = Correction.safeParse(body);
      return read.success ? [{ at, author, body: read.data }] : [];
    })
    .sort((a, b) => a.at - b.at);
}

export interface HistoryOptions {
  zone: string;
  countReposts: boolean;
  /** ms since the epoch */
  now: number;
  corrections: Corrections;
  /** The norm that was in force in a week. */
  norm(week: Week): number;
}

export interface PageHistory {
  weeks: PageWeek[];
  sight: Sight | null;
}

/**
 * These weeks of one page with the posts behind every number. Recent ones are counted anew, older ones are as they were
 * kept; a week that was never read says so.
 * @param weeks in any order, without a repetition
 * @throws StorageError
 */
export async function readHistory(
  store: Store,
  page: string,
  weeks: readonly Week[],
  { zone, countReposts, now, corrections, norm }: HistoryOptions,
): Promise<PageHistory> {
  const [from, to] = [Math.min(...weeks.map(({ start }) => start)), Math.max(...weeks.map(({ end }) => end))];
  const [kept, found, fresh] = await Promise.all([
    readWeeks(store, page),
    readPublications(store, page, from, to),
    recount(store, page, { zone, countReposts, now }),
  ]);
  const counts = new Map<string, WeekCount>(kept.map(({ week, count }) => [week, count]));
  for (const count of fresh.counts) {
    const before = counts.get(count.week);
    if (!before || isBetter(count, before)) counts.set(count.week, count);
  }
  const publications = new Map(found.map((one) => [one.id, one]));
  await addNamed(store, page, corrections, publications);
  return {
    weeks: weeks.map((week) =>
      pageWeek({
        week,
        raw: counts.get(week.id) ?? null,
        publications,
        corrections,
        norm: norm(week),
        zone,
        now,
      }),
    ),
    sight: fresh.sight,
  };
}

async function recount(store: Store, page: string, rules: { zone: string; countReposts: boolean; now: number }) {
  const counted = await Promise.all(
    Array.from({ length: RECOUNTED + 1 }, (_, back) => countOf(store, page, rules, back)),
  );
  return { counts: counted.map(({ count }) => count), sight: counted[0]?.sight ?? null };
}

/** Posts entered by hand may have been read in another week than the person said. */
async function addNamed(
  store: Store,
  page: string,
  { manual }: Corrections,
  publications: Map<string, Awaited<ReturnType<typeof readPublications>>[number]>,
): Promise<void> {
  const ids = manual.flatMap(({ post }) => (post !== null && !publications.has(post) ? post : []));
  const found = await store.read((database) => Promise.all(ids.map((id) => database.get('publications', [page, id]))));
  const whole = await store.whole(
    'publications',
    found.filter((one) => one !== undefined),
  );
  for (const one of whole) publications.set(one.id, one);
}

function inForce<Schema extends z.ZodMiniType>(
  revisions: readonly Revision[],
  schema: Schema,
): [entity: string, body: z.infer<Schema>][] {
  const fitting = revisions.filter(({ body }) => schema.safeParse(body).success);
  return [...byEntity(fitting)].map(([entity, history]) => [
    entity,
    schema.parse(current(history)?.body) as z.infer<Schema>,
  ]);
}
