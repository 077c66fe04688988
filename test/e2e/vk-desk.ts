/**
 * A VK post whose comments have menus as the site may have them: they open late, their «Удалить» deletes at once and
 * leaves a stub with «Восстановить», and React draws the comment anew under whoever looks at it.
 */
import type { SitePage } from './harness';

export const DESK_URL = 'https://vk.com/wall-204815_91';
const AUTHOR = 'Администрация Верхнекедровского сельского поселения';

export interface DeskComment {
  id: number;
  name: string;
  text: string;
  /** Number of the author's page; left out: that of the comment. */
  author?: number;
}

export interface DeskOptions {
  /** Only what is near the window is in the tree, as in long lists. */
  virtual?: boolean;
  /** After how long the menu comes, ms. */
  late?: number;
  /** The comments have no menu at all. */
  bare?: boolean;
}

export function vkDesk(
  comments: readonly DeskComment[],
  { late = 0, bare = false, virtual = false }: DeskOptions = {},
): string {
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><title>${AUTHOR}</title>
<style>
body { font: 15px sans-serif; margin: 0; padding: 20px 380px 400px 40px }
[data-testid^="wall_comments_comment"] { padding: 14px; border-bottom: 1px solid #ddd; position: relative }
.menu { position: absolute; right: 10px; top: 40px; background: #fff; border: 1px solid #999; z-index: 5; padding: 4px }
.menu button { display: block; width: 180px; padding: 6px; text-align: left }
.more { position: absolute; right: 10px; top: 10px }
</style>
<main><article><div data-testid="post" data-post-id="-204815_91" data-post-nesting-lvl="0">
<div data-testid="post-header">
  <a data-testid="post-header-avatar" href="/verhnekedrovo"></a>
  <h3><a data-testid="post-header-title" href="/verhnekedrovo">${AUTHOR}</a></h3>
  <div data-testid="post-header-subtitle"><a data-testid="post_date_block_preview">сегодня в 0:01</a></div>
</div>
<div data-testid="post-content-container"><div data-testid="showmoretext-in">Завтра вывоз мусора.</div></div>
<button data-testid="post_footer_action_comment"></button>
<div data-testid="wall_comments_layout_root"></div>
</div></article></main>
<script>
const comments = new Map(${JSON.stringify(comments.map((one) => [one.id, one]))});
const gone = new Set();
const root = document.querySelector('[data-testid="wall_comments_layout_root"]');
const said = document.querySelector('[data-testid="post_footer_action_comment"]');
window.deleted = [];
function node(one) {
  const box = document.createElement('div');
  box.id = '-204815_' + one.id;
  box.dataset.testid = 'wall_comments_comment_root';
  if (gone.has(one.id)) {
    const note = box.appendChild(document.createElement('span'));
    note.textContent = 'Комментарий удалён';
    const back = box.appendChild(document.createElement('button'));
    back.textContent = 'Восстановить';
    back.onclick = () => { gone.delete(one.id); draw(one.id); };
    return box;
  }
  box.innerHTML = '<a data-testid="comment-avatar" href="/id' + (one.author ?? one.id) + '"></a><div data-testid="comment-owner"><a href="/id' + (one.author ?? one.id) + '"></a></div><div data-testid="comment-text"><div data-testid="showmoretext-in"></div></div><a data-testid="wall_comment_date" href="/wall-204815_91?reply=' + one.id + '">только что</a> <span data-testid="comment-reply" role="button" tabindex="0">Ответить</span>';
  box.querySelector('[data-testid="comment-owner"] a').textContent = one.name;
  box.querySelector('[data-testid="showmoretext-in"]').textContent = one.text;
  if (!${bare}) {
    const more = box.appendChild(document.createElement('button'));
    more.className = 'more'; more.textContent = '⋯';
    more.setAttribute('aria-haspopup', 'menu'); more.setAttribute('aria-label', 'Действия');
    more.setAttribute('aria-expanded', 'false');
    more.onclick = () => { more.setAttribute('aria-expanded', 'true'); setTimeout(() => open(box, one, more), ${late}); };
  }
  return box;
}
function open(box, one, more) {
  const menu = document.createElement('div');
  menu.className = 'menu'; menu.setAttribute('role', 'menu');
  for (const [words, act] of [
    ['Пожаловаться', () => window.deleted.push('report')],
    ['Пометить как спам', () => window.deleted.push('spam')],
    ['Заблокировать', () => window.deleted.push('block')],
    ['Удалить', () => { window.deleted.push(one.id); gone.add(one.id); draw(one.id); }],
  ]) {
    const entry = menu.appendChild(document.createElement('button'));
    entry.setAttribute('role', 'menuitem');
    entry.innerHTML = '<span></span>';
    entry.firstChild.textContent = words;
    entry.onclick = () => { menu.remove(); more.setAttribute('aria-expanded', 'false'); act(); };
  }
  document.getElementById(box.id).appendChild(menu);
}
function draw(id) { document.getElementById('-204815_' + id)?.replaceWith(node(comments.get(id))); count(); }
const HEIGHT = 110;
function recycle() {
  const all = [...comments.values()];
  const from = Math.max(0, Math.floor((scrollY - root.offsetTop) / HEIGHT) - 1);
  const shown = all.slice(from, from + 9);
  const wanted = new Set(shown.map((one) => '-204815_' + one.id));
  for (const old of [...root.children]) if (!wanted.has(old.id)) old.remove();
  shown.forEach((one, at) => {
    const there = document.getElementById('-204815_' + one.id) ?? node(one);
    there.style.cssText = 'box-sizing: border-box; height: ' + HEIGHT + 'px';
    if (root.children[at] !== there) root.insertBefore(there, root.children[at] ?? null);
  });
  root.style.paddingTop = from * HEIGHT + 'px';
  root.style.paddingBottom = Math.max(0, all.length - from - shown.length) * HEIGHT + 'px';
}
function count() {
  const n = comments.size - gone.size;
  said.textContent = String(n); said.setAttribute('aria-label', n + ' комментариев');
}
/** As React does when somebody elsewhere likes the comment. */
window.redraw = (id) => draw(id);
window.vanish = (id) => { comments.delete(id); document.getElementById('-204815_' + id).remove(); if (${virtual}) recycle(); count(); };
window.arrive = (one) => { comments.set(one.id, one); root.appendChild(node(one)); count(); };
if (${virtual}) { addEventListener('scroll', recycle); recycle(); }
else for (const one of comments.values()) root.appendChild(node(one));
count();
</script></html>`;
}

/** What the site itself was made to do, by whomever. */
export function deeds(site: SitePage): Promise<unknown[]> {
  return site.page.evaluate(() => (window as unknown as { deleted: unknown[] }).deleted);
}

/** Lets the page do something of its own. */
export function onPage(
  site: SitePage,
  act: 'redraw' | 'vanish' | 'arrive',
  value: number | DeskComment,
): Promise<void> {
  return site.alter(
    (name: string, given: unknown) => (window as unknown as Record<string, (given: unknown) => void>)[name]!(given),
    act,
    value,
  );
}
