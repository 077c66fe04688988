// @vitest-environment jsdom
/** The journal in use: a complaint in four clicks, the check in one, the keys bound anew. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskSettings } from '../../components/dashboard/journal/settings';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { rowOf } from '../../entrypoints/background/case-book';
import { App } from '../../entrypoints/dashboard/app';
import { journal } from '../../locales/journal';
import type { PageView } from '../../messages';
import { DECISION, type Subject, stepped } from '../../moderation/case';
import { evidenceBytes } from '../../moderation/evidence';
import { registerPage } from '../../office/pages';
import { DEFAULT_SETTINGS } from '../../office/settings';
import { eraseCases, noteCases, projectCases, saveWatch } from '../../storage/cases';
import { putEvidence } from '../../storage/evidence';
import { Store } from '../../storage/store';
import type { Verdict } from '../../types';
import { comment } from '../storage/fixtures';
import { click, type Screen, screen, type } from './screen';

vi.setConfig({ testTimeout: 30_000 });

const t = journal('ru');
const CLAUSE = DEFAULT_CLAUSES.find(({ id }) => id === '8-insult')!;
const WORDS = 'Дебилы конченые сидят в администрации';
const finding = { kind: 'insult', rule: 'r', clause: CLAUSE.id, start: 0, end: 6, text: 'Дебилы' } as const;
const VERDICT: Verdict = {
  flagged: true,
  kinds: ['insult'],
  scores: {},
  findings: [{ ...finding, confidence: 1, level: 'certain' }],
};
const print = vi.fn();

let store: Store;
let shown: Screen;
let clicks = 0;
let databases = 0;

const until = (look: () => void) => vi.waitFor(look, { timeout: 10_000 });
const press = (name: string): Promise<void> => {
  clicks += 1;
  return click(shown.button(name));
};

/** A removal with its evidence, as the desk writes it. @returns the case */
async function removed(): Promise<string> {
  const now = Date.now();
  const said = comment('1', { text: WORDS, author: { name: 'Виктор Сомов', link: null, own: false } });
  const row = await rowOf({ page: 'page', site: 'vk', about: 'comment', comment: said, verdict: VERDICT, now });
  await noteCases(store, [row]);
  const { author, ...rest } = said;
  const evidence = evidenceBytes({
    version: 1,
    case: row.id,
    site: 'vk',
    page: { id: 'page', name: 'Сосновка', link: '' },
    address: 'https://vk.com/wall-1_10',
    about: 'comment',
    comment: { ...rest, author: { name: author.name, link: author.link } },
    post: null,
    readAt: now,
    findings: VERDICT.findings,
    criticism: false,
    clauses: [CLAUSE],
    basis: CLAUSE.id,
    decided: { by: '', at: now },
    markup: '',
    picture: null,
  });
  const kept = await putEvidence(store, row.id, evidence, 'application/json');
  const { kinds, rules } = row;
  const subject: Subject = { page: 'page', site: 'vk', about: 'comment', kinds, rules, criticism: false };
  const step = { act: 'decide', decision: 'remove', clause: CLAUSE, evidence: kept } as const;
  await store.revise(DECISION, row.id, stepped(null, subject, step, now));
  await projectCases(store, [row.id], 1);
  return row.id;
}

beforeEach(async () => {
  vi.stubGlobal('print', print.mockReset());
  databases += 1;
  store = new Store(() => {}, `journal-${databases}`);
  const identity = { site: 'vk', keys: ['vk:id:-1'], kind: 'wall', name: 'Сосновка', url: '', parentKeys: [] } as const;
  await store.revise('page', 'page', registerPage({ ...identity, keys: ['vk:id:-1'], parentKeys: [] }), []);
});

afterEach(async () => {
  vi.unstubAllGlobals();
  shown.draw(null);
  await store.close();
});

async function open(place: string): Promise<void> {
  location.hash = `#/${place}`;
  shown = screen(<App store={store} register={() => Promise.reject<PageView>(new Error('not here'))} />);
  clicks = 0;
}

async function complain(words: string): Promise<void> {
  await open('today');
  await until(() => expect(shown.root.querySelector('a[href="#/journal"]')).not.toBeNull());
  clicks += 1;
  await click(shown.root.querySelector<HTMLElement>('a[href="#/journal"]')!);
  await until(() => shown.button(t('complaint.open')));
  await press(t('complaint.open'));
  await until(() => shown.field(t('complaint.words')));
  await type(shown.field(t('complaint.words')), words);
  await press(t('complaint.find'));
}

