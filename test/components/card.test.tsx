// @vitest-environment jsdom
/** The card of a comment: what it offers, in which order, and what it asks before a removal or a block. */
import { describe, expect, it, vi } from 'vitest';
import { Card } from '../../components/overlay/Card';
import { type Flow, NO_FILTER, type QueueState } from '../../components/overlay/queue-view';
import type { CardActions, MarkedComment } from '../../components/overlay/view';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { inPage } from '../../locales/inpage';
import type { BanView, CaseView } from '../../moderation/protocol';
import type { Verdict } from '../../types';
import { comment } from '../storage/fixtures';
import { click, screen } from './screen';

Element.prototype.scrollIntoView = () => {};
const t = inPage('ru');
const found = { rule: 'r', clause: '8-insult', start: 0, end: 5, text: 'Когда', confidence: 1 } as const;
const INSULT: Verdict = {
  flagged: true,
  kinds: ['insult'],
  scores: {},
  findings: [{ ...found, kind: 'insult', level: 'certain' }],
};
const CASE: CaseView = {
  id: 'case',
  comment: '1',
  state: 'marked',
  decision: null,
  clause: null,
  number: null,
  by: null,
  changedAt: 0,
  fresh: false,
  clocks: null,
  firstAnswer: null,
  topic: null,
  rivals: [],
  evidence: false,
  banAsked: false,
  repeats: [],
};

interface Shown {
  id?: string;
  verdict?: Verdict;
  known?: Partial<CaseView>;
  flow?: Partial<Flow>;
}

function show({ id = '1', verdict = INSULT, known = {}, flow }: Shown) {
  const marked: MarkedComment = { comment: comment(id), verdict, dismissed: false };
  const queue: QueueState = {
    t,
    cases: new Map([[id, { ...CASE, comment: id, ...known }]]),
    vanished: [],
    elsewhere: [],
    keys: [],
    filter: NO_FILTER,
    selected: new Set(),
    together: null,
    flow: flow ? { comment: id, wish: 'remove', clause: '', report: null, busy: false, ban: null, ...flow } : null,
    pointing: null,
    zone: 'Asia/Tomsk',
    now: 0,
  };
  const done = { begin: vi.fn(), confirm: vi.fn(), openMenu: vi.fn(), ban: vi.fn(), step: vi.fn() };
  const actions = { openReplies: vi.fn(), dismiss: vi.fn(), queue: done } as unknown as CardActions;
  const place = { left: 0, width: 300, edge: 0, stands: false, maxHeight: 500, overPanel: false };
  const card = { marked, place, replies: null, notice: '' };
  const view = { t, opened: { clauses: [...DEFAULT_CLAUSES] }, queue };
  return { shown: screen(<Card view={view} card={card} actions={actions} />), done };
}

describe('the card', () => {
  it.each([
    ['a violation', INSULT],
    [
      'a question',
      { ...INSULT, flagged: false, kinds: [], findings: [{ ...found, kind: 'appeal', level: 'certain' }] },
    ],
  ] as [string, Verdict][])('of %s offers the answer before the removal', (_, verdict) => {
    const buttons = show({ verdict }).shown.buttons();
    expect(buttons.indexOf(t('card.answer'))).toBeGreaterThanOrEqual(0);
    expect(buttons.indexOf(t('card.answer'))).toBeLessThan(buttons.indexOf(t('act.remove')));
  });

  it('of criticism says that there is nothing to delete for, and lets nobody delete without naming a clause', () => {
    const { shown } = show({ verdict: { ...INSULT, criticism: true }, flow: {} });
    expect(shown.text()).toContain(t('remove.criticism'));
    expect(shown.button(t('remove.go')).disabled).toBe(true);
    const named = show({ verdict: { ...INSULT, criticism: true }, flow: { clause: '8-insult' } });
    expect(named.shown.button(t('remove.go')).disabled).toBe(false);
  });

  it('asks for a clause where the findings name none', () => {
    const { shown } = show({ flow: {} });
    expect(shown.text()).toContain(t('remove.ask'));
    expect(shown.button(t('remove.go')).disabled).toBe(true);
  });

  it('says who has it in work, and what a colleague decided otherwise', () => {
    const by = { mine: false, name: 'Петрова Анна' };
    expect(show({ known: { state: 'in-work', by } }).shown.text()).toContain('в работе: Петрова Анна');
    const rivals = [{ decision: 'leave' as const, name: 'Сидоров Иван' }];
    const { shown } = show({ known: { state: 'decided', decision: 'remove', by, number: 7, rivals } });
    expect(shown.text()).toMatch(/Петрова Анна.*Сидоров Иван/);
    expect(shown.buttons()).toContain(t('act.undo'));
  });

  it('opens the site\u2019s menu at «spam» as at a removal', async () => {
    const { shown, done } = show({});
    await click(shown.button(t('act.spam')));
    expect(done.openMenu).toHaveBeenCalledWith('1', 'spam');
  });

  it('of a message that is only previewed decides nothing', () => {
    const { shown } = show({ id: 'convo_5/convo_5' });
    expect(shown.text()).toContain(t('message.preview'));
    expect(shown.buttons()).not.toContain(t('act.remove'));
  });
});

describe('a block', () => {
  const ban = (view: Partial<BanView>): Flow['ban'] => ({
    allowed: false,
    why: 'not',
    violations: 0,
    asked: 'no',
    ...view,
  });

  it('is refused for a first violation with the reason, and asks for a second person', async () => {
    const { shown, done } = show({ flow: { wish: 'ban', ban: ban({ violations: 1 }) } });
    expect(shown.text()).toContain(t('ban.warning'));
    expect(shown.buttons()).not.toContain(t('act.menu'));
    await click(shown.button(t('ban.ask')));
    expect(done.ban).toHaveBeenCalledWith('ask');
  });

  it('is not agreed to by whoever asked', () => {
    const { shown } = show({ flow: { wish: 'ban', ban: ban({ asked: 'by-me' }) } });
    expect(shown.text()).toContain(t('ban.asked'));
    expect(shown.buttons()).not.toContain(t('ban.agree'));
  });

  it('that a colleague asks for is agreed to or refused', async () => {
    const { shown, done } = show({ flow: { wish: 'ban', ban: ban({ asked: 'by-other' }) } });
    await click(shown.button(t('ban.agree')));
    await click(shown.button(t('ban.refuse')));
    expect(done.ban.mock.calls).toEqual([['agree'], ['refuse']]);
  });

  it('is allowed for a repeated violation: then the site\u2019s menu may be opened', async () => {
    const { shown, done } = show({
      flow: { wish: 'ban', ban: ban({ allowed: true, why: 'repeated', violations: 2 }) },
    });
    await click(shown.button(t('act.menu')));
    expect(done.openMenu).toHaveBeenCalledWith('1', 'ban');
  });
});
