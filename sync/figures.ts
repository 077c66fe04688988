/**
 * Figures of an office on their way to the district's stream of the log server. An office publishes under one subject of
 * its own account; the server writes the office's name into the subject that the district reads, so that nobody can
 * publish in another's name. The district keeps of every office what came last.
 */
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { errors, type NatsConnection, type WsSocketFactory } from '@nats-io/nats-core';
import type { Bytes } from '../office/bytes';
import { inParallel } from './meeting';
import { connected, type NatsPlace, remoteErrorOf, type Watching, watchNats } from './nats';
import { RemoteError } from './remote';

/** Subject in the account of an office. */
export const PUBLISHING = 'district.figures';
/** The same in the district's account, before the name of the office's account. */
export const PUBLISHED = 'figures.';
export const FIGURES_STREAM = 'FIGURES';
export const MOST_FIGURES = 64 * 1024;

const ASKING = 20_000;
const PARALLEL = 32;

/** What an office published last. */
export interface Published {
  /** Name of its account, which the server vouches for. */
  office: string;
  /** ms since the epoch, by the server's clock */
  at: number;
  /** Empty: it has taken back what it published. */
  bytes: Bytes;
}

/**
 * @param bytes empty: takes back what was published
 * @throws RemoteError; `missing` when the server has no stream of a district
 */
export async function publishFigures(place: NatsPlace, bytes: Bytes, socket?: WsSocketFactory): Promise<void> {
  await during(place, socket, 'publish', async (connection) => {
    try {
      await jetstream(connection, { timeout: ASKING }).publish(PUBLISHING, bytes);
    } catch (error) {
      if (isDeaf(error)) throw new RemoteError('missing', 'publish: nobody takes figures', { cause: error });
      throw error;
    }
  });
}

/** What all offices published last, in any order. @throws RemoteError */
export async function readPublished(place: NatsPlace, socket?: WsSocketFactory): Promise<Published[]> {
  return during(place, socket, 'read', async (connection) => {
    const manager = await jetstreamManager(connection, { timeout: ASKING, checkAPI: false });
    const { state } = await manager.streams.info(FIGURES_STREAM, { subjects_filter: `${PUBLISHED}*` });
    const published: Published[] = [];
    await inParallel(PARALLEL, Object.keys(state.subjects ?? {}), async (subject) => {
      const message = await manager.direct.getMessage(FIGURES_STREAM, { last_by_subj: subject });
      if (!message) return;
      const office = subject.slice(PUBLISHED.length);
      published.push({ office, at: message.time.getTime(), bytes: new Uint8Array(message.data) });
    });
    return published;
  });
}

/** Tells when an office publishes. @throws RemoteError when no connection can be made at first */
export function watchPublished(place: NatsPlace, watching: Omit<Watching, 'subjects'>): Promise<void> {
  return watchNats(place, { ...watching, subjects: `${PUBLISHED}*` });
}

function isDeaf(error: unknown): boolean {
  return error instanceof errors.NoRespondersError || (error instanceof Error && isDeaf(error.cause));
}

async function during<Value>(
  place: NatsPlace,
  socket: WsSocketFactory | undefined,
  deed: string,
  work: (connection: NatsConnection) => Promise<Value>,
): Promise<Value> {
  let connection: NatsConnection | null = null;
  try {
    connection = await connected(place, socket);
    return await work(connection);
  } catch (error) {
    throw remoteErrorOf(deed, error);
  } finally {
    await connection?.close();
  }
}
