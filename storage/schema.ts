/** What is in the database. A record that no longer fits its schema is set aside, never dropped. */
import type { DBSchema } from 'idb';
import * as z from 'zod/mini';
import { Revision } from '../office/revisions';
import { WeekCount } from '../publishing/count';
import { FeedSpans } from '../publishing/feed';
import { Comment, Post } from '../types';

export const NAME = 'smotritel';

export const StoredPost = z.object({ page: z.string(), post: Post, firstSeen: z.number(), lastSeen: z.number() });
export type StoredPost = z.infer<typeof StoredPost>;

export const StoredComment = z.object({ page: z.string(), comment: Comment, lastSeen: z.number() });
export type StoredComment = z.infer<typeof StoredComment>;

/** How far one page's feed was read, and when it was last looked at. */
export const Sight = z.object({
  page: z.string(),
  spans: FeedSpans,
  lastSeen: z.number(),
  health: z.nullable(z.enum(['ok', 'degraded', 'broken'])),
});
export type Sight = z.infer<typeof Sight>;

/** A week's count, kept after its posts have expired. */
export const StoredWeek = z.object({ page: z.string(), week: z.string(), count: WeekCount });
export type StoredWeek = z.infer<typeof StoredWeek>;

/** A record that could not be read, as it was, with the reason. */
export interface SetAside {
  store: string;
  record: unknown;
  reason: string;
  at: number;
}

export interface Schema extends DBSchema {
  revisions: { key: string; value: Revision; indexes: { entity: string; kind: string } };
  posts: { key: [string, string]; value: StoredPost; indexes: { lastSeen: number; page: string } };
  comments: { key: [string, string]; value: StoredComment; indexes: { lastSeen: number } };
  sights: { key: string; value: Sight };
  weeks: { key: [string, string]; value: StoredWeek; indexes: { page: string } };
  settings: { key: string; value: unknown };
  setAside: { key: number; value: SetAside };
}

export type StoreName = 'revisions' | 'posts' | 'comments' | 'sights' | 'weeks' | 'settings' | 'setAside';

/** Stores with their schemas, for the archive and for tests; what is set aside has none. */
export const RECORDS = {
  revisions: Revision,
  posts: StoredPost,
  comments: StoredComment,
  sights: Sight,
  weeks: StoredWeek,
} as const;
