import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../detection/fold';
import { Before, Folded, ReadingKind, TokenFlag } from '../../detection/folded';
import { addReadings } from '../../detection/readings';
import { digitRuns, markShapes } from '../../detection/shapes';

function words(text: string): string[] {
  const folded = fold(text);
  return Array.from({ length: folded.tokens }, (_, t) => folded.word(t));
}

/** Every way in which a text may be read, the plain one first. */
function readings(text: string): string[] {
  const folded = fold(text);
  markShapes(folded);
  digitRuns(folded);
  addReadings(folded);
  const plain = Array.from({ length: folded.tokens }, (_, t) => folded.word(t));
  const further = Array.from({ length: folded.readingKinds.size }, (_, r) =>
    folded.slice(folded.readings.at(r * 4), folded.readings.at(r * 4 + 1)),
  );
  return [...plain, ...further];
}

describe('folding', () => {
  it.each([
    ['case and ё', 'Ёлки И ПАЛКИ', ['елки', 'и', 'палки']],
    ['punctuation', 'да, нет; вот! (так)', ['да', 'нет', 'вот', 'так']],
    ['soft hyphen and zero-width space', 'су\u00adм\u200bка', ['сумка']],
    ['stacked combining characters', 'с\u0336у\u0336м\u0336', ['сум']],
    ['й of two parts', 'мо\u0438\u0306', ['мой']],
    ['ё of two parts', 'е\u0308лка', ['елка']],
    ['full-width letters', 'ｃａｔ', ['cat']],
    ['mathematical letters', '𝐜𝐚𝐭', ['cat']],
    ['circled letters', 'ⓒⓐⓣ', ['cat']],
    ['Greek look-alikes', 'χορ', ['хор']],
    ['Ukrainian letters', 'Київ', ['киив']],
    ['no-break spaces', 'дом\u00a0пять', ['дом', 'пять']],
    ['emoji between words', 'ура👍ура', ['ура', 'ура']],
    ['nothing', '', []],
    ['only signs', '*** --- !!!', []],
    ['lone surrogates', '\ud800дом\udc00', ['дом']],
  ])('%s', (_, text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it.each([
    ['a mask', 'х*й', 'х•й'],
    ['a run of masks is one', 'п****ц', 'п•ц'],
    ['signs as separators', 'с*у*к*а', 'сука'],
    ['dots as a mask', 'х..й', 'х•й'],
    ['Latin look-alikes', 'cyмкa', 'сумка'],
    ['digits', '3аб0р', 'забор'],
    ['a sign for a letter', 'б@нк', 'банк'],
    ['stretched letters', 'сууумка', 'сумка'],
    ['doubled letters', 'суумкаа', 'сумка'],
    ['letters set apart', 'с у м к а', 'сумка'],
    ['letters set apart by dots', 'с.у.м.к.а', 'сумка'],
    ['a word cut by a hyphen', 'сум-ка', 'сумка'],
    ['Latin letters by sound', 'sumka', 'сумка'],
    ['two Latin letters for one', 'zhaba', 'жаба'],
    ['Latin letters by sight', 'cyMKa', 'сумка'],
  ])('reads %s', (_, text, expected) => {
    expect(readings(text)).toContain(expected);
  });

  it.each([
    ['two lone letters', 'а у елены', 'ау'],
    ['a number before a word', '3 дома', 'здома'],
    ['words in a sentence', 'по ехали', 'поехали'],
    ['arithmetic', 'x*80', 'х•во'],
  ])('does not join %s', (_, text, unwanted) => {
    expect(readings(text)).not.toContain(unwanted);
  });

  it('knows what stands before a token', () => {
    const folded = fold('Он сказал: «Дом. 5» — и ушёл');
    expect(folded.before[2]! & Before.colon).not.toBe(0);
    expect(folded.before[2]! & Before.openQuote).not.toBe(0);
    expect(folded.flags[2]! & TokenFlag.quoted).not.toBe(0);
    expect(folded.flags[5]! & TokenFlag.quoted).toBe(0);
    expect(folded.sentence[3]).toBe(1);
  });

  it('takes an abbreviation for no end of a sentence', () => {
    const folded = fold('ул. Ленина, д. 5. Дальше');
    expect(Array.from(folded.sentence.subarray(0, folded.tokens))).toEqual([0, 0, 0, 0, 1]);
  });

  const odd = fc.constantFrom(...'ДдЁё ..**-_@$ 3x\u200b\u00ad\u0301\u0306и𝐜👍«»"\n\ud800');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(odd).map((chars) => chars.join('')),
  );

  it('maps letters to the original in ascending order and inside their token', () => {
    fc.assert(
      fc.property(text, (value) => {
        const folded = fold(value);
        let before = -1;
        for (let t = 0; t < folded.tokens; t++) {
          expect(folded.start[t]).toBeLessThan(folded.end[t]!);
          expect(folded.end[t]).toBeLessThanOrEqual(value.length);
          if (t > 0) expect(folded.start[t]).toBeGreaterThanOrEqual(folded.end[t - 1]!);
          for (let i = folded.from[t]!; i < folded.to[t]!; i++) {
            const at = folded.placeOf(t, i);
            expect(at).toBeGreaterThan(before);
            expect(at).toBeGreaterThanOrEqual(folded.start[t]!);
            expect(at).toBeLessThan(folded.end[t]!);
            before = at;
          }
        }
      }),
    );
  });

  it('finds the same words again in the slice of each token', () => {
    const letter = fc.constantFrom(...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЁЯ');
    const word = fc.array(letter, { minLength: 1, maxLength: 30 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.constantFrom(' ', ', ', '. ', '\n', ' — '), (list, between) => {
        const value = list.join(between);
        const folded = fold(value);
        expect(folded.tokens).toBe(list.length);
        list.forEach((_, t) => {
          expect(words(value.slice(folded.start[t], folded.end[t]))).toEqual([folded.word(t)]);
        });
      }),
    );
  });

  it('is not changed by case, ё or characters that cannot be seen', () => {
    const word = fc.array(fc.constantFrom(...'абвгдеёжзий'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.constantFrom('', '\u200b', '\u00ad', '\u2060', '\ufeff'), (letters, hidden) => {
        const plain = letters.join('');
        const disguised = letters.map((letter, i) => (i % 2 ? letter.toUpperCase() : letter)).join(hidden);
        expect(words(disguised.replaceAll('ё', 'е'))).toEqual(words(plain));
      }),
    );
  });

  it('adds readings in proportion to the text, whatever it is', () => {
    fc.assert(
      fc.property(text, (value) => {
        const folded = fold(value.repeat(20));
        markShapes(folded);
        digitRuns(folded);
        addReadings(folded);
        expect(folded.used).toBeLessThanOrEqual(40 * (value.length * 20) + 64);
      }),
    );
  });

  it('forgets the text before when it is used again', () => {
    const folded = new Folded();
    fold('с у м к а п*ч x0z суумка', folded);
    addReadings(folded);
    fold('дом', folded);
    addReadings(folded);
    expect(folded.tokens).toBe(1);
    expect(folded.readingKinds.size).toBe(0);
    expect(folded.word(0)).toBe('дом');
  });

  it('trusts a plain reading most and one by sound least', () => {
    expect(Object.values(ReadingKind)).toEqual([...Object.values(ReadingKind)].sort((a, b) => a - b));
  });
});

describe('shapes', () => {
  const flagged = (text: string, flag: number) => {
    const folded = fold(text);
    markShapes(folded);
    digitRuns(folded);
    const found: string[] = [];
    for (let t = 0; t < folded.tokens; t++) {
      if (folded.flags[t]! & flag) found.push(text.slice(folded.start[t], folded.end[t]));
    }
    return found;
  };

  it.each([
    ['https://vk.com/wall-1_2?reply=3', ['https']],
    ['смотри t.me/kanal', ['t']],
    ['на сайте адм-село.рф', ['село']],
    ['www.example.com', ['www']],
    ['site.ru/путь', ['site']],
    ['конец.Начало', []],
    ['дом 5.Ура', []],
    ['<URL>', ['URL']],
  ])('link: %s', (text, expected) => {
    expect(flagged(text, TokenFlag.link)).toEqual(expected);
  });

  it.each([
    ['@rabota_doma', ['rabota_doma']],
    ['пиши @ivan!', ['ivan']],
    ['@Иван', []],
  ])('handle: %s', (text, expected) => {
    expect(flagged(text, TokenFlag.handle)).toEqual(expected);
  });

  it.each([
    ['8 (913) 123-45-67', 5],
    ['+79131234567', 1],
    ['89131234567', 1],
    ['9131234567', 1],
    ['8-800-123-45-67', 5],
    ['с 9 до 17', 0],
    ['2024-2025', 0],
    ['112', 0],
    ['ИНН 7017123456', 0],
  ])('phone: %s', (text, tokens) => {
    expect(flagged(text, TokenFlag.phone)).toHaveLength(tokens);
  });

  it('marks an e-mail address', () => {
    expect(flagged('пишите adm@selo.ru', TokenFlag.email)).toEqual(['adm@selo']);
  });
});
