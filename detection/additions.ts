/** What the office adds to the rules: words, phrases, and exceptions to rules. */
import * as z from 'zod/mini';
import { VIOLATION_KINDS, ViolationKind } from '../types';
import { patternLetter } from './letters';
import type { Rule, RuleBook } from './rulebook';
import { MIXED_WORD, PatternError } from './word';

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

/**
 * One addition as the office keeps it, the body of revisions of kind `word`. `use`: mark it, or never mark it;
 * only what is never marked may be so for `any` kind.
 */
export const WordAddition = z.object({
  use: z.enum(['mark', 'never']),
  kind: z.union([ViolationKind, z.literal('any')]),
  text: z.string(),
  forms: z.boolean(),
  removed: z.boolean(),
});
export type WordAddition = z.infer<typeof WordAddition>;

/** Why an addition cannot be used: nothing in it, too long, signs that no word has, marked as no kind, too many. */
export type AdditionFault = 'empty' | 'short' | 'long' | 'letters' | 'kind' | 'many';

const LONGEST = 100;
const MOST_WORDS = 8;
/** The automaton has room for the endings of so many words. */
export const MOST_ADDITIONS = 1000;

/** @returns null when the addition can be used */
export function additionFault({ use, kind, text, forms }: WordAddition): AdditionFault | null {
  const words = wordsOf(text);
  if (words.length === 0) return 'empty';
  if (words.join('').length < 2) return 'short';
  if (text.length > LONGEST || words.length > MOST_WORDS) return 'long';
  if (use === 'mark' && kind === 'any') return 'kind';
  try {
    phrasePattern(text, forms);
    return null;
  } catch (error) {
    if (error instanceof PatternError) return 'letters';
    throw error;
  }
}

const RULE_ID = /^[a-z0-9][a-z0-9-]*$/;

/**
 * The additions that a judge can use. What is removed, faulty (from a later version, say) or beyond the bound is left
 * out, so that no record, wherever it came from, can stop the judge.
 */
export function additionsOf(entries: Iterable<readonly [id: string, word: WordAddition]>): OfficeAdditions {
  const words: OfficeWord[] = [];
  const vetoes: OfficeVeto[] = [];
  for (const [id, word] of entries) {
    if (word.removed || !RULE_ID.test(id) || additionFault(word) !== null) continue;
    if (words.length + vetoes.length >= MOST_ADDITIONS) break;
    const { kind, text, forms } = word;
    if (word.use === 'never') vetoes.push({ kind, text, forms });
    else if (kind !== 'any') words.push({ id, kind, text, forms });
  }
  return { words, vetoes };
}

const OFFICE_CONFIDENCE = 0.9;
const SHORTEST_STEM = 3;

/**
 * Pattern of a plain Russian phrase: each word as it is, or its stem with any ending.
 * @throws PatternError when nothing but punctuation is in it.
 */
export function phrasePattern(text: string, forms: boolean): string {
  const words = wordsOf(text);
  if (words.length === 0) throw new PatternError(text, 'has no words');
  return words.map((word) => wordPattern(word, forms, text)).join(' ');
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function wordPattern(word: string, forms: boolean, text: string): string {
  if (MIXED_WORD.test(word)) throw new PatternError(text, `"${word}" mixes alphabets`);
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
 * The office's additions as rules of their own: the extension's rules need not be compiled anew for them.
 * @throws PatternError when a word or phrase cannot be a pattern.
 */
export function officeRules(additions: OfficeAdditions): RuleBook {
  const vetoes: RuleBook['vetoes'] = {};
  for (const veto of additions.vetoes) {
    const pattern = phrasePattern(veto.text, veto.forms);
    const kinds = veto.kind === 'any' ? VIOLATION_KINDS : [veto.kind];
    for (const kind of kinds) vetoes[kind] = [...(vetoes[kind] ?? []), pattern];
  }
  return { classes: ENDING_CLASS, rules: additions.words.map(ruleOf), vetoes, roles: {}, signals: {} };
}

/** One book of two whose names differ. */
export function unitedRules(a: RuleBook, b: RuleBook): RuleBook {
  const vetoes: RuleBook['vetoes'] = { ...a.vetoes };
  for (const [kind, patterns] of Object.entries(b.vetoes) as [Rule['kind'], string[]][]) {
    vetoes[kind] = [...(vetoes[kind] ?? []), ...patterns];
  }
  return { ...a, classes: { ...a.classes, ...b.classes }, rules: [...a.rules, ...b.rules], vetoes };
}

const ENDING_CLASS = { 'any-ending': ENDINGS };

function ruleOf({ id, kind, text, forms }: OfficeWord): Rule {
  return {
    id: `office-${id}`,
    kind,
    clause: `8-${kind}`,
    severity: 2,
    confidence: OFFICE_CONFIDENCE,
    patterns: [phrasePattern(text, forms)],
    reach: 'look',
    unless: [],
  };
}

/**
 * Rules that name one phrase and nothing else: to see where it stands.
 * @throws PatternError when it cannot be a pattern.
 */
export function onlyPhrase(text: string, forms: boolean): RuleBook {
  const rule = ruleOf({ id: 'phrase', kind: 'insult', text, forms });
  return { classes: ENDING_CLASS, rules: [rule], vetoes: {}, roles: {}, signals: {} };
}
