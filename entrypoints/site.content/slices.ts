/** Runs long work in slices, so that the site never waits for us longer than a frame. */

/** A slice ends here, so that with the step under way it stays below 8 ms. */
const SLICE = 4;

/**
 * Drives a generator to its end, pausing after every slice, and at last if what follows would make a long one.
 * @returns its value, or undefined when `signal` was aborted on the way.
 */
export async function inSlices<Result>(
  work: Generator<unknown, Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  while (!signal.aborted) {
    const start = performance.now();
    for (;;) {
      const step = work.next();
      const spent = performance.now() - start;
      if (step.done) {
        if (spent > SLICE / 4) await pause();
        return step.value;
      }
      if (spent >= SLICE) break;
    }
    await pause();
  }
  return undefined;
}

/** A task of its own: the site's events and paints go first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
