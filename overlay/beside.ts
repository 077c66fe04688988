/** Where the marker and the card of a comment go: near it, beside its own controls and the field that answers it. */
import { controlAt } from './controls';
import { type Box, freePlace, overlaps, type Size } from './place';

/** A card hangs from its edge, or stands on it; px of the window. */
export interface CardPlace {
  left: number;
  width: number;
  edge: number;
  stands: boolean;
  maxHeight: number;
  /** There was no room for both: the panel makes way as long as the card is there. */
  overPanel: boolean;
}

export interface CardSurroundings {
  window: Size;
  /** The comment's own words and buttons. */
  comment: Box;
  /** Its buttons alone. */
  controls: readonly Box[];
  /** The site's open reply field with its buttons. */
  editor: readonly Box[];
  panel: Box | null;
}

const LEAST = { width: 280, height: 220 };
const MOST = { width: 360, height: 460 };
const MARGIN = 8;

/** Gives way in this order: the panel, then the comment's words, then everything. */
export function cardPlace(around: CardSurroundings): CardPlace {
  const { window, comment, controls, editor, panel } = around;
  const apart = panel ? [panel] : [];
  const tries = [[comment, ...editor, ...apart], [comment, ...editor], [...controls, ...editor], []];
  const wish = {
    least: LEAST,
    most: MOST,
    x: clamp((comment.left + MOST.width / 2) / window.width),
    y: clamp((comment.bottom + MOST.height / 2) / window.height),
  };
  for (const obstacles of tries) {
    const box = freePlace(obstacles, window, wish);
    if (box) return hung(box, around);
  }
  const most = { left: MARGIN, top: MARGIN, right: window.width - MARGIN, bottom: window.height - MARGIN };
  return hung(most, around);
}

function hung(box: Box, { comment, panel }: CardSurroundings): CardPlace {
  const stands = box.bottom <= comment.top;
  return {
    left: box.left,
    width: box.right - box.left,
    edge: stands ? box.bottom : box.top,
    stands,
    maxHeight: box.bottom - box.top,
    overPanel: panel !== null && overlaps(box, panel),
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}

const MARKER = { width: 34, height: 30 };

/** At the comment's upper corner: outside it on the left, else on the right, else within; where no control lies. */
export function markerPlace(
  document: Document,
  window: Size,
  comment: Box,
  ours: Element,
): { left: number; top: number } {
  const top = Math.min(Math.max(comment.top, MARGIN), window.height - MARKER.height - MARGIN);
  const lefts = [comment.left - MARKER.width - 4, comment.right + 4, comment.right - MARKER.width - 4];
  const inside = lefts.filter((left) => left >= 0 && left + MARKER.width <= window.width);
  const free = inside.find((left) => !isTaken(document, left, top, ours));
  return { left: free ?? Math.max(0, comment.left - MARKER.width - 4), top };
}

function isTaken(document: Document, left: number, top: number, ours: Element): boolean {
  const xs = [left + 1, left + MARKER.width / 2, left + MARKER.width - 1];
  const ys = [top + 1, top + MARKER.height / 2, top + MARKER.height - 1];
  return xs.some((x) => ys.some((y) => controlAt(document, x, y, ours) !== null));
}
