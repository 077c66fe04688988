/** The model's weights: a file of the extension's own, read when the first comment comes to be judged. */
import browser from 'webextension-polyfill';
import { Model, readWeights } from '../../detection';

/** @throws WeightsError when the file is not what this version reads */
export async function loadModel(): Promise<Model> {
  const response = await fetch(browser.runtime.getURL('model/weights.bin'));
  return new Model(readWeights(await response.arrayBuffer()));
}
