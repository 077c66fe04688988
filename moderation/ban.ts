/**
 * Blocking a citizen is graver than deleting a comment: in October 2025 the Omsk regional court found unlawful that a
 * city administration had blocked a critic on its page. So it asks for a repeated violation, or for a second person.
 */
import * as z from 'zod/mini';
import type { CaseRecord } from './case';

/** Kind of the revisions in which a ban is asked for and agreed to; the entity is `banId`. */
export const BAN = 'ban';

export const BanRecord = z.object({
  version: z.literal(1),
  page: z.string(),
  act: z.enum(['ask', 'agree', 'refuse', 'withdraw']),
  /** Cases in which this author broke the rules. */
  cases: z.array(z.string()),
});
export type BanRecord = z.infer<typeof BanRecord>;

/** Violations after which the same author may be blocked without a second person. */
export const REPEATED = 2;

export interface BanAsk {
  /** Standing decisions about this author on this page, by case. */
  violations: readonly { decision: CaseRecord['decision']; clause: unknown; criticism: boolean }[];
  /** Who asks, and who agreed: ids of browsers. */
  asker: string;
  agreed: readonly string[];
}

export type BanVerdict = { allowed: true; why: 'repeated' | 'agreed' } | { allowed: false; violations: number };

/** Whether the author may be blocked, and why. */
export function judgeBan({ violations, asker, agreed }: BanAsk): BanVerdict {
  const counted = violations.filter(
    ({ decision, clause, criticism }) =>
      (decision === 'remove' || decision === 'warn') && clause !== null && !criticism,
  );
  if (counted.length >= REPEATED) return { allowed: true, why: 'repeated' };
  if (agreed.some((who) => who !== asker)) return { allowed: true, why: 'agreed' };
  return { allowed: false, violations: counted.length };
}
