/**
 * Finds phrases in a folded text: words by the automaton, their sequence by a table of how far each phrase has come.
 * Work is one automaton step a letter plus, for each word of a rule, the phrases that hold it.
 */
import { type Automaton, AutomatonBuilder } from './automaton';
import { Before, type Folded, ReadingKind, TokenFlag } from './fold';
import { CURRENCY } from './letters';
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
  /** Number given out by `PhraseBuilder.add`. */
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

const MAX_POSITIONS = 60_000;

interface Use {
  phrase: number;
  position: number;
  slot: number;
}

/** Collects patterns, each under the number of its owner (a rule, a veto, a role). */
export class PhraseBuilder {
  private readonly words = new AutomatonBuilder();
  private readonly terms = new Map<string, number>();
  private readonly uses: Use[][] = [];
  private readonly tokenTerms = new Map<TokenType, number>();
  private readonly phrases: Phrase[] = [];
  private readonly owners: number[] = [];
  private slots = 0;
  private capitals: boolean[] = [];

  constructor(private readonly classes: Classes) {}

  /** @throws PatternError when the pattern is not in the language or too large. */
  add(pattern: string, owner: number): void {
    for (const phrase of parsePattern(pattern)) {
      const number = this.phrases.length;
      this.phrases.push(phrase);
      this.owners.push(owner);
      phrase.steps.forEach((step, position) => {
        const term =
          step.type === 'token' ? this.tokenTerm(step.name) : this.wordTerm(step.source, step.capital, pattern);
        this.uses[term]!.push({ phrase: number, position, slot: this.slots++ });
      });
      if (this.slots > MAX_POSITIONS) throw new PatternError(pattern, 'the rules are too many for the matcher');
    }
  }

  build(): PhraseMatcher {
    return new PhraseMatcher(this.words.build(), this.phrases, this.owners, this.uses, this.capitals, this.tokenTerms);
  }

  private newTerm(capital: boolean): number {
    this.uses.push([]);
    this.capitals.push(capital);
    return this.uses.length - 1;
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

/** Uses of a term as flat rows of: slot, position in the phrase, phrase. */
type Uses = Int32Array;
const ROW = 3;

/** All rules' phrases at once. Holds scratch of its own: one text at a time. */
export class PhraseMatcher {
  private readonly uses: Uses[];
  private readonly gaps: Int32Array;
  private readonly lengths: Int32Array;
  private readonly edges: Uint8Array;
  private readonly reachedEnd: Int32Array;
  private readonly reachedStart: Int32Array;
  private readonly reachedReading: Uint8Array;
  private readonly reachedRun: Float64Array;
  private readonly tokenTerms: [number, number][];
  private run = 0;
  private readings: Int32Array = new Int32Array(0);

  constructor(
    readonly automaton: Automaton,
    phrases: Phrase[],
    private readonly owners: number[],
    uses: Use[][],
    private readonly capitals: boolean[],
    tokenTerms: Map<TokenType, number>,
  ) {
    this.uses = uses.map((list) => Int32Array.from(list.flatMap((use) => [use.slot, use.position, use.phrase])));
    this.lengths = Int32Array.from(phrases, (phrase) => phrase.steps.length);
    this.edges = Uint8Array.from(phrases, (phrase) => EDGE[phrase.atStart] | (EDGE[phrase.atEnd] << 2));
    this.gaps = Int32Array.from(phrases.flatMap((phrase) => phrase.gaps));
    const slots = this.gaps.length;
    this.reachedEnd = new Int32Array(slots);
    this.reachedStart = new Int32Array(slots);
    this.reachedReading = new Uint8Array(slots);
    this.reachedRun = new Float64Array(slots);
    this.tokenTerms = [...tokenTerms].map(([name, term]) => [TOKEN_TYPES.indexOf(name), term]);
  }

  /** Finds every phrase in a folded text whose readings have been added. Ascending by last token. */
  find(folded: Folded, found: Match[] = []): Match[] {
    this.run++;
    const { automaton } = this;
    const further = folded.readingKinds.length > 0;
    if (further) this.linkReadings(folded);
    for (let t = 0; t < folded.tokens; t++) {
      const terms = automaton.read(folded.letters, folded.from[t]!, folded.to[t]!);
      if (terms.length > 0) this.step(folded, terms, t, t, ReadingKind.plain, found);
      if (this.tokenTerms.length > 0 && folded.flags[t]! & TYPED) this.stepTyped(folded, t, found);
      if (further) this.stepReadings(folded, t, found);
    }
    return found;
  }

  /** For every token the first of its readings, each leading to the next: a chained list in one array. */
  private linkReadings(folded: Folded): void {
    const count = folded.readingKinds.length;
    const size = folded.tokens + count;
    if (this.readings.length < size) this.readings = new Int32Array(size * 2);
    this.readings.fill(-1, 0, folded.tokens);
    for (let r = count - 1; r >= 0; r--) {
      const last = folded.readings[r * 4 + 3]!;
      this.readings[folded.tokens + r] = this.readings[last]!;
      this.readings[last] = r;
    }
  }

  private stepReadings(folded: Folded, t: number, found: Match[]): void {
    const { readings } = folded;
    for (let r = this.readings[t]!; r >= 0; r = this.readings[folded.tokens + r]!) {
      const terms = this.automaton.read(folded.letters, readings[r * 4]!, readings[r * 4 + 1]!);
      if (terms.length > 0) this.step(folded, terms, readings[r * 4 + 2]!, t, folded.readingKinds[r]!, found);
    }
  }

  private stepTyped(folded: Folded, t: number, found: Match[]): void {
    for (const [type, term] of this.tokenTerms) {
      if (isOfType(folded, t, type)) this.stepTerm(folded, term, t, t, ReadingKind.plain, found);
    }
  }

  private step(
    folded: Folded,
    terms: Int32Array,
    first: number,
    last: number,
    kind: ReadingKind,
    found: Match[],
  ): void {
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i]!;
      if (this.capitals[term] && !(folded.flags[first]! & TokenFlag.capital)) continue;
      this.stepTerm(folded, term, first, last, kind, found);
    }
  }

