import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAt, daysFrom, isDate, shiftDate, startOf, weekday } from '../../calendar/dates';
import { WorkCalendar } from '../../calendar/days';
import { clockText, DEFAULT_HOURS, minutesOf, OfficeClock } from '../../calendar/hours';

const calendar = new WorkCalendar();
const daysOf = (year: number) =>
  Array.from({ length: daysFrom(`${year}-01-01`, `${year + 1}-01-01`) }, (_, day) => shiftDate(`${year}-01-01`, day));
const HOUR = 3_600_000;
const zones = fc.constantFrom(
  'Asia/Tomsk',
  'Europe/Moscow',
  'Asia/Kamchatka',
  'Europe/Berlin',
  'America/Havana',
  'UTC',
);
const dates = fc
  .integer({ min: Date.UTC(2019, 0, 1) / 86_400_000, max: Date.UTC(2034, 11, 31) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

describe('the production calendar', () => {
  // Sums as the production calendars of these years print them.
  it.each([
    [2024, 248, ['2024-02-22', '2024-03-07', '2024-05-08', '2024-06-11', '2024-11-02']],
    [2025, 247, ['2025-03-07', '2025-04-30', '2025-06-11', '2025-11-01']],
    [2026, 247, ['2026-04-30', '2026-05-08', '2026-06-11', '2026-11-03']],
  ])('%i has %i working days and these short ones', (year, count, short) => {
    expect(calendar.workdays(`${year}-01-01`, `${year}-12-31`)).toHaveLength(count);
    expect(daysOf(year).filter((date) => calendar.kindOf(date) === 'short')).toEqual(short);
  });

  it.each([
    ['2024-12-28', 'work', 'a Saturday worked for 30 December'],
    ['2024-12-31', 'off', 'moved from 7 January'],
    ['2025-11-01', 'short', 'a Saturday as long as the Monday before the holiday'],
    ['2026-01-09', 'off', 'moved from 3 January'],
    ['2026-03-09', 'off', 'the Monday after a holiday on Sunday'],
    ['2026-05-11', 'off', 'the Monday after a holiday on Saturday'],
    ['2026-06-12', 'holiday', 'a Friday'],
    ['2026-11-24', 'work', 'a common Tuesday'],
  ])('%s is %s: %s', (date, kind) => {
    expect(calendar.kindOf(date)).toBe(kind);
  });

  it('says that a year without a resolution is provisional', () => {
    expect(calendar.resolutionOf(2026)?.number).toBe('1466');
    expect(calendar.resolutionOf(2027)).toBeNull();
    expect(calendar.kindOf('2027-12-31')).toBe('short');
  });

  it('takes what the office says of a day', () => {
    const own = new WorkCalendar([{ date: '2027-11-05', kind: 'off' }]);
    expect(own.isWorkday('2027-11-05')).toBe(false);
    expect(calendar.isWorkday('2027-11-05')).toBe(true);
  });

  it('has no such date as 30 February', () => {
    expect(() => calendar.kindOf('2026-02-30')).toThrow(RangeError);
    expect(isDate('2026-02-30')).toBe(false);
    expect(isDate('2028-02-29')).toBe(true);
  });

  it('gives as many free days as the weekends and holidays of any year make', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2019, max: 2060 }), (year) => {
        const free = daysOf(year).filter((date) => !calendar.isWorkday(date));
        const weekends = daysOf(year).filter((date) => weekday(date) > 5);
        const lost = ['01-01', '01-02', '01-03', '01-04', '01-05', '01-06', '01-07', '01-08'].filter(
          (day) => weekday(`${year}-${day}`) > 5,
        ).length;
        // Fourteen holidays; a January one on a weekend is moved only by a resolution.
        expect(free.length).toBe(weekends.length + 14 - (calendar.resolutionOf(year) ? 0 : lost));
      }),
    );
  });
});

describe('dates', () => {
  it('knows weekdays', () => {
    expect([weekday('2026-11-23'), weekday('2026-11-29'), weekday('1969-12-31')]).toEqual([1, 7, 3]);
  });

  it('a shift there and back is the same date, and so many days away', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        const there = shiftDate(date, days);
        expect(shiftDate(there, -days)).toBe(date);
        expect(daysFrom(date, there)).toBe(days);
        expect((weekday(there) - weekday(date) - days) % 7 === 0).toBe(true);
      }),
    );
  });

  it('a date begins where the date before it ends, in every zone', () => {
    fc.assert(
      fc.property(dates, zones, (date, zone) => {
        const start = startOf(date, zone);
        expect(dateAt(start, zone)).toBe(date);
        expect(dateAt(start - 1, zone)).toBe(shiftDate(date, -1));
      }),
    );
  });
});

describe('working hours', () => {
  const clock = new OfficeClock(calendar, DEFAULT_HOURS, 'Asia/Tomsk');
  const at = (written: string): number => Date.parse(`${written}+07:00`);

  it.each([
    ['2026-11-24T10:00', '2026-11-24T12:00', 2],
    ['2026-11-24T12:00', '2026-11-24T15:00', 2],
    ['2026-11-24T17:00', '2026-11-25T10:00', 2],
    ['2026-11-27T17:00', '2026-11-30T10:00', 2],
    ['2026-11-03T16:00', '2026-11-05T10:00', 2],
    ['2026-12-30T17:00', '2027-01-11T10:00', 2],
    ['2026-11-28T10:00', '2026-11-28T20:00', 0],
    ['2026-11-25T10:00', '2026-11-24T10:00', 0],
  ])('from %s to %s are %i', (from, to, hours) => {
    expect(clock.between(at(from), at(to)) / HOUR).toBe(hours);
  });

  it.each([
    ['2026-11-24T10:00', 8, '2026-11-25T10:00'],
    ['2026-11-27T17:30', 1, '2026-11-30T09:30'],
    ['2026-11-28T03:00', 0, '2026-11-30T09:00'],
    ['2026-11-24T10:00', 0, '2026-11-24T10:00'],
  ])('%s and %i hours is %s', (from, hours, deadline) => {
    expect(clock.after(at(from), hours * HOUR)).toBe(at(deadline));
  });

  it('opens next on the working day', () => {
    expect(clock.nextOpen(at('2026-11-24T13:30'))).toBe(at('2026-11-24T14:00'));
    expect(clock.isOpen(at('2026-11-24T13:30'))).toBe(false);
    expect(clock.isOpen(at('2026-11-24T14:00'))).toBe(true);
  });

  it('refuses an office that never opens', () => {
    const closed = new OfficeClock(calendar, { start: 600, end: 600, lunch: null }, 'UTC');
    expect(() => closed.nextOpen(0)).toThrow(RangeError);
  });

  it('what is due after so much work is so much work away, in every zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2028, 0, 1) }),
        fc.integer({ min: 1, max: 60 * HOUR }),
        zones,
        (from, work, zone) => {
          const own = new OfficeClock(calendar, DEFAULT_HOURS, zone);
          const due = own.after(from, work);
          expect(own.between(from, due)).toBe(work);
          expect(own.between(from, due - 1)).toBeLessThan(work);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads and writes times of day', () => {
    expect([minutesOf('9:05'), minutesOf('18.00'), minutesOf('24:00'), minutesOf('девять')]).toEqual([
      545,
      1080,
      null,
      null,
    ]);
    expect(clockText(545)).toBe('09:05');
  });
});
