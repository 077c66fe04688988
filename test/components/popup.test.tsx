// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { Agenda } from '../../components/popup/agenda';
import { Popup, type PopupProps } from '../../components/popup/popup';
import { lastSeen, weekCount, weekState } from '../../components/week';
import { composer } from '../../locales/composer';
import { popup } from '../../locales/popup';
import type { Agenda as AgendaView, PageOverview, WeekView } from '../../messages';
import type { PageIdentity } from '../../types';
import { click, screen } from './screen';

const NOW = Date.parse('2026-11-26T12:30:00+07:00');
const t = popup('ru');

const week = (change: Partial<WeekView> = {}): WeekView => ({
  monday: '2026-11-23',
  sunday: '2026-11-29',
  count: 2,
  state: 'exact',
  norm: 2,
  readBackTo: null,
  asOf: null,
  ...change,
});
const overview = (id: string, change: Partial<PageOverview> = {}): PageOverview => ({
  page: {
    id,
    site: 'vk',
    name: `Страница ${id}`,
    keys: [`vk:name:${id}`],
    link: `https://vk.com/${id}`,
    norm: 2,
    normSource: '',
  },
  week: week(),
  lastSeen: NOW - 60_000,
  health: 'ok',
  ...change,
});
const identity: PageIdentity = {
  site: 'ok',
  keys: ['ok:id:55'],
  kind: 'wall',
  name: 'Глава села',
  url: 'https://ok.ru/group/55',
  parentKeys: [],
};
const props = (change: Partial<PopupProps> = {}): PopupProps => ({
  tab: { state: 'foreign' },
  pages: [],
  helper: { name: '', phone: '' },
  withheld: [],
  refused: false,
  problem: null,
  busy: false,
  now: NOW,
  t,
  language: 'ru',
  dashboardUrl: '/dashboard.html',
  onAllow: vi.fn(),
  onOpen: vi.fn(),
  onDashboard: vi.fn(),
  onRegister: vi.fn(),
  onReload: vi.fn(),
  ...change,
});

describe('the week in words', () => {
  it.each<[string, Partial<WeekView>, string, string]>([
    ['exact and reached', {}, '2 из 2', 'reached'],
    ['exact and below', { count: 0 }, '0 из 2', 'below'],
    ['a lower bound', { count: 1, state: 'atLeast' }, 'не меньше 1 из 2', 'partial'],
    ['a lower bound that reaches the norm', { count: 3, state: 'atLeast' }, 'не меньше 3 из 2', 'reached'],
    ['never a nought about what was not read', { count: 0, state: 'unknown' }, 'нет данных', 'unknown'],
    ['«at least none» is no data', { count: 0, state: 'atLeast' }, 'нет данных', 'unknown'],
  ])('%s', (_name, change, words, state) => {
    expect(weekCount(week(change), t)).toBe(words);
    expect(weekState(week(change))).toBe(state);
  });

  it.each([
    ['never', null, 'страницу не открывали'],
    ['today', '2026-11-26T09:40:00+07:00', 'смотрели сегодня в 9:40'],
    ['yesterday', '2026-11-25T23:59:00+07:00', 'смотрели вчера в 23:59'],
    ['this week', '2026-11-23T00:00:00+07:00', 'смотрели 23 ноября'],
    ['before this week', '2026-11-22T23:59:00+07:00', 'на этой неделе не открывали, последний раз — 22 ноября'],
    ['another year', '2025-12-31T10:00:00+07:00', 'на этой неделе не открывали, последний раз — 31 декабря 2025 г.'],
  ])('last seen: %s', (_name, at, words) => {
    expect(lastSeen(at === null ? null : Date.parse(at), NOW, '2026-11-23', t, 'ru')).toBe(words);
  });
});

describe('the tab under the popup', () => {
  it('offers to register a page of ours that is not registered', async () => {
    const onRegister = vi.fn();
    const shown = screen(<Popup {...props({ tab: { state: 'new', identity }, onRegister })} />);
    expect(shown.text()).toContain('Одноклассники');
    expect(shown.text()).toContain('Глава села');
    await click(shown.button('Это наша официальная страница'));
    expect(onRegister).toHaveBeenCalledWith(identity);
  });

  it('shows the week and the health of a registered page and offers nothing', () => {
    const { page } = overview('selo');
    const view = { identity, page, layout: 'vk-react', coverage: null, marked: {} };
    const health = { layout: 'vk-react', state: 'broken' as const, parts: [] };
    const shown = screen(<Popup {...props({ tab: { state: 'own', view: { ...view, health, week: week() } } })} />);
    expect(shown.text()).toContain('2 из 2');
    expect(shown.text()).toContain('23–29 ноября');
    expect(shown.text()).toContain('расширение её не понимает');
    expect(shown.buttons()).toEqual([]);
  });

  it.each([
    ['foreign', 'не ВКонтакте, не Одноклассники и не Telegram', []],
    ['hidden', 'Какая страница здесь открыта, браузер не показывает', []],
    ['nobody', 'Откройте саму официальную страницу', []],
    ['silent', 'Обновите вкладку', ['Обновить вкладку']],
  ] as const)('says why there is nothing to show: %s', (state, words, buttons) => {
    const shown = screen(<Popup {...props({ tab: { state } })} />);
    expect(shown.text()).toContain(words);
    expect(shown.buttons()).toEqual(buttons);
  });
});

