/**
 * The alphabet of the judge: every UTF-16 unit falls into one of 64 letters or one of the marks above them.
 * Letters: 1..32 the Russian alphabet with ё read as е, 33..58 Latin, 59 any digit, 60 a masked letter, 61 a letter
 * of another script, 62 a currency sign.
 */

export const LATIN_A = 33;
export const DIGIT = 59;
export const MASK = 60;
export const FOREIGN = 61;
export const CURRENCY = 62;
/** Number of letters, hence the width of a row of the automaton. */
export const WIDTH = 64;

/** What is no letter. All are at least `WIDTH`. */
export const Mark = {
  space: 64,
  newline: 65,
  comma: 66,
  stop: 67,
  dot: 68,
  dash: 69,
  open: 70,
  close: 71,
  quote: 72,
  sign: 73,
  ignored: 74,
  pair: 75,
  joint: 76,
  other: 77,
  fancy: 78,
  at: 79,
  currency: 80,
  less: 81,
  colon: 82,
  question: 84,
  emoji: 83,
} as const;

const RUSSIAN = 'абвгдежзийклмнопрстуфхцчшщъыьэюя';

/** Letters of other alphabets that Russian readers take for Russian ones wherever they stand. */
const ALWAYS_RUSSIAN: Record<string, string> = {
  ё: 'е',
  ѐ: 'е',
  і: 'и',
  ї: 'и',
  є: 'е',
  ґ: 'г',
  ў: 'у',
  ѣ: 'е',
  ј: 'й',
  ѕ: 'с',
  ѵ: 'и',
  ҳ: 'х',
  ҷ: 'ч',
  қ: 'к',
  ғ: 'г',
  ӯ: 'у',
  ө: 'о',
  ү: 'у',
  ұ: 'у',
  ә: 'э',
  ӣ: 'и',
  һ: 'н',
  α: 'а',
  β: 'в',
  γ: 'у',
  ε: 'е',
  η: 'п',
  ι: 'и',
  κ: 'к',
  μ: 'м',
  ν: 'в',
  ο: 'о',
  π: 'п',
  ρ: 'р',
  σ: 'о',
  τ: 'т',
  υ: 'у',
  φ: 'ф',
  χ: 'х',
  ω: 'ш',
  λ: 'л',
  δ: 'д',
  ά: 'а',
  έ: 'е',
  ό: 'о',
};

function codeOf(letter: string): number {
  const russian = RUSSIAN.indexOf(letter);
  if (russian >= 0) return russian + 1;
  const unit = letter.charCodeAt(0);
  return unit >= 97 && unit <= 122 ? LATIN_A + unit - 97 : 0;
}

function setAll(table: Uint8Array, chars: string, value: number): void {
  for (const char of chars) table[char.charCodeAt(0)] = value;
}

function setRange(table: Uint8Array, from: number, to: number, value: number): void {
  table.fill(value, from, to + 1);
}

