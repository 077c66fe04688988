import type { Layout } from '../layout';

/**
 * m.ok.ru: the comments of a topic. The markup is known from one program of 2020 and a page of 2024 that copied it;
 * feed, counters and editor are not known, so no number of comments is taken from it and nothing is called clean.
 */
export const okMobile: Layout = {
  id: 'ok-mobile',
  site: 'ok',
  seen: '2024-01',
  hosts: ['m.ok.ru'],
  recognise: ['.discus_dialogs_i'],
  skip: [],
  boundaries: [],
  page: { name: [{ in: 'meta[property="og:title"]', attr: 'content' }], keys: [], kinds: [], parentKeys: [] },
  posts: null,
  comments: {
    item: ['.discus_dialogs_i'],
    not: [],
    id: [{ in: 'a[name*="msg"]', attr: 'name', take: 'last-number' }],
    post: [],
    parent: [],
    permalink: [],
    text: { in: ['.discus_txt'], not: [] },
    author: {
      name: [{ in: '.emphased.usr' }],
      link: [{ in: 'a.emphased.usr[href]', attr: 'href' }],
      key: [{ in: 'a.emphased.usr[href]', attr: 'href', take: 'ok-author' }],
      own: 'compare',
    },
    time: [{ by: 'label', of: { in: '.tstmp' } }],
  },
  feed: null,
  thread: null,
  folds: { expanders: [{ at: '.js-load-more' }], filtered: [] },
  editor: null,
  composer: null,
};
