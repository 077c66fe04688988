/**
 * The typed contract between content script, background, popup and dashboard. Every request is checked with its schema
 * on receipt, every answer before it is sent and again on receipt; only the content script, which carries no schemas,
 * takes the background's answers as they were checked there.
 */

import browser from 'webextension-polyfill';
import * as z from 'zod/mini';
import { MARK } from './envelope';
import { MODERATION } from './moderation/protocol';
import { Problem } from './problem';
import { DetailCheck } from './publishing/shown-details';
import { Layout } from './sites/layout';
import { Clause, Comment, Coverage, Health, Kind, Moment, PageIdentity, Post, Reading, Site, Verdict } from './types';

export const Language = z.enum(['ru', 'en']);
export type Language = z.infer<typeof Language>;

/** A registered page as other processes see it. */
export const PageView = z.object({
  id: z.string(),
  site: Site,
  name: z.string(),
  keys: z.array(z.string()),
  link: z.string(),
  /** Publications a week that are owed, and the act that says so. */
  norm: z.number(),
  normSource: z.string(),
});
export type PageView = z.infer<typeof PageView>;

/** The week of one page. `count` is exact, a lower bound, or unknown (then 0 and never to be shown). */
export const WeekView = z.object({
  /** ISO dates of the week's Monday and Sunday in the office's zone. */
  monday: z.string(),
  sunday: z.string(),
  count: z.number(),
  state: z.enum(['exact', 'atLeast', 'unknown']),
  norm: z.number(),
  /** The oldest and newest instants of the week up to which the feed was read without a hole, ms; null: never. */
  readBackTo: z.nullable(z.number()),
  asOf: z.nullable(z.number()),
});
export type WeekView = z.infer<typeof WeekView>;

/** A text of the interface, or its plural forms; see locales/translate.ts. */
const Text = z.union([
  z.string(),
  z.object({ one: z.string(), few: z.optional(z.string()), many: z.optional(z.string()), other: z.string() }),
]);

/** How the person left the panel: its middle is wanted at x, y of the window (0…1). */
export const PanelState = z.object({ collapsed: z.boolean(), x: z.number(), y: z.number() });
export type PanelState = z.infer<typeof PanelState>;

/** Whom the specialist asks when a page is not understood; empty where the office named nobody. */
const Helper = z.object({ name: z.string(), phone: z.string() });

/** What a content script needs to know about the page that it stands on. */
export const Opened = z.object({
  /** null: not registered, so nothing but the identity is read. */
  page: z.nullable(PageView),
  language: Language,
  zone: z.string(),
  /** Show findings of the lowest level too. */
  showLook: z.boolean(),
  clauses: z.array(Clause),
  helper: Helper,
  panel: PanelState,
});
export type Opened = z.infer<typeof Opened>;

/** One comment judged. `dismissed`: the person said «не нарушение» about this very text. */
export const Judged = z.object({ id: z.string(), verdict: Verdict, dismissed: z.boolean() });
export type Judged = z.infer<typeof Judged>;

export const SuggestionView = z.object({
  template: z.string(),
  title: z.string(),
  /** The text with its variables filled in as far as they are known. */
  text: z.string(),
  /** Names of variables that nobody could fill; the person is asked. */
  missing: z.array(z.string()),
  favourite: z.boolean(),
  /** Topics and words for which it was suggested. */
  why: z.array(z.string()),
});
export type SuggestionView = z.infer<typeof SuggestionView>;

/** What the content script of a tab tells about it: for the popup, and for the table of `npm start`. */
export const TabView = z.object({
  identity: z.nullable(PageIdentity),
  page: z.nullable(PageView),
  layout: z.nullable(z.string()),
  health: z.nullable(Health),
  coverage: z.nullable(Coverage),
  week: z.nullable(WeekView),
  /** Marked comments by kind, dismissed ones left out. */
  marked: z.partialRecord(Kind, z.number()),
});
export type TabView = z.infer<typeof TabView>;

/** One registered page in the popup and on the dashboard. */
export const PageOverview = z.object({
  page: PageView,
  week: WeekView,
  /** When the page was last read, ms; null: never. */
  lastSeen: z.nullable(z.number()),
  health: z.nullable(z.enum(['ok', 'degraded', 'broken'])),
});
export type PageOverview = z.infer<typeof PageOverview>;

