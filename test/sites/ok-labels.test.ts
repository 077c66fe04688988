/** The dates that the samples of Odnoklassniki and Telegram print are what the sites print, and are read back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderSample } from '../../scripts/lib/samples';
import { atClock, parseDay, parseLabel } from '../../sites/dates';
import type { Moment } from '../../types';
import { holds, NOW, ZONE } from './open';

const HOUR = 3_600_000;
const zone = fc.constantFrom('Asia/Tomsk', 'Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'UTC');
const now = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });

test.each([
  ['ok now-1h', '11:30'],
  ['ok now-1d', 'вчера 12:30'],
  ['ok 2026-03-05 10:00', '5 марта'],
  ['ok 2025-09-01 10:00', '1 сен 2025'],
  ['ok-en now-1d', 'yesterday 12:30'],
  ['ok-en 2026-09-01 10:00', '1 Sept'],
  ['telegram-day-k now', 'Сегодня'],
  ['telegram-day-k now-1d', '25 ноября'],
  ['telegram-day-k 2025-03-05 10:00', '5 марта 2025'],
  ['telegram-day-a now-1d', 'Вчера'],
  ['telegram-day-a now-2d', 'вторник'],
  ['telegram-day-a now-6d', 'пятница'],
  ['telegram-day-a now-7d', '19 ноября'],
  ['telegram-day-a 2025-03-05 10:00', '5 марта 2025 г.'],
  ['telegram-title-k now', '26 November 2026, 12:30:00'],
  ['telegram-title-a now', '26 нояб. 2026 г., 12:30:00'],
  ['utc now', '2026-11-26T05:30:00+00:00'],
])('%s', (form, printed) => {
  expect(renderSample(`{{${form}}}`, NOW, ZONE)).toBe(printed);
});

test.each([
  ['{{new-day now | now-1h}}граница{{end}}', ''],
  ['{{new-day now | now-13h}}граница {{clock now-13h}}{{end}}', 'граница 23:30'],
])('%s', (template, printed) => {
  expect(renderSample(template, NOW, ZONE)).toBe(printed);
});

/** Where clocks are put back an hour is printed twice, and nobody can tell which of the two it was. */
function isTwice(instant: number, where: string): boolean {
  const clock = (at: number) => new Intl.DateTimeFormat('ru', { timeZone: where, timeStyle: 'short' }).format(at);
  return clock(instant) === clock(instant + HOUR) || clock(instant) === clock(instant - HOUR);
}

describe('read back as the instant that was printed', () => {
  const clockOn = (day: string) => (at: number, where: string, minutes: number) => {
    const print = (form: string) => renderSample(`{{${form} now-${minutes}m}}`, at, where);
    const civil = parseDay(print(day), at, where);
    return civil && atClock(civil, print('clock'), where);
  };
  const label = (form: string) => (at: number, where: string, minutes: number) =>
    parseLabel(renderSample(`{{${form} now-${minutes}m}}`, at, where), at, where);

  test.each<[string, (at: number, where: string, minutes: number) => Moment | null]>([
    ['ok', label('ok')],
    ['ok-en', label('ok-en')],
    ['telegram-title-k', label('telegram-title-k')],
    ['telegram-title-a', label('telegram-title-a')],
    ['a day and a clock of Web K', clockOn('telegram-day-k')],
    ['a day and a clock of Web A', clockOn('telegram-day-a')],
  ])('%s', (_form, read) => {
    fc.assert(
      fc.property(now, zone, fc.nat(400 * 24 * 60), (at, where, minutes) => {
        const instant = Math.floor((at - minutes * 60_000) / 1000) * 1000;
        if (isTwice(instant, where)) return;
        expect(holds(read(at, where, minutes), instant)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
