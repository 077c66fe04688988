/**
 * Paints fragments on the site's own text with the CSS Custom Highlight API: the site's tree is not touched, and
 * nothing is laid out anew. Ranges are static; a comment that the site renders again is painted again.
 */
import { VIOLATION_KINDS } from '../kinds';
import type { Level, ViolationKind } from '../types';

/**
 * Of so many painted comments each is painted wherever it stands; of more, only those near the window, since the
 * browser looks at every painted range again whenever one is added or taken away.
 */
const MANY = 150;
/** How far around the window comments are painted, in windows. */
const NEAR = '100%';

/** Names that the page's own scripts can see in `CSS.highlights`; no secret, but told apart from theirs. */
const PREFIX = 'smotritel-';

export interface Fragment {
  kind: ViolationKind;
  /** How sure the judge is: each level has a line of its own. */
  level: Level;
  range: AbstractRange;
}

interface Painted {
  fragments: readonly Fragment[];
  /** The comment's element while its place is watched. */
  element: Element | null;
}

export class Highlights {
  private readonly byName = new Map<string, Highlight>();
  private readonly painted = new Map<string, Painted>();
  /** Elements whose place is watched, and the comment that is in each. */
  private readonly watched = new Map<Element, string>();
  private observer: IntersectionObserver | undefined;
  private lines: boolean | null = null;

  /** @param elementOf where a comment stands, to paint it only near the window when there are many */
  constructor(private readonly elementOf: (comment: string) => Element | null = () => null) {}

  /** False in a browser without the API: marks are then in the panel and the marker only. */
  readonly supported = typeof CSS !== 'undefined' && 'highlights' in CSS;

  /** Paints the fragments of one comment in place of those painted before. */
  paint(comment: string, fragments: readonly Fragment[]): void {
    if (!this.supported) return;
    this.erase(comment);
    if (fragments.length === 0) return;
    this.painted.set(comment, { fragments, element: null });
    this.expect(this.painted.size);
    if (this.observer) this.watch(comment);
    else this.show(comment, true);
  }

  /** So many comments are painted or about to be. */
  expect(comments: number): void {
    if (comments <= MANY || this.observer) return;
    const options = { rootMargin: NEAR, scrollMargin: NEAR };
    this.observer = new IntersectionObserver((entries) => this.seen(entries), options);
    for (const comment of this.painted.keys()) this.watch(comment);
  }

  erase(comment: string): void {
    const element = this.painted.get(comment)?.element;
    this.show(comment, false);
    this.painted.delete(comment);
    if (element && this.watched.get(element) === comment) this.release(element);
  }

  private show(comment: string, visible: boolean): void {
    for (const fragment of this.painted.get(comment)?.fragments ?? []) {
      const highlight = this.highlightOf(fragment);
      if (visible) highlight.add(fragment.range);
      else highlight.delete(fragment.range);
    }
  }

  /** The observer tells soon where the element is, and then whenever it comes near the window or leaves. */
  private watch(comment: string): void {
    const element = this.elementOf(comment);
    const one = this.painted.get(comment);
    if (element && one) {
      // A site may show another comment in the same element: it is asked about anew.
      this.release(element);
      one.element = element;
      this.watched.set(element, comment);
      this.observer?.observe(element);
    } else this.show(comment, true);
  }

  private release(element: Element): void {
    this.watched.delete(element);
    this.observer?.unobserve(element);
  }

  private seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const comment = this.watched.get(target);
      // An element without a box of its own never comes near, though what is in it may.
      const boxless = boundingClientRect.width + boundingClientRect.height === 0;
      if (comment !== undefined) this.show(comment, isIntersecting || boxless);
    }
  }

  /** Comments painted now; those not among `present` are erased. */
  keepOnly(present: ReadonlySet<string>): void {
    for (const comment of [...this.painted.keys()]) if (!present.has(comment)) this.erase(comment);
  }

  /** The painted comment at a point of the viewport, px. */
  commentAt(x: number, y: number): string | null {
    if (!this.supported || this.painted.size === 0) return null;
    return this.asked(x, y) ?? this.searched(x, y);
  }

  /** As Chromium 140 and Firefox 150 tell it themselves. */
  private asked(x: number, y: number): string | null {
    const hits = (CSS.highlights as Registry).highlightsFromPoint?.(x, y) ?? [];
    const ranges = new Set(hits.flatMap(({ ranges }) => ranges));
    return ranges.size === 0 ? null : this.holder((range) => ranges.has(range));
  }

  /** In older browsers by the place in the text that lies there. */
  private searched(x: number, y: number): string | null {
    const caret = caretAt(document, x, y);
    return caret && this.holder((range) => holds(range, caret.node, caret.offset));
  }

  /**
   * Whether lines are drawn under fragments. Where they are not, colour alone would tell the kinds apart, so the marker
   * shows a sign of each kind instead of its flag.
   */
  drawsLines(): boolean {
    if (!this.supported) return false;
    this.lines ??=
      getComputedStyle(document.documentElement, `::highlight(${PREFIX}insult)`).textDecorationLine === 'underline';
    return this.lines;
  }

  private holder(isHit: (range: AbstractRange) => boolean): string | null {
    for (const [comment, { fragments }] of this.painted) {
      if (fragments.some(({ range }) => isHit(range))) return comment;
    }
    return null;
  }

  clear(): void {
    this.painted.clear();
    this.watched.clear();
    this.observer?.disconnect();
    this.observer = undefined;
    if (this.supported) for (const name of this.byName.keys()) CSS.highlights.delete(name);
    this.byName.clear();
  }

  private highlightOf(fragment: Fragment): Highlight {
    const name = nameOf(fragment);
    let highlight = this.byName.get(name);
    if (!highlight) {
      highlight = new Highlight();
      // The graver and the surer is seen where two overlap.
      const gravity = VIOLATION_KINDS.length - VIOLATION_KINDS.indexOf(fragment.kind);
      highlight.priority = gravity + (fragment.level === 'certain' ? VIOLATION_KINDS.length : 0);
      this.byName.set(name, highlight);
      CSS.highlights.set(name, highlight);
    }
    return highlight;
  }
}

/** `smotritel-insult` by a rule, `smotritel-insult-likely` by the model; what is worth a look is the same for all. */
function nameOf({ kind, level }: Fragment): string {
  if (level === 'look') return `${PREFIX}look`;
  return level === 'certain' ? PREFIX + kind : `${PREFIX + kind}-likely`;
}

/** Newer than TypeScript's own description of it. */
type Registry = HighlightRegistry & {
  highlightsFromPoint?(x: number, y: number): { highlight: Highlight; ranges: AbstractRange[] }[];
};

/** Chromium has had the standard's function since 128; before, a namesake of its own. */
function caretAt(document: Document, x: number, y: number): { node: Node; offset: number } | null {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

function holds(range: AbstractRange, node: Node, offset: number): boolean {
  if (!range.startContainer.isConnected) return false;
  try {
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.isPointInRange(node, offset);
  } catch {
    // The site changed the text since it was painted; the next reading paints it anew.
    return false;
  }
}
