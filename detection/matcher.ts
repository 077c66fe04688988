/**
 * Finds phrases in a folded text. The automaton says of every word which words of the rules it is; a phrase is then
 * tried only where its rarest word stands, by looking at the neighbours within its gaps. Work is one automaton step a
 * letter plus a bounded look around for each rare word.
 */
import { Automaton } from './automaton';
import { Before, type Folded, ReadingKind, TokenFlag } from './folded';
import { type MatcherImage, NEEDS, PHRASE } from './image';
import type { Match } from './matches';
import { Accepts, Occurrences, Reached, type Turn } from './occurrences';
import { EDGES, TOKEN_TYPES } from './pattern';
import { isCommand, isName, isOfType, TYPED } from './token-types';

const LAST_STAMP = 2 ** 31 - 1;
const COMMAND = TOKEN_TYPES.indexOf('command');

/** No reading joins more tokens. */
const WIDEST = 32;

/** All rules' phrases at once. Holds scratch of its own: one text at a time. */
export class PhraseMatcher {
  private readonly found = new Occurrences();
  private folded!: Folded;
  private chain = new Int32Array(256);
  /** For each term the number of the last text that has it. */
  private readonly stamps: Int32Array;
  private stamp = 0;
  private readonly typed: readonly { type: number; accept: number }[];
  /** What a token of the type `command` is; 0: no pattern asks for one. */
  private readonly command: number;
  private near = new Reached();
  private far = new Reached();

  readonly automaton: Automaton;
  private readonly accepts: Accepts;

  /** @param maxStates bound on the automaton's table; see `Automaton`. */
  constructor(
    private readonly image: MatcherImage,
    maxStates?: number,
  ) {
    this.accepts = new Accepts(image);
    this.automaton = new Automaton(image, (terms) => this.accepts.describe(terms), maxStates);
    const typed: { type: number; accept: number }[] = [];
    for (let i = 0; i < image.typed.length; i += 2) {
      typed.push({ type: image.typed[i]!, accept: this.accepts.describe([image.typed[i + 1]!]) });
    }
    this.typed = typed.filter(({ type }) => type !== COMMAND);
    this.command = typed.find(({ type }) => type === COMMAND)?.accept ?? 0;
    this.stamps = new Int32Array(image.capitals.length);
  }

  /**
   * Takes up a folded text with its readings.
   * @param own whether it was folded by this matcher's automaton or by none
   */
  read(folded: Folded, own = true): void {
    const { found, automaton, command } = this;
    this.folded = folded;
    automaton.operations += folded.count;
    found.count = 0;
    found.wide = false;
    if (found.from.length <= folded.tokens) found.from = new Int32Array(folded.tokens * 2 + 1);
    const further = folded.readingKinds.size > 0;
    if (further) this.chainReadings(folded);
    for (let t = 0; t < folded.tokens; t++) {
      found.from[t] = found.count;
      let accept = own ? folded.accepts[t]! : -1;
      if (accept < 0) accept = automaton.read(folded.letters, folded.from[t]!, folded.to[t]!);
      const flags = folded.flags[t]!;
      if (accept !== 0) found.add(accept, t, t, flags & TokenFlag.sign ? ReadingKind.mask : ReadingKind.plain);
      if (flags & TYPED) this.readTyped(t);
      if (command !== 0 && isCommand(folded, t)) found.add(command, t, t, ReadingKind.plain);
      if (further) this.readFurther(t);
    }
    found.from[folded.tokens] = found.count;
    this.noteTerms();
  }

  /** Stamps every term that some word of the text is, so that most phrases are ruled out without a look at the text. */
  private noteTerms(): void {
    const { found, stamps } = this;
    const bounds = this.accepts.tellingBounds.items;
    const telling = this.accepts.telling.items;
    if (++this.stamp === LAST_STAMP) {
      stamps.fill(0);
      this.stamp = 1;
    }
    const { stamp } = this;
    for (let i = 0; i < found.count; i++) {
      const accept = found.accepts[i]!;
      const end = bounds[accept + 1]!;
      for (let k = bounds[accept]!; k < end; k++) stamps[telling[k]!] = stamp;
    }
  }

  /** Adds to `matches` every phrase of a turn in the text read last. Ascending by the last token of its rarest word. */
  find(turn: Turn, matches: Match[]): void {
    const { found, stamps, stamp } = this;
    const bounds = this.accepts.tryBounds[turn]!.items;
    const tries = this.accepts.tries[turn]!.items;
    for (let i = 0; i < found.count; i++) {
      const accept = found.accepts[i]!;
      const end = bounds[accept * 2 + 1]!;
      for (let a = bounds[accept * 2]!; a < end; a += 1 + NEEDS) {
        const one = tries[a + 1]!;
        const other = tries[a + 2]!;
        // Most attempts end here: another word of the phrase is nowhere in the text.
        if (one >= 0 && stamps[one] !== stamp) continue;
        if (other >= 0 && stamps[other] !== stamp) continue;
        this.attempt(tries[a]!, i, matches);
      }
    }
  }

