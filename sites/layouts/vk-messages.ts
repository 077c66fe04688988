import type { Layout } from '../layout';

const TEXT = ['.ConvoMessageWithoutBubble__text .MessageText', '.MessageText', '.ConvoMessage__text'];
const AUTHOR = 'a.ConvoMessageHeader__authorLink';

/**
 * The community's inbox, `/gim<group>/convo/<person>`: class names there are not hashed. Only the first message of a run
 * carries its author. Whoever opens a conversation marks it read, so it is read when the person has opened it, never
 * opened by us. Sources: public extensions and fixtures of August and September 2026.
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
    item: ['.ConvoHistory .VirtualScrollItem[data-itemkey]:has(article.ConvoHistory__messageBlock)'],
    not: [':has(article.ServiceMessage)'],
    id: [{ attr: 'data-itemkey', take: 'number' }],
    scoped: true,
    post: [],
    parent: [],
    permalink: [],
    text: {
      in: TEXT,
      not: ['[data-testid="vkme_replied_message"]', '.ForwardedMessageNew', '[class*="AttachWall"]', '.Attachments'],
    },
    author: {
      name: [{ in: AUTHOR }, { up: '.ConvoStack', in: AUTHOR }],
      link: [
        { in: AUTHOR, attr: 'href' },
        { up: '.ConvoStack', in: AUTHOR, attr: 'href' },
      ],
      key: [
        { in: AUTHOR, attr: 'href', take: 'vk-author' },
        { up: '.ConvoStack', in: AUTHOR, attr: 'href', take: 'vk-author' },
      ],
      own: 'compare',
    },
    time: [
      {
        by: 'clock',
        of: { in: '.ConvoMessageInfoWithoutBubbles__date' },
        day: { up: '.ConvoHistory__dateStack', in: '.DateSeparator[aria-label]', attr: 'aria-label' },
      },
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
