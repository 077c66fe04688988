/** What content script, background and dashboard tell each other about cases; part of `messages.ts`. */
import * as z from 'zod/mini';
import { Comment, Kind, PostCoverage, Site } from '../types';
import { Decision, Outcome, Report, State } from './case-words';
import { Clocks } from './clock';
import { CHORD, KEY_ACTS } from './keys';

/** Keys that were bound anew; see `keys.ts`. */
export const Keys = z.partialRecord(z.enum(KEY_ACTS), z.string().check(z.regex(CHORD)));

/** A case as the page's panel and card show it. */
export const CaseView = z.object({
  id: z.string(),
  /** The site's own id of the comment. */
  comment: z.string(),
  state: State,
  decision: z.nullable(Decision),
  clause: z.nullable(z.string()),
  /** Running number of the last record, in its author's line; null: nothing was done yet. */
  number: z.nullable(z.number()),
  /** Who did the last step; null: nobody. */
  by: z.nullable(z.object({ mine: z.boolean(), name: z.string() })),
  changedAt: z.number(),
  /** First seen after the visit before this one. */
  fresh: z.boolean(),
  /** Only for comments that wait for an answer. */
  clocks: z.nullable(Clocks),
  /** What it asks or complains about, by the name of the topic; null: it does not wait, or nothing tells. */
  topic: z.nullable(z.string()),
  firstAnswer: z.nullable(z.number()),
  /** Decisions of colleagues that differ from the one in force. */
  rivals: z.array(z.object({ decision: z.nullable(Decision), name: z.string() })),
  evidence: z.boolean(),
  /** A colleague asks for consent to blocking the author, and nobody gave or refused it. */
  banAsked: z.boolean(),
  /**
   * What it belongs together with: the name that all cases of the group give it, and how many others there are. A list
   * of them in each would grow with the square of a wave.
   */
  repeats: z.array(z.object({ kind: z.enum(['text', 'author', 'wave']), group: z.string(), others: z.number() })),
});
export type CaseView = z.infer<typeof CaseView>;

/** A comment that is gone without anybody having decided so, with its last copy. */
export const VanishedView = z.object({
  id: z.string(),
  author: z.string(),
  text: z.string(),
  lastSeen: z.number(),
  kinds: z.array(Kind),
});
export type VanishedView = z.infer<typeof VanishedView>;

/** Another page on which something waits. */
export const Elsewhere = z.object({
  page: z.string(),
  name: z.string(),
  site: Site,
  link: z.string(),
  open: z.number(),
  overdue: z.number(),
});
export type Elsewhere = z.infer<typeof Elsewhere>;

export const QueueView = z.object({
  cases: z.array(CaseView),
  vanished: z.array(VanishedView),
  elsewhere: z.array(Elsewhere),
  keys: Keys,
});
export type QueueView = z.infer<typeof QueueView>;

/** A part of the tab, CSS px, with the device's pixels per CSS px. */
export const Shot = z.object({
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
  ratio: z.number(),
});
export type Shot = z.infer<typeof Shot>;

/** What the page shows of a comment when it is decided. */
export const Exhibit = z.object({
  about: z.enum(['comment', 'message']),
  comment: Comment,
  post: z.nullable(z.object({ id: z.string(), permalink: z.nullable(z.string()), text: z.string() })),
  address: z.string(),
  /** See `sanitisedMarkup`; empty: the comment is not on the page. */
  markup: z.string(),
  readAt: z.number(),
  /** null: no picture is asked for. */
  shot: z.nullable(Shot),
});
export type Exhibit = z.infer<typeof Exhibit>;

export const Decided = z.object({
  view: CaseView,
  /** `none`: none was asked for; `withheld`: the browser gave no permission for this tab. */
  picture: z.enum(['taken', 'withheld', 'none']),
});
export type Decided = z.infer<typeof Decided>;

export const BanView = z.object({
  allowed: z.boolean(),
  why: z.enum(['repeated', 'agreed', 'not']),
  violations: z.number(),
  /** Somebody asked for a second person's consent: this browser may give it, or not being the asker's own. */
  asked: z.enum(['no', 'by-me', 'by-other']),
});
export type BanView = z.infer<typeof BanView>;

const Page = z.string();
const Nothing = z.null();

/** Name → what is asked → what is answered; all by the background. */
export const MODERATION = {
  queue: { request: z.object({ page: Page, comments: z.array(z.string()) }), reply: QueueView },
  /** Several at once are decided alike, with evidence for each. Evidence is kept before anything is answered. */
  decide: {
    request: z.object({
      page: Page,
      exhibits: z.array(Exhibit),
      decision: Decision,
      /** Id of the clause that the decision rests on. */
      clause: z.nullable(z.string()),
      /** Why nothing is reported about a grave case that is to be removed; null: not said. */
      report: z.nullable(Report),
    }),
    reply: z.array(Decided),
  },
  step: {
    request: z.object({ case: z.string(), act: z.enum(['take', 'release', 'undo', 'interim']) }),
    reply: CaseView,
  },
  /** Comments whose disappearance nothing else explains; and those known to be here. */
  fates: {
    request: z.object({
      page: Page,
      gone: z.array(z.string()),
      here: z.array(z.string()),
      /** Posts all of whose comments are on the page now. */
      whole: z.array(z.object({ post: z.string(), comments: z.array(z.string()) })),
    }),
    reply: Nothing,
  },
  /** The page itself replied to these comments. */
  replies: { request: z.object({ page: Page, comments: z.array(z.string()) }), reply: Nothing },
  stateOutcome: {
    request: z.object({ case: z.string(), outcome: Outcome, clause: z.nullable(z.string()) }),
    reply: Nothing,
  },
  watched: {
    request: z.object({ page: Page, posts: z.array(PostCoverage), unhealthy: z.boolean(), at: z.number() }),
    reply: Nothing,
  },
  ban: {
    request: z.object({ case: z.string(), act: z.enum(['look', 'ask', 'agree', 'refuse', 'withdraw']) }),
    reply: BanView,
  },
  /** Answered by the content script: opens the card of the comment that the context menu was called on. */
  decidePointed: { request: Nothing, reply: Nothing },
  /** The text for the police or the supervising body. */
  graveText: { request: z.object({ case: z.string(), to: z.enum(['police', 'supervisor']) }), reply: z.string() },
} as const;
