/** All that we draw over the site's page, in one closed shadow root. */

import type { Kind } from '../../types';
import { Card } from './Card';
import { Panel } from './Panel';
import { QueuePointer } from './queue';
import { Tab } from './Tab';
import { kindsOf, type MarkedComment, type OverlayActions, type OverlayView } from './view';

export function Overlay({ view, actions }: { view: OverlayView; actions: OverlayActions }) {
  const { panel, card } = view;
  const hidden = card?.place.overPanel;
  return (
    <>
      {panel && !hidden && panel.shape === 'open' && <Panel view={view} panel={panel} actions={actions} />}
      {panel && !hidden && panel.shape === 'collapsed' && <Tab view={view} panel={panel} actions={actions} />}
      {view.marker && !card && <Marker view={view} marker={view.marker} actions={actions} />}
      {card && <Card view={view} card={card} actions={actions} />}
      {view.queue && <QueuePointer queue={view.queue} actions={actions.queue} />}
    </>
  );
}

/** Where no line can be drawn under the words, colour alone would tell the kinds apart. */
const SIGNS: Readonly<Record<Kind, string>> = {
  unlawful: '§',
  aggression: '‼',
  obscenity: '#',
  insult: '!',
  'personal-data': '☎',
  spam: '$',
  appeal: '?',
};

function signOf(marked: MarkedComment, lines: boolean): string {
  const [kind = 'appeal'] = kindsOf(marked);
  return lines && kind !== 'appeal' ? '⚑' : SIGNS[kind];
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
      <span aria-hidden="true">{signOf(marker.marked, view.lines)}</span>
    </button>
  );
}
