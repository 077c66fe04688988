import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CataloguedTemplate } from '../../replies/catalogue';
import { STARTERS } from '../../replies/starter';
import { createSuggester, type Suggestion } from '../../replies/suggestion';
import type { TemplateStatus } from '../../replies/template';
import { VIOLATION_KINDS } from '../../types';
import { type Example, KEPT_APART, WORKED_ON } from './comments';

const starters: CataloguedTemplate[] = STARTERS.map(({ title, text, topics }, i) => ({
  id: `t${i}`,
  template: { title, text, topics: [...topics], status: 'approved' },
}));
const one = (
  id: string,
  title: string,
  { text = 'Проверим и ответим.', topics = [] as string[], status = 'approved' as TemplateStatus } = {},
): CataloguedTemplate => ({ id, template: { title, text, topics, status } });

const titles = (found: readonly Suggestion[]): string[] => found.map(({ template }) => template.title);
const ids = (found: readonly Suggestion[]): string[] => found.map(({ id }) => id);
const topicOf = (suggestion: Suggestion | undefined): string | undefined => suggestion?.template.topics[0];

describe('the expected topic', () => {
  const suggester = createSuggester(starters);
  const misses = (examples: readonly Example[], limit: number): string[] =>
    examples.flatMap(({ text, topics, post = '' }) => {
      const found = suggester.suggest({ text, post }, { limit });
      const hit = found.some(({ template }) => template.topics.some((topic) => topics.includes(topic)));
      return hit ? [] : [`${text} → ${titles(found).join('; ')}`];
    });

  it.each([
    ['among the first three, comments worked on', WORKED_ON, 3, 0.97],
    ['among the first three, comments kept apart', KEPT_APART, 3, 0.9],
    ['first of all, every comment', [...WORKED_ON, ...KEPT_APART], 1, 0.9],
  ] as const)('is %s', (_name, examples, limit, share) => {
    const missed = misses(examples, limit);
    expect(1 - missed.length / examples.length, missed.join('\n')).toBeGreaterThanOrEqual(share);
  });

  it('is asked of at least eighty comments', () => {
    const texts = [...WORKED_ON, ...KEPT_APART].map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.length).toBeGreaterThanOrEqual(80);
  });
});

describe('manner', () => {
  const suggester = createSuggester(starters);

  it.each(VIOLATION_KINDS)('a comment with %s is warned first, its matter comes next', (kind) => {
    const found = suggester.suggest({ text: 'Уроды, когда снег почистите?' }, { kinds: [kind], limit: 6 });
    const warned = found.filter(({ why }) => why.manner === 'violation');
    expect(warned.length).toBeGreaterThan(0);
    expect(found.slice(0, warned.length)).toEqual(warned);
    expect(topicOf(found[warned.length])).toBe('snow');
  });

  it.each([
    ['spam', 'spam'],
    ['personal-data', 'personal-data'],
    ['insult', 'warning'],
  ] as const)('%s is answered by its own warning', (kind, topic) => {
    expect(topicOf(suggester.suggest({ text: 'Что угодно' }, { kinds: [kind] })[0])).toBe(topic);
  });

  it.each([
    'Требую официального ответа, иначе пойду в прокуратуру',
    'Прошу зарегистрировать моё обращение и ответить письменно',
    'Куда подать официальное обращение по дороге?',
    'Как написать официальную жалобу главе?',
  ])('who wants an official answer is told where to file: %s', (text) => {
    const [best] = suggester.suggest({ text }, { kinds: ['appeal'] });
    expect(topicOf(best)).toBe('appeal');
    expect(best!.template.text).toMatch(/портал Госуслуг \(форма «Сообщить о проблеме»\)/);
    expect(best!.template.text).not.toMatch(/Ваше обращение (?:принято|зарегистрировано)/);
  });

  it('an appeal is no violation: nobody is warned', () => {
    const found = suggester.suggest({ text: 'Когда почистят снег?' }, { kinds: ['appeal'] });
    expect(topicOf(found[0])).toBe('snow');
    expect(found.every(({ why }) => why.manner === null)).toBe(true);
  });

  it.each([
    'Спасибо большое за фонари!',
    'Спасибо за уборку снега, молодцы',
    'Огромное спасибо, не ожидали',
    'Благодарим за детскую площадку',
  ])('thanks are answered by thanks: %s', (text) => {
    const [best] = suggester.suggest({ text });
    expect(best?.why.manner).toBe('thanks');
    expect(topicOf(best)).toBe('thanks');
  });

  it.each([
    ['Спасибо, конечно, но снег так и лежит', 'snow'],
    ['Спасибо за ямы на дороге, когда сделаете?', 'roads'],
    ['Помогите, воды нет третий день, спасибо', 'water'],
    ['Почистите снег, заранее спасибо. Когда будет трактор?', 'snow'],
  ])('a complaint that says «спасибо» is answered by its matter: %s', (text, topic) => {
    const [best] = suggester.suggest({ text });
    expect(best?.why.manner).toBeNull();
    expect(topicOf(best)).toBe(topic);
  });

  it('a violation is not thanked', () => {
    const found = suggester.suggest({ text: 'Спасибо, уроды' }, { kinds: ['insult'] });
    expect(found.some(({ why }) => why.manner === 'thanks')).toBe(false);
  });
});