function buildClasses(): Uint8Array {
  const table = new Uint8Array(65536).fill(FOREIGN);
  setRange(table, 0, 0x2f, Mark.other);
  setRange(table, 0x3a, 0xbf, Mark.other);
  setRange(table, 0xc0, 0x24f, Mark.fancy);
  setRange(table, 0x250, 0x2ff, Mark.fancy);
  setRange(table, 0x300, 0x36f, Mark.ignored);
  setRange(table, 0x483, 0x489, Mark.ignored);
  setRange(table, 0x1ab0, 0x1aff, Mark.ignored);
  setRange(table, 0x1d00, 0x1dbf, Mark.fancy);
  setRange(table, 0x1dc0, 0x1dff, Mark.ignored);
  setRange(table, 0x1e00, 0x1fff, Mark.fancy);
  setRange(table, 0x2000, 0x2fff, Mark.other);
  setRange(table, 0x2000, 0x200a, Mark.space);
  setRange(table, 0x200b, 0x200f, Mark.ignored);
  setRange(table, 0x202a, 0x202e, Mark.ignored);
  setRange(table, 0x2060, 0x206f, Mark.ignored);
  setRange(table, 0x20d0, 0x20ff, Mark.ignored);
  setRange(table, 0x2070, 0x209f, Mark.fancy);
  setRange(table, 0x2100, 0x214f, Mark.fancy);
  setRange(table, 0x2190, 0x2bff, Mark.emoji);
  setRange(table, 0x2460, 0x24ff, Mark.fancy);
  setRange(table, 0x3000, 0x303f, Mark.other);
  setRange(table, 0xd800, 0xdfff, Mark.pair);
  setRange(table, 0xfe00, 0xfe0f, Mark.ignored);
  setRange(table, 0xfe20, 0xfe2f, Mark.ignored);
  setRange(table, 0xff00, 0xffef, Mark.fancy);
  setAll(table, ' \t\u00a0\u1680\u202f\u205f\u3000\u2800\u3164', Mark.space);
  setAll(table, '\n\r\u2028\u2029\v\f', Mark.newline);
  setAll(table, ',;(){}]', Mark.comma);
  setAll(table, '!', Mark.stop);
  setAll(table, '?', Mark.question);
  setAll(table, '.', Mark.dot);
  setAll(table, '\u2026', Mark.comma);
  setAll(table, '-\u2010\u2011\u2012\u2013\u2014\u2015\u2212', Mark.dash);
  setAll(table, '«“„', Mark.open);
  setAll(table, '»”', Mark.close);
  setAll(table, '"', Mark.quote);
  setAll(table, "*#_%&^~|\\`'’+=•●·×∗✱★☆■□▪", Mark.sign);
  setAll(table, '/', Mark.joint);
  setAll(table, ':', Mark.colon);
  setAll(table, '@', Mark.at);
  setAll(table, '<[', Mark.less);
  setAll(table, '$€₽₴£₸', Mark.currency);
  setAll(table, '\u00ad\ufeff\u034f\u061c\u180e\u115f\u1160\u17b4\u17b5', Mark.ignored);
  setRange(table, 0x30, 0x39, DIGIT);
  for (const letter of RUSSIAN) setAll(table, letter + letter.toUpperCase(), codeOf(letter));
  for (let unit = 97; unit <= 122; unit++) {
    table[unit] = LATIN_A + unit - 97;
    table[unit - 32] = LATIN_A + unit - 97;
  }
  for (const [from, to] of Object.entries(ALWAYS_RUSSIAN)) setAll(table, from + from.toUpperCase(), codeOf(to));
  return table;
}

/** Class of every UTF-16 unit: a letter (below `WIDTH`) or a `Mark`. */
export const CLASSES: Uint8Array = buildClasses();

const fancyCache = new Map<number, number>();

/**
 * Letter behind a code point drawn in another way: full-width, circled, mathematical, with diacritics.
 * @returns a letter, or `Mark.other` when there is none.
 */
export function plainLetter(codePoint: number): number {
  const known = fancyCache.get(codePoint);
  if (known !== undefined) return known;
  const plain = String.fromCodePoint(codePoint).normalize('NFKD').toLowerCase();
  const first = CLASSES[plain.charCodeAt(0)] ?? Mark.other;
  let letter: number = first < WIDTH ? first : (SMALL_CAPITALS.get(plain) ?? Mark.other);
  if (first === Mark.fancy && SMALL_CAPITALS.get(plain) === undefined) letter = FOREIGN;
  if (fancyCache.size < 4096) fancyCache.set(codePoint, letter);
  return letter;
}

/** Small capitals and turned letters have no decomposition in Unicode. */
const SMALL_CAPITALS = new Map(
  Object.entries({
    ᴀ: 'a',
    ʙ: 'b',
    ᴄ: 'c',
    ᴅ: 'd',
    ᴇ: 'e',
    ɢ: 'g',
    ʜ: 'h',
    ɪ: 'i',
    ᴊ: 'j',
    ᴋ: 'k',
    ʟ: 'l',
    ᴍ: 'm',
    ɴ: 'n',
    ᴏ: 'o',
    ᴘ: 'p',
    ʀ: 'r',
    ᴛ: 't',
    ᴜ: 'u',
    ᴠ: 'v',
    ᴡ: 'w',
    ʏ: 'y',
    ᴢ: 'z',
    ß: 'b',
    æ: 'a',
    ø: 'o',
    ı: 'i',
  }).map(([from, to]) => [from, codeOf(to)]),
);

