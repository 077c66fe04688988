/** Runs long work in slices, so that the site never waits for us longer than a frame. */

/** A slice ends here, so that with the step under way it stays below 8 ms. */
const SLICE = 5;

/**
 * Drives a generator to its end, pausing after every slice.
 * @returns its value, or undefined when `signal` was aborted on the way.
 */
export async function inSlices<Result>(
  work: Generator<void, Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  while (!signal.aborted) {
    const deadline = performance.now() + SLICE;
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      if (performance.now() >= deadline) break;
    }
    await pause();
  }
  return undefined;
}

/** A task of its own: the site's events and paints go first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
