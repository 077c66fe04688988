/** Sockets to the office's log servers, over which news comes at once. Whoever holds them lives as long as it likes. */
import { watchNats } from '../sync/nats';
import { reveal, type Setup } from '../sync/setup';
import { readSetups } from './remotes';
import type { Store } from './store';

type Nats = Extract<Setup, { kind: 'nats' }>;

export class Watch {
  private readonly held = new Map<string, AbortController>();
  private following: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly onNews: () => void,
  ) {}

  /** Holds a socket for each log server that is not paused, and none else. @throws StorageError */
  follow(): Promise<void> {
    // One after the other: two that read at the same time would open two sockets.
    const next = this.following.catch(() => undefined).then(() => this.compare());
    this.following = next;
    return next;
  }

  close(): void {
    for (const [key, holding] of this.held) {
      this.held.delete(key);
      holding.abort();
    }
  }

  private async compare(): Promise<void> {
    const setups = await readSetups(this.store);
    const wanted = setups.flatMap((setup) => (setup.kind === 'nats' && !setup.paused ? [setup] : []));
    const keys = new Set(wanted.map(keyOf));
    for (const [key, holding] of this.held) {
      if (keys.has(key)) continue;
      this.held.delete(key);
      holding.abort();
    }
    for (const setup of wanted) if (!this.held.has(keyOf(setup))) await this.hold(setup);
  }

  private async hold(setup: Nats): Promise<void> {
    const { servers, user, secret } = setup;
    const key = keyOf(setup);
    const holding = new AbortController();
    const forget = (): void => {
      if (this.held.get(key) === holding) this.held.delete(key);
    };
    this.held.set(key, holding);
    const place = { servers, user, password: await reveal(secret) };
    // A server that does not answer now is asked by the exchange, which tells what is wrong; then this is tried again.
    watchNats(place, { onNews: this.onNews, onEnd: forget, signal: holding.signal }).catch(forget);
  }
}

/** Another login or another server is another socket. */
function keyOf({ id, servers, user, secret }: Nats): string {
  return JSON.stringify([id, servers, user, secret.iv]);
}
