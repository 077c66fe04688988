import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RuleJudge } from '../../../detection';
import { shippedModel } from '../../../scripts/lib/weights';

function reader() {
  const rules = new RuleJudge();
  const model = shippedModel();
  return {
    rules,
    model,
    read(text: string) {
      const { findings } = rules.verdict(text);
      model.read(rules.folded, findings, rules.signals);
      return { ...model.probability };
    },
  };
}

const { rules, model, read } = reader();

describe('the model', () => {
  it('suspects what no rule names', () => {
    expect(read('как же вы все надоели, ничтожные вы людишки, сгиньте').rude).toBeGreaterThan(0.5);
    expect(read('Спасибо, очень красивый праздник получился').rude).toBeLessThan(0.2);
  });

  it('gives probabilities for any text, the same however often it is read and whatever was read before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 50 }), (text, before) => {
        const first = read(text);
        read(before);
        expect(read(text)).toEqual(first);
        for (const value of Object.values(first)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('remembers no word wrongly: a fresh model says the same as one that has read much', () => {
    const texts = Array.from({ length: 3000 }, (_, i) => `слово${i.toString(36)} мерзк${i % 7}ий тип${i}`);
    for (const text of texts) read(text);
    const fresh = reader();
    for (const text of texts.slice(0, 200)) expect(read(text)).toEqual(fresh.read(text));
  });

  it.each([
    ['link', 'Заходи https://abc.site/x?y=1', 'Заходи http://qwerty.online/12'],
    ['handle', 'Пишите @ivan_petrov1', 'Пишите @qwe_zxcvb'],
    ['phone', 'Звоните 8 913 123-45-67', 'Звоните +7 (952) 765 43 21'],
    ['placeholder', 'Заходи <URL>', 'Заходи https://abc.site'],
    ['placeholder in brackets', 'Заходи [LINK]', 'Заходи https://abc.site'],
  ])('takes every %s for the same', (_, one, other) => {
    expect(read(one).spam).toBe(read(other).spam);
  });

  it('reads a disguised word as the plain one', () => {
    expect(read('ты ничтoжecтвo').rude).toBe(read('ты ничтожество').rude);
  });

  it('explains itself by fragments of the text, the heaviest first', () => {
    const text = 'Дорогу так и не сделали, а вы жалкие ничтожные людишки, сгиньте отсюда';
    read(text);
    const fragments = model.explain(rules.folded, 'rude');
    expect(fragments.length).toBeGreaterThan(0);
    const weights = fragments.map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    for (const { start, end } of fragments) expect(text.slice(start, end)).toMatch(/^\S.*\S$/);
    expect(fragments.map(({ start, end }) => text.slice(start, end)).join()).toMatch(/людишки|ничтожные/);
  });

  it('costs the same for a character however long the text is', () => {
    const cost = (length: number) => {
      const text = 'мерзость и слово '.repeat(length / 17);
      const startsAt = process.cpuUsage();
      for (let i = 0; i < 2_000_000 / length; i++) read(text);
      const { user } = process.cpuUsage(startsAt);
      return user;
    };
    cost(20_000);
    expect(cost(200_000)).toBeLessThan(cost(20_000) * 4 + 50_000);
  });
});
