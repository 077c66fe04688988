/**
 * The sample pages of `test/pages` are templates: their dates are filled in when they are served, so that «this week»
 * on them is always this week. A template names a form and an instant: `{{vk week%40}}`, `{{unix now-2h}}`.
 *
 * Instants: `now`, `now-35m` (s, m, h, d), `week%40` (forty hundredths of the time that has passed since Monday, so
 * always this week and never ahead), `week-2d 18:00` (the Saturday before), `2019-05-12 10:00`.
 * `{{include vk.css}}` puts another file of the folder in its place; what stands between `{{new-day A | B}}` and `{{end}}`
 * is left out when the instants A and B lie on one day.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TZDate, tz } from '@date-fns/tz';
import { format, startOfDay, startOfISOWeek } from 'date-fns';
import { ru } from 'date-fns/locale';
import {
  type Clock,
  greenwich,
  isSameDay,
  okEnglish,
  okLabel,
  telegramDayA,
  telegramDayK,
  telegramTitleA,
  telegramTitleK,
} from './labels';

export const SAMPLES_FOLDER = fileURLToPath(new URL('../../test/pages/', import.meta.url));

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** Reads a sample page with its dates filled in. @throws for a missing file and for an unknown form or instant. */
export function loadSample(file: string, now: number, zone: string): string {
  const html = readFileSync(new URL(file, `file://${SAMPLES_FOLDER}`), 'utf8');
  return renderSample(include(html), now, zone);
}

function include(html: string): string {
  return html.replace(/\{\{include ([\w.-]+)\}\}/g, (_, file: string) =>
    readFileSync(`${SAMPLES_FOLDER}${file}`, 'utf8'),
  );
}

/**
 * @param html a template
 * @param now ms since the epoch
 * @param zone IANA name of the zone in which the browser under test prints
 */
export function renderSample(html: string, now: number, zone: string): string {
  const clock = { now, zone };
  const days = html.replace(
    /\{\{new-day ([^}|]+)\|([^}]+)\}\}(.*?)\{\{end\}\}/gs,
    (_, one: string, other: string, inside: string) =>
      isSameDay(instantOf(one.trim(), clock), instantOf(other.trim(), clock), zone) ? '' : inside,
  );
  return days.replace(
    /\{\{([\w-]+)(?:\(([^)]*)\))? ([^}]+)\}\}/g,
    (whole, name: string, argument = '', when: string) => {
      const form = FORMS[name];
      if (!form) throw new Error(`Unknown form in a sample page: ${whole}`);
      return form(instantOf(when.trim(), clock), clock, argument);
    },
  );
}

