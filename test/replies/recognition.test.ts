import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTopicReader, soundOf } from '../../replies/recognition';
import { topic } from '../../replies/topic';
import { MANNER_IDS, MATTER_IDS, TOPICS, topicId, topicTitle } from '../../replies/topics';

const reader = createTopicReader();
const first = (text: string): string | undefined => reader.read(text)[0]?.topic;
const named = (text: string): string[] =>
  reader.read(text).flatMap(({ topic: id, strength }) => (strength >= 0.45 ? [id] : []));

describe('what a text is about', () => {
  it.each([
    ['any form of the word', 'дорогами, дороге, ДОРОГУ', 'roads'],
    ['ё and е', 'Гололёд на спуске', 'ice'],
    ['ё and е', 'Гололед на спуске', 'ice'],
    ['a phrase in any order', 'воды с утра опять нет', 'water'],
    ['a phrase with words between', 'нет уже третий день воды', 'water'],
    ['a vowel that comes and goes', 'ни лавочек, ни скамеек', 'greening'],
    ['a word written as it sounds', 'фанари не включают', 'light'],
    ['a word written as it sounds', 'сабаки бегают у магазина', 'dogs'],
  ])('%s: %s', (_name, text, expected) => {
    expect(first(text)).toBe(expected);
  });

  it.each([
    ['dear people are no road', 'Дорогие односельчане, желаем добра', 'roads'],
    ['almost is no post office', 'Почти всё расчистили', 'post'],
    ['a district policeman is no plot of land', 'Куда участковый смотрит', 'land'],
    ['«в связи с» is no telephone', 'Закрыто в связи с карантином', 'internet'],
    ['a street by the school is no school', 'Фонарь на Школьной не горит', 'school'],
    ['a shortened street neither', 'Темно на ул. Почтовой', 'post'],
    ['countrymen are no land', 'Земляки, держитесь', 'land'],
    ['to carry out is no wire', 'Работы проводились вчера', 'power'],
    ['«до сих пор» is no burst pipe', 'До сих пор ждём', 'water'],
  ])('%s', (_name, text, wrong) => {
    expect(named(text)).not.toContain(wrong);
  });

  it('a school bus at the start of a sentence is still one', () => {
    expect(named('Школьный автобус не пришёл')).toContain('school');
  });

  it('says by which words, as they were written', () => {
    expect(reader.read('У дома 5 ФОНАРЬ не горит')[0]).toEqual({
      topic: 'light',
      strength: expect.closeTo(4.5 / 7.5),
      words: ['ФОНАРЬ', 'не', 'горит'],
    });
  });

  it('a sign is half a certainty, a hint a quarter, a misspelling half as much', () => {
    const own = createTopicReader([topic('own', 'Своё', 'берёза', 'роща')]);
    expect(own.read('берёза')[0]?.strength).toBe(0.5);
    expect(own.read('берёза берёза')[0]?.strength).toBe(0.5);
    expect(own.read('роща')[0]?.strength).toBe(0.25);
    expect(own.read('бироза')[0]?.strength).toBeUndefined();
    expect(own.read('бериоза')).toEqual([]);
    expect(own.read('бирёза')[0]?.strength).toBeCloseTo(1.5 / 4.5);
  });

  it('says nothing where nothing speaks', () => {
    expect(reader.read('')).toEqual([]);
    expect(reader.read('🙂 12 ...')).toEqual([]);
  });

  it('levels what sounds alike', () => {
    expect(soundOf('дарога')).toBe(soundOf('дорога'));
    expect(soundOf('асвещение')).toBe(soundOf('освещение'));
    expect(soundOf('снег')).not.toBe(soundOf('свет'));
  });
});

describe('the topics', () => {
  it('have ids and titles of their own', () => {
    expect(new Set(TOPICS.map(({ id }) => id)).size).toBe(TOPICS.length);
    expect(new Set(TOPICS.map(({ title }) => title)).size).toBe(TOPICS.length);
    expect(MATTER_IDS.size + MANNER_IDS.size).toBe(TOPICS.length);
  });

  it('every single sign names its topic when it stands alone', () => {
    const missing = TOPICS.flatMap(({ id, signs, except = [] }) =>
      signs
        .filter((sign) => !sign.includes(' ') && !except.includes(sign))
        .map((sign) => sign.replace(/^=/u, '').replace(/\*$/u, ''))
        .filter((word) => !reader.read(word).some(({ topic: found, strength }) => found === id && strength >= 0.5))
        .map((word) => `${id}: ${word}`),
    );
    expect(missing).toEqual([]);
  });

  it('every phrase names its topic', () => {
    const missing = TOPICS.flatMap(({ id, signs }) =>
      signs
        .filter((sign) => sign.includes(' '))
        .filter((sign) => !named(sign.replace(/[=*]/gu, '')).includes(id))
        .map((sign) => `${id}: ${sign}`),
    );
    expect(missing).toEqual([]);
  });

  it('a title leads to its id and back; what is not ours stays', () => {
    for (const { title } of TOPICS) expect(topicTitle(topicId(title.toUpperCase()))).toBe(title);
    expect(topicId('Пасека')).toBe('Пасека');
    expect(topicTitle('Пасека')).toBe('Пасека');
  });
});

describe('hostile text', () => {
  it('any text is read without a throw, strengths lie between 0 and 1, words are of the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('снег', 'нет', 'воды', 'Школьной', ' ', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        for (const { strength, words } of reader.read(text)) {
          expect(strength).toBeGreaterThan(0);
          expect(strength).toBeLessThan(1);
          for (const word of words) expect(text).toContain(word);
        }
      }),
    );
  });

  it('reads no further than three hundred words, and a word of a megabyte is one', () => {
    expect(reader.read(`${'так '.repeat(300)}снег`)).toEqual([]);
    expect(reader.read(`${'ы'.repeat(1_000_000)} снег`)[0]?.topic).toBe('snow');
  });
});
