import { describe, expect, it } from 'vitest';
import { stepBody } from '../../office/approval';
import { challenge, invite, JoiningError, TRIES } from '../../office/joining';
import { memberOf } from '../../office/membership';
import { RecoveryError, writeRecovery } from '../../office/recovery';
import { takeSteps } from '../../storage/approvals';
import { exportArchive } from '../../storage/archive';
import { importArchive } from '../../storage/import';
import {
  admitNewcomer,
  answerDigits,
  askToJoin,
  enter,
  keepInvitation,
  readPending,
  readSent,
  takeRequest,
} from '../../storage/joining';
import {
  admit,
  endLoan,
  grant,
  insideOf,
  lend,
  OfficeError,
  prepareOffice,
  renewKey,
  revoke,
} from '../../storage/office';
import { importKey, openKeys } from '../../storage/office-keys';
import { recover } from '../../storage/recovery';
import { readStanding } from '../../storage/standing';
import type { Store } from '../../storage/store';
import { NOW, openStore } from './fixtures';

const PASSPHRASE = 'берёза стоит у самой реки';

async function founded() {
  const store = openStore();
  const founding = await prepareOffice(store, { name: 'Петрова Анна', post: 'Специалист' }, []);
  await founding.commit();
  return { store, ...founding };
}

/** As a file there and back would. */
async function exchange(...stores: Store[]): Promise<void> {
  for (const from of stores) {
    const { file } = await exportArchive(from, NOW);
    for (const to of stores) if (to !== from) await importArchive(to, file);
  }
}

async function join(inviter: Store, roles: Parameters<typeof admitNewcomer>[3], name = 'Сидоров Пётр'): Promise<Store> {
  const newcomer = openStore();
  const { self } = await insideOf(inviter);
  const invitation = invite(self.office, 'Село', null, NOW);
  await keepInvitation(inviter, invitation, NOW);
  const request = await askToJoin(newcomer, invitation, name, '');
  const sent = await takeRequest(inviter, request, challenge(), NOW);
  const said = await answerDigits((await readPending(newcomer))!, sent.challenge!);
  await enter(newcomer, await admitNewcomer(inviter, sent, said, roles, NOW));
  return newcomer;
}

const members = async (store: Store) => (await insideOf(store)).membership.active().map(({ name }) => name);

describe('founding', () => {
  it('makes an office of one that holds every role and may approve its own texts', async () => {
    const { store, member } = await founded();
    const { membership, self } = await insideOf(store);
    expect(self.member).toBe(member);
    expect(membership.active()).toMatchObject([
      { id: member, name: 'Петрова Анна', roles: ['author', 'approver', 'head'], distance: 1 },
    ]);
    const written = await store.revise('template', 'roads', 1);
    expect(memberOf(written.author)).toBe(member);
    expect(membership.ownApproval(written)).toBe(true);
    expect(membership.hasRole(written, 'approver')).toBe(true);
  });

  it('keeps what was written before, and is done once', async () => {
    const store = openStore();
    const before = await store.revise('template', 'roads', 'Дороги');
    const founding = await prepareOffice(store, { name: 'А', post: '' }, []);
    await founding.commit();
    expect(await store.history('roads')).toEqual([before]);
    await expect(founding.commit()).rejects.toThrow(OfficeError);
  });

  it('signs for what stood by steps that nobody signed', async () => {
    const store = openStore();
    const item = await store.revise('plan', 'feast', { text: 'День села' });
    const of = { kind: 'plan', entity: 'feast' };
    await takeSteps(store, [stepBody(of, [item.id], 'approve', { until: '2026-12-31', comment: 'Да' })]);
    await (await prepareOffice(store, { name: 'А', post: '' }, await readStanding(store))).commit();
    const steps = (await store.approvals.read()).get('plan:feast') ?? [];
    expect(steps.map(({ body }) => [body.verdict, body.until, body.seal !== undefined])).toEqual([
      ['approve', '2026-12-31', true],
    ]);
  });

  it('leaves no private key that could be taken out', async () => {
    const { store } = await founded();
    const { self } = await insideOf(store);
    for (const pair of [self.keys.sign, self.keys.wrap]) {
      expect(pair.privateKey.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('jwk', pair.privateKey)).rejects.toThrow();
    }
  });
});

