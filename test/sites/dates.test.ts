import { describe, expect, it } from 'vitest';
import { atClock, parseDay, parseLabel } from '../../sites/dates';

const TOMSK = 'Asia/Tomsk';
const NEW_YORK = 'America/New_York';
/** Tuesday noon in Tomsk. */
const NOW = Date.parse('2026-11-24T12:00:00+07:00');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The moment from one ISO instant up to another. */
function between(from: string, to: string) {
  const at = Date.parse(from);
  return { at, span: Date.parse(to) - at };
}

const minute = (iso: string) => ({ at: Date.parse(iso), span: MINUTE });
const second = (iso: string) => ({ at: Date.parse(iso), span: 1000 });

describe('labels with a time of day are a minute wide', () => {
  it.each([
    ['сегодня в 9:10', '2026-11-24T09:10+07:00'],
    ['Сегодня в 09:10', '2026-11-24T09:10+07:00'],
    ['сегодня\u00a0в\u00a09:10', '2026-11-24T09:10+07:00'],
    ['сегодня 10:15', '2026-11-24T10:15+07:00'],
    ['вчера в 12:30', '2026-11-23T12:30+07:00'],
    ['вчера 18:00', '2026-11-23T18:00+07:00'],
    ['позавчера в 0:05', '2026-11-22T00:05+07:00'],
    ['9:10', '2026-11-24T09:10+07:00'],
    ['19:20', '2026-11-23T19:20+07:00'],
    ['29 авг в 16:45', '2026-08-29T16:45+07:00'],
    ['29\u202fавг.\u202fв\u202f16:45', '2026-08-29T16:45+07:00'],
    ['29 дек в 12:05', '2025-12-29T12:05+07:00'],
    ['16 апреля в 15:42', '2026-04-16T15:42+07:00'],
    ['5 МАЯ В 12:30', '2026-05-05T12:30+07:00'],
    ['5 марта 2023 г. в 12:30', '2023-03-05T12:30+07:00'],
    ['5 мар 2023 12:30', '2023-03-05T12:30+07:00'],
    ['13.08.2026 в 08:59', '2026-08-13T08:59+07:00'],
    ['понедельник в 12:30', '2026-11-23T12:30+07:00'],
    ['в среду в 12:30', '2026-11-18T12:30+07:00'],
    ['today at 9:10 am', '2026-11-24T09:10+07:00'],
    ['yesterday at 3:15 pm', '2026-11-23T15:15+07:00'],
    ['yesterday at 3:15\u202fPM', '2026-11-23T15:15+07:00'],
    ['yesterday 18:00', '2026-11-23T18:00+07:00'],
    ['5 Mar at 3:15 pm', '2026-03-05T15:15+07:00'],
    ['5 Mar at 3:15 p.m.', '2026-03-05T15:15+07:00'],
    ['Mar 5, 2023 at 12:05 am', '2023-03-05T00:05+07:00'],
    ['Mar 5, 2023 at 12:05 pm', '2023-03-05T12:05+07:00'],
    ['5 Sept 2023 at 15:15', '2023-09-05T15:15+07:00'],
  ])('%s', (label, iso) => {
    expect(parseLabel(label, NOW, TOMSK)).toEqual(minute(iso));
  });
});

describe('full titles are a second wide', () => {
  it.each([
    ['10 нояб. 2026 г., 10:05:00', '2026-11-10T10:05:00+07:00'],
    ['24 нояб. 2026 г., 03:43:47', '2026-11-24T03:43:47+07:00'],
    ['5 March 2026, 10:15:00', '2026-03-05T10:15:00+07:00'],
    ['Nov 10, 2026, 10:05:00 PM', '2026-11-10T22:05:00+07:00'],
    ['24 November 2026, 03:43:47\nEdited: 24 November 2026, 05:00:00', '2026-11-24T03:43:47+07:00'],
    ['24 November 2026, 03:43:47 Original: 1 May 2025, 05:00:00', '2026-11-24T03:43:47+07:00'],
    ['10 нояб. 2026 г., 10:05:00\nИзменено: 11 нояб. 2026 г., 9:00:00', '2026-11-10T10:05:00+07:00'],
  ])('%j', (label, iso) => {
    expect(parseLabel(label, NOW, TOMSK)).toEqual(second(iso));
  });
});

