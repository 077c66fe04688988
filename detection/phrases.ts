/**
 * Finds phrases in a folded text. The automaton says of every word which words of the rules it is; a phrase is then
 * tried only where its rarest word stands, by looking at the neighbours within its gaps. Work is one automaton step a
 * letter plus a bounded look around for each rare word.
 */
import { type Automaton, AutomatonBuilder } from './automaton';
import { Before, type Folded, ReadingKind, TokenFlag } from './fold';
import { FREQUENT_WORDS } from './frequent';
import { CURRENCY, DIGIT, patternLetter } from './letters';
import { IntList } from './list';
import {
  type Classes,
  PatternError,
  type Phrase,
  parsePattern,
  parseWord,
  TOKEN_TYPES,
  type TokenType,
} from './pattern';

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

/** Phrases are looked for in turns, so that what only matters beside a find need not be looked for in every text. */
export const TURNS = 4;
export type Turn = 0 | 1 | 2 | 3;

const MAX_PHRASES = 60_000;

/** A set of terms has a sign of 128 bits, one for each term, so that what a text cannot hold is told at a glance. */
const SIGN_WORDS = 4;

function signOf(terms: Iterable<number>): Int32Array {
  const sign = new Int32Array(SIGN_WORDS);
  for (const term of terms) {
    const bit = Math.imul(term, 0x9e3779b1) >>> 25;
    sign[bit >> 5]! |= 1 << (bit & 31);
  }
  return sign;
}

/** The sets of terms that words turn out to be, by number, and the phrases to try from each in each turn. */
class Accepts {
  readonly terms: Int32Array[] = [];
  readonly signs = new IntList();
  /** For each turn where the phrases of set `n` begin and end in `tries`: entries `2n` and `2n + 1`. */
  readonly bounds = Array.from({ length: TURNS }, () => new IntList());
  readonly tries = Array.from({ length: TURNS }, () => new IntList());
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
    for (const part of signOf(terms)) this.signs.push(part);
    this.known.set(key, number);
    this.list(terms);
    return number;
  }

  /** Sets the phrases of each turn and term, for the sets known so far and those to come. */
  anchor(anchored: readonly (readonly (readonly number[])[])[]): void {
    this.anchored = anchored;
    for (const list of [...this.bounds, ...this.tries]) list.clear();
    for (const terms of this.terms) this.list(terms);
  }

  private list(terms: Iterable<number>): void {
    this.anchored.forEach((phrases, turn) => {
      const tries = this.tries[turn]!;
      this.bounds[turn]!.push(tries.size);
      for (const term of terms) for (const phrase of phrases[term]!) tries.push(phrase);
      this.bounds[turn]!.push(tries.size);
    });
  }
}

/** A phrase ready for matching. */
interface Laid {
  owner: number;
  terms: Int32Array;
  gaps: number[];
  anchor: number;
  atStart: Edge;
  atEnd: Edge;
}
type Edge = Phrase['atStart'];

/** Collects patterns, each under the number of its owner (a rule, a veto, a role). */
export class PhraseBuilder {
  private readonly words = new AutomatonBuilder();
  private readonly terms = new Map<string, number>();
  private readonly tokenTerms = new Map<TokenType, number>();
  private readonly phrases: { phrase: Phrase; owner: number; turn: Turn; terms: number[] }[] = [];
  private readonly capitals: boolean[] = [];

  constructor(private readonly classes: Classes) {}

  /** @throws PatternError when the pattern is not in the language or too large. */
  add(pattern: string, owner: number, turn: Turn = 0): void {
    for (const phrase of parsePattern(pattern)) {
      const terms = phrase.steps.map((step) =>
        step.type === 'token' ? this.tokenTerm(step.name) : this.wordTerm(step.source, step.capital, pattern),
      );
      if (this.phrases.push({ phrase, owner, turn, terms }) > MAX_PHRASES) {
        throw new PatternError(pattern, 'the rules are too many for the matcher');
      }
    }
  }

  /** @param maxStates bound on the automaton's table; see `Automaton`. */
  build(maxStates?: number): PhraseMatcher {
    const accepts = new Accepts();
    const automaton = this.words.build((terms) => accepts.describe(terms), maxStates);
    const weights = this.weights(automaton, accepts);
    const anchored: number[][][] = Array.from({ length: TURNS }, () => this.capitals.map(() => []));
    const laid = this.phrases.map(({ phrase, owner, turn, terms }, number): Laid => {
      const anchor = rarest(terms, weights);
      anchored[turn]![terms[anchor]!]!.push(number);
      const { gaps, atStart, atEnd } = phrase;
      return { owner, terms: Int32Array.from(terms), gaps, anchor, atStart, atEnd };
    });
    accepts.anchor(anchored);
    const typed = new Map<number, number>();
    for (const [name, term] of this.tokenTerms) typed.set(TOKEN_TYPES.indexOf(name), accepts.describe([term]));
    return new PhraseMatcher(automaton, laid, this.capitals, accepts, typed);
  }

