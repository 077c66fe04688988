import { beforeEach, describe, expect, it } from 'vitest';
import { caseOf, StepError } from '../../moderation/case';
import type { StoredCase } from '../../moderation/stored';
import { challenge, invite } from '../../office/joining';
import { emptyItem, PLAN } from '../../publishing/plan';
import { eraseCases, noteCases, readCases, readDue, readOpen } from '../../storage/cases';
import { exportParcel, importParcel } from '../../storage/exchange';
import { CASE_FILE, handOver, readOpenMatters, takeOver, withSubjects } from '../../storage/handover';
import {
  admitNewcomer,
  answerDigits,
  askToJoin,
  enter,
  keepInvitation,
  readPending,
  takeRequest,
} from '../../storage/joining';
import { endLoan, type Handover, insideOf, lend, prepareOffice, revoke } from '../../storage/office';
import type { Store } from '../../storage/store';
import { DAY, NOW, openStore } from './fixtures';

const ZONE = 'Asia/Tomsk';
const WORDS = 'Когда почистят улицу Лесную?';
let anna: Store;
let petr: Store;
let ids: { anna: string; petr: string };

function row(id: string, change: Partial<StoredCase> = {}): StoredCase {
  return {
    version: 1,
    id,
    page: 'page-1',
    site: 'vk',
    comment: `c-${id}`,
    about: 'comment',
    subject: {
      post: '-1_10',
      permalink: 'https://vk.com/wall-1_10?reply=1',
      author: { name: 'Сомов Олег', link: null },
      text: WORDS,
      time: null,
      timeLabel: '',
    },
    textKey: '',
    kinds: ['insult'],
    rules: ['r'],
    level: 'certain',
    criticism: false,
    state: 'marked',
    decision: null,
    clause: null,
    evidence: null,
    outcome: null,
    open: 1,
    firstSeen: NOW,
    lastSeen: NOW,
    changedAt: NOW,
    decidedAt: null,
    firstAnswer: null,
    by: null,
    rivals: 0,
    erasedAt: null,
    ...change,
  };
}

/** An office of two that have no network: everything between them goes by files. */
beforeEach(async () => {
  [anna, petr] = [openStore(), openStore()];
  await (await prepareOffice(anna, { name: 'Петрова Анна', post: '' }, [])).commit();
  const { self } = await insideOf(anna);
  const invitation = invite(self.office, 'Село', null, NOW);
  await keepInvitation(anna, invitation, NOW);
  const sent = await takeRequest(anna, await askToJoin(petr, invitation, 'Сидоров Пётр', ''), challenge(), NOW);
  const said = await answerDigits((await readPending(petr))!, sent.challenge!);
  await enter(petr, await admitNewcomer(anna, sent, said, ['author'], NOW));
  ids = { anna: self.member, petr: (await insideOf(petr)).self.member };
});

async function carry(from: Store, to: Store): Promise<void> {
  const bytes = await exportParcel(from, 'all', NOW);
  expect((await importParcel(to, bytes!, NOW)).aside).toEqual([]);
}

const handover = (part: Partial<Handover> = {}): Handover => ({
  owner: ids.anna,
  to: ids.petr,
  roles: [],
  matters: [],
  everything: false,
  from: NOW,
  until: NOW + 7 * DAY,
  comment: 'Отпуск',
  ...part,
});
const openOf = async (store: Store, now = NOW + 1) =>
  (await readOpenMatters(store, ZONE, now)).map(({ matter, holder, title }) => [matter.entity, holder.member, title]);

async function openWork(): Promise<void> {
  await noteCases(anna, [row('case-1'), row('case-2', { kinds: ['appeal'], level: null }), row('case-3')]);
  await anna.revise(PLAN, 'plan-1', { ...emptyItem('2026-11-27'), occasion: 'День матери', responsible: 'Петрова А.' });
  await anna.revise(PLAN, 'plan-2', { ...emptyItem('2026-11-28'), occasion: 'Ёлка', responsible: 'Сидоров' });
}

