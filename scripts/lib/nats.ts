/** Real nats-servers on loopback: one, or a cluster of three, with an account for every office. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection, wsconnect } from '@nats-io/nats-core';
import { WebSocket } from 'ws';
import { findServer } from '../servers.mjs';
import { accountsConf, makeStream, nodeConf, type OfficeAccount } from './region';
import { until } from './until';
import { ended, freePort } from './webdav';

/** Node 20 has no WebSocket of its own. */
export async function socketFactory(url: string): Promise<{ socket: globalThis.WebSocket; encrypted: boolean }> {
  return { socket: new WebSocket(url) as unknown as globalThis.WebSocket, encrypted: url.startsWith('wss:') };
}

export interface RunningCluster {
  /** `ws://…` of every node. */
  servers: string[];
  /** Ends one node as a power cut would. */
  kill(node: number): Promise<void>;
  /** Starts it again on what is left on its disk, or on an empty one. */
  revive(node: number, emptied?: boolean): Promise<void>;
  /** Process ids of the running nodes. */
  pids(): number[];
  folder: string;
  stop(): Promise<void>;
}

/**
 * @param bytes set aside for each office
 * @throws when the program is missing or does not answer
 */
export async function startNats(
  offices: readonly OfficeAccount[],
  nodes = 1,
  bytes = 16 * 1024 * 1024,
): Promise<RunningCluster> {
  const program = findServer('nats');
  if (!program) throw new Error('nats-server is not installed: run «node scripts/servers.mjs»');
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-nats-'));
  const ports = await Promise.all(
    Array.from({ length: nodes }, async () => ({
      client: await freePort(),
      web: await freePort(),
      route: await freePort(),
    })),
  );
  writeFileSync(join(folder, 'accounts.conf'), accountsConf(offices, bytes));
  const running = new Map<number, ChildProcess>();
  const start = async (node: number): Promise<void> => {
    const file = join(folder, `node-${node}.conf`);
    const port = ports[node]!;
    const routes = nodes > 1 ? ports.map(({ route }) => `nats://127.0.0.1:${route}`) : [];
    writeFileSync(file, nodeConf({ name: `node-${node}`, store: join(folder, `store-${node}`), ...port, routes }));
    const said: string[] = [];
    const child = spawn(program, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (data) => said.push(String(data)));
    running.set(node, child);
    await until(() => said.join('').includes('Server is ready') || failing(child, said), `node ${node} to be ready`);
  };
  for (let node = 0; node < nodes; node += 1) await start(node);
  const servers = ports.map(({ web }) => `ws://127.0.0.1:${web}`);
  for (const office of offices) await prepare(servers, office, nodes);
  return {
    servers,
    folder,
    pids: () => [...running.values()].flatMap(({ pid }) => pid ?? []),
    kill: async (node) => {
      const child = running.get(node)!;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      running.delete(node);
    },
    revive: async (node, emptied = false) => {
      if (emptied) rmSync(join(folder, `store-${node}`), { recursive: true, force: true });
      await start(node);
    },
    stop: async () => {
      await Promise.all([...running.values()].map(ended));
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function failing(child: ChildProcess, said: readonly string[]): false {
  if (child.exitCode !== null)
    throw new Error(`nats-server ended with ${child.exitCode}: ${said.join('').slice(-1500)}`);
  return false;
}

/** Makes the office's stream; a cluster first has to choose who leads it. */
export async function prepare(servers: readonly string[], office: OfficeAccount, replicas: number): Promise<void> {
  await until(
    async () => {
      const connection = await asAdmin(servers, office);
      try {
        await makeStream(await jetstreamManager(connection), replicas);
        return true;
      } finally {
        await connection.close();
      }
    },
    'the stream of an office',
    { within: 30_000 },
  );
}

export function asAdmin(servers: readonly string[], { admin }: OfficeAccount): Promise<NatsConnection> {
  return wsconnect({ servers: [...servers], ...admin, wsFactory: socketFactory, reconnect: false });
}
