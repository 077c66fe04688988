/**
 * Joining an office with a long history, against a plain download of the same files in the same run; the cost of one new
 * record as the history grows; memory. On a real WebDAV server on loopback.
 * Run: npx tsx bench/sync.ts [records]
 */
import { performance } from 'node:perf_hooks';
import type { Bytes } from '../office/bytes';
import { startWebDav } from '../scripts/lib/webdav';
import type { Entry, Remote } from '../sync/remote';
import { WebDav } from '../sync/webdav';
import { type Browser, officeOf } from '../test/sync/office';

const RECORDS = Number(process.argv[2] ?? 10_000);
const AUTHORS = 5;

/** Counts requests and bytes. */
class Counted implements Remote {
  requests = 0;
  sent = 0;
  received = 0;

  constructor(private readonly inner: Remote) {}

  async list(): Promise<Entry[]> {
    this.requests += 1;
    return this.inner.list();
  }

  async get(name: string): Promise<Bytes | null> {
    this.requests += 1;
    const bytes = await this.inner.get(name);
    this.received += bytes?.length ?? 0;
    return bytes;
  }

  async put(name: string, bytes: Bytes): Promise<void> {
    this.requests += 1;
    this.sent += bytes.length;
    await this.inner.put(name, bytes);
  }

  async delete(name: string): Promise<void> {
    this.requests += 1;
    await this.inner.delete(name);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** What one new record costs its author and a reader. */
async function oneRecord(author: Browser, reader: Browser, remote: WebDav): Promise<string> {
  const rounds = 16;
  const [mine, theirs] = [new Counted(remote), new Counted(remote)];
  let [pushing, pulling] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    await author.write(1);
    pushing += await timed(() => author.exchange(remote, round, { over: mine }));
    pulling += await timed(() => reader.exchange(remote, round, { over: theirs }));
  }
  const mean = (value: number): string => (value / rounds).toFixed(1);
  return (
    `author ${mean(pushing)} ms, ${mean(mine.requests)} requests, ${(mine.sent / rounds / 1024).toFixed(1)} kB; ` +
    `reader ${mean(pulling)} ms, ${mean(theirs.requests)} requests, ${(theirs.received / rounds / 1024).toFixed(1)} kB`
  );
}

async function main(): Promise<void> {
  const server = await startWebDav('nginx');
  try {
    const remote = new WebDav(server);
    const office = await officeOf(AUTHORS);
    const [author, reader] = office as [Browser, Browser];
    for (const share of [0.1, 0.5, 1]) {
      const goal = RECORDS * share;
      const held = author.ledger.byId.size;
      for (const browser of office) {
        await browser.write(Math.floor((goal - held) / AUTHORS));
        await browser.exchange(remote, 0, { eager: true });
      }
      for (const browser of office) await browser.exchange(remote, 0);
      console.log(`one new record after ${author.ledger.byId.size}: ${await oneRecord(author, reader, remote)}`);
    }
    const names = (await remote.list()).map(({ name }) => name);
    const download = await timed(() => Promise.all(names.map((name) => remote.get(name))));
    const newcomer = (await officeOf(1))[0] as Browser;
    Object.assign(newcomer, { trust: { ...author.trust, writer: 'newcomer.1', vouches: () => false } });
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    const counted = new Counted(remote);
    const joining = await timed(() => newcomer.exchange(remote, 0, { over: counted }));
    const heap = (process.memoryUsage().heapUsed - before) / 2 ** 20;
    const idle = await timed(() => newcomer.exchange(remote, 0));
    const { size } = newcomer.ledger.byId;
    console.log(
      `joining with ${size} records in ${names.length} files, ${(counted.received / 1024).toFixed(0)} kB: ${ms(joining)}, ` +
        `${(joining / download).toFixed(1)} times a plain download (${ms(download)}); heap +${heap.toFixed(0)} MB; ` +
        `a poll with nothing new ${ms(idle)}`,
    );
  } finally {
    await server.stop();
  }
}

await main();
