/** Time on the processor, which neighbours on the machine disturb less than the clock. */

/** Seconds of the best of some rounds: everything else is somebody else's work. */
export function processorTime(run: () => void, rounds: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}
