import { describe, expect, it } from 'vitest';
import { figureRows, journalRows, journalWorkbook } from '../../entrypoints/dashboard/journal-table';
import { journal } from '../../locales/journal';
import { figuresOf, Journal, WHOLE_JOURNAL } from '../../moderation/journal';
import { erasedCase, type StoredCase } from '../../moderation/stored';

const row = (id: string, changes: Partial<StoredCase> = {}): StoredCase => ({
  version: 1,
  id,
  page: 'p',
  site: 'vk',
  comment: id,
  about: 'comment',
  subject: {
    post: null,
    permalink: null,
    author: { name: 'Пётр Сомов', link: null },
    text: 'Ещё про дорогу',
    time: null,
    timeLabel: '',
  },
  textKey: '',
  kinds: ['insult'],
  rules: [],
  level: 'certain',
  criticism: false,
  state: 'closed',
  decision: 'remove',
  clause: '8-insult',
  evidence: 'file',
  outcome: null,
  open: 0,
  firstSeen: 1,
  lastSeen: 1,
  changedAt: 10,
  decidedAt: 10,
  firstAnswer: null,
  by: { author: 'a', seq: 1, record: 'r' },
  rivals: 0,
  erasedAt: null,
  ...changes,
});

describe('the journal', () => {
  const book = new Journal([
    row('old', { decidedAt: 5 }),
    row('new', { decidedAt: 20, page: 'q', decision: 'leave' }),
    erasedCase(row('erased', { decidedAt: 15 }), 99),
  ]);
  const ids = (filter: Partial<typeof WHOLE_JOURNAL>) => book.find({ ...WHOLE_JOURNAL, ...filter }).map(({ id }) => id);

  it.each<[string, Partial<typeof WHOLE_JOURNAL>, string[]]>([
    ['the newest first', {}, ['new', 'erased', 'old']],
    ['by an author in any case, ё as е', { words: 'петр СОМОВ' }, ['new', 'old']],
    ['by every word', { words: 'еще дорогу' }, ['new', 'old']],
    ['by words that only one part of is there', { words: 'дорогу мост' }, []],
    ['by page', { page: 'q' }, ['new']],
    ['by decision', { decision: 'remove' }, ['erased', 'old']],
    ['by dates, the end left out', { from: 5, to: 20 }, ['erased', 'old']],
  ])('is found %s', (_, filter, expected) => {
    expect(ids(filter)).toEqual(expected);
  });

  it('gives figures that outlive the erasing', () => {
    expect(figuresOf(book.rows)).toMatchObject({ all: 3, decisions: { remove: 2, leave: 1 }, kinds: { insult: 3 } });
  });
});

describe('the table', () => {
  const t = journal('ru');
  const input = { t, language: 'ru' as const, zone: 'Asia/Tomsk', pages: [], anonymous: false };
  const evil = row('1', {
    subject: {
      ...row('1').subject!,
      author: { name: '=HYPERLINK("http://x")', link: null },
      text: '+7 923 000-00-00',
      permalink: null,
    },
  });

  it('never gives a comment to the spreadsheet as a formula', () => {
    const cells = journalRows({ ...input, rows: [evil] })[1]!;
    expect(cells.filter((cell) => /^[=+\-@]/.test(String(cell)))).toEqual([]);
    expect(cells).toContain('\'=HYPERLINK("http://x")');
  });

  it('without names holds none', () => {
    const text = JSON.stringify(journalRows({ ...input, rows: [row('1')], anonymous: true }));
    expect(text).not.toMatch(/Сомов|дорогу/);
    expect(text).toContain('оскорбление');
  });

  it('is a workbook', async () => {
    const file = await journalWorkbook({ ...input, rows: [row('1'), evil] });
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([bytes[0], bytes[1], bytes.length > 1000]).toEqual([0x50, 0x4b, true]);
    expect(figureRows({ rows: [row('1')], t }).length).toBeGreaterThan(5);
  });
});
