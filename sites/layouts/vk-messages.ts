import type { Layout } from '../layout';

const TEXT = [
  '.ConvoMessageWithoutBubble__text .MessageText',
  '.MessageText',
  '.ConvoMessage__text',
  '.ConvoListItem__message',
];
const AUTHOR = 'a.ConvoMessageHeader__authorLink';

/** A conversation of the list with something unread in it, whose last words are not the community's own. */
const UNREAD = '.ConvoList__item[data-itemkey]:has([data-testid="vkme_convo_list_item_unread_counter"])';

/**
 * The community's inbox, `/gim<group>/convo/<person>`: class names there are not hashed. Only the first message of a run
 * carries its author. Whoever opens a conversation marks it read, so none is ever opened by us: what is new is read from
 * the list, as far as it shows it, and the rest when the person has opened it. Sources: public extensions and fixtures
 * of August and September 2026.
 */
export const vkMessages: Layout = {
  id: 'vk-messages',
  site: 'vk',
  seen: '2026-09',
  hosts: ['vk.com', 'vk.ru'],
  recognise: ['.ConvoHistory', '[data-testid="me_convo_list"]'],
  skip: [],
  boundaries: [],
  page: {
    name: [{ in: '.ConvoList__headerGroup' }],
    keys: [{ in: '.ConvoList__headerGroup a[href]', attr: 'href', take: 'vk-author' }],
    kinds: [],
    parentKeys: [],
  },
  posts: null,
  comments: {
    // Off the screen there are empty placeholders; in the list of conversations the keys begin with «convo_».
    item: ['.ConvoHistory .VirtualScrollItem[data-itemkey]:has(article.ConvoHistory__messageBlock)', UNREAD],
    not: [':has(article.ServiceMessage)', ':has(.ConvoListItem__message[title^="Вы:"])'],
    // What the list shows goes by its conversation twice, `convo_5/convo_5`: see `isPreview`.
    id: [
      { up: UNREAD, attr: 'data-itemkey' },
      { attr: 'data-itemkey', take: 'number' },
    ],
    scoped: true,
    post: [{ up: UNREAD, attr: 'data-itemkey' }],
    parent: [],
    permalink: [],
    text: {
      in: TEXT,
      not: ['[data-testid="vkme_replied_message"]', '.ForwardedMessageNew', '[class*="AttachWall"]', '.Attachments'],
    },
    author: {
      name: [
        { in: AUTHOR },
        { up: '.ConvoStack', in: AUTHOR },
        { in: '.ConvoTitle__author[title]', attr: 'title' },
        { in: '.ConvoTitle__author' },
      ],
      link: [
        { in: AUTHOR, attr: 'href' },
        { up: '.ConvoStack', in: AUTHOR, attr: 'href' },
      ],
      key: [
        { in: AUTHOR, attr: 'href', take: 'vk-author' },
        { up: '.ConvoStack', in: AUTHOR, attr: 'href', take: 'vk-author' },
        { in: '[data-testid="vkme_convo_list_item"]', attr: 'data-peer-id', take: 'vk-author' },
      ],
      own: 'compare',
    },
    time: [
      {
        by: 'clock',
        of: { in: '.ConvoMessageInfoWithoutBubbles__date' },
        day: { up: '.ConvoHistory__dateStack', in: '.DateSeparator[aria-label]', attr: 'aria-label' },
      },
      { by: 'label', of: { in: '.ConvoListItem__date' } },
    ],
  },
  feed: null,
  thread: null,
  folds: { expanders: [], filtered: [] },
  editor: {
    field: ['[data-testid="vkme_composer_input"][contenteditable="true"]'],
    not: [],
    replyTo: [],
    voice: [{ up: '.MEApp__route', in: '.ConvoList__headerGroup a[href]', attr: 'href', take: 'vk-author' }],
    opener: [],
  },
  composer: null,
};
