import { describe, expect, test } from 'vitest';
import { MemoryRemote } from '../../sync/memory';
import type { Entry } from '../../sync/remote';
import { type Browser, officeOf, recordOf, settle } from './office';

class Counted extends MemoryRemote {
  asked: string[] = [];
  override async list(): Promise<Entry[]> {
    this.asked.push('list');
    return super.list();
  }
  override async get(name: string) {
    this.asked.push('get');
    return super.get(name);
  }
  override async put(name: string, bytes: Uint8Array<ArrayBuffer>) {
    this.asked.push('put');
    return super.put(name, bytes);
  }
  override async delete(name: string) {
    this.asked.push('delete');
    return super.delete(name);
  }
  since(): string {
    const asked = this.asked.join(' ');
    this.asked = [];
    return asked;
  }
}

async function hashes(browsers: readonly Browser[]): Promise<Set<string>> {
  return new Set(await Promise.all(browsers.map(({ ledger }) => ledger.hash())));
}

describe('an exchange', () => {
  test('brings what was written apart to everybody', async () => {
    const [anna, boris, vera] = (await officeOf(3)) as [Browser, Browser, Browser];
    const remote = new MemoryRemote();
    await anna.write(5);
    await boris.write(3);
    await vera.write(1);
    await settle([anna, boris, vera], remote);
    expect(await hashes([anna, boris, vera])).toHaveLength(1);
    expect(vera.ledger.byId.size).toBe(9);
  });

  test('asks one thing when there is nothing new, sends one file for one record', async () => {
    const [anna, boris] = (await officeOf(2)) as [Browser, Browser];
    const remote = new Counted();
    await anna.write(3);
    await settle([anna, boris], remote);
    remote.since();
    await boris.exchange(remote, 0);
    expect(remote.since()).toBe('list');
    await anna.write(1);
    await anna.exchange(remote, 0);
    expect(remote.since()).toBe('list put');
    await boris.exchange(remote, 0);
    expect(remote.since()).toBe('list get');
  });

  test('a merged file is not fetched by those who have what is in it', async () => {
    const [anna, boris] = (await officeOf(2)) as [Browser, Browser];
    const remote = new Counted();
    for (let i = 0; i < 20; i += 1) {
      await anna.write(1);
      await anna.exchange(remote, i);
      const { received } = await boris.exchange(remote, i);
      expect(received).toBe(1);
    }
    expect(remote.files.size).toBeLessThan(10);
    expect(remote.asked.filter((one) => one === 'get')).toHaveLength(20);
  });

  test('what a wiped remote lost is written again by its authors', async () => {
    const [anna, boris] = (await officeOf(2)) as [Browser, Browser];
    const remote = new MemoryRemote();
    await anna.write(10);
    await boris.write(10);
    await settle([anna, boris], remote);
    remote.files.clear();
    const outcome = await anna.exchange(remote, 0);
    expect(outcome.emptied).toBe(true);
    await settle([anna, boris], remote);
    const [late] = (await officeOf(1)) as [Browser];
    Object.assign(late, { trust: { ...anna.trust, writer: 'late.1', vouches: () => false } });
    await late.exchange(remote, 0);
    expect(late.ledger.byId.size).toBe(20);
  });

  test('records of one who is gone are restored by the others, under the signature of the one who is gone', async () => {
    const office = (await officeOf(3)) as [Browser, Browser, Browser];
    const [anna, boris, vera] = office;
    const remote = new MemoryRemote();
    await anna.write(7);
    await settle(office, remote);
    remote.files.clear();
    await settle([boris, vera], remote);
    for (let i = 0; i < 8; i += 1) await Promise.all([boris.exchange(remote, i), vera.exchange(remote, i)]);
    const late = (await officeOf(1))[0] as Browser;
    Object.assign(late, { trust: { ...boris.trust, writer: 'late.1', vouches: () => false } });
    await late.exchange(remote, 0);
    expect(late.ledger.byId.size).toBe(7);
    // One copy is enough: the other browser's goes.
    expect(remote.files.size).toBe(1);
  });

  test('two records under one number both travel', async () => {
    const office = (await officeOf(3)) as [Browser, Browser, Browser];
    const [anna, boris, vera] = office;
    const remote = new MemoryRemote();
    await anna.write(4);
    await settle(office, remote);
    await anna.ledger.add([await recordOf(anna.author, 2, 'Из восстановленного профиля')]);
    await settle(office, remote);
    expect(await hashes([anna, boris, vera])).toHaveLength(1);
    expect(vera.ledger.byId.size).toBe(5);
  });
});
