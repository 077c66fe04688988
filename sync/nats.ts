/**
 * A log server for many offices: NATS JetStream over WebSocket. Every office has an account of its own, which sees nothing
 * of the others, and in it one stream; a file is the only message under its own subject. The name is the message's id
 * too, so that a write repeated after a broken line is one. Names are never used twice, so no more is asked of the log
 * than of a folder: the same exchange runs over both, and a move from one to the other loses nothing.
 */

import {
  JetStreamApiError,
  type JetStreamClient,
  JetStreamError,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import {
  type ConnectionOptions,
  errors,
  type NatsConnection,
  type WsConnectionOptions,
  type WsSocketFactory,
  wsconnect,
} from '@nats-io/nats-core';
import type { Bytes } from '../office/bytes';
import { type Entry, type Remote, RemoteError, type RemoteFault } from './remote';

/** The stream of an office's account, and what its subjects begin with: `scripts/region.ts` makes them. */
export const STREAM = 'FILES';
export const PREFIX = 'file.';
/**
 * Said when a file is stored. The file's own message is heard before a cluster has agreed on it: who looks then finds
 * nothing, and nobody would tell him again.
 */
export const NEWS = 'news';

export interface NatsPlace {
  /** Addresses of the cluster's nodes, `wss://…`; any of them will do. */
  servers: readonly string[];
  user: string;
  password: string;
}

export interface Patience {
  /** How long an answer is waited for, ms. */
  asking: number;
}

const CONNECTING = 10_000;
const PATIENT: Patience = { asking: 20_000 };
const PARTING = 2_000;
/** A whole region that lost its server does not come back at once: waiting is spread over this many times its least. */
const AGAIN = 2_000;
const SPREAD = 1.5;

export class NatsRemote implements Remote {
  private opening: Promise<{ connection: NatsConnection; stream: JetStreamClient; manager: JetStreamManager }> | null =
    null;
  private readonly patience: Patience;

  /** @param socket makes the WebSocket where the browser's own is not there: tests */
  constructor(
    private readonly place: NatsPlace,
    private readonly socket?: WsSocketFactory,
    patience: Partial<Patience> = {},
  ) {
    this.patience = { ...PATIENT, ...patience };
  }

  async list(): Promise<Entry[]> {
    return this.told('list', async ({ manager }) => {
      const { state } = await manager.streams.info(STREAM, { subjects_filter: `${PREFIX}>` });
      return Object.keys(state.subjects ?? {}).map((subject) => ({ name: nameOf(subject), size: null, mark: null }));
    });
  }

  async get(name: string): Promise<Bytes | null> {
    return this.told('get', async ({ manager }) => {
      const query = { last_by_subj: PREFIX + name };
      // Any node answers the first question, also one that has not caught up; the second goes to the one that leads.
      const message =
        (await manager.direct.getMessage(STREAM, query)) ?? (await manager.streams.getMessage(STREAM, query));
      return message && new Uint8Array(message.data);
    });
  }

  async put(name: string, bytes: Bytes): Promise<void> {
    await this.told('put', async ({ connection, stream }) => {
      const most = connection.info?.max_payload ?? Number.POSITIVE_INFINITY;
      if (bytes.length > most) throw new RemoteError('large', `put: ${bytes.length} of at most ${most} bytes`);
      await stream.publish(PREFIX + name, bytes, { msgID: name, timeout: this.patience.asking });
      connection.publish(NEWS);
    });
  }

  async delete(name: string): Promise<void> {
    await this.told('delete', async ({ manager }) => {
      await manager.streams.purge(STREAM, { filter: PREFIX + name });
    });
  }

  /** Ends the connection; the next deed makes another. */
  async close(): Promise<void> {
    const connection = await this.forget();
    if (!connection) return;
    // What was only said and not asked may still wait to be sent; a broken line is not waited for.
    const parting = connection.isClosed() ? null : connection.flush().catch(() => undefined);
    await Promise.race([parting, patience(PARTING)]);
    await Promise.race([connection.close(), patience(PARTING)]);
  }

  private async forget(): Promise<NatsConnection | null> {
    const { opening } = this;
    this.opening = null;
    return (await opening?.catch(() => null))?.connection ?? null;
  }

  private async open() {
    const connection = await connected(this.place, this.socket);
    void connection.closed().then(() => {
      this.opening = null;
    });
    // What the account may do at all is nobody's to ask who may only read and write one stream.
    const { asking: timeout } = this.patience;
    const manager = await jetstreamManager(connection, { timeout, checkAPI: false });
    return { connection, manager, stream: jetstream(connection, { timeout }) };
  }

  private async told<Value>(
    deed: string,
    work: (open: Awaited<ReturnType<NatsRemote['open']>>) => Promise<Value>,
  ): Promise<Value> {
    try {
      this.opening ??= this.open();
      return await work(await this.opening);
    } catch (error) {
      const told = remoteErrorOf(deed, error);
      // A laptop that slept holds a line that is dead and does not say so: after silence the next deed takes a new one.
      // Its end is not waited for: it may never come.
      if (BROKEN.includes(told.fault)) void (await this.forget())?.close();
      throw told;
    }
  }
}

function patience(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const BROKEN: readonly RemoteFault[] = ['offline', 'password', 'slow'];

/**
 * One connection that ends with its first fault, to any node that answers. The library itself gives up at the first node
 * that does not (3.4.0, seen with one of three nodes down), so each is tried here.
 * @throws errors of the library: see `remoteErrorOf`
 */
export async function connected(place: NatsPlace, socket?: WsSocketFactory): Promise<NatsConnection> {
  let last: unknown;
  for (const server of shuffled(place.servers)) {
    try {
      return await wsconnect({ ...optionsOf({ ...place, servers: [server] }, socket), reconnect: false });
    } catch (error) {
      last = error;
      // Every node knows the same logins.
      if (faultOf(error) === 'password') break;
    }
  }
  throw last;
}

/** A region's browsers are spread over its nodes. */
function shuffled(servers: readonly string[]): string[] {
  return servers
    .map((server) => ({ server, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ server }) => server);
}

/** What a person is told of an error of the library's. @throws the error itself when it is no fault of the server's or the line's */
export function remoteErrorOf(deed: string, error: unknown): RemoteError {
  if (error instanceof RemoteError) return error;
  const fault = faultOf(error);
  if (!fault) throw error;
  return new RemoteError(fault, `${deed}: ${String(error)}`, { cause: error });
}

export interface Watching {
  onNews(): void;
  /** The connection was ended for good: by `signal`, or by a server that no longer knows the login. */
  onEnd?(): void;
  signal: AbortSignal;
  /** Makes the WebSocket where the browser's own is not there: tests. */
  socket?: WsSocketFactory | undefined;
  /** What is listened to; left out: an office's news. */
  subjects?: string;
  /** How long after a lost connection the next is tried, ms. */
  again?: number;
}

/**
 * Tells at once when anybody stored a file, until `signal` is aborted. A connection that is lost is made anew, and then
 * there may be news too.
 * @throws RemoteError when no connection can be made at first
 */
export async function watchNats(
  place: NatsPlace,
  { onNews, onEnd, signal, socket, subjects = NEWS, again = AGAIN }: Watching,
): Promise<void> {
  try {
    const connection = await wsconnect({
      ...optionsOf(place, socket),
      maxReconnectAttempts: -1,
      reconnectTimeWait: again,
      reconnectJitter: again * SPREAD,
      reconnectJitterTLS: again * SPREAD,
    });
    signal.addEventListener('abort', () => void connection.close(), { once: true });
    if (signal.aborted) await connection.close();
    else connection.subscribe(subjects, { callback: onNews });
    void tellReconnections(connection, onNews);
    void connection.closed().then(() => onEnd?.());
  } catch (error) {
    throw remoteErrorOf('watch', error);
  }
}

async function tellReconnections(connection: NatsConnection, onNews: () => void): Promise<void> {
  for await (const { type } of connection.status()) if (type === 'reconnect') onNews();
}

function optionsOf(
  { servers, user, password }: NatsPlace,
  socket?: WsSocketFactory,
): ConnectionOptions | WsConnectionOptions {
  return {
    servers: [...servers],
    user,
    pass: password,
    timeout: CONNECTING,
    name: 'smotritel',
    ...(socket && { wsFactory: socket }),
  };
}

function nameOf(subject: string): string {
  return subject.slice(PREFIX.length);
}

/** Codes of JetStream's API: no stream, or none allowed; no room in the stream, the account or on the disk; no leader. */
const MISSING = new Set([10_059, 10_039, 10_076]);
const FULL = new Set([10_002, 10_023, 10_028, 10_047, 10_077, 10_122]);
const LEADERLESS = new Set([10_004, 10_008, 10_009, 10_075]);

/** null: no fault of the server's or the line's. */
function faultOf(error: unknown): RemoteFault | null {
  if (error instanceof JetStreamApiError) return faultOfCode(error.code);
  if (error instanceof errors.AuthorizationError || error instanceof errors.UserAuthenticationExpiredError)
    return 'password';
  if (error instanceof errors.PermissionViolationError) return 'forbidden';
  if (error instanceof errors.TimeoutError) return 'slow';
  if (error instanceof errors.NoRespondersError) return 'busy';
  if (error instanceof errors.RequestError) return faultOf(error.cause) ?? 'offline';
  const isLine = [
    errors.ConnectionError,
    errors.ClosedConnectionError,
    errors.DrainingConnectionError,
    errors.ProtocolError,
  ];
  if (isLine.some((kind) => error instanceof kind)) return 'offline';
  // JetStream's own errors, as of a stream that has lost its leader, wrap what the connection met.
  if (error instanceof JetStreamError) return faultOf(error.cause) ?? 'busy';
  return error instanceof Error && error.cause !== undefined ? faultOf(error.cause) : null;
}

function faultOfCode(code: number): RemoteFault {
  if (MISSING.has(code)) return 'missing';
  if (FULL.has(code)) return 'full';
  return LEADERLESS.has(code) ? 'busy' : 'server';
}
