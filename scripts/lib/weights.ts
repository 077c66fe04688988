/** The shipped weights for whoever runs in Node. */
import { readFileSync } from 'node:fs';
import { Model, readWeights } from '../../detection';

export const WEIGHTS_FILE = new URL('../../public/model/weights.bin', import.meta.url);

/** @throws WeightsError, or what the file system throws when there are none */
export function shippedModel(): Model {
  const { buffer, byteOffset, byteLength } = readFileSync(WEIGHTS_FILE);
  return new Model(readWeights((buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength)));
}