describe('labels without a time are as wide as the day', () => {
  it.each([
    ['Сегодня', '2026-11-24'],
    ['вчера', '2026-11-23'],
    ['позавчера', '2026-11-22'],
    ['Yesterday', '2026-11-23'],
    ['понедельник', '2026-11-23'],
    ['среда', '2026-11-18'],
    ['вторник', '2026-11-17'],
    ['Sunday', '2026-11-22'],
    ['16 ноября', '2026-11-16'],
    ['November 14', '2026-11-14'],
    ['November 10, 2025', '2025-11-10'],
    ['24 ноября', '2026-11-24'],
    ['25 ноября', '2025-11-25'],
    ['1 янв', '2026-01-01'],
    ['5 мар', '2026-03-05'],
    ['5 марта', '2026-03-05'],
    ['12 мая', '2026-05-12'],
    ['12 май', '2026-05-12'],
    ['3 сент.', '2026-09-03'],
    ['30 окт 2014', '2014-10-30'],
    ['5 марта 2023 г.', '2023-03-05'],
    ['5 марта 2023 года', '2023-03-05'],
    ['21 августа 2026', '2026-08-21'],
    ['05.03.2023', '2023-03-05'],
    ['29 февраля', '2024-02-29'],
  ])('%s', (label, date) => {
    const next = new Date(Date.parse(date) + DAY).toISOString().slice(0, 10);
    expect(parseLabel(label, NOW, 'UTC')).toEqual(between(`${date}T00:00Z`, `${next}T00:00Z`));
    const [year, month, day] = date.split('-').map(Number);
    expect(parseDay(label, NOW, 'UTC')).toEqual({ year, month, day });
  });
});

describe('«N назад» holds every way of rounding', () => {
  it.each([
    ['только что', -MINUTE, 0],
    ['сейчас', -MINUTE, 0],
    ['15 секунд назад', -16_000, -14_500],
    ['минуту назад', -2 * MINUTE, -MINUTE / 2],
    ['одну минуту назад', -2 * MINUTE, -MINUTE / 2],
    ['две минуты назад', -3 * MINUTE, -1.5 * MINUTE],
    ['21 минуту назад', -22 * MINUTE, -20.5 * MINUTE],
    ['5 мин. назад', -6 * MINUTE, -4.5 * MINUTE],
    ['десять минут назад', -11 * MINUTE, -9.5 * MINUTE],
    ['час назад', -2 * HOUR, -HOUR / 2],
    ['два часа назад', -3 * HOUR, -1.5 * HOUR],
    ['19 ч назад', -20 * HOUR, -18.5 * HOUR],
    ['a minute ago', -2 * MINUTE, -MINUTE / 2],
    ['an hour ago', -2 * HOUR, -HOUR / 2],
    ['two hours ago', -3 * HOUR, -1.5 * HOUR],
    ['just now', -MINUTE, 0],
    // By the calendar, a day ends at midnight: twelve hours after noon, which is «now».
    ['7 д назад', -8 * DAY, -6.5 * DAY],
    ['7\u00a0дн.\u00a0назад', -8 * DAY, -6.5 * DAY],
    ['неделю назад', -14 * DAY, -3.5 * DAY],
    ['2 нед', -21 * DAY, -10.5 * DAY],
    ['2 нед. назад', -21 * DAY, -10.5 * DAY],
  ])('%s', (label, from, to) => {
    expect(parseLabel(label, NOW, TOMSK)).toEqual({ at: NOW + from, span: to - from + 1 });
  });

  it('a day ago by the calendar can be minutes ago', () => {
    const afterMidnight = Date.parse('2026-11-24T00:02+07:00');
    const moment = parseLabel('1 день назад', afterMidnight, TOMSK)!;
    expect(moment.at + moment.span).toBeGreaterThan(Date.parse('2026-11-23T23:59+07:00'));
  });
});

