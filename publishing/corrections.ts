/**
 * What a person says of the count: a post that is not ours, one counted twice, one published while the page could not be
 * read. Each is a revision, so every correction leaves its trace, and taking it back is another revision. What was read
 * from the site stays as it was read; corrections are laid over it when a number is shown.
 */
import * as z from 'zod/mini';
import type { WeekCount } from './count';
import { MixFormat } from './formats';
import { postKey } from './sightings';
import type { Week } from './week';

/**
 * `ours`: published by the page though its author could not be read. `not-ours`, `duplicate`: not to be counted.
 * `removed`: the person confirms that it is gone from the page. `present`: it is there though it was not found.
 * `none`: an earlier word taken back.
 */
export const VERDICTS = ['ours', 'not-ours', 'duplicate', 'removed', 'present', 'none'] as const;
export const CorrectionVerdict = z.enum(VERDICTS);
export type CorrectionVerdict = z.infer<typeof CorrectionVerdict>;

/** The longest explanation of a correction, UTF-16 units. */
export const NOTE_LENGTH = 500;

export const Correction = z.object({
  version: z.literal(1),
  page: z.string(),
  /** See `postKey`. */
  post: z.string(),
  verdict: CorrectionVerdict,
  /** What the person says the post is; null: as it was read. */
  formats: z.nullable(z.array(MixFormat)),
  /** Why, in the person's words. */
  note: z.string().check(z.maxLength(NOTE_LENGTH)),
});
export type Correction = z.infer<typeof Correction>;

/** A publication entered by its link. */
export const ManualPost = z.object({
  version: z.literal(1),
  page: z.string(),
  link: z.string(),
  /** What the link says of the post's id (see `postKey`); null: nothing. */
  post: z.nullable(z.string()),
  /** ISO date on which it was published, by the office's clock. */
  date: z.string(),
  text: z.string().check(z.maxLength(600)),
  formats: z.array(MixFormat),
  /** Entered by mistake. */
  removed: z.boolean(),
});
export type ManualPost = z.infer<typeof ManualPost>;

/** Entity of a post's correction. */
export const correctionEntity = (page: string, post: string): string => `correction:${page}:${post}`;

const EXCLUDING: ReadonlySet<CorrectionVerdict> = new Set(['not-ours', 'duplicate', 'removed']);

export const isExcluded = (verdict: CorrectionVerdict | undefined): boolean =>
  verdict !== undefined && EXCLUDING.has(verdict);

/** A manual post under the entity that its revisions go by. */
export interface EnteredPost extends ManualPost {
  entity: string;
}

export interface Corrections {
  /** Of one page, by post. */
  verdicts: ReadonlyMap<string, Correction>;
  manual: readonly EnteredPost[];
}

export const NO_CORRECTIONS: Corrections = { verdicts: new Map(), manual: [] };

/** What of the week's manual posts was not read from the page by itself. */
export function unmatched(manual: readonly EnteredPost[], isRead: (post: string) => boolean): EnteredPost[] {
  const known = new Set<string>();
  return manual.filter(({ removed, post, link }) => {
    const key = post ?? link;
    // The same link entered twice is one publication.
    if (removed || known.has(key) || (post !== null && isRead(post))) return false;
    known.add(key);
    return true;
  });
}

/**
 * The count as the office has corrected it.
 * @param isRead whether a post is among those read from the page in any week
 */
export function correctedCount(
  raw: WeekCount,
  week: Week,
  { verdicts, manual }: Corrections,
  isRead: (post: string) => boolean = () => false,
): WeekCount {
  const verdictOf = (id: string) => verdicts.get(id)?.verdict;
  const doubtful = raw.doubtful ?? [];
  const admitted = doubtful.filter((id) => verdictOf(id) === 'ours' && !raw.posts.includes(id));
  const settled = [...doubtful, ...(raw.unplaced ?? [])].filter((id) => {
    const verdict = verdictOf(id);
    return isExcluded(verdict) || (verdict === 'ours' && doubtful.includes(id));
  });
  const here = new Set(raw.posts);
  const entered = unmatched(manual, (post) => here.has(post) || isRead(post)).filter(
    ({ date }) => date >= week.monday && date <= week.sunday,
  );
  const posts = [
    ...raw.posts.filter((id) => !isExcluded(verdictOf(id))),
    ...admitted,
    ...entered.map(({ entity }) => manualKey(entity)),
  ];
  const unknown = Math.max(0, raw.unknown - new Set(settled).size);
  const exact = raw.exact || (unknown === 0 && raw.whole === true);
  const state = exact ? 'exact' : posts.length > 0 ? 'atLeast' : 'unknown';
  return { ...raw, count: posts.length, exact, state, unknown, posts };
}

/** Stands for a post that nobody has read among the ids of a count. */
export const manualKey = (entity: string): string => `manual:${entity}`;

/** The id that a link to a post tells, as the sites write them; null for anything else. */
export function postOfLink(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const { hostname, pathname, searchParams } = new URL(link);
  const vk = /(?:^|\.)(?:vk\.com|vk\.ru)$/u.test(hostname)
    ? /^\/?wall(-?\d+_\d+)/u.exec(searchParams.get('w') ?? pathname)
    : null;
  const ok = /(?:^|\.)ok\.ru$/u.test(hostname) ? /\/(?:topic|statuses)\/(\d+)/u.exec(pathname) : null;
  const telegram = /^(?:t\.me|telegram\.me)$/u.test(hostname) ? /^\/(?:s\/|c\/)?[\w-]+\/(\d+)$/u.exec(pathname) : null;
  const id = (vk ?? ok ?? telegram)?.[1];
  return id ? postKey(id) : null;
}