describe('the registered pages', () => {
  it('says what to do when there are none, and leads to the first run', async () => {
    const onDashboard = vi.fn();
    const shown = screen(<Popup {...props({ onDashboard })} />);
    expect(shown.text()).toContain('Пока ни одной. Откройте свою страницу');
    const begin = [...shown.root.querySelectorAll('a')].find(({ textContent }) => textContent === t('popup.start'));
    await click(begin!);
    expect(onDashboard).toHaveBeenCalledWith('start');
  });

  it.each(['degraded', 'broken'] as const)('%s: names who helps, where the office has somebody', (health) => {
    const helper = { name: 'Иван Петрович', phone: '8 (38244) 2-11-11' };
    const words = t('popup.helper', helper);
    const pages = [overview('a', { health })];
    expect(screen(<Popup {...props({ pages, helper })} />).text()).toContain(words);
    expect(screen(<Popup {...props({ pages })} />).text()).not.toContain('Поможет');
    expect(screen(<Popup {...props({ pages: [overview('a')], helper })} />).text()).not.toContain('Поможет');
  });

  it('does not call the register empty before it was read', () => {
    expect(screen(<Popup {...props({ pages: null })} />).text()).not.toContain('Пока ни одной');
  });

  it('shows each with its week, and opens it', async () => {
    const unread = overview('b', { week: week({ count: 0, state: 'unknown' }), lastSeen: null, health: null });
    const onOpen = vi.fn();
    const shown = screen(<Popup {...props({ pages: [overview('a'), unread], onOpen })} />);
    const [a, b] = shown.root.querySelectorAll('li');
    expect(a?.textContent).toContain('2 из 2');
    expect(b?.textContent).toContain('нет данных');
    expect(b?.textContent).toContain('страницу не открывали');
    expect(b?.textContent).not.toMatch(/\b0\b|нет новых/);
    await click(b!.querySelector('a')!);
    expect(onOpen).toHaveBeenCalledWith('https://vk.com/b');
  });
});

describe('what keeps it from working', () => {
  it('asks for withheld permissions and says when they were refused', async () => {
    const onAllow = vi.fn();
    const shown = screen(<Popup {...props({ withheld: ['vk', 'telegram'], refused: true, onAllow })} />);
    expect(shown.text()).toContain('Браузер не разрешает расширению читать: ВКонтакте, Telegram');
    expect(shown.text()).toContain('Разрешение не получено');
    await click(shown.button('Разрешить'));
    expect(onAllow).toHaveBeenCalledOnce();
  });

  it('says a problem aloud', () => {
    const shown = screen(<Popup {...props({ problem: 'page-taken', pages: null })} />);
    expect(shown.root.querySelector('[role=alert]')?.textContent).toBe(t('problem.page-taken'));
  });

  it('takes no second click while registering', () => {
    const shown = screen(<Popup {...props({ tab: { state: 'new', identity }, busy: true })} />);
    expect(shown.button('Это наша официальная страница').disabled).toBe(true);
  });
});

describe('what today asks for', () => {
  const pages = [
    { name: 'Глава села', site: 'vk' as const, link: 'https://vk.com/selo' },
    { name: 'Группа села', site: 'ok' as const, link: 'https://ok.ru/selo' },
  ];
  const draw = (change: Partial<AgendaView>) => {
    const [onOpen, onPlace] = [vi.fn(), vi.fn()];
    const agenda: AgendaView = { owed: [], overdue: 0, next: null, questions: 0, ...change };
    const shown = screen(
      <Agenda agenda={agenda} t={t} words={composer('ru')} language="ru" onOpen={onOpen} onPlace={onPlace} />,
    );
    return { shown, onOpen, onPlace };
  };

  it('is what the week owes, what could not be read said apart', () => {
    const { shown } = draw({
      owed: [
        { page: 'a', missing: 2 },
        { page: 'b', missing: 1 },
        { page: 'c', missing: null },
      ],
    });
    expect(shown.text()).toContain('3');
    expect(shown.text()).toContain('прочитана не вся');
    expect(draw({}).shown.text()).not.toContain('прочитана не вся');
  });

  it('names the next item of the plan, and opens each of its pages with one click', async () => {
    const next = { occasion: 'Сход граждан', date: '2026-11-27', time: '10:00', approved: false, pages };
    const { shown, onOpen } = draw({ next });
    expect(shown.text()).toContain('27 ноября, 10:00');
    expect(shown.text()).toContain('Сход граждан (не утверждена)');
    await click(shown.button('Открыть: Одноклассники'));
    expect(onOpen).toHaveBeenCalledWith('https://ok.ru/selo');
  });

  it('leads to what is overdue and to what only a person can tell', async () => {
    const { shown, onPlace } = draw({ overdue: 2, questions: 1 });
    for (const button of shown.root.querySelectorAll('button')) await click(button);
    expect(onPlace.mock.calls).toEqual([['plan/list'], ['plan']]);
  });

  it('leads to the plan and the report, once there is a page to report of', async () => {
    const onDashboard = vi.fn();
    const shown = screen(<Popup {...props({ pages: [overview('selo')], onDashboard })} />);
    await click(shown.button('План'));
    await click(shown.button('Отчёт'));
    expect(onDashboard.mock.calls).toEqual([['plan'], ['report']]);
    expect(screen(<Popup {...props()} />).buttons()).toEqual([]);
  });
});
