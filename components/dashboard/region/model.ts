/** What the district's table shows of an office. */
import { addedUp, type DistrictFigures, type WeekFigures, type WeeksBack } from '../../../publishing/district';

export const SORTS = ['name', 'short', 'unknown', 'silent'] as const;
export type Sort = (typeof SORTS)[number];

/** What lies at the district of one office. */
export interface OfficeEntry {
  /** Its account at the server, which the server vouches for. */
  login: string;
  /** ms since the epoch */
  at: number;
  /** `taken`: it shows them no longer. */
  content: { figures: DistrictFigures } | { fault: 'later' | 'unreadable' | 'taken' };
}

export interface OfficeRow {
  login: string;
  name: string;
  at: number;
  day: string;
  isSilent: boolean;
  met: number;
  short: number;
  unknown: number;
  removed: readonly { clause: string; count: number }[];
  /** null: nothing was told. */
  answered: number | null;
  /** Minutes of working time; null: nothing to tell. */
  medianAnswer: number | null;
  fault: 'later' | 'unreadable' | 'taken' | null;
}

/** An office that sends once a day and has sent nothing for so long is silent. */
const SILENT = 8 * 86_400_000;

export function rowsOf(entries: readonly OfficeEntry[], back: WeeksBack, now: number): OfficeRow[] {
  return entries.map(({ login, at, content }) => {
    const bare = { login, name: login, at, day: '', isSilent: now - at > SILENT, fault: null };
    const none = { met: 0, short: 0, unknown: 0, removed: [], answered: null, medianAnswer: null };
    if ('fault' in content) return { ...bare, ...none, fault: content.fault };
    const { office, day, weeks, periods } = content.figures;
    const { removed = [], answered = null, medianAnswer = null } = periods.find((one) => one.weeks === back) ?? {};
    return { ...bare, name: office || login, day, ...addedUp(weeks.slice(-back)), removed, answered, medianAnswer };
  });
}

/** Offices whose name or login has the words, in the order asked for. */
export function arranged(rows: readonly OfficeRow[], sort: Sort, words: string): OfficeRow[] {
  const wanted = folded(words.trim());
  const found = rows.filter(({ name, login }) => folded(`${name} ${login}`).includes(wanted));
  const weight: Record<Sort, (row: OfficeRow) => number> = {
    name: () => 0,
    short: ({ short }) => -short,
    unknown: ({ unknown }) => -unknown,
    silent: ({ at }) => at,
  };
  return found.sort((a, b) => weight[sort](a) - weight[sort](b) || a.name.localeCompare(b.name, 'ru'));
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** Weeks of all offices added up, oldest first; an office that does not tell of a week takes no part in it. */
export function weeksOf(entries: readonly OfficeEntry[], back: WeeksBack): WeekFigures[] {
  const byWeek = new Map<string, WeekFigures[]>();
  for (const { content } of entries) {
    if ('fault' in content) continue;
    for (const one of content.figures.weeks) byWeek.set(one.week, [...(byWeek.get(one.week) ?? []), one]);
  }
  return [...byWeek]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-back)
    .map(([week, all]) => ({ week, ...addedUp(all) }));
}
