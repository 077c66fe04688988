import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printedDate } from '../../replies/dates';
import { emptyProfile, missingDetails, OfficeProfile } from '../../replies/profile';
import {
  escapeBraces,
  type FillContext,
  fill,
  placeholders,
  unknownVariables,
  VARIABLES,
  variablesOf,
} from '../../replies/variables';

const profile: OfficeProfile = {
  version: 1,
  fullName: 'Администрация Новосельского сельского поселения',
  shortName: 'Администрация поселения',
  address: '636000, с. Новосёлово, ул. Центральная, 1',
  phones: ['', '8 (38200) 2-11-22', '2-11-33'],
  email: 'selo@example.ru',
  site: 'selo.example.ru',
  head: 'Петров Иван Ильич',
  helper: { name: 'Мария Кузьмина', phone: '2-11-44' },
};
const context = (change: Partial<FillContext> = {}): FillContext => ({
  profile,
  author: 'Анна Иванова',
  date: '24 ноября',
  term: '28 ноября',
  ...change,
});

describe('filling', () => {
  it.each([
    ['a name', 'Здравствуйте, {имя}!', 'Здравствуйте, Анна!'],
    ['any case and spaces', '{ Имя }, {ИМЯ}', 'Анна, Анна'],
    ['the short name of the body', '{орган}', 'Администрация поселения'],
    ['the first phone that is filled in', '{телефон}', '8 (38200) 2-11-22'],
    ['all details', '{адрес}; {почта}; {сайт}', `${profile.address}; selo@example.ru; selo.example.ru`],
    ['date and term', 'До {срок}, а {дата} — концерт', 'До 28 ноября, а 24 ноября — концерт'],
    ['doubled braces are braces', '{{имя}} и {{{имя}}}', '{имя} и {Анна}'],
    ['lone braces are letters', 'a { , } c {', 'a { , } c {'],
    ['nothing to fill', 'Просто текст', 'Просто текст'],
    ['line breaks stay', '{имя}\n\nстрока', 'Анна\n\nстрока'],
  ])('%s', (_name, text, expected) => {
    expect(fill(text, context())).toEqual({ text: expected, missing: [] });
  });

  it('the full name stands in where there is no short one', () => {
    expect(fill('{орган}', context({ profile: { ...profile, shortName: ' ' } })).text).toBe(profile.fullName);
  });

  it('what is unknown stays as written and is asked for once, in the order of the text', () => {
    const text = '{срок}: {телефон}, {имя}, {Телефон}';
    expect(fill(text, { profile: null, author: null, date: null, term: null })).toEqual({
      text,
      missing: ['срок', 'телефон', 'имя'],
    });
  });

  it('an unknown variable is asked for too', () => {
    expect(fill('{улица}, {имя}', context())).toEqual({ text: '{улица}, Анна', missing: ['улица'] });
  });

  it('what was typed goes before what is known', () => {
    expect(fill('{имя}, {срок}', context({ typed: { имя: 'Анна Петровна', срок: ' завтра ' } })).text).toBe(
      'Анна Петровна, завтра',
    );
  });

  it.each([
    ['Здравствуйте, {имя}!', 'Здравствуйте!'],
    ['{имя}, спасибо за помощь', 'Спасибо за помощь'],
    ['Добрый день! {имя}, проверим.', 'Добрый день! Проверим.'],
    ['Спасибо, {имя}, за отзыв', 'Спасибо за отзыв'],
    ['Спасибо, {имя}', 'Спасибо'],
    ['Звоните {имя} до вечера', 'Звоните до вечера'],
    ['{имя}', ''],
    ['{имя}{имя}', ''],
    ['Да.\n{имя}, нет', 'Да.\nНет'],
    ['{имя}, {телефон}', '8 (38200) 2-11-22'],
  ])('a variable left empty on purpose takes its comma along: %s', (text, expected) => {
    expect(fill(text, context({ typed: { имя: '' } }))).toEqual({ text: expected, missing: [] });
  });

  it('a name full of braces is never read as a variable', () => {
    expect(fill('{имя}!', context({ typed: { имя: '{телефон}' } })).text).toBe('{телефон}!');
    expect(fill('{имя}!', context({ author: '{телефон}' })).text).toBe('телефон!');
  });
});

