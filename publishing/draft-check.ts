/** What to look at in a post before it is published. Advice, never a lock: the person knows more than any rule. */
import { civilOf, weekday } from '../calendar/dates';
import type { Judge } from '../detection';
import type { OfficeProfile } from '../replies/profile';
import { placeholders } from '../replies/variables';
import { civilDay } from '../sites/dates/zone';
import type { Site } from '../types';
import type { Advice, AdviceCode } from './advice';
import type { MixFormat } from './formats';
import { lengthLimit } from './limits';

export interface DraftContext {
  judge: Judge;
  site: Site | null;
  format: MixFormat | null;
  profile: OfficeProfile | null;
  /** ISO date on which it is to be published. */
  date: string;
}

export function checkDraft(text: string, context: DraftContext): Advice[] {
  if (!text.trim()) return [{ code: 'empty', start: 0, end: 0, fragment: '' }];
  return [
    ...tooLong(text, context),
    ...judged(text, context),
    ...placeholders(text).map((one) => at('variable', one.start, text.slice(one.start, one.end))),
    ...links(text),
    ...events(text, context.date),
    ...loud(text),
  ];
}

function at(code: AdviceCode, start: number, fragment: string): Advice {
  return { code, start, end: start + fragment.length, fragment };
}

function tooLong(text: string, { site, format }: DraftContext): Advice[] {
  if (!site) return [];
  const over = text.length - lengthLimit(site, format);
  return over > 0 ? [{ code: 'too-long', start: 0, end: 0, fragment: '', number: over }] : [];
}

const digits = (text: string): string => text.replace(/\D/g, '').slice(-10);

/** The judge's rules on our own words. The office's own phone and address are no secret. */
function judged(text: string, { judge, profile }: DraftContext): Advice[] {
  const own = (profile?.phones ?? []).map(digits).filter(Boolean);
  const known = [profile?.address, profile?.email].flatMap((detail) => detail?.trim().toLowerCase() || []);
  const found = judge.judge(text).findings.filter(({ kind, level }) => kind !== 'appeal' && level !== 'look');
  return found.flatMap((finding): Advice[] => {
    const { kind, start, end, text: fragment } = finding;
    if (kind === 'appeal') return [];
    if (kind !== 'personal-data') return [{ code: 'rule', start, end, fragment, kind }];
    const isOurs =
      own.includes(digits(fragment)) || known.some((detail) => detail.includes(fragment.trim().toLowerCase()));
    return isOurs ? [] : [{ code: 'personal-data', start, end, fragment }];
  });
}