describe('chosen cases, answers and plan items', () => {
  it('go by one file, are the colleague’s for these days, and his work comes back by one', async () => {
    await openWork();
    const matters = ['case-1', 'case-2'].map((entity) => ({ kind: 'decision', entity }));
    await handOver(anna, handover({ matters: [...matters, { kind: PLAN, entity: 'plan-1' }] }), NOW);
    await carry(anna, petr);
    // What nobody had taken was never told to others; what was handed over is read there with its words.
    expect(await openOf(petr)).toEqual([
      ['case-1', ids.petr, WORDS],
      ['case-2', ids.petr, WORDS],
      ['plan-1', ids.petr, 'День матери'],
      ['plan-2', ids.petr, 'Ёлка'],
    ]);
    expect(await openOf(anna)).toEqual([
      ['case-1', ids.petr, WORDS],
      ['case-2', ids.petr, WORDS],
      ['case-3', null, WORDS],
      ['plan-1', ids.petr, 'День матери'],
      ['plan-2', ids.petr, 'Ёлка'],
    ]);
    await takeOver(petr, 'case-1', NOW + DAY);
    await carry(petr, anna);
    const after = await openOf(anna, NOW + 8 * DAY);
    // The days are over: what he took over is his, everything else hers again, and nobody wrote anything for it.
    expect(after).toEqual([
      ['case-1', ids.petr, WORDS],
      ['case-2', ids.anna, WORDS],
      ['case-3', null, WORDS],
      ['plan-1', ids.anna, 'День матери'],
      ['plan-2', ids.petr, 'Ёлка'],
    ]);
  });

  it('come back at once when the loan is taken back', async () => {
    await openWork();
    const matters = [{ kind: 'decision', entity: 'case-1' }];
    const loan = await handOver(anna, handover({ matters }), NOW);
    await endLoan(anna, loan);
    await carry(anna, petr);
    expect((await openOf(petr))[0]).toEqual(['case-1', ids.anna, WORDS]);
  });

  it('of others are not handed over by one who is no head', async () => {
    await openWork();
    await carry(anna, petr);
    await expect(handOver(petr, handover({ to: ids.anna }), NOW)).rejects.toThrow('no-right');
  });
});

describe('everything', () => {
  it('takes along what the owner has in work, and no word of it is in a record', async () => {
    await openWork();
    const one = await handOver(anna, handover({ matters: [{ kind: 'decision', entity: 'case-1' }] }), NOW);
    await endLoan(anna, one);
    await handOver(anna, handover({ everything: true }), NOW);
    await carry(anna, petr);
    expect(await openOf(petr)).toEqual([
      ['case-1', ids.petr, WORDS],
      ['plan-1', ids.petr, 'День матери'],
      ['plan-2', ids.petr, 'Ёлка'],
    ]);
    expect(JSON.stringify(await petr.all('revisions'))).not.toMatch(/Лесную|Сомов/u);
    // One file of a case is enough.
    expect(
      (await petr.revisions('evidence')).filter(({ body }) => (body as { media: string }).media === CASE_FILE),
    ).toHaveLength(1);
  });

  it('told of a case is gone everywhere once the case is erased', async () => {
    await openWork();
    await handOver(anna, handover({ matters: [{ kind: 'decision', entity: 'case-1' }] }), NOW);
    await carry(anna, petr);
    expect(await openOf(petr)).toHaveLength(3);
    expect((await readDue(petr, Date.now() + DAY)).map(({ id }) => id)).toEqual(['case-1']);
    await eraseCases(anna, ['case-1'], 'retention', NOW);
    await carry(anna, petr);
    const rows = await withSubjects(petr, await readOpen(petr));
    expect(rows.map(({ id, subject }) => [id, subject])).toEqual([['case-1', null]]);
  });
});

describe('an absent colleague’s work', () => {
  it('is taken over as a step of its own, once, and only what somebody has in work', async () => {
    await openWork();
    await handOver(anna, handover({ matters: [{ kind: 'decision', entity: 'case-1' }] }), NOW);
    await carry(anna, petr);
    await takeOver(petr, 'case-1', NOW);
    const found = caseOf(await petr.history('case-1'));
    expect(found?.record).toMatchObject({ act: 'take-over', state: 'in-work' });
    expect(found?.revision.author.startsWith(ids.petr)).toBe(true);
    await noteCases(petr, [row('case-9')]);
    await expect(takeOver(petr, 'case-9', NOW)).rejects.toThrow(StepError);
  });

  it('who is gone for good is handed on with the rest', async () => {
    await openWork();
    await handOver(anna, handover({ matters: [{ kind: 'decision', entity: 'case-1' }] }), NOW);
    await carry(anna, petr);
    await takeOver(petr, 'case-1', NOW);
    await carry(petr, anna);
    await revoke(anna, ids.petr, 'Уволился');
    await handOver(anna, handover({ to: 'a'.repeat(32), matters: [{ kind: 'decision', entity: 'case-1' }] }), NOW);
    expect((await readCases(anna, ['case-1'])).get('case-1')?.by?.author.startsWith(ids.anna)).toBe(true);
  });

  it('is handed on by the head in his name, until he is back', async () => {
    await openWork();
    await carry(anna, petr);
    await lend(anna, handover({ owner: ids.petr, to: ids.anna, everything: true }));
    expect((await openOf(anna)).at(-1)).toEqual(['plan-2', ids.anna, 'Ёлка']);
    expect((await openOf(anna, NOW + 8 * DAY)).at(-1)).toEqual(['plan-2', ids.petr, 'Ёлка']);
  });
});
