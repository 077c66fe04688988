/** How much of the comments was read. */
import type { OverlayView } from '../view';

/** Only full coverage may be called clean. */
export function CoverageLine({ view }: { view: OverlayView }) {
  const { t, coverage } = view;
  if (!coverage) return null;
  const { read, said } = coverage;
  if (coverage.complete && said !== null) {
    // «Не найдено» only once the judge has answered about every one of them.
    if (!view.judged) return <p class="coverage">{t('coverage.judging', { n: read, said })}</p>;
    const clean = view.marked.length === 0 && view.health?.state === 'ok';
    return <p class="coverage">{t(clean ? 'coverage.clean' : 'coverage.whole', { n: read, said })}</p>;
  }
  const folded = coverage.posts.reduce((sum, post) => sum + post.folded, 0);
  const unread = coverage.posts.some((post) => post.said !== null && post.read < post.said && post.folded === 0);
  const todo = [folded > 0 ? t('coverage.folded', { n: folded }) : '', unread ? t('coverage.openPosts') : ''];
  const first =
    read === 0 && !said
      ? t('coverage.none')
      : t(said === null ? 'coverage.unknown' : 'coverage.partial', { n: read, said: said ?? 0 });
  const rest = todo.filter((line) => line !== '').join('; ');
  return <p class="coverage partial">{rest ? `${first}: ${rest}` : first}</p>;
}
