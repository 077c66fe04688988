/** All that we draw over the site's page, in one closed shadow root. */
import { Card } from './Card';
import { kindsOf, Panel } from './Panel';
import type { OverlayActions, OverlayView } from './view';

export function Overlay({ view, actions }: { view: OverlayView; actions: OverlayActions }) {
  return (
    <>
      <Panel view={view} actions={actions} />
      {view.marker && !view.card && <Marker view={view} marker={view.marker} actions={actions} />}
      {view.card && <Card view={view} card={view.card} actions={actions} />}
    </>
  );
}

interface MarkerProps {
  view: OverlayView;
  marker: NonNullable<OverlayView['marker']>;
  actions: OverlayActions;
}

/** Beside the comment that is pointed at or focused. */
function Marker({ view, marker, actions }: MarkerProps) {
  const kinds = kindsOf(marker.marked).map((kind) => view.t(`kind.${kind}`));
  return (
    <button
      type="button"
      class="marker"
      style={{ left: `${marker.place.left}px`, top: `${marker.place.top}px` }}
      aria-label={view.t('marker.open', { kinds: kinds.join(', ') })}
      onClick={() => actions.openCard(marker.marked.comment.id)}
    >
      <span aria-hidden="true">{marker.marked.verdict.kinds.length > 0 ? '⚑' : '?'}</span>
    </button>
  );
}
