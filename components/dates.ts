/** Dates as the screens print them, in the language of the interface. */
import type { Language } from '../locales/translate';

const LOCALES: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

/** «23–29 ноября» from the ISO dates of a week's Monday and Sunday. */
export function weekDates(monday: string, sunday: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.formatRange(Date.parse(monday), Date.parse(sunday));
}

/** «9:40» in the browser's zone. */
export function clock(at: number, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** «18 ноября», with the year when it is not that of `now`. */
export function day(at: number, now: number, language: Language): string {
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(LOCALES[language], { day: 'numeric', month: 'long', year }).format(at);
}

/** How many midnights of the browser's zone lie between two instants. */
export function daysBetween(earlier: number, later: number): number {
  const dayNumber = (at: number): number => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;
  };
  return dayNumber(later) - dayNumber(earlier);
}