describe('a complaint', () => {
  it('takes four clicks from the first page to the printed act with text, clause and check', async () => {
    await removed();
    await complain('сомов дебилы');
    await until(() => shown.button(t('journal.printAct')));
    await press(t('journal.printAct'));
    await until(() => expect(print).toHaveBeenCalledTimes(1));
    expect(clicks).toBe(4);
    const act = shown.root.querySelector('.act')!.textContent!;
    for (const part of [t('act.title'), 'Виктор Сомов', WORDS, CLAUSE.text, t('evidence.whole'), t('chain.noOffice')])
      expect(act).toContain(part);
  });

  it('about what is not in the journal gets a note of the days watched, and of what could not be seen', async () => {
    await removed();
    const posts = { '-1_10': { read: 18, said: 25, folded: 1, filtered: false } };
    const day = new Date(Date.now()).toISOString().slice(0, 10);
    await saveWatch(store, { page: 'page', day, at: Date.now(), posts, unhealthy: false });
    await complain('кого-то другого');
    await until(() => expect(shown.text()).toContain(t('note.title')));
    expect(shown.text()).toContain('прочитано комментариев: 18; под 1 записью прочитаны не все');
    expect(shown.text()).toContain(t('note.limits'));
  });

  it('about a time of which names are erased says so, and which records are left', async () => {
    const id = await removed();
    await eraseCases(store, [id], 'retention', Date.now());
    await complain('сомов');
    await until(() => expect(shown.text()).toContain('Решения за этот период без имён и текстов: 1'));
    expect(shown.text()).toMatch(/записи № \d/);
  });
});

describe('a person who asks to be erased', () => {
  it('is erased from one case at the second click, and the decision stays', async () => {
    const id = await removed();
    await open(`journal/case/${id}`);
    await until(() => shown.button(t('erase.open')));
    await press(t('erase.open'));
    expect(shown.text()).toContain(t('erase.ask'));
    await press(t('erase.go'));
    await until(() => expect(shown.root.querySelector('.act')!.textContent).toContain(t('evidence.erased')));
    expect(shown.root.querySelector('.act')!.textContent).not.toMatch(/Сомов|Дебилы конченые/);
    expect((await store.history(id)).map(({ kind }) => kind)).toEqual([DECISION]);
    expect(shown.buttons()).not.toContain(t('erase.open'));
  });
});

describe('the check of the journal', () => {
  it('is one click, and tells what it verified', async () => {
    await removed();
    await open('journal');
    await until(() => shown.button(t('chain.check')));
    await press(t('chain.check'));
    await until(() => expect(shown.text()).toContain(t('chain.hashes')));
    expect(shown.root.querySelector('.notice-good')!.textContent).toMatch(/ни одна не изменена и не пропала/);
    expect([clicks, shown.text().includes(t('chain.noOffice'))]).toEqual([1, true]);
  });

  it('finds a record that was changed behind its back', async () => {
    const id = await removed();
    const [record] = await store.history(id);
    await store.write(['revisions'], async (transaction) => {
      const body = { ...(record!.body as object), decision: 'warn' };
      await transaction.objectStore('revisions').put({ ...record!, body });
    });
    await open('journal');
    await until(() => shown.button(t('chain.check')));
    await press(t('chain.check'));
    await until(() => expect(shown.root.querySelector('.notice-bad')!.textContent).toContain('Изменённых записей: 1'));
  });
});

describe('the keys', () => {
  it('are bound anew by pressing them; one that is taken or typed with is refused with its reason', async () => {
    const { journalDays, answerNorms, answerReminder } = DEFAULT_SETTINGS;
    const saved = vi.fn();
    const values = { journalDays, answerNorms, answerReminder, keys: {} };
    shown = screen(<DeskSettings t={t} values={values} onSave={saved} />);
    const button = shown.button('Alt+Shift+3: Сменить клавиши: удалить');
    const chord = (code: string, modifiers: KeyboardEventInit) =>
      button.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...modifiers }));
    await click(button);
    chord('KeyD', {});
    await until(() => expect(shown.text()).toContain(t('key.bare')));
    chord('Digit1', { altKey: true, shiftKey: true });
    await until(() => expect(shown.text()).toContain(t('key.taken')));
    expect(saved).not.toHaveBeenCalled();
    chord('KeyD', { altKey: true, ctrlKey: true });
    await until(() => expect(saved).toHaveBeenCalledWith({ keys: { remove: 'Ctrl+Alt+KeyD' } }));
  });
});
