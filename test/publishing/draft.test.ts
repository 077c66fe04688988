import { describe, expect, it } from 'vitest';
import { createJudge } from '../../detection';
import { DEFAULT_CLAUSES } from '../../detection/clauses';
import { checkDetails } from '../../publishing/details';
import { checkDraft } from '../../publishing/draft-check';
import { guessEncoding } from '../../publishing/encoding';
import { formatMix, formatsOf } from '../../publishing/formats';
import { dateOf, formatOf, guessColumns, readRows } from '../../publishing/plan-table';
import { emptyProfile, type OfficeProfile } from '../../replies/profile';

const judge = createJudge({ clauses: DEFAULT_CLAUSES });
const profile: OfficeProfile = {
  ...emptyProfile(),
  fullName: 'Администрация Верхнекедровского сельского поселения',
  address: '636500, Томская область, с. Верхнее Кедрово, ул. Школьная, д. 5',
  phones: ['8 (38255) 0-01-14'],
  email: 'adm@kedrovo.example',
  site: 'https://verhnekedrovo.ru',
};
const codes = (text: string, site: 'vk' | 'telegram' | null = 'vk'): string[] =>
  checkDraft(text, { judge, site, format: null, profile, date: '2026-11-24' }).map(({ code }) => code);

describe('advice about a draft', () => {
  it.each([
    ['a whole announcement', 'Сход граждан пройдёт 27 ноября в 15:00 в Доме культуры. Приглашаем жителей.', []],
    ['plain news', 'Грейдер прошёл улицы Лесную и Школьную, завтра бригада перейдёт на переулок Речной.', []],
    ['nothing', '  \n ', ['empty']],
    ['an event without anything', 'Приглашаем на концерт!', ['no-event-date', 'no-event-time', 'no-event-place']],
    ['an event without a place', 'Сход граждан пройдёт 27 ноября в 15:00.', ['no-event-place']],
    ['an event that is past', 'Сход граждан пройдёт 20 ноября в 15:00 в клубе.', ['event-past']],
    ['a weekday that does not match', 'Приём граждан — в пятницу, 26 ноября, в 10:00, кабинет 5.', ['weekday']],
    ['a weekday that matches', 'Приём граждан — в четверг, 26 ноября, в 10:00, кабинет 5.', []],
    ['a weekday after its date', 'Приём граждан 26.11.2026 (вторник) в 10:00, кабинет 5.', ['weekday']],
    ['a variable', 'Здравствуйте, {имя}! Вода будет к вечеру.', ['variable']],
    ['an empty link', 'Подробности: https://', ['empty-link']],
    ['a link that is promised', 'Проголосуйте по ссылке.', ['empty-link']],
    ['a link without its scheme', 'Проголосуйте по ссылке vk.com/selo.', []],
    ['a broken link', 'Подробности: https://vkcom/selo', ['broken-link']],
    ['two links in one', 'Подробности: https://vk.com/https://vk.com/selo', ['broken-link']],
    ['shouting', 'ВНИМАНИЕ ВСЕМ ЖИТЕЛЯМ СЕЛА: завтра отключат воду.', ['capitals']],
    ['exclamations', 'Поздравляем!!! Наши победили.', ['exclamations']],
    ['an abbreviation in capitals', 'Работники МКУ и ЖКХ проверили котельную.', []],
    ["the office's own phone", 'Справки по телефону 8 (38255) 0-01-14.', []],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('sees foul words and length, by network', () => {
    expect(codes('Эти дебилы снова перекрыли дорогу')).toContain('rule');
    expect(codes('а '.repeat(3000), 'telegram')).toContain('too-long');
    expect(codes('а '.repeat(3000), 'vk')).not.toContain('too-long');
  });

  it('points at the very place', () => {
    const text = 'Собрание жителей в среду, 26 ноября, в 18:00 в школе.';
    const [advice] = checkDraft(text, { judge, site: 'vk', format: null, profile, date: '2026-11-24' });
    expect(advice).toMatchObject({ code: 'weekday', number: 4, fragment: '26 ноября' });
    expect(text.slice(advice!.start, advice!.end)).toBe('26 ноября');
  });
});

describe('details of the page', () => {
  const states = (texts: string[], changes: Partial<Parameters<typeof checkDetails>[1]> = {}) =>
    Object.fromEntries(
      checkDetails(profile, { texts, phones: [], emails: [], sites: [], complete: true, ...changes }).map(
        ({ field, state }) => [field, state],
      ),
    );

  it('are found however they are written', () => {
    const text =
      'Администрация Верхнекедровского сельского поселения\n636500, Томская обл., село Верхнее Кедрово, улица Школьная 5';
    expect(
      states([text], {
        phones: ['+7 38255 00114'],
        emails: ['ADM@kedrovo.example'],
        sites: ['http://www.verhnekedrovo.ru/'],
      }),
    ).toEqual({
      fullName: 'present',
      address: 'present',
      email: 'present',
      phones: 'present',
      site: 'present',
    });
  });

  it('differ, are missing, or cannot be seen from here', () => {
    expect(states(['Телефон 8 (3822) 11-22-33']).phones).toBe('different');
    expect(states(['Страница села']).email).toBe('missing');
    expect(states(['Страница села'], { complete: false }).email).toBe('hidden');
    expect(
      checkDetails(emptyProfile(), { texts: [], phones: [], emails: [], sites: [], complete: true }).every(
        ({ state }) => state === 'unset',
      ),
    ).toBe(true);
  });
});

describe('a plan in a table', () => {
  const pages = [
    { id: 'vk', name: 'Глава', site: 'vk' as const },
    { id: 'ok', name: 'Администрация', site: 'ok' as const },
  ];
  const rows = [
    ['УТВЕРЖДАЮ', null, null],
    ['Дата', 'Тема публикации', 'Соцсеть', 'Вид'],
    [new Date('2026-12-01T00:00:00Z'), 'Ярмарка', 'ВК, ОК', 'фото'],
    [46357, 'Концерт', 'Одноклассники', null],
    [null, 'Ещё о концерте', 'все', 'видеоролик'],
    ['когда-нибудь', 'Субботник', 'ВК', null],
    [null, null, null, null],
    ['05.12', '', '', ''],
    ['06 декабря', 'Сход', 'РИА Новости', ''],
  ];
  const guess = guessColumns(rows);
  const read = readRows(rows, { ...guess, pages, today: '2026-11-24' });

  it('finds its head under the title', () => {
    expect(guess).toEqual({ head: 1, mapping: { date: 0, occasion: 1, pages: 2, format: 3 } });
  });

  it('names the rows that are not understood by their numbers', () => {
    expect(read.filter(({ fault }) => fault).map(({ row, fault }) => [row, fault])).toEqual([
      [6, 'date'],
      [8, 'empty'],
    ]);
  });

  it('reads dates of every kind, and a merged one for the rows under it', () => {
    expect(
      read.flatMap(({ item }) => (item ? [[item.date, item.occasion, item.pages.join(), item.format]] : [])),
    ).toEqual([
      ['2026-12-01', 'Ярмарка', 'vk,ok', 'photo'],
      ['2026-12-01', 'Концерт', 'ok', null],
      ['2026-12-01', 'Ещё о концерте', 'vk,ok', 'video'],
      ['2026-12-06', 'Сход', '', null],
    ]);
    expect(read.at(-1)?.unknown).toEqual(['РИА Новости']);
  });

  it.each([
    ['24.11.2026', '2026-11-24'],
    ['24.11.26', '2026-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['24 ноября 2026 г.', '2026-11-24'],
    ['5 мая', '2027-05-05'],
    ['30.02.2026', null],
    ['2026-02-30', null],
    ['=A1+1', null],
    ['', null],
  ])('takes «%s» for %s', (written, date) => {
    expect(dateOf(written, '2026-11-24')).toBe(date);
  });

  it('tells the form by its words', () => {
    expect([formatOf('Фотоотчёт'), formatOf('видеоролик'), formatOf('poll'), formatOf('что-то')]).toEqual([
      'album',
      'video',
      'poll',
      null,
    ]);
  });
});

describe('encodings', () => {
  const text = 'Дата;Тема\n01.12.2026;Ярмарка выходного дня на площади';
  const bytes = (encoding: string): Uint8Array => {
    const decoder = new TextDecoder(encoding);
    const back = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(new Uint8Array([code])), code]));
    return new Uint8Array([...text].map((sign) => back.get(sign) ?? 63));
  };

  it.each(['windows-1251', 'ibm866', 'koi8-r'] as const)('knows %s', (encoding) => {
    expect(guessEncoding(bytes(encoding))).toBe(encoding);
  });

  it('knows UTF-8, also cut within a letter', () => {
    const whole = new TextEncoder().encode(text);
    expect(guessEncoding(whole)).toBe('utf-8');
    expect(guessEncoding(whole.subarray(0, 1))).toBe('utf-8');
    expect(guessEncoding(new Uint8Array([0xff, 0xfe, 0x14, 0x04]))).toBe('utf-16le');
  });
});

describe('forms of publication', () => {
  it.each([
    ['Объявляем конкурс рисунков, приз — торт', 'contest'],
    ['Приходите на субботник в парк', 'promotion'],
    ['Инфографика: сколько снега вывезли', 'infographic'],
  ])('«%s» is also %s', (text, format) => {
    expect(formatsOf({ formats: ['photo'], text })).toEqual(['photo', format]);
  });

  it('a mention of a contest is none, and a hand goes before the words', () => {
    expect(formatsOf({ formats: ['poll'], text: 'Итоги учтём в заявке на областной конкурс.' })).toEqual(['poll']);
    expect(formatsOf({ formats: ['photo'], text: 'Субботник' }, ['infographic'])).toEqual(['infographic']);
  });

  it('the mix names what was not used', () => {
    const mix = formatMix([
      { key: 'a', formats: ['clip', 'contest'] },
      { key: 'b', formats: ['other'] },
    ]);
    expect(mix.unused).toEqual(['text', 'photo', 'infographic', 'animation', 'live', 'poll', 'promotion']);
    expect(mix.others).toEqual(['b']);
  });
});
