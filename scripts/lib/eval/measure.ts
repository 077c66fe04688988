/** Measures a judge on the labelled rows. */
import type { Judge } from '../../../detection';
import type { Verdict } from '../../../types';
import { type Decision, decision, rocAuc } from './metrics';
import { type Part, type Row, readRows } from './rows';
import { decisionOf, type Question, scoreOf } from './sets';

export interface Judged {
  row: Row;
  truth: boolean;
  verdict: Verdict;
  score: number;
  said: boolean;
}

export interface Measured {
  question: Question;
  rows: readonly Judged[];
  auc: number;
  /** The score against one half. */
  atHalf: Decision;
  /** The decision that is shown to people. */
  shipped: Decision;
}

/** Judges every row that the question counts. */
export function measure(judge: Judge, question: Question, part: Part = 'dev'): Measured {
  const rows = readRows(part, question.source).flatMap((row): Judged[] => {
    const truth = question.truth(row);
    if (truth === null) return [];
    const verdict = judge.judge(row.text);
    const said = decisionOf(verdict, question.asked);
    return [{ row, truth, verdict, score: scoreOf(verdict, question.asked), said }];
  });
  const truths = rows.map(({ truth }) => truth);
  return {
    question,
    rows,
    auc: rocAuc(
      rows.map(({ score }) => score),
      truths,
    ),
    atHalf: decision(
      rows.map(({ score }) => score >= 0.5),
      truths,
    ),
    shipped: decision(
      rows.map(({ said }) => said),
      truths,
    ),
  };
}
