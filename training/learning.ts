/** From examples to weights: every head trained, checked on held-out folds, calibrated, pruned and rounded. */
import { onCurve } from '../detection/model/model';
import { HEADS, type Head, WEIGHTS_VERSION, type Weights, type WeightsMeta } from '../detection/model/weights';
import { isotonic, round, type Scored } from './calibration';
import { type Corpus, extract, keepFeatures } from './corpus';
import { type Example, weightOf } from './examples';
import { type LinearModel, type Settings, scoreOf, type Task, train } from './logistic';
import { foldOf } from './random';
import { mostTelling, tabulate } from './table';

export interface Recipe {
  seed: number;
  folds: number;
  least: number;
  features: number;
  bucketBits: number;
  settings: Record<Head, Omit<Settings, 'seed'>>;
}

const SURFACE_HEADS: readonly Head[] = ['spam', 'appeal'];

/** Signs that a head may use: what rules found, and for some what stands around the words. */
function usesSign(head: Head, name: string): boolean {
  if (!name.includes(':')) return SURFACE_HEADS.includes(head);
  const appeal = name.startsWith('appeal:') || name.startsWith('rule:appeal');
  return head === 'appeal' ? appeal || name.endsWith(':certain') : !appeal;
}

export function taskOf(head: Head, examples: readonly Example[], keeps: (example: Example) => boolean): Task {
  const targets = new Float32Array(examples.length);
  const weights = new Float32Array(examples.length);
  examples.forEach((example, row) => {
    const target = example.targets[head];
    if (target === undefined || !keeps(example)) return;
    targets[row] = target;
    weights[row] = example.weight * weightOf(head, example);
  });
  return { targets, weights, sign: (name) => usesSign(head, name) };
}

/** Scores of every example by a model that has not seen its group. */
export function heldOut(corpus: Corpus, examples: readonly Example[], head: Head, recipe: Recipe): Float64Array {
  const scores = new Float64Array(examples.length);
  for (let fold = 0; fold < recipe.folds; fold++) {
    const away = (example: Example) => foldOf(example.group, recipe.folds) === fold;
    const task = taskOf(head, examples, (example) => !away(example));
    const model = train(corpus, task, { ...recipe.settings[head], seed: recipe.seed + fold });
    examples.forEach((example, row) => {
      if (example.targets[head] !== undefined && away(example)) scores[row] = scoreOf(model, corpus, row);
    });
  }
  return scores;
}

function trainAll(corpus: Corpus, examples: readonly Example[], recipe: Recipe): Record<Head, LinearModel> {
  return Object.fromEntries(
    HEADS.map((head) => {
      const task = taskOf(head, examples, () => true);
      return [head, train(corpus, task, { ...recipe.settings[head], seed: recipe.seed })];
    }),
  ) as Record<Head, LinearModel>;
}

export interface Learned {
  weights: Weights;
  corpus: Corpus;
  held: Record<Head, Float64Array>;
}

/** Trains the whole model. `say` is told how far it is. */
export function learn(
  examples: readonly Example[],
  recipe: Recipe,
  about: Pick<WeightsMeta, 'licence' | 'attribution'>,
  calibrate: (head: Head, held: Float64Array) => Omit<WeightsMeta['heads'][Head], 'bias' | 'unit'>,
  say: (what: string) => void,
): Learned {
  const whole = extract(
    examples.map(({ text }) => text),
    recipe.least,
  );
  say(`${examples.length} texts, ${whole.hashes.length} features that stand in ${recipe.least} texts or more`);
  const first = trainAll(whole, examples, recipe);
  const telling = mostTelling(whole, first, recipe.features);
  const corpus = keepFeatures(whole, (feature) => telling.has(feature));
  say(`${corpus.hashes.length} features kept`);
  const models = trainAll(corpus, examples, recipe);
  const table = tabulate(corpus, models, recipe.bucketBits);
  say(`${table.placed} features placed`);
  const held = {} as Record<Head, Float64Array>;
  const heads = {} as WeightsMeta['heads'];
  for (const head of HEADS) {
    held[head] = heldOut(corpus, examples, head, recipe);
    heads[head] = { bias: round(models[head].bias, 6), unit: table.units[head], ...calibrate(head, held[head]) };
    say(`${head}: calibrated on ${recipe.folds} folds`);
  }
  const signs: Record<string, number[]> = {};
  corpus.signNames.forEach((name, k) => {
    const weights = HEADS.map((head) => round(models[head].signs[k]!, 4));
    if (weights.some((weight) => weight !== 0)) signs[name] = weights;
  });
  const trainedOn: Record<string, number> = {};
  for (const { source } of examples) trainedOn[source] = (trainedOn[source] ?? 0) + 1;
  const meta: WeightsMeta = {
    features: WEIGHTS_VERSION,
    bucketBits: recipe.bucketBits,
    heads,
    signs,
    trainedOn,
    seed: recipe.seed,
    ...about,
  };
  return { weights: { meta, checks: table.checks, values: table.values }, corpus, held };
}

/** Probability above which a first model's opinion is taken for «rude», and below which for «not rude». */
const SURE = { rude: 0.85, calm: 0.1 };

/** Unlabelled texts that a model trained on the labelled ones is sure of, with its opinion as their target. */
export function selfLabelled(labelled: readonly Example[], unlabelled: readonly Example[], recipe: Recipe): Example[] {
  const all = [...labelled, ...unlabelled];
  const corpus = extract(
    all.map(({ text }) => text),
    recipe.least,
  );
  const settings = { ...recipe.settings.rude, seed: recipe.seed };
  const teacher = train(
    corpus,
    taskOf('rude', all, ({ targets }) => targets.rude !== undefined),
    settings,
  );
  const held = heldOut(corpus, labelled, 'rude', recipe);
  const curve = isotonic(balanced(labelled, 'rude', held));
  return unlabelled.flatMap((example, i) => {
    const probability = onCurve(curve, scoreOf(teacher, corpus, labelled.length + i));
    if (probability > SURE.rude) return { ...example, targets: { rude: 1 } };
    return probability < SURE.calm && !example.source.endsWith('inappropriate')
      ? { ...example, targets: { rude: 0 } }
      : [];
  });
}

/**
 * How much dearer it is to miss than to show in vain, at a score of one half: on pages that the model has not learnt
 * from it is never as sure as at home.
 */
const DEARER: Record<Head, number> = { rude: 2, threat: 1.7, spam: 2.5, appeal: 1 };

/** Held-out scores of a head with equal say for every source and class. */
export function balanced(examples: readonly Example[], head: Head, held: Float64Array): Scored[] {
  const counts = new Map<string, number>();
  const keyOf = ({ source, targets }: Example) => `${source}:${targets[head]}`;
  for (const example of examples) counts.set(keyOf(example), (counts.get(keyOf(example)) ?? 0) + 1);
  return examples.flatMap((example, row) => {
    const target = example.targets[head];
    if (target === undefined) return [];
    const dearer = target === 1 ? DEARER[head] : 1;
    const weight = (100 * dearer * weightOf(head, example)) / Math.sqrt(counts.get(keyOf(example))!);
    return { score: held[row]!, target, weight };
  });
}

export { isotonic };
