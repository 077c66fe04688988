/** What the page shows of a comment when it is decided. */
import { sanitisedMarkup } from '../../moderation/markup';
import type { Exhibit } from '../../moderation/protocol';
import { aboutOf } from '../../moderation/threads';
import type { PageSession } from './session';

/** @returns null when the comment is not known any more */
export function exhibitOf(session: PageSession, id: string, withPicture: boolean): Exhibit | null {
  const marked = session.marks.get(id);
  if (!marked) return null;
  const { comment } = marked;
  const element = session.reader.commentElement(id);
  const post = session.reading?.posts.find((one) => one.id === comment.post) ?? null;
  const box = withPicture ? element?.getBoundingClientRect() : null;
  return {
    about: aboutOf(comment),
    comment,
    post: post && { id: post.id, permalink: post.permalink, text: post.text },
    address: location.href,
    markup: element ? sanitisedMarkup(element) : '',
    readAt: session.reading?.readAt ?? Date.now(),
    shot: box && box.width > 0 ? shotOf(box) : null,
  };
}

function shotOf({ left, top, width, height }: DOMRect): Exhibit['shot'] {
  return { left, top, width, height, ratio: devicePixelRatio };
}

/**
 * Brings the comment into view and takes what we drew off the page for the picture.
 * @returns puts it back; null when the comment is not on the page
 */
export async function prepared(session: PageSession, id: string): Promise<(() => void) | null> {
  const element = session.reader.commentElement(id);
  if (!element) return null;
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { style } = session.overlayElement;
  style.setProperty('visibility', 'hidden', 'important');
  await drawn();
  return () => style.removeProperty('visibility');
}

/** The page has been drawn once more; a tab in the background is not drawn, and is not waited for. */
function drawn(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
