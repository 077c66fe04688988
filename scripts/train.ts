/**
 * `npm run train`: trains the model from the shared data and the project's own texts and writes the weights that the
 * extension ships. The same data, texts, rules and seed give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Head } from '../detection/model/weights';
import { writeWeights } from '../detection/model/weights';
import { composition, type Example, readExamples } from '../training/examples';
import { balanced, isotonic, learn, type Recipe } from '../training/learning';
import { DATA, hasData } from './lib/eval/rows';
import { WEIGHTS_FILE } from './lib/weights';

const SEED = 20230220;

const BASE = { epochs: 8, rate: 0.08, decay: 1e-5, smoothing: 0.02, dropout: 0.3 };
const RECIPE: Recipe = {
  seed: SEED,
  folds: 5,
  least: 3,
  features: 100_000,
  bucketBits: 15,
  settings: { rude: BASE, threat: BASE, spam: BASE, appeal: BASE },
};

/** How many ordinary rows of each source may be flagged by the model alone, and of which sources it is asked. */
const ALLOWED: Record<Head, Readonly<Record<string, number>>> = {
  rude: { inappropriate: 0.004, vk_distorted: 0.03, ok_mlcup: 0.025 },
  threat: { inappropriate: 0.002, ok_mlcup: 0.01 },
  spam: { inappropriate: 0.004, vk_distorted: 0.006, ok_mlcup: 0.006, tg_spam_umputun: 0.02 },
  appeal: {},
};

/** What must remain of a suspicion without its heaviest word. */
const ALONE: Record<Head, number> = { rude: 0.4, threat: 0.4, spam: 0.3, appeal: 0 };

function valueAt(curve: readonly [number, number][], score: number): number {
  let out = curve[0]![1];
  for (let i = 1; i < curve.length; i++) {
    const [x0, y0] = curve[i - 1]!;
    const [x1, y1] = curve[i]!;
    if (score >= x1) out = y1;
    else if (score > x0) return y0 + ((y1 - y0) * (score - x0)) / (x1 - x0);
  }
  return out;
}

/** The least score that keeps every source's ordinary rows below what is allowed. */
function strictScore(examples: readonly Example[], head: Head, held: Float64Array): number {
  let strict = 0;
  for (const [source, share] of Object.entries(ALLOWED[head])) {
    const scores = examples
      .flatMap((example, row) => (example.source === source && example.targets[head] === 0 ? held[row]! : []))
      .sort((a, b) => b - a);
    const score = scores[Math.floor(scores.length * share)] ?? 0;
    console.log(`  ${head}: ${source} ${scores.length} ordinary rows, ${share} of them above ${score.toFixed(2)}`);
    strict = Math.max(strict, score);
  }
  return strict;
}

function main(): void {
  if (!hasData('train')) throw new Error(`no training data in ${DATA}: set SMOTRITEL_DATA`);
  const examples = readExamples(SEED);
  console.table(composition(examples));
  const { weights } = learn(
    examples,
    RECIPE,
    { licence: 'CC BY-NC-SA 4.0', attribution: ATTRIBUTION },
    (head, held) => {
      const curve = isotonic(balanced(examples, head, held));
      const strict = strictScore(examples, head, held);
      const likely = head === 'appeal' ? 0.85 : Math.round(valueAt(curve, strict) * 1e4) / 1e4;
      console.log(head, JSON.stringify(curve), 'likely', likely);
      return { curve, likely, look: 0.5, alone: ALONE[head] };
    },
    console.log,
  );
  const bytes = writeWeights(weights);
  mkdirSync(dirname(fileURLToPath(WEIGHTS_FILE)), { recursive: true });
  writeFileSync(WEIGHTS_FILE, bytes);
  console.log(`${fileURLToPath(WEIGHTS_FILE)}: ${bytes.length} bytes`);
}

const ATTRIBUTION = [
  'ok_mlcup: OK ML Cup 2020 comments, avidale/encodechka (MIT)',
  'vk_distorted: A. Gorbunova, alla-g/toxicity-detection-thesis (MIT)',
  'ru_toxic_10k: D. Dale and others, s-nlp/rudetoxifier (MIT)',
  'inappropriate: N. Babakov and others, s-nlp/inappropriate-sensitive-topics (CC BY-NC-SA 4.0)',
  'tg_spam_umputun: Umputun, umputun/tg-spam (MIT)',
  'vk_admin_pages: GeorgeKontsevik/sloyka (MIT)',
  'texts written for Smotritel (MIT)',
];

main();
