/**
 * Other ways to read what was written to be missed by a filter. Each reading costs at most a constant times the
 * letters it covers, so that the whole stays linear.
 */
import { Before, type Folded, ReadingKind, TokenFlag } from './folded';
import { BY_SIGHT, BY_SOUND, DIGIT, LATIN_A, MASK, patternLetter } from './letters';

const LONGEST_JOIN = 30;
const LONGEST_RUN = 24;
const scratch = new Uint8Array(512);

/** Adds to `folded` every further reading of its odd, glued and spaced tokens. */
export function addReadings(folded: Folded): void {
  for (let i = 0; i < folded.odd.size; i++) addOdd(folded, folded.odd.at(i));
  if (folded.glued.size > 0) addGlued(folded);
  for (let i = 0; i < folded.runs.size; i += 2) addRun(folded, folded.runs.at(i), folded.runs.at(i + 1));
}

function push(folded: Folded, length: number, first: number, last: number, kind: ReadingKind): void {
  if (length === 0) return;
  folded.reserve(length);
  folded.letters.set(scratch.subarray(0, length), folded.used);
  folded.readings.push(folded.used);
  folded.readings.push(folded.used + length);
  folded.readings.push(first);
  folded.readings.push(last);
  folded.readingKinds.push(kind);
  folded.used += length;
}

/** Copies a token's letters to the scratch at `offset`; translates Latin, digits and signs by `table` if given. */
function copy(folded: Folded, token: number, offset: number, table: Uint8Array | null): number {
  const { letters, at, text } = folded;
  let length = offset;
  for (let i = folded.from[token]!; i < folded.to[token]!; i++) {
    const letter = letters[i]!;
    if (table !== null && letter >= LATIN_A) {
      const unit = text.charCodeAt(at[i]!);
      const read = unit < 128 ? table[unit]! : drawnAs(letter, table);
      scratch[length++] = read === 0 ? letter : read;
    } else scratch[length++] = letter;
  }
  return length;
}

function drawnAs(letter: number, table: Uint8Array): number {
  return letter < DIGIT ? table[97 + letter - LATIN_A]! : 0;
}

/** «x*80» is arithmetic, not a word. */
const FORMULA = TokenFlag.digit | TokenFlag.sign;

function addOdd(folded: Folded, token: number): void {
  const flags = folded.flags[token]!;
  const mixed = flags & (TokenFlag.latin | TokenFlag.digit | TokenFlag.sign);
  const hasLetters = flags & (TokenFlag.russian | TokenFlag.latin);
  if (!hasLetters || flags & TokenFlag.silent) return;
  if (flags & TokenFlag.sign) addMasked(folded, token);
  if (flags & TokenFlag.russian && mixed) {
    if (folded.to[token]! - folded.from[token]! > 1) addTranslated(folded, token);
  } else if (flags & TokenFlag.latin && (flags & FORMULA) !== FORMULA) addLatin(folded, token);
  if (flags & TokenFlag.doubled && flags & TokenFlag.russian && !mixed) addCollapsed(folded, token, token);
}

function addTranslated(folded: Folded, token: number): void {
  const bySight = copy(folded, token, 0, BY_SIGHT);
  // What is still masked is no letter in disguise: `addMasked` has it.
  if (scratch.subarray(0, bySight).includes(MASK)) return;
  push(folded, bySight, token, token, ReadingKind.look);
  if (folded.flags[token]! & TokenFlag.doubled) pushCollapsed(folded, bySight, token, token, ReadingKind.look);
  const bySound = copy(folded, token, 0, BY_SOUND);
  push(folded, bySound, token, token, ReadingKind.look);
}

function addLatin(folded: Folded, token: number): void {
  const letters = folded.to[token]! - folded.from[token]!;
  if (letters < 3) return;
  push(folded, copy(folded, token, 0, BY_SIGHT), token, token, ReadingKind.sound);
  const length = transliterate(folded, token);
  push(folded, length, token, token, ReadingKind.sound);
  if (folded.flags[token]! & TokenFlag.doubled) pushCollapsed(folded, length, token, token, ReadingKind.sound);
}

const PAIRS: Record<string, string> = {
  ...{ sh: 'ш', ch: 'ч', zh: 'ж', ya: 'я', ja: 'я', yu: 'ю', ju: 'ю', yo: 'е', jo: 'е', kh: 'х', ts: 'ц' },
};
const PAIR_TABLE = new Uint8Array(64 * 64);
for (const [pair, letter] of Object.entries(PAIRS)) {
  PAIR_TABLE[(pair.charCodeAt(0) - 97 + LATIN_A) * 64 + pair.charCodeAt(1) - 97 + LATIN_A] = patternLetter(letter);
}
const SOFT_SIGN = patternLetter('ь');

function transliterate(folded: Folded, token: number): number {
  const { letters, at, text } = folded;
  const to = folded.to[token]!;
  let length = 0;
  for (let i = folded.from[token]!; i < to; i++) {
    const letter = letters[i]!;
    const pair = i + 1 < to && letter < 64 && letters[i + 1]! < 64 ? PAIR_TABLE[letter * 64 + letters[i + 1]!]! : 0;
    if (pair !== 0) {
      scratch[length++] = pair;
      i++;
      continue;
    }
    const unit = text.charCodeAt(at[i]!);
    const read = unit === 39 ? SOFT_SIGN : unit < 128 ? BY_SOUND[unit]! : drawnAs(letter, BY_SOUND);
    scratch[length++] = read === 0 ? letter : read;
  }
  return length;
}