  /** How common the words of each term are. */
  private weights(automaton: Automaton, accepts: Accepts): Float64Array {
    const weights = new Float64Array(this.capitals.length);
    const weigh = (letters: Uint8Array, weight: number) => {
      for (const term of accepts.terms[automaton.read(letters, 0, letters.length)]!) weights[term]! += weight;
    };
    FREQUENT_WORDS.forEach((word, rank) => {
      weigh(Uint8Array.from(word, patternLetter), 1 / (rank + 3));
    });
    for (const digits of [1, 2]) weigh(new Uint8Array(digits).fill(DIGIT), NUMBER);
    for (const common of ['number', 'name'] as const) {
      const term = this.tokenTerms.get(common);
      if (term !== undefined) weights[term]! += NUMBER;
    }
    return weights;
  }

  private newTerm(capital: boolean): number {
    return this.capitals.push(capital) - 1;
  }

  private wordTerm(source: string, capital: boolean, pattern: string): number {
    const key = capital ? `^${source}` : source;
    const known = this.terms.get(key);
    if (known !== undefined) return known;
    const word = parseWord(source, this.classes, pattern);
    const term = this.newTerm(capital);
    this.words.add(word, term);
    this.terms.set(key, term);
    return term;
  }

  private tokenTerm(name: TokenType): number {
    const known = this.tokenTerms.get(name);
    if (known !== undefined) return known;
    const term = this.newTerm(false);
    this.tokenTerms.set(name, term);
    return term;
  }
}

/** Numbers and names are about as common in comments as the tenth word. */
const NUMBER = 0.08;

function rarest(terms: readonly number[], weights: Float64Array): number {
  let best = 0;
  terms.forEach((term, index) => {
    if (weights[term]! <= weights[terms[best]!]!) best = index;
  });
  return best;
}

/** Words of the rules found in a text, ascending by last token; arrays are parallel and reused. */
class Occurrences {
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

/** No reading joins more tokens. */
const WIDEST = 32;

/** Places that a phrase may have come to while it is tried, with the least trusted reading on the way. */
class Reached {
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

/** All rules' phrases at once. Holds scratch of its own: one text at a time. */
export class PhraseMatcher {
  private readonly found = new Occurrences();
  private folded!: Folded;
  private chain = new Int32Array(256);
  /** Bits that are set in no sign of the text's terms. */
  private readonly missing = new Int32Array(SIGN_WORDS);
  /** Signs of the phrases, one after another. */
  private readonly needs: Int32Array;
  private near = new Reached();
  private far = new Reached();

  constructor(
    readonly automaton: Automaton,
    private readonly phrases: readonly Laid[],
    private readonly capitals: readonly boolean[],
    private readonly accepts: Accepts,
    private readonly typed: ReadonlyMap<number, number>,
  ) {
    this.needs = Int32Array.from(phrases.flatMap(({ terms }) => [...signOf(terms)]));
  }

  /** Takes up a text folded by this matcher's automaton or by none, with its readings. */
  read(folded: Folded): void {
    const { found, automaton } = this;
    this.folded = folded;
    automaton.operations += folded.count;
    found.count = 0;
    found.wide = false;
    if (found.from.length <= folded.tokens) found.from = new Int32Array(folded.tokens * 2 + 1);
    const further = folded.readingKinds.size > 0;
    if (further) this.chainReadings(folded);
    for (let t = 0; t < folded.tokens; t++) {
      found.from[t] = found.count;
      let accept = folded.accepts[t]!;
      if (accept < 0) accept = automaton.read(folded.letters, folded.from[t]!, folded.to[t]!);
      if (accept !== 0) {
        found.add(accept, t, t, folded.flags[t]! & TokenFlag.sign ? ReadingKind.mask : ReadingKind.plain);
      }
      if (folded.flags[t]! & TYPED) this.readTyped(t);
      if (further) this.readFurther(t);
    }
    found.from[folded.tokens] = found.count;
    this.noteTerms();
  }

