/** What Telegram's clients do over time and at their edges, on the sample pages. */
import { describe, expect, test } from 'vitest';
import { loadSample } from '../../scripts/lib/samples';
import { identifyUrl } from '../../sites/identity';
import { LAYOUTS } from '../../sites/layouts';
import { PageReader } from '../../sites/reader';
import { SAMPLES } from '../pages';
import type { SamplePage } from '../pages/sample';
import { holds, NOW, openHtml, readAll, readOnce, ZONE } from './open';

const GROUP = 'telegram:id:1700204816';
const CHANNEL = 'telegram:id:1700204815';

type Change = (document: Document) => void;

function open(sample: SamplePage, scripts = false) {
  return openHtml(loadSample(sample.file, NOW, ZONE), sample.url, scripts);
}

function readChanged(sample: SamplePage, change: Change, url = sample.url) {
  const { document } = open(sample);
  change(document);
  return readOnce(document, url);
}

/** @throws when the page does not hold it: a changed sample must not make a test empty. */
function one(document: ParentNode, selector: string): Element {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`${selector} is not on the page`);
  return element;
}

describe('addresses', () => {
  test.each([
    ['https://web.telegram.org/k/#@Selo_Kedr', 'channel', ['telegram:name:selo_kedr'], undefined],
    ['https://web.telegram.org/k/#-1700204815', 'channel', [CHANNEL], undefined],
    ['https://web.telegram.org/a/#-1001700204815', 'channel', [CHANNEL], undefined],
    ['https://web.telegram.org/a/#-1001700204816_930', 'discussion', [GROUP], '930'],
    ['https://web.telegram.org/a/#-1001700204815_pinned', 'other', [CHANNEL], undefined],
    ['https://web.telegram.org/a/#-1001700204815_scheduled', 'other', [CHANNEL], undefined],
    ['https://web.telegram.org/a/#-1001700204816_930_pinned', 'other', [], undefined],
    ['https://web.telegram.org/a/#777000', 'other', [], undefined],
    ['https://web.telegram.org/k/', 'other', [], undefined],
    ['https://web.telegram.org/k/#?tgaddr=tg%3A%2F%2Fresolve', 'other', [], undefined],
    ['https://web.telegram.org/k/#%E0%A4%A', 'other', [], undefined],
    ['https://t.me/s/Selo', 'channel', ['telegram:name:selo'], undefined],
    ['https://t.me/s/selo?before=100', 'other', ['telegram:name:selo'], undefined],
    ['https://t.me/s/selo?q=вода', 'other', ['telegram:name:selo'], undefined],
    ['https://t.me/s/selo/40', 'other', ['telegram:name:selo'], undefined],
    ['https://t.me/selo/40?embed=1', 'post', ['telegram:name:selo'], undefined],
    ['https://t.me/selo', 'other', ['telegram:name:selo'], undefined],
    ['https://t.me/joinchat/AAAA', 'other', [], undefined],
    ['https://t.me/+AbCdEf', 'other', [], undefined],
    ['https://t.me/c/1700204815/40', 'other', [], undefined],
  ])('%s', (url, kind, keys, thread) => {
    const identity = identifyUrl(url);
    expect([identity?.kind, identity?.keys, identity?.thread]).toEqual([kind, keys, thread]);
  });

  test('the comments of a public channel belong to a group that only the page tells', () => {
    expect(identifyUrl('https://t.me/selo/40?embed=1&discussion=1')).toEqual({
      site: 'telegram',
      keys: [],
      kind: 'discussion',
      post: '40',
      parentKeys: ['telegram:name:selo'],
    });
  });
});

describe('one channel in three ways', () => {
  const faces = ['telegram-k', 'telegram-a', 'telegram-preview'] as const;

  test('the same numbers of posts, the same texts and formats', () => {
    const [k, a, preview] = faces.map((face) => {
      const { posts } = readOnce(open(SAMPLES[face]).document, SAMPLES[face].url);
      return posts.map(({ id, text, formats, repost }) => ({ id, text, formats, repost }));
    });
    expect(a).toEqual(k);
    expect(preview).toEqual(k);
  });

  test('K joins the number, which A shows, to the name, which the preview shows', () => {
    const [k, a, preview] = faces.map((face) => readOnce(open(SAMPLES[face]).document, SAMPLES[face].url).page.keys);
    expect(k?.filter((key) => a?.includes(key))).toHaveLength(1);
    expect(k?.filter((key) => preview?.includes(key))).toHaveLength(1);
  });

  test('every discussion names its group by number, and K and the preview the channel above it', () => {
    const pages = (['telegram-k-discussion', 'telegram-a-discussion', 'telegram-preview-discussion'] as const).map(
      (name) => readOnce(open(SAMPLES[name]).document, SAMPLES[name].url).page,
    );
    expect(pages.map((page) => page.keys)).toEqual([[GROUP], [GROUP], [GROUP]]);
    expect(pages.map((page) => page.parentKeys)).toEqual([[CHANNEL], [], ['telegram:name:verhnekedrovo']]);
  });
});

