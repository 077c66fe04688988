import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftWeek, weekById, weekOf } from '../../publishing/week';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = ['Asia/Tomsk', 'Europe/Moscow', 'America/New_York', 'Australia/Lord_Howe'];

describe('the week of an instant', () => {
  it.each([
    ['Monday 00:00', '2026-11-23T00:00+07:00', '2026-W48', '2026-11-23', '2026-11-29'],
    ['a second before Monday', '2026-11-22T23:59:59+07:00', '2026-W47', '2026-11-16', '2026-11-22'],
    ['Sunday 23:59', '2026-11-29T23:59+07:00', '2026-W48', '2026-11-23', '2026-11-29'],
    ['Sunday evening in London is Monday in Tomsk', '2026-11-22T17:00Z', '2026-W48', '2026-11-23', '2026-11-29'],
    ['New Year’s Friday is in week 53', '2027-01-01T12:00+07:00', '2026-W53', '2026-12-28', '2027-01-03'],
    ['the first Monday of 2027', '2027-01-04T00:00+07:00', '2027-W01', '2027-01-04', '2027-01-10'],
    ['31 December that belongs to the next year', '2024-12-31T12:00+07:00', '2025-W01', '2024-12-30', '2025-01-05'],
    ['leap day', '2028-02-29T12:00+07:00', '2028-W09', '2028-02-28', '2028-03-05'],
    ['before the epoch', '1969-12-31T12:00+07:00', '1970-W01', '1969-12-29', '1970-01-04'],
  ])('%s', (_name, at, id, monday, sunday) => {
    expect(weekOf(Date.parse(at))).toMatchObject({ id, monday, sunday });
  });

  it('begins and ends at midnight in Tomsk', () => {
    const { start, end } = weekOf(Date.parse('2026-11-25T12:00+07:00'), 'Asia/Tomsk');
    expect(start).toBe(Date.parse('2026-11-23T00:00+07:00'));
    expect(end).toBe(Date.parse('2026-11-30T00:00+07:00'));
  });

  it.each([
    ['an hour shorter in spring', '2026-03-05T12:00Z', 'America/New_York', 167 * HOUR],
    ['an hour longer in autumn', '2026-10-30T12:00Z', 'America/New_York', 169 * HOUR],
    ['half an hour longer on Lord Howe', '2026-04-02T12:00Z', 'Australia/Lord_Howe', 168.5 * HOUR],
  ])('is %s', (_name, at, zone, length) => {
    const { start, end } = weekOf(Date.parse(at), zone);
    expect(end - start).toBe(length);
  });

  it('holds its instant, touches its neighbours and is found by its id', () => {
    const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (at, zone) => {
        const week = weekOf(at, zone);
        expect(week.start <= at && at < week.end).toBe(true);
        expect(weekOf(week.end, zone)).toEqual(shiftWeek(week, 1, zone));
        expect(weekOf(week.start - 1, zone)).toEqual(shiftWeek(week, -1, zone));
        expect(weekById(week.id, zone)).toEqual(week);
        expect(Date.parse(week.sunday) - Date.parse(week.monday)).toBe(6 * DAY);
        expect(new Date(week.monday).getUTCDay()).toBe(1);
      }),
    );
  });
});

describe('a week by its id', () => {
  it('exists as number 53 in long years only', () => {
    expect(weekById('2026-W53').monday).toBe('2026-12-28');
    expect(() => weekById('2025-W53')).toThrow(RangeError);
  });

  it.each(['', '2026-W00', '2026-W54', '2026-48', 'W48', '2026-W4', '__proto__'])('%j is refused', (id) => {
    expect(() => weekById(id)).toThrow(RangeError);
  });
});
