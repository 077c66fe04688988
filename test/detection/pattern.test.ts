import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Automaton, AutomatonBuilder } from '../../detection/automaton';
import { fold } from '../../detection/fold';
import type { Folded } from '../../detection/folded';
import { maskedForms } from '../../detection/masks';
import { PhraseMatcher } from '../../detection/matcher';
import type { Match } from '../../detection/matches';
import { parsePattern } from '../../detection/pattern';
import { PhraseBuilder } from '../../detection/phrases';
import { addReadings } from '../../detection/readings';
import { markShapes } from '../../detection/shapes';
import { PatternError, parseWord } from '../../detection/word';

const CLASSES = { m: '(|а|у|ом|ы|ов)', you: '(ты|вы)', loop: 'а<loop>', mixed: 'дoм', nested: 'дом<m>' };

function prepared(text: string): Folded {
  const folded = fold(text);
  markShapes(folded);
  addReadings(folded);
  return folded;
}

/** Texts of the matches of a pattern. */
function found(pattern: string, text: string): string[] {
  const builder = new PhraseBuilder(CLASSES);
  builder.add(pattern, 0);
  const folded = prepared(text);
  const matcher = new PhraseMatcher(builder.build());
  const matches: Match[] = [];
  matcher.read(folded);
  matcher.find(0, matches);
  return [
    ...new Set(matches.map(({ first, last }) => `${first} ${text.slice(folded.start[first], folded.end[last])}`)),
  ].map((match) => match.slice(match.indexOf(' ') + 1));
}

describe('pattern language', () => {
  it.each([
    ['letters', 'дом', 'Дом, ДОМ и домик', ['Дом', 'ДОМ']],
    ['ё as е', 'ёлка', 'елка, Ёлка', ['елка', 'Ёлка']],
    ['a choice', 'дом(ик|а)', 'дом дома домик', ['дома', 'домик']],
    ['an empty branch', 'по(|до)ждать', 'пождать подождать', ['пождать', 'подождать']],
    ['a nested choice', 'д(о(м|к)|а)', 'дом док да', ['дом', 'док', 'да']],
    ['a set of letters', 'д[оа]м', 'дом дам дым', ['дом', 'дам']],
    ['a class', 'дом<m>', 'дома домом домик', ['дома', 'домом']],
    ['a class within a class', '<nested>', 'домов', ['домов']],
    ['any ending', 'дом*', 'дом домашний', ['дом', 'домашний']],
    ['any beginning', '*дом', 'дом детдом', ['дом', 'детдом']],
    ['digits', '#р', '500р и р', ['500р']],
    ['two words', 'белый дом', 'белый дом, белый большой дом', ['белый дом']],
    [
      'a gap',
      'белый _2 дом',
      'белый дом, белый большой дом, белый и очень большой дом',
      ['белый дом', 'белый большой дом'],
    ],
    ['an optional word', 'очень? плохо', 'плохо, очень плохо', ['плохо', 'плохо', 'очень плохо']],
    ['a gap carried over an optional word', 'вы _1 очень? злы', 'вы так злы', ['вы так злы']],
    ['branches of several words', 'иди (к чёрту|вон)', 'иди вон, иди к черту', ['иди вон', 'иди к черту']],
    ['a gap within a branch', '(стой _1 тут|сядь) там', 'стой прямо тут там', ['стой прямо тут там']],
    ['the start of a sentence', '^ дом', 'дом у дома. Дом', ['дом', 'Дом']],
    ['the end of a sentence', 'дом $', 'дом и дом! тут', ['дом']],
    ['the start of the text', '^^ дом', 'дом. дом', ['дом']],
    ['the end of the text', 'дом $$', 'дом. дом', ['дом']],
    ['a name', 'Козлов*', 'с Козловым и козловым', ['Козловым']],
    ['no name at the start of a sentence', 'Козлов*', 'Козлов тут', []],
    ['no name in capitals', 'Козлов*', 'Я И КОЗЛОВ', []],
    ['a masked letter', 'д•м', 'д*м', ['д*м']],
    ['a currency sign', '#? ¤', '500 ₽', ['500 ₽', '₽']],
    ['a link', 'тут @link', 'тут https://site.ru', ['тут https']],
    ['a link or a word', 'тут (@link|был)', 'тут был', ['тут был']],
    ['words of a sentence only', 'белый _3 дом', 'белый. Большой дом', []],
    ['the same word twice', 'да _2 да', 'да и да', ['да и да']],
    ['the shortest way', 'да _3 нет', 'да да нет', ['да нет']],
  ])('takes %s', (_, pattern, text, expected) => {
    expect(found(pattern, text).sort()).toEqual(expected.sort());
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['only spaces', '   ', 'is empty'],
    ['only an optional word', 'да?', 'matches the empty string'],
    ['a word that may be empty', '(|а)', 'matches the empty string'],
    ['any letters and nothing else', '*', 'matches the empty string'],
    ['an unknown class', 'дом<нет>', 'unknown class <нет>'],
    ['a class that refers to itself', '<loop>', 'refers to itself'],
    ['a class of two alphabets', '<mixed>', 'mixes alphabets'],
    ['a word of two alphabets', 'дoм', 'mixes alphabets'],
    ['an open bracket', 'дом(а', '"(" without ")"'],
    ['a closing bracket', 'дом)', '")" without "("'],
    ['an open set', 'д[оа', 'no "]"'],
    ['an empty set', 'д[]м', 'nothing before "]"'],
    ['a regular expression', 'до.м+', 'is not in the language'],
    ['a gap at the end', 'дом _2', 'ends with a gap'],
    ['a gap too wide', 'дом _9 два', 'a gap is _1 to _8'],
    ['a gap of nothing', 'дом _0 два', 'a gap is _1 to _8'],
    ['a start in the middle', 'дом ^ два', 'may only stand first'],
    ['an end in the middle', 'дом $ два', 'may only stand last'],
    ['an unknown token', '@нечто', 'unknown token type'],
    ['some branches with a capital', '(Дом|дом)', 'with and without a capital'],
    ['words glued to a group', 'до(м а|ма)', 'stands apart'],
    ['too many words', 'а б в г д е ж з и к л м н', 'more than 12 words'],
    [
      'too many choices',
      '(а б|в г|д е) (а б|в г|д е) (а б|в г|д е) (а б|в г|д е) (а б|в г|д е)',
      'more than 200 phrases',
    ],
    ['too deep', `${'('.repeat(20)}а${')'.repeat(20)}`, 'too deeply'],
  ])('refuses %s', (_, pattern, message) => {
    const attempt = () => new PhraseBuilder(CLASSES).add(pattern, 0);
    expect(attempt).toThrow(PatternError);
    expect(attempt).toThrow(message);
  });

  it('refuses classes that blow up', () => {
    const classes = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`c${i}`, i === 0 ? 'абвг' : `<c${i - 1}><c${i - 1}><c${i - 1}>`]),
    );
    expect(() => parseWord('<c11>', classes)).toThrow('grows too large');
  });

  it('takes any string or refuses it with a reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'абв ()|*#<>[]_?^$@12ЯZ•') }), (pattern) => {
        try {
          for (const phrase of parsePattern(pattern)) {
            expect(phrase.steps.length).toBeGreaterThan(0);
            expect(phrase.gaps).toHaveLength(phrase.steps.length);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(PatternError);
        }
      }),
    );
  });
});

