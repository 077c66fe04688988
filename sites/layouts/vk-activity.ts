import type { Layout } from '../layout';

/**
 * VK's list of new comments for the administrators of a community, in classic markup. It has no address that the
 * facts know, so the page's owner is told by the comments themselves, and it prints no totals, so nothing here can
 * be called read in full. Source: a public extension of mid 2026 that marks comments in it.
 */
export const vkActivity: Layout = {
  id: 'vk-activity',
  site: 'vk',
  seen: '2026-06',
  hosts: ['vk.com', 'vk.ru'],
  recognise: ['.group_activity_reply_wrap'],
  skip: [],
  boundaries: [],
  page: {
    name: [{ in: 'h1.page_name' }, { in: '.OwnerPageName' }, { in: '.ui_crumb' }, { in: 'h1' }],
    keys: [
      { in: '.group_activity_content_date a[href*="reply="]', attr: 'href', take: 'vk-owner' },
      { in: '.group_activity_content_date [onclick*="replyClick"]', attr: 'onclick', take: 'vk-owner' },
    ],
    kinds: [{ kind: 'activity', mark: { at: '.group_activity_reply_wrap' } }],
    parentKeys: [],
  },
  posts: null,
  comments: {
    item: ['.group_activity_reply_wrap'],
    not: [],
    id: [
      { in: '.group_activity_content_date a[href*="reply="]', attr: 'href', take: 'vk-reply' },
      { in: '.group_activity_content_date [onclick]', attr: 'onclick', take: 'vk-reply' },
    ],
    post: [
      { in: '.group_activity_content_date a[href*="reply="]', attr: 'href', take: 'vk-wall' },
      { in: '.group_activity_content_date [onclick]', attr: 'onclick', take: 'vk-wall' },
    ],
    parent: [{ in: '.group_activity_content_date a[href*="thread="]', attr: 'href', query: 'thread' }],
    permalink: [{ in: '.group_activity_content_date a[href*="reply="]', attr: 'href' }],
    // Where the words stand inside the content nobody wrote down; all the rest of it is known.
    text: {
      in: ['.group_activity_content .wall_reply_text', '.group_activity_content_text', '.group_activity_content'],
      not: [
        '.group_activity_content_owner',
        '.group_activity_content_owner_name',
        '.group_activity_content_date',
        '.like_indicators_wrap',
        '.ui_actions_menu_wrap',
        '.wall_reply_more',
      ],
    },
    author: {
      name: [{ in: '.group_activity_content_owner_name' }],
      link: [{ in: 'a.group_activity_content_owner_name[href]', attr: 'href' }],
      key: [{ in: 'a.group_activity_content_owner_name[href]', attr: 'href', take: 'vk-author' }],
      own: 'compare',
    },
    time: [
      { by: 'unix', of: { in: '.group_activity_content_date .rel_date[time]', attr: 'time' } },
      { by: 'label', of: { in: '.group_activity_content_date .rel_date' } },
      { by: 'label', of: { in: '.group_activity_content_date a' } },
      { by: 'label', of: { in: '.group_activity_content_date' } },
    ],
  },
  feed: null,
  thread: null,
  folds: { expanders: [], filtered: [] },
  editor: null,
  composer: null,
};
