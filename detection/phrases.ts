/** Puts the patterns of all rules together for the matcher. */
import { Automaton, AutomatonBuilder } from './automaton';
import { FREQUENT_WORDS } from './frequent';
import { type MatcherImage, NEEDS } from './image';
import { DIGIT, patternLetter } from './letters';
import { Accepts, TURNS, type Turn } from './occurrences';
import { EDGES, type Phrase, parsePattern, TOKEN_TYPES, type TokenType } from './pattern';
import { type Classes, PatternError, parseWord } from './word';

const MAX_PHRASES = 60_000;

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

  /** Everything added, for a `PhraseMatcher` to run on. */
  build(): MatcherImage {
    const words = this.words.build();
    const weights = this.weights(words);
    const frequent = Uint8Array.from(weights, (weight) => (weight >= FREQUENT ? 1 : 0));
    const phrases: number[] = [];
    const anchored: number[][] = Array.from({ length: TURNS * this.capitals.length }, () => []);
    for (const { phrase, owner, turn, terms } of this.phrases) {
      const anchor = rarest(terms, weights);
      anchored[turn * this.capitals.length + terms[anchor]!]!.push(phrases.length);
      const others = terms.filter((term, index) => index !== anchor && frequent[term] === 0);
      others.sort((a, b) => weights[a]! - weights[b]!);
      const needs = Array.from({ length: NEEDS }, (_, n) => others[n] ?? -1);
      const edges = [EDGES.indexOf(phrase.atStart), EDGES.indexOf(phrase.atEnd)];
      phrases.push(owner, terms.length, anchor, ...edges, ...needs, ...terms, ...phrase.gaps);
    }
    return {
      ...words,
      phrases: Int32Array.from(phrases),
      ...this.lists(anchored),
      typed: Int32Array.from([...this.tokenTerms].flatMap(([name, term]) => [TOKEN_TYPES.indexOf(name), term])),
      capitals: Uint8Array.from(this.capitals, (capital) => (capital ? 1 : 0)),
      frequent,
    };
  }

  private lists(anchored: readonly (readonly number[])[]): Pick<MatcherImage, 'anchors' | 'anchored'> {
    const terms = this.capitals.length;
    const anchors = new Int32Array(TURNS * (terms + 1));
    let at = 0;
    for (let turn = 0; turn < TURNS; turn++) {
      for (let term = 0; term <= terms; term++) {
        anchors[turn * (terms + 1) + term] = at;
        if (term < terms) at += anchored[turn * terms + term]!.length;
      }
    }
    return { anchors, anchored: Int32Array.from(anchored.flat()) };
  }

  /** How common the words of each term are. */
  private weights(words: ReturnType<AutomatonBuilder['build']>): Float64Array {
    const accepts = new Accepts();
    const automaton = new Automaton(words, (terms) => accepts.describe(terms));
    const weights = new Float64Array(this.capitals.length);
    const weigh = (letters: Uint8Array, weight: number) => {
      const accept = automaton.read(letters, 0, letters.length);
      for (let i = accepts.bounds.at(accept); i < accepts.bounds.at(accept + 1); i++) {
        weights[accepts.terms.at(i)]! += weight;
      }
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

/** A term of this weight is in most texts, so that it tells nothing of one. */
const FREQUENT = 0.05;

/** Numbers and names are about as common in comments as the tenth word. */
const NUMBER = 0.08;

function rarest(terms: readonly number[], weights: Float64Array): number {
  let best = 0;
  terms.forEach((term, index) => {
    if (weights[term]! <= weights[terms[best]!]!) best = index;
  });
  return best;
}
