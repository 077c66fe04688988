/** Ban guard, keys, repeats, clocks, replies, days watched, markup. */
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { WorkCalendar } from '../../calendar/days';
import { DEFAULT_HOURS, OfficeClock } from '../../calendar/hours';
import { judgeBan } from '../../moderation/ban';
import { clocksOf } from '../../moderation/clock';
import { actOf, chordName, DEFAULT_KEYS, KEY_ACTS, type KeyAct, keyFault } from '../../moderation/keys';
import { sanitisedMarkup } from '../../moderation/markup';
import { type Counted, repeatsOf } from '../../moderation/repeats';
import { mergedWatch, type StoredWatch, VISIT_GAP, watched } from '../../moderation/stored';
import { answeredByPage } from '../../moderation/threads';

const broke = { decision: 'remove' as const, clause: '8-insult', criticism: false };

describe('blocking an author', () => {
  it.each<[string, Parameters<typeof judgeBan>[0], string]>([
    ['is refused for a first violation', { violations: [broke], asker: 'a', agreed: [] }, 'no'],
    ['is allowed for a repeated one', { violations: [broke, broke], asker: 'a', agreed: [] }, 'repeated'],
    ['does not count criticism', { violations: [broke, { ...broke, criticism: true }], asker: 'a', agreed: [] }, 'no'],
    [
      'does not count what names no clause',
      { violations: [broke, { ...broke, clause: null }], asker: 'a', agreed: [] },
      'no',
    ],
    ['is allowed with a second person', { violations: [], asker: 'a', agreed: ['b'] }, 'agreed'],
    ['is refused when one agrees with oneself', { violations: [broke], asker: 'a', agreed: ['a'] }, 'no'],
  ])('%s', (_, asked, expected) => {
    const verdict = judgeBan(asked);
    expect(verdict.allowed ? verdict.why : 'no').toBe(expected);
  });
});

const pressed = (code: string, more = {}) => ({
  code,
  altKey: true,
  shiftKey: true,
  ctrlKey: false,
  metaKey: false,
  ...more,
});

describe('the keys', () => {
  it('are all different and none is one that people type with or that browsers keep', () => {
    for (const act of KEY_ACTS) expect(keyFault(DEFAULT_KEYS[act], act, {}), act).toBeNull();
  });

  it('count by their place on the keyboard, whatever letter is on them', () => {
    expect(actOf(pressed('Digit3'), {})).toBe('remove');
    expect(actOf(pressed('Digit3', { shiftKey: false }), {})).toBeNull();
    expect(actOf(pressed('Digit3'), { remove: 'Ctrl+Alt+KeyD' })).toBeNull();
    expect(actOf(pressed('KeyD', { shiftKey: false, ctrlKey: true }), { remove: 'Ctrl+Alt+KeyD' })).toBe('remove');
  });

  it.each<[string, KeyAct, string | null]>([
    ['KeyD', 'remove', 'bare'],
    ['Shift+KeyD', 'remove', 'bare'],
    ['Ctrl+KeyT', 'remove', 'browser'],
    ['Alt+Shift+Digit1', 'remove', 'taken'],
    ['Alt+Shift+Enter', 'remove', 'taken'],
    ['Alt+Shift+Mystery', 'remove', 'unknown'],
    ['Alt+Shift+KeyD', 'remove', null],
  ])('%s for «%s»: %s', (chord, act, fault) => {
    expect(keyFault(chord, act, {})).toBe(fault);
  });

  it('are named as people read them', () => {
    expect([chordName('Alt+Shift+Digit1'), chordName('Ctrl+Alt+KeyD')]).toEqual(['Alt+Shift+1', 'Ctrl+Alt+D']);
  });
});

