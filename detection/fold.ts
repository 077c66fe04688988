/**
 * Folding: from a text as written to letters as meant, with the way back to the original offsets.
 *
 * One pass splits the text into tokens and writes each token's letters in one alphabet (see `letters.ts`). Tokens in
 * which something was hidden (mixed alphabets, digits among letters, stretched letters, masks, letters set apart) are
 * noted, and `readings.ts` adds the other ways to read them. Ordinary words are read once, as they stand, so that
 * «3 дома» or «а у е…» cannot turn into a word nobody wrote.
 */

import { UNMADE, type WordTable } from './automaton';
import { Before, Folded, TokenFlag } from './folded';
import { CLASSES, CURRENCY, DIGIT, FOREIGN, LATIN_A, MASK, Mark, patternLetter, plainLetter, WIDTH } from './letters';

const MAX_TOKEN = 64;

const ODD =
  TokenFlag.sign | TokenFlag.doubled | TokenFlag.latin | TokenFlag.digit | TokenFlag.disguised | TokenFlag.stretched;
/** «*», «•», «●», «×». */
const LEADING_MASKS: readonly number[] = [0x2a, 0x2022, 0x25cf, 0xd7];
const BREVE = 0x306;
const SHORT_I = patternLetter('й');
const LETTER_I = patternLetter('и');

/** Knows no word: every token is left for later. */
const NO_WORDS: WordTable = {
  table: new Uint16Array(2 * WIDTH).fill(UNMADE),
  accepts: new Int32Array(2),
  start: UNMADE,
};

/** Splits the text into tokens of folded letters. Linear in the length of the text; takes any string. */
class Folder {
  private folded!: Folded;
  private words: WordTable = NO_WORDS;
  private state = UNMADE;
  private open = false;
  private pending = 0;
  private flags = 0;
  private last = 0;
  private repeats = 0;
  private tokenStart = 0;
  private letterStart = 0;
  private end = 0;
  private capitals = 0;
  private sentence = 0;
  private quoted = false;
  private lone = 0;