describe('what is not understood to its last word is null', () => {
  it.each([
    '',
    ' ',
    'закреплено',
    'Запись закреплена',
    'Непрочитанные',
    '5',
    '2026',
    'в',
    'назад',
    'марта',
    '31 февраля',
    '29 февраля 2025',
    '32 мая',
    '0 мая',
    '5 мартобря',
    '5 март Реклама',
    '5 марта в',
    'вчера в 12:30 в Томске',
    'вчера в 25:10',
    'вчера в 12:60',
    '12:30:61',
    '13:15 pm',
    '0:15 am',
    'завтра в 10:00',
    'будет опубликовано сегодня в 15:40',
    'Тема опубликуется 13.08.2026 в 08:59',
    '13.13.2026',
    '13.08.26',
    '5.03',
    'через 5 минут',
    '5 минут чтения',
    '5 минут',
    '7 д',
    'неделя',
    'сто минут назад',
    'минут пять назад',
    'in 5 minutes',
    'may be',
    'constructor',
    '__proto__',
    'toString в 12:30',
    '5 марта 2023 г. г.',
    'Edited: 5 марта',
    '5 марта '.repeat(1000),
  ])('%j', (label) => {
    expect(parseLabel(label, NOW, TOMSK)).toBeNull();
    expect(parseDay(label, NOW, TOMSK)).toBeNull();
  });

  it('a label with a time of day is no date header', () => {
    expect(parseDay('5 марта в 12:30', NOW, TOMSK)).toBeNull();
    expect(parseDay('19:20', NOW, TOMSK)).toBeNull();
    expect(parseDay('2 нед', NOW, TOMSK)).toBeNull();
  });
});

describe('edges of time', () => {
  it.each([
    ['«вчера» just after midnight', 'вчера в 23:58', '2026-11-24T00:02+07:00', '2026-11-23T23:58+07:00'],
    ['«сегодня» printed before midnight', 'сегодня в 23:58', '2026-11-24T00:02+07:00', '2026-11-23T23:58+07:00'],
    ['a bare time printed before midnight', '23:58', '2026-11-24T00:02+07:00', '2026-11-23T23:58+07:00'],
    ['our clock is five minutes slow', '12:05', '2026-11-24T12:00+07:00', '2026-11-24T12:05+07:00'],
    ['«вчера» across the month', 'вчера в 10:00', '2026-12-01T09:00+07:00', '2026-11-30T10:00+07:00'],
    ['«вчера» across the year', 'вчера в 10:00', '2027-01-01T09:00+07:00', '2026-12-31T10:00+07:00'],
    ['«вчера» on the 1st of March of a leap year', 'вчера в 10:00', '2028-03-01T09:00+07:00', '2028-02-29T10:00+07:00'],
    ['last year’s December read in January', '31 дек в 23:50', '2027-01-01T00:10+07:00', '2026-12-31T23:50+07:00'],
    ['next year by our slow clock', '1 янв в 0:01', '2026-12-31T23:58+07:00', '2027-01-01T00:01+07:00'],
    ['this very minute of the year', '24 ноя в 12:00', '2026-11-24T12:00+07:00', '2026-11-24T12:00+07:00'],
    ['later today is a year ago', '24 ноя в 18:00', '2026-11-24T12:00+07:00', '2025-11-24T18:00+07:00'],
    ['leap day without a year', '29 фев в 12:00', '2027-02-01T12:00+07:00', '2024-02-29T12:00+07:00'],
    ['leap day over a century without one', '29 фев в 12:00', '2103-02-01T12:00+07:00', '2096-02-29T12:00+07:00'],
  ])('%s', (_name, label, now, iso) => {
    expect(parseLabel(label, Date.parse(now), TOMSK)).toEqual(minute(iso));
  });

  it('the day is that of the zone, not of the machine', () => {
    const now = Date.parse('2026-11-23T20:00Z');
    expect(parseDay('Сегодня', now, TOMSK)).toEqual({ year: 2026, month: 11, day: 24 });
    expect(parseDay('Сегодня', now, NEW_YORK)).toEqual({ year: 2026, month: 11, day: 23 });
  });

  it('without a zone the runtime’s own is meant', () => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(parseLabel('29 авг в 16:45', NOW)).toEqual(parseLabel('29 авг в 16:45', NOW, here));
  });

  it('an unknown zone is an error, not UTC', () => {
    expect(() => parseLabel('вчера', NOW, 'Asia/Nowhere')).toThrow(RangeError);
  });
});

