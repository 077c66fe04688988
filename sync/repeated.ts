/**
 * Work that is asked for more often than it is done: while it runs, all that ask get one more run after it.
 * @param work its failures are its own to tell
 */
export function repeated(work: () => Promise<unknown>): () => void {
  let isRunning = false;
  let isAsked = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    do {
      isAsked = false;
      await work().catch(() => undefined);
    } while (isAsked);
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}