  run(text: string, folded: Folded, words: WordTable): void {
    this.folded = folded;
    this.words = words;
    folded.reset(text);
    this.open = this.quoted = false;
    this.pending = Before.sentence;
    this.sentence = this.lone = 0;
    const length = text.length;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      const kind = CLASSES[unit]!;
      if (kind < LATIN_A) i = this.russian(i);
      else if (kind < WIDTH) this.letter(kind, unit, i, i + 1);
      else if (kind === Mark.space) {
        if (this.open) this.close();
        this.pending |= Before.space;
      } else i = this.mark(kind, unit, i);
    }
    if (this.open) this.close();
    folded.used = folded.count;
    folded.tail = this.pending;
    folded.seenBefore |= this.pending;
  }

  /**
   * Takes Russian words as long as nothing but spaces and ordinary punctuation stands between them: nearly all of a
   * text, hence in local variables. Their letters' places are left out of `Folded.at`: they follow from the token's.
   * @returns the offset of the last unit taken
   */
  private russian(at: number): number {
    if (this.open) return this.goOn(at);
    const { folded, words } = this;
    const { text, letters } = folded;
    const { table, accepts, start: root } = words;
    const { length } = text;
    let { start, end, from, to, flags: tokenFlags, before, sentence: sentences, accepts: accepted } = folded;
    let { pending, sentence, lone } = this;
    let { count, seen, seenBefore, tokens: t } = folded;
    const quoted = this.quoted ? TokenFlag.quoted : 0;
    let i = at;
    for (;;) {
      const first = count;
      const tokenStart = i;
      const limit = i + MAX_TOKEN < length ? i + MAX_TOKEN : length;
      let state = root;
      let flags: number = TokenFlag.russian;
      let capitals = 0;
      let last = 0;
      let kind = 0;
      for (; i < limit; i++) {
        const unit = text.charCodeAt(i);
        kind = CLASSES[unit]!;
        if (kind >= LATIN_A) break;
        if (unit < 0x430) capitals++;
        if (kind === last) {
          flags |= TokenFlag.doubled;
          if (count - first > 1 && letters[count - 2] === kind) flags |= TokenFlag.stretched;
        }
        last = kind;
        letters[count++] = kind;
        state = table[(state << 6) + kind]!;
      }
      let next = ENDS[kind]!;
      if (i === limit) next = i === length ? AT_END : 0;
      else if (kind === Mark.dot) {
        if (text.charCodeAt(i + 1) === DOT) next = 0;
        else if (count - first <= 2) next = Before.pause | Before.joint;
      }
      if (next === 0) {
        // Something else goes on from here: the word is left open.
        this.open = true;
        this.tokenStart = tokenStart;
        this.letterStart = first;
        this.flags = flags;
        this.last = last;
        this.capitals = capitals;
        this.repeats = flags & TokenFlag.doubled ? trailing(letters, first, count) : 0;
        this.state = state;
        this.end = i;
        for (let n = first; n < count; n++) folded.at[n] = tokenStart + n - first;
        break;
      }
      if (t === start.length) {
        folded.growTokens();
        ({ start, end, from, to, flags: tokenFlags, before, sentence: sentences, accepts: accepted } = folded);
      }
      flags |= quoted;
      if (capitals > 0) {
        if (text.charCodeAt(tokenStart) < 0x430) flags |= TokenFlag.capital;
        if (capitals > 1 && capitals === count - first) flags |= TokenFlag.shouted;
      }
      if (pending & Before.sentence && t > 0) sentence++;
      start[t] = tokenStart;
      end[t] = i;
      from[t] = first;
      to[t] = count;
      tokenFlags[t] = flags;
      before[t] = pending;
      sentences[t] = sentence;
      accepted[t] = state === UNMADE ? -1 : accepts[state]!;
      seen |= flags;
      seenBefore |= pending;
      if (flags & ODD) folded.odd.push(t);
      if ((pending & (Before.space | Before.newline)) === 0 && t > 0) folded.glued.push(t);
      if (count - first > 1) lone = 0;
      else if (++lone >= 3) folded.lengthenRun(t, lone);
      t++;
      pending = next & ~AT_END;
      i++;
      let following: number = Mark.other;
      while (i < length) {
        following = CLASSES[text.charCodeAt(i)]!;
        if (following !== Mark.space) break;
        pending |= Before.space;
        i++;
      }
      if (i === length || following >= LATIN_A) break;
    }
    this.pending = pending;
    this.sentence = sentence;
    this.lone = lone;
    folded.count = count;
    folded.seen = seen;
    folded.seenBefore = seenBefore;
    folded.tokens = t;
    if (this.open && i - this.tokenStart === MAX_TOKEN) this.close();
    return i - 1;
  }

  /** Russian letters after others in one token. @returns the offset of the last unit taken */
  private goOn(at: number): number {
    const { text } = this.folded;
    let i = at;
    for (; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const kind = CLASSES[unit]!;
      if (kind >= LATIN_A) break;
      if (unit < 0x430) this.capitals++;
      this.letter(kind, unit, i, i + 1);
    }
    return i - 1;
  }

  private letter(kind: number, unit: number, at: number, end: number): void {
    const folded = this.folded;
    if (!this.open) this.begin(at);
    else if (folded.count - this.letterStart >= MAX_TOKEN) {
      this.close();
      this.begin(at);
    }
    if (kind < LATIN_A) this.flags |= TokenFlag.russian;
    else if (kind < DIGIT) {
      this.flags |= TokenFlag.latin;
      if (unit < 97) this.capitals++;
    } else if (kind === DIGIT) this.flags |= TokenFlag.digit;
    if (kind === this.last && kind !== DIGIT) {
      this.repeats++;
      this.flags |= this.repeats > 1 ? TokenFlag.stretched | TokenFlag.doubled : TokenFlag.doubled;
    } else this.repeats = 0;
    this.last = kind;
    this.state = UNMADE;
    folded.letters[folded.count] = kind;
    folded.at[folded.count++] = at;
    this.end = end;
  }

  private begin(at: number): void {
    this.open = true;
    this.state = UNMADE;
    this.tokenStart = at;
    this.letterStart = this.folded.count;
    this.flags = this.last = this.repeats = this.capitals = 0;
  }

  private close(): void {
    const folded = this.folded;
    let to = folded.count;
    while (to > this.letterStart && folded.letters[to - 1] === MASK) to--;
    if (to > this.letterStart) this.record(to);
    else {
      this.open = false;
      folded.count = to;
      this.pending |= Before.pause;
    }
  }

  /** Notes the open token, whose letters other than masks end at `to`. */
  private record(to: number): void {
    const { folded, letterStart, tokenStart, pending } = this;
    const t = folded.tokens;
    if (t === folded.start.length) folded.growTokens();
    let flags = this.flags;
    if (this.capitals > 0) flags |= this.capitalFlags(to);
    if (this.quoted) flags |= TokenFlag.quoted;
    if (pending & Before.sentence && t > 0) this.sentence++;
    folded.start[t] = tokenStart;
    folded.end[t] = this.end;
    folded.from[t] = letterStart;
    folded.to[t] = folded.count;
    folded.flags[t] = flags;
    folded.before[t] = pending;
    folded.sentence[t] = this.sentence;
    folded.accepts[t] = this.state === UNMADE ? -1 : this.words.accepts[this.state]!;
    folded.tokens = t + 1;
    folded.seen |= flags;
    folded.seenBefore |= pending;
    if (flags & ODD) folded.odd.push(t);
    if ((pending & (Before.space | Before.newline)) === 0 && t > 0) folded.glued.push(t);
    if (to - letterStart > 1) this.lone = 0;
    else if (++this.lone >= 3) folded.lengthenRun(t, this.lone);
    this.pending = 0;
    this.open = false;
  }

  private capitalFlags(to: number): number {
    const unit = this.folded.text.charCodeAt(this.tokenStart);
    const small = this.folded.letters[this.letterStart]! < LATIN_A ? 0x430 : 97;
    const shouted = this.capitals > 1 && this.capitals === to - this.letterStart ? TokenFlag.shouted : 0;
    return (unit < small ? TokenFlag.capital : 0) | shouted;
  }

  /** Handles a unit that is no plain letter. @returns the offset of the last unit it took. */
  private mark(kind: number, unit: number, at: number): number {
    switch (kind) {
      case Mark.ignored:
        this.ignored(unit);
        return at;
      case Mark.sign:
        if (this.open && this.last !== DIGIT) this.masked(at);
        else if (LEADING_MASKS.includes(unit) && this.isFirstMask(at)) {
          this.begin(at);
          this.masked(at);
        } else this.separate(0);
        return at;
      case Mark.fancy:
        this.drawn(plainLetter(unit), at, at + 1);
        return at;
      case Mark.pair:
        return this.pair(at);
      case Mark.at:
        if (this.open && this.flags & (TokenFlag.russian | TokenFlag.latin)) this.masked(at);
        else this.separate(Before.at);
        return at;
      case Mark.currency:
        this.currency(unit, at);
        return at;
      case Mark.dot:
        this.dot(at);
        return at;
      case Mark.open:
        this.separate(Before.openQuote);
        this.quoted = true;
        return at;
      case Mark.close:
        this.separate(Before.closeQuote);
        this.quoted = false;
        return at;
      case Mark.quote:
        this.separate(this.quoted ? Before.closeQuote : Before.openQuote);
        this.quoted = !this.quoted;
        return at;
      default:
        this.separate(SEPARATORS[kind - WIDTH]!);
        if (kind === Mark.newline) this.quoted = false;
        if (kind === Mark.emoji) this.folded.emoji++;
        return at;
    }
  }

  private separate(what: number): void {
    if (this.open) this.close();
    this.pending |= what;
  }

  private ignored(unit: number): void {
    if (!this.open) return;
    this.flags |= TokenFlag.disguised;
    this.state = UNMADE;
    const letters = this.folded.letters;
    const index = this.folded.count - 1;
    if (unit === BREVE && letters[index] === LETTER_I) letters[index] = SHORT_I;
  }

  private masked(at: number): void {
    const folded = this.folded;
    if (folded.count - this.letterStart >= MAX_TOKEN) this.close();
    else {
      this.flags |= TokenFlag.sign;
      this.state = UNMADE;
      folded.letters[folded.count] = MASK;
      folded.at[folded.count++] = at;
      this.last = MASK;
      this.end = at + 1;
    }
  }

  private drawn(letter: number, at: number, end: number): void {
    if (letter >= WIDTH) {
      this.separate(Before.pause);
      return;
    }
    this.letter(letter, 0x7fff, at, end);
    if (letter !== FOREIGN) this.flags |= TokenFlag.disguised;
  }

  private pair(at: number): number {
    const code = this.folded.text.codePointAt(at)!;
    if (code < 0x10000) {
      this.separate(Before.pause);
      return at;
    }
    if ((code >= 0x1d400 && code <= 0x1d7ff) || (code >= 0x1f110 && code <= 0x1f189)) {
      this.drawn(plainLetter(code), at, at + 2);
    } else {
      this.separate(Before.pause);
      this.folded.emoji++;
    }
    return at + 1;
  }

  /** A mask right before a Russian letter, and not a bullet or a mark of bold type between words. */
  private isFirstMask(at: number): boolean {
    const { text } = this.folded;
    return (
      (CLASSES[text.charCodeAt(at + 1)] ?? Mark.other) < LATIN_A &&
      (at === 0 || CLASSES[text.charCodeAt(at - 1)]! === Mark.space)
    );
  }

  /** A currency sign is a token of its own, unless it stands for a letter: «$ука», «а$$». */
  private currency(unit: number, at: number): void {
    const next = CLASSES[this.folded.text.charCodeAt(at + 1)] ?? Mark.other;
    if (unit === 36 && this.open && this.last !== DIGIT) {
      this.masked(at);
      return;
    }
    if (unit === 36 && !this.open && next < LATIN_A) {
      this.begin(at);
      this.masked(at);
      return;
    }
    if (this.open) this.close();
    this.begin(at);
    this.flags |= TokenFlag.currency;
    this.folded.letters[this.folded.count] = CURRENCY;
    this.folded.at[this.folded.count++] = at;
    this.end = at + 1;
    this.close();
  }

  /** A dot ends a sentence unless it follows a short word («ул.», «д.») or more dots follow. */
  private dot(at: number): void {
    const short = this.open && !(this.flags & TokenFlag.digit) && this.folded.count - this.letterStart <= 2;
    const next = this.folded.text.charCodeAt(at + 1);
    const more = next === 46 || (this.pending & Before.dots) !== 0 || this.folded.text.charCodeAt(at - 1) === 46;
    if (this.open) this.close();
    if (more) this.pending = (this.pending | Before.pause | Before.dots) & ~Before.sentence;
    else this.pending |= short ? Before.pause | Before.joint : Before.sentence | Before.joint;
  }
}

