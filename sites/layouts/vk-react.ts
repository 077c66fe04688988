import type { Layout } from '../layout';

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
  skip: [],
  boundaries: ['[data-post-id]'],
  page: {
    name: [{ in: '[data-testid="group-name"]' }, { in: 'h1' }, { in: 'meta[property="og:title"]', attr: 'content' }],
    keys: [{ in: '[data-testid="group_action_send_message"][href]', attr: 'href', take: 'last-number' }],
    kinds: [],
    parentKeys: [],
  },
  posts: {
    item: ['[data-testid="post"][data-post-id]'],
    not: ['[data-post-nesting-lvl="1"]'],
    id: [{ attr: 'data-post-id' }],
    permalink: [{ in: 'a[data-testid="post_date_block_preview"][href]', attr: 'href' }],
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
      { by: 'label', of: { in: '[data-testid="post-header-subtitle-date"]' } },
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
    pinned: [{ at: '[data-testid="post-header"]', words: ['запись закреплена', 'закреплённая запись', 'pinned post'] }],
    ad: [
      { at: '[data-testid="post-header-subtitle"]', words: ['реклама', 'community ad', 'advertisement'] },
      { at: '[aria-label="Реклама от автора"]' },
      { at: 'a[href*="erid="]' },
      { at: '[data-ad-block-uid], [data-ad], [data-ad-view]' },
    ],
    repost: [{ at: '[data-post-nesting-lvl="1"]' }, { at: '[data-post-id]' }],
    formats: {
      photo: [
        'a[href^="/photo"]',
        '[data-testid="primary-attachment-photo"]',
        '[data-testid="primary-attachment-image-content"]',
      ],
      album: ['a[href^="/album"]', '[data-testid="media-grid-item"] ~ [data-testid="media-grid-item"]'],
      video: ['a[data-video]', '[data-video]', 'a[href^="/video"]', 'a[href*="vkvideo.ru/video"]'],
      clip: ['a[href^="/clip"]'],
      story: ['a[href^="/narrative"]', 'a[href^="/story"]'],
      poll: ['[class^="vkitPrimaryAttachmentPoll__voting"]', '.media_voting'],
      article: ['a[href^="/@"]', 'a[href*="vk.ru/@"]', 'a[href*="vk.com/@"]'],
      document: ['a[href*="/doc-"]', 'a[href^="/doc"]'],
      audio: [
        '[data-testid="music-track-overlay-badge-title"]',
        '[data-testid="MusicTrackRow"]',
        'a[href^="/audio"]',
        'a[href*="/music/playlist"]',
      ],
      link: [
        'a[class^="vkitInteractiveWrapper__root"][href^="/away"]',
        'a[class^="vkitInteractiveWrapper__root"][href^="http"]',
      ],
    },
    commentsSaid: [{ in: '[data-testid="post_footer_action_comment"]', attr: 'aria-label', take: 'count' }],
  },
  comments: {
    item: [
      '[data-testid="wall_comments_comment_root"]',
      '[data-testid="wall_comments_comment_in_thread"]',
      '[data-testid="comment"]',
    ],
    not: [],
    id: [
      { attr: 'id', take: 'after-underscore' },
      { in: 'a[data-testid="wall_comment_date"]', attr: 'href', query: 'reply' },
    ],
    post: [
      { in: 'a[data-testid="wall_comment_date"]', attr: 'href', take: 'vk-wall' },
      { up: '[data-testid="post"][data-post-id]', attr: 'data-post-id' },
    ],
    parent: [{ in: 'a[data-testid="wall_comment_date"]', attr: 'href', query: 'thread' }],
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
    time: [{ by: 'label', of: { in: '[data-testid="wall_comment_date"]' } }],
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
        at: '[data-testid="wall_comments_layout_thread"] [role="button"], [data-testid="wall_comments_layout_thread"] button',
        words: ['показать ещё', 'показать следующие', 'показать предыдущие', 'show more', 'show next'],
      },
    ],
    // «Сначала интересные» reorders and hides nothing.
    filtered: [],
  },
  editor: {
    field: ['[data-testid="content-editable-input"][contenteditable="true"]'],
    not: [],
    replyTo: [{ up: '[data-testid="wall_comments_comment_root"]', attr: 'id', take: 'after-underscore' }],
    voice: [],
    opener: ['[data-testid="comment-reply"]'],
  },
  composer: { field: ['[data-testid="posting_base_screen_input_message"]'], not: [] },
};