  /** For every token the first of its readings, each leading to the next: a chained list in one array. */
  private chainReadings(folded: Folded): void {
    const count = folded.readingKinds.size;
    const size = folded.tokens + count;
    if (this.chain.length < size) this.chain = new Int32Array(size * 2);
    this.chain.fill(-1, 0, folded.tokens);
    for (let r = count - 1; r >= 0; r--) {
      const last = folded.readings.at(r * 4 + 3);
      this.chain[folded.tokens + r] = this.chain[last]!;
      this.chain[last] = r;
    }
  }

  private readFurther(t: number): void {
    const { folded } = this;
    const { readings } = folded;
    for (let r = this.chain[t]!; r >= 0; r = this.chain[folded.tokens + r]!) {
      const accept = this.automaton.read(folded.letters, readings.at(r * 4), readings.at(r * 4 + 1));
      if (accept !== 0) {
        this.found.add(accept, readings.at(r * 4 + 2), t, folded.readingKinds.at(r) as ReadingKind);
      }
    }
  }

  private readTyped(t: number): void {
    const { typed } = this;
    for (let i = 0; i < typed.length; i++) {
      const { type, accept } = typed[i]!;
      if (isOfType(this.folded, t, type)) this.found.add(accept, t, t, ReadingKind.plain);
    }
  }

  /** Whether an occurrence is of a term, written with a capital if the term asks for it. */
  private holds(index: number, term: number): boolean {
    const terms = this.accepts.terms.items;
    const accept = this.found.accepts[index]!;
    const bounds = this.accepts.bounds.items;
    const end = bounds[accept + 1]!;
    // Ascending: most sets are passed over at their first terms.
    for (let i = bounds[accept]!; i < end && terms[i]! <= term; i++) {
      if (terms[i] !== term) continue;
      return this.image.capitals[term] === 0 || isName(this.folded, this.found.first[index]!);
    }
    return false;
  }

  /**
   * Tries a phrase whose rarest word is the occurrence `index`.
   * @param at where the phrase stands in the image
   */
  private attempt(at: number, index: number, matches: Match[]): void {
    const { found, image } = this;
    const { phrases } = image;
    const words = phrases[at + PHRASE.words]!;
    const anchor = phrases[at + PHRASE.anchor]!;
    const terms = at + PHRASE.terms;
    const gaps = terms + words;
    const term = phrases[terms + anchor]!;
    if (image.capitals[term] === 1 && !this.holds(index, term)) return;
    let first = found.first[index]!;
    let last = found.last[index]!;
    let reading = found.readings[index] as ReadingKind;
    const atStart = phrases[at + PHRASE.atStart]!;
    const atEnd = phrases[at + PHRASE.atEnd]!;
    if (anchor === 0 && !this.isAtStart(first, atStart)) return;
    if (anchor === words - 1 && !this.isAtEnd(last, atEnd)) return;
    if (words === 2 && !found.wide) {
      this.attemptPair(at, index, matches);
      return;
    }
    if (anchor > 0) {
      this.near.clear();
      this.near.add(first, reading);
      for (let step = anchor - 1; step >= 0; step--) {
        if (!this.stepBack(phrases[terms + step]!, phrases[gaps + step + 1]!)) return;
      }
      const best = this.closest(atStart, true);
      if (best < 0) return;
      first = this.near.at.at(best);
      reading = this.near.readings.at(best) as ReadingKind;
    }
    if (anchor < words - 1) {
      this.near.clear();
      this.near.add(last, reading);
      for (let step = anchor + 1; step < words; step++) {
        if (!this.stepOn(phrases[terms + step]!, phrases[gaps + step]!)) return;
      }
      const best = this.closest(atEnd, false);
      if (best < 0) return;
      last = this.near.at.at(best);
      reading = this.near.readings.at(best) as ReadingKind;
    }
    matches.push({ owner: phrases[at + PHRASE.owner]!, first, last, reading });
  }

