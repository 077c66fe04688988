/** The remotes as the dashboard shows them, read again after every exchange, and the polling while it is looked at. */
import { useEffect, useState } from 'preact/hooks';
import { type RemoteView, remoteView } from '../../components/dashboard/sync/model';
import { ask } from '../../messages';
import { memberOf } from '../../office/membership';
import { expectsLetters } from '../../storage/letterbox';
import { readSetups } from '../../storage/remotes';
import type { Store } from '../../storage/store';
import { reveal } from '../../sync/setup';

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

/** While the page is in front, a log server tells of news at once: this page holds the socket, and no background has to. */
export function useWatch(store: Store, remotes: readonly RemoteView[] | null): void {
  const watched = (remotes ?? [])
    .filter(({ kind, state }) => kind === 'nats' && state !== 'paused')
    .map(({ id }) => id);
  const key = watched.join();
  useEffect(() => {
    if (key === '') return undefined;
    const watching = new AbortController();
    const news = (): void => {
      ask('exchange', { remote: null }).catch(() => undefined);
    };
    void watchAll(store, key.split(','), news, watching.signal);
    return () => watching.abort();
  }, [store, key]);
}

/** The watcher is code that only an office with a log server loads. */
async function watchAll(store: Store, ids: readonly string[], onNews: () => void, signal: AbortSignal): Promise<void> {
  const { watchNats } = await import('../../sync/nats');
  for (const setup of await readSetups(store)) {
    if (setup.kind !== 'nats' || !ids.includes(setup.id)) continue;
    const place = { servers: setup.servers, user: setup.user, password: await reveal(setup.secret) };
    // A server that does not answer now is asked by the polling, which tells what is wrong.
    watchNats(place, onNews, signal).catch(() => undefined);
  }
}
