/**
 * The one element that we add to the site's page: `<smotritel-host>` at the end of the document, with a closed shadow
 * root, so that the page's scripts neither read the panel nor reach its buttons. They can still dispatch events at
 * the host, so every event that they made is stopped before it reaches a view.
 */
import { render } from 'preact';
import { Guard } from '../components/overlay/Guard';
import { Overlay } from '../components/overlay/Overlay';
import type { OverlayActions, OverlayView } from '../components/overlay/view';

export const HOST_TAG = 'smotritel-host';

const GUARDED = ['click', 'pointerdown', 'keydown', 'keyup', 'keypress', 'input', 'change', 'focusin'] as const;
/** What is typed in our fields is none of the site's keyboard shortcuts. */
const OURS_ALONE = ['keydown', 'keyup', 'keypress', 'input', 'beforeinput', 'paste'] as const;

export class OverlayHost {
  readonly element: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly sheet = new CSSStyleSheet();

  constructor(document: Document, signal: AbortSignal) {
    this.element = document.createElement(HOST_TAG);
    this.root = this.element.attachShadow({ mode: 'closed' });
    this.root.adoptedStyleSheets = [this.sheet];
    for (const type of GUARDED) this.root.addEventListener(type, refuseUntrusted, { capture: true, signal });
    for (const type of OURS_ALONE) this.root.addEventListener(type, keepInside, { signal });
    signal.addEventListener('abort', () => this.remove(), { once: true });
  }

  /** What everything here looks like; given by the background, so that no page of the sites has to load it before it is needed. */
  dress(styles: string): void {
    this.sheet.replaceSync(styles);
  }

  show(view: OverlayView, actions: OverlayActions): void {
    // A site that replaces its whole document takes our element with it.
    if (!this.element.isConnected) {
      // Firefox stops the script of an old version without a word; what that drew stays behind.
      for (const left of document.querySelectorAll(HOST_TAG)) left.remove();
      document.documentElement.append(this.element);
    }
    render(
      <Guard t={view.t} report={actions.report}>
        <Overlay view={view} actions={actions} />
      </Guard>,
      this.root,
    );
  }

  hide(): void {
    render(null, this.root);
    this.element.remove();
  }

  /** Whether an event came from our own element. */
  isOurs(event: Event): boolean {
    return event.composedPath().includes(this.element);
  }

  /** The pointer is over something of ours, or the keyboard moves about in it. */
  inUse(): boolean {
    return this.element.matches(':hover') || this.root.querySelector(':focus-visible') !== null;
  }

  private remove(): void {
    this.hide();
  }
}

function refuseUntrusted(event: Event): void {
  if (!event.isTrusted) event.stopImmediatePropagation();
}

function keepInside(event: Event): void {
  event.stopPropagation();
}
