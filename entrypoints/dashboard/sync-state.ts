/** The remotes as the dashboard shows them, read again after every exchange, and the polling while it is looked at. */
import { useEffect, useState } from 'preact/hooks';
import { type RemoteView, remoteView } from '../../components/dashboard/sync/model';
import { ask } from '../../messages';
import { memberOf } from '../../office/membership';
import { expectsLetters } from '../../storage/letterbox';
import { readSetups } from '../../storage/remotes';
import type { Store } from '../../storage/store';
import { repeated } from '../../sync/repeated';

/** How often others are asked for news while the dashboard is looked at, ms. */
const POLL = 15_000;

/** @throws StorageError */
export async function readRemotes(store: Store): Promise<RemoteView[]> {
  const [setups, membership] = await Promise.all([readSetups(store), store.belonging.membership()]);
  const nameOf = (author: string): string | null => membership?.members.get(memberOf(author) ?? '')?.name ?? null;
  return setups.map((setup) => remoteView(setup, nameOf));
}

/** Whether there is anybody to ask for news, or a letter of joining is expected. */
export function useExpecting(store: Store, remotes: readonly RemoteView[] | null): boolean {
  const [expects, setExpects] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const read = async (): Promise<void> => {
      const found = await expectsLetters(store, Date.now()).catch(() => false);
      if (!listening.signal.aborted) setExpects(found);
    };
    void read();
    store.onChange(({ stores }) => {
      if (stores.includes('meta')) void read();
    }, listening.signal);
    addEventListener(OWN_CHANGE, () => void read(), { signal: listening.signal });
    return () => listening.abort();
  }, [store]);
  return expects || Boolean(remotes?.some(({ state }) => state !== 'paused'));
}

/** null: not read yet. */
export function useRemotes(store: Store): readonly RemoteView[] | null {
  const [remotes, setRemotes] = useState<readonly RemoteView[] | null>(null);
  useEffect(() => {
    const listening = new AbortController();
    const read = async (): Promise<void> => {
      // A database that cannot be read is told by the dashboard itself.
      const found = await readRemotes(store).catch(() => null);
      if (!listening.signal.aborted && found) setRemotes(found);
    };
    void read();
    store.onChange(({ stores }) => {
      if (stores.some((name) => name === 'remotes' || name === 'revisions')) void read();
    }, listening.signal);
    addEventListener(OWN_CHANGE, () => void read(), { signal: listening.signal });
    return () => listening.abort();
  }, [store]);
  return remotes;
}

const OWN_CHANGE = 'smotritel-remotes';

/** Other processes hear of a change by themselves; the page that made it does not. */
export function tellRemotesChanged(): void {
  dispatchEvent(new Event(OWN_CHANGE));
}

/** Asks for news at once, then again and again while the page is in front. */
export function usePolling(isConnected: boolean): void {
  useEffect(() => {
    if (!isConnected) return undefined;
    const poll = (): void => {
      if (document.visibilityState !== 'visible') return;
      // Nobody answers while the background is being replaced by an update; the next time is soon.
      ask('exchange', { remote: null }).catch(() => undefined);
    };
    poll();
    const timer = setInterval(poll, POLL);
    const looking = new AbortController();
    document.addEventListener('visibilitychange', poll, { signal: looking.signal });
    return () => {
      clearInterval(timer);
      looking.abort();
    };
  }, [isConnected]);
}

/**
 * While the page is open, a log server tells of news at once. In Firefox this page holds the socket, because a background
 * is stopped there after half a minute whatever it holds; in Chromium the background does.
 */
export function useWatch(store: Store, remotes: readonly RemoteView[] | null): void {
  const watched = (remotes ?? []).filter(({ kind, state }) => kind === 'nats' && state !== 'paused');
  const key = watched.map(({ id }) => id).join();
  useEffect(() => {
    if (key === '' || !import.meta.env.FIREFOX) return undefined;
    const looking = new AbortController();
    void hold(store, looking.signal);
    return () => looking.abort();
  }, [store, key]);
}

/** The watcher is code that only an office with a log server loads. */
async function hold(store: Store, signal: AbortSignal): Promise<void> {
  const { Watch } = await import('../../storage/watch');
  if (signal.aborted) return;
  const watch = new Watch(
    store,
    repeated(() => ask('exchange', { remote: null })),
  );
  // The database may be closed for an update just now; the next change tries again.
  const follow = (): unknown => watch.follow().catch(() => undefined);
  follow();
  store.onChange(({ stores }) => {
    if (stores.includes('remotes')) follow();
  }, signal);
  signal.addEventListener('abort', () => watch.close(), { once: true });
}