describe('Web K', () => {
  const channel = SAMPLES['telegram-k'];
  const thread = SAMPLES['telegram-k-discussion'];

  test.each(['scheduled', 'pinned', 'search', 'saved'])(
    'a list of %s messages is no feed and shows no posts',
    (type) => {
      const { page, posts, comments, feed } = readChanged(channel, (document) => {
        one(document, '.chat.active').setAttribute('data-type', type);
      });
      expect([page.kind, posts, comments, feed]).toEqual(['other', [], [], null]);
    },
  );

  test('a channel that signs posts with profiles is drawn like a group and stays a channel', () => {
    const { page, posts, comments } = readChanged(channel, (document) => {
      one(document, '.scrollable > .bubbles-inner').classList.add('is-chat');
    });
    expect([page.kind, posts.length, comments.length]).toEqual(['channel', channel.posts.length, 0]);
  });

  test.each<[string, Change]>([
    ['scrolled up', (document) => one(document, '.chat.active .bubbles').classList.remove('scrolled-down')],
    [
      'with unread messages below',
      (document) => one(document, '.chat.active .bubbles-go-down .badge').classList.remove('is-badge-empty'),
    ],
  ])('%s, the newest post may not be on the page', (_how, change) => {
    expect(readChanged(channel, change).feed?.top).toBe(false);
  });

  test.each([
    ['Канал создан', true],
    ['Channel created', true],
    ['Канал закрепил сообщение «Канал создан для жителей…»', false],
  ])('«%s» ends the feed: %s', (words, bottom) => {
    const { feed } = readChanged(channel, (document) => {
      one(document, '.bubble.service[data-mid] .i18n').textContent = words;
    });
    expect(feed?.bottom).toBe(bottom);
  });

  test('for a moment after a navigation the old channel is still there: its number is not taken for the new one’s', () => {
    const { page } = readChanged(channel, () => {}, 'https://web.telegram.org/k/#-1660011223');
    expect(page.keys).toEqual(['telegram:id:1660011223']);
  });

  test('a private chat belongs to no page', () => {
    const { page, posts, comments } = readChanged(
      thread,
      (document) => {
        one(document, '.chat.active').setAttribute('data-type', 'chat');
        one(document, '.chat.active .scrollable > .bubbles-inner').className = 'bubbles-inner';
      },
      'https://web.telegram.org/k/#501177',
    );
    expect([page.keys, page.parentKeys, posts, comments]).toEqual([[], [], [], []]);
  });

  test('a long thread goes on being of its post when its beginning has left the page', () => {
    const { document } = open(thread);
    const reader = new PageReader(LAYOUTS);
    const options = { url: thread.url, now: NOW, zone: ZONE, settled: true };
    readAll(reader, document, options);
    for (const bubble of document.querySelectorAll('.chat.active .bubble[data-saved-from]')) bubble.remove();
    one(document, '.chat.active .bubble[data-mid="4294968199"]').remove();
    const { comments, coverage } = readAll(reader, document, options).reading;
    expect(comments.length).toBe(12);
    expect(new Set(comments.map(({ post }) => post))).toEqual(new Set(['415']));
    expect(coverage).toMatchObject({ read: 13, said: 13, complete: true });
  });

  test('another thread of the same group starts anew', () => {
    const { document } = open(thread);
    const reader = new PageReader(LAYOUTS);
    const options = { url: thread.url, now: NOW, zone: ZONE, settled: true };
    readAll(reader, document, options);
    const other = document.implementation.createHTMLDocument();
    other.body.innerHTML = open(thread).document.body.innerHTML;
    const starter = one(other, '.chat.active .bubble[data-saved-from]');
    starter.setAttribute('data-saved-from', '-1700204815_4294967717');
    starter.setAttribute('data-mid', '4294968226');
    for (const bubble of other.querySelectorAll('.chat.active .bubble.is-in[data-reply-to-mid]')) bubble.remove();
    const { coverage } = readAll(reader, other, options).reading;
    expect(coverage.posts).toEqual([{ post: '421', read: 1, said: 13, folded: 0, filtered: false }]);
  });

  test('what the person at the screen writes as the channel is the channel’s', () => {
    const { comments } = readChanged(thread, (document) => {
      const answer = one(document, '.chat.active .bubble[data-mid="4294968201"]');
      answer.classList.replace('is-in', 'is-out');
      one(answer.parentElement as Element, '.bubbles-group-avatar-container').remove();
    });
    expect(comments.find(({ id }) => id === '905')?.author.own).toBe(true);
  });

  test('a forwarded comment is by whoever sent it, not by the one it was taken from', () => {
    const { comments } = readChanged(thread, (document) => {
      const bubble = one(document, '.chat.active .bubble[data-reply-to-mid]');
      bubble.classList.add('forwarded');
      const name = one(bubble, '.name .peer-title');
      name.textContent = 'Районные вести';
      name.setAttribute('data-peer-id', '-1660011223');
    });
    expect(comments[0]?.author).toEqual({ name: '', link: null, own: false });
  });

  test('the whole group beside its channel: comments of no known post, the channel’s posts left out', () => {
    const { page, comments, coverage } = readChanged(thread, (document) => {
      one(document, '.chat.active').setAttribute('data-type', 'chat');
      one(document, '.chat.active .user-title').innerHTML =
        '<span class="peer-title" data-peer-id="-1700204816">Обсуждение</span>';
    });
    expect([page.kind, page.name, page.keys, page.parentKeys]).toEqual([
      'discussion',
      'Обсуждение',
      [GROUP],
      [CHANNEL],
    ]);
    expect(new Set(comments.map(({ post }) => post))).toEqual(new Set([null]));
    expect([comments.length, coverage.said, coverage.complete]).toEqual([13, null, false]);
  });
});

