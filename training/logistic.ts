/**
 * Logistic regression by AdaGrad over sparse rows, in typed arrays; repeatable from its seed. Features are scaled by
 * how far apart the classes use them (NB-SVM: Wang and Manning, 2012), so that what tells nothing learns little.
 */
import { lengthScale } from '../detection/model/model';
import type { Corpus } from './corpus';
import { random } from './random';

/** What one head learns from: a target in 0..1 and a weight for each row; a weight of 0 leaves the row out. */
export interface Task {
  targets: Float32Array;
  weights: Float32Array;
  /** Whether a sign may be used. */
  sign(name: string): boolean;
}

export interface LinearModel {
  bias: number;
  features: Float64Array;
  signs: Float64Array;
}

export interface Settings {
  seed: number;
  epochs: number;
  rate: number;
  /** Pull of every weight to zero. */
  decay: number;
  /** Targets are drawn this far from 0 and 1. */
  smoothing: number;
  /** Share of visits at which a row's signs are hidden, so that the words learn what rules would have told. */
  dropout: number;
}

/** Trains one head. Weights are averaged over the last half of the visits. */
export function train(corpus: Corpus, task: Task, settings: Settings): LinearModel {
  return new Trainer(corpus, task, settings).run();
}

class Trainer {
  private readonly next: () => number;
  private readonly features: Float64Array;
  private readonly signs: Float64Array;
  private readonly featureSquares: Float64Array;
  private readonly signSquares: Float64Array;
  private readonly usable: Uint8Array;
  private readonly telling: Float64Array;
  private bias = 0;
  private biasSquare = 1;

  constructor(
    private readonly corpus: Corpus,
    private readonly task: Task,
    private readonly settings: Settings,
  ) {
    this.next = random(settings.seed);
    this.features = new Float64Array(corpus.hashes.length);
    this.signs = new Float64Array(corpus.signNames.length);
    this.featureSquares = new Float64Array(corpus.hashes.length).fill(1);
    this.signSquares = new Float64Array(corpus.signNames.length).fill(1);
    this.telling = ratios(corpus, task);
    this.usable = Uint8Array.from(corpus.signNames, (name) => (task.sign(name) ? 1 : 0));
  }

  run(): LinearModel {
    const rows: number[] = [];
    for (let r = 0; r < this.corpus.rows; r++) if (this.task.weights[r]! > 0) rows.push(r);
    const mean = {
      bias: 0,
      features: new Float64Array(this.features.length),
      signs: new Float64Array(this.signs.length),
    };
    const averaged = Math.ceil(this.settings.epochs / 2);
    for (let epoch = 0; epoch < this.settings.epochs; epoch++) {
      for (let i = rows.length - 1; i > 0; i--) {
        const j = Math.floor(this.next() * (i + 1));
        const row = rows[i]!;
        rows[i] = rows[j]!;
        rows[j] = row;
      }
      for (const row of rows) this.visit(row);
      if (epoch < this.settings.epochs - averaged) continue;
      mean.bias += this.bias / averaged;
      for (let k = 0; k < this.features.length; k++) mean.features[k]! += this.features[k]! / averaged;
      for (let k = 0; k < this.signs.length; k++) mean.signs[k]! += this.signs[k]! / averaged;
    }
    for (let k = 0; k < this.features.length; k++) mean.features[k]! *= this.telling[k]!;
    return mean;
  }

  private visit(row: number): void {
    const { corpus, settings, features, signs, usable, telling } = this;
    const { rate, decay, smoothing, dropout } = settings;
    const scale = lengthScale(corpus.grams[row]!);
    const from = corpus.from[row]!;
    const to = corpus.from[row + 1]!;
    const signsFrom = corpus.signsFrom[row]!;
    const signsTo = this.next() < dropout ? signsFrom : corpus.signsFrom[row + 1]!;
    let score = 0;
    for (let i = from; i < to; i++) score += features[corpus.features[i]!]! * telling[corpus.features[i]!]!;
    score = score * scale + this.bias;
    for (let i = signsFrom; i < signsTo; i++) score += signs[corpus.signs[i]!]!;
    const target = smoothing + (1 - 2 * smoothing) * this.task.targets[row]!;
    const slope = (1 / (1 + Math.exp(-score)) - target) * this.task.weights[row]!;
    this.biasSquare += slope * slope;
    this.bias -= (rate * slope) / Math.sqrt(this.biasSquare);
    const scaled = slope * scale;
    for (let i = from; i < to; i++) {
      const k = corpus.features[i]!;
      const step = scaled * telling[k]! + decay * features[k]!;
      this.featureSquares[k]! += step * step;
      features[k]! -= (rate * step) / Math.sqrt(this.featureSquares[k]!);
    }
    for (let i = signsFrom; i < signsTo; i++) {
      const k = corpus.signs[i]!;
      if (usable[k] === 0) continue;
      const step = slope + decay * signs[k]!;
      this.signSquares[k]! += step * step;
      signs[k]! -= (rate * step) / Math.sqrt(this.signSquares[k]!);
    }
  }
}

/** For each feature how far its shares in the two classes lie apart: the size of the logarithm of their ratio. */
function ratios(corpus: Corpus, task: Task): Float64Array {
  const yes = new Float64Array(corpus.hashes.length).fill(1);
  const no = new Float64Array(corpus.hashes.length).fill(1);
  for (let row = 0; row < corpus.rows; row++) {
    const weight = task.weights[row]!;
    if (weight === 0) continue;
    const counts = task.targets[row]! >= 0.5 ? yes : no;
    for (let i = corpus.from[row]!; i < corpus.from[row + 1]!; i++) counts[corpus.features[i]!]! += weight;
  }
  const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0);
  const odds = sum(no) / sum(yes);
  return Float64Array.from(yes, (count, k) => Math.abs(Math.log((count * odds) / no[k]!)));
}

/** Score of a row: the logarithm of the odds, before calibration. */
export function scoreOf(model: LinearModel, corpus: Corpus, row: number): number {
  let score = 0;
  for (let i = corpus.from[row]!; i < corpus.from[row + 1]!; i++) score += model.features[corpus.features[i]!]!;
  score = score * lengthScale(corpus.grams[row]!) + model.bias;
  for (let i = corpus.signsFrom[row]!; i < corpus.signsFrom[row + 1]!; i++) score += model.signs[corpus.signs[i]!]!;
  return score;
}
