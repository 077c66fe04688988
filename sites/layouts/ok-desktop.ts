import type { Layout } from '../layout';

/**
 * ok.ru on a desktop: a group's feed and its topics, each on a page of its own or as a layer over the feed. Names of
 * classes are long-lived here; each is from public sources, the younger first: August 2026 (comment editor, topic
 * composer, feed), 2025–26 (comments), 2023–24 (topic, `data-time`), older ones as a last resort. No page of 2026 was
 * seen whole: marks of pinned topics and reposts are the least sure.
 */
export const okDesktop: Layout = {
  id: 'ok-desktop',
  site: 'ok',
  seen: '2026-08',
  hosts: ['ok.ru'],
  recognise: ['.feed-list .feed-w', '.groups_post-w', '.media-layer__topic', '.comments_i'],
  layer: '.media-layer__topic',
  skip: [],
  boundaries: [],
  page: {
    name: [
      { in: 'h1.group-name_h' },
      { in: '.group-name_t' },
      { in: '.media-layer__topic group-author[data]', attr: 'data', json: 'group.name' },
      { in: '.mctc_name' },
      { in: 'meta[property="og:title"]', attr: 'content' },
    ],
    keys: [
      { in: '[id^="hook_Block_"][id*="TopCard"] [data-group-id]', attr: 'data-group-id', take: 'number' },
      { in: '[id^="hook_Block_"][id*="TopCard"] a[href^="/group/"]', attr: 'href', take: 'ok-author' },
      { in: '.group-name_h a[href]', attr: 'href', take: 'ok-author' },
      { in: '.media-layer__topic group-author[data]', attr: 'data', json: 'group.href', take: 'ok-author' },
    ],
    kinds: [],
    parentKeys: [],
  },
  posts: {
    item: ['.feed-w', '.groups_post-w', '.media-layer__topic'],
    not: [],
    id: [
      { in: 'a.media-text_a[href]', attr: 'href', take: 'ok-topic' },
      { in: 'a[href*="/topic/"]', attr: 'href', take: 'ok-topic' },
      { in: 'a[href*="/statuses/"]', attr: 'href', take: 'ok-topic' },
      { in: '[id^="cnts_"]', attr: 'id', take: 'after-underscore' },
      { up: '.media-layer__topic', attr: 'data-l', take: 'number' },
    ],
    permalink: [
      { in: 'a.media-text_a[href]', attr: 'href' },
      { in: 'a[href*="/topic/"]', attr: 'href' },
      { in: 'a[href*="/statuses/"]', attr: 'href' },
    ],
    text: { in: ['.media-text_cnt_tx', '.media-text_cnt'], not: ['.media-text_more', '.js-text-show-more'] },
    time: [
      { by: 'iso', of: { in: 'group-author[data]', attr: 'data', json: 'timeInfo.createTime' } },
      { by: 'iso', of: { in: '.feed-header time[datetime]', attr: 'datetime' } },
      { by: 'label', of: { in: '.feed_date' } },
      { by: 'label', of: { in: '[class^="group-author-bottom"] time' } },
      { by: 'iso', of: { up: 'html', in: 'meta[itemprop="datePublished"]', attr: 'content' } },
    ],
    author: {
      name: [
        { in: 'group-author[data]', attr: 'data', json: 'group.name' },
        { in: '.feed-header a[href]:not(:empty)' },
        { in: '.feed_top a[href]:not(:empty)' },
        { in: '.feed_ac a[href]:not(:empty)' },
      ],
      link: [
        { in: 'group-author[data]', attr: 'data', json: 'group.href' },
        { in: '.feed-header a[href]', attr: 'href' },
        { in: '.feed_top a[href]', attr: 'href' },
        { in: '.feed_ac a[href]', attr: 'href' },
      ],
      key: [
        { in: 'group-author[data]', attr: 'data', json: 'group.href', take: 'ok-author' },
        { in: '.feed-header a[href]', attr: 'href', take: 'ok-author' },
        { in: '.feed_top a[href]', attr: 'href', take: 'ok-author' },
        { in: '.feed_ac a[href]', attr: 'href', take: 'ok-author' },
      ],
      own: 'compare',
    },
    pinned: [
      { at: '.feed-i_pin' },
      { at: '.feed_pin, .feed-header, .feed_top', words: ['закреплено', 'закреплённая', 'закрепленная', 'pinned'] },
    ],
    unpublished: [
      {
        at: '.feed-header, .feed_top, .feed_date',
        words: ['тема опубликуется', 'будет опубликован', 'ждёт проверки', 'will be published'],
      },
    ],
    ad: [
      { at: '.feed-action > [data-url*="adv_info"]' },
      { at: '.feed_label', words: ['реклама', 'промо', 'advertis', 'promo'] },
      { at: '.feed_h_heading', words: ['может быть интересно', 'you may like'] },
      { at: 'button[class*="advert-badge"]' },
      { at: 'dzen-content' },
    ],
    // A text within a block within a block is somebody else's.
    repost: [{ at: '.media-block .media-block .media-text_cnt_tx' }],
    formats: {
      photo: ['.media-photos_photo', 'img.media-photos_img', 'img.collage_img', '.collage_i'],
      album: ['.collage_i ~ .collage_i', '.media-photos_photo ~ .media-photos_photo'],
      animation: ['[data-gifsrc]', '[data-mp4src]'],
      video: ['.media-video', '.vid-card', '.vid_play', '.media-block a[href^="/video/"]'],
      live: ['.media-block a[href^="/live/"]'],
      poll: ['[data-reveal-op="poll"]', 'input[name*="poll"]', '.poll_ac_a'],
      audio: ['.track-with-cover', '.track_play'],
      link: ['.media-link', '.media-link__v2:not(.__place-wide)'],
    },
    commentsSaid: [
      { in: '.mlr_disc [data-count]', attr: 'data-count', take: 'number' },
      { in: '[data-module^="CommentWidgets"] .js-count', take: 'count' },
      { in: '[data-module^="CommentWidgets"] .js-count', take: 'zero-if-empty' },
      { in: '[data-widget-item-type="comment"] .widget_count', take: 'count' },
      { in: '[href*="/discussions/"] .js-count', take: 'count' },
    ],
  },
  comments: {
    item: ['.comments_i'],
    not: [],
    deleted: [{ at: '.comments_i.__deleted' }, { at: '.delete-stub_info' }],
    id: [{ attr: 'data-seen-params', json: 'data.commentId' }],
    post: [{ up: '.feed-w', in: 'a[href*="/topic/"]', attr: 'href', take: 'ok-topic' }],
    parent: [{ in: '[data-rid]', attr: 'data-rid', take: 'number' }],
    permalink: [],
    text: { in: ['.js-text-full', '.comments_text'], not: ['.comments_reply-to', '.js-text-show-more'] },
    author: {
      name: [
        { in: 'a.comments_author-name' },
        { in: 'a.comments_current__header__main__author__name' },
        { in: '.comments_author-name' },
      ],
      link: [
        { in: 'a.comments_author-name[href]', attr: 'href' },
        { in: 'a.comments_current__header__main__author__name[href]', attr: 'href' },
      ],
      key: [
        { in: 'a.comments_author-name[href]', attr: 'href', take: 'ok-author' },
        { in: 'a.comments_current__header__main__author__name[href]', attr: 'href', take: 'ok-author' },
      ],
      own: 'compare',
    },
    time: [
      { by: 'unix', of: { attr: 'data-time' } },
      { by: 'label', of: { in: '.comments_current__footer__main__date' } },
    ],
  },
  feed: { newest: 'first', top: [{ by: 'scrolled-to-top' }], bottom: [] },
  thread: {
    post: [
      { in: '.media-layer__topic a[href*="/topic/"]', attr: 'href', take: 'ok-topic' },
      { up: '.media-layer__topic', in: 'a[href*="/topic/"]', attr: 'href', take: 'ok-topic' },
      { up: '.media-layer__topic', attr: 'data-l', take: 'number' },
    ],
    said: [{ in: '.mlr_disc [data-count]', attr: 'data-count', take: 'number' }],
  },
  folds: {
    // No source tells the expanders' classes; their words are known.
    expanders: [
      {
        at: '.mlr_disc a, .mlr_disc button, .mlr_disc [role="button"], .mlr_disc .js-show-more',
        words: [
          'показать предыдущие комментарии',
          'показать предыдущие',
          'предыдущие комментарии',
          'показать ещё комментарии',
          'показать ещё',
          'показать ответы',
          'показать ещё ответы',
          'показать ещё ответа',
          'показать ещё ответов',
          'показать все комментарии',
          'show previous comments',
          'show more comments',
          'show more',
          'show replies',
        ],
        whole: true,
      },
    ],
    filtered: [],
  },
  editor: {
    field: [
      '.comments_add-ceditable[contenteditable="true"]',
      '.js-comments_add[contenteditable="true"]',
      '[name="st.dM"][contenteditable="true"]',
    ],
    not: [],
    replyTo: [],
    // How the switch between oneself and the group is drawn, no source shows: it stays unknown.
    voice: [],
    opener: ['.comments_reply'],
  },
  composer: {
    field: ['.js-posting-itx[contenteditable="true"]', '.posting_itx[contenteditable="true"]'],
    not: [],
  },
  // The old cross is known from 2017 to 2022; the menu of the new comments is not: it is told by role and words.
  menu: {
    seen: null,
    by: 'click',
    opener: [
      { at: '.comments_controls-t [aria-haspopup]' },
      { at: ':is(button, a, [role="button"])[aria-haspopup]' },
      {
        at: ':is(button, a, [role="button"])',
        words: ['ещё', 'действия', 'меню', 'more', 'actions', 'menu'],
        whole: true,
      },
    ],
    list: ['[role="menu"]', '#hook_Block_ShortcutMenu', '.dropdown_cnt', '[role="dialog"]'],
    direct: [{ at: 'a.comments_remove' }, { at: '.d_comment_act_del' }],
    remove: [
      {
        at: ':is(button, a, span, div, li)',
        words: ['удалить', 'удалить комментарий', 'delete', 'delete comment'],
        whole: true,
      },
    ],
    spam: [
      { at: ':is(button, a, span, div, li)', words: ['это спам', 'пометить как спам', 'спам', 'spam'], whole: true },
    ],
    ban: [
      {
        at: ':is(button, a, span, div, li)',
        words: ['заблокировать', 'заблокировать автора', 'в чёрный список', 'block'],
        whole: true,
      },
    ],
  },
  card: {
    texts: [
      'h1.group-name_h',
      '.group-name_t',
      '.group-name_info',
      '.group-info_lst_i',
      '#hook_Block_LeftColumnTopCardAltGroup',
    ],
    phones: ['#hook_Block_LeftColumnTopCardAltGroup a[href^="tel:"]'],
    emails: ['#hook_Block_LeftColumnTopCardAltGroup a[href^="mailto:"]'],
    sites: [],
    whole: ['#hook_Block_LeftColumnTopCardAltGroup'],
  },
};
