import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WorkCalendar } from '../../calendar/days';
import { DEFAULT_HOURS, OfficeClock } from '../../calendar/hours';
import { arranged, type OfficeEntry, rowsOf, weeksOf } from '../../components/dashboard/region/model';
import { figureSheets } from '../../entrypoints/dashboard/region-file';
import { region } from '../../locales/region';
import type { StoredCase } from '../../moderation/stored';
import { type DistrictFigures, districtFigures, figuresText, readFigures } from '../../publishing/district';
import type { PageWeek } from '../../publishing/history';
import { shiftWeek, weekById } from '../../publishing/week';

const ZONE = 'Asia/Tomsk';
const last = weekById('2026-W47', ZONE);
const WEEKS = Array.from({ length: 26 }, (_, at) => shiftWeek(last, at - 25, ZONE));
const HOUR = 3_600_000;
/** Monday of the last week, 10:00. */
const MONDAY = last.start + 10 * HOUR;

const weekOf = (at: number, count: number, state: PageWeek['state']) =>
  ({ week: WEEKS[at]!, count, norm: 2, state, posts: [] }) as unknown as PageWeek;

const caseOf = (change: object) =>
  ({
    id: 'c',
    decision: null,
    decidedAt: null,
    clause: null,
    firstSeen: MONDAY,
    firstAnswer: null,
    level: null,
    subject: { author: { name: 'Иванова Мария', link: 'https://vk.com/id1' }, text: 'Позвоните мне 8 913 000-00-00' },
    ...change,
  }) as unknown as StoredCase;

const facts = {
  office: 'Администрация Сосновки',
  day: '2026-11-24',
  weeks: WEEKS,
  pages: [
    [weekOf(25, 2, 'exact'), weekOf(24, 1, 'exact'), weekOf(23, 0, 'unknown'), weekOf(22, 3, 'atLeast')],
    [weekOf(25, 1, 'atLeast'), weekOf(24, 0, 'exact')],
  ],
  cases: [
    caseOf({ decision: 'remove', decidedAt: MONDAY, clause: '8-insult' }),
    caseOf({ decision: 'remove', decidedAt: MONDAY, clause: '8-insult' }),
    caseOf({ decision: 'remove', decidedAt: WEEKS[16]!.start, clause: null }),
    caseOf({ firstAnswer: MONDAY + 2 * HOUR, decision: 'answered', decidedAt: MONDAY + 2 * HOUR }),
    // In the week that still runs: it is told of when it has ended.
    caseOf({ decision: 'remove', decidedAt: last.end + HOUR, clause: '8-insult' }),
  ],
  clauses: [{ id: '8-insult', number: '8.4' }],
  clock: new OfficeClock(new WorkCalendar(), DEFAULT_HOURS, ZONE),
  zone: ZONE,
};
const figures = districtFigures(facts);

describe('what an office shows its district', () => {
  it('counts weeks of pages; what was not read is no shortfall', () => {
    const { weeks } = figures;
    expect(weeks).toHaveLength(26);
    expect(weeks[25]).toEqual({ week: '2026-W47', met: 1, short: 0, unknown: 1 });
    expect(weeks[24]).toEqual({ week: '2026-W46', met: 0, short: 2, unknown: 0 });
    expect(weeks[23]).toEqual({ week: '2026-W45', met: 0, short: 0, unknown: 1 });
    expect(weeks[22]).toEqual({ week: '2026-W44', met: 1, short: 0, unknown: 0 });
  });

  it('counts removals by the number of the clause, and the time to answer, for each period', () => {
    const [four, thirteen] = figures.periods;
    expect(four).toEqual({ weeks: 4, removed: [{ clause: '8.4', count: 2 }], answered: 1, medianAnswer: 120 });
    expect(thirteen?.removed).toEqual([
      { clause: '8.4', count: 2 },
      { clause: '', count: 1 },
    ]);
  });

  it('has nobody in it, whatever stands in the cases', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.string({ minLength: 6 }), (name, text) => {
        const marked = { name: `@@${name}@@`, link: `https://vk.com/@@${name}` };
        const cases = facts.cases.map((one) => ({ ...one, subject: { author: marked, text: `@@${text}` } }));
        const shown = districtFigures({ ...facts, cases: cases as unknown as StoredCase[] });
        expect(shown).toEqual(figures);
        expect(figuresText(shown)).not.toContain('@@');
      }),
      { numRuns: 30 },
    );
  });

  it('comes back from its text; other texts are named, none throws', () => {
    expect(readFigures(figuresText(figures))).toEqual({ figures });
    expect(readFigures('')).toBeNull();
    expect(readFigures('{"version":2}')).toEqual({ fault: 'later' });
    expect(readFigures(JSON.stringify({ ...figures, author: 'Иванова' }))).toEqual({ fault: 'unreadable' });
    fc.assert(fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.json()), (text) => readFigures(text) !== undefined));
  });
});

describe('the district’s table', () => {
  const now = Date.parse('2026-11-25T00:00:00Z');
  const entry = (login: string, change: Partial<DistrictFigures> = {}, at = now): OfficeEntry => ({
    login,
    at,
    content: { figures: { ...figures, office: login, ...change } },
  });
  const good = { weeks: figures.weeks.map((week) => ({ ...week, met: 2, short: 0, unknown: 0 })) };
  const entries: OfficeEntry[] = [
    entry('alder', good),
    entry('birch', {}, now - 9 * 86_400_000),
    { login: 'cedar', at: now, content: { fault: 'taken' } },
    { login: 'elder', at: now, content: { fault: 'later' } },
  ];

  it('adds up a period for each office, and says who is silent or shows nothing', () => {
    const rows = rowsOf(entries, 4, now);
    expect(rows[0]).toMatchObject({ name: 'alder', met: 8, short: 0, unknown: 0, isSilent: false, fault: null });
    expect(rows[1]).toMatchObject({ met: 2, short: 2, unknown: 2, medianAnswer: 120, isSilent: true });
    expect(rows.slice(2).map(({ fault }) => fault)).toEqual(['taken', 'later']);
  });

  it('orders and finds', () => {
    const rows = rowsOf(entries, 4, now);
    expect(arranged(rows, 'short', '')[0]?.name).toBe('birch');
    expect(arranged(rows, 'silent', '')[0]?.name).toBe('birch');
    expect(arranged(rows, 'name', 'ed').map(({ name }) => name)).toEqual(['cedar']);
  });

  it('draws the weeks of all offices that tell of them', () => {
    const weeks = weeksOf(entries, 4);
    expect(weeks.map(({ week }) => week)).toEqual(['2026-W44', '2026-W45', '2026-W46', '2026-W47']);
    expect(weeks[2]).toMatchObject({ met: 2, short: 2, unknown: 0 });
  });

  it('is exported with every week and removal, and without a nought for what is not known', () => {
    const t = region('ru');
    const rows = rowsOf([...entries, entry('fir', { weeks: [], periods: [] })], 4, now);
    const [offices, weeks, removed] = figureSheets(rows, entries, t);
    expect(offices!.lines).toHaveLength(6);
    expect(offices!.lines[5]).toEqual(['fir', 'fir', '', '', '', '', '', '2026-11-24']);
    expect(offices!.lines[3]).toEqual(['cedar', 'cedar', t('region.taken')]);
    expect(weeks!.lines).toHaveLength(1 + 2 * 26);
    expect(removed!.lines.slice(1)).toEqual([
      ['alder', '8.4', 2],
      ['birch', '8.4', 2],
    ]);
  });
});