describe('Web A', () => {
  const FRONT = '.messages-layout > .Transition > .Transition_slide-active > .MessageList';
  const channel = SAMPLES['telegram-a'];
  const thread = SAMPLES['telegram-a-discussion'];

  test('scrolling through a window reads every comment, though no moment shows them all', () => {
    const { document, dom } = open(thread, true);
    const reader = new PageReader(LAYOUTS);
    const options = { url: thread.url, now: NOW, zone: ZONE, settled: true };
    const first = readAll(reader, document, options).reading;
    one(document, FRONT).dispatchEvent(new dom.window.Event('scroll'));
    const second = readAll(reader, document, options).reading;
    expect([first.comments.length, first.coverage.complete]).toEqual([13, false]);
    expect(second.comments.map(({ id }) => id).slice(0, 6)).toEqual(['931', '932', '933', '934', '935', '936']);
    expect(second.comments.length).toBeLessThan(18);
    expect(second.coverage).toMatchObject({ read: 18, said: 18, complete: true });
    expect(second.health.state).toBe('ok');
  });

  test('the beginning of the thread tells the channel, and so that its own comments are the page’s', () => {
    const { document, dom } = open(thread, true);
    one(document, FRONT).dispatchEvent(new dom.window.Event('scroll'));
    const { page, comments } = readOnce(document, thread.url);
    expect(page.parentKeys).toEqual([CHANNEL]);
    expect(comments.find(({ id }) => id === '933')?.author.own).toBe(true);
    expect(comments.find(({ id }) => id === '939')?.author).toEqual({ name: '', link: null, own: false });
  });

  test.each<[string, number | null, string, boolean]>([
    ['Комментарии', 0, 'ok', true],
    ['Comments', 0, 'ok', true],
    ['Загрузка…', null, 'broken', false],
  ])('a thread without comments under the title «%s»', (title, said, state, complete) => {
    const { coverage, health } = readChanged(thread, (document) => {
      one(document, '.MiddleHeader h3:not(.fullName)').textContent = title;
      for (const group of document.querySelectorAll(`${FRONT} .Message`)) group.remove();
    });
    expect([coverage.posts[0]?.said ?? null, health.state, coverage.complete]).toEqual([said, state, complete]);
  });

  test('a screen left behind that is not the thread’s channel proves nothing', () => {
    const { document, dom } = open(thread, true);
    one(document, '.Transition_slide-inactive .fullName').textContent = 'Районные вести';
    one(document, FRONT).dispatchEvent(new dom.window.Event('scroll'));
    expect(readOnce(document, thread.url).page.parentKeys).toEqual([]);
  });

  test('two threads of one group are not added up', () => {
    const reader = new PageReader(LAYOUTS);
    const { document } = open(thread);
    const options = { now: NOW, zone: ZONE, settled: true };
    readAll(reader, document, { ...options, url: thread.url });
    const groups = document.querySelectorAll(`${FRONT} .sender-group-container`);
    for (const group of [...groups].slice(1)) group.remove();
    const { coverage } = readAll(reader, document, { ...options, url: thread.url.replace('_930', '_880') }).reading;
    expect(coverage.read).toBe(1);
  });

  test.each(['_pinned', '_scheduled'])('the list «%s» is no feed and shows no posts', (suffix) => {
    const change: Change = (document) => {
      one(document, '.MiddleHeader .Transition_slide-active').innerHTML =
        '<div class="back-button"></div><h3>2 отложенных сообщения</h3>';
      if (suffix === '_pinned') one(document, '.MessageList').classList.add('type-pinned');
    };
    const { page, posts, feed } = readChanged(channel, change, `${channel.url}${suffix}`);
    expect([page.kind, posts, feed]).toEqual(['other', [], null]);
  });

  test('without the mark at the end newer posts may follow', () => {
    const { feed } = readChanged(channel, (document) => one(document, '.list-bottom-marker').remove());
    expect(feed?.top).toBe(false);
  });

  test('the end of a screen left behind is not the end of the one in front', () => {
    const { document, dom } = open(thread, true);
    one(document, FRONT).dispatchEvent(new dom.window.Event('scroll'));
    expect(document.querySelectorAll('.list-bottom-marker').length).toBe(1);
    expect(readOnce(document, thread.url).coverage.posts[0]?.folded).toBe(1);
  });

  test.each([
    ['Канал создан', true],
    ['Закреплено сообщение «Канал создан…»', false],
  ])('«%s» ends the feed: %s', (words, bottom) => {
    const { feed } = readChanged(channel, (document) => {
      one(document, '.ActionMessage span').textContent = words;
    });
    expect(feed?.bottom).toBe(bottom);
  });

  test('a message that is being deleted is gone', () => {
    const { posts } = readChanged(channel, (document) => one(document, '#message-421').classList.add('is-dissolving'));
    expect(posts.map(({ id }) => id)).not.toContain('421');
  });

  test('«изменено» before the time does not hide it', () => {
    const { posts } = readOnce(open(channel).document, channel.url);
    const edited = posts.find(({ id }) => id === '421');
    expect(edited?.timeLabel).toMatch(/^изменено \d\d:\d\d$/);
    expect(edited?.time?.span).toBe(60_000);
  });

  test('an unknown day is reported and its posts have no time', () => {
    const { posts, health } = readChanged(channel, (document) => {
      one(document, '#message-421').closest('.message-date-group')!.querySelector('.sticky-date span')!.textContent =
        'на днях';
    });
    expect(posts.find(({ id }) => id === '421')?.time).toBeNull();
    expect(health.state).toBe('degraded');
  });

  test('documents sent together keep the number of the first and the time of the last', () => {
    const { posts } = readOnce(open(channel).document, channel.url);
    const post = posts.find(({ id }) => id === '412');
    expect(holds(post?.time ?? null, Date.parse('2026-11-20T12:30:00+07:00'))).toBe(true);
    expect(posts.map(({ id }) => id)).not.toContain('413');
  });
});

