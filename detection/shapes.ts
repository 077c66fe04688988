/**
 * What tokens are by their shape: links, messenger handles, e-mail addresses, phones, and long numbers. Marks them in
 * the folded text; words inside a link are taken out of the search, since an address is not speech.
 */
import { Before, type Folded, TokenFlag } from './folded';
import { DIGIT, LATIN_A } from './letters';

/** Digits that belong together: `8 (913) 123-45-67` is one number over several tokens. */
export interface DigitRun {
  first: number;
  last: number;
  digits: string;
  /** Number of digits of each token, as it is written: [1, 3, 3, 2, 2]. */
  groups: number[];
}

const TOP_DOMAINS = new Set(
  (
    'ru su рф com net org info biz me io gg cc tv ly online site shop store club top xyz pro link live bet casino app ' +
    'dev page space website fun vip win money click guru work chat ua by kz de uk us eu co ai art life world today'
  ).split(' '),
);
const PLACEHOLDERS: Record<string, number> = {
  url: TokenFlag.link,
  link: TokenFlag.link,
  user: 0,
  username: TokenFlag.handle,
  club: 0,
  phone: TokenFlag.phone,
  email: TokenFlag.email,
  card: 0,
  name: 0,
  currency: TokenFlag.currency,
  hashtag: 0,
  time: 0,
};

/** Marks links, handles, e-mail addresses and placeholders such as `<URL>`. */
export function markShapes(folded: Folded): void {
  const { seenBefore } = folded;
  if (seenBefore & Before.at) markHandles(folded);
  if (seenBefore & (Before.joint | Before.colon)) markChains(folded);
  if (seenBefore & Before.less) markPlaceholders(folded);
}

function markHandles(folded: Folded): void {
  for (let t = 0; t < folded.tokens; t++) {
    if (!(folded.before[t]! & Before.at) || !(folded.flags[t]! & TokenFlag.latin)) continue;
    mark(folded, t, TokenFlag.handle);
    silence(folded, t);
  }
}

function markPlaceholders(folded: Folded): void {
  for (let t = 0; t < folded.tokens; t++) {
    if (!(folded.before[t]! & Before.less) || !(folded.flags[t]! & TokenFlag.shouted)) continue;
    const flag = PLACEHOLDERS[folded.word(t)];
    if (flag === undefined) continue;
    mark(folded, t, flag);
    silence(folded, t);
  }
}

function markChains(folded: Folded): void {
  const { glued } = folded;
  for (let i = 0; i < glued.size; ) {
    let j = i;
    while (j + 1 < glued.size && glued.at(j + 1) === glued.at(j) + 1) j++;
    markChain(folded, glued.at(i) - 1, glued.at(j));
    i = j + 1;
  }
}

function markChain(folded: Folded, first: number, last: number): void {
  for (let t = first; t <= last; t++) {
    if (!startsAddress(folded, t, last)) continue;
    const email = folded.text.slice(folded.start[t]!, folded.end[t]!).includes('@');
    mark(folded, t, email ? TokenFlag.email : TokenFlag.link);
    for (let inner = t; inner <= last; inner++) silence(folded, inner);
    return;
  }
}

function startsAddress(folded: Folded, t: number, last: number): boolean {
  if (t === last) return false;
  const flags = folded.flags[t]!;
  const next = folded.before[t + 1]!;
  if (flags & TokenFlag.latin && next & Before.colon) {
    const scheme = folded.word(t);
    if (scheme === 'http' || scheme === 'https' || scheme === 'tg') return true;
  }
  if (!(next & Before.joint) || folded.text.charCodeAt(folded.end[t]!) !== 46) return false;
  if (flags & TokenFlag.latin && folded.word(t) === 'www') return true;
  const domain = folded.word(t + 1);
  if (!TOP_DOMAINS.has(domain)) return false;
  return domain === 'рф' || (flags & (TokenFlag.latin | TokenFlag.digit)) !== 0;
}

