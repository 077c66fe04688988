/** From trained heads to the checked table of whole numbers that is shipped. */
import { checkOf, HEADS, type Head, PLACES } from '../detection/model/weights';
import type { Corpus } from './corpus';
import type { LinearModel } from './logistic';

const LARGEST = 127;

/** Features worth keeping, most telling first: how far a feature moves a score, times how often it is met. */
export function mostTelling(corpus: Corpus, models: Readonly<Record<Head, LinearModel>>, most: number): Set<number> {
  const worth = new Float64Array(corpus.hashes.length);
  for (const head of HEADS) {
    const weights = models[head].features;
    for (let k = 0; k < worth.length; k++) {
      worth[k] = Math.max(worth[k]!, Math.abs(weights[k]!) * corpus.frequency[k]! ** 0.35);
    }
  }
  const order = Array.from(worth, (_, k) => k).sort((a, b) => worth[b]! - worth[a]! || a - b);
  return new Set(order.slice(0, most).filter((k) => worth[k]! > 0));
}

export interface Table {
  checks: Uint16Array;
  values: Int8Array;
  units: Record<Head, number>;
  placed: number;
}

/**
 * Rounds the weights of each head to a byte and places them; the few that find their bucket full are left out, the
 * least telling first.
 */
export function tabulate(corpus: Corpus, models: Readonly<Record<Head, LinearModel>>, bucketBits: number): Table {
  const places = PLACES << bucketBits;
  const checks = new Uint16Array(places);
  const values = new Int8Array(places * HEADS.length);
  const units = Object.fromEntries(HEADS.map((head) => [head, unitOf(models[head].features)])) as Record<Head, number>;
  const worth = new Float64Array(corpus.hashes.length);
  for (const head of HEADS) {
    for (let k = 0; k < worth.length; k++) {
      worth[k] = Math.max(worth[k]!, Math.abs(models[head].features[k]!) / units[head]);
    }
  }
  const order = Array.from(worth, (_, k) => k).sort((a, b) => worth[b]! - worth[a]! || a - b);
  let placed = 0;
  for (const k of order) {
    if (worth[k]! < 0.5) break;
    const hash = corpus.hashes[k]!;
    const check = checkOf(hash);
    const bucket = (hash >>> (32 - bucketBits)) * PLACES;
    let place = bucket;
    while (place < bucket + PLACES && checks[place] !== 0 && checks[place] !== check) place++;
    if (place === bucket + PLACES || checks[place] === check) continue;
    checks[place] = check;
    HEADS.forEach((head, h) => {
      values[place * HEADS.length + h] = rounded(models[head].features[k]! / units[head]);
    });
    placed++;
  }
  return { checks, values, units, placed };
}

/** The largest weights are cut, so that the many small ones are told apart. */
function unitOf(weights: Float64Array): number {
  const sizes = Float64Array.from(weights, Math.abs).sort();
  const large = sizes[Math.floor((sizes.length - 1) * 0.9995)]!;
  return large > 0 ? large / LARGEST : 1;
}

function rounded(value: number): number {
  return Math.max(-LARGEST, Math.min(LARGEST, Math.round(value)));
}