describe('repeats', () => {
  const one = (id: string, more: Partial<Counted> = {}): Counted => ({
    id,
    page: 'p',
    post: null,
    text: '',
    author: '',
    at: null,
    ...more,
  });

  it('are the same text anywhere, the same author on one page', () => {
    const groups = repeatsOf([
      one('1', { text: 'k', author: 'a' }),
      one('2', { text: 'k', page: 'q', author: 'a' }),
      one('3', { author: 'a' }),
    ]);
    expect(groups).toEqual([
      { kind: 'text', cases: ['1', '2'] },
      { kind: 'author', cases: ['1', '3'] },
    ]);
  });

  it('are a wave when five come within ten minutes', () => {
    const minutes = (...at: number[]) => at.map((minute, index) => one(`${index}`, { at: minute * 60_000 }));
    expect(repeatsOf(minutes(0, 1, 2, 3, 9))).toEqual([{ kind: 'wave', cases: ['0', '1', '2', '3', '4'] }]);
    expect(repeatsOf(minutes(0, 4, 8, 12, 16))).toEqual([]);
  });

  it('do not depend on the order they came in', () => {
    const drawn = fc.array(
      fc.record({ text: fc.constantFrom('', 'k', 'l'), author: fc.constantFrom('', 'a'), at: fc.option(fc.nat(2e6)) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(drawn, fc.nat(), (all, turn) => {
        const comments = all.map((rest, index) => one(String(index), rest));
        const at = comments.length > 0 ? turn % comments.length : 0;
        const turned = [...comments.slice(at), ...comments.slice(0, at)];
        const sorted = (groups: ReturnType<typeof repeatsOf>) => groups.map((group) => JSON.stringify(group)).sort();
        expect(sorted(repeatsOf(turned))).toEqual(sorted(repeatsOf(comments)));
      }),
    );
  });
});

const zone = 'Asia/Tomsk';
const calendar = new WorkCalendar();
const time = {
  calendar,
  clock: new OfficeClock(calendar, DEFAULT_HOURS, zone),
  zone,
  norms: { firstHours: 8, finalDays: 7 },
};
/** Wall clock of Tomsk, UTC+7. */
const tomsk = (day: string, clock: string): number => Date.parse(`${day}T${clock}:00+07:00`);

describe('the two clocks', () => {
  it.each([
    ['a Friday noon runs over the weekend', '2026-11-20', '12:00', '2026-11-23', '12:00'],
    ['an evening begins with the next morning', '2026-11-24', '20:00', '2026-11-25', '18:00'],
    ['before a holiday the day is an hour shorter', '2026-11-03', '09:00', '2026-11-05', '10:00'],
    ['a moved day off is none of the office', '2026-12-30', '09:00', '2026-12-30', '18:00'],
  ])('%s', (_, day, clock, dueDay, dueClock) => {
    const { firstDue, firstLeft } = clocksOf(tomsk(day, clock), null, time, tomsk(day, clock));
    expect(new Date(firstDue).toISOString()).toBe(new Date(tomsk(dueDay, dueClock)).toISOString());
    expect(firstLeft).toBe(8 * 60);
  });

  it('tell what is overdue in working time, and stop the first when the page has replied', () => {
    const since = tomsk('2026-11-16', '09:00');
    const now = tomsk('2026-11-17', '10:30');
    expect(clocksOf(since, null, time, now).firstLeft).toBe(-90);
    expect(clocksOf(since, since + 1, time, now).firstLeft).toBeNull();
  });

  it('count the final answer by whole working days, to the end of the last', () => {
    const { finalDue, certain } = clocksOf(tomsk('2026-11-16', '09:00'), null, time, tomsk('2026-11-16', '10:00'));
    expect([finalDue, certain]).toEqual([tomsk('2026-11-25', '18:00'), true]);
  });

  it('say when the year\u2019s moved days are not known', () => {
    expect(clocksOf(tomsk('2031-03-03', '09:00'), null, time, tomsk('2031-03-03', '10:00')).certain).toBe(false);
  });
});

describe('a reply of the page', () => {
  const comment = (id: string, parent: string | null, own: boolean, post: string | null = null) => ({
    post,
    id,
    parent,
    author: { name: '', link: null, own },
  });

  it('answers whom it names, and who spoke before it in the thread', () => {
    const thread = [
      comment('1', null, false),
      comment('2', '1', false),
      comment('3', '1', true),
      comment('4', '1', false),
    ];
    expect([...answeredByPage(thread)].sort()).toEqual(['1', '2']);
  });

  it('in a conversation answers what was written before it there', () => {
    const [mine, other] = ['convo_5', 'convo_6'];
    const talk = [comment('1', null, false, mine), comment('2', null, false, other), comment('3', null, true, mine)];
    expect([...answeredByPage(talk)]).toEqual(['1']);
  });

  it('at the top level answers nobody', () => {
    expect(answeredByPage([comment('1', null, false), comment('2', null, true)]).size).toBe(0);
  });
});

describe('days watched', () => {
  const look = (at: number, read: number): StoredWatch =>
    watched(null, {
      page: 'p',
      day: 'd',
      at,
      posts: { x: { read, said: 5, folded: 0, filtered: false } },
      unhealthy: false,
    });

  it('join readings into visits and keep the fullest reading of each post', () => {
    const day = [look(0, 1), look(VISIT_GAP, 5), look(3 * VISIT_GAP, 2)].reduce(mergedWatch);
    expect(day.visits).toEqual([
      { from: 0, to: VISIT_GAP },
      { from: 3 * VISIT_GAP, to: 3 * VISIT_GAP },
    ]);
    expect(day.posts.x?.read).toBe(5);
  });

  it('are the same whatever order two browsers bring them in', () => {
    const looks = fc.array(fc.tuple(fc.nat(10 * VISIT_GAP), fc.nat(9)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(looks, (drawn) => {
        const days = drawn.map(([at, read]) => look(at, read));
        expect([...days].reverse().reduce(mergedWatch)).toEqual(days.reduce(mergedWatch));
      }),
    );
  });
});

describe('markup kept as evidence', () => {
  const kept = (html: string): string => {
    const { document } = new JSDOM(`<div id="c">${html}</div>`).window;
    return sanitisedMarkup(document.getElementById('c')!);
  };

  it.each([
    ['scripts', '<script>alert(1)</script>Да'],
    ['handlers', '<b onclick="alert(1)">Да</b>'],
    ['addresses that act', '<a href=" javascript:alert(1)">Да</a>'],
    ['pictures\u2019 addresses', '<img src="https://x/1.png" alt="Да">'],
    ['frames', '<iframe src="//x"></iframe>Да'],
    ['styles', '<p style="background:url(//x)">Да</p>'],
  ])('holds no %s', (_, html) => {
    const markup = kept(html);
    expect(markup).toContain('Да');
    expect(markup).not.toMatch(/alert|script|src=|style=|iframe|url\(/i);
  });

  it('is text whatever the page holds, and no longer than allowed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const { document } = new JSDOM('<div id="c"></div>').window;
        const box = document.getElementById('c')!;
        box.textContent = text;
        expect(new JSDOM(sanitisedMarkup(box)).window.document.body.textContent).toBe(
          text.replace(/\r\n?/g, '\n').replaceAll('\0', ''),
        );
      }),
      { numRuns: 60 },
    );
    expect(kept('а'.repeat(50_000)).length).toBeLessThanOrEqual(20_001);
  });
});