describe('while editing', () => {
  it('names the variables in use, each once', () => {
    expect(variablesOf('{имя} {ИМЯ} {срок} {улица}')).toEqual(['имя', 'срок']);
  });

  it.each([
    ['{телефн}', 'телефон'],
    ['{адресс}', 'адрес'],
    ['{Имя}', null],
    ['{емя}', 'имя'],
    ['{улица}', null],
  ])('%s: what was probably meant', (text, meant) => {
    expect(placeholders(text)[0]?.meant).toBe(meant);
  });

  it('tells where an unknown one stands', () => {
    const text = 'До {сорк}!';
    const [found] = unknownVariables(text);
    expect(found).toEqual({ start: 3, end: 9, written: 'сорк', variable: null, meant: 'срок' });
    expect(text.slice(found?.start, found?.end)).toBe('{сорк}');
  });
});

describe('properties', () => {
  const piece = fc.oneof(
    fc.constantFrom('{', '}', '{{', '}}', ' ', ', ', '!', ...VARIABLES.map((name) => `{${name}}`)),
    fc.string({ maxLength: 6 }),
  );
  const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

  it('escaped text is filled with itself', () => {
    fc.assert(fc.property(fc.string(), (any) => fill(escapeBraces(any), context()).text === any));
  });

  it('with everything known no variable is left, and filling never throws', () => {
    fc.assert(
      fc.property(text, (any) => {
        const { missing } = fill(any, context());
        expect(missing.filter((name) => (VARIABLES as readonly string[]).includes(name))).toEqual([]);
      }),
    );
  });

  it('placeholders cover what is between their braces', () => {
    fc.assert(
      fc.property(text, (any) => {
        for (const { start, end, written } of placeholders(any)) {
          expect(any[start]).toBe('{');
          expect(any[end - 1]).toBe('}');
          expect(any.slice(start + 1, end - 1).trim()).toBe(written);
        }
      }),
    );
  });

  it('what a name holds is put in as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        fc.pre(value.trim() !== '');
        return fill('<{имя}>', context({ typed: { имя: value } })).text === `<${value.trim()}>`;
      }),
    );
  });
});

describe('the profile', () => {
  it('an empty one is valid and lacks everything that a page must show', () => {
    expect(OfficeProfile.parse(emptyProfile())).toEqual(emptyProfile());
    expect(missingDetails(emptyProfile())).toEqual(['fullName', 'address', 'email', 'phones', 'site']);
    expect(missingDetails(profile)).toEqual([]);
  });
});

describe('dates', () => {
  const now = Date.parse('2026-12-31T20:00:00Z');
  it.each([
    ['the same year', '2026-11-23T20:00:00Z', '2026-11-24T00:00:00Z', 'Asia/Tomsk', '24 ноября'],
    [
      'the office is already in the next year',
      '2026-12-31T20:00:00Z',
      '2026-12-31T12:00:00Z',
      'Asia/Tomsk',
      '1 января 2027 года',
    ],
    ['both in the next year', '2027-01-01T05:00:00Z', '2026-12-31T20:00:00Z', 'Asia/Tomsk', '1 января'],
    ['May', '2026-05-09T03:00:00Z', '2026-05-01T03:00:00Z', 'Europe/Moscow', '9 мая'],
  ])('%s', (_name, at, from, zone, expected) => {
    expect(printedDate(Date.parse(at), Date.parse(from), zone)).toBe(expected);
  });

  it('an unknown zone throws', () => {
    expect(() => printedDate(now, now, 'Asia/Nowhere')).toThrow(RangeError);
  });
});