const LINK = /(?:https?:\/\/|www\.)[^\s<>«»"]*/giu;
const PROMISED = /(?<!\p{L})(?:по|на|в|здесь)?\s*ссылк[еаи](?!\p{L})/iu;

function links(text: string): Advice[] {
  const found = [...text.matchAll(LINK)];
  const broken = found.flatMap((match) => {
    const written = match[0].replace(/[).,;:!?]+$/u, '');
    const bare = written.replace(/^(?:https?:\/\/)?/iu, '');
    if (/^(?:www\.)?$/iu.test(bare)) return [at('empty-link', match.index, match[0])];
    const host = /^[^/?#:]*/u.exec(bare)?.[0] ?? '';
    const isWhole =
      URL.canParse(/^https?:/iu.test(written) ? written : `https://${written}`) && /[^.]\.[^.\d]/u.test(host);
    return isWhole && !/https?:\/\//iu.test(bare) ? [] : [at('broken-link', match.index, match[0])];
  });
  const promised = found.length === 0 ? PROMISED.exec(text) : null;
  // «vk.com/selo» without the scheme is a link too.
  const hasBare = /(?<![\p{L}@])[\w-]+\.(?:ru|рф|com|org|me|su)(?:\/\S*)?(?!\p{L})/iu.test(text);
  return promised && !hasBare ? [...broken, at('empty-link', promised.index, promised[0].trim())] : broken;
}

const MONTHS = [
  'январ',
  'феврал',
  'март',
  'апрел',
  'ма[яй]',
  'июн',
  'июл',
  'август',
  'сентябр',
  'октябр',
  'ноябр',
  'декабр',
];
const WEEKDAYS: readonly (readonly [RegExp, number])[] = [
  [/понедельник/iu, 1],
  [/вторник/iu, 2],
  [/сред[ауые]/iu, 3],
  [/четверг/iu, 4],
  [/пятниц/iu, 5],
  [/суббот/iu, 6],
  [/воскресень/iu, 7],
];
const DAY_NAMES =
  'понедельник\\p{L}*|вторник\\p{L}*|сред(?:а|у|ы|е)|четверг\\p{L}*|пятниц\\p{L}*|суббот(?:а|у|ы|е)|воскресень\\p{L}*';
const DATE = new RegExp(
  `(?<![\\d.])(?:(\\d{1,2})\\s+(${MONTHS.map((month) => `${month}\\p{L}*`).join('|')})(?:\\s+(\\d{4}))?|(\\d{1,2})\\.(\\d{2})(?:\\.(\\d{4}|\\d{2}))?(?![.\\d]))`,
  'giu',
);
const TIME = /(?<![\d.])(?:[01]?\d|2[0-3])[:.-][0-5]\d(?!\d|\.\d)|(?<!\p{L})в\s+\d{1,2}\s+час|(?<!\p{L})в\s+полдень/iu;
const SOON = /(?<!\p{L})(?:сегодня|завтра|послезавтра)(?!\p{L})/iu;
const PLACE =
  /(?<!\p{L})(?:адрес|ул(?:\.|иц)|переул|площад|дом(?:е|а|у)?\s+культур|дк(?!\p{L})|клуб|школ|библиотек|администрац|здани|стадион|парк|сквер|зал(?:е|а)?(?!\p{L})|фап|храм|музе|центр|сельсовет|кабинет|онлайн|на сайте|в зуме)/iu;
const EVENT =
  /(?<!\p{L})(?:состо(?:ится|ятся)|пройд[её]т|пройдут|приглашаем|сход(?:е|а)? граждан|собрание (?:граждан|жителей)|ярмарка|концерт|митинг|выездной при[её]м|при[её]м граждан|публичные слушания|субботник)/iu;

/** A date as it is written, with the ISO dates that it may mean. */
interface Written {
  start: number;
  fragment: string;
  date: string;
}

/** Dates of a text; one without a year is the nearest to the day of publication. */
function datesIn(text: string, near: string): Written[] {
  return [...text.matchAll(DATE)].flatMap((match) => {
    const [fragment, day, word, year, dayNumber, monthNumber, shortYear] = match;
    const month = word ? MONTHS.findIndex((name) => new RegExp(`^${name}`, 'iu').test(word)) + 1 : Number(monthNumber);
    const said = year ?? shortYear;
    const date = nearest(Number(day ?? dayNumber), month, said ? fullYear(said) : null, near);
    return date ? [{ start: match.index, fragment, date }] : [];
  });
}

const fullYear = (said: string): number => (said.length === 2 ? 2000 + Number(said) : Number(said));

function nearest(day: number, month: number, year: number | null, near: string): string | null {
  const here = Number(near.slice(0, 4));
  const years = year === null ? [here - 1, here, here + 1] : [year];
  const days = years.flatMap((one) => civilDay({ year: one, month, day }) ?? []);
  const distance = (civil: number): number => Math.abs(civil - civilOf(near));
  const best = days.sort((a, b) => distance(a) - distance(b))[0];
  return best === undefined ? null : new Date(best).toISOString().slice(0, 10);
}

function events(text: string, date: string): Advice[] {
  const written = datesIn(text, date);
  const advice = weekdays(text, written);
  const event = EVENT.exec(text);
  if (!event) return advice;
  const place = at('no-event-date', event.index, event[0]);
  if (written.length === 0 && !SOON.test(text)) advice.push(place);
  if (!TIME.test(text)) advice.push({ ...place, code: 'no-event-time' });
  if (!PLACE.test(text)) advice.push({ ...place, code: 'no-event-place' });
  const future = /(?:состоится|состоятся|пройд[её]т|пройдут|приглашаем)/iu.test(text);
  const last = written
    .map((one) => one.date)
    .sort()
    .at(-1);
  if (future && last !== undefined && last < date) {
    const found = written.find((one) => one.date === last)!;
    advice.push(at('event-past', found.start, found.fragment));
  }
  return advice;
}

/** «в пятницу, 25 ноября», «25 ноября (пятница)»: the weekday right beside its date. */
function weekdays(text: string, written: readonly Written[]): Advice[] {
  const before = new RegExp(`(?<!\\p{L})(${DAY_NAMES})[\\s,(]{1,3}$`, 'iu');
  const after = new RegExp(`^(?:\\s*г(?:ода|\\.)?)?[\\s,(]{1,3}(?:в\\s+|во\\s+)?(${DAY_NAMES})`, 'iu');
  return written.flatMap(({ start, fragment, date }) => {
    const end = start + fragment.length;
    const found = before.exec(text.slice(Math.max(0, start - 20), start)) ?? after.exec(text.slice(end, end + 24));
    const named = found && WEEKDAYS.find(([name]) => name.test(found[1]!))?.[1];
    const real = weekday(date);
    return named && named !== real ? [{ ...at('weekday', start, fragment), number: real }] : [];
  });
}

function loud(text: string): Advice[] {
  const advice: Advice[] = [];
  const shouted = /!{2,}/u.exec(text);
  const all = [...text.matchAll(/!/gu)].length;
  if (shouted) advice.push(at('exclamations', shouted.index, shouted[0]));
  else if (all > 3 && all > text.split(/[.!?…]+/u).length / 2) advice.push(at('exclamations', text.indexOf('!'), '!'));
  const capital = /(?<!\p{L})\p{Lu}{4,}(?:[\s,!-]+\p{Lu}{2,})+(?!\p{L})/u.exec(text);
  if (capital) advice.push(at('capitals', capital.index, capital[0]));
  return advice;
}
