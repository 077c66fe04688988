/** What an addition of the office would change in the comments seen, before it is made. */
import type { Finding, Verdict } from '../types';
import { additionFault, additionsOf, type OfficeAdditions, onlyPhrase, type WordAddition } from './additions';
import { RuleJudge } from './judge';

/** A comment that the addition touches, with the words that it found there. */
export interface Touched {
  /** Index in the comments given. */
  index: number;
  start: number;
  end: number;
  /** Its mark would change: it is marked anew, or no longer. */
  changes: boolean;
}

export interface Preview {
  /** Comments looked at. */
  seen: number;
  touched: readonly Touched[];
  /** How many of them would be marked anew, or no longer. */
  changed: number;
}

/** Looks through the same comments again and again, as an addition is being typed. */
export class Previewer {
  private readonly marked: readonly boolean[];

  /**
   * @param texts the comments seen
   * @param office the additions in force
   * @param image the rules compiled; see `JudgeOptions.image`
   */
  constructor(
    private readonly texts: readonly string[],
    private readonly office: OfficeAdditions,
    private readonly image?: ArrayBuffer | undefined,
  ) {
    const judge = new RuleJudge({ office, image });
    this.marked = texts.map((text) => judge.verdict(text).flagged);
  }

  /** @returns null for an addition that cannot be used */
  preview(word: WordAddition): Preview | null {
    if (additionFault(word) !== null) return null;
    const places = this.places(word);
    const touched = word.use === 'mark' ? this.marks(places) : this.vetoes(word, places);
    return { seen: this.texts.length, touched, changed: touched.filter(({ changes }) => changes).length };
  }

  private places({ text, forms }: WordAddition): Touched[] {
    const finder = new RuleJudge({ rules: onlyPhrase(text, forms) });
    return this.texts.flatMap((comment, index) => {
      const [first] = finder.verdict(comment).findings;
      return first === undefined ? [] : [{ index, start: first.start, end: first.end, changes: false }];
    });
  }

  private marks(places: readonly Touched[]): Touched[] {
    return places.map((place) => ({ ...place, changes: !this.marked[place.index] }));
  }

  /** Only comments that hold the phrase and are marked can change. */
  private vetoes(word: WordAddition, places: readonly Touched[]): Touched[] {
    if (!places.some(({ index }) => this.marked[index])) return [...places];
    const { vetoes } = additionsOf([['new', word]]);
    const office = { words: this.office.words, vetoes: [...this.office.vetoes, ...vetoes] };
    const judge = new RuleJudge({ office, image: this.image });
    return places.map((place) => {
      const changes = this.marked[place.index]! && !judge.verdict(this.texts[place.index]!).flagged;
      return { ...place, changes };
    });
  }
}

/** The words of a verdict that a person who said «не нарушение» may want never to be marked: its marks, once each. */
export function teachable({ findings }: Verdict): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ kind, level, rule, text }) => {
    const key = `${kind} ${text.toLowerCase()}`;
    if (kind === 'appeal' || level === 'look' || rule.startsWith('model:') || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
