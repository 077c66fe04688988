/**
 * The content plan (points 2.5.2 and 2.5.3 of the decree). An item lives as append-only revisions; what was seen of it on
 * the pages is kept apart, so that a text edited later does not take a published item out of the report.
 */
import * as z from 'zod/mini';
import { civilOf, startOf } from '../calendar/dates';
import { minutesOf } from '../calendar/hours';
import { type ApprovalStep, approvalOf } from '../office/approval';
import { instantsOf, MINUTE } from '../sites/dates/zone';
import { Site } from '../types';
import { MixFormat } from './formats';

/** Kind of the revisions, and of what approvals speak of. */
export const PLAN = 'plan';

/** `proposed`: on approval. */
export type PlanStatus = 'draft' | 'proposed' | 'approved' | 'cancelled';

export const OCCASION_LIMIT = 200;
export const PLAN_TEXT_LIMIT = 20_000;
const Text = z.string().check(z.maxLength(PLAN_TEXT_LIMIT));

export const PlanItem = z.object({
  version: z.literal(1),
  occasion: z.string().check(z.maxLength(OCCASION_LIMIT)),
  text: Text,
  /** Where a network wants its own wording; left out: `text`. */
  variants: z.partialRecord(Site, Text),
  format: z.nullable(MixFormat),
  /** What to prepare: «фото с праздника». */
  attachments: z.string().check(z.maxLength(2000)),
  /** Entities of registered pages. */
  pages: z.array(z.string()),
  /** ISO date by the office's clock; null: not settled. */
  date: z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
  /** «10:00»; null: any time of the day. */
  time: z.nullable(z.string().check(z.regex(/^\d{2}:\d{2}$/))),
  responsible: z.string().check(z.maxLength(200)),
  /** The same for all items that one repetition has made; null: it stands alone. */
  series: z.nullable(z.string()),
  /** Not to be published after all; it stays in the plan for the report. */
  cancelled: z.boolean(),
});
export type PlanItem = z.infer<typeof PlanItem>;

export function emptyItem(date: string | null, pages: readonly string[] = []): PlanItem {
  return {
    version: 1,
    occasion: '',
    text: '',
    variants: {},
    format: null,
    attachments: '',
    pages: [...pages],
    date,
    time: null,
    responsible: '',
    series: null,
    cancelled: false,
  };
}

/** A post that was seen on a page and is the publication of a plan item there. */
export const PlanPost = z.object({
  version: z.literal(1),
  item: z.string(),
  page: z.string(),
  /** See `postKey`. */
  post: z.string(),
  link: z.nullable(z.string()),
  /** When it was published, as far as known, ms. */
  at: z.nullable(z.number()),
  /** `matched` by its text, or said by a person. */
  how: z.enum(['matched', 'said']),
  /** `yes`: it is; `no`: a person says that it is another one. */
  answer: z.enum(['yes', 'no']),
});
export type PlanPost = z.infer<typeof PlanPost>;

/** Entity of what is known about one post and one item. */
export const planPostEntity = (item: string, page: string, post: string): string => `plan-post:${item}:${page}:${post}`;

/** A plan item as it is shown: what stands now, what may be published. */
export interface PlanEntry {
  id: string;
  item: PlanItem;
  status: PlanStatus;
  /** What the office has approved; it is offered at the composer even while a later draft is being written. */
  approved: PlanItem | null;
  /** Every wording that stands, when two people edited apart; then `item` is the first of them. */
  apart: readonly PlanItem[];
  /** Ids of the revisions that the next one supersedes, and that an approval speaks of. */
  parents: string[];
  posts: readonly PlanPost[];
}

export interface PlanRevision {
  id: string;
  parents: readonly string[];
  body: PlanItem;
}

/** Whether what is published, and where, is the same; the day, the hour and who does it may be moved without asking again. */
export function sameContent(a: PlanItem, b: PlanItem): boolean {
  const content = ({ occasion, text, variants, format, pages }: PlanItem): string =>
    JSON.stringify([occasion, text, Object.entries(variants).sort(), format, [...pages].sort()]);
  return content(a) === content(b);
}