  private noteTerms(): void {
    const { found, missing } = this;
    const { signs } = this.accepts;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < found.count; i++) {
      const at = found.accepts[i]! * SIGN_WORDS;
      a |= signs.at(at);
      b |= signs.at(at + 1);
      c |= signs.at(at + 2);
      d |= signs.at(at + 3);
    }
    missing[0] = ~a;
    missing[1] = ~b;
    missing[2] = ~c;
    missing[3] = ~d;
  }

  /** Whether all words of a phrase may be in the text: most attempts end here. */
  private isPossible(phrase: number): boolean {
    const { missing, needs } = this;
    const at = phrase * SIGN_WORDS;
    return (
      ((needs[at]! & missing[0]!) |
        (needs[at + 1]! & missing[1]!) |
        (needs[at + 2]! & missing[2]!) |
        (needs[at + 3]! & missing[3]!)) ===
      0
    );
  }

  /** Adds to `matches` every phrase of a turn in the text read last. Ascending by the last token of its rarest word. */
  find(turn: Turn, matches: Match[]): void {
    const { found } = this;
    const bounds = this.accepts.bounds[turn]!;
    const tries = this.accepts.tries[turn]!;
    for (let i = 0; i < found.count; i++) {
      const accept = found.accepts[i]!;
      const end = bounds.at(accept * 2 + 1);
      for (let a = bounds.at(accept * 2); a < end; a++) {
        const phrase = tries.at(a);
        if (this.isPossible(phrase)) this.attempt(this.phrases[phrase]!, i, matches);
      }
    }
  }

  /** For every token the first of its readings, each leading to the next: a chained list in one array. */
  private chainReadings(folded: Folded): void {
    const count = folded.readingKinds.size;
    const size = folded.tokens + count;
    if (this.chain.length < size) this.chain = new Int32Array(size * 2);
    this.chain.fill(-1, 0, folded.tokens);
    for (let r = count - 1; r >= 0; r--) {
      const last = folded.readings.at(r * 4 + 3);
      this.chain[folded.tokens + r] = this.chain[last]!;
      this.chain[last] = r;
    }
  }

  private readFurther(t: number): void {
    const { folded } = this;
    const { readings } = folded;
    for (let r = this.chain[t]!; r >= 0; r = this.chain[folded.tokens + r]!) {
      const accept = this.automaton.read(folded.letters, readings.at(r * 4), readings.at(r * 4 + 1));
      if (accept !== 0) {
        this.found.add(accept, readings.at(r * 4 + 2), t, folded.readingKinds.at(r) as ReadingKind);
      }
    }
  }

  private readTyped(t: number): void {
    for (const [type, accept] of this.typed) {
      if (isOfType(this.folded, t, type)) this.found.add(accept, t, t, ReadingKind.plain);
    }
  }

  /** Whether an occurrence is of a term, written with a capital if the term asks for it. */
  private holds(index: number, term: number): boolean {
    const terms = this.accepts.terms[this.found.accepts[index]!]!;
    for (let i = 0; i < terms.length; i++) {
      if (terms[i] !== term) continue;
      return !this.capitals[term] || isName(this.folded, this.found.first[index]!);
    }
    return false;
  }

  /** Tries a phrase whose rarest word is the occurrence `index`. */
  private attempt(phrase: Laid, index: number, matches: Match[]): void {
    const { found } = this;
    const { terms, anchor } = phrase;
    if (this.capitals[terms[anchor]!] && !this.holds(index, terms[anchor]!)) return;
    let first = found.first[index]!;
    let last = found.last[index]!;
    let reading = found.readings[index] as ReadingKind;
    if (anchor > 0) {
      this.near.clear();
      this.near.add(first, reading);
      for (let step = anchor - 1; step >= 0; step--) if (!this.stepBack(terms[step]!, phrase.gaps[step + 1]!)) return;
      const best = this.closest(phrase.atStart, true);
      if (best < 0) return;
      first = this.near.at.at(best);
      reading = this.near.readings.at(best) as ReadingKind;
    } else if (!this.isAtStart(first, phrase.atStart)) return;
    if (anchor < terms.length - 1) {
      this.near.clear();
      this.near.add(last, reading);
      for (let step = anchor + 1; step < terms.length; step++) {
        if (!this.stepOn(terms[step]!, phrase.gaps[step]!)) return;
      }
      const best = this.closest(phrase.atEnd, false);
      if (best < 0) return;
      last = this.near.at.at(best);
      reading = this.near.readings.at(best) as ReadingKind;
    } else if (!this.isAtEnd(last, phrase.atEnd)) return;
    matches.push({ owner: phrase.owner, first, last, reading });
  }

