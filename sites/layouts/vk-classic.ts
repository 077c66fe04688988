import type { Layout } from '../layout';

/**
 * The classic desktop markup of vk.com and vk.ru, served to visitors who are not logged in and in layers over newer
 * pages, and the hybrid of 2023 to 2025, whose posts are classic with a header drawn by React. Sources: public
 * extensions and scrapers of 2012 to 2026.
 */
export const vkClassic: Layout = {
  id: 'vk-classic',
  site: 'vk',
  seen: '2026-06',
  hosts: ['vk.com', 'vk.ru'],
  recognise: ['#page_wall_posts', '#wl_post', '.post[data-post-id]', '.post[id^="post"]'],
  layer: '#wk_content:has(#wl_post), #wk_content:has(.wl_post)',
  skip: ['[data-testid="post"]'],
  boundaries: ['.copy_quote', '.PostCopyQuote'],
  page: {
    name: [
      { in: 'h1.page_name' },
      { in: '#owner_page_name' },
      { in: '.OwnerPageName' },
      { in: '.ProfileHeader__in h1' },
      { in: 'meta[property="og:title"]', attr: 'content' },
    ],
    keys: [],
    kinds: [],
    parentKeys: [],
  },
  posts: {
    item: ['.post[data-post-id]', '.post[id^="post"]', '._post[data-post-id]:not(.reply)', '#wl_post', '.wl_post'],
    not: ['.reply'],
    id: [
      { attr: 'data-post-id', take: 'vk-post' },
      { in: '[data-post-id]', attr: 'data-post-id', take: 'vk-post' },
      { attr: 'id', take: 'vk-post' },
      { in: 'a.post_link[href]', attr: 'href', take: 'vk-wall' },
    ],
    permalink: [
      { in: 'a.post_link[href]', attr: 'href' },
      { in: 'a.PostHeaderSubtitle__link[href]', attr: 'href' },
      { in: 'a[data-testid="post_date_block_preview"][href]', attr: 'href' },
      { attr: 'data-post-id', take: 'vk-wall-path' },
    ],
    text: {
      in: ['.wall_post_text'],
      not: ['.wall_post_more', '.PostTextMore', '.wall_signed'],
    },
    // Only fresh posts carry the instant; older ones are plain text.
    time: [
      { by: 'unix', of: { in: '.post_date .rel_date[time]', attr: 'time' } },
      { by: 'unix', of: { in: '.PostHeader [data-ts]', attr: 'data-ts' } },
      { by: 'label', of: { in: '.post_date .rel_date[abs_time]', attr: 'abs_time' } },
      { by: 'label', of: { in: '.post_date .rel_date' } },
      { by: 'label', of: { in: '.post_date a.post_link' } },
      { by: 'label', of: { in: '[data-testid="post_date_block_preview"]' } },
      { by: 'label', of: { in: 'time.PostHeaderSubtitle__item' } },
      { by: 'label', of: { in: '.PostHeaderSubtitle__link' } },
    ],
    author: {
      name: [
        { in: 'a.author' },
        { in: '.PostHeaderTitle__authorName' },
        { in: '.PostHeaderTitle__authorLink' },
        { in: '[data-testid="post-header-title"]' },
      ],
      link: [
        { in: 'a.author[href]', attr: 'href' },
        { in: '.PostHeaderTitle__authorLink[href]', attr: 'href' },
        { in: 'a[data-post-click-type="post_owner_link"][href]', attr: 'href' },
        { in: 'a[data-testid="post-header-title"][href]', attr: 'href' },
      ],
      key: [
        { in: 'a.author[data-from-id]', attr: 'data-from-id', take: 'vk-author' },
        { in: '.PostHeaderTitle__authorLink[href]', attr: 'href', take: 'vk-author' },
        { in: 'a[data-post-click-type="post_owner_link"][href]', attr: 'href', take: 'vk-author' },
        { in: 'a[data-testid="post-header-title"][href]', attr: 'href', take: 'vk-author' },
        { in: 'a.author[href]', attr: 'href', take: 'vk-author' },
      ],
      own: 'compare',
    },
    pinned: [
      { at: '.post_fixed' },
      { at: '.wall_fixed_label' },
      { at: 'span, div', words: ['запись закреплена', 'закреплённая запись', 'pinned post'], whole: true },
    ],
    unpublished: [{ at: '[data-testid="post-header-subtitle-date"]' }],
    ad: [
      { at: '.wall_marked_as_ads, .post_marked_as_ads, ._ads_promoted_post_data_w' },
      { at: '[data-ad-block-uid], [data-ad], [data-ad-view]' },
      { at: '[data-testid="post-header-subtitle"], .PostHeaderSubtitle', words: ['реклама', 'community ad'] },
    ],
    repost: [{ at: '.copy_quote, .PostCopyQuote, .copy_post_header, .published_by' }],
    formats: {
      photo: [
        '.page_post_sized_thumbs a[href^="/photo"]',
        '.page_post_thumb_wrap[href^="/photo"]',
        '.page_media_photo',
        'a[href^="/photo"]',
      ],
      album: ['a[href^="/photo"] ~ a[href^="/photo"]', 'a[href^="/album"]'],
      video: ['.page_post_sized_thumbs a[href^="/video"]', '.page_media_video', '[data-video]', 'a[href^="/video"]'],
      clip: ['a[href^="/clip"]'],
      poll: ['.media_voting', '.page_media_poll'],
      link: ['.media_link', '.page_media_link_title', '.media_desc .lnk'],
      article: ['.article_snippet', 'a[href^="/@"]'],
      document: ['.page_doc_row', '.page_doc', 'a[href^="/doc"]'],
      audio: ['.audio_row[data-full-id]', '.podcast_snippet'],
      story: ['a[href^="/narrative"]', 'a[href^="/story"]'],
      other: ['[class^="page_map"]', '[class*=" page_map"]', 'a[href^="/market"]'],
    },
    commentsSaid: [
      { in: '.PostBottomAction.comment[data-count]', attr: 'data-count', take: 'count' },
      { in: '.like_btn.comment[data-count]', attr: 'data-count', take: 'count' },
      { in: '[data-testid="post_footer_action_comment"]', attr: 'aria-label', take: 'count' },
      { in: '.PostBottomAction.comment[data-count]', attr: 'data-count', take: 'zero-if-empty' },
      { in: '.like_btn.comment[data-count]', attr: 'data-count', take: 'zero-if-empty' },
      { in: '[data-testid="post_footer_action_comment"]', take: 'zero-if-empty' },
    ],
  },
  comments: {
    item: ['.reply[data-post-id]', '.reply[id^="post"]'],
    // What is left in the place of a deleted one: its text is the site's.
    not: ['.reply_deleted'],
    id: [
      { attr: 'data-post-id', take: 'vk-reply' },
      { in: 'a[href*="reply="]', attr: 'href', take: 'vk-reply' },
      { in: '[onclick*="replyClick"]', attr: 'onclick', take: 'vk-reply' },
      { attr: 'id', take: 'after-underscore' },
    ],
    post: [
      { in: 'a[href*="reply="]', attr: 'href', take: 'vk-wall' },
      { in: '[onclick*="replyClick"]', attr: 'onclick', take: 'vk-wall' },
      { up: '.post:not(.reply)[data-post-id]', attr: 'data-post-id', take: 'vk-post' },
      { up: '.post:not(.reply)[id^="post"]', attr: 'id', take: 'vk-post' },
    ],
    parent: [{ in: '.reply_date a[href*="thread="]', attr: 'href', query: 'thread' }],
    permalink: [{ in: 'a[href*="reply="]', attr: 'href' }],
    text: {
      in: ['.wall_reply_text', '.reply_text'],
      not: ['.wall_reply_more', '.wall_post_more', '.reply_to_wrap'],
    },
    author: {
      name: [{ in: '.reply_author a.author' }, { in: 'a.author' }],
      link: [{ in: 'a.author[href]', attr: 'href' }],
      key: [
        { in: 'a.author[data-from-id]', attr: 'data-from-id', take: 'vk-author' },
        { in: 'a.author[href]', attr: 'href', take: 'vk-author' },
      ],
      own: 'compare',
    },
    time: [
      { by: 'unix', of: { in: '.reply_date .rel_date[time]', attr: 'time' } },
      { by: 'label', of: { in: '.reply_date .rel_date[abs_time]', attr: 'abs_time' } },
      { by: 'label', of: { in: '.reply_date .rel_date' } },
      { by: 'label', of: { in: '.reply_date' } },
    ],
  },
  // Never virtualised: the wall grows at its end.
  feed: { newest: 'first', top: [{ by: 'mark', mark: { at: '#page_wall_posts' } }], bottom: [] },
  thread: null,
  folds: {
    expanders: [
      {
        at: ':is(.replies_next, .replies_next_deep, .replies_prev, .replies_short_deep):not([style*="display: none"])',
      },
    ],
    filtered: [],
  },
  editor: {
    field: [
      '.reply_form .submit_post_field[contenteditable="true"]',
      '.reply_field_wrap [contenteditable="true"]',
      '.reply_box [contenteditable="true"]',
    ],
    not: ['#post_field'],
    replyTo: [
      {
        up: '.reply_form, .reply_box',
        in: 'input[type="hidden"][id^="reply_to"]',
        attr: 'value',
        take: 'vk-reply',
      },
    ],
    // A box «от имени сообщества» under the field, for those who may; ticked it is `on`. From VK's own scripts.
    voice: [{ up: '.reply_form, .reply_box', in: '[id^="reply_as_group"].on', attr: 'id', take: 'vk-as-group' }],
    person: [{ up: '.reply_form, .reply_box', in: '[id^="reply_as_group"]:not(.on)', attr: 'id' }],
    opener: ['.reply_link', '[onclick*="replyClick"]'],
  },
  composer: { field: ['#post_field'], not: [] },
  // Shown while the pointer is over the comment; described from 2012 to 2025, not seen since.
  menu: {
    seen: null,
    by: 'none',
    opener: [],
    list: [],
    direct: [{ at: '.reply_action.reply_delete' }, { at: '[id^="reply_delete"]' }],
    remove: [],
    spam: [],
    ban: [],
  },
  card: {
    texts: ['.page_name', '.group_info_block .group_info_row .line_value', '.group_info .labeled'],
    phones: ['.group_info_block a[href^="tel:"]'],
    emails: ['.group_info_block a[href^="mailto:"]'],
    sites: [],
    whole: ['.group_info_block'],
  },
};
