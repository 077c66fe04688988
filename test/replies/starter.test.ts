import { describe, expect, it } from 'vitest';
import { STARTERS, starterTemplates } from '../../replies/starter';
import { Template } from '../../replies/template';
import { TOPICS } from '../../replies/topics';
import { fill, unknownVariables } from '../../replies/variables';

const profile = {
  version: 1 as const,
  fullName: 'Администрация Новосельского сельского поселения Верхнеречного района',
  shortName: '',
  address: '636000, Томская область, с. Новосёлово, ул. Центральная, д. 1',
  phones: ['8 (38200) 2-11-22'],
  email: 'novoselovo@example.ru',
  site: 'novoselovo.example.ru',
  head: '',
  helper: { name: '', phone: '' },
};
const filled = (text: string, name: string): string =>
  fill(text, { profile, author: name, date: '24 ноября', term: '28 ноября', typed: { имя: name } }).text;

describe('starter templates', () => {
  it('are many, all of them drafts for the office to approve', () => {
    expect(STARTERS.length).toBeGreaterThanOrEqual(30);
    for (const template of starterTemplates()) expect(Template.parse(template).status).toBe('draft');
  });

  it('have titles of their own', () => {
    const titles = STARTERS.map(({ title }) => title.toLowerCase());
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('cover every topic and name no other', () => {
    const covered = new Set(STARTERS.flatMap(({ topics }) => topics));
    expect([...covered].sort()).toEqual(TOPICS.map(({ id }) => id).sort());
  });

  describe.each(STARTERS.map(({ title, text }) => ({ title, text })))('$title', ({ title, text }) => {
    it('uses known variables only', () => {
      expect(unknownVariables(text)).toEqual([]);
    });

    it('is short enough for a comment even when filled with long values', () => {
      expect(filled(text, 'Константин Александрович').length).toBeLessThanOrEqual(600);
    });

    it('is set with Russian quotes and dashes, single spaces and no blank ends', () => {
      for (const part of [title, text]) {
        expect(part).not.toMatch(/ {2}|\s[,.;:!?]|[\t\n\r]|^\s|\s$/u);
        expect(part).not.toMatch(/["'“”„]/u);
        expect(part).not.toMatch(/\s[-–]\s|\.\.\.|--/u);
        expect((part.match(/«/gu) ?? []).length).toBe((part.match(/»/gu) ?? []).length);
      }
      expect(text).toMatch(/[.!?]$/u);
      expect(text).not.toMatch(/[!?]{2}|\p{Lu}{6}/u);
    });

    it('calls a comment neither «обращение» nor «заявка», and promises nothing at once', () => {
      expect(text).not.toMatch(/ваш[а-яё]*\s+(?:обращени|заявк)/iu);
      expect(text).not.toMatch(/немедленно|гарантируем|в кратчайшие сроки|обязательно сделаем|будет устранен/iu);
    });

    it('is free of clerical ornament', () => {
      expect(text).not.toMatch(
        /в настоящее время|данн(?:ый|ая|ое|ого|ому|ой|ые|ых)(?=\s+(?:вопрос|проблем|комментар|ситуац))|осуществл|надлежащ|вышеуказ|довести до сведения|в целях|путём|посредством|является/iu,
      );
    });

    it('reads well without a name', () => {
      const anonymous = filled(text, '');
      expect(anonymous).not.toMatch(/\{|,\s*[,!.]|^\p{Ll}|[.!?]\s+\p{Ll}/u);
    });
  });
});