  /** From the places reached back to a word within the gap and the sentence. @returns whether there is one */
  private stepBack(term: number, gap: number): boolean {
    const { found, near, far } = this;
    const { sentence } = this.folded;
    far.clear();
    for (let n = 0; n < near.at.size; n++) {
      const start = near.at.at(n);
      for (let t = start - 1; t >= 0 && t >= start - 1 - gap && sentence[t] === sentence[start]; t--) {
        this.automaton.operations++;
        for (let i = found.from[t]!; i < found.from[t + 1]!; i++) {
          if (this.holds(i, term)) far.add(found.first[i]!, worse(near.readings.at(n), found.readings[i]!));
        }
      }
    }
    this.near = far;
    this.far = near;
    return far.at.size > 0;
  }

  private stepOn(term: number, gap: number): boolean {
    const { found, near, far } = this;
    const { sentence, tokens } = this.folded;
    far.clear();
    for (let n = 0; n < near.at.size; n++) {
      const end = near.at.at(n);
      const furthest = Math.min(tokens - 1, end + 1 + gap);
      for (let t = end + 1; t <= furthest && sentence[t] === sentence[end]; t++) {
        const until = found.from[found.wide ? Math.min(tokens, t + WIDEST) : t + 1]!;
        this.automaton.operations++;
        for (let i = found.from[t]!; i < until; i++) {
          if (found.first[i] === t && this.holds(i, term)) {
            far.add(found.last[i]!, worse(near.readings.at(n), found.readings[i]!));
          }
        }
      }
    }
    this.near = far;
    this.far = near;
    return far.at.size > 0;
  }

  /** Of the places reached, the one nearest to the rarest word that satisfies the edge; -1 when none does. */
  private closest(edge: Edge, back: boolean): number {
    const { at } = this.near;
    let best = -1;
    for (let i = 0; i < at.size; i++) {
      if (back ? !this.isAtStart(at.at(i), edge) : !this.isAtEnd(at.at(i), edge)) continue;
      if (best < 0 || (back ? at.at(i) > at.at(best) : at.at(i) < at.at(best))) best = i;
    }
    return best;
  }

  private isAtStart(token: number, edge: Edge): boolean {
    if (edge === 'none' || token === 0) return true;
    return edge === 'sentence' && (this.folded.before[token]! & Before.sentence) !== 0;
  }

  private isAtEnd(token: number, edge: Edge): boolean {
    if (edge === 'none' || token === this.folded.tokens - 1) return true;
    return edge === 'sentence' && (this.folded.before[token + 1]! & Before.sentence) !== 0;
  }
}

function worse(a: number, b: number): number {
  return a > b ? a : b;
}

const TYPED =
  TokenFlag.link |
  TokenFlag.handle |
  TokenFlag.email |
  TokenFlag.digit |
  TokenFlag.currency |
  TokenFlag.phone |
  TokenFlag.capital;

function isOfType(folded: Folded, t: number, type: number): boolean {
  const flags = folded.flags[t]!;
  switch (TOKEN_TYPES[type]) {
    case 'link':
      return (flags & TokenFlag.link) !== 0;
    case 'handle':
      return (flags & TokenFlag.handle) !== 0;
    case 'email':
      return (flags & TokenFlag.email) !== 0;
    case 'number':
      return (flags & TokenFlag.digit) !== 0 && folded.text.charCodeAt(folded.start[t]!) < 58;
    case 'phone':
      return (flags & TokenFlag.phone) !== 0;
    case 'money':
      return isMoney(folded, t);
    default:
      return isName(folded, t);
  }
}

/** A capital says something only inside a sentence, and only where not all letters are capitals. */
function isName(folded: Folded, token: number): boolean {
  const flags = folded.flags[token]!;
  if (!(flags & TokenFlag.capital) || flags & TokenFlag.shouted) return false;
  return token > 0 && !(folded.before[token]! & Before.sentence);
}

/** «5000₽», «$500», «500 $»: a currency sign beside a number; «5000р» and «5 тыс» are for patterns. */
function isMoney(folded: Folded, t: number): boolean {
  if (folded.letters[folded.from[t]!] !== CURRENCY) return false;
  const beside = (other: number) =>
    other >= 0 && other < folded.tokens && (folded.flags[other]! & TokenFlag.digit) !== 0;
  return beside(t - 1) || beside(t + 1);
}
