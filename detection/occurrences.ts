/** Words of the rules: what the automaton takes a word for, and where such words stand in a text. */
import type { ReadingKind } from './folded';
import { IntList } from './list';

/** Phrases are looked for in turns, so that what only matters beside a find need not be looked for in every text. */
export const TURNS = 4;
export type Turn = 0 | 1 | 2 | 3;

/** The sets of terms that words turn out to be, by number, and the phrases to try from each in each turn. */
export class Accepts {
  readonly terms: Int32Array[] = [];
  /**
   * For each turn where the phrases of set `n` begin and end in `tries`: entries `2n` and `2n + 1`. A phrase stands
   * there with the `NEEDS` terms that a text must hold besides, -1 for none.
   */
  readonly bounds = Array.from({ length: TURNS }, () => new IntList());
  readonly tries = Array.from({ length: TURNS }, () => new IntList());
  /** The telling terms of set `n`, those of no frequent word: entries `telling[n]` to `telling[n + 1]` of `tellingTerms`. */
  readonly telling = new IntList();
  readonly tellingTerms = new IntList();
  private frequent: ArrayLike<number> = [];
  private needs: readonly (readonly number[])[] = [];
  /** For each turn and term the phrases that are looked for from it. */
  private anchored: readonly (readonly (readonly number[])[])[] = [];
  private readonly known = new Map<string, number>();

  constructor() {
    this.describe([]);
  }

  describe(terms: number[]): number {
    const key = terms.join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const number = this.terms.push(Int32Array.from(terms)) - 1;
    this.known.set(key, number);
    this.list(terms);
    return number;
  }

  /**
   * Sets the phrases of each turn and term, for the sets known so far and those to come.
   * @param needs by phrase: terms without which a text has no such phrase
   * @param frequent by term: positive when frequent words are of it, so that it tells nothing of a text
   */
  anchor(
    anchored: readonly (readonly (readonly number[])[])[],
    needs: readonly (readonly number[])[],
    frequent: ArrayLike<number>,
  ): void {
    this.needs = needs;
    this.anchored = anchored;
    this.frequent = frequent;
    for (const list of [...this.bounds, ...this.tries, this.telling, this.tellingTerms]) list.clear();
    for (const terms of this.terms) this.list(terms);
  }

  private list(terms: Iterable<number>): void {
    this.telling.push(this.tellingTerms.size);
    for (const term of terms) if (!this.frequent[term]) this.tellingTerms.push(term);
    this.anchored.forEach((phrases, turn) => {
      const tries = this.tries[turn]!;
      this.bounds[turn]!.push(tries.size);
      for (const term of terms) for (const phrase of phrases[term]!) this.enter(tries, phrase);
      this.bounds[turn]!.push(tries.size);
    });
  }

  private enter(tries: IntList, phrase: number): void {
    tries.push(phrase);
    for (let n = 0; n < NEEDS; n++) tries.push(this.needs[phrase]?.[n] ?? -1);
  }
}

/** Terms looked for before a phrase is tried. */
export const NEEDS = 2;

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