/** An item from its revisions and the steps of its approval; null when there is no revision. */
export function planEntry(
  id: string,
  revisions: readonly PlanRevision[],
  steps: readonly ApprovalStep[],
  posts: readonly PlanPost[],
  today: string,
): PlanEntry | null {
  const { heads, states, inUse } = approvalOf(revisions, steps, { today });
  const [head] = heads;
  if (!head) return null;
  const state = states.get(head.id);
  const item = head.body;
  // A newer revision that only moves what was approved needs no second approval.
  const isApproved = state === 'approved' || (inUse !== null && heads.length === 1 && sameContent(inUse.body, item));
  const status = item.cancelled ? 'cancelled' : isApproved ? 'approved' : state === 'proposed' ? 'proposed' : 'draft';
  return {
    id,
    item,
    status,
    approved: item.cancelled ? null : isApproved ? item : (inUse?.body ?? null),
    apart: heads.length > 1 ? heads.map(({ body }) => body) : [],
    parents: heads.map((one) => one.id),
    posts,
  };
}

export type PlanState = PlanStatus | 'published' | 'partly' | 'overdue';

/** Pages on which an item was seen published. */
export function publishedOn({ posts }: Pick<PlanEntry, 'posts'>): Set<string> {
  return new Set(posts.filter(({ answer }) => answer === 'yes').map(({ page }) => page));
}

/** Instant by which an item is owed, ms: its time, or the end of its day; null: no date. */
export function dueAt({ date, time }: Pick<PlanItem, 'date' | 'time'>, zone: string): number | null {
  if (date === null) return null;
  const minutes = time === null ? null : minutesOf(time);
  if (minutes === null) return startOf(date, zone) + 24 * 60 * MINUTE;
  return instantsOf(civilOf(date) + minutes * MINUTE, zone).first;
}

/**
 * Where an item stands. `partly`: seen on some of its pages. `overdue` means that it was not seen on every page after its
 * time; what was not read may be published all the same.
 */
export function stateOf(entry: PlanEntry, zone: string, now: number): PlanState {
  const { item } = entry;
  const seen = publishedOn(entry);
  if (item.pages.length > 0 ? item.pages.every((page) => seen.has(page)) : seen.size > 0) return 'published';
  if (item.cancelled) return 'cancelled';
  const due = dueAt(item, zone);
  if (due !== null && due < now) return 'overdue';
  return seen.size > 0 ? 'partly' : entry.status;
}

const ORDER: Record<PlanState, number> = {
  overdue: 0,
  partly: 1,
  approved: 1,
  proposed: 1,
  draft: 1,
  published: 2,
  cancelled: 3,
};

/** Overdue first, then by date and time; those without a date after those with one; done and cancelled last. */
export function inOrder(entries: readonly PlanEntry[], zone: string, now: number): PlanEntry[] {
  const keys = new Map(
    entries.map((entry) => [
      entry,
      `${ORDER[stateOf(entry, zone, now)]} ${entry.item.date ?? '9999'} ${entry.item.time ?? '99'} ${entry.id}`,
    ]),
  );
  return [...entries].sort((a, b) => (keys.get(a)! < keys.get(b)! ? -1 : 1));
}

/** The wording for one network. */
export function textFor(item: PlanItem, site: Site): string {
  return item.variants[site]?.trim() || item.text;
}

export type PlanFault = 'nothing' | 'no-page' | 'no-date' | 'date' | 'time';

/** Why an item cannot be put up for approval yet. */
export function faultsOf(item: PlanItem): PlanFault[] {
  const faults: PlanFault[] = [];
  if (!item.occasion.trim() && !item.text.trim()) faults.push('nothing');
  if (item.pages.length === 0) faults.push('no-page');
  if (item.date === null) faults.push('no-date');
  return faults;
}
