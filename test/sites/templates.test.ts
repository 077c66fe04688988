/** The templates of the sample pages: what they print is what the sites would print, and can be read back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { weekOf } from '../../publishing/week';
import { instantOf, loadSample, renderSample } from '../../scripts/lib/samples';
import { parseLabel } from '../../sites/dates';
import { holds, NOW, ZONE } from './open';

const HOUR = 3_600_000;
const zone = fc.constantFrom(
  'Asia/Tomsk',
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'UTC',
);
const now = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) });

describe('instants', () => {
  test.each([
    ['now', '2026-11-26T12:30:00+07:00'],
    ['now-2h', '2026-11-26T10:30:00+07:00'],
    ['now-3d', '2026-11-23T12:30:00+07:00'],
    ['week%0', '2026-11-23T00:00:00+07:00'],
    ['week%50', '2026-11-24T18:15:00+07:00'],
    ['week%100', '2026-11-26T12:30:00+07:00'],
    ['week-1d 18:20', '2026-11-22T18:20:00+07:00'],
    ['week-30d 9:05', '2026-10-24T09:05:00+07:00'],
    ['2019-05-12 10:00', '2019-05-12T10:00:00+07:00'],
  ])('%s', (when, iso) => {
    expect(instantOf(when, { now: NOW, zone: ZONE })).toBe(Date.parse(iso));
  });

  test('a part of the week is always of this week and never ahead', () => {
    fc.assert(
      fc.property(now, zone, fc.nat(100), (at, where, share) => {
        const instant = instantOf(`week%${share}`, { now: at, zone: where });
        expect(instant).toBeGreaterThanOrEqual(weekOf(at, where).start);
        expect(instant).toBeLessThanOrEqual(at);
      }),
    );
  });

  test.each(['soon', 'week%x', 'now-2w', 'week-1d', '12.05.2019'])('«%s» is none', (when) => {
    expect(() => instantOf(when, { now: NOW, zone: ZONE })).toThrow('Unknown instant');
  });
});

describe('forms', () => {
  test.each([
    ['unix now', '1795671000'],
    ['ms now', '1795671000000'],
    ['iso now-1h', '2026-11-26T11:30:00+07:00'],
    ['clock now', '12:30'],
    ['format(d MMMM, EEEE) now', '26 ноября, четверг'],
    ['vk now-20s', 'только что'],
    ['vk now-21m', '21 минуту назад'],
    ['vk now-3h', 'три часа назад'],
    ['vk now-5h', 'сегодня в 7:30'],
    ['vk-date now-21m', 'сегодня в 12:09'],
    ['vk-date now-1d', 'вчера в 12:30'],
    ['vk-date week-3d 9:05', '20 ноя в 9:05'],
    ['vk-date 2024-05-09 10:00', '9 мая 2024'],
    ['vk-short now-19h', '19 ч назад'],
    ['vk-full 2024-05-09 9:00', '9 мая 2024 в 9:00'],
    ['vk-mobile week-3d 9:05', '20 ноября в 9:05'],
    ['vk-en now-2h', 'today at 10:30 am'],
    ['vk-en week-3d 15:15', '20 Nov at 3:15 pm'],
  ])('%s', (form, printed) => {
    expect(renderSample(`<i>{{${form}}}</i>`, NOW, ZONE)).toBe(`<i>${printed}</i>`);
  });

  test('an unknown form is a fault of the page, not of the reader', () => {
    expect(() => renderSample('{{vkontakte now}}', NOW, ZONE)).toThrow(
      'Unknown form in a sample page: {{vkontakte now}}',
    );
  });

  test('what is included is filled in too, and nothing is left to fill in', () => {
    const html = loadSample('vk-classic.html', NOW, ZONE);
    expect(html).toContain('--card:');
    expect(html).not.toContain('{{');
  });
});

/** Where clocks are put back an hour is printed twice, and nobody can tell which of the two it was. */
function isTwice(instant: number, where: string): boolean {
  const clock = (at: number) => new Intl.DateTimeFormat('ru', { timeZone: where, timeStyle: 'short' }).format(at);
  return clock(instant) === clock(instant + HOUR) || clock(instant) === clock(instant - HOUR);
}

describe('labels', () => {
  test.each(['vk', 'vk-date', 'vk-short', 'vk-mobile', 'vk-en'])(
    '«%s» is read back as the instant it prints',
    (form) => {
      fc.assert(
        fc.property(now, zone, fc.nat(400 * 24 * 60), (at, where, minutes) => {
          const label = renderSample(`{{${form} now-${minutes}m}}`, at, where);
          const instant = at - minutes * 60_000;
          if (isTwice(instant, where)) return;
          expect([label, holds(parseLabel(label, at, where), instant)]).toEqual([label, true]);
        }),
        { numRuns: 300 },
      );
    },
  );
});