  private stepTerm(folded: Folded, term: number, first: number, last: number, kind: ReadingKind, found: Match[]): void {
    const uses = this.uses[term]!;
    // Later places first, so that a word that stands twice in a phrase does not overwrite its own start.
    for (let u = uses.length - ROW; u >= 0; u -= ROW) {
      const slot = uses[u]!;
      const position = uses[u + 1]!;
      let start = first;
      let reading = kind;
      if (position > 0) {
        const before = slot - 1;
        if (this.reachedRun[before] !== this.run) continue;
        const end = this.reachedEnd[before]!;
        if (end >= first || first - end - 1 > this.gaps[slot]!) continue;
        if (folded.sentence[end] !== folded.sentence[first]) continue;
        start = this.reachedStart[before]!;
        const earlier = this.reachedReading[before] as ReadingKind;
        if (earlier > reading) reading = earlier;
      }
      this.advance(folded, uses[u + 2]!, position, slot, start, last, reading, found);
    }
  }

  private advance(
    folded: Folded,
    phrase: number,
    position: number,
    slot: number,
    start: number,
    last: number,
    reading: ReadingKind,
    found: Match[],
  ): void {
    const edges = this.edges[phrase]!;
    if (position === 0 && edges & 3 && !atStart(folded, start, edges & 3)) return;
    if (position === this.lengths[phrase]! - 1) {
      if (edges >> 2 && !atEnd(folded, last, edges >> 2)) return;
      found.push({ owner: this.owners[phrase]!, first: start, last, reading });
      return;
    }
    this.reachedRun[slot] = this.run;
    this.reachedEnd[slot] = last;
    this.reachedStart[slot] = start;
    this.reachedReading[slot] = reading;
  }
}

const EDGE = { none: 0, sentence: 1, text: 2 } as const;
const TYPED =
  TokenFlag.link | TokenFlag.handle | TokenFlag.email | TokenFlag.digit | TokenFlag.currency | TokenFlag.latin;

function atStart(folded: Folded, token: number, edge: number): boolean {
  return token === 0 || (edge === EDGE.sentence && (folded.before[token]! & Before.sentence) !== 0);
}

function atEnd(folded: Folded, token: number, edge: number): boolean {
  if (token === folded.tokens - 1) return true;
  return edge === EDGE.sentence && (folded.before[token + 1]! & Before.sentence) !== 0;
}

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
    default:
      return isMoney(folded, t);
  }
}

/** «5000₽», «$500», «500 $»: a currency sign beside a number; «5000р» and «5 тыс» are for patterns. */
function isMoney(folded: Folded, t: number): boolean {
  if (folded.letters[folded.from[t]!] !== CURRENCY) return false;
  const beside = (other: number) =>
    other >= 0 && other < folded.tokens && (folded.flags[other]! & TokenFlag.digit) !== 0;
  return beside(t - 1) || beside(t + 1);
}
