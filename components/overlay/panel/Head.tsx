/** The panel's upper edge: whose page, moving it elsewhere with the mouse or the keyboard, making it small. */
import { useRef } from 'preact/hooks';
import type { OverlayActions, OverlayView, Spot } from '../view';

interface Props {
  view: OverlayView;
  actions: OverlayActions;
  onDrag(by: { x: number; y: number }): void;
  onDrop(): void;
}

/** Where «Перенести» leads, one after another. */
const CORNERS: readonly Spot[] = [
  { x: 1, y: 0.3 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: 0, y: 0.3 },
];

export function Head({ view, actions, onDrag, onDrop }: Props) {
  const { t } = view;
  const from = useRef<{ x: number; y: number } | null>(null);
  const grab = (event: PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    from.current = { x: event.clientX, y: event.clientY };
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
  };
  const pull = (event: PointerEvent) => {
    if (from.current) onDrag({ x: event.clientX - from.current.x, y: event.clientY - from.current.y });
  };
  const drop = () => {
    if (from.current) onDrop();
    from.current = null;
  };
  return (
    <div class="panel-head" onPointerDown={grab} onPointerMove={pull} onPointerUp={drop} onPointerCancel={drop}>
      <h2>{view.opened.page?.name}</h2>
      <div class="panel-tools">
        <button
          type="button"
          class="plain"
          onClick={() => actions.movePanel(nextCorner(view.opened.panel))}
          aria-label={t('panel.move')}
          title={t('panel.move')}
        >
          <span aria-hidden="true">⇄</span>
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => actions.collapse(true)}
          aria-label={t('panel.close')}
          title={t('panel.close')}
        >
          <span aria-hidden="true">✕</span>
        </button>
      </div>
    </div>
  );
}

function nextCorner({ x, y }: Spot): Spot {
  const away = (corner: Spot) => Math.hypot(corner.x - x, corner.y - y);
  const here = CORNERS.reduce((best, corner) => (away(corner) < away(best) ? corner : best));
  return CORNERS[(CORNERS.indexOf(here) + 1) % CORNERS.length]!;
}
