/** A folded text as data: tokens, their letters, what stands between them, and the further ways to read them. */
import { letterText } from './letters';
import { IntList } from './list';

/** What a token is made of; several may hold. */
export const TokenFlag = {
  russian: 1,
  latin: 2,
  digit: 4,
  /** A mask or sign stands among or after its letters. */
  sign: 8,
  /** The same letter stands twice in a row. */
  doubled: 16,
  /** Three times or more. */
  stretched: 32,
  capital: 64,
  /** Letters drawn in another way, or characters that cannot be seen. */
  disguised: 128,
  quoted: 256,
  link: 512,
  handle: 1024,
  email: 2048,
  currency: 4096,
  /** Every letter of it is a capital. */
  shouted: 8192,
  /** Part of a phone number. */
  phone: 16384,
  /** Part of a link or handle: it is no word. */
  silent: 32768,
} as const;

/** What a token of Russian letters alone may be. */
const PLAIN =
  TokenFlag.russian |
  TokenFlag.doubled |
  TokenFlag.stretched |
  TokenFlag.capital |
  TokenFlag.shouted |
  TokenFlag.quoted;

/** What stands before a token. */
export const Before = {
  space: 1,
  pause: 2,
  sentence: 4,
  openQuote: 8,
  closeQuote: 16,
  dash: 32,
  colon: 64,
  at: 128,
  dots: 256,
  hyphen: 512,
  joint: 1024,
  newline: 2048,
  less: 4096,
  bang: 8192,
  question: 16384,
} as const;

/** How a reading differs from what is written; the order is that of falling trust. */
export const ReadingKind = { plain: 0, look: 1, stretch: 2, mask: 3, joined: 4, spaced: 5, sound: 6 } as const;
export type ReadingKind = (typeof ReadingKind)[keyof typeof ReadingKind];

/**
 * A folded text. Arrays are parallel and reused from text to text: read them before the next `fold` into the same
 * object. Token `t` covers `start[t]..end[t]` of the original (UTF-16, end exclusive) and letters
 * `from[t]..to[t]`; letter `i` stands at `at[i]` of the original, which is only set for tokens that hold more than
 * Russian letters: in the others letter `i` stands at `start[t] + i - from[t]`.
 */
export class Folded {
  text = '';
  /** Letters of the text, then those of the further readings. */
  letters = new Uint8Array(1024);
  at = new Uint32Array(1024);
  /** Number of letters of the text itself, and with the readings. */
  count = 0;
  used = 0;
  tokens = 0;
  start = new Uint32Array(256);
  end = new Uint32Array(256);
  from = new Uint32Array(256);
  to = new Uint32Array(256);
  flags = new Uint16Array(256);
  before = new Uint16Array(256);
  sentence = new Uint32Array(256);
  /** What the automaton given to `fold` knows of each token's plain word, -1 where it was not read. */
  accepts = new Int32Array(256);
  /** Tokens that may be read in another way, ascending. */
  readonly odd = new IntList();
  /** Tokens that are stuck to the one before them by something other than a space, ascending. */
  readonly glued = new IntList();
  /** First token and length of every run of three or more lone letters. */
  readonly runs = new IntList();
  /** Flat quadruples: first letter, end of letters, first token, last token; parallel to `readingKinds`. */
  readonly readings = new IntList();
  readonly readingKinds = new IntList();
  emoji = 0;
  /** All flags of all tokens and separators, to skip what cannot be there. */
  seen = 0;
  seenBefore = 0;
  /** What stands after the last token. */
  tail = 0;

  /** Where letter `i` of token `t` stands in the original. */
  placeOf(t: number, i: number): number {
    const plain = (this.flags[t]! & ~PLAIN) === 0;
    return plain ? this.start[t]! + i - this.from[t]! : this.at[i]!;
  }

  /** Letters of token `t` as text. */
  word(t: number): string {
    return this.slice(this.from[t]!, this.to[t]!);
  }

  /** Letters `from..to` as text. */
  slice(from: number, to: number): string {
    let out = '';
    for (let i = from; i < to; i++) out += letterText(this.letters[i]!);
    return out;
  }

  /** Lone letters set apart, «с у к а», «х.у.й»: token `t` is the `length`th of its run, three or more. */
  lengthenRun(t: number, length: number): void {
    const { runs } = this;
    if (length > 3) runs.items[runs.size - 1] = length;
    else {
      runs.push(t - 2);
      runs.push(3);
    }
  }

  /** Makes room for `letters` more letters beyond `used`. */
  reserve(letters: number): void {
    if (this.used + letters <= this.letters.length) return;
    const size = Math.max(this.letters.length * 2, this.used + letters);
    this.letters = grown(this.letters, new Uint8Array(size));
  }

  reset(text: string): void {
    this.text = text;
    if (this.letters.length < text.length + 8) this.letters = new Uint8Array(text.length * 2 + 8);
    if (this.at.length < text.length + 8) this.at = new Uint32Array(text.length * 2 + 8);
    this.tokens = this.count = this.used = this.emoji = this.seen = this.seenBefore = this.tail = 0;
    this.odd.size = this.glued.size = this.runs.size = this.readings.size = this.readingKinds.size = 0;
  }

  growTokens(): void {
    const size = this.start.length * 2;
    this.start = grown(this.start, new Uint32Array(size));
    this.end = grown(this.end, new Uint32Array(size));
    this.from = grown(this.from, new Uint32Array(size));
    this.to = grown(this.to, new Uint32Array(size));
    this.flags = grown(this.flags, new Uint16Array(size));
    this.before = grown(this.before, new Uint16Array(size));
    this.sentence = grown(this.sentence, new Uint32Array(size));
    this.accepts = grown(this.accepts, new Int32Array(size));
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
