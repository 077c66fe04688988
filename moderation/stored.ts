/**
 * What this browser keeps of cases besides their records: the rows of queue and journal, and which pages were
 * watched on which days. What is about a person in it can be erased; the records cannot and need not.
 */
import * as z from 'zod/mini';
import { Kind, Level, Moment, Site } from '../types';
import { Decision, Outcome, State } from './case-words';

/** The comment as it was last read: personal data, null once erased. */
export const Subject = z.object({
  post: z.nullable(z.string()),
  permalink: z.nullable(z.string()),
  author: z.object({ name: z.string(), link: z.nullable(z.string()) }),
  text: z.string(),
  time: z.nullable(Moment),
  timeLabel: z.string(),
});
export type Subject = z.infer<typeof Subject>;

/** One row of the queue and the journal: the standing of a case beside what it is about. */
export const StoredCase = z.object({
  version: z.literal(1),
  id: z.string(),
  page: z.string(),
  site: Site,
  /** The site's own id of the comment; empty once erased. */
  comment: z.string(),
  about: z.enum(['comment', 'message']),
  subject: z.nullable(Subject),
  /** Key of the text for repeats; empty for short texts and once erased. */
  textKey: z.string(),
  kinds: z.array(Kind),
  rules: z.array(z.string()),
  /** The surest level of a violation; null: none, it waits for an answer. */
  level: z.nullable(Level),
  criticism: z.boolean(),
  state: State,
  decision: z.nullable(Decision),
  /** Id of the clause that the decision names. */
  clause: z.nullable(z.string()),
  /** Id of the evidence file. */
  evidence: z.nullable(z.string()),
  outcome: z.nullable(Outcome),
  /** 1: somebody still has to do something; a number, because a database sorts no booleans. */
  open: z.union([z.literal(0), z.literal(1)]),
  firstSeen: z.number(),
  lastSeen: z.number(),
  /** When the case last changed, ms. */
  changedAt: z.number(),
  decidedAt: z.nullable(z.number()),
  firstAnswer: z.nullable(z.number()),
  /** Who made the last step, and its number in his line of records; null: nobody did anything yet. */
  by: z.nullable(z.object({ author: z.string(), seq: z.number(), record: z.string() })),
  /** Differing decisions that colleagues made apart. */
  rivals: z.number(),
  erasedAt: z.nullable(z.number()),
});
export type StoredCase = z.infer<typeof StoredCase>;

/** A page on a day in the office's zone: when somebody watched it, and how much of its comments was to be seen. */
export const StoredWatch = z.object({
  version: z.literal(1),
  page: z.string(),
  /** ISO date. */
  day: z.string(),
  /** Visits, ms, the earliest first. */
  visits: z.array(z.object({ from: z.number(), to: z.number() })),
  /** Posts whose comments were looked at that day, at their fullest reading. */
  posts: z.record(
    z.string(),
    z.object({ read: z.number(), said: z.nullable(z.number()), folded: z.number(), filtered: z.boolean() }),
  ),
  /** The markup was not understood at some time of the day. */
  unhealthy: z.boolean(),
});
export type StoredWatch = z.infer<typeof StoredWatch>;

type PostWatch = StoredWatch['posts'][string];

/** Readings further apart than this are two visits, ms. */
export const VISIT_GAP = 30 * 60_000;

/** One reading of a page's comments. */
export interface Look {
  page: string;
  day: string;
  at: number;
  posts: Readonly<Record<string, PostWatch>>;
  unhealthy: boolean;
}

/** The day with one more reading in it. */
export function watched(before: StoredWatch | null, look: Look): StoredWatch {
  const { page, day, at } = look;
  const seen: StoredWatch = {
    version: 1,
    page,
    day,
    visits: [{ from: at, to: at }],
    posts: { ...look.posts },
    unhealthy: look.unhealthy,
  };
  return before ? mergedWatch(before, seen) : seen;
}

/** Both browsers' or both readings' day in one; the order does not matter. */
export function mergedWatch(a: StoredWatch, b: StoredWatch): StoredWatch {
  const posts: Record<string, PostWatch> = Object.fromEntries(Object.entries(a.posts));
  for (const [id, theirs] of Object.entries(b.posts)) {
    const ours = Object.hasOwn(posts, id) ? posts[id] : undefined;
    posts[id] = ours ? fuller(ours, theirs) : theirs;
  }
  return { ...a, visits: joined([...a.visits, ...b.visits]), posts, unhealthy: a.unhealthy || b.unhealthy };
}

function fuller(a: PostWatch, b: PostWatch): PostWatch {
  const order = a.read - b.read || b.folded - a.folded || Number(b.filtered) - Number(a.filtered);
  const first = order || (a.said ?? -1) - (b.said ?? -1);
  return first >= 0 ? a : b;
}

function joined(visits: readonly { from: number; to: number }[]): StoredWatch['visits'] {
  const whole: StoredWatch['visits'] = [];
  for (const visit of [...visits].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = whole.at(-1);
    if (last && visit.from - last.to <= VISIT_GAP) last.to = Math.max(last.to, visit.to);
    else whole.push({ ...visit });
  }
  return whole;
}

/** What two browsers know of one case: what was erased in one is erased, the rest by the later change. */
export function mergedCase(a: StoredCase, b: StoredCase): StoredCase {
  const standing = order(standingOf(a), standingOf(b)) >= 0 ? a : b;
  const merged = {
    ...standing,
    subject: later(a.subject, b.subject),
    comment: a.comment > b.comment ? a.comment : b.comment,
    textKey: a.textKey > b.textKey ? a.textKey : b.textKey,
    firstSeen: Math.min(a.firstSeen, b.firstSeen),
    lastSeen: Math.max(a.lastSeen, b.lastSeen),
  };
  const erasures = [a.erasedAt, b.erasedAt].filter((at) => at !== null);
  return erasures.length > 0 ? erasedCase(merged, Math.min(...erasures)) : merged;
}

type Ordered = readonly (number | string)[];

/** What tells which of two standings is the later one; equal for equal standings only. */
function standingOf({
  subject: _s,
  comment: _c,
  textKey: _t,
  firstSeen: _f,
  lastSeen: _l,
  erasedAt: _e,
  ...row
}: StoredCase): Ordered {
  return [row.changedAt, row.by?.seq ?? 0, JSON.stringify(row)];
}

function order(a: Ordered, b: Ordered): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! > b[at]! ? 1 : -1;
}

/** Of two readings of one comment the same one in every browser. */
function later(a: Subject | null, b: Subject | null): Subject | null {
  if (!a || !b) return a ?? b;
  return JSON.stringify(a) > JSON.stringify(b) ? a : b;
}

/** The case without anything of a person; figures and hashes stay. */
export function erasedCase(row: StoredCase, at: number): StoredCase {
  return { ...row, subject: null, comment: '', textKey: '', erasedAt: at };
}
