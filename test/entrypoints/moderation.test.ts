/** The desk behind the panel over a database: decisions, evidence, fates, retention, two browsers. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { Model, readWeights } from '../../detection';
import { Bans } from '../../entrypoints/background/bans';
import { ModerationDesk } from '../../entrypoints/background/moderation';
import { Office } from '../../entrypoints/background/office';
import { checkEverything, readCaseFile, readWaiting } from '../../entrypoints/dashboard/journal-data';
import { Problem } from '../../messages';
import type { Exhibit } from '../../moderation/protocol';
import { registerPage } from '../../office/pages';
import { exportArchive } from '../../storage/archive';
import { catchUp, eraseCases, readCasesOf, readJournal } from '../../storage/cases';
import { StorageError } from '../../storage/database';
import { importArchive } from '../../storage/import';
import { StoredLedger } from '../../storage/ledger';
import { readComments, saveComments, saveReading } from '../../storage/sightings';
import type { Store } from '../../storage/store';
import type { Comment } from '../../types';
import { comment, DAY, NOW, openStore, post, reading } from '../storage/fixtures';

const WEIGHTS = readFileSync(new URL('../../public/model/weights.bin', import.meta.url));
const MODEL = new Model(readWeights(Uint8Array.from(WEIGHTS).buffer));
const PAGE = 'page-1';
const SENDER = { id: 'self' };
const insult = (id: string, name = 'Виктор Сомов'): Comment =>
  comment(id, {
    text: 'Дебилы конченые сидят в администрации',
    author: { name, link: `https://vk.com/${name}`, own: false },
  });
const question = (id: string): Comment =>
  comment(id, { text: 'Когда почистят улицу Лесную? Третий день не проехать.' });

function exhibit(of: Comment): Exhibit {
  return {
    about: 'comment',
    comment: of,
    post: { id: '-1_10', permalink: null, text: 'Вывоз мусора' },
    address: 'https://vk.com/wall-1_10',
    markup: '<div>…</div>',
    readAt: NOW,
    shot: null,
  };
}

async function openDesk(store: Store = openStore()) {
  const page = registerPage({
    site: 'vk',
    keys: ['vk:id:-1'],
    kind: 'wall',
    name: 'Село',
    url: 'https://vk.com/selo',
    parentKeys: [],
  });
  await store.revise('page', PAGE, page, []);
  const office = new Office(store, async () => MODEL);
  const desk = new ModerationDesk(store, office);
  const see = async (...comments: Comment[]): Promise<void> => {
    const judge = await office.judge();
    await saveComments(store, PAGE, comments, NOW);
    const judged = comments.map(({ id, text }) => ({ id, verdict: judge.judge(text), dismissed: false }));
    await desk.noted(PAGE, comments, judged);
  };
  const decide = (
    of: Comment,
    decision: 'remove' | 'leave' | 'warn' | 'answered' | 'handed',
    clause: string | null = '8-insult',
    report: 'figurative' | null = null,
  ) => desk.decide({ page: PAGE, exhibits: [exhibit(of)], decision, clause, report }, SENDER);
  const cases = async (...ids: string[]) => (await desk.queue({ page: PAGE, comments: ids })).cases;
  return { store, desk, see, decide, cases };
}

describe('a removal', () => {
  it('keeps evidence first, then the decision, and both can be checked', async () => {
    const { store, see, decide } = await openDesk();
    await see(insult('1'));
    const [done] = await decide(insult('1'), 'remove');
    expect(done).toMatchObject({
      picture: 'none',
      view: { state: 'decided', decision: 'remove', clause: '8-insult', evidence: true },
    });
    const file = (await readCaseFile(store, done!.view.id))!;
    expect(file.evidence?.comment.text).toBe(insult('1').text);
    expect([file.evidenceState, file.chain.ok, (await checkEverything(store)).chain.ok]).toEqual(['whole', true, true]);
    const records = JSON.stringify(await store.revisions('decision'));
    expect(records).not.toContain('Сомов');
    expect(records).not.toContain('Дебилы');
  });

  it('without a clause is refused, and nothing is kept', async () => {
    const { store, see, decide } = await openDesk();
    await see(insult('1'));
    await expect(decide(insult('1'), 'remove', null)).rejects.toMatchObject({ code: 'clause-missing' });
    expect(await store.revisions('evidence')).toEqual([]);
  });

  it('stops when the disk is full: there is no decision without its evidence', async () => {
    const { store, see, decide } = await openDesk();
    await see(insult('1'));
    const full = vi.spyOn(store, 'reviseAll').mockRejectedValue(new StorageError('full', new Error('quota')));
    await expect(decide(insult('1'), 'remove')).rejects.toBeInstanceOf(StorageError);
    full.mockRestore();
    expect(await store.revisions('decision')).toEqual([]);
  });

  it('names the clause as worded that day, whatever becomes of it later', async () => {
    const { store, see, decide } = await openDesk();
    await see(insult('1'));
    const [done] = await decide(insult('1'), 'remove');
    const before = (await readCaseFile(store, done!.view.id))!.clause!;
    await store.revise('clause', before.id, { ...before, text: 'Совсем другое' });
    expect((await readCaseFile(store, done!.view.id))!.clause).toEqual(before);
  });

  it('is closed when the comment is gone, opened again when it is back', async () => {
    const { desk, see, decide, cases } = await openDesk();
    await see(insult('1'));
    await decide(insult('1'), 'remove');
    await desk.fates.fates({ page: PAGE, gone: ['1'], here: [], whole: [] });
    expect(await cases('1')).toMatchObject([{ state: 'closed' }]);
    await desk.fates.fates({ page: PAGE, gone: [], here: ['1'], whole: [] });
    expect(await cases('1')).toMatchObject([{ state: 'reopened' }]);
  });
});

describe('a threat', () => {
  const threat = (id: string): Comment => comment(id, { text: 'Приеду и сожгу вашу контору, тебе не жить' });

  it('is not removed before it was handed over, and the act tells that it was', async () => {
    const { store, see, decide } = await openDesk();
    await see(threat('1'));
    await expect(decide(threat('1'), 'remove')).rejects.toMatchObject({ code: 'report-missing' });
    await decide(threat('1'), 'handed');
    const [done] = await decide(threat('1'), 'remove');
    expect(done!.view).toMatchObject({ decision: 'remove', evidence: true });
    const { steps } = (await readCaseFile(store, done!.view.id))!;
    expect(steps.map(({ record }) => [record.decision, record.report])).toEqual([
      ['handed', 'handed'],
      ['remove', 'handed'],
    ]);
  });

  it('is removed with a reason why nothing is reported, which the record keeps', async () => {
    const { store, see, decide } = await openDesk();
    await see(threat('1'));
    const [done] = await decide(threat('1'), 'remove', '8-insult', 'figurative');
    expect((await readCaseFile(store, done!.view.id))!.steps.at(-1)!.record.report).toBe('figurative');
  });

  it('needs a report again once its handing over was taken back', async () => {
    const { desk, see, decide } = await openDesk();
    await see(threat('1'));
    const [handed] = await decide(threat('1'), 'handed');
    await desk.step({ case: handed!.view.id, act: 'undo' });
    await expect(decide(threat('1'), 'remove')).rejects.toMatchObject({ code: 'report-missing' });
  });
});

describe('consent to a block', () => {
  async function bans(store: Store, author: string, id: string, act: 'ask' | 'agree' | 'refuse') {
    const row = (await readCasesOf(store, PAGE)).find(({ comment: one }) => one === id)!;
    return new Bans(store, async () => author).act(row, act);
  }

  it('asked for by a colleague shows on all comments of that author, and goes once it was answered', async () => {
    const [a, b] = [await openDesk(), await openDesk()];
    for (const desk of [a, b]) await desk.see(insult('1'), insult('2'), insult('3', 'Другой'));
    const second = (await authorOf(b.store))!;
    await bans(a.store, (await authorOf(a.store))!, '1', 'ask');
    expect((await a.cases('1')).map(({ banAsked }) => banAsked)).toEqual([false]);
    await importArchive(b.store, (await exportArchive(a.store, NOW)).file);
    const asked = async () => (await b.cases('1', '2', '3')).map(({ banAsked }) => banAsked);
    expect(await asked()).toEqual([true, true, false]);
    await bans(b.store, second, '2', 'refuse');
    expect(await asked()).toEqual([false, false, false]);
  });

  it('given allows the block, and the request is shown no more', async () => {
    const [a, b] = [await openDesk(), await openDesk()];
    for (const desk of [a, b]) await desk.see(insult('1'));
    const second = (await authorOf(b.store))!;
    await bans(a.store, (await authorOf(a.store))!, '1', 'ask');
    await importArchive(b.store, (await exportArchive(a.store, NOW)).file);
    expect(await bans(b.store, second, '1', 'agree')).toMatchObject({
      allowed: true,
      why: 'agreed',
    });
    expect((await b.cases('1')).map(({ banAsked }) => banAsked)).toEqual([false]);
  });
});

/** The id that this browser writes under; something was written before, and nothing taken in from another. */
async function authorOf(store: Store): Promise<string | null> {
  const [revision] = await store.history(PAGE);
  return revision?.author ?? null;
}

