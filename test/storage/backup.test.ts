import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { BACKUP_AGE, BackupError, type BackupFacts, backupState, openBackup, wantsBackup } from '../../office/backup';
import { writeRecovery } from '../../office/recovery';
import {
  backupMoved,
  choosePassphrase,
  makeBackup,
  NoPassphrase,
  readBackup,
  reminded,
  remindedAt,
  restoreBackup,
} from '../../storage/backup';
import { StorageError } from '../../storage/database';
import { getEvidenceJson, listEvidence, putEvidence } from '../../storage/evidence';
import { MIGRATIONS } from '../../storage/migrations';
import { shelvedNames } from '../../storage/names';
import { insideOf, prepareOffice } from '../../storage/office';
import { recover } from '../../storage/recovery';
import { beginAnew, takeBack } from '../../storage/shelved';
import { Store } from '../../storage/store';
import { DAY, freshName, NOW, openStore } from './fixtures';

// A passphrase is slow by design, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const WORDS = 'ставень каток овёс гармонь';
const PERSON = { name: 'Иванов Иван', text: 'Да пошли вы все' };

async function copyOf(store: Store): Promise<Blob> {
  await choosePassphrase(store, WORDS);
  return (await makeBackup(store, 'Село', NOW)).file;
}

const fault = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof BackupError ? error.fault : error),
  );

describe('the copy outside this PC', () => {
  it('brings a clean PC a new member, the old one revoked, the evidence complete', async () => {
    const store = openStore();
    const founding = await prepareOffice(store, { name: 'Петрова Анна', post: 'Специалист' }, []);
    await founding.commit();
    const recovery = await writeRecovery(founding.root, WORDS, 'Село', NOW);
    const reply = await store.revise('template', 'roads', 'Дороги');
    const said = await putEvidence(store, 'case', PERSON);
    const picture = await putEvidence(store, 'case', new Uint8Array([1, 2, 255]), 'image/png');
    const copy = await copyOf(store);

    const clean = openStore();
    await restoreBackup(clean, copy, WORDS);
    const member = await recover(clean, recovery, WORDS, { name: 'Петрова Анна', post: '' }, [founding.member]);
    const { membership } = await insideOf(clean);
    expect(membership.active().map(({ id }) => id)).toEqual([member]);
    expect(member).not.toBe(founding.member);
    expect(membership.members.get(founding.member)?.revoked).not.toBeNull();
    expect(await clean.history('roads')).toEqual([reply]);
    const evidence = await listEvidence(clean, 'case');
    expect(evidence.map(({ id, present }) => [id, present]).sort()).toEqual(
      [said.id, picture.id].sort().map((id) => [id, true]),
    );
    expect(await getEvidenceJson(clean, said.id)).toEqual(PERSON);
  });

  it('is restored from before there was an office, too, twice to the same', async () => {
    const store = openStore();
    await store.revise('template', 'roads', 'Дороги');
    const copy = await copyOf(store);
    const clean = openStore();
    await restoreBackup(clean, copy, ` ${WORDS.replace(' ', '  ')} `);
    const again = await restoreBackup(clean, copy, WORDS);
    expect(Object.values(again.added).every((n) => n === 0)).toBe(true);
    expect((await clean.history('roads')).map(({ body }) => body)).toEqual(['Дороги']);
  });

  it('shows nobody without the words what is in it', async () => {
    const store = openStore();
    await store.revise('template', 'roads', 'Дороги чистят по графику');
    const copy = await copyOf(store);
    const bytes = new Uint8Array(await copy.arrayBuffer());
    expect(new TextDecoder().decode(bytes)).not.toContain('Дороги');
    expect(await fault(openBackup(copy, 'другие слова совсем не те'))).toBe('passphrase');
    const flipped = bytes.slice();
    flipped[flipped.length - 20]! ^= 1;
    expect(await fault(openBackup(new Blob([flipped]), WORDS))).toBe('passphrase');
    expect(await fault(openBackup(new Blob([bytes.slice(0, -100)]), WORDS))).toBe('passphrase');
    expect(await fault(openBackup(new Blob(['{}\n']), WORDS))).toBe('foreign');
    expect(await fault(openBackup(new Blob([]), WORDS))).toBe('foreign');
    const head = new TextDecoder().decode(bytes.slice(0, bytes.indexOf(10))).replace('"version":1', '"version":2');
    expect(await fault(openBackup(new Blob([`${head}\n`]), WORDS))).toBe('newer');
  });

  it('cannot be made before words were chosen; the choice is made once, and new words keep the times', async () => {
    const store = openStore();
    await expect(makeBackup(store, 'Село', NOW)).rejects.toThrow(NoPassphrase);
    const first = await copyOf(store);
    await backupMoved(store);
    await choosePassphrase(store, 'совсем другие слова теперь');
    expect(await readBackup(store)).toMatchObject({ hasPassphrase: true, made: NOW, moved: NOW });
    await makeBackup(store, 'Село', NOW + DAY);
    expect(await readBackup(store)).toMatchObject({ made: NOW + DAY, moved: NOW });
    expect(await fault(openBackup(first, WORDS))).toBe('none');
  });

  it('is first reminded of a whole week after the first look', async () => {
    const store = openStore();
    expect(await remindedAt(store, NOW)).toBe(NOW);
    expect(await remindedAt(store, NOW + DAY)).toBe(NOW);
    await reminded(store, NOW + 8 * DAY);
    expect(await remindedAt(store, NOW + 9 * DAY)).toBe(NOW + 8 * DAY);
  });
});

