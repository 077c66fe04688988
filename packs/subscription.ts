/**
 * A subscription to one pack: what is known of it, and what becomes of a file that came. Pure: whoever fetches gives what
 * he got, and stores what is answered. Whatever comes, the last good pack stays.
 */
import * as z from 'zod/mini';
import { DEFAULT_CLAUSES } from '../detection/clauses';
import { PublicKey } from '../office/keys';
import { keyText, readPack, SignedPack, statement } from './pack';
import { rulesFault } from './rules';

/**
 * Why a pack was refused: what `readPack` finds; `key`: somebody else signed it; `other-pack`: the same publisher's, with
 * another id; `rollback`: an older issue than the one here; `same-number`: the number of the one here with other content;
 * `expired`; `rules`: its rules cannot be used.
 */
export const REFUSALS = [
  'too-large',
  'not-json',
  'later',
  'menu',
  'shape',
  'signature',
  'key',
  'other-pack',
  'rollback',
  'same-number',
  'expired',
  'rules',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Why nothing came. `permission`: the browser was not allowed to ask this server; `server`: it answered with an error. */
export const FAILURES = ['permission', 'network', 'server'] as const;
export type Failure = (typeof FAILURES)[number];

export const Trouble = z.object({
  why: z.enum([...REFUSALS, ...FAILURES]),
  /** Where in the file, which status: for whoever mends it. */
  detail: z.string(),
  /** ms since the epoch */
  at: z.number(),
  /** Number of the refused issue; null: it could not be read, or nothing came. */
  number: z.nullable(z.number()),
});
export type Trouble = z.infer<typeof Trouble>;

/** A subscription as the office's browsers hand it on; its entity is the address. Each fetches the pack itself. */
export const SharedSubscription = z.object({
  version: z.literal(1),
  url: z.string(),
  key: PublicKey,
  ended: z.boolean(),
});
export type SharedSubscription = z.infer<typeof SharedSubscription>;
/** Kind of the records. */
export const SUBSCRIPTION = 'subscription';

export const Subscription = z.object({
  version: z.literal(1),
  id: z.string(),
  /** Where it is fetched from; null: it comes by file. */
  url: z.nullable(z.string()),
  /** The publisher's key: no other signature is taken. */
  key: PublicKey,
  /** `office`: all its browsers have it; `person`: this browser alone, as before offices shared them. */
  from: z.enum(['person', 'policy', 'file', 'office']),
  addedAt: z.number(),
  /** The last good issue. */
  good: z.nullable(z.object({ signed: SignedPack, at: z.number() })),
  /** What the server called the file that was last taken. */
  etag: z.nullable(z.string()),
  modified: z.nullable(z.string()),
  /** When the server was last heard: a new file, or that there is none. */
  checkedAt: z.nullable(z.number()),
  trouble: z.nullable(Trouble),
});
export type Subscription = z.infer<typeof Subscription>;

/** A place and a key are one subscription, however often they are given. */
export function subscriptionId(url: string | null, key: PublicKey, pack = ''): string {
  return url === null ? `file:${keyText(key)}:${pack}` : `url:${url}`;
}

export function subscribed(place: Pick<Subscription, 'url' | 'key' | 'from'>, now: number, pack = ''): Subscription {
  return {
    version: 1,
    id: subscriptionId(place.url, place.key, pack),
    ...place,
    addedAt: now,
    good: null,
    etag: null,
    modified: null,
    checkedAt: null,
    trouble: null,
  };
}

/** What came. `fresh` has a file; `unchanged` is the server's 304. */
export type Arrival =
  | { type: 'fresh'; text: string; etag: string | null; modified: string | null }
  | { type: 'unchanged' }
  | { type: 'too-large' }
  | { type: 'failed'; why: Failure; detail: string };

export interface When {
  /** ms since the epoch */
  now: number;
  /** ISO date in the office's zone. */
  today: string;
}

/** The subscription after something came. The last good issue is replaced by a better one alone. */
export async function received(old: Subscription, arrival: Arrival, when: When): Promise<Subscription> {
  const { now } = when;
  switch (arrival.type) {
    case 'failed':
      return { ...old, trouble: { why: arrival.why, detail: arrival.detail, at: now, number: null } };
    case 'unchanged':
      // Said of the file that was last taken, so what was refused since is no longer there.
      return { ...old, checkedAt: now, trouble: null };
    case 'too-large':
      return refusing({ ...old, checkedAt: now }, 'too-large', '', null, now);
    case 'fresh': {
      const heard = { ...old, checkedAt: now };
      const judged = await judgedFile(old, arrival.text, when);
      // A refused file is asked for again in full: what is wrong with it may be mended under the same name.
      if (!judged.ok) return refusing(heard, judged.why, judged.detail, judged.number, now);
      const { etag, modified } = arrival;
      return { ...heard, good: { signed: judged.signed, at: now }, etag, modified, trouble: null };
    }
  }
}

function refusing(to: Subscription, why: Refusal, detail: string, number: number | null, at: number): Subscription {
  return { ...to, trouble: { why, detail, at, number } };
}

export type Judgement =
  | { ok: true; signed: SignedPack }
  | { ok: false; why: Refusal; detail: string; number: number | null };

/** Whether a file is a better issue for this subscription than the one that it has. */
export async function judgedFile(
  { key, good }: Pick<Subscription, 'key' | 'good'>,
  text: string,
  { today }: Pick<When, 'today'>,
): Promise<Judgement> {
  const read = await readPack(text);
  if (!read.ok) return { ok: false, why: read.fault, detail: read.detail, number: null };
  const { signed } = read;
  const { pack } = signed;
  const no = (why: Refusal, detail = ''): Judgement => ({ ok: false, why, detail, number: pack.number });
  if (keyText(signed.key) !== keyText(key)) return no('key');
  const here = good?.signed;
  if (here && here.pack.id !== pack.id) return no('other-pack', `${here.pack.id} → ${pack.id}`);
  if (here && pack.number < here.pack.number) return no('rollback', `${here.pack.number} → ${pack.number}`);
  if (here && pack.number === here.pack.number && statement(here.pack) !== statement(pack)) return no('same-number');
  if (pack.expires < today) return no('expired', pack.expires);
  const fault = rulesFault(pack, DEFAULT_CLAUSES);
  return fault ? no('rules', fault) : { ok: true, signed };
}
