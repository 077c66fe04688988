import type { ReadingKind } from './folded';

/** A phrase found: tokens `first..last`, and the least trusted kind of reading that it needed. */
export interface Match {
  /** Number given to `PhraseBuilder.add`. */
  owner: number;
  first: number;
  last: number;
  reading: ReadingKind;
}

/** No match covers more tokens: twelve words and the widest gaps between them, tokens of tricked words included. */
export const LONGEST_MATCH = 160;

/**
 * Whether one of the matches that end on tokens `from..to` passes the test. The list is ascending by last token, so
 * that a search costs the matches near the place and not those of the whole text.
 */
export function some(
  list: readonly Match[] | undefined,
  from: number,
  to: number,
  test: (match: Match) => boolean,
): boolean {
  if (list === undefined) return false;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.last < from) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < list.length && list[i]!.last <= to; i++) if (test(list[i]!)) return true;
  return false;
}