describe('automaton', () => {
  const word = fc.array(fc.constantFrom(...'абв'), { minLength: 1, maxLength: 6 }).map((letters) => letters.join(''));

  it('accepts exactly the words that were put in, in however small a table', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        word,
        fc.integer({ min: 4, max: 40 }),
        (list, asked, states) => {
          const builder = new AutomatonBuilder();
          for (const [term, item] of list.entries()) builder.add(parseWord(item, {}), term);
          const sets: number[][] = [[]];
          const automaton = new Automaton(builder.build(), (terms) => sets.push(terms) - 1, states);
          for (const item of [...list, asked]) {
            const { letters, count } = fold(item);
            const expected = list.flatMap((other, term) => (other === item ? [term] : []));
            expect(sets[automaton.read(letters, 0, count)]).toEqual(expected);
          }
        },
      ),
    );
  });

  it('accepts with any letters around as a search for the part would', () => {
    fc.assert(
      fc.property(word, word, (part, text) => {
        const builder = new AutomatonBuilder();
        builder.add(parseWord(`*${part}*`, {}), 1);
        const automaton = new Automaton(builder.build(), () => 1);
        const { letters, count } = fold(text);
        expect(automaton.read(letters, 0, count) === 1).toBe(text.includes(part));
      }),
    );
  });

  it('keeps its table within bounds and its answers right when the rules want more', () => {
    const builder = new AutomatonBuilder();
    builder.add(parseWord('*а[абв][абв][абв][абв][абв][абв]', {}), 1);
    const automaton = new Automaton(builder.build(), () => 1, 8);
    const { letters, count } = fold('абвабвабваб'.repeat(5));
    for (let end = 7; end <= count; end++) {
      expect(automaton.read(letters, 0, end) === 1).toBe(letters[end - 7] === letters[0]);
      expect(automaton.size.states).toBeLessThanOrEqual(8);
    }
    expect(automaton.flushes).toBeGreaterThan(0);
  });

  it('reads nothing when there are no rules', () => {
    const automaton = new Automaton(new AutomatonBuilder().build(), () => 1);
    const { letters, count } = fold('дом');
    expect(automaton.read(letters, 0, count)).toBe(0);
  });
});

describe('masked forms', () => {
  it.each([
    ['дом', ['д•м', 'до•']],
    ['весна', ['в•сна', 'в•на', 'ве•на', 'ве•а', 'вес•а', 'вес•', 'весн•']],
  ])('%s', (plain, expected) => {
    for (const form of expected) expect(maskedForms(plain)).toContain(form);
  });

  it('always keeps the first letter and one stretch hidden', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'абв'), minLength: 1, maxLength: 14 }), (plain) => {
        for (const form of maskedForms(plain)) {
          expect(form[0]).toBe(plain[0]);
          expect(form.split('•')).toHaveLength(2);
          expect(form.length).toBeGreaterThanOrEqual(3);
          const [head, tail] = form.split('•');
          expect(plain.startsWith(head!) && plain.endsWith(tail!)).toBe(true);
        }
      }),
    );
  });
});
