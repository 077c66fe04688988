import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileImage, createJudge, DEFAULT_CLAUSES, type JudgeOptions, officeRules, RULES } from '../../detection';
import { builtinPack } from '../../packs/builtin';
import { makePublisher, type Publisher, readDraft, readPublisher, withDraft, wordRules } from '../../packs/composition';
import { packAddress } from '../../packs/fetching';
import { layoutsWith } from '../../packs/layouts';
import { emptyPack, keyText, MOST_BYTES, packFile, readKey, readPack, signPack } from '../../packs/pack';
import { packAdditions, rulesFault } from '../../packs/rules';
import { FEDERAL } from '../../publishing/memorable';
import { STARTERS } from '../../replies/starter';
import { LAYOUTS } from '../../sites/layouts';
import { fileOf, pack, publisher } from './samples';

let by: Publisher;
beforeAll(async () => {
  by = await publisher();
});

const image = compileImage(RULES);
const judgeWith = (options: JudgeOptions = {}) => createJudge({ ...options, image });
const NO_WORDS = officeRules({ words: [], vetoes: [] });
const faultOf = async (text: string): Promise<string> => {
  const read = await readPack(text);
  return read.ok ? 'none' : read.fault;
};

/** A signed file as whoever tampers with it sees it. */
interface Loose {
  pack: { templates: object[]; layouts: { page: object }[] };
}

/** The signed file with something of it changed after signing. */
async function tampered(change: (file: Loose) => void): Promise<string> {
  const file = JSON.parse(await fileOf(by));
  change(file);
  return JSON.stringify(file);
}

