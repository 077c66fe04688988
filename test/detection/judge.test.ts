import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { compileImage, createJudge, DEFAULT_CLAUSES, RULES, RuleBookError, RuleJudge, textKey } from '../../detection';
import type { RuleBook } from '../../detection/rulebook';
import { Verdict, VIOLATION_KINDS } from '../../types';
import { SUITE } from './suite';

// Thousands of texts, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 30_000 });

const image = compileImage(RULES);
const judge = createJudge({ image });
const parts = SUITE.flatMap(({ texts }) => texts).flatMap((text) => text.split(' '));
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.constantFrom(...parts, ' ', '*', '.', '\n', '@', '«', '»', '-', '3'), { maxLength: 40 })
    .map((all) => all.join('')),
  fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((all) => all.join(' ')),
);

describe('verdict', () => {
  it('is a Verdict whose findings are slices of the text, whatever the text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const verdict = judge.judge(text);
        expect(Verdict.safeParse(verdict).success).toBe(true);
        for (const finding of verdict.findings) {
          expect(text.slice(finding.start, finding.end)).toBe(finding.text);
          expect(finding.text).not.toBe('');
          expect(finding.confidence).toBeGreaterThan(0);
          expect(finding.confidence).toBeLessThanOrEqual(1);
          if (finding.kind === 'appeal') expect(finding.clause).toBe('');
          else expect(DEFAULT_CLAUSES.map(({ id }) => id)).toContain(finding.clause);
        }
        const shown = verdict.findings.filter(({ level, kind }) => level !== 'look' && kind !== 'appeal');
        expect(verdict.flagged).toBe(shown.length > 0);
        expect(verdict.kinds).toEqual(VIOLATION_KINDS.filter((kind) => shown.some((finding) => finding.kind === kind)));
      }),
      { numRuns: 400 },
    );
  });

  it('does not depend on what was judged before', () => {
    fc.assert(
      fc.property(hostile, hostile, (before, text) => {
        const used = new RuleJudge({ image });
        const first = used.verdict(text);
        used.verdict(before);
        expect(used.verdict(text)).toEqual(first);
      }),
      { numRuns: 15 },
    );
  });

  it('does not depend on case', () => {
    const plain = SUITE.filter(({ name }) => /plain|spam|wish|call/.test(name)).flatMap(({ texts }) => texts);
    for (const text of plain) {
      expect(judge.judge(text.toUpperCase()).kinds, text).toEqual(judge.judge(text.toLowerCase()).kinds);
    }
  });

  it('names fragment, rule and clause', () => {
    const verdict = judge.judge('Вот так и живём. Ты дурак!');
    expect(verdict.findings).toEqual([
      {
        kind: 'insult',
        rule: 'insult-addressed',
        clause: '8-insult',
        start: 17,
        end: 25,
        text: 'Ты дурак',
        confidence: 0.85,
        level: 'certain',
      },
    ]);
  });

  it.each([
    ['before emoji and direction marks', '👍👍 \u202eсука', 'сука'],
    ['through characters that cannot be seen', 'да су\u200bка же', 'су\u200bка'],
    ['of letters set apart', 'ну ты с у к а', 'с у к а'],
    ['of a word cut in two', 'вот су-ка', 'су-ка'],
    ['of a masked word', 'ну и п****ц', 'п****ц'],
    ['of letters beyond the basic plane', 'вот 𝐜𝐲𝐤𝐚 да', '𝐜𝐲𝐤𝐚'],
  ])('gives the place %s', (_, text, fragment) => {
    expect(judge.judge(text).findings.map((finding) => finding.text)).toContain(fragment);
  });

  it('trusts what is read through a trick less than what is written', () => {
    const plain = judge.judge('суки').scores.insult!;
    expect(judge.judge('с у к и').scores.insult).toBeLessThan(plain);
    expect(judge.judge('suki').scores.insult).toBeLessThan(plain);
  });

  it('shows coarse words only on request', () => {
    const verdict = judge.judge('Дороги говно');
    expect(verdict).toMatchObject({ flagged: false, kinds: [] });
    expect(verdict.findings.map(({ level }) => level)).toEqual(['look']);
  });

  it('keeps one finding of a kind where several rules meet', () => {
    const insults = judge.judge('Вы твари продажные').findings.filter(({ kind }) => kind === 'insult');
    expect(insults.map(({ text }) => text)).toEqual(['твари продажные']);
  });
});

