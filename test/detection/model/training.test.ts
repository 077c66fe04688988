import { describe, expect, it } from 'vitest';
import { textKey } from '../../../detection';
import { isotonic } from '../../../training/calibration';
import { extract, keepFeatures } from '../../../training/corpus';
import { train } from '../../../training/logistic';
import { random, SEED } from '../../../training/random';
import { chosen, ownTexts } from '../../../training/texts';
import { SUITE } from '../suite';

describe('own texts', () => {
  const suite = new Set(SUITE.flatMap(({ texts }) => texts.map(textKey)));
  const own = ownTexts(SEED, suite);

  it('hold none of the functional suite, so that the suite measures what was not learnt by heart', () => {
    expect(own.filter(({ text }) => suite.has(textKey(text)))).toEqual([]);
    // What is named is left out, and nothing else.
    const named = new Set([textKey(own[0]!.text)]);
    expect(ownTexts(SEED, named).length).toBeLessThan(ownTexts(SEED, new Set()).length);
  });

  it('are the same for the same seed', () => {
    expect(ownTexts(SEED, suite)).toEqual(own);
  });

  it('leave no brace unread', () => {
    expect(own.filter(({ text }) => /[{}|]/.test(text))).toEqual([]);
  });

  it('are refused with a brace that never ends', () => {
    expect(() => chosen('{а|б', random(1))).toThrow('without an end');
  });
});

describe('training', () => {
  const texts = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? `мерзкий тип ${i}` : `хороший день ${i}`));
  const corpus = extract(texts, 2);
  const task = {
    targets: Float32Array.from(texts, (_, i) => 1 - (i % 2)),
    weights: new Float32Array(texts.length).fill(1),
    sign: () => true,
  };
  const settings = { seed: 5, epochs: 4, rate: 0.1, decay: 1e-5, smoothing: 0.02, dropout: 0.3 };

  it('is repeatable to the last bit', () => {
    expect(train(corpus, task, settings)).toEqual(train(corpus, task, settings));
  });

  it('depends on the seed', () => {
    expect(train(corpus, task, { ...settings, seed: 6 }).bias).not.toBe(train(corpus, task, settings).bias);
  });

  it('keeps rows whole when features are left out', () => {
    const half = keepFeatures(corpus, (feature) => feature % 2 === 0);
    expect(half.hashes).toEqual(corpus.hashes.filter((_, k) => k % 2 === 0));
    for (let row = 0; row < corpus.rows; row++) {
      const kept = [...corpus.features.subarray(corpus.from[row]!, corpus.from[row + 1]!)].filter((k) => k % 2 === 0);
      expect([...half.features.subarray(half.from[row]!, half.from[row + 1]!)]).toEqual(kept.map((k) => k / 2));
    }
  });

  it('calibrates to a rising curve of probabilities', () => {
    const next = random(3);
    const scored = Array.from({ length: 4000 }, () => {
      const score = next() * 8 - 4;
      return { score, target: next() < 1 / (1 + Math.exp(-score)) ? 1 : 0, weight: 1 };
    });
    const curve = isotonic(scored);
    for (let i = 1; i < curve.length; i++) {
      expect(curve[i]![0]).toBeGreaterThan(curve[i - 1]![0]);
      expect(curve[i]![1]).toBeGreaterThanOrEqual(curve[i - 1]![1]);
    }
    for (const [score, probability] of curve) {
      expect(Math.abs(probability - 1 / (1 + Math.exp(-score)))).toBeLessThan(0.12);
    }
  });
});
