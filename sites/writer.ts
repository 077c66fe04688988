/**
 * The one writer of all layouts: finds the site's own editor for a comment and puts text into it. It never sends,
 * clicks or opens anything; where no editor is open it tells what the person may click.
 */
import type { Layout } from './layout';
import { boundaryOf } from './place';
import { findFirst } from './source';
import { type Comments, type Editor, findEditor } from './writer/editors';
import { type Insertion, insertText } from './writer/insertion';

export type { Comments, Editor, Insertion };
export { findEditor, insertText };

export interface Writer {
  /**
   * The open editor that answers the comment, or null when none is open for it.
   *
   * @param url of the page
   * @param comment its id, or null for no comment in particular
   * @param reader the one that has read the page
   */
  findEditor(document: Document, url: string, comment: string | null, reader: Comments): Editor | null;
  /** Remembers from now on which field had the keyboard last, to tell several editors apart. */
  follow(document: Document, signal: AbortSignal): void;
}

export function createWriter(layouts: readonly Layout[]): Writer {
  let latest: Element | null = null;
  return {
    findEditor: (document, url, comment, reader) => findEditor(document, url, comment, reader, layouts, latest),
    follow(document, signal) {
      document.addEventListener(
        'focusin',
        ({ target }) => {
          const element = target as Element | null;
          // Buttons and our own panel take the keyboard too, and are no place to write in.
          if (element?.matches('textarea, [contenteditable], [role="textbox"]')) latest = element;
        },
        { capture: true, signal },
      );
    },
  };
}

/** The site's own «Ответить» of a comment, to be pointed at. Never clicked by us. */
export function openerOf(comment: Element, layout: Layout): HTMLElement | null {
  return findFirst(comment, layout.editor?.opener ?? [], boundaryOf(layout)) as HTMLElement | null;
}
