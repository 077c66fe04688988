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
 * | `^`, `$` | start and end of the sentence; `^^`, `$$` of the text |
 * | `@link` | a token of this type: see `TOKEN_TYPES` |
 *
 * There are no regular expressions in it and nothing that could take more than linear time.
 */
import { patternLetter } from './letters';

/** Inside of one word. */
export type Node =
  | { type: 'letter'; letter: number }
  | { type: 'digits' }
  | { type: 'any' }
  | { type: 'sequence'; nodes: Node[] }
  | { type: 'choice'; nodes: Node[] };

export type Step = { type: 'word'; source: string; capital: boolean } | { type: 'token'; name: TokenType };

/** One way through a pattern: steps with the number of words allowed before each. */
export interface Phrase {
  steps: Step[];
  gaps: number[];
  atStart: 'none' | 'sentence' | 'text';
  atEnd: 'none' | 'sentence' | 'text';
}

export const TOKEN_TYPES = ['link', 'handle', 'email', 'number', 'phone', 'money', 'name'] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

/** Named classes of the language, by name: a fragment of a word. */
export type Classes = Readonly<Record<string, string>>;

const MAX_GAP = 8;
const MAX_STEPS = 12;
const MAX_PHRASES = 200;
const MAX_DEPTH = 12;
const MAX_SIZE = 20_000;

/** A pattern that cannot be taken; the message says which and why. */
export class PatternError extends Error {
  constructor(
    readonly pattern: string,
    reason: string,
  ) {
    super(`Pattern «${pattern}»: ${reason}`);
    this.name = 'PatternError';
  }
}

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
    if (part === '^' || part === '^^') {
      if (index > 0) throw new PatternError(pattern, `"${part}" may only stand first`);
      phrases[0]!.atStart = part === '^' ? 'sentence' : 'text';
    } else if (part === '$' || part === '$$') {
      if (index !== parts.length - 1) throw new PatternError(pattern, `"${part}" may only stand last`);
      for (const phrase of phrases) phrase.atEnd = part === '$' ? 'sentence' : 'text';
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

/** A look-alike of another alphabet in the data is a slip that nobody would ever see. */
const MIXED_WORD = /[a-z][а-яё]|[а-яё][a-z]/i;

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

/**
 * Parses one word and puts the named classes in.
 * @param pattern the whole pattern, for messages.
 * @throws PatternError on unknown or circular names, characters outside the language, unbalanced brackets, or when
 * the word could be empty or grows beyond bounds.
 */
export function parseWord(source: string, classes: Classes, pattern = source): Node {
  const reader = new WordReader(source, classes, pattern);
  const node = reader.whole([]);
  if (canBeEmpty(node)) throw new PatternError(pattern, `"${source}" matches the empty string`);
  return node;
}

function canBeEmpty(node: Node): boolean {
  switch (node.type) {
    case 'any':
      return true;
    case 'sequence':
      return node.nodes.every(canBeEmpty);
    case 'choice':
      return node.nodes.some(canBeEmpty);
    default:
      return false;
  }
}

/** A class once read, with the size that it adds to a word. */
interface ReadClass {
  node: Node;
  size: number;
}

const read = new WeakMap<Classes, Map<string, ReadClass>>();

/** The classes read so far: many words end in the same endings. */
function readClasses(classes: Classes): Map<string, ReadClass> {
  const known = read.get(classes) ?? new Map<string, ReadClass>();
  read.set(classes, known);
  return known;
}

class WordReader {
  private index = 0;
  private size = 0;

  constructor(
    private source: string,
    private readonly classes: Classes,
    private readonly pattern: string,
    private readonly read: Map<string, ReadClass> = readClasses(classes),
  ) {}

  whole(trail: string[]): Node {
    const node = this.choice(trail, 0);
    if (this.index < this.source.length) this.fail(`")" without "(" in "${this.source}"`);
    return node;
  }

  private choice(trail: string[], depth: number): Node {
    if (depth > MAX_DEPTH) this.fail('is nested too deeply');
    const branches: Node[] = [];
    for (;;) {
      branches.push(this.sequence(trail, depth));
      if (this.source[this.index] !== '|') break;
      this.index++;
    }
    return branches.length === 1 ? branches[0]! : { type: 'choice', nodes: branches };
  }

  private sequence(trail: string[], depth: number): Node {
    const nodes: Node[] = [];
    while (this.index < this.source.length) {
      const char = this.source[this.index]!;
      if (char === '|' || char === ')') break;
      this.index++;
      nodes.push(this.atom(char, trail, depth));
      if (++this.size > MAX_SIZE) this.fail('grows too large');
    }
    return nodes.length === 1 ? nodes[0]! : { type: 'sequence', nodes };
  }

  private atom(char: string, trail: string[], depth: number): Node {
    if (char === '*') return { type: 'any' };
    if (char === '#') return { type: 'digits' };
    if (char === '(') {
      const inner = this.choice(trail, depth + 1);
      if (this.source[this.index] !== ')') this.fail(`"(" without ")" in "${this.source}"`);
      this.index++;
      return inner;
    }
    if (char === '[') return this.set();
    if (char === '<') return this.named(trail);
    return { type: 'letter', letter: this.letter(char) };
  }

  private letter(char: string): number {
    const letter = patternLetter(char);
    if (letter === 0) this.fail(`"${char}" is not in the language`);
    return letter;
  }

  private until(closing: string): string {
    const end = this.source.indexOf(closing, this.index);
    if (end < 0) this.fail(`no "${closing}" in "${this.source}"`);
    const inner = this.source.slice(this.index, end);
    this.index = end + 1;
    if (inner === '') this.fail(`nothing before "${closing}" in "${this.source}"`);
    return inner;
  }

  private set(): Node {
    const letters = [...this.until(']')].map((char): Node => ({ type: 'letter', letter: this.letter(char) }));
    return { type: 'choice', nodes: letters };
  }

  private named(trail: string[]): Node {
    const name = this.until('>');
    const body = Object.hasOwn(this.classes, name) ? this.classes[name] : undefined;
    if (body === undefined) return this.fail(`unknown class <${name}>`);
    if (trail.includes(name)) return this.fail(`class <${name}> refers to itself`);
    if (MIXED_WORD.test(body.replace(/<[^>]*>/g, ' '))) this.fail(`class <${name}> mixes alphabets`);
    const known = this.read.get(name);
    if (known !== undefined) return this.sized(known);
    const inner = new WordReader(body.toLowerCase(), this.classes, this.pattern, this.read);
    inner.size = this.size;
    const read = { node: inner.whole([...trail, name]), size: inner.size - this.size };
    this.read.set(name, read);
    return this.sized(read);
  }

  private sized({ node, size }: ReadClass): Node {
    this.size += size;
    if (this.size > MAX_SIZE) this.fail('grows too large');
    return node;
  }

  private fail(reason: string): never {
    throw new PatternError(this.pattern, reason);
  }
}