describe('the preview', () => {
  const channel = SAMPLES['telegram-preview'];

  test('a page that offers newer posts does not hold the newest', () => {
    const { feed } = readChanged(channel, (document) => {
      one(document, '.js-message_history').insertAdjacentHTML(
        'beforeend',
        '<a class="tme_messages_more js-messages_more" data-after="421"></a>',
      );
    });
    expect(feed?.top).toBe(false);
  });

  test('where nothing earlier is offered the channel begins', () => {
    const { feed } = readChanged(channel, (document) => one(document, '[data-before]').remove());
    expect(feed?.bottom).toBe(true);
  });

  test('a part of the posts is no feed', () => {
    const { page, posts, feed } = readChanged(channel, () => {}, `${channel.url}?q=вода`);
    expect([page.kind, posts.length, feed]).toEqual(['other', channel.posts.length, null]);
  });

  test('somebody else’s public name is not the channel’s', () => {
    const sample = SAMPLES['telegram-preview-discussion'];
    const { comments } = readOnce(open(sample).document, sample.url);
    expect(comments.map(({ author }) => author.own)).toEqual([false, false, true, null, false, false, null, null]);
  });
});

test.each(['a', 'k'])('a page of client %s that is still empty is not named after the client', (client) => {
  const url = `https://web.telegram.org/${client}/#-1002000000001`;
  const { page } = readOnce(openHtml('<!doctype html><title>Telegram Web</title>', url).document, url);
  expect([page.name, page.keys.length]).toEqual(['', 1]);
});