/** A plan item as the panel offers it beside the site's post editor. */
export const PlanOffer = z.object({
  id: z.string(),
  /** «Сход граждан — 24 ноября, 10:00», as it is to be shown. */
  title: z.string(),
  /** What to prepare, or that it is out. */
  note: z.string(),
  /** The wording for this network. */
  text: z.string(),
  /** It was seen published on this page. */
  done: z.boolean(),
  /** The next of the item's other pages on which it was not seen yet, and how to lead there. */
  next: z.nullable(z.object({ link: z.string(), words: z.string() })),
});
export type PlanOffer = z.infer<typeof PlanOffer>;

/** What the week still owes and what comes next, for the popup. */
export const Agenda = z.object({
  /** Pages below their norm; `missing` null: not read far enough to tell. */
  owed: z.array(z.object({ page: z.string(), missing: z.nullable(z.number()) })),
  /** Items whose time is past and that were not seen. */
  overdue: z.number(),
  next: z.nullable(
    z.object({
      occasion: z.string(),
      date: z.string(),
      time: z.nullable(z.string()),
      approved: z.boolean(),
      /** Pages on which it is still to be published. */
      pages: z.array(z.object({ name: z.string(), site: Site, link: z.string() })),
    }),
  ),
  /** Matches and vanished posts that a person has to decide. */
  questions: z.number(),
});
export type Agenda = z.infer<typeof Agenda>;

/** Why a request failed; each has its sentence in the locales. */
export const ProblemCode = z.enum([
  'storage-full',
  'storage-newer',
  'storage-blocked',
  'storage-broken',
  'page-taken',
  'case-changed',
  'clause-missing',
  'report-missing',
  'not-registered',
  'bad-message',
  'unexpected',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

export { Problem };

const Nothing = z.null();

/** Name → what is asked → what is answered. The first part is answered by the background. */
const PROTOCOL = {
  /** What the site's pages look like; the content script carries no layout itself. */
  layouts: { request: z.object({ site: Site }), reply: z.array(Layout) },
  /** The texts of the panel and the card. */
  texts: { request: z.object({ language: Language }), reply: z.record(z.string(), Text) },
  /** The style sheet of the panel and the card. */
  styles: { request: Nothing, reply: z.string() },
  /** A content script arrived on a page, or the page in its tab changed. */
  open: {
    /** `settled`: the page has been still, so that its keys belong together and may be learned. */
    request: z.object({ identity: PageIdentity, settled: z.boolean() }),
    reply: Opened,
  },
  judge: { request: z.object({ page: z.string(), comments: z.array(Comment) }), reply: z.array(Judged) },
  /** A reading's posts: stored, counted, shown on the badge of the sender's tab. */
  posts: {
    request: z.object({
      page: z.string(),
      identity: PageIdentity,
      posts: z.array(Post),
      feed: Reading.shape.feed,
      health: Health,
      readAt: z.number(),
    }),
    reply: WeekView,
  },
  /** The tab shows a page that is not registered, or none of ours: its badge is cleared. */
  leave: { request: Nothing, reply: Nothing },
  suggest: {
    request: z.object({
      page: z.string(),
      comment: z.nullable(z.object({ text: z.string(), author: z.string(), time: z.nullable(Moment) })),
      postText: z.string(),
      kinds: z.array(Kind),
      /** What the person typed into the search field; empty: rank by the comment alone. */
      query: z.string(),
    }),
    reply: z.array(SuggestionView),
  },
  /** «Не нарушение» about a text, and taking that back. */
  dismiss: { request: z.object({ page: z.string(), text: z.string(), dismissed: z.boolean() }), reply: Nothing },
  favourite: { request: z.object({ template: z.string(), favourite: z.boolean() }), reply: Nothing },
  panel: { request: PanelState, reply: Nothing },
  showDashboard: { request: z.object({ place: z.string() }), reply: Nothing },
  /** Approved items of the plan for a page, overdue ones first. */
  plan: {
    request: z.object({ page: z.string() }),
    reply: z.object({ offers: z.array(PlanOffer), today: z.string() }),
  },
  /** Advice about a post's text before it is published, and how long it may be. */
  checkDraft: {
    request: z.object({ page: z.string(), text: z.string(), item: z.nullable(z.string()) }),
    reply: z.object({ advice: z.array(z.object({ words: z.string(), fragment: z.string() })), limit: z.number() }),
  },
  /** What of point 2.4 the page in a tab shows, against the register; null: it does not tell. */
  details: { request: z.object({ tab: z.number(), site: Site }), reply: z.nullable(z.array(DetailCheck)) },
  agenda: { request: Nothing, reply: Agenda },
  overview: { request: Nothing, reply: z.object({ pages: z.array(PageOverview), helper: Helper, language: Language }) },
  register: { request: z.object({ identity: PageIdentity }), reply: PageView },
  ...MODERATION,
  /** Exchanges now: with one remote, or with all that are not paused; answered when that is done. */
  exchange: { request: z.object({ remote: z.nullable(z.string()) }), reply: Nothing },
  /** Asks for a pack now, or for all that are subscribed to by address; what came of it stands with each. */
  /** Sends the district what the office agreed to show it, or takes it back: see `storage/district.ts`. */
  publishFigures: { request: z.object({}), reply: Nothing },
  refreshPacks: { request: z.object({ pack: z.nullable(z.string()) }), reply: Nothing },
  /** The report of a fault in what we draw on the site's page, without anybody's words. */
  faultReport: { request: z.object({ name: z.string(), message: z.string(), stack: z.string() }), reply: z.string() },
  /** Answered by the content script of the tab that is asked. */
  describe: { request: Nothing, reply: TabView },
  /** Told to content scripts: registry, rules, templates or settings changed. */
  changed: { request: Nothing, reply: Nothing },
} as const;

type Protocol = typeof PROTOCOL;
export type MessageName = keyof Protocol;
export type Request<Name extends MessageName> = z.infer<Protocol[Name]['request']>;
export type Reply<Name extends MessageName> = z.infer<Protocol[Name]['reply']>;
export type Handlers = {
  [Name in MessageName]?: (request: Request<Name>, sender: browser.Runtime.MessageSender) => Promise<Reply<Name>>;
};

const Envelope = z.object({
  mark: z.literal(MARK),
  name: z.enum(Object.keys(PROTOCOL) as [MessageName, ...MessageName[]]),
  data: z.unknown(),
});
const Answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), code: ProblemCode, message: z.string() }),
]);