describe('joining by two files', () => {
  it('gives the newcomer the members, the keys and whatever was encrypted before', async () => {
    const { store } = await founded();
    const newcomer = await join(store, ['author']);
    expect(await members(newcomer)).toEqual(await members(store));
    const open = async (one: Store) => {
      const { membership, self } = await insideOf(one);
      return [...(await openKeys(membership, self.member, self.keys.wrap))];
    };
    expect(await open(newcomer)).toEqual(await open(store));
    const [, raw] = (await open(newcomer))[0]!;
    expect((await importKey(raw)).extractable).toBe(false);
  });

  it('takes only the first request, and closes after wrong digits', async () => {
    const { store, office } = await founded();
    const invitation = invite(office, 'Село', null, NOW);
    await keepInvitation(store, invitation, NOW);
    const [first, second] = [openStore(), openStore()];
    const one = await askToJoin(first, invitation, 'Первый', '');
    const two = await askToJoin(second, invitation, 'Второй', '');
    const sent = await takeRequest(store, one, '111111', NOW);
    expect((await takeRequest(store, two, '222222', NOW)).request?.name).toBe('Первый');
    // Whoever puts his own request in the newcomer's place cannot know what will be read out.
    const said = await answerDigits((await readPending(second))!, '111111');
    for (let tries = 0; tries < TRIES; tries += 1) {
      await expect(admitNewcomer(store, sent, said, ['author'], NOW)).rejects.toThrow(JoiningError);
    }
    expect(await readSent(store, NOW)).toEqual([]);
    expect(await members(store)).toHaveLength(1);
  });

  it('is over when the invitation is', async () => {
    const { store, office } = await founded();
    const invitation = invite(office, 'Село', null, NOW);
    await keepInvitation(store, invitation, NOW);
    const request = await askToJoin(openStore(), invitation, 'Первый', '');
    await expect(takeRequest(store, request, '1', invitation.expires)).rejects.toThrow(JoiningError);
  });

  it('refuses an answer that somebody else wrote', async () => {
    const { store, office } = await founded();
    const invitation = invite(office, 'Село', null, NOW);
    const newcomer = openStore();
    const request = await askToJoin(newcomer, invitation, 'Первый', '');
    await expect(enter(newcomer, request)).rejects.toThrow(JoiningError);
    await expect(enter(newcomer, new TextEncoder().encode('{}'))).rejects.toThrow(JoiningError);
    await keepInvitation(store, invitation, NOW);
    expect(await newcomer.belonging.self()).toBeNull();
  });
});

describe('leaving', () => {
  it('keeps what was known of the member, sets aside what was not, and changes the key', async () => {
    const { store } = await founded();
    const other = await join(store, ['author']);
    const known = await other.revise('template', 'roads', 'известное');
    await exchange(store, other);
    const unseen = await other.revise('template', 'snow', 'неизвестное');
    const gone = (await insideOf(other)).self.member;
    await revoke(store, gone, 'уволился');
    await exchange(store, other);
    for (const one of [store, other]) {
      expect(await one.history('roads')).toEqual([known]);
      expect(await one.history('snow')).toEqual([]);
      expect(await one.read((database) => database.get('revisions', unseen.id))).toEqual(unseen);
    }
    const { membership, self } = await insideOf(other);
    const last = membership.keys.at(-1)!;
    expect(Object.keys(last.wrapped)).not.toContain(self.member);
    expect(Object.keys(last.wrapped)).toContain('root');
    expect(membership.keys).toHaveLength(2);
  });
});

describe('the newest key', () => {
  it('is renewed by a head once somebody has left by himself, and not again', async () => {
    const { store } = await founded();
    const other = await join(store, ['author']);
    const { member } = (await insideOf(other)).self;
    expect(await renewKey(store)).toBe(false);
    await revoke(other, member, 'ухожу');
    await exchange(store, other);
    expect(await renewKey(other)).toBe(false);
    expect([await renewKey(store), await renewKey(store)]).toEqual([true, false]);
    const { membership } = await insideOf(store);
    expect(Object.keys(membership.keys.at(-1)!.wrapped)).not.toContain(member);
  });
});

describe('recovery', () => {
  it('enrols a new device, revokes the old one and reads what the office has', async () => {
    const { store, root, member } = await founded();
    const recovery = await writeRecovery(root, PASSPHRASE, 'Село', NOW);
    const written = await store.revise('template', 'roads', 'Дороги');
    const { file } = await exportArchive(store, NOW);
    const clean = openStore();
    await expect(recover(clean, recovery, PASSPHRASE, { name: 'А', post: '' }, [])).rejects.toThrow(OfficeError);
    await importArchive(clean, file);
    await expect(recover(clean, recovery, 'не тот пароль', { name: 'А', post: '' }, [])).rejects.toThrow(RecoveryError);
    await expect(recover(clean, '{}', PASSPHRASE, { name: 'А', post: '' }, [])).rejects.toThrow(RecoveryError);
    const id = await recover(clean, recovery, ` ${PASSPHRASE.replace(' ', '  ')}`, { name: 'Новая', post: '' }, [
      member,
    ]);
    const { membership, self } = await insideOf(clean);
    expect(membership.active().map((one) => one.id)).toEqual([id]);
    expect(membership.members.get(member)?.revoked).not.toBeNull();
    expect(await clean.history('roads')).toEqual([written]);
    expect((await openKeys(membership, self.member, self.keys.wrap)).size).toBe(2);
    await exchange(store, clean);
    expect((await insideOf(store)).membership.members.get(member)?.revoked).not.toBeNull();
  }, 20_000);
});

