import type { Layout } from '../layout';

/** What is in front: a slide that was left has an active slide of its own inside. */
const HEADER = '.MiddleHeader > .Transition > .Transition_slide-active';
const LEFT_HEADER = '.MiddleHeader > .Transition > .Transition_slide-inactive';
const SLIDE = '.messages-layout > .Transition > .Transition_slide-active';
const LIST = `${SLIDE} > .MessageList:not(.type-pinned)`;
/** In a chat as such, neither a thread nor the list of pinned or scheduled messages: those have a plain title. */
const CHAT_LIST = `.messages-layout:has(${HEADER} > .chat-info-wrapper) > .Transition > .Transition_slide-active > .MessageList:not(.type-pinned)`;

/**
 * web.telegram.org/a/ (telegram-tt). Selectors checked against pages of the running client 12.0.32, November 2026.
 * Screens that were left stay in the DOM as inactive slides. Messages print hours and minutes only: the day stands over
 * their group, the whole date in a tooltip that is filled when the mouse comes.
 */
export const telegramA: Layout = {
  id: 'telegram-a',
  site: 'telegram',
  seen: '2026-11',
  hosts: ['web.telegram.org'],
  recognise: ['#MiddleColumn .MessageList'],
  root: '#MiddleColumn',
  skip: ['.Transition_slide-inactive', '.Transition_slide-from'],
  boundaries: ['.EmbeddedMessage', '.WebPage'],
  page: {
    name: [{ in: `${HEADER} .ChatInfo .fullName` }, { in: `${SLIDE} .is-thread-top .sender-title` }],
    keys: [
      {
        in: `${HEADER} .ChatInfo .Avatar[data-peer-id^="-100"]`,
        attr: 'data-peer-id',
        take: 'telegram-peer',
      },
    ],
    kinds: [
      { kind: 'other', mark: { at: `${SLIDE} > .MessageList.type-pinned` } },
      {
        kind: 'discussion',
        mark: { at: `${SLIDE} > .MessageList:has(.sender-group-container):not(:has(.CommentButton))` },
      },
    ],
    // The thread names the channel without its number; the header from which it was opened has both.
    parentKeys: [
      {
        in: `${LEFT_HEADER} .ChatInfo .Avatar[data-peer-id^="-100"]`,
        attr: 'data-peer-id',
        take: 'telegram-peer',
      },
    ],
    parentNamed: [[{ in: `${SLIDE} .is-thread-top .sender-title` }], [{ in: `${LEFT_HEADER} .ChatInfo .fullName` }]],
  },
  posts: {
    item: [
      `${CHAT_LIST} .message-date-group > .Message[data-message-id]`,
      // A channel that signs posts with profiles is drawn like a group, but only posts can be commented on.
      `${CHAT_LIST} .sender-group-container > .Message[data-message-id]:has(.CommentButton)`,
    ],
    // Documents sent together are one post, drawn as many messages of which the last bears the time.
    not: [
      '[data-message-id*="."]',
      '.is-in-document-group:not(.last-in-document-group)',
      '.is-deleting',
      '.is-dissolving',
    ],
    id: [
      { up: '.first-in-document-group', attr: 'data-message-id', take: 'server-id' },
      { up: '.last-in-document-group', before: '.first-in-document-group', attr: 'data-message-id', take: 'server-id' },
      { attr: 'data-message-id', take: 'server-id' },
    ],
    permalink: [],
    text: { in: ['.text-content'], not: ['.MessageMeta', '.Reactions', '.WebPage', '.CommentButton'] },
    time: [
      { by: 'label', of: { in: '.MessageMeta .message-time[title]', attr: 'title', take: 'first-line' } },
      {
        by: 'clock',
        of: { in: '.MessageMeta .message-time' },
        day: { up: '.message-date-group', in: '.sticky-date' },
      },
    ],
    author: {
      name: [{ up: '#MiddleColumn', in: `${HEADER} .ChatInfo .fullName` }],
      link: [],
      key: [],
      own: 'page',
    },
    pinned: [{ at: '.bottom-marker[data-is-pinned]' }, { at: '.message-pinned' }],
    ad: [],
    repost: [{ at: '.message-content.is-forwarded' }, { at: '.forward-title' }],
    formats: {
      photo: ['.message-content.media .media-inner:not(.dark):not(:has(video))'],
      album: ['.Message.is-album', '.Album'],
      animation: [{ at: '.message-media-duration', words: ['gif'], whole: true }],
      video: [{ at: '.media-inner .message-media-duration', words: [':'] }, '.RoundVideo'],
      poll: ['.message-content.poll'],
      audio: ['.message-content.audio', '.message-content.voice'],
      document: ['.message-content.document'],
      link: ['.WebPage'],
      story: ['.message-content.story'],
      other: [
        '.message-content.custom-shape:not(.round)',
        '.message-content.contact',
        '.message-content.giveaway',
        '.message-content.unsupported',
        '.Location',
        '.todo-list',
      ],
    },
    commentsSaid: [{ in: '.CommentButton[data-cnt]', attr: 'data-cnt', take: 'count' }],
  },
  comments: {
    item: [`${LIST} .sender-group-container > .Message[data-message-id]:not(:has(.CommentButton))`],
    not: [
      '.is-thread-top',
      '[data-message-id*="."]',
      '.is-in-document-group:not(.last-in-document-group)',
      '.is-deleting',
      '.is-dissolving',
    ],
    id: [{ attr: 'data-message-id', take: 'server-id' }],
    post: [],
    parent: [],
    permalink: [],
    text: { in: ['.text-content'], not: ['.MessageMeta', '.Reactions', '.WebPage'] },
    author: {
      // A forwarded message names the one it was taken from; the face beside the group is its sender's.
      name: [
        { up: '.sender-group-container', in: '.Avatar[data-peer-id][aria-label]', attr: 'aria-label' },
        { in: '.message-title .sender-title' },
        { up: '.sender-group-container', in: '.message-title .sender-title' },
      ],
      link: [],
      key: [
        { up: '.sender-group-container', in: '.Avatar[data-peer-id]', attr: 'data-peer-id', take: 'telegram-peer' },
      ],
      own: 'compare',
      // One's own messages bear a name only when written as the channel or as the group.
      mine: {
        at: [{ at: '.Message.own' }],
        names: [
          { up: '#MiddleColumn', in: `${SLIDE} .is-thread-top .sender-title` },
          { up: '#MiddleColumn', in: `${HEADER} .ChatInfo .fullName` },
        ],
      },
    },
    time: [
      { by: 'label', of: { in: '.MessageMeta .message-time[title]', attr: 'title', take: 'first-line' } },
      {
        by: 'clock',
        of: { in: '.MessageMeta .message-time' },
        day: { up: '.message-date-group', in: '.sticky-date' },
      },
    ],
  },
  feed: {
    newest: 'last',
    // Drawn only when the newest message is in the list.
    top: [{ by: 'mark', mark: { at: `${SLIDE} .messages-container > .list-bottom-marker` } }],
    bottom: [
      {
        by: 'mark',
        mark: {
          at: `${SLIDE} .ActionMessage, ${SLIDE} .ActionMessage span`,
          words: ['канал создан', 'channel created'],
          whole: true,
        },
      },
    ],
  },
  thread: {
    // The channel's post is not told by its number here, only by its copy in the group.
    post: [],
    said: [{ in: `${HEADER} > h3`, take: 'comments-title' }],
  },
  folds: {
    expanders: [],
    beyond: [
      { at: `${SLIDE} .messages-container:not(:has(.is-thread-top))` },
      { at: `${SLIDE} .messages-container:not(:has(.list-bottom-marker))` },
    ],
    filtered: [],
  },
  editor: {
    field: [`${SLIDE}:has(.sender-group-container) #editable-message-text`],
    not: ['.clone'],
    replyTo: [],
    voice: [
      { up: '.Composer', in: '.send-as-button .Avatar[data-peer-id]', attr: 'data-peer-id', take: 'telegram-peer' },
    ],
    voiceName: [{ up: '.Composer', in: '.send-as-button .Avatar[data-peer-id]', attr: 'aria-label' }],
    opener: [],
  },
  composer: {
    field: [`${SLIDE}:not(:has(.sender-group-container)) #editable-message-text`],
    not: ['.clone'],
  },
  menu: {
    seen: '2026-10',
    by: 'contextmenu',
    opener: [],
    list: ['.MessageContextMenu'],
    direct: [],
    remove: [
      { at: '.MenuItem.destructive:has(.icon-delete)' },
      { at: '.MenuItem, .MenuItem *', words: ['удалить', 'delete'], whole: true },
    ],
    spam: [],
    ban: [],
  },
  card: {
    texts: ['#RightColumn .profile-info .fullName', '#RightColumn .ChatExtra .multiline-item .title'],
    phones: [],
    emails: [],
    sites: [],
    whole: ['#RightColumn .ChatExtra'],
  },
};
