import type { Layout } from '../layout';

/**
 * web.telegram.org/k/ (tweb). Selectors checked against pages of the running client, November 2026.
 * Several chats stay in the DOM: only the active one is read.
 */
export const telegramK: Layout = {
  id: 'telegram-k',
  site: 'telegram',
  seen: '2026-11',
  hosts: ['web.telegram.org'],
  recognise: ['.chats-container .chat .bubbles'],
  root: '.chats-container > .chat.active',
  skip: ['.bubbles-remover', '.pinned-message'],
  boundaries: ['.reply', '.webpage'],
  page: {
    name: [{ in: '.topbar .chat-info .user-title .peer-title' }, { in: '.topbar .chat-info .user-title' }],
    keys: [
      { in: '.topbar .chat-info .user-title .peer-title[data-peer-id]', attr: 'data-peer-id', take: 'telegram-peer' },
      { in: '.bubbles-group .bubble[data-peer-id]', attr: 'data-peer-id', take: 'telegram-peer' },
    ],
    kinds: [
      { kind: 'discussion', mark: { at: '[data-type="discussion"]' } },
      { kind: 'channel', mark: { at: '.bubbles-inner.is-broadcast' } },
      { kind: 'discussion', mark: { at: '.bubbles-inner.is-chat' } },
    ],
    // The first bubble of a thread is the channel's post: `<peer of the channel>_<its message>`.
    parentKeys: [{ in: '.bubble[data-saved-from]', attr: 'data-saved-from', take: 'telegram-peer' }],
  },
  posts: {
    item: ['.bubbles-inner.is-broadcast .bubbles-group .bubble[data-mid]'],
    not: ['.service', '.is-date', '.is-sponsored', '.is-sending'],
    id: [{ attr: 'data-mid', take: 'server-id' }],
    permalink: [],
    text: {
      in: ['.message .translatable-message', '.message'],
      not: ['.time', '.reply', '.webpage', 'reactions-element', '.clearfix'],
    },
    time: [
      { by: 'unix', of: { attr: 'data-timestamp' } },
      { by: 'label', of: { in: '.time-inner[title]', attr: 'title' } },
    ],
    author: {
      name: [{ in: '.name .peer-title' }, { up: '.chat', in: '.topbar .chat-info .peer-title' }],
      link: [],
      key: [],
      own: 'page',
    },
    pinned: [{ at: '.is-pinned' }, { at: '.time-pinned' }],
    ad: [{ at: '.is-sponsored' }],
    repost: [{ at: '.forwarded' }, { at: '.name .peer-title[data-saved-from]' }],
    formats: {
      photo: ['.bubble.photo'],
      album: ['.bubble.is-album'],
      animation: ['.media-gif-wrapper'],
      video: ['.bubble.video', '.bubble.round'],
      poll: ['.bubble.poll-message', 'poll-element'],
      audio: ['.bubble.audio-message', '.bubble.voice-message'],
      document: ['.bubble.document-message'],
      link: ['.webpage'],
      story: ['.bubble.story'],
    },
    commentsSaid: [{ in: 'replies-element .replies-footer-text', take: 'count' }],
  },
  comments: {
    item: ['.bubbles-inner.is-chat .bubbles-group .bubble[data-mid]'],
    not: ['.service', '.is-date', '.is-sponsored', '.is-sending', '[data-saved-from]', '.is-thread-starter'],
    id: [{ attr: 'data-mid', take: 'server-id' }],
    post: [],
    parent: [{ attr: 'data-reply-to-mid', take: 'server-id' }],
    permalink: [],
    text: {
      in: ['.message > .translatable-message', '.message'],
      not: ['.time', '.reply', '.webpage', 'reactions-element', '.clearfix', '.name'],
    },
    author: {
      name: [{ in: '.name .peer-title' }, { up: '.bubbles-group', in: '.name .peer-title' }],
      link: [],
      key: [
        { in: '.name .peer-title', attr: 'data-peer-id', take: 'telegram-peer' },
        { up: '.bubbles-group', in: '.bubbles-group-avatar', attr: 'data-peer-id', take: 'telegram-peer' },
      ],
      own: 'compare',
    },
    time: [
      { by: 'unix', of: { attr: 'data-timestamp' } },
      { by: 'label', of: { in: '.time-inner[title]', attr: 'title' } },
    ],
  },
  feed: {
    newest: 'last',
    top: [{ by: 'mark', mark: { at: '.bubbles.scrolled-down' } }],
    bottom: [{ by: 'mark', mark: { at: '.service-msg', words: ['канал создан', 'создал канал', 'channel created'] } }],
  },
  thread: {
    post: [{ in: '.bubble[data-saved-from]', attr: 'data-saved-from', take: 'last-number' }],
    said: [{ in: '.topbar .chat-info .user-title > .i18n', take: 'count' }],
  },
  folds: { expanders: [], filtered: [] },
  editor: {
    field: [
      '.chat-input .input-message-input[data-chat-input-editor="tiptap"]',
      '.chat-input .input-message-input[contenteditable="true"]',
    ],
    not: ['.input-field-input-fake'],
    replyTo: [],
    voice: [
      {
        up: '.chat-input',
        in: '.new-message-send-as-avatar[data-peer-id]',
        attr: 'data-peer-id',
        take: 'telegram-peer',
      },
    ],
    opener: [],
  },
  composer: {
    field: ['.chat-input .input-message-input[contenteditable="true"]'],
    not: ['.input-field-input-fake'],
  },
};
