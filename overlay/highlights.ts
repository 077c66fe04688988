/**
 * Paints fragments on the site's own text with the CSS Custom Highlight API: the site's tree is not touched, and
 * nothing is laid out anew. Ranges are static; a comment that the site renders again is painted again.
 */
import { VIOLATION_KINDS } from '../kinds';
import type { ViolationKind } from '../types';

/** Names that the page's own scripts can see in `CSS.highlights`; no secret, but told apart from theirs. */
const PREFIX = 'smotritel-';

export interface Fragment {
  kind: ViolationKind;
  range: AbstractRange;
}

export class Highlights {
  private readonly kinds = new Map<ViolationKind, Highlight>();
  private readonly painted = new Map<string, readonly Fragment[]>();

  /** False in a browser without the API: marks are then in the panel and the marker only. */
  readonly supported = typeof CSS !== 'undefined' && 'highlights' in CSS;

  /** Paints the fragments of one comment in place of those painted before. */
  paint(comment: string, fragments: readonly Fragment[]): void {
    if (!this.supported) return;
    this.erase(comment);
    if (fragments.length === 0) return;
    for (const { kind, range } of fragments) this.ofKind(kind).add(range);
    this.painted.set(comment, fragments);
  }

  erase(comment: string): void {
    for (const { kind, range } of this.painted.get(comment) ?? []) this.kinds.get(kind)?.delete(range);
    this.painted.delete(comment);
  }

  /** Comments painted now; those not among `present` are erased. */
  keepOnly(present: ReadonlySet<string>): void {
    for (const comment of [...this.painted.keys()]) if (!present.has(comment)) this.erase(comment);
  }

  /** The painted comment at a point of the viewport, px. */
  commentAt(x: number, y: number): string | null {
    if (!this.supported || this.painted.size === 0) return null;
    const caret = document.caretPositionFromPoint?.(x, y) ?? null;
    if (!caret) return null;
    for (const [comment, fragments] of this.painted) {
      if (fragments.some(({ range }) => holds(range, caret.offsetNode, caret.offset))) return comment;
    }
    return null;
  }

  clear(): void {
    this.painted.clear();
    this.kinds.clear();
    if (this.supported) for (const kind of VIOLATION_KINDS) CSS.highlights.delete(PREFIX + kind);
  }

  private ofKind(kind: ViolationKind): Highlight {
    let highlight = this.kinds.get(kind);
    if (!highlight) {
      highlight = new Highlight();
      // The graver kind is seen where two overlap.
      highlight.priority = VIOLATION_KINDS.length - VIOLATION_KINDS.indexOf(kind);
      this.kinds.set(kind, highlight);
      CSS.highlights.set(PREFIX + kind, highlight);
    }
    return highlight;
  }
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
