/** The steps of the first run, what each says of itself, and where the person left off. */
import { missingDetails } from '../../../replies/profile';
import type { OfficeState } from '../model';

/** The district's file first: it fills in much of the rest. */
export const STEPS = ['file', 'icon', 'profile', 'pages', 'norm', 'templates', 'join'] as const;
export type StepName = (typeof STEPS)[number];

/** `done`: seen from the data, or said by the person where the data cannot tell; `later`: put off. */
export type StepState = 'open' | 'done' | 'later';

/**
 * @param said steps that the person has said to be done, by `done:<step>`, or put off, by the step's name
 */
export function stateOfStep(step: StepName, state: OfficeState, said: readonly string[]): StepState {
  if (isSeen(step, state) || said.includes(`done:${step}`)) return 'done';
  return said.includes(step) ? 'later' : 'open';
}

function isSeen(step: StepName, { profile, pages, templates }: OfficeState): boolean {
  if (step === 'profile') return missingDetails(profile).length === 0;
  if (step === 'pages') return pages.length > 0;
  if (step === 'templates') return templates.some(({ standing }) => standing.approved !== null);
  return false;
}

/** The step to go on with; null: all are done or put off. */
export function nextStep(state: OfficeState, said: readonly string[]): StepName | null {
  return STEPS.find((step) => stateOfStep(step, state, said) === 'open') ?? null;
}
