/**
 * One post is seen many times: on another face of its page, days later with a coarser label, where its author cannot be
 * told. Here sightings become one; the order in which they came does not matter.
 */
import type { Moment, Post } from '../types';

/** The later end of a moment: the instant is surely before it. */
export function endOf(moment: Moment): number {
  return moment.at + moment.span;
}

/** True when the first instant is surely earlier than the second. */
export function surelyBefore(a: Moment, b: Moment): boolean {
  return endOf(a) <= b.at;
}

/**
 * The more exact of two sightings of one instant; of two equally exact ones the earlier, because a label that has stood
 * on the screen for a while («час назад») errs towards the present.
 */
export function sharper(a: Moment | null, b: Moment | null): Moment | null {
  if (a === null || b === null) return a ?? b;
  return (a.span - b.span || a.at - b.at) <= 0 ? a : b;
}

/** The same for every face of a page: «wall-1_10» and «-1_10», «selo/123» and «123». */
export function postKey(id: string): string {
  return id.replace(/^.*\//s, '').replace(/^wall(?=-?\d)/, '');
}

/**
 * A stored post after it was seen again: what the newer sighting shows, save what only the older one could tell
 * (author's standing, exact time, permalink, number of comments).
 */
export function seenAgain<P extends Post>(known: P, fresh: P): P {
  const time = sharper(known.time, fresh.time);
  return {
    ...fresh,
    time,
    timeLabel: time === known.time && known.time !== null ? known.timeLabel : fresh.timeLabel,
    own: fresh.own ?? known.own,
    permalink: fresh.permalink ?? known.permalink,
    commentsSaid: fresh.commentsSaid ?? known.commentsSaid,
  };
}
