/** The words of cases, to be checked where they come from outside. */
import * as z from 'zod/mini';
import { DECISIONS, OUTCOMES, STATES } from './case-state';
import { REPORTS } from './grave';

export const Decision = z.enum(DECISIONS);
export const State = z.enum(STATES);
export const Outcome = z.enum(OUTCOMES);
export const Report = z.enum(REPORTS);
