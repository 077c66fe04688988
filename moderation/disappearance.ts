/**
 * Whether a comment that is no longer on the page was deleted. No site leaves a reliable sign, lists are virtualised,
 * and threads are folded, sorted and filtered; so «gone» is said only when nothing else can explain it.
 */

/** What was read of the page's comments at one time. */
export interface Glimpse {
  /** ms since the epoch */
  at: number;
  /** The page and the thread; another one explains every disappearance. */
  place: string;
  /** Comments rendered, in the page's order. */
  order: readonly string[];
  /** Comments in whose place the site shows that they were deleted. */
  stubs: readonly string[];
  /** Closed expanders; one more explains what is missing. */
  folded: number;
  /** The site shows a selection. */
  filtered: boolean;
  /** Something was scrolled since the last glimpse: what left at an edge was scrolled away. */
  scrolled: boolean;
}

/** How long a comment must stay away before it counts as gone, ms: sites draw lists anew in pieces. */
export const PATIENCE = 3_000;
/** A list that loses more than one comment within this time was redrawn, sorted or folded, ms. */
const AT_ONCE = 1_000;

interface Missing {
  since: number;
  /** Neighbours that were rendered beside it; null: it was the first or the last. */
  before: string | null;
  after: string | null;
}

/** Follows the comments of one page from reading to reading. */
export class Presence {
  private last: Glimpse | null = null;
  private readonly missing = new Map<string, Missing>();
  private lostAt = Number.NEGATIVE_INFINITY;

  /** Takes one reading. @returns the ids that are gone for good, by a stub or by patience */
  saw(now: Glimpse): string[] {
    const before = this.last;
    this.last = now;
    for (const id of now.order) this.missing.delete(id);
    const byStub = now.stubs.filter((id) => this.missing.has(id) || before?.order.includes(id));
    for (const id of byStub) this.missing.delete(id);
    if (before && isExplained(before, now)) this.missing.clear();
    else if (before) this.miss(before, now, byStub);
    return [...byStub, ...this.ripe(now)];
  }

  private miss(before: Glimpse, now: Glimpse, known: readonly string[]): void {
    const here = new Set(now.order);
    const left = before.order.filter((id) => !here.has(id) && !known.includes(id));
    if (left.length === 0) return;
    const isMany = left.length > 1 || now.at - this.lostAt < AT_ONCE;
    this.lostAt = now.at;
    if (isMany) {
      this.missing.clear();
      return;
    }
    for (const id of left) {
      const at = before.order.indexOf(id);
      const [earlier, later] = [before.order[at - 1] ?? null, before.order[at + 1] ?? null];
      const isEdge = earlier === null || later === null;
      if (isEdge && now.scrolled) continue;
      this.missing.set(id, { since: now.at, before: earlier, after: later });
    }
  }

  /** Missing long enough, with its neighbours still there. */
  private ripe(now: Glimpse): string[] {
    const here = new Set(now.order);
    const gone: string[] = [];
    for (const [id, { since, before, after }] of this.missing) {
      const isEdge = before === null || after === null;
      const flanked = [before, after].filter((one) => one !== null);
      if (flanked.some((one) => !here.has(one)) || (isEdge && now.scrolled)) this.missing.delete(id);
      else if (now.at - since >= PATIENCE) {
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
}

/** Whether something hid comments between two glimpses: navigation, folding, a filter, another order. */
function isExplained(before: Glimpse, now: Glimpse): boolean {
  if (before.place !== now.place || now.folded > before.folded || now.filtered) return true;
  const here = new Set(now.order);
  const known = new Set(before.order);
  const stayed = before.order.filter((id) => here.has(id));
  return now.order.filter((id) => known.has(id)).some((id, index) => id !== stayed[index]);
}

/** The whole of one post's comments, as far as the site says how many there are. */
export interface Whole {
  said: number | null;
  folded: number;
  filtered: boolean;
}

/**
 * Whether every comment that the post has is on the page now: then what was known before and is not among them is gone.
 * @param visible how many are rendered
 */
export function isWhole({ said, folded, filtered }: Whole, visible: number): boolean {
  return said !== null && said > 0 && visible >= said && folded === 0 && !filtered;
}
