/** A VK post whose comments are said by the test, for texts and amounts that no sample page has. */
import type { SitePage } from './harness';

export interface Written {
  id: number;
  text: string;
}

export const POST_URL = 'https://vk.com/wall-204815_77';
const AUTHOR = 'Администрация Верхнекедровского сельского поселения';

/** The page as the site would send it; texts are escaped, as the site does. */
export function vkPost(comments: readonly Written[]): string {
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><title>${AUTHOR}</title>
<style>[data-testid="comment-text"] { overflow-wrap: anywhere; max-height: 12em; overflow: auto; }</style>
<main><article><div data-testid="post" data-post-id="-204815_77" data-post-nesting-lvl="0">
<div data-testid="post-header">
  <a data-testid="post-header-avatar" href="/verhnekedrovo"></a>
  <h3><a data-testid="post-header-title" href="/verhnekedrovo">${AUTHOR}</a></h3>
  <div data-testid="post-header-subtitle"><a data-testid="post_date_block_preview">сегодня в 0:01</a></div>
</div>
<div data-testid="post-content-container"><div data-testid="showmoretext-in">Завтра вывоз мусора.</div></div>
<button data-testid="post_footer_action_comment" aria-label="${comments.length} комментариев">${comments.length}</button>
<div data-testid="wall_comments_layout_root">${comments.map(comment).join('')}</div>
</div></article></main></html>`;
}

function comment({ id, text }: Written): string {
  return `<div data-testid="wall_comments_comment_root" id="-204815_${id}">
<a data-testid="comment-avatar" href="/id${id}"></a>
<div data-testid="comment-owner"><a href="/id${id}">Житель ${id}</a></div>
<div data-testid="comment-text"><div data-testid="showmoretext-in">${escaped(text)}</div></div>
<a data-testid="wall_comment_date" href="/wall-204815_77?reply=${id}">только что</a>
<span data-testid="comment-reply" role="button">Ответить</span></div>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** More comments come while the page is open. */
export function addComments(site: SitePage, comments: readonly Written[]): Promise<void> {
  return site.alter(
    (html: string, count: number) => {
      document.querySelector('[data-testid="wall_comments_layout_root"]')?.insertAdjacentHTML('beforeend', html);
      const said = document.querySelector('[data-testid="post_footer_action_comment"]');
      const number = Number(said?.textContent) + count;
      said?.setAttribute('aria-label', `${number} комментариев`);
      if (said) said.textContent = String(number);
    },
    comments.map(comment).join(''),
    comments.length,
  );
}
