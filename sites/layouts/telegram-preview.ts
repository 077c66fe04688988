import type { Layout } from '../layout';

/**
 * t.me/s/<name>, the page that everybody can see without an account, a post embedded elsewhere, and the comments
 * widget t.me/<name>/<post>?embed=1&discussion=1. Seen in real pages of January and October 2026. The list of posts
 * prints no numbers of comments.
 */
export const telegramPreview: Layout = {
  id: 'telegram-preview',
  site: 'telegram',
  seen: '2026-10',
  hosts: ['t.me'],
  recognise: ['.tgme_channel_history', '.tgme_post_discussion', '.js-widget_message'],
  skip: [],
  boundaries: ['.tgme_widget_message_reply', '.tgme_widget_message_link_preview'],
  page: {
    name: [
      { in: '.tgme_channel_info_header_title' },
      { in: '.tgme_header_title' },
      { in: '.tgme_widget_message_owner_name' },
    ],
    keys: [
      { in: '.tgme_channel_info_header_username a[href]', attr: 'href', take: 'telegram-name' },
      // `c<number of the discussion group>_<something secret>`
      { in: '.js-new_message_form input[name="peer"]', attr: 'value', take: 'telegram-peer' },
    ],
    kinds: [{ kind: 'discussion', mark: { at: '.tgme_post_discussion' } }],
    parentKeys: [],
  },
  posts: {
    item: ['.js-widget_message[data-post]'],
    not: ['.service_message', '.tgme_post_discussion .js-widget_message'],
    id: [{ attr: 'data-post', take: 'last-number' }],
    permalink: [{ in: 'a.tgme_widget_message_date[href]', attr: 'href' }],
    text: { in: ['.js-message_text:not(.js-message_reply_text)'], not: ['.js-message_reply_text'] },
    time: [
      { by: 'iso', of: { in: 'a.tgme_widget_message_date time[datetime]', attr: 'datetime' } },
      { by: 'iso', of: { in: '.tgme_widget_message_meta time[datetime]', attr: 'datetime' } },
    ],
    author: {
      name: [{ in: '.tgme_widget_message_owner_name' }],
      link: [{ in: 'a.tgme_widget_message_owner_name[href]', attr: 'href' }],
      key: [{ in: 'a.tgme_widget_message_owner_name[href]', attr: 'href', take: 'telegram-name' }],
      own: 'compare',
    },
    // The preview tells of a pinned post by a service message only.
    pinned: [],
    ad: [],
    repost: [{ at: '.tgme_widget_message_forwarded_from' }],
    formats: {
      photo: ['a.tgme_widget_message_photo_wrap'],
      album: ['.tgme_widget_message_grouped_wrap'],
      animation: ['a.tgme_widget_message_video_player:not(:has(time.message_video_duration)):not(.not_supported)'],
      video: [
        'a.tgme_widget_message_video_player:has(time.message_video_duration)',
        '.tgme_widget_message_roundvideo_player',
      ],
      poll: ['.tgme_widget_message_poll'],
      audio: ['.tgme_widget_message_voice_player', '.tgme_widget_message_document_icon.audio'],
      document: ['.tgme_widget_message_document_icon:not(.audio)'],
      link: ['.tgme_widget_message_link_preview'],
      other: [
        '.tgme_widget_message_location_wrap',
        '.tgme_widget_message_sticker_wrap',
        // Hidden ones stand inside photos and videos too.
        '.tgme_widget_message_bubble > .message_media_not_supported_wrap',
      ],
    },
    commentsSaid: [],
  },
  comments: {
    item: ['.tgme_post_discussion .js-widget_message[data-post-id]'],
    not: ['.service_message'],
    id: [{ attr: 'data-post-id' }],
    post: [],
    parent: [{ in: '.js-reply_to[data-reply-to]', attr: 'data-reply-to' }],
    permalink: [{ in: 'a.tgme_widget_message_date[href]', attr: 'href' }],
    text: { in: ['.js-message_text:not(.js-message_reply_text)'], not: ['.js-message_reply_text'] },
    author: {
      name: [{ in: '.tgme_widget_message_author_name' }],
      link: [{ in: 'a.tgme_widget_message_author_name[href]', attr: 'href' }],
      key: [{ in: 'a.tgme_widget_message_author_name[href]', attr: 'href', take: 'telegram-name' }],
      own: 'compare',
    },
    time: [{ by: 'iso', of: { in: 'a.tgme_widget_message_date time[datetime]', attr: 'datetime' } }],
  },
  feed: {
    newest: 'last',
    top: [{ by: 'absent', at: '.js-messages_more[data-after]' }],
    bottom: [{ by: 'absent', at: '.js-messages_more[data-before]' }],
  },
  thread: {
    post: [],
    said: [
      { in: '.tgme_post_discussion_header .js-header', take: 'count' },
      { in: '.js-header', take: 'count' },
    ],
  },
  folds: { expanders: [{ at: '.tgme_post_discussion .js-messages_more' }], filtered: [] },
  editor: {
    field: ['.js-new_message_form [contenteditable="true"]', '.js-new_message_form textarea'],
    not: [],
    replyTo: [],
    voice: [],
    opener: [],
  },
  composer: null,
  card: {
    texts: ['.tgme_channel_info_header_title', '.tgme_channel_info_description'],
    phones: [],
    emails: [],
    sites: [],
    whole: ['.tgme_channel_info'],
  },
};
