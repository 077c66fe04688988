/** Reads the instant of a post or comment by the layout's sources, the most exact first. */
import type { Comment, Moment, Post } from '../types';
import { atClock, parseDay, parseLabel } from './dates';
import type { TimeSource } from './layout';
import { type Boundary, resolveOne } from './source';

export interface ReadTime {
  time: Moment | null;
  /** What the page printed, for health samples and for the person. */
  label: string;
}

export interface Clock {
  /** ms since the epoch */
  now: number;
  /** IANA name; absent: the zone that the browser itself prints in. */
  zone?: string | undefined;
}

const MILLISECONDS_FROM = 1e12;

/** The first source that is understood tells the time; the first that is meant for people is kept as the label. */
export function readTime(item: Element, sources: readonly TimeSource[], boundary: Boundary, clock: Clock): ReadTime {
  let time: Moment | null = null;
  let label = '';
  let raw = '';
  for (const source of sources) {
    const value = resolveOne(item, source.of, boundary);
    if (value === null || value === '') continue;
    time ??= understand(item, source, value, boundary, clock);
    if (source.by === 'label' || source.by === 'clock') label ||= value;
    else raw ||= value;
    if (time && label) break;
  }
  return { time, label: label || raw };
}

/** Without its offset a date would be read in the zone of this PC, which need not be the site's: better none than a guess. */
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/u;

function understand(item: Element, source: TimeSource, value: string, boundary: Boundary, clock: Clock): Moment | null {
  switch (source.by) {
    case 'unix': {
      const number = Number(value);
      if (!Number.isFinite(number) || number <= 0) return null;
      return number > MILLISECONDS_FROM ? { at: number, span: 1 } : { at: number * 1000, span: 1000 };
    }
    case 'iso': {
      const at = WITH_OFFSET.test(value.trim()) ? Date.parse(value) : Number.NaN;
      return Number.isNaN(at) ? null : { at, span: 1000 };
    }
    case 'label':
      return parseLabel(value, clock.now, clock.zone);
    case 'clock': {
      const header = resolveOne(item, source.day, boundary);
      const day = header === null ? null : parseDay(header, clock.now, clock.zone);
      return day && atClock(day, value, clock.zone);
    }
  }
}

/** How many labels are remembered at the least, and half of how many at the most: those of a long day's scrolling. */
const REMEMBERED = 5000;

/**
 * What each label meant when it was first seen. Sites leave «сегодня в 9:10» and «два часа назад» standing while the
 * day goes on, so the same label of the same item, read again later, keeps its first meaning.
 */
export class TimeMemory {
  private recent = new Map<string, Moment>();
  /** What was seen before `recent` was last full: forgotten as a whole, since taking the oldest out one by one is dear. */
  private older = new Map<string, Moment>();

  settle(part: 'posts' | 'comments', item: Post | Comment): void {
    if (!item.time || item.timeLabel === '') return;
    const key = `${part} ${'post' in item ? item.post : ''} ${item.id} ${item.timeLabel}`;
    item.time = this.recent.get(key) ?? this.older.get(key) ?? item.time;
    this.recent.set(key, item.time);
    if (this.recent.size <= REMEMBERED) return;
    this.older = this.recent;
    this.recent = new Map();
  }
}
