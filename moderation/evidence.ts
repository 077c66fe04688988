/**
 * Evidence of one comment, kept before anything is removed: what stood there, where, when it was read, by which rule
 * and clause it was judged, as worded that day. It is personal data, so it lies in a file of its own under a key of
 * its own (`office/evidence`), and the records keep nothing but its salted hash.
 */
import * as z from 'zod/mini';
import { utf8 } from '../office/bytes';
import { canonical, wellFormed } from '../office/record';
import { Clause, Finding, Moment, Site } from '../types';

export const Picture = z.object({
  /** `image/png` or `image/jpeg` */
  type: z.string(),
  /** base64 */
  data: z.string(),
  width: z.number(),
  height: z.number(),
  /** ms since the epoch */
  at: z.number(),
});
export type Picture = z.infer<typeof Picture>;

export const Evidence = z.object({
  version: z.literal(1),
  case: z.string(),
  site: Site,
  page: z.object({ id: z.string(), name: z.string(), link: z.string() }),
  /** Address in the tab. */
  address: z.string(),
  about: z.enum(['comment', 'message']),
  comment: z.object({
    id: z.string(),
    permalink: z.nullable(z.string()),
    author: z.object({ name: z.string(), link: z.nullable(z.string()) }),
    text: z.string(),
    time: z.nullable(Moment),
    /** As the site printed it. */
    timeLabel: z.string(),
  }),
  post: z.nullable(z.object({ id: z.string(), permalink: z.nullable(z.string()), text: z.string() })),
  /** When the comment was read, ms since the epoch. */
  readAt: z.number(),
  findings: z.array(Finding),
  criticism: z.boolean(),
  /** Every clause that the findings or the decision name, as worded that day. */
  clauses: z.array(Clause),
  /** Clause that the person rests the decision on; null: none yet. */
  basis: z.nullable(z.string()),
  decided: z.object({ by: z.string(), at: z.number() }),
  /** The comment's own markup, without scripts, styles and addresses of pictures. */
  markup: z.string(),
  picture: z.nullable(Picture),
});
export type Evidence = z.infer<typeof Evidence>;

/** Canonical JSON (RFC 8785) in UTF-8, so that what is hashed has one form. @throws TypeError for what JSON cannot hold */
export function evidenceBytes(evidence: Evidence): Uint8Array {
  return utf8(canonical(evidence, wellFormed));
}

/** What a file holds, checked; null for one of another shape. */
export function readEvidence(content: unknown): Evidence | null {
  const evidence = Evidence.safeParse(content);
  return evidence.success ? evidence.data : null;
}
