/** Words of the rules: what the automaton takes a word for, and where such words stand in a text. */
import type { ReadingKind } from './folded';
import { type MatcherImage, NEEDS, PHRASE } from './image';
import { IntList } from './list';

/** Phrases are looked for in turns, so that what only matters beside a find need not be looked for in every text. */
export const TURNS = 4;
export type Turn = 0 | 1 | 2 | 3;

/** The sets of terms that words turn out to be, by number, and the phrases to try from each in each turn. */
export class Accepts {
  /** The terms of set `n`, ascending: entries `bounds[n]` to `bounds[n + 1]` of `terms`; and those of them that tell. */
  readonly bounds = new IntList();
  readonly terms = new IntList();
  readonly tellingBounds = new IntList();
  readonly telling = new IntList();
  /**
   * For each turn where the phrases of set `n` begin and end in `tries`: entries `2n` and `2n + 1`. A phrase stands
   * there as its place in the image and the `NEEDS` terms that a text must hold besides, -1 for none.
   */
  readonly tryBounds = Array.from({ length: TURNS }, () => new IntList());
  readonly tries = Array.from({ length: TURNS }, () => new IntList());
  private readonly known = new Map<string, number>();

  /** @param image whose phrases are tried; without one the sets are told apart and no more */
  constructor(
    private readonly image?: Pick<MatcherImage, 'anchors' | 'anchored' | 'phrases' | 'capitals' | 'frequent'>,
  ) {
    this.bounds.push(0);
    this.tellingBounds.push(0);
    this.describe([]);
  }

  /** The number of a set of terms, ascending. */
  describe(terms: number[]): number {
    const key = terms.join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const number = this.bounds.size - 1;
    this.known.set(key, number);
    for (const term of terms) this.terms.push(term);
    this.bounds.push(this.terms.size);
    if (this.image !== undefined) this.list(terms, this.image);
    return number;
  }

  private list(terms: readonly number[], image: NonNullable<Accepts['image']>): void {
    const { anchors, anchored, phrases, capitals, frequent } = image;
    for (const term of terms) if (frequent[term] === 0) this.telling.push(term);
    this.tellingBounds.push(this.telling.size);
    for (let turn = 0; turn < TURNS; turn++) {
      const tries = this.tries[turn]!;
      this.tryBounds[turn]!.push(tries.size);
      for (const term of terms) {
        const at = turn * (capitals.length + 1) + term;
        for (let i = anchors[at]!; i < anchors[at + 1]!; i++) {
          const phrase = anchored[i]!;
          tries.push(phrase);
          for (let n = 0; n < NEEDS; n++) tries.push(phrases[phrase + PHRASE.needs + n]!);
        }
      }
      this.tryBounds[turn]!.push(tries.size);
    }
  }
}

/** Words of the rules found in a text, ascending by last token; arrays are parallel and reused. */
export class Occurrences {
  count = 0;
  accepts = new Int32Array(256);
  first = new Int32Array(256);
  last = new Int32Array(256);
  readings = new Uint8Array(256);
  /** Index of the first occurrence that ends on token `t` or later; one more entry than tokens. */
  from = new Int32Array(256);
  /** Whether one of them covers several tokens. */
  wide = false;

  add(accept: number, first: number, last: number, reading: ReadingKind): void {
    if (this.count === this.first.length) {
      this.accepts = widened(this.accepts);
      this.first = widened(this.first);
      this.last = widened(this.last);
      const readings = new Uint8Array(this.readings.length * 2);
      readings.set(this.readings);
      this.readings = readings;
    }
    this.accepts[this.count] = accept;
    this.first[this.count] = first;
    this.last[this.count] = last;
    this.readings[this.count++] = reading;
    if (first !== last) this.wide = true;
  }
}

function widened(old: Int32Array): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
}

/** Places that a phrase may have come to while it is tried, with the least trusted reading on the way. */
export class Reached {
  readonly at = new IntList();
  readonly readings = new IntList();

  clear(): void {
    this.at.size = this.readings.size = 0;
  }

  add(at: number, reading: number): void {
    for (let i = 0; i < this.at.size; i++) {
      if (this.at.at(i) !== at) continue;
      if (reading < this.readings.at(i)) this.readings.items[i] = reading;
      return;
    }
    this.at.push(at);
    this.readings.push(reading);
  }
}
