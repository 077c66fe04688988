/** Dates as Odnoklassniki and Telegram's clients print them, for the sample pages. */
import { TZDate } from '@date-fns/tz';
import { differenceInCalendarDays, format, isSameYear } from 'date-fns';
import { enUS, ru } from 'date-fns/locale';

export interface Clock {
  now: number;
  zone: string;
}

/** March and May are written whole. */
const OK_MONTHS = ['янв', 'фев', 'марта', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const OK_MONTHS_EN = ['Jan', 'Feb', 'March', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

/** «19:20» today, «вчера 18:00», «5 марта», «5 мар 2023». */
export function okLabel(at: number, clock: Clock): string {
  return ok(at, clock, 'вчера', OK_MONTHS);
}

export function okEnglish(at: number, clock: Clock): string {
  return ok(at, clock, 'yesterday', OK_MONTHS_EN);
}

function ok(at: number, { now, zone }: Clock, yesterday: string, months: readonly string[]): string {
  const [date, today] = [new TZDate(at, zone), new TZDate(now, zone)];
  const time = format(date, 'HH:mm');
  const ago = differenceInCalendarDays(today, date);
  if (ago <= 0) return time;
  if (ago === 1) return `${yesterday} ${time}`;
  const day = `${date.getDate()} ${months[date.getMonth()]}`;
  return isSameYear(date, today) ? day : `${day} ${date.getFullYear()}`;
}

/** The header of a day in Web A. */
export function telegramDayA(at: number, { now, zone }: Clock): string {
  const [date, today] = [new TZDate(at, zone), new TZDate(now, zone)];
  const ago = differenceInCalendarDays(today, date);
  if (ago <= 0) return 'Сегодня';
  if (ago === 1) return 'Вчера';
  if (!isSameYear(date, today)) return format(date, "d MMMM yyyy 'г.'", { locale: ru });
  return format(date, ago < 7 ? 'EEEE' : 'd MMMM', { locale: ru });
}

/** The header of a day in Web K. */
export function telegramDayK(at: number, { now, zone }: Clock): string {
  const [date, today] = [new TZDate(at, zone), new TZDate(now, zone)];
  if (differenceInCalendarDays(today, date) <= 0) return 'Сегодня';
  return format(date, isSameYear(date, today) ? 'd MMMM' : 'd MMMM yyyy', { locale: ru });
}

/** The tooltip of a time in Web K: the months are English whatever the interface speaks. */
export function telegramTitleK(at: number, { zone }: Clock): string {
  return format(new TZDate(at, zone), 'd MMMM yyyy, HH:mm:ss', { locale: enUS });
}

/** The tooltip of a time in Web A. */
export function telegramTitleA(at: number, { zone }: Clock): string {
  return format(new TZDate(at, zone), "d MMM yyyy 'г.,' HH:mm:ss", { locale: ru });
}

/** t.me prints Greenwich time. */
export function greenwich(at: number): string {
  return format(new TZDate(at, 'UTC'), "yyyy-MM-dd'T'HH:mm:ss'+00:00'");
}

/** Whether the two instants lie on one day of the zone. */
export function isSameDay(one: number, other: number, zone: string): boolean {
  return differenceInCalendarDays(new TZDate(one, zone), new TZDate(other, zone)) === 0;
}