describe('a comment that vanishes', () => {
  it('without a mark opens a case with its last copy, which a person explains', async () => {
    const { desk, see, cases } = await openDesk();
    const plain = comment('7', { text: 'Хороший день' });
    await see(plain, insult('1'));
    await desk.fates.fates({ page: PAGE, gone: [], here: [], whole: [{ post: '-1_10', comments: ['1'] }] });
    const { vanished } = await desk.queue({ page: PAGE, comments: [] });
    expect(vanished).toMatchObject([{ text: 'Хороший день', author: 'Житель' }]);
    await expect(desk.stateOutcome({ case: vanished[0]!.id, outcome: 'by-us', clause: null })).rejects.toBeInstanceOf(
      Problem,
    );
    await desk.stateOutcome({ case: vanished[0]!.id, outcome: 'by-author-or-site', clause: null });
    expect(await cases('7')).toMatchObject([{ state: 'closed', decision: null }]);
  });
});

describe('what a list of conversations shows of an unread message', () => {
  it('is judged, but is no case: nothing is decided about it, and nothing vanishes when it is read', async () => {
    const { store, desk, see, decide, cases } = await openDesk();
    const preview = insult('convo_5/convo_5');
    await see(preview);
    expect(await decide(preview, 'remove')).toEqual([]);
    await desk.fates.fates({ page: PAGE, gone: [preview.id], here: [], whole: [] });
    expect(await cases(preview.id)).toEqual([]);
    expect([await store.revisions('decision'), await store.revisions('evidence')]).toEqual([[], []]);
  });
});

