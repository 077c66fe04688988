import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJudge } from '../../detection';
import { isCard, isSnils } from '../../detection/detectors';

const judge = createJudge();
const kindsOf = (text: string) => judge.judge(text).findings.map(({ rule }) => rule);

describe('check digits', () => {
  it.each([
    ['4276380123456787', true],
    ['4276380123456788', false],
    ['2202200112345671', true],
    ['0000000000000000', false],
    ['4444444444444444', false],
    ['9276380123456782', false],
    ['427638012345678', false],
    ['', false],
  ])('card %s: %s', (digits, expected) => {
    expect(isCard(digits)).toBe(expected);
  });

  it.each([
    ['11223344595', true],
    ['11223344594', false],
    ['08765430300', true],
    ['00100199800', false],
    ['1122334459', false],
    ['', false],
  ])('insurance number %s: %s', (digits, expected) => {
    expect(isSnils(digits)).toBe(expected);
  });

  it('no card survives one wrong digit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 15 }), fc.integer({ min: 1, max: 9 }), (place, change) => {
        const digits = [...'4276380123456787'];
        digits[place] = String((Number(digits[place]) + change) % 10);
        expect(isCard(digits.join(''))).toBe(false);
      }),
    );
  });

  it.each([
    ['a card by fours', 'карта 4276 3801 2345 6787', ['personal-card']],
    ['a card in one', '4276380123456787', ['personal-card']],
    ['a card with hyphens', '4276-3801-2345-6787', ['personal-card']],
    ['no number of an application', 'заявка 4276380123456788', []],
    ['an insurance number in its own form', '112-233-445 95', ['personal-snils']],
    ['an insurance number by its name', 'снилс 11223344595', ['personal-snils']],
    ['no digits that only happen to fit', 'счёт 11223344595', []],
    ['a passport', 'паспорт 69 14 123456', ['personal-passport']],
    ['no series of something else', 'серия 6914 марок', []],
  ])('%s', (_, text, expected) => {
    expect(kindsOf(text).filter((rule) => rule.startsWith('personal'))).toEqual(expected);
  });
});

describe('densities', () => {
  it.each([
    ['words that hide among Latin letters', 'Пpивeт вceм дpузья, кaк вaши дeлa', true],
    ['one slip of the keyboard', 'Cпасибо за ремонт дороги', false],
    ['names in Latin', 'Купили iPhone и MacBook в DNS вчера', false],
    ['brands glued to words', 'Wi-Fi-роутер и USB-кабель, DVD-диск', false],
  ])('%s', (_, text, expected) => {
    expect(kindsOf(text).includes('spam-mixed-alphabets')).toBe(expected);
  });

  it.each([
    ['an advertisement full of pictures', '🔥🔥 Только сегодня 🎁🎁 подарки всем 💥💥 приходите к нам в магазин', true],
    ['a greeting of pictures', '🎉🎉🎉🎉🎉🎉🎉 с праздником!', false],
    ['a few hearts', 'Спасибо большое за концерт, очень понравилось всем ❤️❤️', false],
  ])('%s', (_, text, expected) => {
    expect(kindsOf(text).includes('spam-emoji')).toBe(expected);
  });

  it('many links', () => {
    expect(kindsOf('a.ru b.ru c.ru d.ru')).toContain('spam-links');
    expect(kindsOf('смотрите gosuslugi.ru и mfc.ru')).not.toContain('spam-links');
  });
});

describe('a person at an address', () => {
  const kinds = (text: string) => judge.judge(text).kinds;

  it.each([
    'Иванова, ул. Лесная, д. 5, кв. 12, тел. 89131234567',
    'Вот она: Иванова Мария Петровна, ул. Ленина 5, кв. 12, тел. 8-913-123-45-67',
  ])('is told of: %s', (text) => expect(kinds(text)).toEqual(['personal-data']));

  it.each([
    'Меня зовут Ольга Иванова, ул. Мира 5, кв. 2, тел. 89131234567, нет воды',
    'Приёмная главы, ул. Мира, д. 3, тел. 83825121122',
    'Библиотека им. Пушкина, ул. Ленина, д. 4, тел. 83825121122',
    'Нотариус Петрова, ул. Мира, 2, кв. 1, тел. 83825121122',
  ])('tells of himself or is there for everybody: %s', (text) => expect(kinds(text)).toEqual([]));
});

describe('«есть тема»', () => {
  it('is an advert with a sum and a call to write, and none with a subject to talk about', () => {
    expect(judge.judge('есть тема на 5000, пиши в лс').kinds).toEqual(['spam']);
    expect(judge.judge('У кого есть тема для собрания — пишите').kinds).toEqual([]);
    expect(judge.judge('Есть тема для обсуждения, пиши в комментариях').kinds).toEqual([]);
  });
});
