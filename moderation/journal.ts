/** The journal: what was decided, found again by author, words, dates, page, kind, decision. */
import type { Decision, State } from './case-state';
import type { StoredCase } from './stored';

export interface JournalFilter {
  /** Words of the author or the text, each to be found somewhere; empty: all. */
  words: string;
  /** Registered page; empty: all. */
  page: string;
  decision: Decision | 'none' | 'all';
  state: State | 'all';
  /** First and last instant of what is looked for, ms, end exclusive; null: open. */
  from: number | null;
  to: number | null;
}

export const WHOLE_JOURNAL: JournalFilter = {
  words: '',
  page: '',
  decision: 'all',
  state: 'all',
  from: null,
  to: null,
};

/** The instant that a case stands under in the journal. */
export function dateOf(row: StoredCase): number {
  return row.decidedAt ?? row.changedAt;
}

const folded = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** Rows by date, the newest first, with what they are searched by. Built once for a reading of the journal. */
export class Journal {
  private readonly haystacks = new Map<string, string>();
  readonly rows: readonly StoredCase[];

  /** @param rows in any order */
  constructor(rows: readonly StoredCase[]) {
    this.rows = [...rows].sort((a, b) => dateOf(b) - dateOf(a) || (a.id < b.id ? -1 : 1));
  }

  /** All that fit, the newest first. */
  find(filter: JournalFilter): StoredCase[] {
    const words = folded(filter.words).split(/\s+/).filter(Boolean);
    const fits = (row: StoredCase): boolean => {
      const at = dateOf(row);
      if (filter.page !== '' && row.page !== filter.page) return false;
      if (filter.decision !== 'all' && (row.decision ?? 'none') !== filter.decision) return false;
      if (filter.state !== 'all' && row.state !== filter.state) return false;
      if (filter.from !== null && at < filter.from) return false;
      if (filter.to !== null && at >= filter.to) return false;
      return words.every((word) => this.haystack(row).includes(word));
    };
    return this.rows.filter(fits);
  }

  private haystack(row: StoredCase): string {
    const known = this.haystacks.get(row.id);
    if (known !== undefined) return known;
    const { subject } = row;
    const text = subject ? folded(`${subject.author.name} ${subject.author.link ?? ''} ${subject.text}`) : '';
    this.haystacks.set(row.id, text);
    return text;
  }
}

/** Figures of a period that name nobody. */
export interface JournalFigures {
  all: number;
  decisions: Record<Decision | 'none', number>;
  /** Decided cases by the kind of violation that weighs most. */
  kinds: Record<string, number>;
  evidence: number;
  vanished: number;
}

export function figuresOf(rows: readonly StoredCase[]): JournalFigures {
  const decisions = { answered: 0, leave: 0, warn: 0, handed: 0, remove: 0, none: 0 };
  const kinds: Record<string, number> = {};
  for (const { decision, kinds: found } of rows) {
    decisions[decision ?? 'none'] += 1;
    const [kind] = found;
    if (kind) kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return {
    all: rows.length,
    decisions,
    kinds,
    evidence: rows.filter(({ evidence }) => evidence !== null).length,
    vanished: rows.filter(({ outcome, state }) => outcome !== null || state === 'vanished').length,
  };
}
