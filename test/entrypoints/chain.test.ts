/** The one-click check of the journal: what it vouches for, and that it finds what was torn out or forged. */
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { checkEverything, readCaseFile } from '../../entrypoints/dashboard/journal-data';
import { DECISION, stepped } from '../../moderation/case';
import { checkChain, isUnbroken } from '../../moderation/chain';
import { NO_SIGNATURES } from '../../moderation/signatures';
import { type Revision, sealRevision } from '../../office/record';
import { projectCases } from '../../storage/cases';
import { StoredLedger } from '../../storage/ledger';
import { admit, prepareOffice } from '../../storage/office';
import { readSignatures, signOwn } from '../../storage/seals';
import type { Store } from '../../storage/store';
import { person } from '../office/members';
import { openStore } from '../storage/fixtures';

const SUBJECT = {
  page: 'page',
  site: 'vk' as const,
  about: 'comment' as const,
  kinds: ['insult' as const],
  rules: [],
  criticism: false,
};

async function decide(store: Store, entity: string): Promise<Revision> {
  const record = stepped(null, SUBJECT, { act: 'decide', decision: 'leave', clause: null, evidence: null }, 1);
  const revision = await store.revise(DECISION, entity, record);
  await projectCases(store, [entity], 1);
  return revision;
}

/** An office of one with three decisions, all signed. */
async function openOffice() {
  const store = openStore();
  await (await prepareOffice(store, { name: 'Петрова Анна', post: '' }, [])).commit();
  const decided = [await decide(store, 'case-1'), await decide(store, 'case-2'), await decide(store, 'case-3')];
  await signOwn(store);
  return { store, decided };
}

async function put(store: Store, record: Revision): Promise<void> {
  await store.write(['revisions'], async (transaction) => {
    await transaction.objectStore('revisions').put(record);
  });
}

async function remove(store: Store, id: string): Promise<void> {
  await store.write(['revisions'], async (transaction) => {
    await transaction.objectStore('revisions').delete(id);
  });
}

/** As somebody would write it who knows how ids are made: another body under an id of its own. */
async function rewritten({ id: _, ...content }: Revision): Promise<Revision> {
  return sealRevision({ ...content, body: { ...(content.body as object), decision: 'warn' } });
}

describe('the check of the journal', () => {
  it('says by whom the records are signed, also where nobody exchanges', async () => {
    const { store } = await openOffice();
    const { chain, names } = await checkEverything(store);
    const [first] = chain.signatures.signed;
    expect(chain.ok).toBe(true);
    expect([names.get(first!.signer), first!.records]).toEqual(['Петрова Анна', chain.records]);
    expect(chain.signatures).toMatchObject({ waiting: 0, unsigned: 0, earlier: 0, forged: [], lost: [], broken: [] });
    expect(chain.signatures.sealed).toBeGreaterThan(0);
  });

  it('says what is not signed yet, and signs it under the signature of its run', async () => {
    const { store } = await openOffice();
    const { author } = await decide(store, 'case-4');
    expect((await checkEverything(store)).chain.signatures.waiting).toBe(1);
    expect(await signOwn(store)).toBe(1);
    expect(await signOwn(store)).toBe(0);
    expect((await checkEverything(store)).chain).toMatchObject({ ok: true, signatures: { waiting: 0 } });
    expect((await new StoredLedger(store).seals(author)).length).toBe(1);
  });

  it('without an office has hashes and numbers alone', async () => {
    const store = openStore();
    await decide(store, 'case-1');
    const { chain, names } = await checkEverything(store);
    expect([chain.ok, chain.signatures.signed, names.size]).toEqual([true, [], 0]);
  });

  it.each<[string, (store: Store, decided: readonly Revision[]) => Promise<void>, object]>([
    [
      'a record whose words were changed',
      async (store, [, second]) => put(store, { ...second!, body: { ...(second!.body as object), decision: 'warn' } }),
      { altered: [expect.any(String)] },
    ],
    [
      'a record exchanged for another with a right hash',
      async (store, [, second]) => {
        await remove(store, second!.id);
        await put(store, await rewritten(second!));
      },
      { altered: [], unlinked: [expect.any(String)], signatures: { lost: [expect.any(String)], waiting: 1 } },
    ],
    [
      'a record torn out of the middle',
      async (store, [, second]) => remove(store, second!.id),
      { missing: [{ from: expect.any(Number) }], signatures: { lost: [expect.any(String)] } },
    ],
    [
      'the end of the line torn off',
      async (store, [, , last]) => remove(store, last!.id),
      { missing: [expect.any(Object)], signatures: { lost: [expect.any(String)] } },
    ],
    [
      'a signature that is not the member\u2019s',
      async (store) => {
        await store.write(['seals'], async (transaction) => {
          const [seal] = await transaction.objectStore('seals').getAll();
          await transaction.objectStore('seals').clear();
          await transaction.objectStore('seals').put({ ...seal!, signature: btoa('x'.repeat(64)) });
        });
      },
      { signatures: { forged: [expect.objectContaining({ records: expect.any(Number) })] } },
    ],
  ])('finds %s', async (_, spoil, expected) => {
    const { store, decided } = await openOffice();
    expect((await checkEverything(store)).chain.ok).toBe(true);
    await spoil(store, decided);
    const { chain } = await checkEverything(store);
    expect(chain).toMatchObject({ ...expected, ok: false });
  });

  it('tells of a record in a colleague\u2019s name that he did not sign', async () => {
    const { store } = await openOffice();
    const ivan = await person('Сидоров Иван');
    const id = await admit(store, ivan.card, []);
    const place = { version: 2 as const, kind: DECISION, entity: 'case-9', parents: [], at: 1, seq: 1, previous: null };
    const record = stepped(null, SUBJECT, { act: 'decide', decision: 'leave', clause: null, evidence: null }, 1);
    await put(store, await sealRevision({ ...place, author: `${id}.desk`, body: record }));
    expect((await checkEverything(store)).chain.signatures.unsigned).toBe(1);
  });

  it('tells of an act whose own seal does not fit', async () => {
    const { store } = await openOffice();
    const records = await store.all('revisions');
    const act = records.find(({ kind }) => kind === 'act') as Revision;
    const { id: _, ...content } = act;
    const forged = await sealRevision({ ...content, seq: 99, body: { ...(content.body as object), office: 'x' } });
    const facts = await readSignatures(store, [...records, forged], async () => {});
    const chain = await checkChain([...records, forged], { check: async () => 'whole', signatures: facts! });
    expect([chain.signatures.broken, isUnbroken(chain)]).toEqual([[forged.id], false]);
  });

  it('of one case speaks of its own records', async () => {
    const { store } = await openOffice();
    const { chain, names, steps } = (await readCaseFile(store, 'case-2'))!;
    expect(steps.map(({ who }) => who)).toEqual(['Петрова Анна']);
    expect([chain.ok, chain.records, names.get(chain.signatures.signed[0]!.signer)]).toEqual([true, 1, 'Петрова Анна']);
  });

  it('says that it verified no signature where it was given none', async () => {
    const chain = await checkChain([], { check: async () => 'whole', signatures: NO_SIGNATURES });
    expect(chain).toMatchObject({ ok: true, records: 0, signatures: { signed: [], sealed: 0 } });
  });
});
