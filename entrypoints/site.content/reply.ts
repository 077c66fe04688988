/** Approved replies for a comment, and putting one into the site's own editor. Nothing is ever sent. */
import type { CardView, Voice } from '../../components/overlay/view';
import type { InPageText } from '../../locales/inpage';
import { insertText } from '../../sites/writer';
import { ask } from './background';
import type { PageSession } from './session';

/** @returns null when the comment or the page is gone. */
export async function openReplies(session: PageSession, id: string, query: string): Promise<CardView['replies']> {
  const page = session.opened?.page;
  const marked = session.marks.get(id);
  if (!page || !marked) return null;
  const { comment, verdict } = marked;
  const post = session.reading?.posts.find((one) => one.id === comment.post);
  const suggestions = await ask('suggest', {
    page: page.id,
    comment: { text: comment.text, author: comment.author.name, time: comment.time },
    postText: post?.text ?? '',
    kinds: verdict.findings.some(({ kind }) => kind === 'appeal') ? [...verdict.kinds, 'appeal'] : verdict.kinds,
    query,
  });
  return { suggestions, query, voice: voiceOf(session, id) };
}

function editorOf(session: PageSession, id: string) {
  return session.writer.findEditor(document, location.href, id, session.reader);
}

/** In whose name the open editor writes, as far as the page shows it. */
function voiceOf(session: PageSession, id: string): Voice {
  const editor = editorOf(session, id);
  const page = session.opened?.page;
  if (!editor) return { kind: 'closed' };
  const { key, name, person } = editor.voice;
  if (person) return { kind: 'person' };
  if (!page || (key === null && name === null)) return { kind: 'unknown' };
  const own = key === null ? name === page.name : page.keys.includes(key);
  return own ? { kind: 'page', name: page.name } : { kind: 'other', name };
}

/** @returns what to tell the person. Where the site takes no text, it lies in the clipboard. */
export async function insertReply(session: PageSession, id: string, text: string, t: InPageText): Promise<string> {
  const editor = editorOf(session, id);
  if (!editor) return copied(text, t('reply.noEditor'), t);
  const insertion = await insertText(editor.field, text);
  if (insertion.how !== null) return t('reply.inserted');
  return copied(text, t(insertion.changed ? 'reply.partial' : 'reply.clipboard'), t);
}

async function copied(text: string, notice: string, t: InPageText): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return notice;
  } catch {
    return t('copy.failed');
  }
}