describe('what is offered', () => {
  it.each(['draft', 'retired'] as const)('never a %s template', (status) => {
    const suggester = createSuggester([one('a', 'Уборка снега', { topics: ['snow'], status })]);
    expect(suggester.suggest({ text: 'Снег не чистят' }, { kinds: ['insult'] })).toEqual([]);
    expect(suggester.search('снег')).toEqual([]);
    expect(ids(suggester.search('снег', { all: true }))).toEqual(['a']);
  });

  it('says why: topic, words as written, favourite', () => {
    const suggester = createSuggester([one('a', 'Уборка снега', { topics: ['snow'] })]);
    suggester.setFavourites(['a']);
    expect(suggester.suggest({ text: 'СУГРОБЫ на Лесной' })[0]?.why).toEqual({
      manner: null,
      topic: { id: 'snow', title: 'Уборка снега', from: 'comment' },
      words: ['СУГРОБЫ'],
      favourite: true,
      general: false,
    });
  });

  it('asks the post what an unclear comment is about, and says so', () => {
    const [best] = createSuggester(starters).suggest({
      text: 'А к нам когда?',
      post: 'Идёт уборка снега на улицах села.',
    });
    expect(topicOf(best)).toBe('snow');
    expect(best?.why.topic).toMatchObject({ id: 'snow', from: 'post' });
  });

  it('a clear comment is not drawn to the topic of its post', () => {
    const found = createSuggester(starters).suggest({
      text: 'А воды почему нет?',
      post: 'Идёт уборка снега на улицах села.',
    });
    expect(topicOf(found[0])).toBe('water');
    expect(found.some(({ why }) => why.topic?.from === 'post')).toBe(false);
  });

  it('where nothing is clear, templates for any question come, marked as such', () => {
    const found = createSuggester(starters).suggest({ text: 'Ну и как это понимать?' });
    expect(found[0]?.why).toMatchObject({ general: true, topic: null });
  });

  it('a template of the office without topics is found by its title', () => {
    const suggester = createSuggester([one('a', 'Про ямы'), one('b', 'Про снег')]);
    expect(ids(suggester.suggest({ text: 'Дорога разбита' }))).toEqual(['a']);
  });

  it("a topic of the office's own is found by its name", () => {
    const suggester = createSuggester([one('a', 'Ответ', { topics: ['Пасека'] })]);
    expect(suggester.suggest({ text: 'Пасеку уберите' })[0]?.why.words).toEqual(['Пасеку']);
  });

  it('favourites go first among equals, not before what fits better', () => {
    const suggester = createSuggester([
      one('a', 'Снег первый', { topics: ['snow'] }),
      one('b', 'Снег второй', { topics: ['snow'] }),
      one('c', 'Вода', { topics: ['water'] }),
    ]);
    expect(ids(suggester.suggest({ text: 'Сугробы' }))).toEqual(['b', 'a']);
    suggester.setFavourites(['a', 'c']);
    expect(ids(suggester.suggest({ text: 'Сугробы' }))).toEqual(['a', 'b']);
  });

  it('no more than asked for', () => {
    const suggester = createSuggester(starters);
    expect(suggester.suggest({ text: 'Снег' })).toHaveLength(5);
    expect(suggester.suggest({ text: 'Снег' }, { limit: 2 })).toHaveLength(2);
    expect(suggester.suggest({ text: 'Снег' }, { limit: 0 })).toEqual([]);
  });
});

