/** Who answered whom: whether the page itself replied in a comment's thread. */
import type { Comment } from '../types';

type Placed = Pick<Comment, 'id' | 'parent' | 'author' | 'post'>;

/** A message of a conversation in the page's inbox stands under `convo_<person>` instead of a post. */
export function aboutOf({ post }: Pick<Comment, 'post'>): 'comment' | 'message' {
  return post?.startsWith('convo_') ? 'message' : 'comment';
}

/**
 * Whether it is what a list of conversations shows of one: the beginning of its last message. It is marked like a
 * message, so that nobody has to open (and so mark as read) every conversation to find what is new; it is no case, for
 * it goes as soon as anybody opens the conversation, and the message itself is there then.
 */
export function isPreview(id: string): boolean {
  return /^(convo_\d+)\/\1$/.test(id);
}

/**
 * Comments of others that the page replied to: directly, or later in the same thread, for some sites name only the
 * thread that a reply stands in.
 * @param comments in the page's order
 */
export function answeredByPage(comments: readonly Placed[]): Set<string> {
  const answered = new Set<string>();
  const before = new Map<string, string[]>();
  for (const comment of comments) {
    const { id, parent, author, post } = comment;
    const isMessage = aboutOf(comment) === 'message';
    const thread = isMessage ? `${post}` : (parent ?? id);
    const others = before.get(thread);
    if (author.own && (isMessage || parent !== null)) {
      for (const earlier of others ?? []) answered.add(earlier);
      if (parent !== null) answered.add(parent);
    } else if (!author.own) {
      if (others) others.push(id);
      else before.set(thread, [id]);
    }
  }
  return answered;
}
