import type { ViolationKind } from '../../../types';

/** What a judge should say of every text of a group. */
export type Expected =
  | { say: 'violation'; kinds: readonly ViolationKind[] }
  | { say: 'innocent' }
  | { say: 'criticism' }
  | { say: 'appeal' }
  | { say: 'no appeal' };

/** Cases of the functional suite that probe one thing. */
export interface Group {
  name: string;
  expected: Expected;
  texts: readonly string[];
}

export function violation(name: string, kinds: readonly ViolationKind[], texts: readonly string[]): Group {
  return { name, expected: { say: 'violation', kinds }, texts };
}

export function innocent(name: string, texts: readonly string[]): Group {
  return { name, expected: { say: 'innocent' }, texts };
}

export function criticism(name: string, texts: readonly string[]): Group {
  return { name, expected: { say: 'criticism' }, texts };
}
