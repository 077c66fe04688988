/**
 * A region's load on one node of the log server, or on a cluster of three, on loopback: offices of three browsers each,
 * with our own exchange over real WebSockets. Every office writes one record; measured is how long it takes until both
 * other browsers, which are looked at, have verified and stored it. Clients run in this one process, so that it bends
 * before the server does: what is told is an upper bound.
 * The rounds press the same writes into fewer and fewer seconds, to see where it bends.
 * Run: npx tsx bench/region.ts [offices] [nodes] [seconds of each round, such as 60,20,10,5]
 */
import { setMaxListeners } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type RunningCluster, startNats } from '../scripts/lib/nats';
import { socketFactory } from '../scripts/lib/nats-socket';
import type { OfficeAccount } from '../scripts/lib/region';
import { NatsRemote, watchNats } from '../sync/nats';
import { Browser, Ring } from '../test/sync/office';

const OFFICES = Number(process.argv[2] ?? 100);
const NODES = Number(process.argv[3] ?? 1);
const ROUNDS = (process.argv[4] ?? '60,20,10,5').split(',').map(Number);
const BROWSERS = 3;

interface Seat {
  browser: Browser;
  remote: NatsRemote;
  place: { servers: readonly string[]; user: string; password: string };
  /** An exchange is going on; more news make one more after it. */
  busy: boolean;
  again: boolean;
}

const accounts: OfficeAccount[] = Array.from({ length: OFFICES }, (_, at) => ({
  name: `office_${at}`,
  admin: { user: `admin-${at}`, pass: `admin ${at}` },
  members: Array.from({ length: BROWSERS }, (_, one) => ({ user: `o${at}b${one}`, pass: `pass ${at} ${one}` })),
}));

async function seatsOf(cluster: RunningCluster, { members }: OfficeAccount): Promise<Seat[]> {
  const ring = new Ring();
  await ring.rotate('key');
  return Promise.all(
    members.map(async ({ user, pass }, one) => {
      const place = { servers: cluster.servers, user, password: pass };
      const browser = await Browser.join(`member${one}`, ring);
      return { browser, place, remote: new NatsRemote(place, socketFactory), busy: false, again: false };
    }),
  );
}

/** Faults that exchanges met, since they were last told. */
const met = new Map<string, number>();
const POLL = 15_000;

async function exchange(seat: Seat): Promise<void> {
  if (seat.busy) {
    seat.again = true;
    return;
  }
  seat.busy = true;
  do {
    seat.again = false;
    const { faults } = await seat.browser.exchange(seat.remote, Date.now());
    for (const { fault } of faults) met.set(fault, (met.get(fault) ?? 0) + 1);
    // A dashboard that is open asks again after that long; without one the alarm does, after a minute.
    if (faults.length > 0) setTimeout(() => void exchange(seat), POLL).unref();
  } while (seat.again);
  seat.busy = false;
}

function told(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)}`;
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)} ms`;
}

function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

function diskOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('store-'))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Processor seconds that processes have used so far; a clock tick of Linux is 10 ms. */
function workOf(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

async function round(cluster: RunningCluster, offices: readonly Seat[][], seconds: number): Promise<void> {
  const [start, server, own] = [performance.now(), workOf(cluster.pids()), workOf([process.pid])];
  const delays = await Promise.all(offices.map((seats, at) => writeOne(seats, (at * seconds * 1000) / OFFICES)));
  const took = (performance.now() - start) / 1000;
  const share = (work: number): string => `${((work / took) * 100).toFixed(0)} %`;
  const rss = cluster.pids().map((pid) => `${memoryOf(pid).toFixed(0)} MB`);
  console.log(
    `${(OFFICES / seconds).toFixed(0)} records a second for ${seconds} s, until both others hold each: ${told(delays.flat())}; ` +
      `server ${rss.join(' + ')}, ${share(workOf(cluster.pids()) - server)} of a core, ` +
      `disk ${(diskOf(cluster.folder) / 2 ** 20).toFixed(1)} MB; this process ${memoryOf(process.pid).toFixed(0)} MB, ` +
      `${share(workOf([process.pid]) - own)}; faults: ${[...met].map(([fault, n]) => `${fault} ${n}`).join(', ') || 'none'}`,
  );
  met.clear();
}

async function main(): Promise<void> {
  let start = performance.now();
  const since = (): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const cluster = await startNats(accounts, { nodes: NODES });
  const watching = new AbortController();
  setMaxListeners(0, watching.signal);
  try {
    console.log(`${OFFICES} accounts and streams on ${NODES} node(s): ${since()}`);
    start = performance.now();
    const offices: Seat[][] = [];
    for (const account of accounts) offices.push(await seatsOf(cluster, account));
    for (const seats of offices) {
      await Promise.all(
        seats.map(async (seat) => {
          const onNews = (): void => void exchange(seat);
          await watchNats(seat.place, { onNews, signal: watching.signal, socket: socketFactory });
          await seat.browser.exchange(seat.remote, 0);
        }),
      );
    }
    console.log(`${OFFICES * BROWSERS} browsers connected, two sockets each: ${since()}`);
    for (const seconds of ROUNDS) await round(cluster, offices, seconds);
    watching.abort();
    await Promise.all(offices.flat().map(({ remote }) => remote.close()));
  } finally {
    await cluster.stop();
  }
}

/** @returns how long it took until each of the others had it, ms */
async function writeOne([author, ...others]: Seat[], wait: number): Promise<number[]> {
  await new Promise((resolve) => setTimeout(resolve, wait));
  const start = performance.now();
  const [record] = await author!.browser.write(1);
  const arrivals = others.map(({ browser }) => arrival(browser, record!.id).then(() => performance.now() - start));
  await exchange(author!);
  return Promise.all(arrivals);
}

/** Kept when the record is stored there; a browser that never gets it ends the run. */
function arrival({ ledger }: Browser, id: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a record did not arrive within a minute')), 60_000);
    const add = ledger.add.bind(ledger);
    ledger.add = async (records) => {
      const added = await add(records);
      if (ledger.byId.has(id)) {
        clearTimeout(timer);
        resolve();
      }
      return added;
    };
  });
}

await main();
