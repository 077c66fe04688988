import type { Layout } from '../layout';

/**
 * m.vk.com and m.vk.ru for visitors who are not logged in. The logged-in mobile site is drawn by React and read by
 * vk-react. Sources: public extensions of 2024 to 2026. The page prints no number of comments, so they can never be
 * called read in full.
 */
export const vkMobile: Layout = {
  id: 'vk-mobile',
  site: 'vk',
  seen: '2026-06',
  hosts: ['m.vk.com', 'm.vk.ru'],
  recognise: ['.wall_item .wi_head', '.ReplyItem', '.ReplyItem__wrap'],
  skip: ['[data-testid="post"]'],
  boundaries: ['.pic_header', '.pic_body_wrap'],
  page: {
    name: [
      { in: '.vkuiPanelHeader__contentIn > span' },
      { in: '.ProfileInfoName' },
      { in: '.ProfileInfo__main' },
      { in: 'meta[property="og:title"]', attr: 'content' },
    ],
    keys: [],
    kinds: [],
    parentKeys: [],
  },
  posts: {
    item: ['.wall_item'],
    not: [],
    id: [
      { in: 'a.wi_date[href]', attr: 'href', take: 'vk-wall' },
      { in: 'a[name^="wall"]', attr: 'name', take: 'vk-wall' },
    ],
    permalink: [{ in: 'a.wi_date[href]', attr: 'href' }],
    text: { in: ['.pi_text'], not: ['.pi_text_more', '.pi_signed'] },
    time: [{ by: 'label', of: { in: '.wi_date' } }],
    author: {
      name: [{ in: '[data-testid="mobile-wall-post-author"]' }, { in: '.pi_author' }],
      link: [{ in: '.pi_author[href]', attr: 'href' }],
      key: [
        { in: '.pi_author[data-item-owner-id]', attr: 'data-item-owner-id', take: 'vk-author' },
        { in: '.pi_author[href]', attr: 'href', take: 'vk-author' },
      ],
      own: 'compare',
    },
    pinned: [{ at: '.explain', words: ['запись закреплена', 'pinned post'] }],
    ad: [
      { at: '.wall_marked_as_ads, .post_marked_as_ads' },
      { at: '[data-ad-block-uid], [data-ad], [data-ad-view]' },
      { at: '.explain', words: ['реклама', 'community ad'] },
    ],
    repost: [{ at: '.pic_header, .pic_body_wrap' }],
    formats: {
      photo: ['a[href^="/photo"]', '.thumb_map_img_as_div'],
      album: ['a[href^="/photo"] ~ a[href^="/photo"]'],
      video: ['a[href^="/video"]', '[data-video]'],
      clip: ['a[href^="/clip"]'],
      poll: ['.media_voting', '.poll'],
      document: ['a[href^="/doc"]'],
      article: ['a[href^="/@"]', '.article_snippet'],
      audio: ['.audio_item', 'a[href^="/audio"]'],
      link: ['.medias_link', 'a[href^="/away"]:not(.pi_text a)'],
    },
    commentsSaid: [],
  },
  comments: {
    item: ['.ReplyItem', '.ReplyItem__wrap:not(.ReplyItem *)'],
    not: [],
    id: [{ in: 'a.item_date[href]', attr: 'href', take: 'vk-reply' }],
    post: [
      { in: 'a.item_date[href]', attr: 'href', take: 'vk-wall' },
      { up: '[id^="wall"][id$="_replies"]', attr: 'id', take: 'vk-wall' },
    ],
    parent: [{ in: 'a.item_date[href*="thread="]', attr: 'href', query: 'thread' }],
    permalink: [{ in: 'a.item_date[href]', attr: 'href' }],
    text: { in: ['.ReplyItem__text'], not: ['.ReplyItem__more'] },
    author: {
      name: [{ in: '.ReplyItem__name' }],
      link: [{ in: '.ReplyItem__name[href]', attr: 'href' }],
      key: [{ in: '.ReplyItem__name[href]', attr: 'href', take: 'vk-author' }],
      own: 'compare',
    },
    time: [{ by: 'label', of: { in: '.item_date' } }],
  },
  feed: { newest: 'first', top: [{ by: 'mark', mark: { at: '.wall_item' } }], bottom: [] },
  thread: null,
  folds: {
    expanders: [
      {
        at: '[id^="wall"][id$="_replies"] :is(a, span, div, button):not(.ReplyItem__text *)',
        words: [
          'показать следующие комментарии',
          'показать предыдущие комментарии',
          'показать ответы',
          'показать ещё',
          'ответа',
          'ответов',
        ],
        whole: true,
      },
    ],
    filtered: [],
  },
  editor: null,
  composer: null,
};
