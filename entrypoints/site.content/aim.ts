/**
 * Keeps going to a comment until it is there. A virtualised list may draw itself anew after the scrolling and lose the
 * place, or not hold the comment yet at all.
 */

/** A list that is still being drawn moves things about for so long, ms. */
const SETTLING = 2_000;
/** For so long a comment that is not on the page is waited for, ms. */
const WAITING = 20_000;
/** The comment's middle has to be in this part of the window's height. */
const SEEN = { from: 0.15, to: 0.85 };

export class Aim {
  private target: { id: string; until: number } | null = null;

  constructor(private readonly elementOf: (id: string) => Element | null) {}

  /** The person scrolls, presses or types: from now on the page is theirs. */
  listen(document: Document, signal: AbortSignal, isOurs: (event: Event) => boolean): void {
    for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const) {
      document.addEventListener(type, (event) => event.isTrusted && !isOurs(event) && this.drop(), {
        signal,
        capture: true,
        passive: true,
      });
    }
  }

  /** @returns whether the comment is on the page now */
  at(id: string, now: number): boolean {
    const element = this.elementOf(id);
    this.target = { id, until: now + (element ? SETTLING : WAITING) };
    if (element) bring(element);
    return element !== null;
  }

  drop(): void {
    this.target = null;
  }

  /** The page has changed: goes there again if the comment was moved away. @returns whether something was scrolled */
  again(now: number): boolean {
    if (!this.target) return false;
    if (now > this.target.until) {
      this.drop();
      return false;
    }
    const element = this.elementOf(this.target.id);
    if (!element || isSeen(element)) return false;
    bring(element);
    this.target.until = Math.min(this.target.until, now + SETTLING);
    return true;
  }
}

function bring(element: Element): void {
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
}

function isSeen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  const height = element.ownerDocument.defaultView?.innerHeight ?? 0;
  // One that is higher than the window is seen when the window is inside it.
  if (bottom - top > height) return top < height * SEEN.to && bottom > height * SEEN.from;
  const middle = (top + bottom) / 2;
  return middle > height * SEEN.from && middle < height * SEEN.to;
}
