/** Reads the instant of a post or comment by the layout's sources, the most exact first. */
import type { Moment } from '../types';
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

/** A source that yields something not understood is passed over for the next; the first label seen is kept. */
export function readTime(item: Element, sources: readonly TimeSource[], boundary: Boundary, clock: Clock): ReadTime {
  let label = '';
  for (const source of sources) {
    const value = resolveOne(item, source.of, boundary);
    if (value === null || value === '') continue;
    if (source.by === 'label' || source.by === 'clock') label ||= value;
    const time = understand(item, source, value, boundary, clock);
    if (time) return { time, label: label || value };
    label ||= value;
  }
  return { time: null, label };
}

function understand(item: Element, source: TimeSource, value: string, boundary: Boundary, clock: Clock): Moment | null {
  switch (source.by) {
    case 'unix': {
      const number = Number(value);
      if (!Number.isFinite(number) || number <= 0) return null;
      return number > MILLISECONDS_FROM ? { at: number, span: 1 } : { at: number * 1000, span: 1000 };
    }
    case 'iso': {
      const at = Date.parse(value);
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
