/** One at a time, over all processes of the extension where the browser has Web Locks, else within this one. */

const queues = new Map<string, Promise<unknown>>();

/** Runs `work` when nobody else holds the lock; gives its outcome. The lock goes with the process that holds it. */
export async function exclusive<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const locks = globalThis.navigator?.locks;
  if (locks) return locks.request(name, work);
  const last = queues.get(name) ?? Promise.resolve();
  const mine = last.then(work);
  const ended = mine.then(
    () => undefined,
    () => undefined,
  );
  queues.set(name, ended);
  ended.then(() => {
    if (queues.get(name) === ended) queues.delete(name);
  });
  return mine;
}
