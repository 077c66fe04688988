/** The exchange over a real NATS JetStream: one node, and three of which one dies in the middle. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningCluster, startNats } from '../../../scripts/lib/nats';
import { socketFactory } from '../../../scripts/lib/nats-socket';
import type { OfficeAccount } from '../../../scripts/lib/region';
import { until } from '../../../scripts/lib/until';
import { MemoryRemote } from '../../../sync/memory';
import { NatsRemote, watchNats } from '../../../sync/nats';
import { RemoteError } from '../../../sync/remote';
import { type Browser, officeOf, settle } from '../office';

const account = (name: string): OfficeAccount => ({
  name,
  admin: { user: `${name}-admin`, pass: `${name} admin` },
  members: ['anna', 'boris'].map((one) => ({ user: `${name}-${one}`, pass: `${name} ${one}` })),
});
const OFFICES = [account('sosnovka'), account('berezovka'), account('kedrovka')];

async function faultOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof RemoteError) return error.fault;
    throw error;
  }
  return 'none';
}

function remoteOf(cluster: RunningCluster, { members }: OfficeAccount, member = 0): NatsRemote {
  const { user, pass } = members[member]!;
  // A node that comes back answers late for a while; a test waits less for it than a browser does.
  return new NatsRemote({ servers: cluster.servers, user, password: pass }, socketFactory, { asking: 2000 });
}

describe('on one node', () => {
  let cluster: RunningCluster;
  const open: NatsRemote[] = [];
  const remote = (office: OfficeAccount, member = 0): NatsRemote => {
    const made = remoteOf(cluster, office, member);
    open.push(made);
    return made;
  };
  beforeAll(async () => {
    cluster = await startNats(OFFICES);
  });
  afterAll(async () => {
    for (const one of open) await one.close();
    await cluster?.stop();
  });

  test('a file is written, listed, read, removed', async () => {
    const place = remote(OFFICES[2]!);
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    await place.put('a.b-c.smotritel', bytes);
    await place.put('a.b-c.smotritel', bytes);
    expect(await place.list()).toEqual([{ name: 'a.b-c.smotritel', size: null, mark: null }]);
    expect(await place.get('a.b-c.smotritel')).toEqual(bytes);
    await place.delete('a.b-c.smotritel');
    expect(await place.list()).toEqual([]);
    expect(await place.get('a.b-c.smotritel')).toBeNull();
  });

  test('an office sees nothing of another, and a member may not do what the region does', async () => {
    const [sosnovka, berezovka] = [remote(OFFICES[0]!), remote(OFFICES[1]!)];
    await sosnovka.put('only.ours', new Uint8Array([1]));
    expect(await berezovka.list()).toEqual([]);
    expect(await berezovka.get('only.ours')).toBeNull();
    await sosnovka.delete('only.ours');
  });

  test('a wrong password, a server that is not there, a file that is too large each say so', async () => {
    const wrong = new NatsRemote({ servers: cluster.servers, user: 'sosnovka-anna', password: 'нет' }, socketFactory);
    expect(await faultOf(() => wrong.list())).toBe('password');
    const nowhere = new NatsRemote({ servers: ['ws://127.0.0.1:1'], user: 'a', password: 'b' }, socketFactory);
    expect(await faultOf(() => nowhere.list())).toBe('offline');
    expect(await faultOf(() => remote(OFFICES[0]!).put('big', new Uint8Array(9 * 1024 * 1024)))).toBe('large');
  });

  test('a node that is down is passed over, wherever it stands in the list', async () => {
    const { user, pass: password } = OFFICES[2]!.members[0]!;
    for (const servers of [
      ['ws://127.0.0.1:1', ...cluster.servers],
      [...cluster.servers, 'ws://127.0.0.1:1'],
    ]) {
      for (let time = 0; time < 5; time += 1) {
        const place = new NatsRemote({ servers, user, password }, socketFactory);
        expect(await faultOf(() => place.list())).toBe('none');
        await place.close();
      }
    }
  });

  test('browsers that wrote apart come to the same; a page that watches is told within two seconds', async () => {
    const office = (await officeOf(2)) as [Browser, Browser];
    const [mine, theirs] = [remote(OFFICES[0]!, 0), remote(OFFICES[0]!, 1)];
    const watching = new AbortController();
    let told = 0;
    await watchNats(
      { servers: cluster.servers, user: 'sosnovka-boris', password: 'sosnovka boris' },
      {
        onNews: () => {
          told = Date.now();
        },
        signal: watching.signal,
        socket: socketFactory,
      },
    );
    await office[0].write(5);
    await office[1].write(3);
    const start = Date.now();
    await office[0].exchange(mine, 0);
    await until(() => told > 0, 'the news', { within: 2000 });
    expect(told - start).toBeLessThan(2000);
    for (let round = 0; round < 3; round += 1) {
      await office[1].exchange(theirs, round);
      await office[0].exchange(mine, round);
    }
    expect(await office[0].ledger.hash()).toBe(await office[1].ledger.hash());
    watching.abort();
  });

  test('an office moves from a folder to the log without losing a record', async () => {
    const office = (await officeOf(3)) as [Browser, Browser, Browser];
    const folder = new MemoryRemote();
    for (const browser of office) await browser.write(30);
    await settle(office, folder);
    const log = remote(OFFICES[1]!);
    // The first who moves takes everything there, what others wrote under their signatures too.
    await office[0].exchange(log, 0, { eager: true });
    const late = (await officeOf(1))[0] as Browser;
    Object.assign(late, { trust: { ...office[0].trust, writer: 'late.1', vouches: () => false } });
    await late.exchange(log, 0);
    expect(await late.ledger.hash()).toBe(await office[0].ledger.hash());
    expect(late.ledger.byId.size).toBe(90);
  });
});

describe('on three nodes', () => {
  let cluster: RunningCluster;
  beforeAll(async () => {
    cluster = await startNats(OFFICES.slice(0, 1), { nodes: 3 });
  }, 60_000);
  afterAll(() => cluster?.stop());

  test('one is killed in the middle, later comes back empty: work goes on and nothing is lost', {
    timeout: 60_000,
  }, async () => {
    const office = await officeOf(4);
    const remotes = office.map((_, at) => remoteOf(cluster, OFFICES[0]!, at % 2));
    const round = async (at: number): Promise<void> => {
      for (const browser of office) await browser.write(2);
      await Promise.all(office.map((browser, one) => browser.exchange(remotes[one]!, at)));
    };
    for (let at = 0; at < 4; at += 1) await round(at);
    await Promise.all([round(4), cluster.kill(1)]);
    for (let at = 5; at < 12; at += 1) await round(at);
    await cluster.revive(1, true);
    for (let at = 12; at < 16; at += 1) await round(at);
    await until(
      async () => {
        const outcomes = [];
        for (const [one, browser] of office.entries()) outcomes.push(await browser.exchange(remotes[one]!, 99));
        return outcomes.every(({ received, waiting, faults: left }) => received + waiting + left.length === 0);
      },
      'rest after the storm',
      { within: 40_000 },
    );
    expect(new Set(await Promise.all(office.map(({ ledger }) => ledger.hash()))).size).toBe(1);
    expect(office[0]!.ledger.byId.size).toBe(4 * 2 * 16);
    for (const one of remotes) await one.close();
  });
});
