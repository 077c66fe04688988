/**
 * Where the site's own controls are on the window: what must stay reachable beside what we draw. No selectors of any
 * site, only what HTML and ARIA call a control. Nothing is written, so that one pass asks for layout at most once.
 */
import type { Box, Size } from './place';

/** Written in and sent from. */
export const FIELDS = 'textarea, input, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]';
const OPEN_LAYERS = '[role="menu"], [role="dialog"], [role="listbox"], [role="alertdialog"], dialog[open]';
export const CONTROLS = [
  FIELDS,
  OPEN_LAYERS,
  'a[href], button, summary, label, iframe, video[controls], audio[controls], [onclick]',
  ...['button', 'link', 'menuitem', 'tab', 'checkbox', 'radio', 'switch', 'option', 'combobox', 'slider'].map(
    (role) => `[role="${role}"]`,
  ),
  '[tabindex]:not([tabindex="-1"])',
].join(', ');

export const HEADINGS = 'h1, h2, h3';

/** What takes up more of the window is a page or its backdrop, not a control. */
const LARGEST_SHARE = 0.5;
/** How many elements are looked at between two places where the search may be interrupted. */
const BATCH = 50;
/** How many elements are searched at a time. */
const PIECE = 500;

/** Boxes of those elements that are on the window. Yields now and then: a long page has tens of thousands. */
export function* boxesOf(elements: Iterable<Element | null>, window: Size): Generator<undefined, Box[]> {
  const boxes: Box[] = [];
  let seen = 0;
  for (const element of elements) {
    seen += 1;
    if (seen % BATCH === 0 || !element) yield;
    const box = element && boxOnWindow(element, window);
    if (box && !fills(box, window) && isShown(element)) boxes.push(box);
  }
  return boxes;
}

/** What matches under `root`, found piece by piece; null between two pieces. One search of a long page takes too long. */
export function* inPieces(root: Element, selector: string): Generator<Element | null> {
  if (root.getElementsByTagName('*').length <= PIECE) {
    yield* root.querySelectorAll(selector);
    return;
  }
  for (const child of root.children) {
    if (child.matches(selector)) yield child;
    yield* inPieces(child, selector);
    yield null;
  }
}

/** The part of an element that is on the window, or null. */
export function boxOnWindow(element: Element, { width, height }: Size): Box | null {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  if (right - left < 1 || bottom - top < 1 || right <= 0 || bottom <= 0 || left >= width || top >= height) return null;
  return {
    left: Math.max(0, left),
    top: Math.max(0, top),
    right: Math.min(width, right),
    bottom: Math.min(height, bottom),
  };
}

function fills({ left, top, right, bottom }: Box, { width, height }: Size): boolean {
  return (right - left) * (bottom - top) > LARGEST_SHARE * width * height;
}

/** A control that comes to be seen under the pointer only (opacity) is one all the same. */
function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** Distance between the points at which `coversControl` looks, px: no control is smaller by much. */
const STEP = 20;

/** Whether a control of the site lies under the box. `ours` is what we drew ourselves. */
export function coversControl(document: Document, box: Box, ours: Element): boolean {
  const columns = Math.max(1, Math.ceil((box.right - box.left) / STEP));
  const rows = Math.max(1, Math.ceil((box.bottom - box.top) / STEP));
  for (let column = 0; column <= columns; column += 1) {
    for (let row = 0; row <= rows; row += 1) {
      const x = box.left + ((box.right - box.left) * column) / columns;
      const y = box.top + ((box.bottom - box.top) * row) / rows;
      if (controlAt(document, x, y, ours)) return true;
    }
  }
  return false;
}

/** The site's control that would be pressed at a point if we had drawn nothing there. */
export function controlAt(document: Document, x: number, y: number, ours: Element): Element | null {
  const under = document.elementsFromPoint(x, y).find((element) => element !== ours);
  const control = under?.closest(CONTROLS) ?? null;
  const { innerWidth: width = 0, innerHeight: height = 0 } = document.defaultView ?? {};
  const box = control && boxOnWindow(control, { width, height });
  return control && box && !fills(box, { width, height }) ? control : null;
}