describe('cost', () => {
  const cost = (text: string) => {
    const counted = new RuleJudge({ image });
    counted.verdict(text);
    const before = counted.operations;
    counted.verdict(text);
    return counted.operations - before;
  };

  it.each([
    ['insults', 'ты дурак '],
    ['masks', 'п****ц '],
    ['lone letters', 'х у й '],
    ['one endless word', 'ебл'],
    ['glued words', 'су-ка.'],
    ['stretched letters', 'суууука '],
    ['unclosed quotes', '«'],
    ['signs', '*@$'],
    ['numbers', '4276 3801 2345 6782 '],
    ['links', 'http://a.ru/b '],
    ['combining characters', 'а\u0301\u0301\u0301'],
    ['emoji', '👍🏽'],
    ['appeals', 'когда почистят дорогу? '],
    ['offers', 'заработок в лс '],
    ['pronouns', 'вы ты я он не '],
  ])('of %s grows with the length of the text', (_, unit) => {
    const once = cost(unit.repeat(500));
    expect(cost(unit.repeat(5000))).toBeLessThanOrEqual(once * 11 + 200);
  });

  it('of any text is at most a constant number of look-ups a letter', () => {
    const counted = new RuleJudge({ image });
    fc.assert(
      fc.property(hostile, (text) => {
        counted.verdict(text);
        const before = counted.operations;
        counted.verdict(text);
        expect(counted.operations - before).toBeLessThanOrEqual(40 * text.length);
      }),
    );
  });

  it('of a million characters without a space is no trouble', () => {
    const text = 'сук'.repeat(350_000);
    expect(judge.judge(text).flagged).toBe(false);
    expect(judge.judge(`${'дурак '.repeat(170_000)}ты дурак`).flagged).toBe(true);
  });
});

describe('options', () => {
  it('leaves a text alone that a person called no violation, however it is spaced', () => {
    const tolerant = createJudge({ image, exceptions: [textKey('Ты дурак, Петя')] });
    expect(tolerant.judge('ты   ДУРАК Петя!').flagged).toBe(false);
    expect(tolerant.judge('Ты дурак, Вася').flagged).toBe(true);
  });

  it('still sees an appeal in such a text', () => {
    const text = 'Ты дурак? Когда почистят дорогу?';
    const tolerant = createJudge({ image, exceptions: [textKey(text)] });
    expect(tolerant.judge(text)).toMatchObject({ flagged: false, kinds: [] });
    expect(tolerant.judge(text).scores.appeal).toBeGreaterThan(0);
  });

  it('cites the clauses of the page', () => {
    const clauses = [{ ...DEFAULT_CLAUSES[0]!, id: 'our-4', number: '4', kinds: ['insult' as const] }];
    const ours = createJudge({ image, clauses });
    expect(ours.judge('Ты дурак').findings[0]!.clause).toBe('our-4');
    expect(ours.judge('Пиздец').findings[0]!.clause).toBe('8-obscenity');
  });

  it.each([
    ['as it is written', { text: 'шмурдяк', forms: false }, 'Шмурдяк!', true],
    ['not in other forms', { text: 'шмурдяк', forms: false }, 'шмурдяком', false],
    ['in its other forms', { text: 'шмурдяк', forms: true }, 'таким шмурдяком', true],
    ['as a phrase', { text: 'продам гараж', forms: true }, 'Продаю гаражи', false],
    ['as a phrase in other forms', { text: 'тихая гавань', forms: true }, 'в тихую гавань', true],
    ['through look-alikes', { text: 'шмурдяк', forms: false }, 'шмypдяк', true],
  ])('takes a word of the office %s', (_, word, text, flagged) => {
    const office = { words: [{ id: 'w1', kind: 'insult' as const, ...word }], vetoes: [] };
    const verdict = createJudge({ image, office }).judge(text);
    expect(verdict.flagged).toBe(flagged);
    if (flagged) expect(verdict.findings[0]).toMatchObject({ rule: 'office-w1', clause: '8-insult', kind: 'insult' });
  });

  it('takes a veto of the office', () => {
    const office = { words: [], vetoes: [{ kind: 'any' as const, text: 'дебил', forms: true }] };
    const lenient = createJudge({ image, office });
    expect(lenient.judge('дебилы').flagged).toBe(false);
    expect(lenient.judge('идиоты').flagged).toBe(true);
  });

  it.each(['', '...', '漢字'])('refuses %j as a word of the office', (text) => {
    const office = { words: [{ id: 'w1', kind: 'insult' as const, text, forms: true }], vetoes: [] };
    expect(() => createJudge({ image, office })).toThrow();
  });

  it('remembers verdicts by text, within bounds', () => {
    const remembering = createJudge({ image, cacheSize: 2 });
    const first = remembering.judge('раз');
    expect(remembering.judge('раз')).toBe(first);
    remembering.judge('два');
    remembering.judge('раз');
    remembering.judge('три');
    expect(remembering.judge('раз')).toBe(first);
    remembering.judge('два');
    remembering.judge('три');
    expect(remembering.judge('раз')).not.toBe(first);
  });
});