function mark(folded: Folded, token: number, flag: number): void {
  folded.flags[token]! |= flag;
  folded.seen |= flag;
}

/** Takes the letters of a token out of the search; its place in the text stays. */
function silence(folded: Folded, token: number): void {
  folded.to[token] = folded.from[token]!;
  folded.accepts[token] = 0;
  folded.flags[token]! &= ~(TokenFlag.sign | TokenFlag.doubled | TokenFlag.stretched);
  folded.flags[token]! |= TokenFlag.silent;
}

const PHONE_GAP = 3;
const NO_RUNS: readonly DigitRun[] = [];

/**
 * Runs of digits in a text, written together or in groups with short separators. Marks those that have the shape of a
 * Russian phone.
 */
export function digitRuns(folded: Folded): readonly DigitRun[] {
  if (!(folded.seen & TokenFlag.digit)) return NO_RUNS;
  const runs: DigitRun[] = [];
  for (let t = 0; t < folded.tokens; ) {
    if (!isNumber(folded, t)) {
      t++;
      continue;
    }
    let last = t;
    while (last + 1 < folded.tokens && last - t < 8 && isNumber(folded, last + 1) && continues(folded, last)) last++;
    runs.push(readRun(folded, t, last));
    t = last + 1;
  }
  for (const run of runs) {
    if (isPhone(run)) for (let t = run.first; t <= run.last; t++) mark(folded, t, TokenFlag.phone);
  }
  return runs;
}

function isNumber(folded: Folded, t: number): boolean {
  const flags = folded.flags[t]!;
  return (flags & TokenFlag.digit) !== 0 && !(flags & (TokenFlag.russian | TokenFlag.latin | TokenFlag.silent));
}

function continues(folded: Folded, last: number): boolean {
  const between = folded.text.slice(folded.end[last]!, folded.start[last + 1]!);
  if (between.length > PHONE_GAP || between.length === 0) return false;
  for (const char of between) if (!' -–—()\u00a0'.includes(char)) return false;
  return true;
}

function readRun(folded: Folded, first: number, last: number): DigitRun {
  let digits = '';
  const groups: number[] = [];
  for (let t = first; t <= last; t++) {
    const before = digits.length;
    for (let i = folded.from[t]!; i < folded.to[t]!; i++) {
      if (folded.letters[i] === DIGIT) digits += folded.text[folded.at[i]!];
    }
    groups.push(digits.length - before);
  }
  return { first, last, digits, groups };
}

/** Eleven digits from 7 or 8, or ten from 9: a Russian phone. */
export function isPhone(run: DigitRun): boolean {
  const { digits } = run;
  if (digits.length === 11) return /^[78][3-9]/.test(digits);
  return digits.length === 10 && digits.startsWith('9') && run.groups.length !== 2;
}

/** Latin letters that look like Russian ones, small and capital. */
const LOOK_ALIKE = new Set('acekopxyubtmhrnABCEHKMOPTXY');

/**
 * Whether look-alikes of another alphabet hide among a token's Russian letters: they alternate with them, or all of
 * them are look-alikes. «видеоkonvert» and «NUMBERкг» are words run together, not hidden ones.
 */
export function isMixed(folded: Folded, t: number): boolean {
  const flags = folded.flags[t]!;
  if (!(flags & TokenFlag.russian) || !(flags & TokenFlag.latin) || flags & TokenFlag.silent) return false;
  let changes = 0;
  let strangers = 0;
  let previous = -1;
  for (let i = folded.from[t]!; i < folded.to[t]!; i++) {
    const letter = folded.letters[i]!;
    if (letter >= DIGIT) continue;
    const latin = letter >= LATIN_A ? 1 : 0;
    if (latin === 1 && !LOOK_ALIKE.has(folded.text[folded.at[i]!]!)) strangers++;
    if (previous >= 0 && latin !== previous) changes++;
    previous = latin;
  }
  return folded.to[t]! - folded.from[t]! > 2 && (changes > 1 || (changes === 1 && strangers === 0));
}
