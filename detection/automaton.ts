/**
 * One automaton for all words of all rules. The words are laid out as a non-deterministic automaton; its deterministic
 * states are made when the text first needs them and kept in a table of bounded size, which is emptied when full. So the
 * judge starts at once, a text costs one table look-up a letter, and no rule, however unlucky, can blow the table up.
 */
import type { MatcherImage } from './image';
import { DIGIT, MASK, WIDTH } from './letters';
import type { Node } from './word';

const ACCEPT = WIDTH;
const ANY = WIDTH + 1;
const SPLIT = WIDTH + 2;
const MAX_NODES = 400_000;
/** The table holds states in sixteen bits. */
const MOST_STATES = 65_000;
const NONE = new Int32Array(0);

/** State that no letter leads out of. */
export const DEAD = 0;
/** Stands in the table for a state that has not been made yet; it too leads to itself, so that reading needs no test. */
export const UNMADE = 1;

/**
 * The automaton as a bare table, for whoever reads letters anyway: `state = table[(state << 6) + letter]` from `start`;
 * what comes out as `UNMADE` must be read by `Automaton.read`. Fetch the fields anew for every word.
 */
export interface WordTable {
  readonly table: Uint16Array;
  readonly accepts: Int32Array;
  readonly start: number;
}

/**
 * Collects the words, each under a number of the caller's choice (the term).
 * @throws RangeError when the words together pass the bound of size.
 */
export class AutomatonBuilder {
  /** Letter, ACCEPT, ANY or SPLIT of every node. */
  private readonly kinds: number[] = [];
  /** Next node, or the accepted term, or the index of a split's branches. */
  private readonly targets: number[] = [];
  private readonly splits: number[][] = [];
  private readonly entries: number[] = [];

  add(word: Node, term: number): void {
    this.entries.push(this.lay(word, this.node(ACCEPT, term)));
  }

  /** The words as arrays that an `Automaton` runs on. */
  build(): AutomatonImage {
    const splits = new Int32Array(this.splits.length + 1);
    this.splits.forEach((branches, n) => {
      splits[n + 1] = splits[n]! + branches.length;
    });
    const kinds = Uint8Array.from(this.kinds);
    const targets = Int32Array.from(this.targets);
    const nodes = { kinds, targets, splits, branches: Int32Array.from(this.splits.flat()) };
    const first = new Set<number>();
    for (const entry of this.entries) for (const node of closure(nodes, entry)) first.add(node);
    return { ...nodes, first: Int32Array.from(first).sort() };
  }

  private node(kind: number, target: number): number {
    if (this.kinds.length >= MAX_NODES) throw new RangeError('The rules are too large for the automaton');
    this.kinds.push(kind);
    this.targets.push(target);
    return this.kinds.length - 1;
  }

  private split(branches: number[]): number {
    this.splits.push(branches);
    return this.node(SPLIT, this.splits.length - 1);
  }

  /** Lays a word out from its end: `next` is where it leads. @returns its first node */
  private lay(word: Node, next: number): number {
    switch (word.type) {
      case 'letter':
        return this.node(word.letter, next);
      case 'sequence':
        return word.nodes.reduceRight((end, node) => this.lay(node, end), next);
      case 'any':
        return this.loop(ANY, next, true);
      case 'digits':
        return this.loop(DIGIT, next, false);
      case 'choice':
        return this.choice(word.nodes, next);
    }
  }

  private loop(kind: number, next: number, mayBeEmpty: boolean): number {
    const branches = [next];
    const again = this.split(branches);
    const body = this.node(kind, again);
    branches.push(body);
    return mayBeEmpty ? again : body;
  }

  /** Branches of plain letters share their beginnings; the others stand side by side. */
  private choice(nodes: Node[], next: number): number {
    const branches: number[] = [];
    const plain: number[][] = [];
    for (const node of nodes) {
      const letters = plainLetters(node);
      if (letters !== null) plain.push(letters);
      else branches.push(this.lay(node, next));
    }
    if (plain.length > 0) branches.push(...this.layTree(plain, 0, next));
    return branches.length === 1 ? branches[0]! : this.split(branches);
  }

  private layTree(words: number[][], depth: number, next: number): number[] {
    const byLetter = new Map<number, number[][]>();
    const out: number[] = [];
    for (const word of words) {
      if (word.length === depth) {
        if (!out.includes(next)) out.push(next);
        continue;
      }
      const letter = word[depth]!;
      const group = byLetter.get(letter);
      if (group === undefined) byLetter.set(letter, [word]);
      else group.push(word);
    }
    for (const [letter, group] of byLetter) {
      const inner = this.layTree(group, depth + 1, next);
      out.push(this.node(letter, inner.length === 1 ? inner[0]! : this.split(inner)));
    }
    return out;
  }
}

function plainLetters(node: Node): number[] | null {
  if (node.type === 'letter') return [node.letter];
  if (node.type !== 'sequence') return null;
  const letters: number[] = [];
  for (const inner of node.nodes) {
    if (inner.type !== 'letter') return null;
    letters.push(inner.letter);
  }
  return letters;
}

type AutomatonImage = Pick<MatcherImage, 'kinds' | 'targets' | 'splits' | 'branches' | 'first'>;

