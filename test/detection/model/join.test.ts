import { describe, expect, it } from 'vitest';
import { createJudge, Model, textKey } from '../../../detection';
import { HEADS, PLACES, type WeightsMeta } from '../../../detection/model/weights';
import { shippedModel } from '../../../scripts/lib/weights';

const model = shippedModel();
const judge = createJudge({ model });
const rules = createJudge();

/** A model that suspects everything of one thing, by its bias alone. */
function suspecting(head: (typeof HEADS)[number]): Model {
  const heads = Object.fromEntries(
    HEADS.map((name) => [
      name,
      {
        bias: name === head ? 5 : -5,
        unit: 1,
        curve: [
          [-5, 0.01],
          [5, 0.99],
        ],
        likely: 0.8,
        look: 0.5,
        alone: 0.3,
      },
    ]),
  ) as WeightsMeta['heads'];
  const meta: WeightsMeta = {
    ...{ features: 1, bucketBits: 0, heads, signs: {}, trainedOn: {}, seed: 1, licence: 'MIT', attribution: [] },
  };
  return new Model({ meta, checks: new Uint16Array(PLACES), values: new Int8Array(PLACES * HEADS.length) });
}

const rude = createJudge({ model: suspecting('rude') });

describe('rules and model as one judge', () => {
  it('flags what only the model suspects as likely, by the page’s clause, with the fragments that weighed', () => {
    const text = 'Соседи вчера собирали яблоки и ходили за грибами';
    expect(rules.judge(text).flagged).toBe(false);
    const verdict = rude.judge(text);
    expect(verdict).toMatchObject({ flagged: true, kinds: ['insult'] });
    expect(verdict.findings).toMatchObject([{ rule: 'model:rude', level: 'likely', clause: '8-insult' }]);
    for (const { start, end, text: fragment } of verdict.findings) expect(text.slice(start, end)).toBe(fragment);
  });

  it('leaves what a rule named to the rule', () => {
    const { findings, kinds } = rude.judge('Ты дурак');
    expect(kinds).toEqual(['insult']);
    expect(findings.map(({ level }) => level)).toEqual(['certain']);
  });

  it.each([
    ['a quotation', 'Он написал: «ты дурак», — и ушёл'],
    ['a denial', 'Вы не дураки, а умные люди'],
    ['lawful criticism', 'Администрация опять ничего не делает, позор таким чиновникам'],
  ])('flags nothing against %s, however sure the model is', (_, text) => {
    const verdict = rude.judge(text);
    expect(verdict.flagged, JSON.stringify(verdict.findings)).toBe(false);
    expect(Math.max(verdict.scores.insult ?? 0, verdict.scores.aggression ?? 0)).toBeLessThan(0.5);
  });

  it('says nothing of a text that a person called no violation, however it is spaced', () => {
    const excepted = createJudge({ model: suspecting('rude'), exceptions: [textKey('Яблоки,   груши')] });
    expect(excepted.judge('яблоки груши')).toMatchObject({ flagged: false, findings: [] });
    expect(excepted.judge('яблоки, груши и сливы').flagged).toBe(true);
  });

  it('flags nothing that the office vetoed, and what it did not veto', () => {
    const veto = { kind: 'insult', text: 'яблоки и груши', forms: false } as const;
    const taught = createJudge({ model: suspecting('rude'), office: { words: [], vetoes: [veto] } });
    expect(taught.judge('Вот ваши яблоки и груши стоят на столе').flagged).toBe(false);
    expect(taught.judge('Вот ваши яблоки и сливы стоят на столе').flagged).toBe(true);
  });

  it('calls an offer of drugs unlawful and not an advert besides', () => {
    const verdict = createJudge({ model: suspecting('spam') }).judge('Закладки, мефедрон, шишки круглосуточно, пишите');
    expect(verdict.kinds).toEqual(['unlawful']);
  });

  it('keeps scores within 0..1 and above one half for what a rule is sure of', () => {
    for (const text of ['', 'Ты дурак', 'Когда дадут свет?', 'Заработок без вложений, пишите в лс @abc_bot']) {
      const { scores, kinds } = judge.judge(text);
      for (const value of Object.values(scores)) expect(value).toBeGreaterThanOrEqual(0);
      for (const value of Object.values(scores)) expect(value).toBeLessThanOrEqual(1);
      for (const kind of kinds) expect(scores[kind]).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('says of an empty text nothing', () => {
    expect(judge.judge('')).toMatchObject({ flagged: false, kinds: [], findings: [] });
  });
});
