/** What is in the database. A record that no longer fits its schema is set aside, never dropped. */
import type { DBSchema } from 'idb';
import * as z from 'zod/mini';
import { StoredCase, StoredWatch } from '../moderation/stored';
import { EvidenceFile, EvidenceKey } from '../office/evidence';
import type { KeyPairs } from '../office/keys';
import { OfficeRecord } from '../office/record';
import type { Subscription } from '../packs/subscription';
import { WeekCount } from '../publishing/count';
import { FeedSpans } from '../publishing/feed';
import { Publication } from '../publishing/publications';
import { Queue } from '../publishing/queue';
import type { Setup } from '../sync/setup';
import { Comment, Post } from '../types';
import type { StoredSeal } from './ledger';

export const NAME = 'smotritel';

/** `until` of a post whose time could not be read: it may belong to any week. */
export const UNTIL_UNKNOWN = Number.MAX_SAFE_INTEGER;

export const StoredPost = z.object({
  version: z.literal(1),
  page: z.string(),
  /** The same on every face of the page, unlike `post.id`: see `postKey`. */
  id: z.string(),
  /** The post was published before this instant, ms. */
  until: z.number(),
  post: Post,
  firstSeen: z.number(),
  lastSeen: z.number(),
});
export type StoredPost = z.infer<typeof StoredPost>;

export const StoredComment = z.object({
  version: z.literal(1),
  page: z.string(),
  id: z.string(),
  comment: Comment,
  firstSeen: z.number(),
  lastSeen: z.number(),
});
export type StoredComment = z.infer<typeof StoredComment>;

/** How far one page's feed was read, and when it was last looked at. */
export const Sight = z.object({
  version: z.literal(1),
  page: z.string(),
  spans: FeedSpans,
  lastSeen: z.number(),
  health: z.nullable(z.enum(['ok', 'degraded', 'broken'])),
  /** What waited in the site's own queue when that was last open; left out: it never was. */
  queue: z.optional(Queue),
});
export type Sight = z.infer<typeof Sight>;

/** A week's count, kept after its posts have expired. */
export const StoredWeek = z.object({
  version: z.literal(1),
  page: z.string(),
  /** «2026-W48» */
  week: z.string(),
  count: WeekCount,
});
export type StoredWeek = z.infer<typeof StoredWeek>;

/** One setting; `office/settings.ts` knows which there are and what they may be. */
export const StoredSetting = z.object({ version: z.literal(1), name: z.string(), value: z.unknown() });
export type StoredSetting = z.infer<typeof StoredSetting>;

/** A record that could not be read, as it was, with the reason. */
export const SetAside = z.object({
  version: z.literal(1),
  store: z.string(),
  record: z.unknown(),
  reason: z.string(),
  /** ms since the epoch */
  at: z.number(),
});
export type SetAside = z.infer<typeof SetAside>;

/**
 * What belongs to this browser and never leaves it: `author`, the id that it writes under, `seq` and `last`, the number
 * and the id of its last record, `office` and `member`, the office that it belongs to and who it is there.
 */
export interface Meta {
  name: string;
  value: unknown;
}

/** This browser's own keys, which cannot be taken out of it: `member`. */
export interface Keys {
  name: string;
  pairs: KeyPairs;
}

export interface Schema extends DBSchema {
  revisions: {
    key: string;
    value: OfficeRecord;
    indexes: { entity: string; kind: string; author: [string, number] };
  };
  posts: { key: [string, string]; value: StoredPost; indexes: { until: [string, number]; lastSeen: number } };
  comments: { key: [string, string]; value: StoredComment; indexes: { lastSeen: number } };
  sights: { key: string; value: Sight };
  weeks: { key: [string, string]; value: StoredWeek };
  publications: { key: [string, string]; value: Publication; indexes: { at: [string, number] } };
  settings: { key: string; value: StoredSetting };
  evidence: { key: string; value: EvidenceFile; indexes: { case: string } };
  evidenceKeys: { key: string; value: EvidenceKey };
  cases: { key: string; value: StoredCase; indexes: { page: [string, string]; open: number; changedAt: number } };
  watches: { key: [string, string]; value: StoredWatch };
  keys: { key: string; value: Keys };
  /** Signatures over records of others, and the remotes; both belong to this browser. */
  seals: { key: [string, string]; value: StoredSeal; indexes: { author: string } };
  remotes: { key: string; value: Setup };
  /** Subscriptions of this browser; what they bring can be fetched again. */
  packs: { key: string; value: Subscription };
  meta: { key: string; value: Meta };
  setAside: { key: number; value: SetAside };
}

export type StoreName =
  | 'revisions'
  | 'posts'
  | 'comments'
  | 'sights'
  | 'weeks'
  | 'publications'
  | 'settings'
  | 'evidence'
  | 'evidenceKeys'
  | 'cases'
  | 'watches'
  | 'keys'
  | 'seals'
  | 'remotes'
  | 'packs'
  | 'meta'
  | 'setAside';

/** Stores with their schemas, for what reads them, the archive and the tests. */
export const RECORDS = {
  revisions: OfficeRecord,
  posts: StoredPost,
  comments: StoredComment,
  sights: Sight,
  weeks: StoredWeek,
  publications: Publication,
  settings: StoredSetting,
  evidence: EvidenceFile,
  evidenceKeys: EvidenceKey,
  cases: StoredCase,
  watches: StoredWatch,
} as const;

export type RecordStore = keyof typeof RECORDS;
export type Stored<Name extends RecordStore> = z.infer<(typeof RECORDS)[Name]>;

/** Why a record does not fit; never its words, only where and what was expected. */
export function misfit(error: z.core.$ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