/** The letter and accepting nodes that a node comes to without a letter. */
function closure({ kinds, targets, splits, branches }: Omit<AutomatonImage, 'first'>, node: number): Int32Array {
  const out = new Set<number>();
  const seen = new Set<number>();
  const stack = [node];
  while (stack.length > 0) {
    const current = stack.pop()!;
    if (seen.has(current)) continue;
    seen.add(current);
    if (kinds[current] !== SPLIT) {
      out.add(current);
      continue;
    }
    const split = targets[current]!;
    for (let i = splits[split]!; i < splits[split + 1]!; i++) stack.push(branches[i]!);
  }
  return Int32Array.from(out);
}

/** Deterministic reading of words, made as texts need it. */
export class Automaton implements WordTable {
  private readonly kinds: Uint8Array;
  private readonly targets: Int32Array;
  /** By the number of the split. */
  private readonly closures: (Int32Array | undefined)[];
  private readonly maxStates: number;
  table: Uint16Array;
  accepts: Int32Array;
  start = 0;
  private sets: Int32Array[] = [];
  private byKey = new Map<string, number>();
  /** Times the table was emptied; a steady rise means that `maxStates` is too small for the rules. */
  flushes = 0;
  /** Look-ups and steps of making states so far: the cost of a text, whatever the machine. */
  operations = 0;

  /**
   * @param describe gives a positive number to each set of terms (ascending) that some word turns out to be.
   */
  constructor(
    private readonly image: AutomatonImage,
    private readonly describe: (terms: number[]) => number,
    maxStates = 12_000,
  ) {
    this.kinds = image.kinds;
    this.targets = image.targets;
    this.closures = new Array(Math.max(0, image.splits.length - 1));
    this.maxStates = Math.min(Math.max(5, maxStates), MOST_STATES);
    this.table = new Uint16Array(512 * WIDTH);
    this.accepts = new Int32Array(512);
    this.reset();
  }

  /** Number of laid-out nodes and of states made so far. */
  get size(): { nodes: number; states: number } {
    return { nodes: this.kinds.length, states: this.sets.length };
  }

  /**
   * Reads letters `from..to`.
   * @returns the number of the set of terms that this word is, 0 when it is none.
   */
  read(letters: Uint8Array, from: number, to: number): number {
    let state = this.start;
    this.operations += to - from;
    const { table } = this;
    for (let i = from; i < to; i++) {
      const next = table[(state << 6) + letters[i]!]!;
      if (next === UNMADE) return this.readOn(state, letters, i, to);
      state = next;
      if (state === DEAD) return 0;
    }
    return this.accepts[state]!;
  }

  /** The rest of a word in which a state is met for the first time. */
  private readOn(from: number, letters: Uint8Array, start: number, to: number): number {
    let state = from;
    for (let i = start; i < to && state !== DEAD; i++) {
      const next = this.table[(state << 6) + letters[i]!]!;
      state = next === UNMADE ? this.make(state, letters[i]!) : next;
    }
    return this.accepts[state]!;
  }

  private reset(): void {
    this.table.fill(UNMADE);
    this.table.fill(DEAD, 0, WIDTH);
    this.byKey.clear();
    this.byKey.set('', DEAD);
    this.sets = [NONE, NONE];
    this.accepts[DEAD] = this.accepts[UNMADE] = 0;
    this.start = this.register(this.image.first);
  }

  private make(state: number, letter: number): number {
    const { kinds, targets } = this;
    const reached = new Set<number>();
    const from = this.sets[state]!;
    this.operations += from.length;
    for (const node of from) {
      const kind = kinds[node]!;
      if (kind !== letter && (kind !== ANY || letter >= MASK || letter === DIGIT || letter === 0)) continue;
      this.reach(targets[node]!, reached);
    }
    const set = Int32Array.from(reached).sort();
    const known = this.byKey.get(keyOf(set));
    if (known === undefined && this.sets.length >= this.maxStates) {
      this.flushes++;
      this.reset();
      return this.register(set);
    }
    const made = known ?? this.register(set);
    this.table[(state << 6) + letter] = made;
    return made;
  }

  private register(set: Int32Array): number {
    const known = this.byKey.get(keyOf(set));
    if (known !== undefined) return known;
    const state = this.sets.length;
    if ((state + 1) * WIDTH > this.table.length) {
      const larger = new Uint16Array(this.table.length * 2).fill(UNMADE);
      larger.set(this.table);
      this.table = larger;
      const accepts = new Int32Array(this.accepts.length * 2);
      accepts.set(this.accepts);
      this.accepts = accepts;
    }
    this.sets.push(set);
    const terms = new Set<number>();
    for (const node of set) if (this.kinds[node] === ACCEPT) terms.add(this.targets[node]!);
    this.accepts[state] = terms.size === 0 ? 0 : this.describe([...terms].sort((a, b) => a - b));
    this.byKey.set(keyOf(set), state);
    return state;
  }

  /** Adds the letter and accepting nodes that a node comes to without a letter. */
  private reach(node: number, reached: Set<number>): void {
    if (this.kinds[node] !== SPLIT) {
      reached.add(node);
      return;
    }
    const split = this.targets[node]!;
    this.closures[split] ??= closure(this.image, node);
    for (const follower of this.closures[split]!) reached.add(follower);
  }
}

function keyOf(set: Int32Array): string {
  return set.join();
}
