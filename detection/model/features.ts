/**
 * What the model sees of a text: 32-bit hashes of the letters inside its words and of the words themselves, over the
 * folded text, so that a disguised word and a plain one look the same. Training and use share this file; any change to
 * it wants the weights trained anew.
 */

import type { Finding } from '../../types';
import { Before, type Folded, ReadingKind, TokenFlag } from '../folded';
import { IntList } from '../list';

/** Letters of a gram, at least and at most; a word's borders count as letters. */
const SHORTEST = 2;
const LONGEST = 5;
/** A longer word is no word: its first letters tell as much. */
const LONGEST_WORD = 32;
/** The border of a word: no letter of the alphabet has this number. */
const BORDER = 63;

const GRAM_SEED = 0x2f6b1a35;
const WORD_SEED = 0x517cc1b7;
const PAIR_SEED = 0x6d2b79f5;

const MIXED = TokenFlag.russian | TokenFlag.latin;

/** Words that stand for what is no word: every source and every site writes it in another way. */
const STAND_IN = { none: 0, link: 1, handle: 2, email: 3, phone: 4, currency: 5 } as const;

function mix(hash: number): number {
  let h = hash ^ (hash >>> 15);
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 12;
  h = Math.imul(h, 0x297a2d39);
  return h ^ (h >>> 15);
}

/** Hash of a text's word, and the grams that lie inside it. */
export function addGrams(letters: Uint8Array, from: number, to: number, into: IntList): void {
  const end = Math.min(to, from + LONGEST_WORD);
  for (let start = from - 1; start < end; start++) {
    let hash = GRAM_SEED;
    const last = Math.min(end, start + LONGEST - 1);
    for (let i = start; i <= last; i++) {
      hash = Math.imul(hash ^ (i < from || i >= end ? BORDER : letters[i]!), 0x01000193);
      hash ^= hash >>> 13;
      if (i - start + 1 >= SHORTEST) into.push(mix(hash));
    }
  }
}

function wordHash(letters: Uint8Array, from: number, to: number): number {
  let hash = WORD_SEED;
  for (let i = from; i < to; i++) {
    hash = Math.imul(hash ^ letters[i]!, 0x01000193);
    hash ^= hash >>> 13;
  }
  return hash;
}

/**
 * The words of a folded text as the model reads them. Arrays are parallel and reused: word `w` covers the tokens
 * `first[w]..last[w]`, its letters are `from[w]..to[w]` (none for a stand-in), `hash[w]` is its own.
 */
export class ModelWords {
  readonly first = new IntList();
  readonly last = new IntList();
  readonly from = new IntList();
  readonly to = new IntList();
  readonly hash = new IntList();
  /** First letter and end of the reading that is meant, for each token; -1: as it stands. */
  private readonly meantFrom = new IntList();
  private readonly meantTo = new IntList();
  /** Last token of a word that begins at the token and was set apart; -1: none. */
  private readonly meantLast = new IntList();
  /** Flags of all words, and of what stands before, between and after them; links and the like left out. */
  flags = 0;
  before = 0;
  /** A word holds both alphabets. */
  mixed = false;

  get count(): number {
    return this.hash.size;
  }

  /** Reads the words of a text that was folded, its shapes marked and its readings added. Linear in its length. */
  read(folded: Folded): void {
    this.first.size = this.last.size = this.from.size = this.to.size = this.hash.size = 0;
    const readings = folded.readings.size > 0;
    if (readings) this.choose(folded);
    this.flags = 0;
    this.before = folded.tail;
    this.mixed = false;
    let spoken = false;
    for (let t = 0; t < folded.tokens; t++) {
      const flags = folded.flags[t]!;
      const standIn = standInOf(folded, t, flags);
      if (standIn > 0 || flags & TokenFlag.silent) {
        // A long link or a phone in groups is one thing however many tokens it has.
        if (standIn > 0 && !spoken) this.push(t, t, 0, 0, mix(PAIR_SEED ^ standIn));
        spoken = standIn > 0 || spoken;
        continue;
      }
      spoken = false;
      this.note(flags, folded.before[t]!);
      const meant = readings ? this.meantFrom.at(t) : -1;
      const last = readings && this.meantLast.at(t) > t ? this.meantLast.at(t) : t;
      const from = meant < 0 ? folded.from[t]! : meant;
      const to = meant < 0 ? folded.to[t]! : this.meantTo.at(t);
      if (to > from) this.push(t, last, from, to, wordHash(folded.letters, from, to));
      t = last;
    }
  }

  private note(flags: number, before: number): void {
    this.flags |= flags;
    this.before |= before;
    if ((flags & MIXED) === MIXED) this.mixed = true;
  }

  private push(first: number, last: number, from: number, to: number, hash: number): void {
    this.first.push(first);
    this.last.push(last);
    this.from.push(from);
    this.to.push(to);
    this.hash.push(hash);
  }

