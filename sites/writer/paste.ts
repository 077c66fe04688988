/**
 * For editors whose text is a model of their own and that read pasted text line by line: ProseMirror and tiptap (the
 * Telegram K composer since autumn 2026), Draft.js. Several lines are pasted into these at once, for they may take a
 * break between typed lines for something else.
 * Known limits: ProseMirror drops empty lines of what is pasted. An editor that takes no paste stays as it was: the
 * browser itself does nothing upon an event made by a script.
 */
import { isValueField, viewOf } from './field';
import type { Strategy } from './strategy';

const MODELS = '.ProseMirror, [data-chat-input-editor="tiptap"], .public-DraftEditor-content';

/** Whether several lines are better pasted than typed. */
export function prefersPaste(field: HTMLElement): boolean {
  return field.matches(MODELS);
}

/** Firefox leaves `clipboardData` of an event made by a script empty and takes the text by its own, older names. */
type FirefoxInit = ClipboardEventInit & { dataType: string; data: string };

export const paste: Strategy = {
  how: 'paste',

  fits: (field) =>
    !isValueField(field) &&
    typeof viewOf(field).ClipboardEvent === 'function' &&
    typeof viewOf(field).DataTransfer === 'function',

  write(trace, text) {
    const field = trace.current();
    if (!field) return false;
    const { ClipboardEvent, DataTransfer } = viewOf(field);
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const kind = { bubbles: true, cancelable: true, composed: true };
    const init: FirefoxInit = { ...kind, clipboardData, dataType: 'text/plain', data: text };
    return !field.dispatchEvent(new ClipboardEvent('paste', init));
  },
};