describe('roles', () => {
  it('hold from the number on that was known when they changed', async () => {
    const { store } = await founded();
    const other = await join(store, ['author', 'approver']);
    const early = await other.revise('template', 'roads', 1);
    await exchange(store, other);
    const { member } = (await insideOf(other)).self;
    await grant(store, member, ['author']);
    await exchange(store, other);
    const late = await other.revise('template', 'roads', 2);
    const { membership } = await insideOf(other);
    expect([membership.hasRole(early, 'approver'), membership.hasRole(late, 'approver')]).toEqual([true, false]);
  });

  it('that are lent hold for their days', async () => {
    const { store } = await founded();
    const other = await join(store, ['author']);
    const [owner, to] = [(await insideOf(store)).self.member, (await insideOf(other)).self.member];
    const written = await other.revise('template', 'roads', 1);
    const days = { from: written.at - 1000, until: written.at + 1000 };
    await lend(store, { owner, to, roles: ['approver'], matters: [], ...days, comment: 'отпуск' });
    await exchange(store, other);
    const { membership } = await insideOf(other);
    expect(membership.hasRole(written, 'approver')).toBe(true);
    expect(membership.hasRole({ ...written, at: days.until }, 'approver')).toBe(false);
  });

  it('that are over approve nothing, and what was approved under them stands, taken back early or not', async () => {
    const { store } = await founded();
    const other = await join(store, ['author']);
    const [owner, to] = [(await insideOf(store)).self.member, (await insideOf(other)).self.member];
    const roads = await store.revise('template', 'roads', 1);
    const loan = { owner, to, roles: ['approver'] as const, matters: [], comment: 'отпуск' };
    const entity = await lend(store, { ...loan, from: 0, until: Date.now() + 60_000 });
    await exchange(store, other);
    const approving = [stepBody({ kind: 'template', entity: 'roads' }, [roads.id], 'approve')];
    await takeSteps(other, approving);
    await exchange(store, other);
    await endLoan(store, entity);
    await exchange(store, other);
    for (const one of [store, other]) expect((await one.approvals.read()).get('template:roads')).toHaveLength(1);
    await expect(takeSteps(other, approving)).rejects.toThrow(new OfficeError('no-right'));
    await expect(lend(other, { ...loan, from: 0, until: 1 })).rejects.toThrow(OfficeError);
  });

  it('are given by a head alone', async () => {
    const { store } = await founded();
    const other = await join(store, ['author']);
    const { member } = (await insideOf(other)).self;
    await grant(other, member, ['author', 'approver', 'head']);
    await exchange(store, other);
    expect((await insideOf(store)).membership.members.get(member)?.roles).toEqual(['author']);
  });

  it('of a second approver end that one approves his own text', async () => {
    const { store } = await founded();
    const before = await store.revise('template', 'roads', 1);
    await join(store, ['author', 'approver']);
    const after = await store.revise('template', 'roads', 2);
    const { membership } = await insideOf(store);
    expect([membership.ownApproval(before), membership.ownApproval(after)]).toEqual([true, false]);
  });
});

it('settings of the office are everybody’s, those of a browser its own', async () => {
  const store = openStore();
  await store.changeSettings({ zone: 'Asia/Omsk', language: 'en' });
  await (await prepareOffice(store, { name: 'А', post: '' }, [])).commit();
  const other = await join(store, ['author']);
  await other.changeSettings({ language: 'ru' });
  await exchange(store, other);
  expect(await other.settings()).toMatchObject({ zone: 'Asia/Omsk', language: 'ru' });
  await other.changeSettings({ retentionDays: 14, language: 'ru' });
  await exchange(store, other);
  expect(await store.settings()).toMatchObject({ zone: 'Asia/Omsk', retentionDays: 14, language: 'en' });
});

it('an admission twice is one member', async () => {
  const { store } = await founded();
  const other = await join(store, ['author']);
  const { membership, self } = await insideOf(other);
  await admit(store, membership.members.get(self.member)!, ['author']);
  expect(await members(store)).toHaveLength(2);
});
