import { describe, expect, it } from 'vitest';
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
});
