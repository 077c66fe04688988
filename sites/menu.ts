/**
 * Opens the site's own menu of a comment and puts the keyboard on the entry that the person wants. The entry itself is
 * never activated: some sites delete at once. What may be clicked is the opener that a shipped layout names, and not
 * even that when its words speak of anything but a menu.
 */
import type { Layout, Mark, MenuPart } from './layout';
import { boundaryOf } from './place';
import { findFirst, findMark } from './source';

export type MenuWish = 'remove' | 'spam' | 'ban';

/** `none`: this markup's menu is not known or not there; `opened`: it is open, but the entry is not to be seen. */
export type MenuOutcome = { found: 'entry'; entry: HTMLElement } | { found: 'opened' | 'none' };

/** Menus that load their code come late, ms. */
const PATIENCE = 4_000;
/** Whatever carries such a word is no opener of a menu. */
const DEEDS = /удал|заблок|забан|спам|пожал|скры|очист|delete|remove|block|ban\b|spam|report|hide/i;
/** Attributes about looks: «block» means something else there. */
const LOOKS: ReadonlySet<string> = new Set(['class', 'style', 'id']);
/** What takes the keyboard, around the words of an entry. */
const FOCUSABLE = 'button, a[href], [role^="menuitem"], [role="button"], [tabindex], li, label';

/**
 * @param comment as it stands on the page
 * @param signal ends the wait: the page was left
 */
export async function openMenu(
  comment: Element,
  layout: Layout,
  wish: MenuWish,
  signal: AbortSignal,
): Promise<MenuOutcome> {
  const { menu } = layout;
  if (!menu) return { found: 'none' };
  const marks = menu[wish];
  const boundary = boundaryOf(layout);
  const direct = wish === 'remove' ? findMark(comment, menu.direct, boundary) : null;
  if (direct && isShown(direct)) return focused(direct);
  if (menu.by === 'none') return { found: 'none' };
  const open = entryIn(comment, menu, marks);
  if (open) return focused(open);
  const opened = menu.by === 'click' ? press(comment, layout, menu) : callContextMenu(comment, layout);
  if (!opened) return { found: 'none' };
  const entry = await appeared(comment.ownerDocument, () => entryIn(comment, menu, marks), signal);
  return entry ? focused(entry) : { found: 'opened' };
}

function press(comment: Element, layout: Layout, { opener }: MenuPart): boolean {
  const button = findMark(comment, opener, boundaryOf(layout)) as HTMLElement | null;
  if (!button || isDeed(button)) return false;
  // A second press would close a menu that is open with other entries.
  if (button.getAttribute('aria-expanded') !== 'true') button.click();
  return true;
}

function isDeed(element: Element): boolean {
  const told = [...element.attributes].filter(({ name }) => !LOOKS.has(name)).map(({ value }) => value);
  return [element.textContent ?? '', ...told].some((text) => DEEDS.test(text));
}

/** As the right mouse button does it; sites that open their menu so listen for this event alone. */
function callContextMenu(comment: Element, layout: Layout): boolean {
  const target = findFirst(comment, layout.comments?.text.in ?? [], boundaryOf(layout)) ?? comment;
  const { left, top, width, height } = target.getBoundingClientRect();
  const place = { clientX: left + Math.min(width / 2, 40), clientY: top + Math.min(height / 2, 12) };
  const view = comment.ownerDocument.defaultView;
  target.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2, view, ...place }));
  return true;
}

/** In the newest of the open lists. */
function entryIn(comment: Element, { list }: MenuPart, marks: readonly Mark[]): Element | null {
  const lists = list.flatMap((selector) => [...comment.ownerDocument.querySelectorAll(selector)]);
  for (const one of lists.reverse()) {
    const entry = isShown(one) ? findMark(one, marks, '') : null;
    if (entry && isShown(entry)) return entry;
  }
  return null;
}

function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}

function focused(words: Element): MenuOutcome {
  const entry = (words.closest(FOCUSABLE) ?? words) as HTMLElement;
  entry.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  entry.focus({ preventScroll: true });
  return { found: 'entry', entry };
}

/** Looks after every change of the page, for as long as a menu may take. */
function appeared(document: Document, look: () => Element | null, signal: AbortSignal): Promise<Element | null> {
  return new Promise((resolve) => {
    const end = (found: Element | null): void => {
      observer.disconnect();
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(found);
    };
    const stop = (): void => end(null);
    const check = (): void => {
      const found = look();
      if (found) end(found);
    };
    const observer = new MutationObserver(check);
    const timer = setTimeout(stop, PATIENCE);
    signal.addEventListener('abort', stop, { once: true });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    check();
  });
}
