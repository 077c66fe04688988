import type { Layout } from '../layout';

/** In lists of pinned, scheduled and found messages, which are chats of another type. */
const OTHER_LIST = '.chat:not([data-type="chat"]):not([data-type="discussion"]) .bubble';

/**
 * web.telegram.org/k/ (tweb). Selectors checked against pages of the running client, November 2026.
 * Several chats stay in the DOM: only the active one is read. A channel that signs posts with profiles is drawn like a
 * group but stays `is-broadcast`.
 */
export const telegramK: Layout = {
  id: 'telegram-k',
  site: 'telegram',
  seen: '2026-11',
  hosts: ['web.telegram.org'],
  recognise: ['.chats-container .chat .bubbles'],
  root: '.chats-container > .chat.active',
  skip: ['.bubbles-remover'],
  boundaries: ['.reply', '.webpage'],
  page: {
    // A thread's title is the number of its comments; its first bubble is the channel's post.
    name: [
      { in: '.topbar .chat-info .user-title .peer-title' },
      { in: '.bubble[data-saved-from] .name .peer-title' },
      { in: '.topbar .chat-info .user-title' },
    ],
    keys: [
      {
        in: '.topbar .chat-info .user-title .peer-title[data-peer-id^="-"]',
        attr: 'data-peer-id',
        take: 'telegram-peer',
      },
      { in: '.bubbles-group .bubble[data-peer-id^="-"]', attr: 'data-peer-id', take: 'telegram-peer' },
    ],
    kinds: [
      { kind: 'other', mark: { at: '.chat:not([data-type="chat"]):not([data-type="discussion"])' } },
      { kind: 'channel', mark: { at: '.bubbles-inner.is-broadcast:not(.bubbles-remover)' } },
      { kind: 'discussion', mark: { at: '.bubbles-inner.is-chat:not(.bubbles-remover)' } },
    ],
    // `<peer of the channel>_<its message>`; the same stands on every post that the channel sends to its group.
    parentKeys: [{ in: '.is-chat .bubble[data-saved-from]', attr: 'data-saved-from', take: 'telegram-peer' }],
  },
  posts: {
    item: ['.bubbles-inner.is-broadcast .bubbles-group .bubble[data-mid]'],
    not: [
      OTHER_LIST,
      '.service',
      '.is-date',
      '.is-sponsored',
      '.is-sending',
      '.is-outgoing',
      '.is-error',
      '[data-mid*="."]',
    ],
    id: [{ attr: 'data-mid', take: 'server-id' }],
    permalink: [],
    text: {
      in: ['.message > .translatable-message', '.message'],
      not: ['.time', '.reply', '.webpage', 'reactions-element', '.clearfix', '.document-container', 'poll-element'],
    },
    time: [
      { by: 'unix', of: { attr: 'data-timestamp' } },
      { by: 'label', of: { in: '.time-inner[title]', attr: 'title', take: 'first-line' } },
    ],
    author: { name: [{ up: '.chat', in: '.topbar .chat-info .peer-title' }], link: [], key: [], own: 'page' },
    pinned: [{ at: '.is-pinned' }, { at: '.time-pinned' }],
    ad: [],
    repost: [{ at: '.forwarded' }],
    formats: {
      photo: ['.bubble.photo:not(:has(.geo-container))'],
      album: ['.bubble.is-album'],
      animation: ['.media-gif-wrapper', { at: '.video-time', words: ['gif'], whole: true }],
      video: [{ at: '.bubble.video .video-time', words: [':'] }, '.bubble.round'],
      poll: ['.bubble.poll-message', 'poll-element'],
      audio: ['.bubble.audio-message', '.bubble.voice-message'],
      document: ['.bubble.document-message'],
      link: ['.webpage'],
      story: ['.bubble.story'],
      other: [
        '.bubble.sticker',
        '.bubble.contact-message',
        '.geo-container',
        '.bubble.is-giveaway',
        '.checklist-content',
      ],
    },
    commentsSaid: [
      { in: 'replies-element .replies-footer-text', take: 'count-or-zero' },
      { in: 'replies-element .replies-beside-text', take: 'count' },
      { in: 'replies-element .replies-beside-text', take: 'zero-if-empty' },
    ],
  },
  comments: {
    item: ['.bubbles-inner.is-chat:not(.is-broadcast) .bubbles-group .bubble[data-mid]'],
    not: [
      OTHER_LIST,
      '.service',
      '.is-date',
      '.is-sponsored',
      '.is-sending',
      '.is-outgoing',
      '.is-error',
      '.is-thread-starter',
      '[data-saved-from]',
      '[data-mid*="."]',
    ],
    id: [{ attr: 'data-mid', take: 'server-id' }],
    post: [],
    // Every comment answers the channel's post; only one to another comment is drawn as an answer.
    parent: [{ up: '.bubble.is-reply', attr: 'data-reply-to-mid', take: 'server-id' }],
    permalink: [],
    text: {
      in: ['.message > .translatable-message', '.message'],
      not: [
        '.time',
        '.reply',
        '.webpage',
        'reactions-element',
        '.clearfix',
        '.name',
        '.document-container',
        'poll-element',
      ],
    },
    author: {
      // A forwarded message bears only the name of the one it was taken from.
      name: [
        { up: '.bubble:not(.forwarded)', in: '.name .peer-title' },
        { up: '.bubbles-group', in: '.bubble:not(.forwarded) .name .peer-title' },
      ],
      link: [],
      key: [
        {
          up: '.bubbles-group',
          in: '.bubbles-group-avatar[data-peer-id]',
          attr: 'data-peer-id',
          take: 'telegram-peer',
        },
        {
          up: '.bubble:not(.forwarded)',
          in: '.name .peer-title[data-peer-id]',
          attr: 'data-peer-id',
          take: 'telegram-peer',
        },
      ],
      own: 'compare',
      mine: { at: [{ at: '.bubble.is-out' }], names: [] },
    },
    time: [
      { by: 'unix', of: { attr: 'data-timestamp' } },
      { by: 'label', of: { in: '.time-inner[title]', attr: 'title', take: 'first-line' } },
    ],
  },
  feed: {
    newest: 'last',
    // At the lower end of the list with nothing more to load, and no unread messages counted on the button down.
    top: [
      {
        by: 'mark',
        mark: { at: '.bubbles.scrolled-down:not(:has(~ .chat-input .bubbles-go-down .badge:not(.is-badge-empty)))' },
      },
    ],
    bottom: [
      {
        by: 'mark',
        mark: { at: '.service-msg, .service-msg .i18n', words: ['канал создан', 'channel created'], whole: true },
      },
    ],
  },
  thread: {
    post: [{ in: '[data-type="discussion"] .bubble[data-saved-from]', attr: 'data-saved-from', take: 'server-id' }],
    said: [{ in: '[data-type="discussion"] .topbar .chat-info .user-title > .i18n', take: 'count' }],
    key: [
      { in: '[data-type="discussion"] .bubble[data-saved-from]', attr: 'data-mid', take: 'server-id' },
      {
        in: '[data-type="discussion"] .bubble[data-reply-to-mid]:not(.is-reply)',
        attr: 'data-reply-to-mid',
        take: 'server-id',
      },
    ],
  },
  folds: {
    expanders: [],
    beyond: [
      { at: '.bubbles-inner:not(.bubbles-remover):not(:has(.bubble[data-saved-from]))' },
      { at: '.bubbles:not(.scrolled-down)' },
    ],
    filtered: [],
  },
  editor: {
    field: [
      '.bubbles:has(.bubbles-inner.is-chat:not(.is-broadcast)) ~ .chat-input .input-message-input[contenteditable="true"]',
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
    field: ['.bubbles:has(.bubbles-inner.is-broadcast) ~ .chat-input .input-message-input[contenteditable="true"]'],
    not: ['.input-field-input-fake'],
  },
  menu: {
    seen: '2026-10',
    by: 'contextmenu',
    opener: [],
    list: ['#bubble-contextmenu'],
    direct: [],
    remove: [
      { at: '.btn-menu-item.danger', words: ['удалить', 'delete'] },
      { at: '.btn-menu-item, .btn-menu-item *', words: ['удалить', 'delete'], whole: true },
    ],
    spam: [],
    ban: [],
  },
  card: {
    texts: ['#column-right .profile-name', '#column-right .profile-content .row-title.pre-wrap'],
    phones: [],
    emails: [],
    sites: [],
    whole: ['#column-right .profile-content'],
  },
};
