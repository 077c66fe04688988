/** What the extension says of an open sample page, beside what the sample says of itself. */
import type { TabView } from '../../messages';
import { SAMPLES } from '../../test/pages';
import type { SamplePage } from '../../test/pages/sample';
import type { Kind } from '../../types';
import type { SampleName } from './sample-sites';

/** One page as words: what stands in a row of the table. */
export interface Findings {
  layout: string;
  /** «4», «≥ 4» or «?». */
  week: string;
  /** «15 of 18»; «0 of ?» where the page prints no number. */
  read: string;
  /** «appeal 2, insult 1», or «none». */
  marked: string;
}

/** @param weekOf the sample of the same official page whose posts were counted before */
export function expectedFindings(name: SampleName, weekOf: SampleName = name): Findings {
  const sample: SamplePage = SAMPLES[name];
  const { week }: SamplePage = SAMPLES[weekOf];
  const marked: Partial<Record<Kind, number>> = {};
  for (const { kinds = [] } of sample.comments) {
    // A comment that breaks a rule does not wait for an answer before that is settled.
    const violations = kinds.filter((kind) => kind !== 'appeal');
    for (const kind of violations.length > 0 ? violations : kinds) marked[kind] = (marked[kind] ?? 0) + 1;
  }
  return {
    layout: sample.layout,
    week: week ? weekInWords(week.count, week.exact ? 'exact' : 'atLeast') : '?',
    read: `${sample.coverage.read} of ${sample.coverage.said ?? '?'}`,
    marked: markedInWords(marked),
  };
}

export function foundFindings({ layout, week, coverage, marked }: TabView): Findings {
  return {
    layout: layout ?? '?',
    week: week ? weekInWords(week.count, week.state) : '?',
    read: coverage ? `${coverage.read} of ${coverage.said ?? '?'}` : '?',
    marked: markedInWords(marked),
  };
}

/** Names of the columns in which the two differ. */
export function differences(expected: Findings, found: Findings): (keyof Findings)[] {
  return (Object.keys(expected) as (keyof Findings)[]).filter((column) => expected[column] !== found[column]);
}

function weekInWords(count: number, state: 'exact' | 'atLeast' | 'unknown'): string {
  return state === 'unknown' ? '?' : state === 'exact' ? String(count) : `≥ ${count}`;
}

function markedInWords(marked: Partial<Record<Kind, number>>): string {
  const words = Object.entries(marked)
    .filter(([, count]) => count > 0)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([kind, count]) => `${kind} ${count}`);
  return words.join(', ') || 'none';
}
