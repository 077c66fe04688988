import type { Layout } from '../layout';

/** The words of closed expanders, their numbers left out. */
const EXPANDERS = [
  'показать следующие комментарии',
  'показать предыдущие комментарии',
  ...['комментарий', 'комментария', 'комментариев', 'ответ', 'ответа', 'ответов'].map((noun) => `показать ещё ${noun}`),
  'показать ответы',
  'show next comments',
  'show previous comments',
  'show replies',
  ...['comment', 'comments', 'reply', 'replies'].map((noun) => `show more ${noun}`),
];

/**
 * vk.com and vk.ru on a desktop, logged in, and the React build of m.vk.com: `data-testid` and `href` only, since
 * class names are hashed from July 2026 on. Sources: public extensions and test logs of March to September 2026.
 */
export const vkReact: Layout = {
  id: 'vk-react',
  site: 'vk',
  seen: '2026-09',
  hosts: ['vk.com', 'vk.ru', 'm.vk.com', 'm.vk.ru'],
  recognise: [
    '[data-testid="post"][data-post-id]',
    '[data-testid="wall_comments_layout_root"]',
    '[data-testid="posts_feed"]',
  ],
  layer: '#post-layer:has([data-testid="post"])',
  skip: [],
  boundaries: ['[data-post-id]'],
  page: {
    name: [
      { in: '[data-testid="group-name"]' },
      { in: '.vkuiPanelHeader__contentIn > span' },
      { in: 'h1' },
      { in: 'meta[property="og:title"]', attr: 'content' },
      // A post's own page names nobody but its author.
      { in: '[data-testid="post-header-title"]' },
    ],
    keys: [{ in: '[data-testid="group_action_send_message"][href]', attr: 'href', take: 'last-number' }],
    kinds: [],
    parentKeys: [],
  },
  posts: {
    item: ['[data-testid="post"][data-post-id]'],
    not: ['[data-post-nesting-lvl="1"]'],
    id: [{ attr: 'data-post-id' }],
    // On the post's own page its date is no link.
    permalink: [
      { in: 'a[data-testid="post_date_block_preview"][href]', attr: 'href' },
      { attr: 'data-post-id', take: 'vk-wall-path' },
    ],
    text: {
      in: [
        '[data-testid="showmoretext-in-expanded"]',
        '[data-testid="showmoretext-in"]',
        '[data-testid="post_text"]',
        '[class*="vkitPostText__root"]',
        '.wall_post_text',
      ],
      not: ['[data-testid="showmoretext-after"]'],
    },
    time: [
      { by: 'unix', of: { in: '[data-testid="post_date_block_preview"][data-ts]', attr: 'data-ts' } },
      { by: 'unix', of: { in: '[data-testid="post_date_block_preview"] [data-ts]', attr: 'data-ts' } },
      { by: 'label', of: { in: '[data-testid="post_date_block_date"]' } },
      { by: 'label', of: { in: '[data-testid="post_date_block_preview"]' } },
    ],
    author: {
      name: [{ in: '[data-testid="post-header-title"]' }],
      link: [
        { in: 'a[data-testid="post-header-title"]', attr: 'href' },
        { in: 'a[data-testid="post-header-avatar"]', attr: 'href' },
      ],
      key: [
        { in: 'a[data-testid="post-header-title"]', attr: 'href', take: 'vk-author' },
        { in: 'a[data-testid="post-header-avatar"]', attr: 'href', take: 'vk-author' },
      ],
      own: 'compare',
    },
    pinned: [
      {
        at: 'span, div, h4, h5, h6, p, svg',
        words: ['запись закреплена', 'закреплённая запись', 'закреплено', 'pinned post', 'post pinned', 'pinned'],
        whole: true,
      },
    ],
    // The queue of suggested posts prints its dates in a place of their own.
    unpublished: [{ at: '[data-testid="post-header-subtitle-date"]' }],
    ad: [
      {
        at: '[data-testid="post-header-subtitle"]',
        words: ['реклама', 'рэклама', 'жарнама', 'community ad', 'advertisement', 'sponsored'],
      },
      { at: '[aria-label="Реклама от автора"]' },
      // Not in the text: a body may well link to somebody's marked advertisement.
      { at: 'a[href*="erid="]:not([data-testid^="showmoretext-in"] a)' },
      { at: '[data-ad-block-uid], [data-ad], [data-ad-view], [data-ad-block-uid] [data-testid="post"]' },
    ],
    repost: [{ at: '[data-post-nesting-lvl="1"]' }, { at: '[data-post-id] [data-post-id]' }],
    formats: {
      photo: [
        'a[href^="/photo"]',
        '[data-testid="primary-attachment-photo"]',
        '[data-testid="primary-attachment-image-content"]',
      ],
      album: [
        'a[href^="/album"]',
        '[data-testid="media-grid-item"] ~ [data-testid="media-grid-item"]',
        'a[href^="/photo"] ~ a[href^="/photo"]',
        '[class^="vkitPrimaryAttachmentAlbum__container"]',
      ],
      video: [
        '[data-video]',
        'a[href^="/video"]',
        'a[href*="vkvideo.ru/video"]',
        '[data-testid="videooverlay-playbutton"]',
      ],
      clip: ['a[href^="/clip"]'],
      // An idea of the facts, seen by nobody: a broadcast has no length.
      live: ['[data-video][data-duration="0"]', '[data-video][data-duration=""]'],
      story: ['a[href^="/narrative"]', 'a[href^="/story"]'],
      // No attribute has told a poll since the classes were hashed; its caption does.
      poll: [
        '[class^="vkitPrimaryAttachmentPoll__voting"]',
        '.media_voting',
        {
          at: 'span, div, h4, h5, h6, p',
          words: ['анонимный опрос', 'публичный опрос', 'anonymous poll', 'public poll'],
          whole: true,
        },
      ],
      article: ['a[href^="/@"]', 'a[href*="vk.ru/@"]', 'a[href*="vk.com/@"]'],
      document: ['a[href*="/doc-"]', 'a[href^="/doc"]', 'a[href*="vk.ru/doc"]', 'a[href*="vk.com/doc"]'],
      audio: [
        '[data-testid="music-track-overlay-badge-title"]',
        '[data-testid="MusicTrackRow"]',
        '[data-testid="audio_row_title"]',
        '[data-testid="musicplaylistoverlaybadge_infobutton"]',
        'a[href^="/audio"]',
        'a[href*="/music/playlist"]',
        'a[href*="/music/album"]',
        'a[href^="/podcast"]',
      ],
      link: [
        'a[href^="/away"]:not([data-testid^="showmoretext-in"] a)',
        '[class^="vkitSnippetAttachment__root"] > a[href^="http"]',
        '[class^="vkitChipAttachment__root"] > a[href^="/away"]',
      ],
      other: ['a[href^="/market"]', '[data-testid^="feed_action_button_"]'],
    },
    // A button without a number is that of a post without comments.
    commentsSaid: [
      { in: '[data-testid="post_footer_action_comment"]', attr: 'aria-label', take: 'count' },
      { in: '[data-testid="post_footer_action_comment"]', take: 'count' },
      { in: '[data-testid="post_footer_action_comment"]', take: 'zero-if-empty' },
    ],
  },
  comments: {
    item: [
      '[data-testid="wall_comments_comment_root"]',
      '[data-testid="wall_comments_comment_in_thread"]',
      '[data-testid="comment"]',
    ],
    not: [],
    // Seen by nobody yet; the words are those that the other sites and the old markup use.
    deleted: [
      {
        at: ':is(span, div, a, button, p):not([data-testid="comment-text"] *)',
        words: ['комментарий удалён', 'комментарий удален', 'восстановить', 'comment deleted', 'restore'],
        whole: true,
      },
    ],
    id: [
      { attr: 'id', take: 'after-underscore' },
      { in: 'a[data-testid="wall_comment_date"]', attr: 'href', query: 'reply' },
      { in: 'a[href*="reply="]', attr: 'href', query: 'reply' },
      // Comments under videos and photos: the number alone.
      { attr: 'id', take: 'vk-reply' },
    ],
    post: [
      { in: 'a[data-testid="wall_comment_date"]', attr: 'href', take: 'vk-wall' },
      { up: '[data-testid="post"][data-post-id]', attr: 'data-post-id' },
    ],
    parent: [
      { in: 'a[data-testid="wall_comment_date"]', attr: 'href', query: 'thread' },
      { up: '[data-testid="wall_comments_comment_root"]', attr: 'id', take: 'after-underscore' },
    ],
    permalink: [{ in: 'a[data-testid="wall_comment_date"]', attr: 'href' }],
    text: {
      in: ['[data-testid="comment-text"]'],
      not: ['[data-testid="showmoretext-after"]', '[data-testid="comment-reply-to"]'],
    },
    author: {
      name: [{ in: '[data-testid="comment-owner"]' }],
      link: [
        { in: 'a[data-testid="comment-avatar"]', attr: 'href' },
        { in: '[data-testid="comment-owner"][href]', attr: 'href' },
        { in: '[data-testid="comment-owner"] a[href^="/"]', attr: 'href' },
      ],
      key: [
        { in: 'a[data-testid="comment-avatar"]', attr: 'href', take: 'vk-author' },
        { in: '[data-testid="comment-owner"][href]', attr: 'href', take: 'vk-author' },
        { in: '[data-testid="comment-owner"] a[href^="/"]', attr: 'href', take: 'vk-author' },
      ],
      own: 'compare',
    },
    time: [
      { by: 'unix', of: { in: '[data-testid="wall_comment_date"][data-ts]', attr: 'data-ts' } },
      { by: 'label', of: { in: '[data-testid="wall_comment_date"]' } },
    ],
  },
  feed: { newest: 'first', top: [{ by: 'scrolled-to-top' }], bottom: [] },
  thread: null,
  folds: {
    expanders: [
      { at: '[data-testid="show_next_comments"]' },
      {
        at: '[data-testid="wall_comments_layout_thread"]:not(:has([data-testid="wall_comments_comment_in_thread"]))',
        words: ['ответ', 'repl'],
      },
      {
        at: '[data-testid="wall_comments_layout_root"] :is(span, div, a, button):not([data-testid="comment-text"] *)',
        words: EXPANDERS,
        whole: true,
      },
    ],
    // «Сначала интересные» reorders and hides nothing.
    filtered: [],
  },
  editor: {
    field: ['[data-testid="content-editable-input"][contenteditable="true"]'],
    not: [],
    replyTo: [{ up: '[data-testid="wall_comments_comment_root"]', attr: 'id', take: 'after-underscore' }],
    // How the switch between oneself and the community is drawn, no source shows: it stays unknown.
    voice: [],
    opener: ['[data-testid="comment-reply"]'],
  },
  composer: { field: ['[data-testid="posting_base_screen_input_message"]'], not: [] },
  // Nobody has written down this menu: its opener is told by its role or its label, its entries by their words.
  menu: {
    seen: null,
    by: 'click',
    opener: [
      { at: '[data-testid$="context_menu_toggle"]' },
      { at: ':is(button, [role="button"])[aria-haspopup]:not([data-testid="comment-expand"])' },
      {
        at: ':is(button, [role="button"])[aria-label]:not([data-testid="comment-expand"])',
        words: ['действия', 'ещё', 'меню', 'действия с комментарием', 'actions', 'more', 'menu', 'comment actions'],
        whole: true,
      },
    ],
    list: ['[role="dialog"]', '[role="menu"]', '[data-testid$="context_menu"]'],
    direct: [],
    remove: [
      { at: '[data-testid$="context_menu_item_delete"]' },
      {
        at: ':is(button, a, span, div, li)',
        words: ['удалить', 'удалить комментарий', 'delete', 'delete comment'],
        whole: true,
      },
    ],
    spam: [
      {
        at: ':is(button, a, span, div, li)',
        words: ['это спам', 'пометить как спам', 'спам', 'mark as spam', 'report as spam'],
        whole: true,
      },
    ],
    ban: [
      {
        at: ':is(button, a, span, div, li)',
        words: ['заблокировать', 'заблокировать автора', 'добавить в чёрный список', 'block', 'block author'],
        whole: true,
      },
    ],
  },
  card: {
    texts: [
      '[data-testid="group-name"]',
      '[data-testid="community-info-modal"]',
      '[data-testid="group-info-more-info"]',
    ],
    phones: [
      '[data-testid="group-info-phone"] a[href^="tel:"]',
      '[data-testid="community-info-modal"] a[href^="tel:"]',
    ],
    emails: ['[data-testid="community-info-modal"] a[href^="mailto:"]'],
    sites: ['[data-testid="group-info-site"] a[href]'],
    whole: ['[data-testid="community-info-modal"]'],
  },
};
