/** Comments of one list in reading order, one button each. */
import { QueueLine } from '../queue';
import { kindsOf, type MarkedComment, type OverlayActions, type OverlayView } from '../view';

interface Props {
  title: string;
  items: readonly MarkedComment[];
  view: OverlayView;
  actions: OverlayActions;
}

export function CommentList({ title, items, view, actions }: Props) {
  return (
    <div class="list">
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item.comment.id}>
            <button
              type="button"
              class={`item ${item.verdict.flagged ? 'marked' : 'asks'}`}
              aria-current={view.current === item.comment.id}
              onClick={() => actions.go(item.comment.id)}
            >
              <span class="item-author">{item.comment.author.name}</span>
              <span class="item-kinds">
                {kindsOf(item)
                  .map((kind) => view.t(`kind.${kind}`))
                  .join(', ')}
              </span>
              <span class="item-text">{item.comment.text.slice(0, 120)}</span>
            </button>
            {view.queue && <QueueLine item={item} queue={view.queue} actions={actions.queue} />}
          </li>
        ))}
      </ul>
    </div>
  );
}
