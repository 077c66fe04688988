import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWeights, type Weights, WeightsError, writeWeights } from '../../../detection';
import { HEADS, PLACES } from '../../../detection/model/weights';

const BITS = 2;

function weights(values: Int8Array, checks: Uint16Array): Weights {
  const head = { bias: -1, unit: 0.01, curve: [[-1, 0.1] as [number, number]], likely: 0.8, look: 0.5, alone: 0.3 };
  return {
    meta: {
      features: 1,
      bucketBits: BITS,
      heads: { rude: head, threat: head, spam: head, appeal: head },
      signs: { 'insult:certain': [1, 0, 0, 0] },
      trainedOn: { 'own:rude': 3 },
      seed: 7,
      licence: 'MIT',
      attribution: ['nobody'],
    },
    checks,
    values,
  };
}

function bytesOf(written: Uint8Array): ArrayBuffer {
  return written.slice().buffer as ArrayBuffer;
}

const places = PLACES << BITS;
const SAMPLE = writeWeights(weights(new Int8Array(places * HEADS.length).fill(-3), new Uint16Array(places).fill(9)));

describe('weights', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(
        fc.int8Array({ minLength: places * HEADS.length, maxLength: places * HEADS.length }),
        fc.uint16Array({ minLength: places, maxLength: places }),
        (values, checks) => {
          const written = weights(values, checks);
          expect(readWeights(bytesOf(writeWeights(written)))).toEqual(written);
        },
      ),
    );
  });

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['something else', new TextEncoder().encode('<!doctype html><title>no</title>')],
    ['a part of them', SAMPLE.slice(0, SAMPLE.length - 1)],
    ['their head alone', SAMPLE.slice(0, 40)],
    ['another version', SAMPLE.with(4, 99)],
    ['a broken description', SAMPLE.with(13, 0x21)],
  ])('are refused when they are %s', (_, bytes) => {
    expect(() => readWeights(bytesOf(bytes))).toThrow(WeightsError);
  });
});
