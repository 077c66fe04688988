/** A district's table of offices, pasted from Excel, made into a set-up file. */
import { identityOfLink } from '../../../office/links';
import type { Setup, SetupFile } from '../../../office/setup';
import { plainLines } from '../../../replies/paste-lines';

type Column =
  | 'name'
  | 'shortName'
  | 'head'
  | 'address'
  | 'phones'
  | 'email'
  | 'site'
  | 'link'
  | 'norm'
  | 'normSource'
  | 'zone'
  | 'helperName'
  | 'helperPhone';

/** By what their head says, the more exact first. */
const HEADS: readonly [Column, RegExp][] = [
  ['helperPhone', /телефон.*(?:помощ|поможет)|(?:помощ|поможет).*телефон|helper.*phone/iu],
  ['helperName', /помощ|поможет|helper/iu],
  ['shortName', /кратк|short/iu],
  ['name', /учрежден|наименован|администрац|муниципал|поселен|office/iu],
  ['head', /^глава|head/iu],
  ['address', /адрес(?!.*(?:почт.*электрон|e-?mail))|address/iu],
  ['email', /e-?mail|электрон|^почта/iu],
  ['phones', /телефон|phone/iu],
  ['link', /вконтакте|^вк$|^vk$|одноклассник|^ок$|^ok$|телеграм|telegram|страниц/iu],
  ['site', /сайт|site/iu],
  ['normSource', /основан|акт|act/iu],
  ['norm', /норм|публикац|norm/iu],
  ['zone', /пояс|зона|zone/iu],
];

/** What of the table was not taken, and where: `line` is 1-based. */
export type TableFault =
  | { kind: 'noHead' }
  | { kind: 'column'; name: string }
  | { kind: 'noName'; line: number }
  | { kind: 'badLink'; line: number; link: string }
  | { kind: 'badNorm'; line: number; norm: string };

export interface DistrictTable {
  offices: SetupFile['offices'];
  faults: TableFault[];
}

/** @param pasted rows with tabs, the head first */
export function readDistrictTable(pasted: string): DistrictTable {
  const rows = plainLines(pasted).filter(({ cells }) => cells?.some(Boolean));
  const [head, ...body] = rows;
  const columns = (head?.cells ?? []).map((cell) => HEADS.find(([, name]) => name.test(cell))?.[0] ?? null);
  if (!columns.includes('name')) return { offices: [], faults: [{ kind: 'noHead' }] };
  const faults: TableFault[] = (head?.cells ?? [])
    .filter((cell, at) => cell && columns[at] === null && !/^(?:№|n|п\/п)/iu.test(cell))
    .map((name) => ({ kind: 'column', name }));
  const offices: SetupFile['offices'] = [];
  for (const { cells, number: line } of body) {
    const all = (column: Column): string[] => (cells ?? []).filter((cell, at) => cell && columns[at] === column);
    const [name] = all('name');
    if (name) offices.push({ name, setup: setupOf(name, all, line, faults) });
    else faults.push({ kind: 'noName', line });
  }
  return { offices, faults };
}

const listed = (cells: readonly string[]): string[] =>
  cells.flatMap((cell) => cell.split(/[;,\n]/u).map((one) => one.trim())).filter(Boolean);

function setupOf(fullName: string, all: (column: Column) => string[], line: number, faults: TableFault[]): Setup {
  const text = (column: Column) => all(column)[0] ?? '';
  const setup: Setup = {
    profile: {
      fullName,
      shortName: text('shortName'),
      head: text('head'),
      address: text('address'),
      email: text('email'),
      site: text('site'),
      phones: listed(all('phones')),
    },
    pages: [],
  };
  for (const link of listed(all('link'))) {
    if (typeof identityOfLink(link, '') === 'string') faults.push({ kind: 'badLink', line, link });
    else setup.pages?.push({ link });
  }
  const written = text('norm');
  const norm = Number(written);
  if (written && Number.isInteger(norm) && norm >= 1 && norm <= 99) setup.norm = norm;
  else if (written) faults.push({ kind: 'badNorm', line, norm: written });
  if (text('normSource')) setup.normSource = text('normSource');
  if (text('zone')) setup.zone = text('zone');
  const helper = { name: text('helperName'), phone: text('helperPhone') };
  if (helper.name || helper.phone) setup.helper = helper;
  return setup;
}
