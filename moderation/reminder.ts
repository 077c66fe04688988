/** Of what to remind: waiting comments, once when their time runs short and once when it is over; and what is erased soon. */
import type { Clocks } from './clock';

/** So long before anything about a person is erased it is announced, days. */
export const NOTICE_DAYS = 14;

/** The clock that presses most, and whether it is over already. */
export type Stage = 'first-soon' | 'first-over' | 'final-soon' | 'final-over';

/** Working minutes before the first response is owed at which it is reminded of; a day before the final answer. */
const SOON = { first: 60, final: 8 * 60 };

/** null: there is time yet. */
export function stageOf({ firstLeft, finalLeft }: Pick<Clocks, 'firstLeft' | 'finalLeft'>): Stage | null {
  if (finalLeft < 0) return 'final-over';
  if (firstLeft !== null && firstLeft < 0) return 'first-over';
  if (firstLeft !== null && firstLeft <= SOON.first) return 'first-soon';
  return finalLeft <= SOON.final ? 'final-soon' : null;
}

export interface Pressing {
  id: string;
  page: string;
  clocks: Clocks;
  stage: Stage;
}

export interface Round {
  /** All that press now, whether told or not, the most overdue first. */
  pressing: Pressing[];
  /** Something of it was not told before. */
  isNews: boolean;
  /** What has been told once this round is: case and stage of what still presses, so that the list stays short. */
  told: string[];
}

/** @param told of the round before */
export function roundOf(
  waiting: readonly { id: string; page: string; clocks: Clocks }[],
  told: readonly string[],
): Round {
  const pressing = waiting.flatMap((one) => {
    const stage = stageOf(one.clocks);
    return stage ? [{ ...one, stage }] : [];
  });
  const keys = pressing.map(({ id, stage }) => `${id} ${stage}`);
  const known = new Set(told);
  return {
    pressing: pressing.sort((a, b) => leftOf(a) - leftOf(b) || (a.id < b.id ? -1 : 1)),
    isNews: keys.some((key) => !known.has(key)),
    told: keys,
  };
}

/** Working minutes left on the clock that presses. */
export function leftOf({ stage, clocks }: Pick<Pressing, 'stage' | 'clocks'>): number {
  return stage.startsWith('first') ? (clocks.firstLeft ?? 0) : clocks.finalLeft;
}
