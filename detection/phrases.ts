/** Puts the patterns of all rules together for the matcher. */
import { type Automaton, AutomatonBuilder } from './automaton';
import { FREQUENT_WORDS } from './frequent';
import { DIGIT, patternLetter } from './letters';
import { type Laid, PhraseMatcher } from './matcher';
import { Accepts, NEEDS, TURNS, type Turn } from './occurrences';
import { type Phrase, parsePattern, TOKEN_TYPES, type TokenType } from './pattern';
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

  /** @param maxStates bound on the automaton's table; see `Automaton`. */
  build(maxStates?: number): PhraseMatcher {
    const accepts = new Accepts();
    const automaton = this.words.build((terms) => accepts.describe(terms), maxStates);
    const weights = this.weights(automaton, accepts);
    const anchored: number[][][] = Array.from({ length: TURNS }, () => this.capitals.map(() => []));
    const frequent = weights.map((weight) => (weight >= FREQUENT ? 1 : 0));
    const needs: number[][] = [];
    const laid = this.phrases.map(({ phrase, owner, turn, terms }, number): Laid => {
      const anchor = rarest(terms, weights);
      anchored[turn]![terms[anchor]!]!.push(number);
      const { gaps, atStart, atEnd } = phrase;
      const others = terms.filter((term, index) => index !== anchor && !frequent[term]);
      needs.push(others.sort((a, b) => weights[a]! - weights[b]!).slice(0, NEEDS));
      return { owner, terms: Int32Array.from(terms), gaps, anchor, atStart, atEnd };
    });
    accepts.anchor(anchored, needs, frequent);
    const typed = [...this.tokenTerms].map(([name, term]) => ({
      type: TOKEN_TYPES.indexOf(name),
      accept: accepts.describe([term]),
    }));
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
