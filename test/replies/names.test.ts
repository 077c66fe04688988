import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_NAMES } from '../../replies/first-names';
import { cleanName, greetingName } from '../../replies/names';

describe('how to address a commenter', () => {
  it.each([
    ['Анна Иванова', 'Анна'],
    ['Иванова Анна', 'Анна'],
    ['Анна Петровна', 'Анна Петровна'],
    ['Иванова Анна Петровна', 'Анна Петровна'],
    ['Пётр Ильич Кузнецов', 'Пётр Ильич'],
    ['ПЕТР СИДОРОВ', 'Петр'],
    ['света', 'Света'],
    ['Мухаммед Али-Заде', 'Мухаммед'],
    ['Зульфия Хабибуллина', 'Зульфия'],
    ['Anna Ivanova', 'Anna Ivanova'],
    ['Сибирячка', 'Сибирячка'],
    ['Клуб Надежда', 'Клуб Надежда'],
    ['Детский сад Света', 'Детский сад Света'],
    ['Вера и Любовь навсегда вместе', 'Вера и Любовь навсегда вместе'],
    ['Анна', 'Анна'],
    ['анна-мария петрова', 'анна-мария петрова'],
  ])('%s → %s', (shown, expected) => {
    expect(greetingName(shown)).toBe(expected);
  });

  it.each([
    ['a line break', 'Анна\nИванова', 'Анна'],
    ['markup', '<b>Анна</b> <img src=x onerror="alert(1)">Иванова', 'Анна'],
    ['markup that is not closed', '<b Анна Иванова', 'Анна'],
    ['direction marks', '\u202eАнна\u202c Иванова\u200f', 'Анна'],
    ['zero-width letters inside', 'Ан\u200bна Ива\u00adнова', 'Анна'],
    ['emoji and hearts', '♥ Анна ♥ 🌸', 'Анна'],
    ['stacked accents', 'А\u0301\u0302\u0303н\u0301на Иванова', 'Анна'],
    ['a mention of VK', '[id1|Анна Иванова]', 'Анна'],
    ['signs of mentions and tags', '@Анна #Иванова *', 'Анна'],
    ['й and ё in two parts', 'Алексе\u0438\u0306 Семё\u0301нов', 'Алексей'],
    ['braces', '{имя}', 'имя'],
    ['spaces of all sorts', '\u00a0Анна\u3000\u2003Иванова ', 'Анна'],
  ])('%s is cleaned away', (_name, shown, expected) => {
    expect(greetingName(shown)).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['emoji only', '🔥🔥🔥'],
    ['a number', '12345'],
    ['an account that is gone', 'DELETED'],
    ['a link', 'Заходи на casino-win.ru'],
    ['an address', 'https://example.com Анна'],
    ['a domain hidden by a zero-width letter', 'casi\u200bno.com'],
    ['a Russian domain', 'кредит.рф'],
    ['five hundred letters', 'А'.repeat(500)],
    ['a megabyte', 'Анна '.repeat(200_000)],
    ['a sentence', 'Это не имя, а целое сообщение, которое кто-то написал вместо имени'],
  ])('%s is no name: it is asked for', (_name, shown) => {
    expect(greetingName(shown)).toBe('');
  });

  it('whatever the name, it is one short line of letters without control, markup or braces', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('Анна', '<', '>', '{имя}', '\n', '\u202e', '[id1|', ']', '@all', 'vk.com'),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(hostile, (pieces) => {
        const name = greetingName(pieces.join(''));
        expect(name).not.toMatch(/[\p{C}\p{Zl}\p{Zp}<>{}[\]@#*|/\\]/u);
        expect(name.length).toBeLessThanOrEqual(60);
        expect(name).toBe(name.trim());
      }),
      { numRuns: 500 },
    );
  });

  it('cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (shown) => {
        const once = cleanName(shown);
        expect(cleanName(once)).toBe(once);
      }),
    );
  });

  it('the list is of folded Russian words', () => {
    expect([...FIRST_NAMES].filter((name) => !/^[а-я]+$/u.test(name))).toEqual([]);
    expect(FIRST_NAMES.size).toBeGreaterThan(400);
  });
});
