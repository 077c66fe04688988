/** The panel on the site's page: the week, what was read, what is to be decided in reading order. Composed of the parts in `panel/`. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Composer } from './Composer';
import { PageCheck } from './PageCheck';
import { CommentList } from './panel/CommentList';
import { CoverageLine } from './panel/CoverageLine';
import { Foot } from './panel/Foot';
import { Head } from './panel/Head';
import { Warning } from './panel/Warning';
import { Week } from './panel/Week';
import { QueueFoot, QueueHead } from './queue';
import { isWaiting, queued } from './queue-view';
import { atEdge, type MarkedComment, type OverlayActions, type OverlayView, type PanelBox } from './view';

interface Props {
  view: OverlayView;
  panel: PanelBox;
  actions: OverlayActions;
}

export function Panel({ view, panel, actions }: Props) {
  const { t, queue } = view;
  const work = queue ? queued(queue, view.work) : view.work;
  const box = useRef<HTMLElement>(null);
  const [drag, setDrag] = useState({ x: 0, y: 0 });
  useEffect(() => {
    if (view.focusPanel) box.current?.focus();
  }, []);
  const dropped = () => {
    const { left, top, width, height } = box.current!.getBoundingClientRect();
    setDrag({ x: 0, y: 0 });
    actions.movePanel({ x: (left + width / 2) / innerWidth, y: (top + height / 2) / innerHeight });
  };
  return (
    <section class="panel" ref={box} tabIndex={-1} aria-label={t('panel.title')} style={styleOf(panel, drag)}>
      <Head view={view} actions={actions} onDrag={setDrag} onDrop={dropped} />
      <div class="panel-body">
        <Warning view={view} />
        {view.composer && <Composer view={view} composer={view.composer} actions={actions} />}
        <Week view={view} />
        <CoverageLine view={view} />
        {view.unpainted && <p class="hint">{t('old.browser')}</p>}
        {view.queue && <QueueHead view={view} queue={view.queue} actions={actions} />}
        <CommentList title={titleOf(view, work)} items={work} view={view} actions={actions} />
        {view.dismissed.length > 0 && (
          <CommentList
            title={t('panel.dismissed', { n: view.dismissed.length })}
            items={view.dismissed}
            view={view}
            actions={actions}
          />
        )}
        {view.queue && <QueueFoot view={view} queue={view.queue} actions={actions} />}
        {view.checkOpen && <PageCheck view={view} actions={actions} />}
      </div>
      <Foot view={view} actions={actions} />
    </section>
  );
}

/** How many of each kind the one list holds, or why it holds none. */
function titleOf({ t, judged, queue, work }: OverlayView, shown: readonly MarkedComment[]): string {
  const marked = shown.filter(({ verdict }) => verdict.flagged).length;
  const counts = [
    marked > 0 ? t('panel.marked', { n: marked }) : '',
    shown.length > marked ? t('panel.waiting', { n: shown.length - marked }) : '',
  ].filter((words) => words !== '');
  if (counts.length > 0) return counts.join(' · ');
  if (!judged) return t('panel.judging');
  const isFiltered = queue && work.some((item) => isWaiting(queue, item));
  return t(isFiltered ? 'queue.filtered' : 'queue.empty');
}

/** A panel in the lower half stands on its bottom, so that a short one does not float. */
function styleOf({ left, top, right, bottom }: PanelBox, drag: { x: number; y: number }) {
  const low = top + bottom > innerHeight;
  return {
    left: `${left}px`,
    width: `${right - left}px`,
    maxHeight: `${bottom - top}px`,
    ...atEdge(low ? bottom : top, low),
    ...((drag.x || drag.y) && { transform: `translate(${drag.x}px, ${drag.y}px)` }),
  };
}
