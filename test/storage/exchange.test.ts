import { describe, expect, it } from 'vitest';
import { utf8 } from '../../office/bytes';
import { invite, mailbox } from '../../office/joining';
import { isWhole, sha256 } from '../../office/record';
import { writeRecovery } from '../../office/recovery';
import { eraseEvidence, getEvidenceJson, putEvidence } from '../../storage/evidence';
import { ExchangeError, exchangeWith, exportParcel, importParcel } from '../../storage/exchange';
import { admitNewcomer, answerDigits, askToJoin, keepInvitation, readPending, readSent } from '../../storage/joining';
import { collectLetters, expectsLetters, sendLetter } from '../../storage/letterbox';
import { insideOf, OfficeError, prepareOffice, revoke } from '../../storage/office';
import { fetchOffice, recover } from '../../storage/recovery';
import { readSetups, saveSetup } from '../../storage/remotes';
import type { Store } from '../../storage/store';
import { openParcel } from '../../sync/file';
import { postLetter, readLetters } from '../../sync/letters';
import { MemoryRemote } from '../../sync/memory';
import type { Outcome } from '../../sync/outcome';
import { hide, reveal, webDavSetup } from '../../sync/setup';
import { NOW, openStore } from './fixtures';

async function found(): Promise<Store> {
  const store = openStore();
  await (await prepareOffice(store, { name: 'Петрова Анна', post: 'Специалист' }, [])).commit();
  return store;
}

const PLACE = { kind: 'webdav', name: 'Сетевой диск', url: 'http://nas/', user: 'u', password: 'p' } as const;

/** Joins over the remote that the invitation names, letters and all, as two people at two computers do. */
async function join(inviter: Store, remote: MemoryRemote, name: string): Promise<Store> {
  const newcomer = openStore();
  const open = () => remote;
  const { self } = await insideOf(inviter);
  const invitation = invite(self.office, 'Сосновка', PLACE, NOW);
  await keepInvitation(inviter, invitation, NOW);
  expect(await expectsLetters(inviter, NOW)).toBe(true);
  expect(await sendLetter(invitation, 'request', await askToJoin(newcomer, invitation, name, ''), open)).toBe(true);
  // Somebody else's letter in the same box disturbs nothing.
  await postLetter(remote, self.office, await mailbox(invitation), 'request', utf8('мусор'));
  await collectLetters(inviter, NOW, open);
  const [sent] = await readSent(inviter, NOW);
  expect(sent?.request?.name).toBe(name);
  const said = await answerDigits((await readPending(newcomer))!, sent!.challenge!);
  expect(await collectLetters(newcomer, NOW, open)).toBe(false);
  await sendLetter(invitation, 'answer', await admitNewcomer(inviter, sent!, said, ['author'], NOW), open);
  expect(await collectLetters(newcomer, NOW, open)).toBe(true);
  expect(await readLetters(remote, self.office, await mailbox(invitation), 'answer')).toEqual([]);
  expect(await readSetups(newcomer)).toMatchObject([{ kind: 'webdav', url: PLACE.url }]);
  return newcomer;
}

async function connect(store: Store): Promise<void> {
  await saveSetup(store, await webDavSetup({ url: 'http://nas/', user: 'u', password: 'p' }, 'Сетевой диск', NOW));
}

async function meet(store: Store, remote: MemoryRemote, at = 0): Promise<Outcome> {
  const [setup] = await readSetups(store);
  return exchangeWith(store, setup!, NOW + at, remote);
}

async function hashOf(store: Store): Promise<string> {
  return sha256((await store.read((database) => database.getAllKeys('revisions'))).sort().join());
}

