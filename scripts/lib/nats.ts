/** Real nats-servers on loopback: one, or a cluster of three, with an account for every office. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServer } from '../servers.mjs';
import { accountsConf, type DistrictAccount, nodeConf, type OfficeAccount } from './region';
import { prepareDistrict, prepareOffice } from './region-streams';
import { until } from './until';
import { ended, freePort } from './webdav';

export interface RunningCluster {
  /** `ws://…` of every node. */
  servers: string[];
  /** Ports of the nodes' WebSockets. */
  ports: number[];
  /** Has all nodes read other accounts, as after a login was shut out. */
  reload(offices: readonly OfficeAccount[]): void;
  /** Ends one node as a power cut would. */
  kill(node: number): Promise<void>;
  /** Starts it again on what is left on its disk, or on an empty one. */
  revive(node: number, emptied?: boolean): Promise<void>;
  /** Process ids of the running nodes. */
  pids(): number[];
  folder: string;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  nodes?: number;
  /** Bytes set aside for each office. */
  bytes?: number;
  district?: DistrictAccount | null;
}

/** @throws when the program is missing or does not answer */
export async function startNats(
  offices: readonly OfficeAccount[],
  { nodes = 1, bytes = 16 * 1024 * 1024, district = null }: ClusterOptions = {},
): Promise<RunningCluster> {
  const program = natsProgram();
  const folder = mkdtempSync(join(tmpdir(), 'smotritel-nats-'));
  const ports = await Promise.all(
    Array.from({ length: nodes }, async () => ({
      client: await freePort(),
      web: await freePort(),
      route: await freePort(),
    })),
  );
  const writeAccounts = (all: readonly OfficeAccount[]): void =>
    writeFileSync(join(folder, 'accounts.conf'), accountsConf(all, bytes, district));
  writeAccounts(offices);
  const running = new Map<number, ChildProcess>();
  const start = async (node: number): Promise<void> => {
    const file = join(folder, `node-${node}.conf`);
    const port = ports[node]!;
    const routes = nodes > 1 ? ports.map(({ route }) => `nats://127.0.0.1:${route}`) : [];
    writeFileSync(file, nodeConf({ name: `node-${node}`, store: join(folder, `store-${node}`), ...port, routes }));
    running.set(node, await startNode(program, file));
  };
  for (let node = 0; node < nodes; node += 1) await start(node);
  const servers = ports.map(({ web }) => `ws://127.0.0.1:${web}`);
  for (const { admin } of offices) await patiently(() => prepareOffice(servers, admin, nodes));
  if (district) await patiently(() => prepareDistrict(servers, district.admin, nodes));
  return {
    servers,
    ports: ports.map(({ web }) => web),
    folder,
    reload: (all) => {
      writeAccounts(all);
      for (const child of running.values()) child.kill('SIGHUP');
    },
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

/** @throws when it is not installed */
export function natsProgram(): string {
  const program = findServer('nats');
  if (!program) throw new Error('nats-server is not installed: run «node scripts/servers.mjs»');
  return program;
}

/** Runs a node on a configuration file until it says that it is ready. @throws when it ends before that */
export async function startNode(program: string, file: string): Promise<ChildProcess> {
  const said: string[] = [];
  const child = spawn(program, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.on('data', (data) => said.push(String(data)));
  await until(() => said.join('').includes('Server is ready') || failing(child, said), `${file} to be ready`);
  return child;
}

function failing(child: ChildProcess, said: readonly string[]): false {
  if (child.exitCode !== null)
    throw new Error(`nats-server ended with ${child.exitCode}: ${said.join('').slice(-1500)}`);
  return false;
}

/** A cluster first has to choose who leads. */
export async function patiently(work: () => Promise<void>): Promise<void> {
  await until(
    async () => {
      await work();
      return true;
    },
    'the stream of an office',
    { within: 30_000 },
  );
}