/** @throws for a form of instant that is not listed above. */
export function instantOf(when: string, { now, zone }: Clock): number {
  const ago = when.match(/^now(?:-(\d+)([smhd]))?$/);
  if (ago) return now - Number(ago[1] ?? 0) * (UNITS[ago[2] ?? 's'] ?? 0);
  const monday = mondayOf({ now, zone });
  const share = when.match(/^week%(\d+)$/);
  if (share) return monday + Math.floor(((now - monday) * Number(share[1])) / 100);
  const before = when.match(/^week-(\d+)d (\d+):(\d\d)$/);
  if (before) {
    const day = new TZDate(monday, zone);
    day.setDate(day.getDate() - Number(before[1]));
    return day.setHours(Number(before[2]), Number(before[3]));
  }
  const date = when
    .match(/^(\d{4})-(\d\d)-(\d\d) (\d+):(\d\d)$/)
    ?.slice(1)
    .map(Number);
  if (!date) throw new Error(`Unknown instant in a sample page: ${when}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = date;
  return new TZDate(year, month - 1, day, hour, minute, zone).getTime();
}

function mondayOf({ now, zone }: Clock): number {
  return startOfISOWeek(new TZDate(now, zone)).getTime();
}

type Form = (at: number, clock: Clock, argument: string) => string;

/** One line a form, so that the engineers of different sites do not meet. */
const FORMS: Readonly<Record<string, Form>> = {
  unix: (at) => String(Math.floor(at / SECOND)),
  ms: (at) => String(at),
  iso: (at, { zone }) => printed(at, zone, "yyyy-MM-dd'T'HH:mm:ssxxx"),
  clock: (at, { zone }) => printed(at, zone, 'HH:mm'),
  format: (at, { zone }, pattern) => printed(at, zone, pattern),
  vk: (at, clock) => vkAgo(at, clock) ?? vkDate(at, clock),
  'vk-date': vkDate,
  'vk-short': vkShort,
  'vk-full': (at, { zone }) => printed(at, zone, "d MMM yyyy 'в' H:mm").replace('.', ''),
  'vk-mobile': vkMobile,
  'vk-en': vkEnglish,
  ok: okLabel,
  'ok-en': okEnglish,
  'telegram-day-a': telegramDayA,
  'telegram-day-k': telegramDayK,
  'telegram-title-a': telegramTitleA,
  'telegram-title-k': telegramTitleK,
  utc: greenwich,
};

function printed(at: number, zone: string, pattern: string): string {
  return format(at, pattern, { in: tz(zone), locale: ru });
}

/** How many days before today, in the zone of the page. */
function daysAgo(at: number, { now, zone }: Clock): number {
  const start = (instant: number) => startOfDay(new TZDate(instant, zone)).getTime();
  return Math.round((start(now) - start(at)) / DAY);
}

const HOURS_IN_WORDS = ['', 'час', 'два часа', 'три часа'];

/**
 * The first hours' labels. «Два часа назад» covers more than an hour; where that would reach across Monday nobody
 * could tell the week, and the sample's expected count with it, so the label is left to the date.
 */
function vkAgo(at: number, clock: Clock): string | null {
  const age = clock.now - at;
  if (age >= 4 * HOUR || at - HOUR < mondayOf(clock)) return null;
  if (age < MINUTE) return 'только что';
  if (age < HOUR) return `${plural(Math.floor(age / MINUTE), 'минуту', 'минуты', 'минут')} назад`;
  return `${HOURS_IN_WORDS[Math.floor(age / HOUR)]} назад`;
}

function plural(count: number, one: string, few: string, many: string): string {
  const form = new Intl.PluralRules('ru').select(count);
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`;
}

function vkDate(at: number, clock: Clock): string {
  const time = printed(at, clock.zone, 'H:mm');
  const ago = daysAgo(at, clock);
  if (ago === 0) return `сегодня в ${time}`;
  if (ago === 1) return `вчера в ${time}`;
  const sameYear = printed(at, clock.zone, 'yyyy') === printed(clock.now, clock.zone, 'yyyy');
  const date = printed(at, clock.zone, sameYear ? 'd MMM' : 'd MMM yyyy').replace('.', '');
  return sameYear ? `${shortMonth(date)} в ${time}` : shortMonth(date);
}

/** VK cuts every month to three letters; the library leaves some longer. */
function shortMonth(date: string): string {
  return date.replace(/[а-я]+/, (month) => month.slice(0, 3));
}

function vkShort(at: number, clock: Clock): string {
  const age = clock.now - at;
  if (age < MINUTE) return 'только что';
  if (age < HOUR) return `${Math.floor(age / MINUTE)} мин. назад`;
  if (age < DAY) return `${Math.floor(age / HOUR)} ч назад`;
  return age < 7 * DAY ? `${Math.floor(age / DAY)} д назад` : vkDate(at, clock);
}

function vkMobile(at: number, clock: Clock): string {
  const ago = daysAgo(at, clock);
  if (ago <= 1) return vkDate(at, clock);
  const sameYear = printed(at, clock.zone, 'yyyy') === printed(clock.now, clock.zone, 'yyyy');
  return printed(at, clock.zone, sameYear ? "d MMMM 'в' H:mm" : 'd MMMM yyyy');
}

function vkEnglish(at: number, clock: Clock): string {
  const date = new TZDate(at, clock.zone);
  const time = format(date, 'h:mm aaa');
  const ago = daysAgo(at, clock);
  if (ago === 0) return `today at ${time}`;
  if (ago === 1) return `yesterday at ${time}`;
  const sameYear = printed(at, clock.zone, 'yyyy') === printed(clock.now, clock.zone, 'yyyy');
  return sameYear ? `${format(date, 'd MMM')} at ${time}` : format(date, 'd MMM yyyy');
}
