/** All topics, what they are called, and which of them are matters of the village. */
import { MANNERS } from './manners';
import { MATTERS } from './matters';
import type { Topic } from './topic';

export const TOPICS: readonly Topic[] = [...MATTERS, ...MANNERS];

export const MATTER_IDS: ReadonlySet<string> = new Set(MATTERS.map(({ id }) => id));
export const MANNER_IDS: ReadonlySet<string> = new Set(MANNERS.map(({ id }) => id));

const TITLES = new Map(TOPICS.map(({ id, title }) => [id, title]));

const IDS = new Map(TOPICS.map(({ id, title }) => [title.toLowerCase(), id]));

/** The id of a topic written by its title; what is no title of ours is a topic of the office's own and stays. */
export function topicId(written: string): string {
  return IDS.get(written.toLowerCase()) ?? written;
}

/** What a topic is called on screen; a topic of the office's own is called as it was written. */
export function topicTitle(id: string): string {
  return TITLES.get(id) ?? id;
}
