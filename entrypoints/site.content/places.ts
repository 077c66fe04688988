/** Where the marker and the card go: measured on the page as it stands when they are drawn. */
import type { CardPlace, MarkedComment, PanelBox } from '../../components/overlay/view';
import { cardPlace, markerPlace } from '../../overlay/beside';
import { boxOnWindow, CONTROLS } from '../../overlay/controls';
import type { Box, Size } from '../../overlay/place';
import type { PageSession } from './session';

/** How many of a comment's elements are looked at for controls; a comment has a dozen. */
const FEW = 60;

export class Places {
  constructor(private readonly session: PageSession) {}

  marker({ comment }: MarkedComment): { left: number; top: number } | null {
    const element = this.session.reader.commentElement(comment.id);
    const box = element && boxOnWindow(element, windowSize());
    return box && markerPlace(document, windowSize(), box, this.session.host.element);
  }

  card({ comment }: MarkedComment, panel: PanelBox | null): CardPlace {
    const window = windowSize();
    const element = this.session.reader.commentElement(comment.id);
    const own = element && this.ownBox(element, comment.id, window);
    // Scrolled out of sight, or gone for now: the card keeps to the upper left.
    const comments = own ?? { left: 0, top: 0, right: 0, bottom: 0 };
    return cardPlace({
      window,
      comment: comments,
      controls: element ? this.ownControls(element, comment.id, window) : [],
      editor: this.editorBoxes(comment.id, window),
      panel,
    });
  }

  /** A comment's element may hold its answers: its own part ends where the first of them begins. */
  private ownBox(element: Element, id: string, window: Size): Box | null {
    const box = boxOnWindow(element, window);
    if (!box) return null;
    const answers = this.session.reading?.comments.filter(({ parent }) => parent === id) ?? [];
    for (const answer of answers) {
      const inner = this.session.reader.commentElement(answer.id);
      if (inner && inner !== element && element.contains(inner)) {
        box.bottom = Math.min(box.bottom, Math.max(box.top + 1, inner.getBoundingClientRect().top));
      }
    }
    return box;
  }

  private ownControls(element: Element, id: string, window: Size): Box[] {
    const boxes: Box[] = [];
    for (const control of [...element.querySelectorAll(CONTROLS)].slice(0, FEW)) {
      const box = this.session.reader.commentAt(control) === id ? boxOnWindow(control, window) : null;
      if (box) boxes.push(box);
    }
    return boxes;
  }

  /** The open field that answers the comment, with the buttons around it. */
  private editorBoxes(id: string, window: Size): Box[] {
    const editor = this.session.writer.findEditor(document, location.href, id, this.session.reader);
    const box = editor && boxOnWindow(editor.field, window);
    if (!editor || !box) return [];
    const form = nearestWithButton(editor.field);
    const around = form && boxOnWindow(form, window);
    return around && around.bottom - around.top < window.height / 3 ? [box, around] : [box];
  }
}

/** Steps outwards to find the buttons of a field: send, attach. */
const STEPS = 6;

function nearestWithButton(field: Element): Element | null {
  let at = field.parentElement;
  for (let step = 0; at && step < STEPS; step += 1, at = at.parentElement) {
    if (at.querySelector('button, [role="button"]')) return at;
  }
  return null;
}

export function windowSize(): Size {
  return { width: innerWidth, height: innerHeight };
}
