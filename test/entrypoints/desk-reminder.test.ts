/** Notices of the desk: of answers that are due, and of what is about to be erased. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { rowOf } from '../../entrypoints/background/case-book';
import { DeskReminder } from '../../entrypoints/background/desk-reminder';
import { Office } from '../../entrypoints/background/office';
import { stageOf } from '../../moderation/reminder';
import { registerPage } from '../../office/pages';
import { noteCases, readDueSoon } from '../../storage/cases';
import type { Verdict } from '../../types';
import { comment, DAY, HOUR, NOW, openStore } from '../storage/fixtures';

const finding = (kind: 'appeal' | 'insult') =>
  ({ kind, rule: 'r', clause: '', start: 0, end: 5, text: 'Когда', confidence: 1, level: 'certain' }) as const;
const ASKING: Verdict = { flagged: false, kinds: [], scores: {}, findings: [finding('appeal')] };
const INSULT: Verdict = { flagged: true, kinds: ['insult'], scores: {}, findings: [finding('insult')] };

async function openDesk() {
  const store = openStore();
  const identity = { site: 'vk', keys: ['vk:id:-1'], kind: 'wall', name: 'Сосновка', url: '', parentKeys: [] } as const;
  await store.revise('page', 'page', registerPage({ ...identity, keys: [...identity.keys], parentKeys: [] }), []);
  const office = new Office(store, async () => {
    throw new Error('nothing is judged here');
  });
  const waits = async (id: string, written: number): Promise<void> => {
    const seen = { page: 'page', site: 'vk', about: 'comment', verdict: ASKING, now: written } as const;
    await noteCases(store, [await rowOf({ ...seen, comment: comment(id, { time: { at: written, span: 60_000 } }) })]);
  };
  return { store, waits, reminder: new DeskReminder(store, office) };
}

interface Notice {
  title: string;
  message: string;
}
let notices: Notice[] = [];
beforeEach(() => {
  notices = [];
  const create = async (id: string, notice: Notice): Promise<string> => {
    notices.push(notice);
    return id;
  };
  vi.spyOn(browser.notifications, 'create').mockImplementation(create as never);
});

describe('the clock that presses', () => {
  it.each([
    ['nothing while there is time', 300, 3000, null],
    ['the first response in its last hour', 60, 3000, 'first-soon'],
    ['the first response when it is over', -1, 3000, 'first-over'],
    ['the final answer a working day before', null, 480, 'final-soon'],
    ['the final answer before the first when that is over too', -600, -1, 'final-over'],
  ] as const)('is %s', (_, firstLeft, finalLeft, expected) => {
    expect(stageOf({ firstLeft, finalLeft })).toBe(expected);
  });
});

describe('a waiting answer', () => {
  // Written at 10:00 on a Monday; a working day of 8 hours with an hour's break is over at 10:00 the next day.
  const written = NOW - 2 * HOUR;

  it('is reminded of once when time runs short and once when it is over', async () => {
    const { waits, reminder } = await openDesk();
    await waits('1', written);
    expect(await reminder.look(NOW)).toEqual([]);
    expect(await reminder.look(NOW + 21 * HOUR)).toEqual(['smotritel-answers']);
    expect(await reminder.look(NOW + 21 * HOUR + 60_000)).toEqual([]);
    expect(await reminder.look(NOW + 23 * HOUR)).toEqual(['smotritel-answers']);
    expect(await reminder.look(NOW + 26 * HOUR)).toEqual([]);
    const texts = notices.map(({ title, message }) => `${title} ${message}`);
    expect(texts[0]).toMatch(/Скоро срок ответа: 1 комментарий .*Сосновка: 1; первый ответ через/s);
    expect(texts[1]).toMatch(/Просрочен ответ: 1 комментарий .*просрочен на 1 ч/s);
    // Whoever passes the screen reads no citizen's name or words.
    expect(texts.join()).not.toMatch(/Житель|дорогу/);
  });

  it('is not reminded of at night, nor when the person wants no notices', async () => {
    const { store, waits, reminder } = await openDesk();
    await waits('1', written - DAY);
    expect(await reminder.look(NOW + 12 * HOUR)).toEqual([]);
    await store.changeSettings({ answerReminder: false });
    const { reminder: quiet } = { reminder: new DeskReminder(store, new Office(store, async () => Promise.reject())) };
    expect(await quiet.look(NOW)).toEqual([]);
  });
});

describe('what will be erased', () => {
  it('is announced two weeks before, and not every day', async () => {
    const { store, reminder } = await openDesk();
    const seen = { page: 'page', site: 'vk', about: 'comment', verdict: INSULT } as const;
    const row = await rowOf({ ...seen, comment: comment('1'), now: NOW });
    await noteCases(store, [
      { ...row, by: { author: 'a', seq: 1, record: 'r' }, state: 'closed', open: 0, decision: 'remove' },
      { ...(await rowOf({ ...seen, comment: comment('2'), now: NOW })) },
    ]);
    const near = NOW + 357 * DAY;
    expect(await readDueSoon(store, 365, NOW + 300 * DAY)).toEqual([]);
    expect((await readDueSoon(store, 365, near)).map(({ comment }) => comment)).toEqual(['1']);
    expect(await reminder.look(NOW)).toEqual([]);
    expect(await reminder.look(near)).toEqual(['smotritel-erasing']);
    expect(await reminder.look(near + DAY)).toEqual([]);
    expect(notices.map(({ title }) => title)).toEqual(['Скоро будет стёрто 1 дело журнала']);
  });
});
