/** Finds room on the window for what we draw, beside what must stay reachable. Pure geometry: boxes in, a box out. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Wish {
  /** Smaller than `least` it is of no use, larger than `most` it needs not be; px. */
  least: Size;
  most: Size;
  /** Where its middle is wanted: 0…1 of the window's width and height. */
  x: number;
  y: number;
}

/** The window is looked at in squares of this side, px. */
const CELL = 8;
/** Kept free towards the window's edge and the site's controls, px. */
const GAP = 4;
/** How much nearness counts against size. */
const NEARNESS = 2;

/**
 * The best free box: as large as is wanted, as near as can be to where it is wanted.
 *
 * @param obstacles what must not be covered, px of the window
 * @returns null when nowhere is room for the least size
 */
export function freePlace(obstacles: readonly Box[], window: Size, wish: Wish): Box | null {
  const columns = Math.floor((window.width - 2 * GAP) / CELL);
  const rows = Math.floor((window.height - 2 * GAP) / CELL);
  if (columns <= 0 || rows <= 0) return null;
  const taken = rasterise(obstacles, columns, rows);
  let best: Box | null = null;
  let highest = Number.NEGATIVE_INFINITY;
  for (const room of emptyRooms(taken, columns, rows)) {
    const box = fitted(toPixels(room), wish, window);
    const score = box === null ? Number.NEGATIVE_INFINITY : scoreOf(box, wish, window);
    if (score > highest) [best, highest] = [box, score];
  }
  return best;
}

export function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** One byte a square, row after row; 1: something is there. */
function rasterise(obstacles: readonly Box[], columns: number, rows: number): Uint8Array {
  const taken = new Uint8Array(columns * rows);
  const cell = (length: number, most: number) => Math.max(0, Math.min(most, length));
  for (const { left, top, right, bottom } of obstacles) {
    // An obstacle with its gap, in squares that it touches.
    const from = cell(Math.floor((left - 2 * GAP) / CELL), columns);
    const to = cell(Math.ceil(right / CELL), columns);
    const first = cell(Math.floor((top - 2 * GAP) / CELL), rows);
    const last = cell(Math.ceil(bottom / CELL), rows);
    for (let row = first; row < last; row += 1) taken.fill(1, row * columns + from, row * columns + to);
  }
  return taken;
}

/** All empty rectangles that can grow neither up nor sideways, in squares: one pass over the squares with a stack. */
function* emptyRooms(taken: Uint8Array, columns: number, rows: number): Generator<Box> {
  const heights = new Uint16Array(columns + 1);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      heights[column] = taken[row * columns + column] ? 0 : heights[column]! + 1;
    }
    const open: number[] = [];
    for (let column = 0; column <= columns; column += 1) {
      while (open.length > 0 && heights[open[open.length - 1]!]! > heights[column]!) {
        const height = heights[open.pop()!]!;
        const left = open.length > 0 ? open[open.length - 1]! + 1 : 0;
        yield { left, right: column, top: row + 1 - height, bottom: row + 1 };
      }
      if (open.length === 0 || heights[open[open.length - 1]!]! < heights[column]!) open.push(column);
      else open[open.length - 1] = column;
    }
  }
}

function toPixels({ left, top, right, bottom }: Box): Box {
  return { left: left * CELL + GAP, top: top * CELL + GAP, right: right * CELL + GAP, bottom: bottom * CELL + GAP };
}

/** The wanted box inside a room, as near as the room allows. */
function fitted(room: Box, { least, most, x, y }: Wish, window: Size): Box | null {
  const width = Math.min(room.right - room.left, most.width);
  const height = Math.min(room.bottom - room.top, most.height);
  if (width < least.width || height < least.height) return null;
  const left = Math.min(Math.max(x * window.width - width / 2, room.left), room.right - width);
  const top = Math.min(Math.max(y * window.height - height / 2, room.top), room.bottom - height);
  return { left, top, right: left + width, bottom: top + height };
}

function scoreOf(box: Box, { most, x, y }: Wish, window: Size): number {
  const share = ((box.right - box.left) * (box.bottom - box.top)) / (most.width * most.height);
  const away = Math.hypot(
    (box.left + box.right) / 2 / window.width - x,
    (box.top + box.bottom) / 2 / window.height - y,
  );
  return share - NEARNESS * away;
}