  /** Takes the first reading by sight of a mixed word, the shortened one of a stretched word, the whole of a run. */
  private choose(folded: Folded): void {
    const { meantFrom, meantTo, meantLast } = this;
    meantFrom.size = meantTo.size = meantLast.size = 0;
    for (let t = 0; t < folded.tokens; t++) {
      meantFrom.push(-1);
      meantTo.push(-1);
      meantLast.push(-1);
    }
    for (let r = 0; r < folded.readingKinds.size; r++) {
      const kind = folded.readingKinds.at(r);
      const first = folded.readings.at(4 * r + 2);
      const last = folded.readings.at(4 * r + 3);
      const single = first === last && meantFrom.at(first) < 0;
      const taken =
        kind === ReadingKind.spaced
          ? last > meantLast.at(first)
          : single &&
            (kind === ReadingKind.look ||
              (kind === ReadingKind.stretch && (folded.flags[first]! & TokenFlag.stretched) !== 0));
      if (!taken) continue;
      meantFrom.items[first] = folded.readings.at(4 * r);
      meantTo.items[first] = folded.readings.at(4 * r + 1);
      meantLast.items[first] = last;
    }
  }
}

/** «[LINK]» and «[USERNAME]» of one of the sources; nobody else writes so. */
const PLACEHOLDERS: Readonly<Record<string, number>> = {
  link: STAND_IN.link,
  username: STAND_IN.handle,
  currency: STAND_IN.currency,
};

function standInOf(folded: Folded, t: number, flags: number): number {
  if (flags & TokenFlag.link) return STAND_IN.link;
  if (flags & TokenFlag.email) return STAND_IN.email;
  if (flags & TokenFlag.handle) return STAND_IN.handle;
  if (flags & TokenFlag.phone) return STAND_IN.phone;
  if (flags & TokenFlag.currency) return STAND_IN.currency;
  if (flags & TokenFlag.shouted && folded.text.charCodeAt(folded.start[t]! - 1) === 0x5b) {
    return PLACEHOLDERS[folded.word(t)] ?? STAND_IN.none;
  }
  return STAND_IN.none;
}

/** Hash of two words that stand side by side. */
export function pairFeature(before: number, after: number): number {
  return mix(Math.imul(before ^ PAIR_SEED, 0x01000193) ^ after);
}

/** Hash of a whole word. */
export function wordFeature(hash: number): number {
  return mix(hash ^ WORD_SEED);
}

/** What stands around the words and is no word. */
export const SURFACE = [
  'question',
  'bang',
  'dots',
  'newline',
  'shouted',
  'disguised',
  'mixed',
  'emoji-1',
  'emoji-2',
  'emoji-4',
  'emoji-7',
  'words-2',
  'words-4',
  'words-7',
  'words-12',
  'words-20',
  'words-35',
  'words-60',
] as const;
export type Surface = (typeof SURFACE)[number];

const BEFORE_SIGNS: readonly (readonly [number, Surface])[] = [
  [Before.question, 'question'],
  [Before.bang, 'bang'],
  [Before.dots, 'dots'],
  [Before.newline, 'newline'],
];
const FLAG_SIGNS: readonly (readonly [number, Surface])[] = [
  [TokenFlag.shouted, 'shouted'],
  [TokenFlag.disguised, 'disguised'],
];
const EMOJI: readonly (readonly [number, Surface])[] = [
  [1, 'emoji-1'],
  [2, 'emoji-2'],
  [4, 'emoji-4'],
  [7, 'emoji-7'],
];
const LENGTHS: readonly (readonly [number, Surface])[] = [
  [2, 'words-2'],
  [4, 'words-4'],
  [7, 'words-7'],
  [12, 'words-12'],
  [20, 'words-20'],
  [35, 'words-35'],
  [60, 'words-60'],
];

/** Adds the names of what stands around the words: questions, pictures, capitals, disguise, length. */
export function addSurface(words: ModelWords, emoji: number, into: string[]): void {
  const { flags, before, mixed, count } = words;
  for (const [mask, name] of BEFORE_SIGNS) if (before & mask) into.push(name);
  for (const [mask, name] of FLAG_SIGNS) if (flags & mask) into.push(name);
  if (mixed) into.push('mixed');
  for (const [least, name] of EMOJI) if (emoji >= least) into.push(name);
  for (const [least, name] of LENGTHS) if (count >= least) into.push(name);
}

/** How the names of signs begin that are the rules' signals. */
export const SIGNAL = 'signal:';

/**
 * Adds the names of what rules found, each once: the kind with its level, and the rule itself; and of the signals that
 * they saw, which alone mean nothing.
 */
export function addFindings(findings: readonly Finding[], signals: Iterable<string>, into: string[]): void {
  for (const signal of signals) into.push(SIGNAL + signal);
  for (const { kind, level, rule } of findings) {
    const general = `${kind}:${level}`;
    if (!into.includes(general)) into.push(general);
    const own = `rule:${rule}`;
    if (!into.includes(own)) into.push(own);
  }
}
