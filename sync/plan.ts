/**
 * What to write and what to remove, decided from names and ids alone. Nothing is remembered from one exchange to the
 * next, so that a restored profile, a second device or a lost note cannot lead it astray.
 */
import type { SegmentName } from './names';

/** A file on the remote of which it is known which records it holds. */
export interface Held {
  text: string;
  name: SegmentName;
  ids: readonly string[];
}

/** Records that are to lie in one file: those that no file holds yet (`former` empty), or former files put together. */
export interface Piece {
  ids: string[];
  /** Bytes of the file, roughly. */
  size: number;
  /** Has to be written. */
  fresh: boolean;
  /** Written with a key that is no longer the office's. */
  stale: boolean;
}

/** Bytes from which on a file is left as it is; messages of a log server are at most a megabyte. */
export const FULL_BYTES = 192 * 1024;
/** Records from which on a file is left as it is. */
export const FULL_RECORDS = 2048;
/** So many files of one size class are put together, so that their number grows with the logarithm of the records'. */
export const FAN = 4;

/** Size class: 0 for 1 to 3 records, 1 for 4 to 15, and so on. */
function tier({ ids }: Piece): number {
  return Math.floor(Math.log(Math.max(ids.length, 1)) / Math.log(FAN));
}

function isFull({ ids, size }: Piece): boolean {
  return size >= FULL_BYTES || ids.length >= FULL_RECORDS;
}

/**
 * Files of one author put together where a size class has too many.
 * @param pieces his files, and what is in none yet
 * @returns what is to be written; files that it makes superfluous are told by `superfluous` at a later listing
 */
export function merged(pieces: readonly Piece[]): Piece[] {
  let all = [...pieces];
  for (let group = crowded(all); group; group = crowded(all)) {
    const chosen = new Set(group);
    all = [...all.filter((piece) => !chosen.has(piece)), union(group)];
  }
  return all.filter(({ fresh }) => fresh);
}

/** Files to be put together, or null when none have to. */
function crowded(pieces: readonly Piece[]): Piece[] | null {
  const stale = within(pieces.filter((piece) => piece.stale && !piece.fresh));
  if (stale.length > 0) return stale;
  const open = pieces.filter((piece) => !isFull(piece));
  const tiers = new Map<number, Piece[]>();
  for (const piece of open) tiers.set(tier(piece), [...(tiers.get(tier(piece)) ?? []), piece]);
  for (const [, group] of [...tiers].sort(([a], [b]) => a - b)) {
    if (group.length < FAN) continue;
    const chosen = within(group);
    if (chosen.length > 1) return chosen;
  }
  return null;
}

/** As many of them as make one file that is not much larger than a full one; one at least. */
function within(pieces: readonly Piece[]): Piece[] {
  const chosen: Piece[] = [];
  let size = 0;
  for (const piece of [...pieces].sort((a, b) => a.size - b.size)) {
    if (chosen.length > 0 && size + piece.size > FULL_BYTES * 1.5) break;
    chosen.push(piece);
    size += piece.size;
  }
  return chosen;
}

function union(pieces: readonly Piece[]): Piece {
  return {
    ids: [...new Set(pieces.flatMap(({ ids }) => ids))],
    size: pieces.reduce((sum, { size }) => sum + size, 0),
    fresh: true,
    stale: false,
  };
}

/**
 * Own files that can go, because other files hold all that is in them. The order is the same for everybody, so that two
 * browsers never remove each other's copy: the author's own files stand before copies by others, larger before smaller.
 * @param writer this browser's tag
 * @param key tag of the office's key of now: of equal files the one written with it stays
 */
export function superfluous(held: readonly Held[], writer: string, key: string): string[] {
  const authors = new Map<string, Held[]>();
  for (const file of held) authors.set(file.name.author, [...(authors.get(file.name.author) ?? []), file]);
  const removed: string[] = [];
  for (const files of authors.values()) {
    const covered = new Set<string>();
    for (const file of files.sort((a, b) => byWorth(a, b, key))) {
      const isNeeded = file.ids.some((id) => !covered.has(id));
      if (!isNeeded && file.name.writer === writer) removed.push(file.text);
      for (const id of file.ids) covered.add(id);
    }
  }
  return removed;
}

function byWorth(a: Held, b: Held, key: string): number {
  const isOwn = ({ name }: Held): number => Number(name.author !== name.writer);
  return (
    isOwn(a) - isOwn(b) ||
    compare(a.name.writer, b.name.writer) ||
    b.ids.length - a.ids.length ||
    Number(a.name.key !== key) - Number(b.name.key !== key) ||
    compare(a.text, b.text)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
