/**
 * A log server for many offices: NATS JetStream over WebSocket. Every office has an account of its own, which sees nothing
 * of the others, and in it one stream; a file is the only message under its own subject. The name is the message's id
 * too, so that a write repeated after a broken line is one. Names are never used twice, so no more is asked of the log
 * than of a folder: the same exchange runs over both, and a move from one to the other loses nothing.
 */

import {
  JetStreamApiError,
  type JetStreamClient,
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

export interface NatsPlace {
  /** Addresses of the cluster's nodes, `wss://…`; any of them will do. */
  servers: readonly string[];
  user: string;
  password: string;
}

const CONNECTING = 10_000;
const ASKING = 20_000;
/** How long after a lost connection the next is tried, ms; spread, so that a whole region does not come at once. */
const AGAIN = 2_000;
const SPREAD = 3_000;

export class NatsRemote implements Remote {
  private opening: Promise<{ connection: NatsConnection; stream: JetStreamClient; manager: JetStreamManager }> | null =
    null;

  /** @param socket makes the WebSocket where the browser's own is not there: tests */
  constructor(
    private readonly place: NatsPlace,
    private readonly socket?: WsSocketFactory,
  ) {}

  async list(): Promise<Entry[]> {
    return this.told('list', async ({ manager }) => {
      const { state } = await manager.streams.info(STREAM, { subjects_filter: `${PREFIX}>` });
      return Object.keys(state.subjects ?? {}).map((subject) => ({ name: nameOf(subject), size: null, mark: null }));
    });
  }

  async get(name: string): Promise<Bytes | null> {
    return this.told('get', async ({ manager }) => {
      const message = await manager.direct.getMessage(STREAM, { last_by_subj: PREFIX + name });
      return message && new Uint8Array(message.data);
    });
  }

  async put(name: string, bytes: Bytes): Promise<void> {
    await this.told('put', async ({ connection, stream }) => {
      const most = connection.info?.max_payload ?? Number.POSITIVE_INFINITY;
      if (bytes.length > most) throw new RemoteError('large', `put: ${bytes.length} of at most ${most} bytes`);
      await stream.publish(PREFIX + name, bytes, { msgID: name, timeout: ASKING });
    });
  }

  async delete(name: string): Promise<void> {
    await this.told('delete', async ({ manager }) => {
      await manager.streams.purge(STREAM, { filter: PREFIX + name });
    });
  }

  /** Ends the connection; the next deed makes another. */
  async close(): Promise<void> {
    const { opening } = this;
    this.opening = null;
    const open = await opening?.catch(() => null);
    await open?.connection.close();
  }

  private async open() {
    const connection = await connected(this.place, this.socket);
    void connection.closed().then(() => {
      this.opening = null;
    });
    // What the account may do at all is nobody's to ask who may only read and write one stream.
    const manager = await jetstreamManager(connection, { timeout: ASKING, checkAPI: false });
    return { connection, manager, stream: jetstream(connection, { timeout: ASKING }) };
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
      if (BROKEN.includes(told.fault)) await this.close();
      throw told;
    }
  }
}

const BROKEN: readonly RemoteFault[] = ['offline', 'password', 'slow'];

/** One connection that ends with its first fault. @throws errors of the library: see `remoteErrorOf` */
export function connected(place: NatsPlace, socket?: WsSocketFactory): Promise<NatsConnection> {
  return wsconnect({ ...optionsOf(place, socket), reconnect: false });
}

/** What a person is told of an error of the library's. @throws the error itself when it is no fault of the server's or the line's */
export function remoteErrorOf(deed: string, error: unknown): RemoteError {
  if (error instanceof RemoteError) return error;
  const fault = faultOf(error);
  if (!fault) throw error;
  return new RemoteError(fault, `${deed}: ${String(error)}`, { cause: error });
}

/**
 * Tells at once when anybody writes a file, until `signal` is aborted: for a page that is looked at. A connection that is
 * lost is made anew, and then there may be news too.
 * @throws RemoteError when no connection can be made at first
 */
export async function watchNats(
  place: NatsPlace,
  onNews: () => void,
  signal: AbortSignal,
  socket?: WsSocketFactory,
  subjects = `${PREFIX}>`,
): Promise<void> {
  try {
    const connection = await wsconnect({
      ...optionsOf(place, socket),
      maxReconnectAttempts: -1,
      reconnectTimeWait: AGAIN,
      reconnectJitter: SPREAD,
      reconnectJitterTLS: SPREAD,
    });
    signal.addEventListener('abort', () => void connection.close(), { once: true });
    if (signal.aborted) await connection.close();
    else connection.subscribe(subjects, { callback: onNews });
    void tellReconnections(connection, onNews);
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
const FULL = new Set([10_023, 10_028, 10_047, 10_077, 10_122]);
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
  return isLine.some((kind) => error instanceof kind) ? 'offline' : null;
}

function faultOfCode(code: number): RemoteFault {
  if (MISSING.has(code)) return 'missing';
  if (FULL.has(code)) return 'full';
  return LEADERLESS.has(code) ? 'busy' : 'server';
}
