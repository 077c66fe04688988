/** Floors of `npm run eval`: below them the shipped judge is worse than what was released before. */
import { describe, expect, it } from 'vitest';
import { createJudge } from '../../../detection';
import { measure } from '../../../scripts/lib/eval/measure';
import { decision, rocAuc, share } from '../../../scripts/lib/eval/metrics';
import { DATA, hasData } from '../../../scripts/lib/eval/rows';
import { QUESTIONS, type Question } from '../../../scripts/lib/eval/sets';
import { shippedModel } from '../../../scripts/lib/weights';

describe('measures', () => {
  it('of scores that part the classes, that say nothing, and that are upside down', () => {
    expect(rocAuc([0.1, 0.2, 0.8, 0.9], [false, false, true, true])).toBe(1);
    expect(rocAuc([0.5, 0.5, 0.5, 0.5], [false, true, false, true])).toBe(0.5);
    expect(rocAuc([0.9, 0.1], [false, true])).toBe(0);
  });

  it('of a decision', () => {
    const { precision, recall, falsePositives, f1 } = decision(
      [true, true, false, false, true],
      [true, false, true, false, true],
    );
    expect([precision.value, recall.value, falsePositives.value, f1]).toEqual([2 / 3, 2 / 3, 1 / 2, 2 / 3]);
  });

  it('with Wilson’s interval', () => {
    const { low, high } = share(5, 100);
    expect(low).toBeCloseTo(0.0215, 3);
    expect(high).toBeCloseTo(0.1118, 3);
  });
});

const judge = createJudge({ model: shippedModel() });

/** Measured figures less what a retraining may cost. */
const FLOORS: Partial<Record<string, { auc?: number; recall?: number; falsePositives?: number }>> = {
  'ok_mlcup rude': { auc: 0.985, recall: 0.88, falsePositives: 0.05 },
  'ru_2ch_pikabu rude': { auc: 0.915, recall: 0.5 },
  'vk_distorted rude': { auc: 0.85 },
  'russe_detox rude': { auc: 0.945 },
  'yt_abusive rude': { auc: 0.87 },
  'inappropriate rude': { falsePositives: 0.015 },
  'vk_admin_pages rude': { falsePositives: 0.05 },
  'tg_spam_umputun spam': { recall: 0.85 },
  'tg_spam_tizh spam': { recall: 0.8 },
  'vk_distorted spam': { falsePositives: 0.01 },
  'vk_admin_pages appeal': { recall: 0.9 },
};
const nameOf = ({ source, asked }: Question) => `${source} ${asked}`;

describe('the shipped judge on the labelled sets', () => {
  if (!hasData('dev')) {
    it(`is not measured here: the labelled sets are absent (${DATA})`, () => expect(hasData('dev')).toBe(false));
    return;
  }
  const asked = QUESTIONS.filter((question) => FLOORS[nameOf(question)]);

  it('is asked about every set that has a floor', () => {
    expect(asked.map(nameOf).sort()).toEqual(Object.keys(FLOORS).sort());
  });

  it.each(asked.map((question) => ({ name: nameOf(question), question })))('$name', ({ name, question }) => {
    const { auc, shipped } = measure(judge, question);
    const floor = FLOORS[name]!;
    if (floor.auc !== undefined) expect(auc).toBeGreaterThanOrEqual(floor.auc);
    if (floor.recall !== undefined) expect(shipped.recall.value).toBeGreaterThanOrEqual(floor.recall);
    if (floor.falsePositives !== undefined) {
      expect(shipped.falsePositives.value).toBeLessThanOrEqual(floor.falsePositives);
    }
  });
});
