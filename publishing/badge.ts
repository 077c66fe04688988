/** The number on the toolbar button, its colour and its tooltip, as data: texts are in the locales. */
import type { Health } from '../types';
import { normState, type WeekCount } from './count';

export interface BadgeInput {
  /** null: the page was never read. */
  count: WeekCount | null;
  /** Publications a week that are owed. */
  norm: number;
  registered: boolean;
  /** Health of the open page; null: it has not reported yet. */
  health: Pick<Health, 'state' | 'parts'> | null;
}

export type BadgeKey =
  | `badge.${'below' | 'reached' | 'atLeast' | 'unclear' | 'unknown' | 'broken' | 'loading' | 'foreign'}`
  | `week.${'exact' | 'atLeast'}`;

/** A key of the common texts with the variables known here; site, page and dates are the caller's to add. */
export interface BadgeText {
  key: BadgeKey;
  variables: { n?: number; norm?: number };
}

export interface Badge {
  /** «1», «≥1», «?», or nothing on a page that is not ours. */
  text: string;
  /** Colour: below the norm, norm reached, not known, not ours. */
  state: 'below' | 'reached' | 'unknown' | 'foreign';
  title: BadgeText;
  /** How the title's `{count}` is worded; null where it has none. */
  count: BadgeText | null;
}

/** Parts of a page without which its posts cannot be counted. */
const NEEDED: ReadonlySet<string> = new Set(['page', 'posts', 'postTime', 'postAuthor']);
/** The badge has room for four characters. */
const MOST = 99;

/** What the badge of a tab shows. A page that is read badly lowers an exact number to «≥», and «0» to «?». */
export function badge({ count, norm, registered, health }: BadgeInput): Badge {
  if (!registered) return { text: '', state: 'foreign', title: text('badge.foreign'), count: null };
  if (health?.state === 'broken') return unknown('badge.broken');
  if (health?.state === 'loading') return unknown('badge.loading');
  if (!count || count.state === 'unknown') return unknown('badge.unknown');
  const isShort = health?.parts.some(({ part, found, expected }) => NEEDED.has(part) && found < expected) ?? false;
  const exact = count.exact && !isShort;
  if (!exact && count.count === 0) return unknown('badge.unknown');
  return known(count, exact, norm);
}

function known(count: WeekCount, exact: boolean, norm: number): Badge {
  const n = count.count;
  const state = normState({ count: n, exact }, norm);
  return {
    text: n > MOST ? `≥${MOST}` : exact ? String(n) : `≥${n}`,
    state,
    title: title(count, state, norm),
    count: text(exact ? 'week.exact' : 'week.atLeast', { n, norm }),
  };
}

function title({ count, unknown }: WeekCount, state: Badge['state'], norm: number): BadgeText {
  if (state === 'reached') return text('badge.reached');
  if (state === 'below') return text('badge.below', { n: norm - count });
  // Scrolling helps where the feed was not read; it does not help where a post's date or author is unreadable.
  return unknown > 0 ? text('badge.unclear', { n: unknown }) : text('badge.atLeast');
}

function unknown(key: BadgeKey): Badge {
  return { text: '?', state: 'unknown', title: text(key), count: null };
}

function text(key: BadgeKey, variables: BadgeText['variables'] = {}): BadgeText {
  return { key, variables };
}
