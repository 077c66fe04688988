/** Measures of a yes-or-no judgement. */

/** Area under the ROC curve with ties counted half; NaN when one class is absent. */
export function rocAuc(scores: readonly number[], truths: readonly boolean[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let ranks = 0;
  let positives = 0;
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && scores[order[j]!] === scores[order[i]!]) j++;
    for (let k = i; k < j; k++) {
      if (!truths[order[k]!]) continue;
      positives++;
      ranks += (i + j + 1) / 2;
    }
    i = j;
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

export interface Share {
  part: number;
  of: number;
  value: number;
  /** Ends of the 95 % interval. */
  low: number;
  high: number;
}

/** A share with Wilson's interval; NaN throughout when there is nothing to take a share of. */
export function share(part: number, of: number): Share {
  const z = 1.96;
  const value = part / of;
  const middle = value + (z * z) / (2 * of);
  const width = z * Math.sqrt((value * (1 - value)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  // Rounding must not carry an end past the shares there are.
  return { part, of, value, low: Math.max(0, (middle - width) / whole), high: Math.min(1, (middle + width) / whole) };
}

export interface Decision {
  precision: Share;
  recall: Share;
  /** Share of the negative rows that were called positive. */
  falsePositives: Share;
  f1: number;
}

export function decision(said: readonly boolean[], truths: readonly boolean[]): Decision {
  let both = 0;
  let saidCount = 0;
  let trueCount = 0;
  said.forEach((yes, i) => {
    if (yes) saidCount++;
    if (truths[i]) trueCount++;
    if (yes && truths[i]) both++;
  });
  return {
    precision: share(both, saidCount),
    recall: share(both, trueCount),
    falsePositives: share(saidCount - both, said.length - trueCount),
    f1: (2 * both) / (saidCount + trueCount),
  };
}