describe('browsers of an office', () => {
  it('come to the same over a remote, with real keys', async () => {
    const remote = new MemoryRemote();
    const anna = await found();
    await connect(anna);
    await anna.revise('template', 'snow', 'Снег убираем');
    await meet(anna, remote);
    const petr = await join(anna, remote, 'Сидоров Пётр');
    await petr.revise('template', 'light', 'Свет чиним');
    for (let round = 1; round < 4; round += 1) for (const one of [anna, petr]) await meet(one, remote, round);
    expect(await petr.currentBody('snow')).toBe('Снег убираем');
    expect(await anna.currentBody('light')).toBe('Свет чиним');
    expect(await hashOf(anna)).toBe(await hashOf(petr));
    const [setup] = await readSetups(anna);
    const { member } = (await insideOf(petr)).self;
    expect(setup).toMatchObject({ isNew: false, lastFrom: { authors: [expect.stringContaining(member)] } });
  });

  it('carry evidence, and none brings back what was erased', async () => {
    const remote = new MemoryRemote();
    const anna = await found();
    await connect(anna);
    const petr = await join(anna, remote, 'Сидоров Пётр');
    const { id } = await putEvidence(anna, 'case-1', { text: 'Текст комментария' });
    await meet(anna, remote);
    expect((await meet(petr, remote)).evidence.received).toBe(1);
    expect(await getEvidenceJson(petr, id)).toEqual({ text: 'Текст комментария' });
    const carried = new Map(remote.files);
    await eraseEvidence(anna, [id], 'Срок хранения');
    await meet(anna, remote);
    await meet(petr, remote);
    expect(await getEvidenceJson(petr, id)).toBeNull();
    // An old copy of the folder is put back: it is removed again, and nobody takes it in.
    for (const [name, bytes] of carried) remote.files.set(name, bytes);
    expect((await meet(petr, remote, 1)).evidence.erased).toBe(1);
    expect(await getEvidenceJson(petr, id)).toBeNull();
    expect([...remote.files.keys()].filter((name) => name.includes('.e.'))).toEqual([]);
  });

  it('shut out one who was revoked: the new key is not his', async () => {
    const remote = new MemoryRemote();
    const anna = await found();
    await connect(anna);
    const petr = await join(anna, remote, 'Сидоров Пётр');
    for (const one of [anna, petr, anna]) await meet(one, remote);
    await revoke(anna, (await insideOf(petr)).self.member, 'Уволился');
    await anna.revise('template', 'secret', 'После отзыва');
    await meet(anna, remote, 1);
    await meet(petr, remote, 1);
    expect(await petr.currentBody('secret')).toBeNull();
    expect((await meet(petr, remote, 2)).aside).toEqual([expect.objectContaining({ reason: 'key' })]);
  });

  it('that were away while the key was changed read on, over a remote and by file', async () => {
    const remote = new MemoryRemote();
    const anna = await found();
    await connect(anna);
    const petr = await join(anna, remote, 'Сидоров Пётр');
    const vera = await join(anna, remote, 'Кузнецова Вера');
    await connect(vera);
    for (const one of [anna, vera]) await meet(one, remote);
    await revoke(anna, (await insideOf(petr)).self.member, 'Уволился');
    await anna.revise('template', 'snow', 'После смены ключа');
    await meet(anna, remote, 1);
    expect((await meet(vera, remote, 1)).aside).toEqual([]);
    expect(await vera.currentBody('snow')).toBe('После смены ключа');
    const nina = await join(anna, new MemoryRemote(), 'Орлова Нина');
    await revoke(anna, (await insideOf(vera)).self.member, '');
    await anna.revise('template', 'light', 'И ещё раз');
    await importParcel(nina, (await exportParcel(anna, 'all', NOW))!, NOW);
    expect(await nina.currentBody('light')).toBe('И ещё раз');
  });

  it('exchange by file, all of it or what is new', async () => {
    const anna = await found();
    const petr = await join(anna, new MemoryRemote(), 'Сидоров Пётр');
    await anna.revise('template', 'snow', 'Снег');
    const all = await exportParcel(anna, 'all', NOW);
    await anna.revise('template', 'light', 'Свет');
    const news = await exportParcel(anna, 'new', NOW);
    expect(news!.length).toBeLessThan(all!.length);
    expect(await exportParcel(anna, 'new', NOW)).toBeNull();
    await importParcel(petr, news!, NOW);
    await importParcel(petr, all!, NOW);
    expect((await importParcel(petr, all!, NOW)).received).toBe(0);
    expect(await hashOf(petr)).toBe(await hashOf(anna));
  });

  it('lost all at once, come back on a clean PC by the recovery file, straight from the remote or an exchange file', async () => {
    const remote = new MemoryRemote();
    const anna = openStore();
    const founding = await prepareOffice(anna, { name: 'Петрова Анна', post: '' }, []);
    const recovery = await writeRecovery(founding.root, 'берёза стоит у реки', 'Село', NOW);
    await founding.commit();
    await connect(anna);
    const petr = await join(anna, remote, 'Сидоров Пётр');
    const { id } = await putEvidence(anna, 'case-1', { text: 'Текст комментария' });
    for (const one of [anna, petr]) await meet(one, remote);
    // The key was changed since, and this browser wrote under the new one.
    await revoke(anna, (await insideOf(petr)).self.member, '');
    await anna.revise('template', 'snow', 'Снег');
    await meet(anna, remote, 1);
    const parcel = await exportParcel(anna, 'all', NOW);
    const byFile = openStore();
    await fetchOffice(byFile, recovery, 'берёза стоит у реки', new MemoryRemote(openParcel(parcel!)), NOW);
    expect(await hashOf(byFile)).toBe(await hashOf(anna));
    const clean = openStore();
    expect((await fetchOffice(clean, recovery, 'берёза стоит у реки', remote, NOW)).aside).toEqual([]);
    expect(await hashOf(clean)).toBe(await hashOf(anna));
    expect(await getEvidenceJson(clean, id)).toEqual({ text: 'Текст комментария' });
    await recover(clean, recovery, 'берёза стоит у реки', { name: 'Петрова Анна', post: '' }, [founding.member]);
    await connect(clean);
    await meet(clean, remote, 2);
    expect((await insideOf(clean)).membership.active()).toHaveLength(1);
    // The lost PC is shut out: what was written since is under a key that it does not have.
    await clean.revise('template', 'light', 'После восстановления');
    await meet(clean, remote, 3);
    expect((await meet(anna, remote, 4)).aside).toContainEqual(expect.objectContaining({ reason: 'key' }));
    await expect(fetchOffice(anna, recovery, 'берёза стоит у реки', remote, NOW)).rejects.toThrow(OfficeError);
  }, 20_000);

  it('leave the keys again where a remote was emptied, and say nothing of an office that is not there', async () => {
    const [remote, anna] = [new MemoryRemote(), openStore()];
    const founding = await prepareOffice(anna, { name: 'А', post: '' }, []);
    const recovery = await writeRecovery(founding.root, 'берёза стоит у реки', 'Село', NOW);
    await founding.commit();
    await connect(anna);
    for (const at of [0, 1]) await meet(anna, remote, at);
    remote.files.clear();
    const clean = openStore();
    const from = [clean, recovery, 'берёза стоит у реки', remote, NOW] as const;
    await expect(fetchOffice(...from)).rejects.toThrow(new OfficeError('outside'));
    // Files come back within a few exchanges, the keys at once.
    for (let at = 2; at < 10; at += 1) await meet(anna, remote, at);
    expect((await fetchOffice(...from)).received).toBeGreaterThan(0);
  }, 20_000);

  it('ask one thing of a remote that has nothing new, however long the history', async () => {
    const [remote, anna] = [new MemoryRemote(), await found()];
    await connect(anna);
    await anna.reviseAll(Array.from({ length: 500 }, (_, n) => ({ kind: 'template', entity: `t${n}`, body: n })));
    await meet(anna, remote);
    await meet(anna, remote, 1);
    const asked: string[] = [];
    const counted = new Proxy(remote, {
      get: (target, name: keyof MemoryRemote) => {
        const value = target[name];
        return typeof value === 'function'
          ? (...args: never[]) => {
              asked.push(name);
              return (value as (...given: never[]) => unknown).apply(target, args);
            }
          : value;
      },
    });
    const [setup] = await readSetups(anna);
    await exchangeWith(anna, setup!, NOW + 2, counted);
    expect(asked).toEqual(['list']);
  });

  it('hand on no evidence that was erased, in no exchange file, and take none in from an old one', async () => {
    const anna = await found();
    const petr = await join(anna, new MemoryRemote(), 'Сидоров Пётр');
    const { id, hash } = await putEvidence(anna, 'case-1', { text: 'Текст комментария' });
    const old = await exportParcel(anna, 'all', NOW);
    await eraseEvidence(anna, [id], 'Срок хранения');
    const fresh = await exportParcel(anna, 'all', NOW);
    const evidenceIn = (parcel: typeof old) => [...openParcel(parcel!).keys()].filter((name) => name.includes('.e.'));
    expect([evidenceIn(old).length, evidenceIn(fresh).length]).toEqual([1, 0]);
    await importParcel(petr, fresh!, NOW);
    await importParcel(petr, old!, NOW);
    expect(await getEvidenceJson(petr, id)).toBeNull();
    expect(evidenceIn(await exportParcel(petr, 'all', NOW))).toEqual([]);
    // The figures stay, and the hash goes on to be part of a record that verifies.
    const [note] = (await petr.history(id)).filter(({ kind }) => kind === 'evidence');
    expect(note?.body).toMatchObject({ hash, case: 'case-1' });
    expect(await isWhole(note!)).toBe(true);
  });

  it('do not begin before there is an office', async () => {
    const store = openStore();
    await connect(store);
    await expect(meet(store, new MemoryRemote())).rejects.toThrow(ExchangeError);
  });
});

it('a password is kept under a key that cannot be taken out', async () => {
  const secret = await hide('пароль приложения');
  expect(secret.key.extractable).toBe(false);
  expect(JSON.stringify(secret)).not.toContain('пароль');
  expect(await reveal(secret)).toBe('пароль приложения');
});
