import { describe, expect, it } from 'vitest';
import { MENS_NAMES, WOMENS_NAMES } from '../../replies/first-names';
import { genderOf } from '../../replies/gender';
import { emptyProfile } from '../../replies/profile';
import { fill } from '../../replies/variables';

describe('the word of respect', () => {
  it.each([
    ['Анна Петровна', 'female'],
    ['Петрова Анна', 'female'],
    ['Иван Сидоров', 'male'],
    ['Илья Кузьмич', 'male'],
    ['Никита Ильин', 'male'],
    ['Любовь Морозова', 'female'],
    ['Саша Петров', 'male'],
    ['Саша Петрова', 'female'],
    ['Саша', null],
    ['Женя Ким', null],
    ['Администрация поселения', null],
    ['★★★', null],
    ['Иванова Анна Петровна', 'female'],
    ['Пётр Ильич Кузнецов', 'male'],
    ['Никита', 'male'],
    ['Фома', 'male'],
    ['Слава Сидоров', 'male'],
    ['Слава Сидорова', 'female'],
    ['Слава', null],
    ['Валя', null],
    ['Женя Ковальчук', null],
    ['Саша Петровна', 'female'],
    ['Анна Мицкевич', 'female'],
    ['Адам Мицкевич', 'male'],
    ['Никита Петровна', null],
    ['Анна Шевченко', 'female'],
    ['Гульназ', 'female'],
    ['Ляйсан Каримова', 'female'],
    ['Айгуль Сафина', 'female'],
    ['Рамзан Магомедович', 'male'],
    ['Олежка', 'male'],
    ['Аня', 'female'],
    ['Anna Ivanova', null],
    ['John Smith', null],
    ['Nguyễn Văn An', null],
    ['Мишель', null],
    ['Ольга-Мария Петрова', null],
    ['Глава Иванов', null],
    ['Любовь', 'female'],
    ['Морозова', null],
    ['ИВАН СИДОРОВ', 'male'],
    ['Артём', 'male'],
  ])('of «%s» is %s', (name, gender) => {
    expect(genderOf(name)).toBe(gender);
  });

  it('agrees with the name in a reply, and is asked for when the name does not tell', () => {
    const context = { profile: emptyProfile(), date: null, term: null };
    const text = '{уважаемый} {имя}, спасибо за вопрос.';
    expect(fill(text, { ...context, author: 'Анна Петровна' }).text).toBe(
      'Уважаемая Анна Петровна, спасибо за вопрос.',
    );
    expect(fill(text, { ...context, author: 'Иван Сидоров' }).text).toBe('Уважаемый Иван, спасибо за вопрос.');
    expect(fill(text, { ...context, author: 'Саша' }).missing).toEqual(['уважаемый']);
  });

  it('is the same for a name in any order, and known for every name that only women or only men have', () => {
    const names = [...WOMENS_NAMES].filter((name) => !MENS_NAMES.has(name));
    for (const name of names) {
      expect([name, genderOf(name), genderOf(`Ким ${name}`)]).toEqual([name, 'female', 'female']);
      expect(genderOf(`${name} Кузнец`)).toBe(genderOf(`Кузнец ${name}`));
    }
    for (const name of [...MENS_NAMES].filter((one) => !WOMENS_NAMES.has(one))) expect(genderOf(name)).toBe('male');
  });
});
