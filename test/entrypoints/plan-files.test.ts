import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/universal';
import { type ListedPage, listHtml, listText } from '../../components/dashboard/register/list';
import { readChanges } from '../../components/dashboard/weeks/hours';
import { FILE_LIMIT, ROW_LIMIT, readTable, UNPACKED_LIMIT } from '../../entrypoints/dashboard/plan-files';

const file = (name: string, ...parts: BlobPart[]): File => new File(parts, name);
const faultOf = async (one: File): Promise<string> => {
  const read = await readTable(one, null);
  return 'fault' in read ? read.fault : 'none';
};

describe('a file with a plan', () => {
  it('is read from XLSX with its dates, and a formula as what it gave', async () => {
    const blob = await writeXlsx([
      {
        sheet: 'Декабрь',
        data: [
          [{ value: 'Дата' }, { value: 'Тема' }],
          [
            { value: new Date('2026-12-01T00:00:00Z'), type: Date, format: 'dd.mm.yyyy' },
            { value: '=1+1', type: String },
          ],
        ],
      },
    ]).toBlob();
    const read = await readTable(file('plan.xlsx', blob), null);
    if ('fault' in read) throw new Error(read.fault);
    expect(read.encoding).toBeNull();
    expect(read.sheets[0]!.name).toBe('Декабрь');
    const [, [date, title] = []] = read.sheets[0]!.rows;
    expect((date as Date).toISOString().slice(0, 10)).toBe('2026-12-01');
    expect(title).toBe('=1+1');
  });

  it('is read from CSV with semicolons and quotes', async () => {
    const read = await readTable(file('plan.csv', 'Дата;Тема\r\n01.12.2026;"Ярмарка; концерт"\r\n'), null);
    expect(read).toMatchObject({
      encoding: 'utf-8',
      sheets: [{ rows: [['Дата', 'Тема'], ['01.12.2026', 'Ярмарка; концерт'], [null]] }],
    });
  });

  it.each<[string, File, string]>([
    ['fifty megabytes', file('big.xlsx', new Uint8Array(50 * 1024 * 1024)), 'big'],
    ['nothing', file('empty.csv'), 'empty'],
    ['blank lines', file('blank.csv', '\n;;\n'), 'empty'],
    ['an old sheet', file('old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])), 'kind'],
    ['a picture', file('a.csv', new Uint8Array([0x89, 0x50, 0, 0, 0, 13])), 'kind'],
    ['another archive', file('a.xlsx', zipSync({ 'word/document.xml': strToU8('<a/>') }) as BlobPart), 'kind'],
    [
      'half an archive',
      file('a.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<a/>') }).slice(0, 40) as BlobPart),
      'broken',
    ],
    [
      'a sheet without its parts',
      file('a.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<a/>') }) as BlobPart),
      'broken',
    ],
    ['too many rows', file('a.csv', '01.12.2026;Тема\n'.repeat(ROW_LIMIT + 2)), 'rows'],
  ])('of %s is refused', async (_, one, fault) => {
    expect(await faultOf(one)).toBe(fault);
  });

  it('that unpacks too far is refused before it is unpacked', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': strToU8('<a/>') });
    // The list at the archive's end says how large each part becomes.
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const entry = bomb.findIndex((_, at) => at + 4 <= bomb.length && view.getUint32(at, true) === 0x02014b50);
    view.setUint32(entry + 24, UNPACKED_LIMIT + 1, true);
    expect(bomb.length).toBeLessThan(FILE_LIMIT);
    expect(await faultOf(file('bomb.xlsx', bomb as BlobPart))).toBe('big');
  });
});

describe('the list of pages', () => {
  const texts = { title: 'Перечень', columns: ['№', 'Сеть'], site: () => 'ВК' };
  const page: ListedPage = {
    site: 'vk',
    name: '<b>Глава</b> & Ко',
    link: 'https://vk.com/selo?a=1&b="2"',
    owner: '',
    opened: '',
    responsible: '',
  };

  it('escapes what people have written', () => {
    const html = listHtml([page, { ...page, link: 'javascript:alert(1)' }], texts);
    expect(html).toContain('&lt;b&gt;Глава&lt;/b&gt; &amp; Ко');
    expect(html).toContain('href="https://vk.com/selo?a=1&amp;b=&quot;2&quot;"');
    expect(html).not.toContain('href="javascript');
    expect(listText([page], texts).split('\n')[2]).toContain('<b>Глава</b>');
  });
});

describe('days that the calendar does not know', () => {
  it('are read one a line, and the line that is not understood is named', () => {
    expect(readChanges('2027-11-05 выходной\n\n2027-11-13 рабочий')).toEqual({
      changes: [
        { date: '2027-11-05', kind: 'off' },
        { date: '2027-11-13', kind: 'work' },
      ],
    });
    expect(readChanges('2027-11-05 выходной\n31.12 выходной')).toEqual({ line: '31.12 выходной' });
    expect(readChanges('2027-02-30 выходной')).toEqual({ line: '2027-02-30 выходной' });
  });
});
