/** What went wrong, by category: the set, what was said for what, and by which rule or head. */
import type { Judged, Measured } from './measure';

function categoryOf({ question }: Measured, { truth, verdict, row }: Judged): string {
  const what = `${question.source}, ${question.asked}`;
  if (truth) return `${what}: missed «${row.labels.filter((label) => !label.includes(':')).join(', ')}»`;
  const rules = verdict.findings.filter(({ level, kind }) => level !== 'look' && kind !== 'appeal');
  return `${what}: wrongly called ${rules[0]?.kind ?? 'appeal'} by ${rules[0]?.rule ?? 'the appeal head'}`;
}

/** Lines to print: each category with its number, the largest first, and up to `most` examples. */
export function* errorsOf(measured: readonly Measured[], most: number): Generator<string> {
  const categories = new Map<string, Judged[]>();
  for (const one of measured) {
    for (const judged of one.rows) {
      if (judged.truth === judged.said) continue;
      const category = categoryOf(one, judged);
      categories.set(category, [...(categories.get(category) ?? []), judged]);
    }
  }
  for (const [category, rows] of [...categories].sort((a, b) => b[1].length - a[1].length)) {
    yield `\n${category}: ${rows.length}`;
    // The surest mistakes tell most.
    const sorted = [...rows].sort((a, b) => (a.truth ? a.score - b.score : b.score - a.score));
    for (const { row, score } of sorted.slice(0, most)) yield `  ${score.toFixed(2)} ${row.text.slice(0, 160)}`;
  }
}
