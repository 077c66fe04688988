import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atClock, parseDay, parseLabel } from '../../sites/dates';
import type { Moment } from '../../types';

const ZONES = ['Asia/Tomsk', 'Europe/Moscow', 'America/New_York', 'Australia/Lord_Howe'];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const FIRST = Date.UTC(2010, 0, 1);
const LAST = Date.UTC(2030, 0, 1);
/** Clocks change in these zones at these hours: random instants alone would hardly ever meet them. */
const CHANGES = [
  '2026-03-08T07:00Z',
  '2026-11-01T06:00Z',
  '2026-04-04T15:00Z',
  '2026-10-03T15:30Z',
  '2014-10-25T22:00Z',
];

const zone = fc.constantFrom(...ZONES);
const instant = fc.oneof(
  fc.integer({ min: FIRST, max: LAST }),
  fc
    .record({ change: fc.constantFrom(...CHANGES), shift: fc.integer({ min: -26 * HOUR, max: 26 * HOUR }) })
    .map(({ change, shift }) => Date.parse(change) + shift),
);
/** How long after its instant a label was printed; the short ones matter more. */
const age = fc.oneof(
  fc.integer({ min: 0, max: 3 * DAY }),
  fc.integer({ min: 0, max: 12 * DAY }),
  fc.integer({ min: 0, max: 350 * DAY }),
);

/** What the wall clock shows, worked out by Intl rather than by the code under test. */
function wall(at: number, zoneName: string) {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zoneName, dateStyle: 'short', timeStyle: 'medium' });
  const [, day = '', month = '', year = '', clock = ''] = /^(\d+)\/(\d+)\/(\d+), (.+)$/.exec(format.format(at)) ?? [];
  return { day: Number(day), month: Number(month), year: Number(year), clock, minutes: clock.slice(0, 5) };
}

const RU = ['янв', 'фев', 'марта', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Whole days by the wall calendar between two instants. */
function daysApart(at: number, now: number, zoneName: string): number {
  const [a, b] = [wall(at, zoneName), wall(now, zoneName)];
  return (Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / DAY;
}

function holds(moment: Moment | null, at: number): boolean {
  return moment !== null && moment.at <= at && at < moment.at + moment.span;
}

/** Labels that some site would print at `now` for a post of `at`. */
function labels(at: number, now: number, zoneName: string): string[] {
  const { day, month, year, clock, minutes } = wall(at, zoneName);
  const twelve = `${Number(minutes.slice(0, 2)) % 12 || 12}${minutes.slice(2)} ${Number(minutes.slice(0, 2)) < 12 ? 'am' : 'pm'}`;
  const printed = [
    `${day} ${RU[month - 1]} ${year}`,
    `${day}\u00a0${RU[month - 1]}\u00a0в\u00a0${minutes}`,
    `${day} ${RU[month - 1]} ${year} г., ${clock}`,
    `${String(day).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year} в ${minutes}`,
    `${day} ${EN[month - 1]} at ${twelve}`,
    `${EN[month - 1]} ${day}, ${year} at ${twelve}`,
    new Intl.DateTimeFormat('ru', { timeZone: zoneName, day: 'numeric', month: 'long' }).format(at),
    new Intl.DateTimeFormat('ru', { timeZone: zoneName, dateStyle: 'medium', timeStyle: 'medium' }).format(at),
    new Intl.DateTimeFormat('en', { timeZone: zoneName, dateStyle: 'long' }).format(at),
    new Intl.DateTimeFormat('en', { timeZone: zoneName, dateStyle: 'medium', timeStyle: 'medium' }).format(at),
  ];
  const apart = daysApart(at, now, zoneName);
  if (apart < 3) printed.push(`${['сегодня', 'вчера', 'позавчера'][apart]} в ${minutes}`);
  if (apart === 0) printed.push(minutes);
  if (apart > 1 && apart < 7) {
    printed.push(new Intl.DateTimeFormat('ru', { timeZone: zoneName, weekday: 'long' }).format(at));
    printed.push(new Intl.DateTimeFormat('en', { timeZone: zoneName, weekday: 'long' }).format(at));
  }
  return printed;
}

describe('labels', () => {
  it('read at any time after, each gives an interval that holds the instant', () => {
    fc.assert(
      fc.property(instant, age, zone, (at, passed, zoneName) => {
        for (const label of labels(at, at + passed, zoneName)) {
          const moment = parseLabel(label, at + passed, zoneName);
          expect(holds(moment, at), `${label} gave ${JSON.stringify(moment)}`).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are no wider than their print, but for hours shown twice', () => {
    fc.assert(
      fc.property(instant, age, zone, (at, passed, zoneName) => {
        for (const label of labels(at, at + passed, zoneName)) {
          const { span } = parseLabel(label, at + passed, zoneName)!;
          expect(span, label).toBeLessThanOrEqual((label.includes(':') ? MINUTE : DAY) + HOUR);
        }
      }),
      { numRuns: 200 },
    );
  });

  const units = [
    { word: 'секунд', length: 1000 },
    { word: 'минут', length: MINUTE },
    { word: 'ч', length: HOUR },
    { word: 'д', length: DAY },
    { word: 'нед.', length: 7 * DAY },
  ];
  it.each([
    ['rounded down', Math.floor],
    ['rounded to the nearest', Math.round],
  ])('«N единиц назад» %s holds the instant', (_name, round) => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 60 * DAY }), zone, (at, passed, zoneName) => {
        for (const { word, length } of units) {
          const count = round(passed / length);
          if (count > 999) continue;
          const moment = parseLabel(`${count} ${word} назад`, at + passed, zoneName);
          expect(holds(moment, at), `${count} ${word} назад`).toBe(true);
        }
      }),
    );
  });

  it('«N д назад» counted by the calendar holds the instant', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 30 * DAY }), zone, (at, passed, zoneName) => {
        const label = `${daysApart(at, at + passed, zoneName)} д назад`;
        expect(holds(parseLabel(label, at + passed, zoneName), at), label).toBe(true);
      }),
    );
  });

  it('a date header and the time under it give the minute', () => {
    fc.assert(
      fc.property(instant, age, zone, (at, passed, zoneName) => {
        const header = new Intl.DateTimeFormat('ru', { timeZone: zoneName, day: 'numeric', month: 'long' }).format(at);
        const day = parseDay(header, at + passed, zoneName)!;
        expect(holds(atClock(day, `изменено ${wall(at, zoneName).minutes}`, zoneName), at)).toBe(true);
      }),
    );
  });

  it('no text makes the parser throw, and what it takes for a date does not depend on spaces or case', () => {
    const words = [
      '5',
      'март',
      'в',
      '12:30',
      'назад',
      'час',
      '2026',
      'г.',
      ',',
      'ago',
      'pm',
      'вчера',
      '.',
      'Edited:',
      '\u0000',
    ];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...words)).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, instant, (label, now) => {
        const spaced = ` ${label.toUpperCase().replaceAll(' ', '\u00a0 ')}\u202f`;
        expect(parseLabel(spaced, now, 'Asia/Tomsk')).toEqual(parseLabel(label, now, 'Asia/Tomsk'));
      }),
    );
  });
});