const SEPARATORS: number[] = [];
SEPARATORS[Mark.newline - WIDTH] = Before.newline | Before.sentence;
SEPARATORS[Mark.comma - WIDTH] = Before.pause;
SEPARATORS[Mark.stop - WIDTH] = Before.sentence | Before.bang;
SEPARATORS[Mark.question - WIDTH] = Before.sentence | Before.bang | Before.question;
SEPARATORS[Mark.dash - WIDTH] = Before.dash | Before.hyphen;
SEPARATORS[Mark.joint - WIDTH] = Before.pause | Before.joint;
SEPARATORS[Mark.other - WIDTH] = Before.pause;
SEPARATORS[Mark.less - WIDTH] = Before.pause | Before.less;
SEPARATORS[Mark.colon - WIDTH] = Before.pause | Before.colon;
SEPARATORS[Mark.emoji - WIDTH] = Before.pause;

/** What ordinary punctuation after a word stands for; 0 for what needs a closer look. */
const ENDS = new Uint16Array(256);
ENDS[Mark.space] = Before.space;
for (const mark of [Mark.comma, Mark.stop, Mark.question]) ENDS[mark] = SEPARATORS[mark - WIDTH]!;
ENDS[Mark.dot] = Before.sentence | Before.joint;
/** Any bit that no separator has. */
const AT_END = 1 << 20;
const DOT = 46;

/** How often the last letter stands before itself. */
function trailing(letters: Uint8Array, from: number, to: number): number {
  let repeats = 0;
  while (to - 2 - repeats >= from && letters[to - 2 - repeats] === letters[to - 1]) repeats++;
  return repeats;
}

const folder = new Folder();

/**
 * Folds a text into tokens. Takes any string, never throws, linear in its length.
 * @param into object to reuse; a fresh one when left out.
 * @param words automaton to read plain Russian words by on the way, since their letters are at hand.
 */
export function fold(text: string, into: Folded = new Folded(), words: WordTable = NO_WORDS): Folded {
  folder.run(text, into, words);
  return into;
}
