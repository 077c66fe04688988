/** Waiting for a thing to become true, with a deadline and a reason; nothing in the tests waits a fixed time. */
import { inspect } from 'node:util';

const STEP = 40;

export interface Patience {
  /** Milliseconds until it is given up. */
  within?: number;
}

/**
 * Looks again and again until `look` gives something truthy, and returns that. An error thrown by `look` counts as
 * «not yet»; the last one is told when time is up.
 *
 * @param what completes «waited in vain for …»
 * @throws Error naming what was waited for and what was last seen
 */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  { within = 10_000 }: Patience = {},
): Promise<Exclude<T, null | undefined | false | 0 | ''>> {
  const failure = new Error();
  const deadline = Date.now() + within;
  let seen: unknown;
  do {
    try {
      const found = await look();
      if (found) return found as Exclude<T, null | undefined | false | 0 | ''>;
      seen = found;
    } catch (error) {
      seen = error;
    }
    await new Promise((resolve) => setTimeout(resolve, STEP));
  } while (Date.now() < deadline);
  failure.message = `Waited ${within / 1000} s in vain for ${what}; last seen: ${shown(seen)}`;
  throw failure;
}

function shown(seen: unknown): string {
  return seen instanceof Error ? seen.message : inspect(seen, { depth: 4, breakLength: 120 });
}
