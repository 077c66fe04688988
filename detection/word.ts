/** One word of the pattern language (see `pattern.ts`): letters, choices, classes, any letters, digits. */
import { patternLetter } from './letters';

/** Inside of one word. */
export type Node =
  | { type: 'letter'; letter: number }
  | { type: 'digits' }
  | { type: 'any' }
  | { type: 'sequence'; nodes: Node[] }
  | { type: 'choice'; nodes: Node[] };

/** Named classes of the language, by name: a fragment of a word. */
export type Classes = Readonly<Record<string, string>>;

/** Brackets within brackets. */
export const MAX_DEPTH = 12;
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

/** A look-alike of another alphabet in the data is a slip that nobody would ever see. */
export const MIXED_WORD = /[a-z][а-яё]|[а-яё][a-z]/i;

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
