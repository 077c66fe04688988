import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  additionFault,
  additionsOf,
  compileImage,
  createJudge,
  MOST_ADDITIONS,
  Previewer,
  RULES,
  RuleJudge,
  teachable,
  type WordAddition,
} from '../../detection';

// Thousands of texts, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

// Compiled once: many judges are made below.
const image = compileImage(RULES);

const word = (text: string, change: Partial<WordAddition> = {}): WordAddition => ({
  use: 'mark',
  kind: 'insult',
  text,
  forms: true,
  removed: false,
  ...change,
});
const never = (text: string, kind: WordAddition['kind'] = 'any'): WordAddition => word(text, { use: 'never', kind });

describe('an addition of the office', () => {
  it.each([
    ['a word', word('дармоед'), null],
    ['a phrase', word('метла по вам плачет'), null],
    ['letters and digits', word('пункт 5'), null],
    ['nothing', word('  '), 'empty'],
    ['signs only', word('…!'), 'empty'],
    ['one letter', word('а'), 'short'],
    ['nine words', word('а б в г д е ж з и'), 'long'],
    ['a very long word', word('а'.repeat(101)), 'long'],
    ['letters of another script', word('漢字'), 'letters'],
    ['letters of two alphabets in one word', word('дурaк'), 'letters'],
    ['words of two alphabets', word('купи bitcoin'), null],
    ['a mark of any kind', word('дармоед', { kind: 'any' }), 'kind'],
    ['a veto of any kind', never('дармоед'), null],
  ] as const)('%s: %s', (_, addition, fault) => {
    expect(additionFault(addition)).toBe(fault);
  });

  it('whatever it is, is either refused or fits a judge', () => {
    const anything = fc.record({
      use: fc.constantFrom('mark' as const, 'never' as const),
      kind: fc.constantFrom('any' as const, 'insult' as const, 'spam' as const),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'абё *?|()<>_#^$@Aя ') })),
      forms: fc.boolean(),
      removed: fc.boolean(),
    });
    fc.assert(
      fc.property(anything, (addition) => {
        const { words, vetoes } = additionsOf([['w', addition]]);
        expect(words.length + vetoes.length).toBe(additionFault(addition) === null && !addition.removed ? 1 : 0);
        if (words.length === 0) return;
        // Signs between words hide letters from a filter; here only the words matter.
        const written = addition.text.replace(/[^\p{L}\p{N}]+/gu, ' ');
        const finder = new Previewer([written], { words: [], vetoes: [] }, image);
        expect(finder.preview(addition)?.touched).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });

  it('from elsewhere never stops the judge: faulty, removed and surplus ones are left out', () => {
    const many = Array.from({ length: MOST_ADDITIONS + 5 }, (_, n): [string, WordAddition] => [
      `w${n}`,
      word(`слово${'абвгдежзик'[n % 10]}${'абвгдежзик'[Math.floor(n / 10) % 10]}${'абвгдежзикл'[Math.floor(n / 100)]}`),
    ]);
    const additions = additionsOf([
      ['bad id!', word('дармоед')],
      ['gone', word('дармоед', { removed: true })],
      ['odd', word('漢字')],
      ...many,
    ]);
    expect(additions.words).toHaveLength(MOST_ADDITIONS);
    expect(createJudge({ office: additions, image }).judge('такое словоабв тут').kinds).toEqual(['insult']);
  });
});

describe('the preview of an addition', () => {
  const COMMENTS = [
    'Дармоеды сидят в конторе',
    'ты дебил и дармоед',
    'Кормите дармоедов дальше!',
    'Дорогу почистили, спасибо',
    'дебил на дебиле',
    'Группа «Дебил» сегодня поёт',
  ];
  const previewer = new Previewer(COMMENTS, { words: [], vetoes: [] }, image);
  const places = (addition: WordAddition) =>
    previewer.preview(addition)?.touched.map(({ index, start, end }) => COMMENTS[index]!.slice(start, end));

  it('counts the comments that a word catches and those that it marks anew', () => {
    expect(previewer.preview(word('дармоед'))).toMatchObject({ seen: 6, changed: 2 });
    expect(places(word('дармоед'))).toEqual(['Дармоеды', 'дармоед', 'дармоедов']);
    expect(places(word('дармоед', { forms: false }))).toEqual(['дармоед']);
  });

  it('counts the marks that a veto takes away', () => {
    expect(previewer.preview(never('дебил'))).toMatchObject({ changed: 2 });
    expect(previewer.preview(never('дебил', 'spam'))).toMatchObject({ changed: 0 });
    expect(places(never('дебил', 'spam'))).toHaveLength(3);
  });

  it('knows what is in force already', () => {
    const office = additionsOf([['w', word('дармоед')]]);
    expect(new Previewer(COMMENTS, office, image).preview(word('дармоед'))).toMatchObject({ changed: 0 });
    const forbidden = additionsOf([['v', never('дармоед')]]);
    expect(new Previewer(COMMENTS, forbidden, image).preview(never('дебил'))).toMatchObject({ changed: 2 });
  });

  it('is none for what cannot be used, and says nothing was seen when nothing was', () => {
    expect(previewer.preview(word(''))).toBeNull();
    expect(new Previewer([], { words: [], vetoes: [] }, image).preview(word('дармоед'))).toEqual({
      seen: 0,
      touched: [],
      changed: 0,
    });
  });
});

describe('what «не нарушение» can teach', () => {
  const judge = new RuleJudge({ image });
  it('is the words that were marked, each once', () => {
    const marks = teachable(judge.verdict('дебил, дебил и сука. Когда почистят дорогу?'));
    expect(marks.map(({ kind, text }) => [kind, text])).toEqual([
      ['insult', 'дебил'],
      ['insult', 'сука'],
    ]);
  });

  it('takes the mark away everywhere once it is forbidden', () => {
    const [mark] = teachable(judge.verdict('Опять эти дебилы'));
    const office = additionsOf([['v', never(mark!.text, 'insult')]]);
    expect(new RuleJudge({ office, image }).verdict('дебилы повсюду').flagged).toBe(false);
  });
});
