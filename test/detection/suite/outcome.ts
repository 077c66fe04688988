import type { Verdict } from '../../../types';
import type { Expected, Group } from './group';

/** Why a verdict is not what was expected; null when it is. */
export function fault(expected: Expected, verdict: Verdict): string | null {
  const said = verdict.kinds.join(', ') || 'nothing';
  switch (expected.say) {
    case 'violation':
      return verdict.kinds.some((kind) => expected.kinds.includes(kind)) ? null : `found ${said}`;
    case 'innocent':
    case 'criticism':
      return verdict.flagged
        ? `called ${said} by ${verdict.findings.map(({ rule, text }) => `${rule} «${text}»`)}`
        : null;
    case 'appeal':
      return verdict.scores.appeal ? null : 'not seen as an appeal';
    case 'no appeal':
      return verdict.scores.appeal ? `seen as an appeal by ${verdict.findings.map(({ rule }) => rule)}` : null;
  }
}

export interface Outcome {
  group: Group;
  faults: readonly string[];
}

/** Each group with its failing cases, one line a case. */
export function outcomes(suite: readonly Group[], judge: (text: string) => Verdict): Outcome[] {
  return suite.map((group) => {
    const faults: string[] = [];
    for (const text of group.texts) {
      const reason = fault(group.expected, judge(text));
      if (reason !== null) faults.push(`${group.name}: «${text}» — ${reason}`);
    }
    return { group, faults };
  });
}

/** Share of faults over all groups that are expected to say one of these. */
export function share(
  all: readonly Outcome[],
  ...say: Expected['say'][]
): { cases: number; faults: string[]; rate: number } {
  const chosen = all.filter(({ group }) => say.includes(group.expected.say));
  const cases = chosen.reduce((sum, { group }) => sum + group.texts.length, 0);
  const faults = chosen.flatMap(({ faults }) => faults);
  return { cases, faults, rate: faults.length / cases };
}
