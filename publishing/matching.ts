/** Closes the loop: which post seen on a page is the publication of which plan item. What is not clear is asked. */
import { startOf } from '../calendar/dates';
import { DAY } from '../sites/dates/zone';
import type { Site } from '../types';
import { type PlanEntry, textFor } from './plan';
import type { Publication } from './publications';
import { endOf } from './sightings';
import { type Likened, likened, likeness, wordsOf } from './similarity';

/** From here on two texts are one publication. */
const SURE = 0.7;
/** Below this they have nothing to do with each other. */
const POSSIBLE = 0.35;
/** Two candidates nearer to each other than this cannot be told apart. */
const CLEAR = 0.15;
/** So much likeness a day's distance from the plan is worth: of two equal texts a week apart the nearer is meant. */
const PER_DAY = 0.025;
/** A post may come so much earlier or later than planned, days. */
const EARLY = 4;
const LATE = 14;

export interface Match {
  item: string;
  post: Publication;
  /** Likeness of the texts, 0 to 1. */
  score: number;
  /** Nobody needs to be asked. */
  sure: boolean;
}

/** A match with what it is compared by: its likeness less the distance in time. */
interface Candidate extends Match {
  rank: number;
}

export interface Matching {
  entries: readonly PlanEntry[];
  posts: readonly Publication[];
  page: string;
  site: Site;
  zone: string;
}

/**
 * The matches of one page. Items without a date, cancelled ones, those that were published there already and answers
 * that a person has given are left alone.
 */
export function matchPage({ entries, posts, page, site, zone }: Matching): Match[] {
  const taken = new Set(
    entries.flatMap(({ posts: known }) =>
      known.filter((one) => one.page === page && one.answer === 'yes').map(({ post }) => post),
    ),
  );
  const free = posts.filter(({ id, time, page: of }) => of === page && time !== null && !taken.has(id));
  if (free.length === 0) return [];
  const words = new Map(free.map((post) => [post, likened(wordsOf(post.text))]));
  const earliest = Math.min(...free.map(({ time }) => time!.at));
  const latest = Math.max(...free.map(({ time }) => time!.at));
  const candidates: Candidate[] = [];
  for (const entry of entries) {
    const { item } = entry;
    if (item.date === null || item.cancelled || !item.pages.includes(page)) continue;
    if (entry.posts.some((one) => one.page === page && one.answer === 'yes')) continue;
    const refused = new Set(entry.posts.filter(({ answer }) => answer === 'no').map(({ post }) => post));
    const day = startOf(item.date, zone);
    if (day + LATE * DAY < earliest || day - EARLY * DAY > latest) continue;
    const texts = textsOf(entry, site);
    for (const post of free) {
      const time = post.time!;
      if (refused.has(post.id) || endOf(time) < day - EARLY * DAY || time.at > day + LATE * DAY) continue;
      const score = Math.max(...texts.map((text) => likeness(text, words.get(post)!)));
      if (score >= POSSIBLE)
        candidates.push({
          item: entry.id,
          post,
          score,
          sure: false,
          rank: score - PER_DAY * (Math.abs(time.at - day) / DAY),
        });
    }
  }
  return decided(candidates);
}

/** What stands now and what was approved: either may have been published. */
function textsOf({ item, approved }: PlanEntry, site: Site): Likened[] {
  const texts = new Set([textFor(item, site), approved ? textFor(approved, site) : '']);
  return [...texts].filter(Boolean).map((text) => likened(wordsOf(text)));
}

/** Best first; each item and each post once. A match is sure when neither side has another that is nearly as good. */
function decided(candidates: readonly Candidate[]): Match[] {
  const best = [...candidates].sort(
    (a, b) => b.rank - a.rank || compare(a.item, b.item) || compare(a.post.id, b.post.id),
  );
  const [items, posts] = [new Set<string>(), new Set<string>()];
  const matches: Match[] = [];
  for (const one of best) {
    if (items.has(one.item) || posts.has(one.post.id)) continue;
    const rival = best.some(
      (other) =>
        other !== one &&
        (other.item === one.item) !== (other.post.id === one.post.id) &&
        !(items.has(other.item) || posts.has(other.post.id)) &&
        other.rank > one.rank - CLEAR,
    );
    items.add(one.item);
    posts.add(one.post.id);
    const { item, post, score } = one;
    matches.push({ item, post, score, sure: score >= SURE && !rival });
  }
  return matches;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
