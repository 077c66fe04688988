/** What the panel and the card show, and what the person can do there. */

import type { InPageText } from '../../locales/inpage';
import type { Opened, SuggestionView, WeekView } from '../../messages';
import type { Clause, Comment, Coverage, Health, Verdict } from '../../types';
import type { ComposerView } from './Composer';
import type { CardQueueActions, QueueActions, QueueState } from './queue-view';

export interface MarkedComment {
  comment: Comment;
  verdict: Verdict;
  dismissed: boolean;
}

/** Where the panel is wanted: its middle, 0…1 of the window. */
export interface Spot {
  x: number;
  y: number;
}

/** Where the panel or its tab lies, px of the window. `collapsed`: as a tab. */
export interface PanelBox {
  shape: 'collapsed' | 'open';
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where the card hangs from its edge, or stands on it; px of the window. */
export interface CardPlace {
  left: number;
  width: number;
  edge: number;
  stands: boolean;
  maxHeight: number;
  /** There was no room for both: the panel makes way. */
  overPanel: boolean;
}

/**
 * The style of what hangs from an edge, or stands on it. Measured from above in both cases: what is fixed to the bottom
 * stands on the page's horizontal scrollbar, where there is one.
 */
export function atEdge(edge: number, stands: boolean) {
  return { top: `${edge}px`, translate: stands ? '0 -100%' : '' };
}

export interface CardView {
  marked: MarkedComment;
  place: CardPlace;
  /** null: the card itself is shown; else the approved replies, and in whose name the editor writes. */
  replies: { suggestions: readonly SuggestionView[]; query: string; voice: Voice } | null;
  notice: string;
}

/** In whose name the site's reply field writes. */
export type Voice =
  | { kind: 'page'; name: string }
  | { kind: 'other'; name: string | null }
  | { kind: 'person' | 'unknown' | 'closed' };

export interface OverlayView {
  opened: Opened;
  t: InPageText;
  week: WeekView | null;
  /** The open page is the feed itself, not one post or its comments. */
  isFeed: boolean;
  coverage: Coverage | null;
  health: Health | null;
  /** The judge has answered about every comment of the last reading. */
  judged: boolean;
  /** Browser that cannot paint on the page. */
  unpainted: boolean;
  /** Lines are drawn under fragments; where not, the marker shows a sign of the kind. */
  lines: boolean;
  /** In the page's own order. */
  marked: readonly MarkedComment[];
  /** Marked and waiting ones together. */
  work: readonly MarkedComment[];
  dismissed: readonly MarkedComment[];
  current: string | null;
  checkOpen: boolean;
  notice: string;
  /** null: its room has not been found yet. */
  panel: PanelBox | null;
  /** The person has just opened or collapsed it: the keyboard goes along. */
  focusPanel: boolean;
  marker: { marked: MarkedComment; place: { left: number; top: number } } | null;
  card: CardView | null;
  /** null: nothing is known of the page's cases yet. */
  queue: QueueState | null;
  /** null: the site's post editor is not open. */
  composer: ComposerView | null;
}

export interface OverlayActions {
  collapse(collapsed: boolean): void;
  movePanel(spot: Spot): void;
  go(comment: string): void;
  step(by: 1 | -1): void;
  openCard(comment: string): void;
  closeCard(): void;
  dismiss(comment: string, dismissed: boolean): void;
  copy(comment: string): void;
  showInList(comment: string): void;
  openReplies(comment: string): void;
  closeReplies(): void;
  search(query: string): void;
  favourite(template: string, favourite: boolean): void;
  insert(text: string): void;
  toggleCheck(open: boolean): void;
  copyReport(): void;
  /** Puts a plan item's text into the site's post editor. */
  fillPost(item: string): void;
  copyText(text: string): void;
  openDashboard(place: string): void;
  queue: QueueActions;
  /** What may be told of a fault of ours; see `Guard.tsx`. */
  report(error: Error): Promise<string>;
}

/** What a card needs of the view; the practice page has no more. */
export interface CardSpace {
  t: InPageText;
  opened: Pick<Opened, 'clauses'>;
  queue: QueueState | null;
}

/** What can be done on a card. */
export interface CardActions
  extends Pick<
    OverlayActions,
    | 'closeCard'
    | 'dismiss'
    | 'copy'
    | 'showInList'
    | 'openReplies'
    | 'closeReplies'
    | 'search'
    | 'favourite'
    | 'insert'
    | 'openDashboard'
  > {
  queue: CardQueueActions;
}

export function kindsOf({ verdict }: MarkedComment) {
  return verdict.kinds.length > 0 ? verdict.kinds : (['appeal'] as const);
}

export function clauseOf(clauses: readonly Clause[], id: string): Clause | null {
  return clauses.find((clause) => clause.id === id) ?? null;
}

/** «пункт 8 Порядка от 20.02.2023 № 13» */
export function clauseName(t: InPageText, clause: Clause): string {
  const [year, month, day] = clause.date.split('-');
  return t('clause', { number: clause.number, date: `${day}.${month}.${year}`, actNumber: clause.actNumber });
}

/** ISO dates as «23–29 ноября», «30 ноября – 6 декабря». */
export function weekDates(language: string, week: Pick<WeekView, 'monday' | 'sunday'>): string {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return format.formatRange(new Date(`${week.monday}T00:00Z`), new Date(`${week.sunday}T00:00Z`));
}