/**
 * Asks the background.
 * @throws Problem with the code that the other side gave, `bad-message` for an answer that does not fit,
 * whatever the browser throws when the other side is gone.
 */
export async function ask<Name extends MessageName>(name: Name, data: Request<Name>): Promise<Reply<Name>> {
  return understand(name, await browser.runtime.sendMessage({ mark: MARK, name, data }));
}

/** Asks the content script of a tab; throws as `ask` does, also when there is none. */
export async function askTab<Name extends MessageName>(
  tab: number,
  name: Name,
  data: Request<Name>,
): Promise<Reply<Name>> {
  return understand(name, await browser.tabs.sendMessage(tab, { mark: MARK, name, data }, { frameId: 0 }));
}

function understand<Name extends MessageName>(name: Name, raw: unknown): Reply<Name> {
  const answer = Answer.safeParse(raw);
  if (!answer.success) throw new Problem('bad-message', `no answer to «${name}»`);
  if (!answer.data.ok) throw new Problem(answer.data.code, answer.data.message);
  const reply = PROTOCOL[name].reply.safeParse(answer.data.data);
  if (!reply.success) throw new Problem('bad-message', `answer to «${name}»: ${z.prettifyError(reply.error)}`);
  return reply.data as Reply<Name>;
}

/** Answers messages until `signal` is aborted. Messages that no handler is for are left to other listeners. */
export function serve(handlers: Handlers, signal?: AbortSignal): void {
  const listener = (raw: unknown, sender: browser.Runtime.MessageSender): Promise<unknown> | undefined => {
    const envelope = Envelope.safeParse(raw);
    if (!envelope.success || sender.id !== browser.runtime.id) return undefined;
    const handler = handlers[envelope.data.name] as ((data: unknown, sender: unknown) => Promise<unknown>) | undefined;
    if (!handler) return undefined;
    return answer(envelope.data.name, envelope.data.data, (data) => handler(data, sender));
  };
  browser.runtime.onMessage.addListener(listener);
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(listener), { once: true });
}

async function answer(
  name: MessageName,
  data: unknown,
  handler: (data: unknown) => Promise<unknown>,
): Promise<unknown> {
  try {
    const request = PROTOCOL[name].request.safeParse(data);
    if (!request.success) throw new Problem('bad-message', `«${name}»: ${z.prettifyError(request.error)}`);
    const reply = PROTOCOL[name].reply.safeParse(await handler(request.data));
    if (!reply.success) throw new Problem('unexpected', `«${name}»: ${z.prettifyError(reply.error)}`);
    return { ok: true, data: reply.data };
  } catch (error) {
    const code = error instanceof Problem ? error.code : 'unexpected';
    return { ok: false, code, message: error instanceof Error ? error.message : String(error) };
  }
}
