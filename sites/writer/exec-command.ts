/**
 * For everything that the browser itself edits: VK's comment editor, Odnoklassniki's, both Telegram composers, plain
 * textareas. To the site it is typing (`input` with the right type; `beforeinput` in Firefox only), and the browser can undo it.
 * Lines are divided by line breaks, what Shift+Enter makes. Never by new paragraphs: where Enter sends, some editors
 * (ProseMirror) take a new paragraph for Enter.
 * Known limits: the command is marked as outdated in the standard; no browser has a replacement. In editable elements
 * Firefox undoes line by line what Chromium undoes at once.
 */
import { takeCaret } from './caret';
import { isValueField } from './field';
import type { Strategy } from './strategy';

export const execCommand: Strategy = {
  how: 'exec-command',

  fits: (field) => typeof field.ownerDocument.execCommand === 'function' && isEditable(field),

  write(trace, text) {
    const field = trace.current();
    if (!field) return false;
    if (isValueField(field)) return field.ownerDocument.execCommand('insertText', false, text);
    let taken = false;
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) taken = command(trace.current(), 'insertLineBreak') || taken;
      if (line !== '') taken = command(trace.current(), 'insertText', line) || taken;
    }
    return taken;
  },
};

function isEditable(field: HTMLElement): boolean {
  return isValueField(field) || field.isContentEditable;
}

/** Sites redraw their editors between two lines, and may lose the caret then. */
function command(field: HTMLElement | null, name: string, value?: string): boolean {
  if (!field) return false;
  takeCaret(field);
  return field.ownerDocument.execCommand(name, false, value);
}
