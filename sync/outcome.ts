/** What an exchange did and what it met, for the status that a person sees. */
import * as z from 'zod/mini';
import { REMOTE_FAULTS, RemoteError } from './remote';
import { ASIDE } from './segment';

export const DEEDS = ['list', 'get', 'put', 'delete'] as const;

export const Fault = z.object({
  deed: z.enum(DEEDS),
  fault: z.enum(REMOTE_FAULTS),
  /** For a technician. */
  detail: z.string(),
});
export type Fault = z.infer<typeof Fault>;

export const Outcome = z.object({
  /** ms since the epoch */
  at: z.number(),
  /** The remote was listed and all that was new in it was fetched. */
  complete: z.boolean(),
  /** Records that were new here, and the ids of their authors. */
  received: z.number(),
  from: z.array(z.string()),
  /** Records written to the remote for the first time or again. */
  sent: z.number(),
  /** Records and evidence files that are still to be written there. */
  waiting: z.number(),
  /** Evidence files fetched, written and removed. */
  evidence: z.object({ received: z.number(), sent: z.number(), erased: z.number() }),
  /** Files that were not taken in. */
  aside: z.array(z.object({ name: z.string(), reason: z.enum(ASIDE) })),
  /** Files in the folder that are none of the office's. */
  foreign: z.number(),
  /** The files that were there are gone; what was in them is written again. */
  emptied: z.boolean(),
  faults: z.array(Fault),
});
export type Outcome = z.infer<typeof Outcome>;

export function freshOutcome(at: number): Outcome {
  return {
    at,
    complete: false,
    received: 0,
    from: [],
    sent: 0,
    waiting: 0,
    evidence: { received: 0, sent: 0, erased: 0 },
    aside: [],
    foreign: 0,
    emptied: false,
    faults: [],
  };
}

/** Does one deed; a fault of the remote is noted and null given. @throws whatever is no fault of the remote's */
export async function attempt<Value>(
  outcome: Outcome,
  deed: Fault['deed'],
  work: () => Promise<Value>,
): Promise<{ value: Value } | null> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const { fault, detail } = error;
    outcome.faults.push({ deed, fault, detail });
    return null;
  }
}

/** After these every further request of the kind would meet the same. */
const HOPELESS = new Set<Fault['fault']>([
  'offline',
  'password',
  'missing',
  'full',
  'permission',
  'forbidden',
  'strange',
]);

export function isHopeless(outcome: Outcome, ...deeds: Fault['deed'][]): boolean {
  return outcome.faults.some(({ deed, fault }) => deeds.includes(deed) && HOPELESS.has(fault));
}
