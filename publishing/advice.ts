/** What is said about a draft, as it travels between the processes. */
import * as z from 'zod/mini';
import { ViolationKind } from '../types';

export const ADVICE_CODES = [
  'empty',
  'too-long',
  'rule',
  'personal-data',
  'variable',
  'empty-link',
  'broken-link',
  'no-event-date',
  'no-event-time',
  'no-event-place',
  'event-past',
  'weekday',
  'capitals',
  'exclamations',
] as const;
export const AdviceCode = z.enum(ADVICE_CODES);
export type AdviceCode = z.infer<typeof AdviceCode>;

/** Offsets are UTF-16 units of the text, end exclusive; both 0 where the whole text is meant. */
export const Advice = z.object({
  code: AdviceCode,
  start: z.number(),
  end: z.number(),
  /** The place itself, as written. */
  fragment: z.string(),
  /** For `rule`: what it looks like. */
  kind: z.optional(ViolationKind),
  /** For `weekday`: 1 to 7, what the date really is. For `too-long`: by how much. */
  number: z.optional(z.number()),
});
export type Advice = z.infer<typeof Advice>;
