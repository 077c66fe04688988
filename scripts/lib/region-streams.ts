/** What the region does at its running log server: makes streams, looks after them, keeps them in files, restores them. */
import { type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { openParcel, packParcel } from '../../sync/file';
import { connected, PREFIX, STREAM } from '../../sync/nats';
import { socketFactory } from './nats-socket';
import { type Login, makeFigures, makeStream } from './region';

/** Runs `work` as the region in one account. @throws what the library throws */
export async function asAdmin<Value>(
  servers: readonly string[],
  admin: Login,
  work: (manager: JetStreamManager, connection: NatsConnection) => Promise<Value>,
): Promise<Value> {
  const connection = await connected({ servers, user: admin.user, password: admin.pass }, socketFactory);
  try {
    return await work(await jetstreamManager(connection), connection);
  } finally {
    await connection.close();
  }
}

/** Makes an account's stream where it is not there. @param replicas 3 in a cluster of three */
export function prepareOffice(servers: readonly string[], admin: Login, replicas: number): Promise<void> {
  return asAdmin(servers, admin, (manager) => makeStream(manager, replicas));
}

export function prepareDistrict(servers: readonly string[], admin: Login, replicas: number): Promise<void> {
  return asAdmin(servers, admin, (manager) => makeFigures(manager, replicas));
}

/** How an office's stream stands. */
export interface StreamState {
  files: number;
  bytes: number;
  /** When the last file was written, ms since the epoch; null: nothing is there. */
  last: number | null;
  /** Nodes that have all of it, of how many. */
  whole: number;
  replicas: number;
}

export function stateOf(servers: readonly string[], admin: Login): Promise<StreamState> {
  return asAdmin(servers, admin, async (manager) => {
    const { state, config, cluster } = await manager.streams.info(STREAM);
    const behind = (cluster?.replicas ?? []).filter(({ current, offline }) => !current || offline).length;
    return {
      files: state.messages,
      bytes: state.bytes,
      last: state.messages > 0 ? Date.parse(state.last_ts) : null,
      whole: config.num_replicas - behind,
      replicas: config.num_replicas,
    };
  });
}

/** All files of an office as one exchange file, which a browser of the office can read too; the region cannot. */
export function keepOffice(servers: readonly string[], admin: Login): Promise<Uint8Array> {
  return asAdmin(servers, admin, async (manager) => {
    const { state } = await manager.streams.info(STREAM, { subjects_filter: `${PREFIX}>` });
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const subject of Object.keys(state.subjects ?? {})) {
      const message = await manager.direct.getMessage(STREAM, { last_by_subj: subject });
      if (message) files.set(subject.slice(PREFIX.length), new Uint8Array(message.data));
    }
    return packParcel(files);
  });
}

/** Writes what is not there of a kept file. @returns how many files were written. @throws ParcelError */
export function restoreOffice(servers: readonly string[], admin: Login, kept: Uint8Array): Promise<number> {
  const files = openParcel(new Uint8Array(kept));
  return asAdmin(servers, admin, async (manager, connection) => {
    const { state } = await manager.streams.info(STREAM, { subjects_filter: `${PREFIX}>` });
    const missing = [...files].filter(([name]) => state.subjects?.[PREFIX + name] === undefined);
    const stream = jetstream(connection);
    for (const [name, bytes] of missing) await stream.publish(PREFIX + name, bytes, { msgID: name });
    return missing.length;
  });
}
