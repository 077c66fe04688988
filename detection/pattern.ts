/**
 * The pattern language of the rules. A pattern is words set apart by spaces:
 *
 * | written | means |
 * |---|---|
 * | `дурак` | these letters, in any case, ё as е |
 * | `дура(к|ки|цкий)` | one of; an empty branch makes it optional: `по(|до)ждать` |
 * | `[аео]` | one of these letters |
 * | `дурак<m>` | a named class: endings, prefixes, word lists |
 * | `тварь*` | any letters, none too; also in front and in the middle |
 * | `#` | one or more digits; `•` a masked letter; `¤` a currency sign |
 * | `Козлов` | only with a capital letter and not at the start of a sentence: a name |
 * | `очень?` | the word may be missing |
 * | `(к черту|вон)` | branches may be several words, if the group stands by itself |
 * | `_3` | up to three words in between, within the sentence |
 * | `^`, `$` | start and end of the sentence; `^^`, `$$` of the text; `,` of the clause: a comma, a dash or dots do too |
 * | `@link` | a token of this type: see `TOKEN_TYPES` |
 *
 * There are no regular expressions in it and nothing that could take more than linear time.
 */
import { MAX_DEPTH, MIXED_WORD, PatternError } from './word';

export type Step = { type: 'word'; source: string; capital: boolean } | { type: 'token'; name: TokenType };

/** One way through a pattern: steps with the number of words allowed before each. */
export interface Phrase {
  steps: Step[];
  gaps: number[];
  atStart: Edge;
  atEnd: Edge;
}

/** Where a phrase must begin or end. */
export const EDGES = ['none', 'clause', 'sentence', 'text'] as const;
export type Edge = (typeof EDGES)[number];

const STARTS: Readonly<Record<string, Edge>> = { ',': 'clause', '^': 'sentence', '^^': 'text' };
const ENDS: Readonly<Record<string, Edge>> = { ',': 'clause', $: 'sentence', $$: 'text' };

