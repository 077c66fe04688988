/** What the office adds to the rules: words, phrases, and exceptions to rules. */
import type { ViolationKind } from '../types';
import { patternLetter } from './letters';
import type { Rule, RuleBook } from './rulebook';
import { PatternError } from './word';

/** A word or phrase in plain Russian that the office wants marked. `forms`: its other endings too. */
export interface OfficeWord {
  /** Stable id; the finding names the rule `office-<id>`. */
  id: string;
  kind: ViolationKind;
  text: string;
  forms: boolean;
}

/** A word or phrase that is never to be marked, as one kind or as any. */
export interface OfficeVeto {
  kind: ViolationKind | 'any';
  text: string;
  forms: boolean;
}

export interface OfficeAdditions {
  words: readonly OfficeWord[];
  vetoes: readonly OfficeVeto[];
}

const OFFICE_CONFIDENCE = 0.9;
const SHORTEST_STEM = 3;

/**
 * Pattern of a plain Russian phrase: each word as it is, or its stem with any ending.
 * @throws PatternError when nothing but punctuation is in it.
 */
export function phrasePattern(text: string, forms: boolean): string {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  if (words.length === 0) throw new PatternError(text, 'has no words');
  return words.map((word) => wordPattern(word, forms, text)).join(' ');
}

function wordPattern(word: string, forms: boolean, text: string): string {
  const letters = word.replace(/\p{N}+/gu, '#');
  for (const char of letters) {
    if (char !== '#' && patternLetter(char) === 0) throw new PatternError(text, `"${char}" is not in the language`);
  }
  if (!forms || letters.length < SHORTEST_STEM + 1) return letters;
  const stem = letters.replace(/(?:ый|ий|ой|ая|ое|ые|ие|ать|ить|еть|[аеиоуыэюяьй])$/, '');
  return stem.length < SHORTEST_STEM ? letters : `${stem}<any-ending>`;
}

const ENDINGS =
  '|а|у|ом|е|ы|и|ов|ев|ам|ами|ах|о|ь|я|ю|ем|ей|ью|ям|ями|ях|ой|ою|ый|ий|ая|ое|ые|ие|ого|ему|ому|ым|им|ых|их|ыми|ими|ую|юю|' +
  'ать|ить|еть|ал|ил|ел|ала|ила|ела|али|или|ели|ает|ит|ет|ют|ят|ут|ат|ешь|ишь|аешь';

/**
 * Rules with the office's additions.
 * @throws PatternError when a word or phrase cannot be a pattern.
 */
export function withOffice(book: RuleBook, additions: OfficeAdditions): RuleBook {
  const added = additions.words.map(
    (word): Rule => ({
      id: `office-${word.id}`,
      kind: word.kind,
      clause: `8-${word.kind}`,
      severity: 2,
      confidence: OFFICE_CONFIDENCE,
      patterns: [phrasePattern(word.text, word.forms)],
      reach: 'look',
      unless: [],
    }),
  );
  const vetoes: RuleBook['vetoes'] = { ...book.vetoes };
  for (const veto of additions.vetoes) {
    const pattern = phrasePattern(veto.text, veto.forms);
    const kinds: ViolationKind[] =
      veto.kind === 'any' ? ['unlawful', 'aggression', 'obscenity', 'insult', 'personal-data', 'spam'] : [veto.kind];
    for (const kind of kinds) vetoes[kind] = [...(vetoes[kind] ?? []), pattern];
  }
  return { ...book, classes: { ...book.classes, 'any-ending': ENDINGS }, rules: [...book.rules, ...added], vetoes };
}