describe('rule book', () => {
  const book = (changes: Partial<RuleBook>): RuleBook => ({
    classes: {},
    rules: [],
    vetoes: {},
    roles: {},
    signals: {},
    ...changes,
  });
  const rule = {
    id: 'one',
    kind: 'insult',
    clause: '8-insult',
    severity: 1,
    confidence: 0.5,
    patterns: ['слово'],
  } as const;
  const rules = (...changes: object[]) =>
    book({ rules: changes.map((change) => ({ ...rule, patterns: [...rule.patterns], ...change })) });

  it.each([
    ['an id taken twice', rules({}, {}), 'one: this id is taken'],
    ['an unknown clause', rules({ clause: '99' }), 'one: unknown clause "99"'],
    ['an unknown detector', rules({ detector: 'constructor' }), 'one: unknown detector "constructor"'],
    ['an unknown signal', rules({ combinations: [['none']] }), 'one: unknown signal "none"'],
    ['nothing to look for', rules({ patterns: [] }), 'one: has neither patterns'],
    ['a pattern that is wrong', rules({ patterns: ['а('] }), 'one: Pattern «а(»'],
    ['a veto that is wrong', rules({ vetoes: ['<нет>'] }), 'one vetoes: Pattern «<нет>»'],
    ['a role that is wrong', book({ roles: { report: [''] } }), 'role report: Pattern «»'],
    ['a signal that is wrong', book({ signals: { earn: ['*'] } }), 'signal earn: Pattern «*»'],
    ['a confidence beyond one', rules({ confidence: 2 }), 'rules.0.confidence'],
    ['an unknown kind', rules({ kind: 'other' }), 'rules.0.kind'],
    ['an appeal with a clause', rules({ kind: 'appeal' }), 'one: unknown clause'],
  ])('refuses %s', (_, data, message) => {
    const attempt = () => createJudge({ rules: data });
    expect(attempt).toThrow(RuleBookError);
    expect(attempt).toThrow(message);
  });

  it('names every fault at once', () => {
    const data = rules({ patterns: ['('] }, { id: 'two', clause: '?' });
    expect(() => createJudge({ rules: data })).toThrow(/one: [\s\S]*two: /);
  });

  it('needs no rules at all', () => {
    expect(createJudge({ rules: book({}) }).judge('Ты дурак')).toEqual({
      flagged: false,
      kinds: [],
      scores: {},
      findings: [],
    });
  });

  it('survives a trip through JSON, as a pack makes it', () => {
    const packed = createJudge({ rules: JSON.parse(JSON.stringify(RULES)) });
    for (const text of parts.slice(0, 300)) expect(packed.judge(text)).toEqual(judge.judge(text));
  });

  it('vetoes a match that overlaps and no other', () => {
    const own = createJudge({ rules: rules({ patterns: ['козел'], vetoes: ['козел отпущения'] }) });
    expect(own.judge('козел отпущения и козел').findings.map(({ start }) => start)).toEqual([18]);
  });

  it('holds a combination only when its signals stand near', () => {
    const signals = { one: ['альфа'], two: ['бета'] };
    const own = createJudge({ rules: { ...rules({ patterns: [], combinations: [['one', 'two']] }), signals } });
    expect(own.judge('бета. Потом альфа').findings.map(({ text }) => text)).toEqual(['альфа']);
    expect(own.judge(`альфа ${'слово '.repeat(60)}бета`).flagged).toBe(false);
    expect(own.judge('альфа альфа').flagged).toBe(false);
  });
});
