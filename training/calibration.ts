/** From scores to probabilities: the share of positives among rows that scored alike. */

export interface Scored {
  score: number;
  target: number;
  weight: number;
}

/**
 * Isotonic regression (pool adjacent violators), thinned to a few points of a rising line.
 * @returns points score → probability, strictly ascending in score
 */
export function isotonic(scored: readonly Scored[], points = 24): [number, number][] {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  const blocks: { score: number; target: number; weight: number }[] = [];
  for (const { score, target, weight } of sorted) {
    blocks.push({ score: score * weight, target: target * weight, weight });
    while (blocks.length > 1) {
      const last = blocks[blocks.length - 1]!;
      const before = blocks[blocks.length - 2]!;
      if (before.target / before.weight < last.target / last.weight) break;
      before.score += last.score;
      before.target += last.target;
      before.weight += last.weight;
      blocks.pop();
    }
  }
  const total = blocks.reduce((sum, { weight }) => sum + weight, 0);
  return thinned(blocks, total / points);
}

/** Joins blocks until each holds its share, so that no step hangs on a handful of rows. */
function thinned(blocks: readonly { score: number; target: number; weight: number }[], share: number) {
  const out: [number, number][] = [];
  let sum = { score: 0, target: 0, weight: 0 };
  const flush = () => {
    if (sum.weight === 0) return;
    // A rule of succession: no score is a certainty.
    out.push([round(sum.score / sum.weight), round((sum.target + 0.5) / (sum.weight + 1))]);
    sum = { score: 0, target: 0, weight: 0 };
  };
  for (const block of blocks) {
    sum = {
      score: sum.score + block.score,
      target: sum.target + block.target,
      weight: sum.weight + block.weight,
    };
    if (sum.weight >= share) flush();
  }
  flush();
  return out.filter(([score, value], i) => i === 0 || (score > out[i - 1]![0] && value >= out[i - 1]![1]));
}

export function round(value: number, digits = 4): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
