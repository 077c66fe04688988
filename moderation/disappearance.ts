/**
 * Whether a comment that is no longer on the page was deleted. No site leaves a reliable sign, lists are virtualised,
 * and threads are folded, sorted and filtered; so «gone» is said only when nothing else can explain it.
 */

/** What was read of one thread at one time. */
export interface Glimpse {
  /** ms since the epoch */
  at: number;
  /** The page and the thread; another one explains every disappearance. */
  place: string;
  /** Comments rendered, in the page's order. */
  order: readonly string[];
  /** Comments in whose place the site shows that they were deleted. */
  stubs: readonly string[];
}

/** The whole of one post's comments, as far as the site says how many there are. */
export interface Whole {
  read: number;
  said: number | null;
  folded: number;
  filtered: boolean;
}

export type Fate = 'there' | 'waiting' | 'gone' | 'unknown';

/** How long a comment must stay away before it counts as gone, ms: sites draw lists anew in pieces. */
export const PATIENCE = 3_000;
/** A list that loses more at once than this was redrawn, sorted or folded. */
const LOST_AT_ONCE = 1;

interface Missing {
  since: number;
  before: string | null;
  after: string | null;
}

/** Follows the comments of one page from reading to reading. */
export class Presence {
  private last: Glimpse | null = null;
  private readonly missing = new Map<string, Missing>();
  /** Ids about which nothing can be told any more until they are seen again. */
  private readonly lost = new Set<string>();

  /** The person clicked, scrolled or navigated: what is missing now may be hidden rather than gone. */
  disturbed(): void {
    for (const id of this.missing.keys()) this.lost.add(id);
    this.missing.clear();
    this.last = null;
  }

  /** Takes one reading. @returns the ids whose fate is now known: gone for good, by a stub or by patience */
  saw(now: Glimpse): string[] {
    const before = this.last;
    this.last = now;
    for (const id of now.order) {
      this.missing.delete(id);
      this.lost.delete(id);
    }
    const byStub = now.stubs.filter((id) => this.missing.has(id) || before?.order.includes(id));
    for (const id of byStub) this.missing.delete(id);
    if (before && before.place !== now.place) this.disturbed();
    else if (before) this.miss(before, now, byStub);
    this.last = now;
    return [...byStub, ...this.ripe(now)];
  }

  private miss(before: Glimpse, now: Glimpse, known: readonly string[]): void {
    const here = new Set(now.order);
    const left = before.order.filter((id) => !here.has(id) && !known.includes(id));
    if (left.length > LOST_AT_ONCE) {
      for (const id of left) this.lost.add(id);
      return;
    }
    for (const id of left) {
      const at = before.order.indexOf(id);
      this.missing.set(id, {
        since: now.at,
        before: before.order[at - 1] ?? null,
        after: before.order[at + 1] ?? null,
      });
    }
  }

  /** Missing long enough, with both neighbours still beside the gap. */
  private ripe(now: Glimpse): string[] {
    const here = new Set(now.order);
    const gone: string[] = [];
    for (const [id, { since, before, after }] of this.missing) {
      const flanked = [before, after].filter((one) => one !== null);
      if (flanked.length === 0 || flanked.some((one) => !here.has(one))) {
        this.missing.delete(id);
        this.lost.add(id);
      } else if (now.at - since >= PATIENCE) {
        this.missing.delete(id);
        gone.push(id);
      }
    }
    return gone;
  }

  /** When a missing comment will be ripe, ms; null: none is awaited. The caller looks again then. */
  due(): number | null {
    const times = [...this.missing.values()].map(({ since }) => since + PATIENCE);
    return times.length > 0 ? Math.min(...times) : null;
  }

  fate(id: string): Fate {
    if (this.last?.order.includes(id)) return 'there';
    return this.missing.has(id) ? 'waiting' : 'unknown';
  }
}

/**
 * Which of the comments known from earlier days are gone, judged from a thread that was read to its end: every comment
 * that the site says there is was read, nothing is folded or filtered, and these were not among them.
 */
export function goneFromWhole(known: readonly string[], seen: ReadonlySet<string>, whole: Whole): string[] {
  const complete = whole.said !== null && whole.read >= whole.said && whole.folded === 0 && !whole.filtered;
  return complete ? known.filter((id) => !seen.has(id)) : [];
}
