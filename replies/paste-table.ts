/** A pasted table: which column is what, told by its head or by what stands in it. */
import type { LeftLine, PastedLine } from './paste-lines';
import { draftOf, type RawDraft, rawDraft } from './paste-text';

type Role = 'number' | 'title' | 'text' | 'topics';
type Row = PastedLine & { cells: string[] };

const HEADS: readonly [Role, RegExp][] = [
  ['number', /^(?:№(?:\s*п\/п)?|п\/п|n|номер)\.?$/iu],
  ['text', /ответ|^текст|шаблон\s+(?:ответа|текста)|образец|содержание|формулировка/iu],
  ['title', /назван|наименован|заголов|вопрос|ситуац|проблем|тема\s+(?:вопроса|комментария)|^тема$|^шаблон$|случай/iu],
  ['topics', /рубрик|раздел|категори|^темы$|тег|сфера/iu],
];

function headRoles(cells: readonly string[]): (Role | null)[] | null {
  const roles: (Role | null)[] = cells.map((cell) => {
    if (cell.length > 40) return null;
    return HEADS.find(([, name]) => name.test(cell))?.[0] ?? null;
  });
  const once = roles.map((role, at) => (role !== null && roles.indexOf(role) === at ? role : null));
  return once.includes('text') ? once : null;
}

/** Without a head: the longest column is the text, the first other one that is not numbers is the title. */
function guessedRoles(rows: readonly Row[]): (Role | null)[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, i) => rows.map(({ cells }) => cells[i] ?? ''));
  const roles: (Role | null)[] = columns.map((column) =>
    column.some(Boolean) && column.every((cell) => /^\d{0,4}[.)]?$/u.test(cell)) ? 'number' : null,
  );
  const length = (column: readonly string[]): number => column.reduce((sum, cell) => sum + cell.length, 0);
  const free = columns.map((column, at) => ({ at, length: roles[at] ? -1 : length(column) }));
  const longest = free.reduce((a, b) => (b.length > a.length ? b : a));
  if (longest.length > 0) roles[longest.at] = 'text';
  const title = roles.indexOf(null);
  if (title >= 0) roles[title] = 'title';
  return roles;
}

function rowDraft({ number, cells }: Row, roles: readonly (Role | null)[]): (RawDraft | LeftLine)[] {
  const of = (role: Role): string => cells[roles.indexOf(role)] ?? '';
  const extra = cells
    .filter((cell, at) => cell && (!roles[at] || (roles[at] === 'number' && /\p{L}/u.test(cell))))
    .map((text): LeftLine => ({ line: number, text, why: 'extra-column' }));
  const topics = of('topics')
    .split(/[,;\n]/u)
    .map((topic) => topic.trim())
    .filter(Boolean);
  const draft = rawDraft({ title: of('title'), text: of('text'), topics, from: number, to: number });
  // A row that makes no draft is left whole, with the cells that went elsewhere.
  const left = 'why' in draft ? [{ ...draft, text: [draft.text, ...topics].filter(Boolean).join('\n') }] : [draft];
  return [...left, ...extra];
}

/** Drafts and what is left of a table; lines around it make drafts of their own where they are long enough. */
export function tableDrafts(lines: readonly PastedLine[]): (RawDraft | LeftLine)[] {
  const all = lines.filter((line): line is Row => line.cells?.some(Boolean) === true);
  const [first] = all;
  if (!first) return [];
  const head = headRoles(first.cells);
  const rows = head ? all.slice(1) : all;
  const roles = head ?? guessedRoles(rows);
  const out: (RawDraft | LeftLine)[] = [];
  if (head) out.push({ line: first.number, text: first.cells.join(' | '), why: 'table-head' });
  for (const row of rows) out.push(...rowDraft(row, roles));
  for (const line of lines) if (line.cells === null && line.text) out.push(draftOf({ lines: [line], titled: false }));
  return out;
}
