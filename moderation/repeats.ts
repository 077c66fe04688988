/** Comments that belong together: the same text elsewhere, the same author again, a wave within minutes. */

/** What of a comment is compared. */
export interface Counted {
  /** The case. */
  id: string;
  page: string;
  post: string | null;
  /** Key of the text, see `textKey`; empty for a text too short to mean anything. */
  text: string;
  /** Link of the author, or the name where there is no link. */
  author: string;
  /** When it was written, ms; null: cannot be told. */
  at: number | null;
}

export type RepeatKind = 'text' | 'author' | 'wave';

export interface Group {
  kind: RepeatKind;
  /** Cases, the oldest first. */
  cases: string[];
}

/** Comments on one page within `WAVE_SPAN` that make a wave. */
const WAVE = 5;
const WAVE_SPAN = 10 * 60_000;

/** All groups of two or more; a case can be in several. */
export function repeatsOf(comments: readonly Counted[]): Group[] {
  const sorted = [...comments].sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.id < b.id ? -1 : 1));
  return [
    ...groupsBy(sorted, 'text', ({ text }) => text),
    ...groupsBy(sorted, 'author', ({ page, author }) => author && `${page}\n${author}`),
    ...waves(sorted),
  ];
}

function groupsBy(comments: readonly Counted[], kind: RepeatKind, keyOf: (one: Counted) => string): Group[] {
  const groups = new Map<string, string[]>();
  for (const comment of comments) {
    const key = keyOf(comment);
    if (key === '') continue;
    const group = groups.get(key);
    if (group) group.push(comment.id);
    else groups.set(key, [comment.id]);
  }
  return [...groups.values()].filter((cases) => cases.length > 1).map((cases) => ({ kind, cases }));
}

/** The longest runs in which every comment has enough others within the span. */
function waves(sorted: readonly Counted[]): Group[] {
  const pages = new Map<string, (Counted & { at: number })[]>();
  for (const comment of sorted) {
    if (comment.at === null) continue;
    const known = pages.get(comment.page);
    const timed = { ...comment, at: comment.at };
    if (known) known.push(timed);
    else pages.set(comment.page, [timed]);
  }
  return [...pages.values()].flatMap(wavesOf);
}

function wavesOf(comments: readonly (Counted & { at: number })[]): Group[] {
  const groups: Group[] = [];
  let inWave = new Set<string>();
  const close = (): void => {
    if (inWave.size > 0) groups.push({ kind: 'wave', cases: [...inWave] });
    inWave = new Set();
  };
  for (let start = 0, end = 0; start < comments.length; start++) {
    while (end < comments.length && comments[end]!.at - comments[start]!.at <= WAVE_SPAN) end++;
    const window = comments.slice(start, end);
    if (window.length < WAVE) continue;
    if (!window.some(({ id }) => inWave.has(id))) close();
    for (const { id } of window) inWave.add(id);
  }
  close();
  return groups;
}
