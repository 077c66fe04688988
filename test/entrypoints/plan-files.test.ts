import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/universal';
import { type ListedPage, listHtml, listText } from '../../components/dashboard/register/list';
import { readChanges } from '../../components/dashboard/weeks/hours';
import { FILE_LIMIT, ROW_LIMIT, readTable, UNPACKED_LIMIT } from '../../entrypoints/dashboard/plan-files';
import { guessColumns, readRows } from '../../publishing/plan-table';

const file = (name: string, ...parts: BlobPart[]): File => new File(parts, name);
const faultOf = async (one: File): Promise<string> => {
  const read = await readTable(one, null);
  return 'fault' in read ? read.fault : 'none';
};

/** A sheet as Excel writes it: cells with formulas and their last results, an error, a date typed as text. */
const SHEET = zipSync({
  '[Content_Types].xml': strToU8(
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
  ),
  'xl/workbook.xml': strToU8(
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="План" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ),
  'xl/_rels/workbook.xml.rels': strToU8(
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  ),
  'xl/worksheets/sheet1.xml': strToU8(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Дата</t></is></c><c r="B1" t="inlineStr"><is><t>Время</t></is></c><c r="C1" t="inlineStr"><is><t>Тема</t></is></c></row>
<row r="2"><c r="A2"><f>DATE(2026,12,1)</f><v>46357</v></c><c r="B2"><v>0.4375</v></c><c r="C2" t="inlineStr"><is><t>Ярмарка</t></is></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>5 декабря 2026 г.</t></is></c><c r="C3" t="inlineStr"><is><t>Сход граждан</t></is></c></row>
<row r="4"><c r="A4" t="e"><f>A99+#REF!</f><v>#REF!</v></c><c r="C4" t="inlineStr"><is><t>Концерт</t></is></c></row>
<row r="5"><c r="A5" t="inlineStr"><is><t>07.12.2026</t></is></c><c r="C5" t="str"><f>"Итого "&amp;12</f><v>Итого 12</v></c></row>
</sheetData></worksheet>`,
  ),
});

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

  it('is read from XLSX with formulas as what they gave, failed ones by the row’s number, dates as text, times as fractions', async () => {
    const read = await readTable(file('plan.xlsx', SHEET as BlobPart), null);
    if ('fault' in read) throw new Error(read.fault);
    const { rows } = read.sheets[0]!;
    const guess = guessColumns(rows);
    const pages = [{ id: 'vk', name: 'Глава', site: 'vk' as const }];
    const found = readRows(rows, { ...guess, pages, today: '2026-11-24' });
    expect(found.map(({ row, item, fault }) => [row, fault, item?.date, item?.time, item?.occasion])).toEqual([
      [2, null, '2026-12-01', '10:30', 'Ярмарка'],
      [3, null, '2026-12-05', null, 'Сход граждан'],
      [4, 'formula', undefined, undefined, undefined],
      [5, null, '2026-12-07', null, 'Итого 12'],
    ]);
  });

  it.each(['utf-16le', 'utf-8'] as const)('is read from CSV in %s with its mark', async (encoding) => {
    const text = '\ufeffДата;Тема\n01.12.2026;Ярмарка';
    const bytes =
      encoding === 'utf-8'
        ? new TextEncoder().encode(text)
        : new Uint8Array(Uint16Array.from([...text].map((sign) => sign.charCodeAt(0))).buffer);
    expect(await readTable(file('plan.csv', bytes), null)).toMatchObject({
      encoding,
      sheets: [
        {
          rows: [
            ['Дата', 'Тема'],
            ['01.12.2026', 'Ярмарка'],
          ],
        },
      ],
    });
  });

  it('in a wrong encoding is read again in the one that the person chooses', async () => {
    const bytes = new Uint8Array([0xff, 0xf0, 0xec, 0xe0, 0xf0, 0xea, 0xe0]);
    expect(await readTable(file('a.csv', bytes), 'windows-1251')).toMatchObject({ sheets: [{ rows: [['ярмарка']] }] });
    expect(await readTable(file('a.csv', bytes), 'koi8-r')).not.toMatchObject({ sheets: [{ rows: [['ярмарка']] }] });
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
