// @vitest-environment jsdom
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { type WaitingCase, WaitingList } from '../../components/dashboard/journal/waiting';
import { journal } from '../../locales/journal';
import type { Matter } from '../../replies/matter';
import { emptyProfile } from '../../replies/profile';
import { click, type Screen, screen, type } from './screen';

const t = journal('ru');
const SHOWN = { t, language: 'ru', zone: 'Asia/Tomsk', pages: [], profile: emptyProfile() } as const;
const WASTE: Matter = { topic: 'waste', title: 'Вывоз мусора', from: 'comment' };
const ROADS: Matter = { topic: 'roads', title: 'Дороги', from: 'post' };

function one(id: number, text: string, matter: Matter | null, waits = true): WaitingCase {
  const clocks = { since: id, firstDue: id, firstLeft: 60, finalDue: id, finalLeft: 600, certain: true };
  return {
    row: {
      version: 1,
      id: `case-${id}`,
      page: 'page',
      site: 'vk',
      comment: String(id),
      about: 'comment',
      subject: {
        post: null,
        permalink: null,
        author: { name: 'Житель', link: null },
        text,
        time: null,
        timeLabel: '',
      },
      textKey: '',
      kinds: [waits ? 'appeal' : 'insult'],
      rules: [],
      level: waits ? null : 'certain',
      criticism: false,
      state: 'marked',
      decision: null,
      clause: null,
      evidence: null,
      outcome: null,
      open: 1,
      firstSeen: id,
      lastSeen: id,
      changedAt: id,
      decidedAt: null,
      firstAnswer: null,
      by: null,
      rivals: 0,
      erasedAt: null,
    },
    clocks: waits ? clocks : null,
    matter,
    holder: null,
  };
}

const CASES = [
  one(1, 'Баки полные', WASTE),
  one(2, 'А когда у нас?', ROADS),
  one(3, 'Мусор лежит', WASTE),
  one(4, 'Ну и?', null),
  one(5, 'Дурак', null, false),
];

function draw(cases: readonly WaitingCase[]): Screen {
  return screen(<WaitingList {...SHOWN} cases={cases} onTakeOver={null} />);
}
const rows = ({ root }: Screen): string[] =>
  [...root.querySelectorAll('tbody tr')].map((row) => row.children[2]!.textContent ?? '');
const options = ({ root }: Screen): string[] => [...root.querySelectorAll('option')].map((o) => o.textContent ?? '');
const choose = (shown: Screen, value: string): Promise<void> =>
  type(shown.root.querySelector('select') as unknown as HTMLInputElement, value);

describe('the list of those who wait', () => {
  it('names the topic of each, says when it is the post’s, and never invents one', () => {
    expect(rows(draw(CASES))).toEqual(['Вывоз мусора', 'Дороги (по записи)', 'Вывоз мусора', 'тема не ясна', '—']);
  });

  it('counts the topics, the most frequent first', () => {
    expect(options(draw(CASES))).toEqual([
      'Всё, что ждёт, — 5',
      'Вывоз мусора — 2',
      'Дороги — 1',
      'тема не ясна — 1',
      'ждут решения — 1',
    ]);
  });

  it('shows one topic only when it is chosen, and all again when its last one was answered', async () => {
    const shown = draw(CASES);
    await choose(shown, 'topic:roads');
    expect(rows(shown)).toEqual(['Дороги (по записи)']);
    expect(shown.text()).toContain('Показано 1 из 1');
    shown.draw(<WaitingList {...SHOWN} onTakeOver={null} cases={CASES.filter(({ matter }) => matter !== ROADS)} />);
    expect(rows(shown)).toHaveLength(4);
  });

  it('draws two hundred of ten thousand and says so; the rest come by a button', async () => {
    const shown = draw(Array.from({ length: 10_000 }, (_, n) => one(n, 'Мусор', WASTE)));
    expect(rows(shown)).toHaveLength(200);
    expect(shown.text()).toContain('Показано 200 из 10000');
    shown.button(t('journal.more', { n: 200 })).click();
    await Promise.resolve();
    await choose(shown, 'topic:waste');
    expect(rows(shown)).toHaveLength(400);
  });

  it('has nothing that axe objects to', async () => {
    const shown = draw(CASES);
    const { violations } = await axe.run(shown.root, { rules: { region: { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('who has a case, in an office', () => {
  const held = (state: 'in-work' | 'marked', holder: WaitingCase['holder']): WaitingCase => {
    const found = one(1, 'Баки полные', WASTE);
    return { ...found, row: { ...found.row, state }, holder };
  };
  const lent = { owner: 'Петрова Анна', until: Date.UTC(2026, 11, 6, 17), isMine: false };

  it('is not asked before there is one', () => {
    expect(draw([held('in-work', null)]).text()).not.toContain(t('waiting.who'));
  });

  it('says nobody, oneself, or whom one stands in for and until when', () => {
    const whoOf = (one: WaitingCase): string => {
      const { root } = screen(<WaitingList {...SHOWN} cases={[one]} onTakeOver={() => {}} />);
      return root.querySelector('tbody td:last-child')?.textContent ?? '';
    };
    expect(whoOf(held('marked', null))).toBe('—');
    expect(whoOf(held('in-work', { name: 'Вы', mine: true, lent: null }))).toBe('у вас');
    expect(whoOf(held('in-work', { name: 'Вы', mine: true, lent }))).toBe(
      'у васпередано до 6 декабря 2026 г., дела: Петрова Анна',
    );
    // One's own is taken back where it was handed over.
    expect(whoOf(held('in-work', { name: 'Сидоров', mine: false, lent: { ...lent, isMine: true } }))).toContain(
      t('waiting.takeBack'),
    );
    // Decided by a colleague: there is nothing to be taken over.
    expect(whoOf(held('marked', { name: 'Сидоров', mine: false, lent: null }))).toBe('Сидоров');
  });

  it('is taken over from a colleague after a second click', async () => {
    const taken: string[] = [];
    const cases = [held('in-work', { name: 'Сидоров', mine: false, lent: null })];
    const shown = screen(<WaitingList {...SHOWN} cases={cases} onTakeOver={({ id }) => taken.push(id)} />);
    await click(shown.button(t('waiting.takeOver')));
    expect(shown.text()).toContain(t('waiting.takeOverAsk', { name: 'Сидоров' }));
    await click(shown.button(t('waiting.takeOverNo')));
    expect(taken).toEqual([]);
    await click(shown.button(t('waiting.takeOver')));
    await click(shown.button(t('waiting.takeOverYes')));
    expect(taken).toEqual(['case-1']);
  });
});