describe('search as one types', () => {
  const suggester = createSuggester(starters);

  it.each([
    ['сн', 'Снежный вал у ворот'],
    ['фонар', 'Не горит фонарь'],
    ['фонарь не', 'Не горит фонарь'],
    ['площадк', 'Детская площадка'],
    ['сосульками', 'Гололёд и сосульки'],
    ['гололед', 'Гололёд и сосульки'],
    ['ДРОВА', 'Дрова и уголь'],
    ['пересправа', 'Переправа и зимник'],
    ['оскорбл', 'Предупреждение: просим без оскорблений'],
    ['кладбищ', 'Кладбище'],
  ])('«%s» finds «%s» among the first three', (query, title) => {
    expect(titles(suggester.search(query, { limit: 3 }))).toContain(title);
  });

  it('every word counts where some template has them all', () => {
    const found = suggester.search('снег ворота');
    expect(found[0]?.template.title).toBe('Снежный вал у ворот');
    for (const { template } of found) expect(`${template.title} ${template.text}`).toMatch(/ворот/iu);
  });

  it('any word counts where none has them all', () => {
    expect(titles(suggester.search('кладбище щекотурка'))).toContain('Кладбище');
  });

  it('an empty query lists all, favourites first', () => {
    suggester.setFavourites(['t7']);
    const all = suggester.search('  ', { limit: 1000 });
    expect(all).toHaveLength(STARTERS.length);
    expect(all[0]?.id).toBe('t7');
  });

  it('nothing is found where nothing is like it', () => {
    expect(suggester.search('щщщщщщ')).toEqual([]);
  });
});

describe('keeping up with changes', () => {
  it('a new text takes the place of the old', () => {
    const suggester = createSuggester([one('a', 'Снег', { topics: ['snow'] })]);
    suggester.put(one('a', 'Вода', { topics: ['water'] }));
    expect(suggester.size).toBe(1);
    expect(suggester.search('снег')).toEqual([]);
    expect(suggester.suggest({ text: 'Сугробы' })).toEqual([]);
    expect(ids(suggester.suggest({ text: 'Воды нет' }))).toEqual(['a']);
  });

  it('what is removed is gone, and removing again says so', () => {
    const suggester = createSuggester([one('a', 'Снег')]);
    expect(suggester.remove('a')).toBe(true);
    expect(suggester.remove('a')).toBe(false);
    expect(suggester.size).toBe(0);
    expect(suggester.search('снег')).toEqual([]);
  });

  it('after any changes it answers as one built anew', () => {
    const change = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      put: fc.boolean(),
      title: fc.constantFrom('Уборка снега', 'Ямы на дороге', 'Нет воды', 'Фонарь', ''),
      text: fc.constantFrom('Снег чистим по очереди.', 'Воду дадут вечером.', 'снег снег вода', ''),
      topics: fc.subarray(['snow', 'water', 'roads', 'Своё']),
      status: fc.constantFrom('draft' as const, 'approved' as const, 'retired' as const),
    });
    const questions = ['снег не чистят', 'воды нет', 'ямы', 'своё', 'спасибо'];
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const kept = new Map<string, CataloguedTemplate>();
        const living = createSuggester([]);
        for (const { id, put, ...template } of changes) {
          if (put) {
            kept.set(id, { id, template });
            living.put({ id, template });
          } else {
            kept.delete(id);
            living.remove(id);
          }
        }
        const fresh = createSuggester(kept.values());
        for (const text of questions) {
          expect(ids(living.suggest({ text }))).toEqual(ids(fresh.suggest({ text })));
          expect(ids(living.search(text, { all: true }))).toEqual(ids(fresh.search(text, { all: true })));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('hostile comments', () => {
  it('any text and kinds are answered, by approved templates only, in falling order of score', () => {
    const suggester = createSuggester([...starters, one('draft', 'Снег вода дорога', { status: 'draft' })]);
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('снег ', 'спасибо ', 'constructor ', '__proto__ ', '{имя}'),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.subarray([...VIOLATION_KINDS]), (pieces, kinds) => {
        const found = suggester.suggest({ text: pieces.join('') }, { kinds, limit: 100 });
        expect(found.every(({ template }) => template.status === 'approved')).toBe(true);
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        suggester.search(pieces.join(''));
      }),
    );
  });

  it('a comment of a megabyte is answered by its beginning', () => {
    const suggester = createSuggester(starters);
    expect(topicOf(suggester.suggest({ text: `Снег не чистят. ${'вода '.repeat(200_000)}` })[0])).toBe('snow');
    expect(suggester.suggest({ text: 'я'.repeat(1_000_000) }).length).toBeGreaterThan(0);
  });
});
