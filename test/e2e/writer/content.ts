/** Writes into the editor of the page when the test asks, as our content script would, and answers how that went. */
import { LAYOUTS } from '../../../sites/layouts';
import { PageReader } from '../../../sites/reader';
import { createWriter, type Insertion, insertText } from '../../../sites/writer';

export interface Asked {
  text: string;
  /** Id of the comment to answer on a sample page; absent on a page that is but an editor. */
  comment?: string;
}

export interface Answered {
  insertion: Insertion | null;
  /** Whom the editor answers. */
  replyTo: string | null;
}

const reader = new PageReader(LAYOUTS);
const writer = createWriter(LAYOUTS);

function find({ comment }: Asked): { field: HTMLElement; replyTo: string | null } | null {
  if (comment !== undefined) {
    const reading = reader.read(document, { url: location.href, now: Date.now(), settled: true });
    while (!reading.next().done);
    return writer.findEditor(document, location.href, comment, reader);
  }
  const root = document.querySelector('comment-form')?.shadowRoot ?? document;
  const field = root.querySelector<HTMLElement>('#field');
  return field && { field, replyTo: null };
}

document.addEventListener('writer-asked', async (event) => {
  const asked = JSON.parse((event as CustomEvent<string>).detail) as Asked;
  const editor = find(asked);
  const insertion = editor && (await insertText(editor.field, asked.text));
  const answered: Answered = { insertion, replyTo: editor?.replyTo ?? null };
  document.dispatchEvent(new CustomEvent('writer-answered', { detail: JSON.stringify(answered) }));
});