describe('a pack file', () => {
  it('is read as it was signed, whatever its spaces and the order of its fields', async () => {
    const text = await fileOf(by);
    const backwards = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(backwards)
        : value && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, backwards(inner)]),
            )
          : value;
    for (const form of [text, JSON.stringify(JSON.parse(text)), JSON.stringify(backwards(JSON.parse(text)), null, 8)]) {
      const read = await readPack(form);
      expect(read.ok && read.signed.pack).toEqual(pack());
    }
  });

  it.each([
    ['a word of a reply', 'signature', (file: Loose) => Object.assign(file.pack.templates[0]!, { text: 'Иначе' })],
    ['the number', 'signature', (file: Loose) => Object.assign(file.pack, { number: 99 })],
    ['a field nobody knows', 'shape', (file: Loose) => Object.assign(file.pack, { script: 'x' })],
    [
      'a field nobody knows, deep inside',
      'shape',
      (file: Loose) => Object.assign(file.pack.layouts[0]!.page, { click: 'x' }),
    ],
    ['a menu in a layout', 'menu', (file: Loose) => Object.assign(file.pack.layouts[0]!, { menu: { opener: ['a'] } })],
    ['an empty menu in a layout', 'menu', (file: Loose) => Object.assign(file.pack.layouts[0]!, { menu: null })],
    ['a later format', 'later', (file: Loose) => Object.assign(file, { version: 2 })],
    ['a reply twice', 'shape', (file: Loose) => file.pack.templates.push(file.pack.templates[0]!)],
    ['a day that no calendar has', 'shape', (file: Loose) => Object.assign(file.pack, { expires: '2027-02-30' })],
  ])('with %s changed is refused: %s', async (_what, fault, change) => {
    expect(await faultOf(await tampered(change))).toBe(fault);
  });

  it('signed by one and named another’s is refused', async () => {
    const other = await publisher();
    expect(await faultOf(await tampered((file) => Object.assign(file, { key: other.key })))).toBe('signature');
  });

  it('longer than a pack may be is not even parsed', async () => {
    expect(await faultOf(`"${'я'.repeat(MOST_BYTES / 2)}"`)).toBe('too-large');
  });

  it('of any content gives an answer and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect((await readPack(text)).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('cut anywhere, or with any byte changed, is refused or reads as the very pack', async () => {
    const text = await fileOf(by);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.string({ minLength: 1, maxLength: 1 }),
        fc.boolean(),
        async (at, sign, cut) => {
          const read = await readPack(cut ? text.slice(0, at) : text.slice(0, at) + sign + text.slice(at + 1));
          if (read.ok) expect(read.signed.pack).toEqual(pack());
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('keys of publishers', () => {
  it('come back from their text, and from their file', async () => {
    expect(readKey(` ${keyText(by.key)}\n`)).toEqual(by.key);
    for (const text of ['', 'a.b', `${keyText(by.key)}.x`, by.key.x]) expect(readKey(text)).toBeNull();
    const text = await makePublisher();
    const [one, two] = [JSON.parse(text), JSON.parse(await makePublisher())];
    expect(await readPublisher(JSON.stringify({ ...one, secret: two.secret }))).toBeNull();
    expect(await readPublisher('{}')).toBeNull();
  });
});

describe('rules of packs', () => {
  it('mark what they name, under the clause that they cite', () => {
    const { book, left } = packAdditions([pack()], DEFAULT_CLAUSES, NO_WORDS);
    expect(left).toEqual([]);
    const verdict = judgeWith({ packs: book }).judge('Какой же ты чурбанчик');
    expect(verdict.findings).toMatchObject([{ rule: 'pack-district-word', clause: '8-insult', text: 'чурбанчик' }]);
    expect(judgeWith().judge('Какой же ты чурбанчик').flagged).toBe(false);
  });

  it('of two packs do not touch each other’s names, nor the office’s', () => {
    const rules = pack().rules!;
    const other = pack({ id: 'region', rules: { ...rules, classes: { end: '|ище' } } });
    const office = { words: [{ id: 'a', kind: 'insult' as const, text: 'дубинушка', forms: true }], vetoes: [] };
    const { book } = packAdditions([pack(), other], DEFAULT_CLAUSES, officeRules(office));
    const judge = judgeWith({ packs: book, office });
    const found = (text: string) => judge.judge(text).findings.map(({ rule }) => rule);
    expect(found('чурбанчикы')).toEqual(['pack-district-word']);
    expect(found('чурбанчикище')).toEqual(['pack-region-word']);
    expect(found('дубинушкой')).toEqual(['office-a']);
  });

  it('take back a mark by a veto', () => {
    const rules = pack().rules!;
    const { book } = packAdditions(
      [pack({ rules: { ...rules, rules: [], vetoes: { insult: ['дебил'] } } })],
      DEFAULT_CLAUSES,
      NO_WORDS,
    );
    expect(judgeWith().judge('Он дебил').flagged).toBe(true);
    expect(judgeWith({ packs: book }).judge('Он дебил').flagged).toBe(false);
  });

  it.each([
    ['a pattern that is none', { patterns: ['((('] }, '"'],
    ['a clause that nobody has', { clause: 'none' }, 'unknown clause'],
    ['a detector', { detector: 'phone' }, 'detector'],
    ['no pattern', { patterns: [] }, 'neither patterns'],
  ])('with %s cannot be used', (_what, change, fault) => {
    const rules = pack().rules!;
    const broken = pack({ rules: { ...rules, rules: [{ ...rules.rules[0]!, ...change }] } });
    expect(rulesFault(broken, DEFAULT_CLAUSES)).toContain(fault);
  });
});

describe('layouts of packs', () => {
  it('come before the extension’s, and one of the same name in its place, without a menu', () => {
    const { menu: _, ...first } = LAYOUTS[0]!;
    const mended = { ...first, seen: '2026-12' };
    const layouts = layoutsWith(LAYOUTS, [pack({ layouts: [mended] })]);
    expect(layouts).toHaveLength(LAYOUTS.length);
    expect(layouts[0]).toEqual(mended);
  });
});

describe('what comes with the extension', () => {
  const builtin = builtinPack({
    templates: STARTERS.map((one) => ({ ...one, topics: [...one.topics] })),
    dates: [...FEDERAL],
    title: 'a',
    publisher: 'b',
  });

  it('is a pack of the same format', async () => {
    const read = await readPack(packFile(await signPack(builtin, by)));
    expect(read.ok && read.signed.pack).toEqual(builtin);
    expect(builtin.templates).toHaveLength(STARTERS.length);
    expect(builtin.rules?.rules).toHaveLength(RULES.rules.length);
    expect(builtin.layouts).toHaveLength(LAYOUTS.length);
  });

  it('is what the extension runs on: the same compiled rules to the byte, the same layouts, replies, clauses and dates', () => {
    expect(Buffer.from(compileImage(builtin.rules!)).equals(Buffer.from(image))).toBe(true);
    expect(builtin.layouts).toEqual(LAYOUTS.map(({ menu: _, ...layout }) => layout));
    expect(builtin.templates.map(({ id: _, ...reply }) => reply)).toEqual(
      STARTERS.map(({ title, text, topics }) => ({ title, text, topics })),
    );
    expect(builtin.clauses).toEqual(DEFAULT_CLAUSES);
    expect(builtin.dates).toEqual(FEDERAL);
  });

  it('is well below the longest file that is read', async () => {
    expect(packFile(await signPack(builtin, by)).length * 2).toBeLessThan(MOST_BYTES);
  });
});

describe('making a pack', () => {
  it('takes parts from a file, signed or not, and names what it cannot read', async () => {
    const signed = readDraft(await fileOf(by));
    expect('draft' in signed && signed.draft.dates).toEqual(pack().dates);
    expect(readDraft('{"dates":[{"title":"День","on":{"day":"01-02"}}]}')).toEqual({
      draft: { dates: [{ title: 'День', on: { day: '01-02' } }] },
    });
    expect(readDraft('{"dates":[{"title":""}]}')).toHaveProperty('fault');
    expect(readDraft('{"click":1}')).toEqual({ fault: 'click: unknown' });
  });

  it('turns the office’s words into rules that another office can use', () => {
    const rules = wordRules({
      words: [{ id: 'f3c0-uuid', kind: 'insult', text: 'лоботряс', forms: true }],
      vetoes: [],
    });
    const whole = withDraft(emptyPack('a', 'a', 'a', '2027-01-01'), { rules });
    expect(rulesFault(whole, DEFAULT_CLAUSES)).toBe('');
    const { book } = packAdditions([whole], DEFAULT_CLAUSES, NO_WORDS);
    expect(judgeWith({ packs: book }).judge('Лоботрясы вы').findings).toMatchObject([{ rule: 'pack-a-office-word-1' }]);
  });
});

it.each([
  ['region.ru/pack.json', 'https://region.ru/pack.json'],
  [' http://10.0.0.5:8080/a.json?v=2#x ', 'http://10.0.0.5:8080/a.json?v=2'],
  ['ftp://region.ru/a', undefined],
  ['javascript://x', undefined],
  ['https://user:pass@region.ru/', undefined],
  ['два слова', undefined],
  ['', undefined],
])('the address «%s» is %s', (typed, href) => {
  expect(packAddress(typed)?.href).toBe(href);
});