describe('clocks put forward and back', () => {
  const winter = Date.parse('2026-12-01T12:00Z');

  it('an hour shown twice is an hour wider', () => {
    expect(parseLabel('1 Nov at 1:30 am', winter, NEW_YORK)).toEqual(
      between('2026-11-01T01:30-04:00', '2026-11-01T01:31-05:00'),
    );
  });

  it('an hour never shown holds both ways of meaning it', () => {
    expect(parseLabel('8 Mar at 2:30 am', winter, NEW_YORK)).toEqual(
      between('2026-03-08T01:30-05:00', '2026-03-08T03:31-04:00'),
    );
  });

  it('hours away from the change nothing is wider', () => {
    expect(parseLabel('1 Nov at 5:30 am', winter, NEW_YORK)).toEqual(minute('2026-11-01T05:30-05:00'));
    expect(parseLabel('31 Oct at 8:30 pm', winter, NEW_YORK)).toEqual(minute('2026-10-31T20:30-04:00'));
  });

  it('days counted by the calendar reach over a day of 25 hours', () => {
    const published = Date.parse('2026-10-31T00:00-04:00');
    const moment = parseLabel('1 day ago', Date.parse('2026-11-01T23:59-05:00'), NEW_YORK)!;
    expect(moment.at).toBeLessThanOrEqual(published);
  });

  it.each([
    ['of 23 hours', '8 March', NEW_YORK, '2026-03-08T00:00-05:00', '2026-03-09T00:00-04:00'],
    ['of 25 hours', '1 November', NEW_YORK, '2026-11-01T00:00-04:00', '2026-11-02T00:00-05:00'],
    ['of 23½ hours', '4 October', 'Australia/Lord_Howe', '2026-10-04T00:00+10:30', '2026-10-05T00:00+11:00'],
    ['of 24½ hours', '5 April', 'Australia/Lord_Howe', '2026-04-05T00:00+11:00', '2026-04-06T00:00+10:30'],
    ['that begins at one', '6 September', 'America/Santiago', '2026-09-06T01:00-03:00', '2026-09-07T00:00-03:00'],
    ['whose last hour comes twice', '4 April', 'America/Santiago', '2026-04-04T00:00-03:00', '2026-04-05T00:00-04:00'],
  ])('a day %s', (_name, label, zone, from, to) => {
    expect(parseLabel(label, winter, zone)).toEqual(between(from, to));
  });
});

describe('a time of day under a date header', () => {
  const day = { year: 2026, month: 11, day: 16 };
  it.each([
    ['10:15', '2026-11-16T10:15+07:00'],
    ['0:05', '2026-11-16T00:05+07:00'],
    ['10:15 PM', '2026-11-16T22:15+07:00'],
    ['12:15\u202fam', '2026-11-16T00:15+07:00'],
    ['изменено 13:05', '2026-11-16T13:05+07:00'],
    ['изменено\u00a013:05', '2026-11-16T13:05+07:00'],
    ['edited 1:05 pm', '2026-11-16T13:05+07:00'],
  ])('%j', (label, iso) => {
    expect(atClock(day, label, TOMSK)).toEqual(minute(iso));
  });

  it.each(['', 'изменено', '24:00', 'вчера', '10:15 (Анна И)', 'прочитано 10:15'])(
    '%j is not a time of day',
    (label) => {
      expect(atClock(day, label, TOMSK)).toBeNull();
    },
  );

  it('a day that does not exist has no times', () => {
    expect(atClock({ year: 2026, month: 2, day: 31 }, '10:15', TOMSK)).toBeNull();
  });
});
