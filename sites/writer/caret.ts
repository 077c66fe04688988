/** The keyboard and the caret: where a person would have them before typing on. */
import { isElement, isText, isValueField, rootOf, viewOf } from './field';

/** Longest wait for the browser to tell the page of a moved caret, in ms. It comes with the next task. */
const TELLING = 100;

/** Gives the field the keyboard and puts the caret behind what is written, unless it stands there. */
export function takeCaret(field: HTMLElement): void {
  if (rootOf(field).activeElement !== field) field.focus({ preventScroll: true });
  if (isValueField(field)) {
    const { length } = field.value;
    if (field.selectionStart !== length || field.selectionEnd !== length) field.setSelectionRange(length, length);
  } else if (!isAtEnd(field)) {
    const [node, offset] = endOf(field);
    field.ownerDocument.getSelection()?.collapse(node, offset);
  }
}

/**
 * Does the same for a text that begins here. Chromium counts what follows without a step of the caret as one with
 * what was typed before, and would undo both at once: so the caret steps away first.
 */
export function beginAtCaret(field: HTMLElement): Promise<void> {
  const told = caretTold(field);
  takeCaret(field);
  if (isValueField(field)) field.setSelectionRange(0, 0);
  else if (field.textContent !== '') field.ownerDocument.getSelection()?.collapse(field, 0);
  takeCaret(field);
  return told;
}

/** Editors with a text of their own learn of the caret from an event that comes later. */
function caretTold(field: HTMLElement): Promise<void> {
  const { ownerDocument } = field;
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      ownerDocument.removeEventListener('selectionchange', done);
      resolve();
    };
    const timer = setTimeout(done, TELLING);
    ownerDocument.addEventListener('selectionchange', done);
  });
}

/** The caret stands in the field and nothing is written behind it. */
function isAtEnd(field: HTMLElement): boolean {
  const selection = selectionIn(field);
  const node = selection?.focusNode;
  if (!selection?.isCollapsed || !node || !field.contains(node)) return false;
  const rest = viewOf(field).document.createRange();
  rest.selectNodeContents(field);
  rest.setStart(node, selection.focusOffset);
  return rest.toString().trim() === '' && !rest.cloneContents().querySelector('img');
}

/** Chromium tells of a caret inside a shadow root only when that root is asked. */
function selectionIn(field: HTMLElement): Selection | null {
  const root = rootOf(field) as Partial<Pick<Document, 'getSelection'>>;
  return root.getSelection?.() ?? field.ownerDocument.getSelection();
}

/** Behind the last letter, inside its paragraph; before a break that only holds its line open. */
function endOf(field: HTMLElement): [Node, number] {
  let node: Node = field;
  for (let last = node.lastChild; last; last = node.lastChild) {
    if (isText(last)) return [last, last.length];
    if (!isElement(last) || last.localName === 'img') break;
    if (last.localName === 'br') return [node, node.childNodes.length - 1];
    if (last.getAttribute('contenteditable') === 'false') break;
    node = last;
  }
  return [node, node.childNodes.length];
}
