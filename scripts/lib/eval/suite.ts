/** The functional suite in figures. */
import type { Judge } from '../../../detection';
import { SUITE } from '../../../test/detection/suite';
import { outcomes, share } from '../../../test/detection/suite/outcome';

/** One line for each thing that is expected: cases, faults, share of faults. */
export function suiteFigures(judge: Judge): Record<string, string | number>[] {
  const all = outcomes(SUITE, (text) => judge.judge(text));
  const lines = (['violation', 'innocent', 'criticism', 'appeal', 'no appeal'] as const).map((say) => {
    const { cases, faults, rate } = share(all, say);
    return { expected: say, cases, faults: faults.length, 'faults, %': (100 * rate).toFixed(1) };
  });
  return lines;
}