/** Stretched letters: runs of three and more as one letter; then every run as one letter. */
function addCollapsed(folded: Folded, first: number, last: number): void {
  const length = copy(folded, first, 0, null);
  if (folded.flags[first]! & TokenFlag.stretched) {
    const kept = collapse(length, 3);
    push(folded, kept, first, last, ReadingKind.stretch);
    copy(folded, first, 0, null);
  }
  pushCollapsed(folded, length, first, last, ReadingKind.stretch);
}

function pushCollapsed(folded: Folded, length: number, first: number, last: number, kind: ReadingKind): void {
  push(folded, collapse(length, 2), first, last, kind);
}

/** Makes one letter of every run of at least `atLeast` equal letters in the scratch. @returns the new length */
function collapse(length: number, atLeast: number): number {
  let out = 0;
  for (let i = 0; i < length; ) {
    let j = i + 1;
    while (j < length && scratch[j] === scratch[i]) j++;
    const keep = j - i >= atLeast ? 1 : j - i;
    for (let k = 0; k < keep; k++) scratch[out++] = scratch[i]!;
    i = j;
  }
  return out;
}

/** A token with signs: the signs as masks, as mere separators, and its parts as words of their own. */
function addMasked(folded: Folded, token: number): void {
  const { letters } = folded;
  let from = folded.from[token]!;
  let end = folded.to[token]!;
  while (end > from && letters[end - 1] === MASK) end--;
  while (from < end && letters[from] === MASK) from++;
  const inner = letters.subarray(from, end).includes(MASK);
  push(folded, copyMasked(folded, token, end, true), token, token, ReadingKind.mask);
  push(folded, copyMasked(folded, token, end, false), token, token, inner ? ReadingKind.joined : ReadingKind.plain);
  if (inner) addParts(folded, token, from, end);
}

/** Letters with look-alikes as Russian ones; a run of masks as one, or left out as mere separators. */
function copyMasked(folded: Folded, token: number, end: number, masks: boolean): number {
  const { letters, at, text } = folded;
  const russian = folded.flags[token]! & TokenFlag.russian;
  let length = 0;
  for (let i = folded.from[token]!; i < (masks ? folded.to[token]! : end); i++) {
    const letter = letters[i]!;
    if (letter === MASK) {
      if (masks && scratch[length - 1] !== MASK) scratch[length++] = MASK;
      continue;
    }
    const unit = text.charCodeAt(at[i]!);
    const seen = russian && letter >= LATIN_A && unit < 128 ? BY_SIGHT[unit]! : 0;
    scratch[length++] = seen === 0 ? letter : seen;
  }
  return length;
}

function addParts(folded: Folded, token: number, from: number, end: number): void {
  for (let i = from; i < end; ) {
    let j = i;
    while (j < end && folded.letters[j] !== MASK) j++;
    if (j - i >= 3) {
      scratch.set(folded.letters.subarray(i, j));
      push(folded, j - i, token, token, ReadingKind.plain);
    }
    i = j + 1;
  }
}

/** Tokens stuck together without a space: «су-ка», «х.уй», «бл/ядь», «х..й». */
function addGlued(folded: Folded): void {
  const { glued } = folded;
  for (let i = 0; i < glued.size; ) {
    let j = i;
    while (j + 1 < glued.size && glued.at(j + 1) === glued.at(j) + 1) j++;
    const first = glued.at(i) - 1;
    const last = glued.at(j);
    i = j + 1;
    if ((folded.flags[first]! | folded.flags[last]!) & TokenFlag.silent) continue;
    if (last - first === 1) addPair(folded, first, last);
    else addChain(folded, first, last);
  }
}

function letterCount(folded: Folded, token: number): number {
  return folded.to[token]! - folded.from[token]!;
}

const HIDING = Before.dots | Before.hyphen | Before.bang | Before.joint;

function addPair(folded: Folded, first: number, last: number): void {
  const flags = folded.flags[first]! | folded.flags[last]!;
  if (!(flags & TokenFlag.russian)) return;
  const sizes = letterCount(folded, first) + letterCount(folded, last);
  if (sizes > LONGEST_JOIN) return;
  const before = folded.before[last]!;
  const table = flags & (TokenFlag.latin | TokenFlag.digit) ? BY_SIGHT : null;
  let length = copy(folded, first, 0, table);
  if (before & HIDING && !(flags & TokenFlag.digit)) {
    const second = copy(folded, last, length + 1, table);
    scratch[length] = before & Before.bang && !(before & Before.dots) ? LETTER_I : MASK;
    push(folded, second, first, last, ReadingKind.mask);
    length = copy(folded, first, 0, table);
  }
  push(folded, copy(folded, last, length, table), first, last, ReadingKind.joined);
}

const LETTER_I = patternLetter('и');

/** A longer chain joins as a whole, if it is no longer than a word can be; «х-у-й» is a run of lone letters already. */
function addChain(folded: Folded, first: number, last: number): void {
  let total = 0;
  let lone = true;
  for (let t = first; t <= last; t++) {
    total += letterCount(folded, t);
    if (letterCount(folded, t) > 1) lone = false;
    if (total > LONGEST_JOIN) return;
  }
  if (lone) return;
  let length = 0;
  for (let t = first; t <= last; t++) length = copy(folded, t, length, null);
  push(folded, length, first, last, ReadingKind.joined);
}

/** Letters set apart, read as one word from every place in the run: «я с у к а». */
function addRun(folded: Folded, first: number, size: number): void {
  const last = first + size - 1;
  for (let start = first; start + 2 <= last; start++) {
    const end = Math.min(last, start + LONGEST_RUN - 1);
    let length = 0;
    for (let t = start; t <= end; t++) {
      length = copy(folded, t, length, BY_SIGHT);
      if (t - start >= 2 && (t === end || start === first)) push(folded, length, start, t, ReadingKind.spaced);
    }
  }
}