  /** As `attempt` for a phrase of two words in a text whose words are one token each: the most usual case. */
  private attemptPair(phrase: number, index: number, matches: Match[]): void {
    const { found } = this;
    const { phrases } = this.image;
    const { sentence, tokens } = this.folded;
    const owner = phrases[phrase + PHRASE.owner]!;
    const anchor = phrases[phrase + PHRASE.anchor]!;
    const edge = phrases[phrase + (anchor === 0 ? PHRASE.atEnd : PHRASE.atStart)]!;
    const term = phrases[phrase + PHRASE.terms + 1 - anchor]!;
    const reach = phrases[phrase + PHRASE.terms + 3]! + 1;
    const at = found.first[index]!;
    const step = anchor === 0 ? 1 : -1;
    for (let n = 1; n <= reach; n++) {
      const t = at + n * step;
      if (t < 0 || t >= tokens || sentence[t] !== sentence[at]) return;
      this.automaton.operations++;
      for (let i = found.from[t]!; i < found.from[t + 1]!; i++) {
        if (!this.holds(i, term)) continue;
        if (anchor === 0 ? !this.isAtEnd(t, edge) : !this.isAtStart(t, edge)) break;
        const reading = worse(found.readings[index]!, this.leastRead(t, term)) as ReadingKind;
        matches.push({ owner, first: anchor === 0 ? at : t, last: anchor === 0 ? t : at, reading });
        return;
      }
    }
  }

  /** The most trusted reading by which a token is of a term. */
  private leastRead(t: number, term: number): number {
    const { found } = this;
    let least: number = ReadingKind.sound;
    for (let i = found.from[t]!; i < found.from[t + 1]!; i++) {
      if (found.readings[i]! < least && this.holds(i, term)) least = found.readings[i]!;
    }
    return least;
  }

  /** From the places reached back to a word within the gap and the sentence. @returns whether there is one */
  private stepBack(term: number, gap: number): boolean {
    const { found, near, far } = this;
    const { sentence } = this.folded;
    far.clear();
    for (let n = 0; n < near.at.size; n++) {
      const start = near.at.at(n);
      for (let t = start - 1; t >= 0 && t >= start - 1 - gap && sentence[t] === sentence[start]; t--) {
        this.automaton.operations++;
        for (let i = found.from[t]!; i < found.from[t + 1]!; i++) {
          if (this.holds(i, term)) far.add(found.first[i]!, worse(near.readings.at(n), found.readings[i]!));
        }
      }
    }
    this.near = far;
    this.far = near;
    return far.at.size > 0;
  }

  private stepOn(term: number, gap: number): boolean {
    const { found, near, far } = this;
    const { sentence, tokens } = this.folded;
    far.clear();
    for (let n = 0; n < near.at.size; n++) {
      const end = near.at.at(n);
      const furthest = Math.min(tokens - 1, end + 1 + gap);
      for (let t = end + 1; t <= furthest && sentence[t] === sentence[end]; t++) {
        const until = found.from[found.wide ? Math.min(tokens, t + WIDEST) : t + 1]!;
        this.automaton.operations++;
        for (let i = found.from[t]!; i < until; i++) {
          if (found.first[i] === t && this.holds(i, term)) {
            far.add(found.last[i]!, worse(near.readings.at(n), found.readings[i]!));
          }
        }
      }
    }
    this.near = far;
    this.far = near;
    return far.at.size > 0;
  }

  /** Of the places reached, the one nearest to the rarest word that satisfies the edge; -1 when none does. */
  private closest(edge: number, back: boolean): number {
    const { at } = this.near;
    let best = -1;
    for (let i = 0; i < at.size; i++) {
      if (back ? !this.isAtStart(at.at(i), edge) : !this.isAtEnd(at.at(i), edge)) continue;
      if (best < 0 || (back ? at.at(i) > at.at(best) : at.at(i) < at.at(best))) best = i;
    }
    return best;
  }

  private isAtStart(token: number, edge: number): boolean {
    return edge === NO_EDGE || token === 0 || (edge !== OF_TEXT && this.parts(token, edge));
  }

  private isAtEnd(token: number, edge: number): boolean {
    return edge === NO_EDGE || token === this.folded.tokens - 1 || (edge !== OF_TEXT && this.parts(token + 1, edge));
  }

  /** Whether a sentence or a clause ends before the token. */
  private parts(token: number, edge: number): boolean {
    const before = this.folded.before[token]!;
    if (edge === OF_SENTENCE) return (before & Before.sentence) !== 0;
    return (before & CLAUSE) !== 0 || (before & DASH) === DASH;
  }
}

const NO_EDGE = EDGES.indexOf('none');
const OF_SENTENCE = EDGES.indexOf('sentence');
const OF_TEXT = EDGES.indexOf('text');
const CLAUSE = Before.sentence | Before.pause | Before.newline | Before.dots;
/** A dash between spaces; a hyphen joins words. */
const DASH = Before.dash | Before.space;

function worse(a: number, b: number): number {
  return a > b ? a : b;
}
