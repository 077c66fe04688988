// @vitest-environment jsdom
/** What the person does on the page when the background fails or is slow. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { Desk } from '../../entrypoints/site.content/desk';
import type { PageSession } from '../../entrypoints/site.content/session';
import { inPage } from '../../locales/inpage';

const t = inPage('ru');
const MARKED = {
  comment: {
    id: '1',
    post: null,
    parent: null,
    permalink: null,
    author: { name: 'Житель', link: null, own: false },
    text: 'слово',
    time: null,
    timeLabel: '',
  },
  verdict: { flagged: true, kinds: ['insult'], scores: {}, findings: [] },
  dismissed: false,
};

/** A session with one marked comment, as far as the desk looks at it. */
function desk(faultOf: (error: unknown) => string | null) {
  const setDismissed = vi.fn();
  const session = {
    t,
    opened: { page: { id: 'p', keys: [], name: 'Страница' }, language: 'ru', clauses: [], panel: { collapsed: false } },
    reading: null,
    reader: { commentElement: () => null },
    writer: { findEditor: () => null },
    marks: { get: () => MARKED, setDismissed },
    faultOf,
  } as unknown as PageSession;
  const made = new Desk(session, () => {});
  made.actions.openCard('1');
  return { made, setDismissed };
}

/** Answers the background's messages by hand, in any order. */
function background() {
  const waiting: { data: { query: string }; answer: (reply: unknown) => void }[] = [];
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation((message: unknown) => {
    const { data } = message as { data: { query: string } };
    return new Promise((answer) => waiting.push({ data, answer }));
  });
  return waiting;
}

const suggestion = (title: string) => [{ template: title, title, text: title, missing: [], favourite: false, why: [] }];

beforeEach(() => vi.restoreAllMocks());

describe('a deed on the card', () => {
  it('that fails is told on the card, and the mark stays', async () => {
    const waiting = background();
    const { made, setDismissed } = desk(() => t('problem.storage-full'));
    made.actions.dismiss('1', true);
    waiting[0]!.answer({ ok: false, code: 'storage-full', message: 'quota' });
    await vi.waitFor(() => expect(made.card(null)?.notice).toBe(t('problem.storage-full')));
    expect(setDismissed).not.toHaveBeenCalled();
  });

  it('of a script whose extension is gone says nothing', async () => {
    const waiting = background();
    const faultOf = vi.fn(() => null);
    const { made } = desk(faultOf);
    made.actions.dismiss('1', true);
    waiting[0]!.answer({ ok: false, code: 'unexpected', message: 'gone' });
    await vi.waitFor(() => expect(faultOf).toHaveBeenCalled());
    expect(made.card(null)?.notice).toBe('');
  });
});

describe('a search as one types', () => {
  it('shows the answer to what was typed last, whichever comes last', async () => {
    const waiting = background();
    const { made } = desk(() => null);
    made.actions.search('во');
    made.actions.search('вода');
    expect(waiting.map(({ data }) => data.query)).toEqual(['во', 'вода']);
    waiting[1]!.answer({ ok: true, data: suggestion('Нет воды') });
    await vi.waitFor(() => expect(made.card(null)?.replies?.query).toBe('вода'));
    waiting[0]!.answer({ ok: true, data: suggestion('Дорога') });
    await new Promise((done) => setImmediate(done));
    expect(made.card(null)?.replies?.suggestions.map(({ title }) => title)).toEqual(['Нет воды']);
  });
});