describe('what is said of the copy', () => {
  const facts = (change: Partial<BackupFacts>): BackupFacts => ({
    made: null,
    moved: null,
    exchanged: null,
    hasContent: true,
    ...change,
  });
  const young = NOW - BACKUP_AGE;
  const old = young - 1;
  it.each([
    ['an empty browser', facts({ hasContent: false }), 'nothing', false],
    ['never made', facts({}), 'never', true],
    ['made, not taken elsewhere', facts({ made: young }), 'here', true],
    ['made long ago, never taken elsewhere', facts({ made: old }), 'never', true],
    ['a week old', facts({ made: young, moved: young }), 'fresh', false],
    ['older than a week', facts({ made: old, moved: old }), 'old', true],
    ['old, a new one not yet taken elsewhere', facts({ made: young, moved: old }), 'here', true],
    ['an exchange that works', facts({ exchanged: young }), 'exchange', false],
    ['an exchange that stopped a week ago', facts({ exchanged: old }), 'never', true],
  ] as const)('%s', (_name, known, state, wanted) => {
    expect(backupState(known, NOW)).toBe(state);
    expect(wantsBackup(backupState(known, NOW))).toBe(wanted);
  });
});

describe('a database that cannot be opened', () => {
  /** As after an update whose step fails on this office's data. */
  const broken = (name: string): Store => {
    const fails = [
      ...MIGRATIONS,
      () => {
        throw new Error('this step fails');
      },
    ];
    const store = new Store(() => {}, name, fails);
    onTestFinished(() => store.close());
    return store;
  };

  it('is set aside whole, the next begins empty, and everything comes back once it opens', async () => {
    const name = freshName();
    const before = new Store(() => {}, name);
    const { id } = await before.revise('template', 'roads', 'Дороги');
    const said = await putEvidence(before, 'case', PERSON);
    await before.close();
    await expect(broken(name).database()).rejects.toThrow(StorageError);

    await beginAnew(name);
    const next = openStore(name);
    expect(await next.history('roads')).toEqual([]);
    expect(await shelvedNames(name)).toEqual([name]);
    await next.revise('template', 'snow', 'Снег');

    await takeBack(next, name);
    expect((await next.history('roads')).map((one) => one.id)).toEqual([id]);
    expect((await next.history('snow')).length).toBe(1);
    expect(await getEvidenceJson(next, said.id)).toEqual(PERSON);
    expect(await shelvedNames(name)).toEqual([name]);
  });

  it('may happen again: each gets its own place, the newest is in use', async () => {
    const name = freshName();
    await (await openStore(name).database()).count('revisions');
    await beginAnew(name);
    await openStore(name).revise('template', 'second', 2);
    await beginAnew(name);
    expect(await openStore(name).history('second')).toEqual([]);
    expect(await shelvedNames(name)).toEqual([name, `${name}.2`]);
    expect(await shelvedNames(freshName())).toEqual([]);
  });
});
