/** What an appeal is about, as one word for lists: the topic of a reply template, or that nothing tells. */
import type { TopicReader } from './recognition';
import { MATTER_IDS, topicTitle } from './topics';

export interface Matter {
  topic: string;
  title: string;
  /** The post tells where the comment itself does not: «А когда?». */
  from: 'comment' | 'post';
}

/** A single sign speaks for its topic; a hint alone only where nothing else does. */
const CLEAR = 0.45;
/** Topics of replies that are no matter of the village, and still what somebody may wait for. */
const ASKED: ReadonlySet<string> = new Set(['appeal', 'reception', 'rumour']);

/**
 * The topic of a comment that waits: what it says clearly, then what its post says, then what it hints at; null when
 * nothing tells.
 */
export function matterOf(reader: TopicReader, text: string, post = ''): Matter | null {
  const own = reader.read(text);
  const clear = own.filter(({ strength }) => strength >= CLEAR);
  const isMatter = ({ topic }: { topic: string }): boolean => MATTER_IDS.has(topic);
  const said = clear.find(isMatter) ?? clear.find(({ topic }) => ASKED.has(topic));
  if (said) return matter(said.topic, 'comment');
  const above = reader.read(post).find((match) => match.strength >= CLEAR && isMatter(match));
  if (above) return matter(above.topic, 'post');
  const hinted = own.find(isMatter);
  return hinted ? matter(hinted.topic, 'comment') : null;
}

function matter(topic: string, from: Matter['from']): Matter {
  return { topic, title: topicTitle(topic), from };
}