function letterTable(pairs: Record<string, string>): Uint8Array {
  const table = new Uint8Array(128);
  for (const [from, to] of Object.entries(pairs)) table[from.charCodeAt(0)] = codeOf(to);
  return table;
}

/** ASCII units as they look to a Russian reader: «cyka», «лuчкy», «6лять», «3аебал». */
export const BY_SIGHT: Uint8Array = letterTable({
  ...{ a: 'а', A: 'а', b: 'ь', B: 'в', c: 'с', C: 'с', d: 'д', D: 'д', e: 'е', E: 'е', f: 'ф', F: 'ф', g: 'д', G: 'г' },
  ...{ h: 'н', H: 'н', i: 'и', I: 'и', j: 'й', J: 'й', k: 'к', K: 'к', l: 'л', L: 'л', m: 'м', M: 'м', n: 'п', N: 'и' },
  ...{ o: 'о', O: 'о', p: 'р', P: 'р', q: 'д', Q: 'о', r: 'г', R: 'я', s: 'с', S: 'с', t: 'т', T: 'т', u: 'и', U: 'и' },
  ...{ v: 'в', V: 'в', w: 'ш', W: 'ш', x: 'х', X: 'х', y: 'у', Y: 'у', z: 'з', Z: 'з' },
  ...{ '0': 'о', '1': 'и', '3': 'з', '4': 'ч', '5': 'с', '6': 'б', '7': 'т', '8': 'в', '9': 'я' },
  ...{ '@': 'а', $: 'с', '!': 'и', '|': 'и', '&': 'а', '#': 'н', '+': 'т' },
});

/** ASCII units as they sound: «huy», «suka», «p1zda», «3бать». */
export const BY_SOUND: Uint8Array = letterTable({
  ...{ a: 'а', A: 'а', b: 'б', B: 'б', c: 'ц', C: 'ц', d: 'д', D: 'д', e: 'е', E: 'е', f: 'ф', F: 'ф', g: 'г', G: 'г' },
  ...{ h: 'х', H: 'х', i: 'и', I: 'и', j: 'й', J: 'й', k: 'к', K: 'к', l: 'л', L: 'л', m: 'м', M: 'м', n: 'н', N: 'н' },
  ...{ o: 'о', O: 'о', p: 'п', P: 'п', q: 'к', Q: 'к', r: 'р', R: 'р', s: 'с', S: 'с', t: 'т', T: 'т', u: 'у', U: 'у' },
  ...{ v: 'в', V: 'в', w: 'в', W: 'в', x: 'х', X: 'х', y: 'й', Y: 'й', z: 'з', Z: 'з' },
  ...{ '0': 'о', '1': 'л', '3': 'е', '4': 'а', '5': 'с', '6': 'б', '7': 'т', '8': 'б', '9': 'д' },
  ...{ '@': 'а', $: 'с', '!': 'и', '|': 'л', '&': 'а', '#': 'х', '+': 'т' },
});

/** Letter of one character of a pattern, 0 when the pattern language has no such letter. */
export function patternLetter(char: string): number {
  if (char === '•') return MASK;
  if (char === '¤') return CURRENCY;
  const known = CLASSES[char.charCodeAt(0)] ?? 0;
  return known > 0 && known < FOREIGN && known !== DIGIT ? known : 0;
}

/** The letter as text, for folded text that a person or a model reads. */
export function letterText(code: number): string {
  if (code >= 1 && code <= 32) return RUSSIAN[code - 1]!;
  if (code >= LATIN_A && code < DIGIT) return String.fromCharCode(97 + code - LATIN_A);
  if (code === DIGIT) return '0';
  if (code === MASK) return '•';
  return code === CURRENCY ? '¤' : '¿';
}