export const TOKEN_TYPES = ['link', 'handle', 'email', 'number', 'phone', 'money', 'name', 'command'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

const MAX_GAP = 8;
const MAX_STEPS = 12;
const MAX_PHRASES = 200;

/**
 * Splits a pattern into its phrases: one for each choice of optional words and of branches that are several words.
 * @throws PatternError when it is empty, matches the empty string or is too large.
 */
export function parsePattern(pattern: string): Phrase[] {
  const parts = splitOutside(pattern, ' ', pattern);
  if (parts.length === 0) throw new PatternError(pattern, 'is empty');
  let phrases: Draft[] = [{ steps: [], gaps: [], atStart: 'none', atEnd: 'none', carried: 0 }];
  let gap = 0;
  parts.forEach((part, index) => {
    if (index === 0 && STARTS[part]) phrases[0]!.atStart = STARTS[part];
    else if (index === parts.length - 1 && ENDS[part]) for (const phrase of phrases) phrase.atEnd = ENDS[part];
    else if (STARTS[part] || ENDS[part]) {
      throw new PatternError(pattern, `"${part}" may only stand ${ENDS[part] ? 'last' : 'first'}`);
    } else if (part.startsWith('_')) gap = readGap(pattern, part);
    else {
      phrases = extend(pattern, phrases, part, gap);
      gap = 0;
      if (phrases.length > MAX_PHRASES) throw new PatternError(pattern, `means more than ${MAX_PHRASES} phrases`);
    }
  });
  checkPhrases(pattern, phrases, gap);
  return phrases.map(({ steps, gaps, atStart, atEnd }) => ({ steps, gaps, atStart, atEnd }));
}

/** Adds one part of a pattern to the phrases so far: a word, or a group whose branches may be several words. */
function extend(pattern: string, phrases: Draft[], part: string, gap: number): Draft[] {
  const missing = part.length > 1 && part.endsWith('?');
  const body = missing ? part.slice(0, -1) : part;
  const kept = missing ? phrases.map((phrase) => ({ ...phrase, carried: Math.max(phrase.carried, gap) })) : [];
  if (!body.includes(' ') && !(isGroup(body) && body.includes('@'))) {
    return [...kept, ...appendAll(phrases, readStep(pattern, body), gap)];
  }
  if (!isGroup(body)) {
    throw new PatternError(pattern, `"${body}": a group of several words stands apart from letters`);
  }
  const branches = splitOutside(body.slice(1, -1), '|', pattern);
  const single = branches.filter((branch) => !isOfWords(branch));
  const out = [...kept];
  if (single.length > 0) out.push(...appendAll(phrases, readStep(pattern, `(${single.join('|')})`), gap));
  for (const branch of branches) {
    if (isOfWords(branch)) out.push(...extendBranch(pattern, phrases, branch, gap));
  }
  return out;
}

/** Whether one pair of brackets holds the whole part. */
function isGroup(part: string): boolean {
  if (!part.startsWith('(')) return false;
  let depth = 0;
  for (let i = 0; i < part.length; i++) {
    if (part[i] === '(') depth++;
    if (part[i] === ')' && --depth === 0) return i === part.length - 1;
  }
  return false;
}

/** Whether a branch must be a phrase of its own: several words or a token type. */
function isOfWords(branch: string): boolean {
  return branch.includes(' ') || branch.includes('@');
}

function extendBranch(pattern: string, phrases: Draft[], branch: string, gap: number): Draft[] {
  let inner = phrases;
  let before = gap;
  for (const part of splitOutside(branch, ' ', pattern)) {
    if (part.startsWith('_')) before = readGap(pattern, part);
    else {
      inner = extend(pattern, inner, part, before);
      before = 0;
    }
  }
  return inner;
}

/** Splits at a character that stands outside of brackets; empty parts are left out. */
function splitOutside(source: string, separator: string, pattern: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of source) {
    if (char === '(') depth++;
    if (char === ')' && --depth < 0) throw new PatternError(pattern, '")" without "("');
    if (depth > MAX_DEPTH) throw new PatternError(pattern, 'is nested too deeply');
    if (char === separator && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  if (depth > 0) throw new PatternError(pattern, '"(" without ")"');
  parts.push(part);
  return parts.filter((piece) => piece !== '');
}

function checkPhrases(pattern: string, phrases: Phrase[], gap: number): void {
  if (gap > 0) throw new PatternError(pattern, 'ends with a gap');
  for (const phrase of phrases) {
    if (phrase.steps.length === 0) throw new PatternError(pattern, 'matches the empty string');
    if (phrase.steps.length > MAX_STEPS) throw new PatternError(pattern, `has more than ${MAX_STEPS} words`);
  }
}

/** A phrase in the making: a gap before a missing word is carried over to the next. */
interface Draft extends Phrase {
  carried: number;
}

function appendAll(phrases: Draft[], step: Step, gap: number): Draft[] {
  return phrases.map((phrase) => append(phrase, step, gap));
}

function append(phrase: Draft, step: Step, gap: number): Draft {
  const before = phrase.steps.length === 0 ? 0 : Math.max(gap, phrase.carried);
  return { ...phrase, steps: [...phrase.steps, step], gaps: [...phrase.gaps, before], carried: 0 };
}

function readGap(pattern: string, part: string): number {
  const size = Number(part.slice(1));
  if (!Number.isInteger(size) || size < 1 || size > MAX_GAP) {
    throw new PatternError(pattern, `"${part}": a gap is _1 to _${MAX_GAP}`);
  }
  return size;
}

function readStep(pattern: string, part: string): Step {
  if (part.startsWith('@')) {
    const name = TOKEN_TYPES.find((type) => type === part.slice(1));
    if (name === undefined) throw new PatternError(pattern, `unknown token type "${part}"`);
    return { type: 'token', name };
  }
  const branches = isGroup(part) ? splitOutside(part.slice(1, -1), '|', pattern) : [part];
  const capitals = branches.filter((branch) => /^\(*[A-ZА-ЯЁ]/.test(branch)).length;
  if (capitals > 0 && capitals < branches.length) {
    throw new PatternError(pattern, `"${part}" has branches with and without a capital`);
  }
  const capital = capitals > 0;
  if (MIXED_WORD.test(part.replace(/<[^>]*>/g, ' '))) {
    throw new PatternError(pattern, `"${part}" mixes alphabets`);
  }
  return { type: 'word', source: part.toLowerCase(), capital };
}
