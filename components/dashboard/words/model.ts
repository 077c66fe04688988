/** What the section «Слова» shows. */
import type { AdditionFault, WordAddition } from '../../../detection/additions';
import type { Language } from '../../../locales/translate';
import type { WordsText } from '../../../locales/words';
import type { ViolationKind } from '../../../types';

export interface WordRow {
  id: string;
  word: WordAddition;
  /** Why the judge leaves it out, such as an addition of a later version; null: it works. */
  fault: AdditionFault | null;
}

/** A piece of a comment around the words found. */
export interface Excerpt {
  before: string;
  hit: string;
  after: string;
}

/** What an addition would do to the comments seen. */
export interface Effect {
  seen: number;
  hits: number;
  /** Comments that would be marked anew, or no longer. */
  changed: number;
  examples: readonly Excerpt[];
}

/** A comment that somebody called no violation, with what was marked in it. */
export interface Dismissed {
  key: string;
  text: string;
  marks: readonly { kind: ViolationKind; text: string }[];
}

export interface Speech {
  t: WordsText;
  language: Language;
}

const CONTEXT = 50;

/** The words found with as much around them as fits in a line. */
export function excerpt(text: string, start: number, end: number): Excerpt {
  const from = Math.max(0, start - CONTEXT);
  const to = Math.min(text.length, end + CONTEXT);
  return {
    before: (from > 0 ? '…' : '') + text.slice(from, start),
    hit: text.slice(start, end),
    after: text.slice(end, to) + (to < text.length ? '…' : ''),
  };
}

export const EMPTY: WordAddition = { use: 'mark', kind: 'insult', text: '', forms: true, removed: false };

/** Letters and digits of a phrase, to tell whether two are the same. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ');
}
