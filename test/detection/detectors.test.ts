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