describe('a comment that waits', () => {
  it('has two clocks until the page replies; an interim answer leaves the second running', async () => {
    const { desk, see, cases } = await openDesk();
    await see(question('2'));
    const [waiting] = await cases('2');
    expect(waiting!.clocks).toMatchObject({ since: question('2').time!.at });
    await desk.fates.replies({ page: PAGE, comments: ['2'] });
    expect(await cases('2')).toMatchObject([{ decision: 'answered', clocks: null }]);
    await desk.step({ case: waiting!.id, act: 'interim' });
    expect((await cases('2'))[0]!.clocks).toMatchObject({ firstLeft: null });
  });
});

describe('the topic of a comment that waits', () => {
  it('is told to the panel and to the list of the waiting: by its words, else by those of its post', async () => {
    const { store, see, cases } = await openDesk();
    await saveReading(store, PAGE, reading([post('-1_10', { text: 'Вывоз мусора: новый график' })]));
    await see(
      question('2'),
      comment('3', { text: 'А у нас когда?' }),
      comment('4', { text: 'А у нас когда?', post: '-1_11' }),
      insult('5'),
    );
    expect((await cases('2', '3', '4', '5')).map(({ comment, topic }) => [comment, topic]).sort()).toEqual([
      ['2', 'Уборка снега'],
      ['3', 'Вывоз мусора'],
      ['4', null],
      ['5', null],
    ]);
    const waiting = await readWaiting(store, await store.settings(), NOW);
    expect(new Map(waiting.map(({ row, matter }) => [row.comment, matter && [matter.topic, matter.from]]))).toEqual(
      new Map([
        ['2', ['snow', 'comment']],
        ['3', ['waste', 'post']],
        ['4', null],
        ['5', null],
      ]),
    );
  });
});

