import { describe, expect, it } from 'vitest';
import { createJudge } from '../../detection';
import { shippedModel } from '../../scripts/lib/weights';
import { SUITE } from './suite';
import { outcomes, share } from './suite/outcome';

const judge = createJudge({ model: shippedModel() });
const all = outcomes(SUITE, (text) => judge.judge(text));

/** Floors of the whole suite; a failing run names every case that went wrong. */
const FLOORS = [
  { say: ['violation'], most: 0.03, what: 'violations missed' },
  { say: ['innocent'], most: 0.01, what: 'innocent texts flagged' },
  { say: ['criticism'], most: 0, what: 'lawful criticism flagged' },
  { say: ['appeal', 'no appeal'], most: 0.07, what: 'appeals mistaken' },
] as const;

describe('functional suite', () => {
  it('has at least 600 cases, none twice', () => {
    const texts = SUITE.flatMap((group) => group.texts);
    expect(texts.length).toBeGreaterThanOrEqual(600);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('has a group for every kind of violation', () => {
    const kinds = SUITE.flatMap(({ expected }) => (expected.say === 'violation' ? expected.kinds : []));
    expect([...new Set(kinds)].sort()).toEqual(
      ['aggression', 'insult', 'obscenity', 'personal-data', 'spam', 'unlawful'].sort(),
    );
  });

  it.each(FLOORS)('$what: at most $most of them', ({ say, most }) => {
    const { faults, rate, cases } = share(all, ...say);
    expect(rate, `${faults.length} of ${cases}:\n${faults.join('\n')}`).toBeLessThanOrEqual(most);
  });

  it.each(all.map((outcome) => ({ name: outcome.group.name, ...outcome })))(
    '$name: at most a tenth goes wrong',
    (outcome) => {
      const { faults, group } = outcome;
      expect(faults.length / group.texts.length, faults.join('\n')).toBeLessThanOrEqual(0.1);
    },
  );

  it('recognises lawful criticism of the authorities as such', () => {
    const texts = SUITE.flatMap(({ expected, texts }) => (expected.say === 'criticism' ? texts : []));
    const missed = texts.filter((text) => judge.judge(text).criticism !== true);
    expect(missed.length / texts.length, missed.join('\n')).toBeLessThanOrEqual(0.1);
  });

  it('calls no praise or advertisement criticism', () => {
    for (const text of ['Спасибо администрации за мост!', 'Молодцы депутаты, помогли', 'Продам гараж']) {
      expect(judge.judge(text).criticism, text).toBeUndefined();
    }
  });
});