describe('two browsers that decide one comment apart', () => {
  it('know both decisions once they have met, and a third one settles it', async () => {
    const [a, b] = [await openDesk(), await openDesk()];
    await a.see(insult('1'));
    await b.see(insult('1'));
    await a.decide(insult('1'), 'remove');
    await b.decide(insult('1'), 'leave', null);
    await importArchive(a.store, (await exportArchive(b.store, NOW)).file);
    await importArchive(b.store, (await exportArchive(a.store, NOW)).file);
    await Promise.all([catchUp(a.store), catchUp(b.store)]);
    const [[inA], [inB]] = [await a.cases('1'), await b.cases('1')];
    expect(inA!.decision).toBe(inB!.decision);
    expect([inA!.rivals.length, inB!.rivals.length]).toEqual([1, 1]);
    await a.decide(insult('1'), 'remove');
    await importArchive(b.store, (await exportArchive(a.store, NOW)).file);
    expect(await b.cases('1')).toMatchObject([{ decision: 'remove', rivals: [] }]);
  });
});

describe('repeats', () => {
  it('are shown with each other', async () => {
    const { see, cases } = await openDesk();
    await see(insult('1'), insult('2', 'Другой'), question('3'));
    const [one, other] = await cases('1', '2');
    expect(one!.repeats).toEqual([{ kind: 'text', group: expect.any(String), others: 1 }]);
    expect(other!.repeats).toEqual(one!.repeats);
  });

  it('of a wave of many are told in words that grow with it, not with its square', async () => {
    const size = async (count: number): Promise<number> => {
      const { see, cases } = await openDesk();
      const ids = Array.from({ length: count }, (_, at) => String(at + 1));
      await see(...ids.map((id) => insult(id)));
      return JSON.stringify(await cases(...ids)).length;
    };
    expect(await size(80)).toBeLessThan(2.2 * (await size(40)));
  });
});

describe('retention', () => {
  it('erases what is about a person, keeps figures and hashes, and nothing brings it back', async () => {
    const { store, desk, see, decide } = await openDesk();
    await see(insult('1'));
    const [done] = await decide(insult('1'), 'remove');
    await desk.fates.fates({ page: PAGE, gone: ['1'], here: [], whole: [] });
    const old = (await exportArchive(store, NOW)).file;
    await desk.daily(Date.now() + 400 * DAY);
    const [row] = await readJournal(store);
    expect(row).toMatchObject({ decision: 'remove', subject: null, comment: '', textKey: '' });
    await importArchive(store, old);
    const file = (await readCaseFile(store, done!.view.id))!;
    expect([file.row.subject, file.evidence, file.evidenceState]).toEqual([null, null, 'erased']);
    expect(file.hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await checkEverything(store)).chain).toMatchObject({ ok: true, evidence: { whole: 0, erased: 1 } });
  });

  it('on a person\u2019s demand erases the copies in the browsers of colleagues too', async () => {
    const [a, b] = [await openDesk(), await openDesk()];
    for (const desk of [a, b]) await desk.see(insult('1'));
    const [done] = await a.decide(insult('1'), 'remove');
    await importArchive(b.store, (await exportArchive(a.store, NOW)).file);
    await catchUp(b.store);
    expect((await readJournal(b.store))[0]!.subject?.text).toBe(insult('1').text);
    await eraseCases(a.store, [done!.view.id], 'request', NOW);
    await new StoredLedger(b.store).add(await a.store.revisions('erasure'));
    await catchUp(b.store);
    for (const { store } of [a, b]) {
      const file = (await readCaseFile(store, done!.view.id))!;
      expect([file.row.subject, file.evidenceState, file.row.decision]).toEqual([null, 'erased', 'remove']);
      expect(await readComments(store, PAGE)).toEqual([]);
    }
  });

  it('forgets untouched marks of comments that nobody has seen for long', async () => {
    const { store, desk, see } = await openDesk();
    await see(insult('1'));
    await desk.daily(Date.now() + 31 * DAY);
    expect(await readCasesOf(store, PAGE)).toEqual([]);
  });
});
