/** Pages of the real clients, run with invented content, read whole. They lie beside the project, not in it. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Comment, Post, Reading } from '../../types';
import { openHtml, readOnce } from './open';

const FOLDER = new URL('../../../shared/sites/snapshots/', import.meta.url);
/** When and where the pages were saved. */
const NOW = Date.parse('2026-11-24T12:00:00+03:00');
const ZONE = 'Europe/Moscow';

const URLS = {
  'telegram-k-ru-channel': 'https://web.telegram.org/k/#-2000000001',
  'telegram-k-en-channel': 'https://web.telegram.org/k/#-2000000001',
  'telegram-k-ru-comments': 'https://web.telegram.org/k/#-2000000002',
  'telegram-a-ru-channel': 'https://web.telegram.org/a/#-1002000000001',
  'telegram-a-en-channel': 'https://web.telegram.org/a/#-1002000000001',
  'telegram-a-ru-comments': 'https://web.telegram.org/a/#-1002000000002_102',
  'telegram-preview-lifemodel-test-channel': 'https://t.me/s/test_channel',
} as const;

function read(name: keyof typeof URLS, zone = ZONE): Reading {
  const { document } = openHtml(readFileSync(new URL(`${name}.html`, FOLDER), 'utf8'), URLS[name]);
  return readOnce(document, URLS[name], { now: NOW, zone });
}

/** Each client prints the posts' clock of Moscow; K's instants are exact, A's a minute wide. */
const POSTS = [
  ['10', '2026-11-10T10:05:00+03:00', 3],
  ['11', '2026-11-12T12:05:00+03:00', 0],
  ['12', '2026-11-14T18:05:00+03:00', 10],
  ['13', '2026-11-16T09:05:00+03:00', 2],
  ['14', '2026-11-18T20:05:00+03:00', 2],
  ['15', '2026-11-20T11:05:00+03:00', 1],
  ['16', '2026-11-22T13:05:00+03:00', 1],
  ['17', '2026-11-24T03:43:47+03:00', 1],
] as const;

const COMMENTS = [
  ['111', '2026-11-14T18:20:00+03:00', 'Алиса Громова'],
  ['112', '2026-11-14T18:42:00+03:00', 'Борис'],
  ['113', '2026-11-14T19:01:00+03:00', 'Admin RP'],
  ['114', '2026-11-15T10:15:00+03:00', 'Вера Лунина'],
  ['115', '2026-11-15T10:20:00+03:00', 'Admin RP'],
  ['116', '2026-11-15T22:10:00+03:00', 'Глеб'],
  ['117', '2026-11-15T22:14:00+03:00', 'Алиса Громова'],
  // Written at this screen: neither client prints the name.
  ['118', '2026-11-16T09:30:00+03:00', ''],
  ['119', '2026-11-16T09:31:00+03:00', 'Admin RP'],
  ['120', '2026-11-17T15:00:00+03:00', 'Борис'],
] as const;

/** The moments as the client prints them: to the second, or to the minute. */
function moments(items: readonly (Post | Comment)[], minutes: boolean) {
  const unit = minutes ? 60_000 : 1000;
  return items.map(({ id, time }) => [
    id,
    time && new Date(Math.floor(time.at / unit) * unit).toISOString(),
    time?.span,
  ]);
}

function printed(items: readonly (readonly [string, string, unknown])[], minutes: boolean) {
  const unit = minutes ? 60_000 : 1000;
  return items.map(([id, iso]) => [id, new Date(Math.floor(Date.parse(iso) / unit) * unit).toISOString(), unit]);
}

const plain = (text: string) => text.replace(/\s/g, ' ');

describe.runIf(existsSync(FOLDER))('pages of the real Telegram clients', () => {
  describe.each([
    ['telegram-k', false],
    ['telegram-a', true],
  ] as const)('%s', (client, minutes) => {
    const channel = () => read(`${client}-ru-channel`);
    const thread = () => read(`${client}-ru-comments`);

    test('the channel: whose it is, every post, every number of comments', () => {
      const { layout, page, posts, health } = channel();
      expect(layout).toBe(client);
      expect(page).toMatchObject({ kind: 'channel', keys: ['telegram:id:2000000001'], name: 'Администрация' });
      expect(moments(posts, minutes)).toEqual(printed(POSTS, minutes));
      expect(posts.map((post) => post.commentsSaid)).toEqual(POSTS.map(([, , said]) => said));
      expect(posts.map(({ own, ad, repost }) => [own, ad, repost])).toEqual(POSTS.map(() => [true, false, false]));
      expect(posts.filter((post) => post.pinned).map((post) => post.id)).toEqual(['10']);
      expect(health.state).toBe('ok');
    });

    test('texts hold neither time, views nor reactions', () => {
      const texts = channel().posts.map((post) => plain(post.text));
      expect(texts[0]).toBe(
        '📌 Правила проекта 1. Пост в локации — не реже одного раза в три дня. 2. Минимум 5 строк. 3. Уважайте соигроков. Неактив без предупреждения дольше 7 дней — снятие роли.',
      );
      expect(texts.at(-2)).toBe('Напоминание: дедлайн по анкетам завтра, 23:59 МСК.');
    });

    test('the newest end of the list is on the page, the oldest is not told', () => {
      expect(channel().feed).toEqual({ ids: POSTS.map(([id]) => id).reverse(), top: true, bottom: false });
    });

    test('the English interface reads the same', () => {
      const english = read(`${client}-en-channel`);
      const russian = channel();
      const same = ({ posts, page, feed, coverage }: Reading) => ({
        posts: posts.map(({ timeLabel: _, ...post }) => ({ ...post, text: plain(post.text) })),
        keys: page.keys,
        feed: feed?.ids,
        coverage,
      });
      expect(same(english)).toEqual(same(russian));
    });

    test('a thread: whose it is and whose channel stands above it', () => {
      const { page } = thread();
      expect(page.kind).toBe('discussion');
      expect(page.keys).toEqual(['telegram:id:2000000002']);
      expect(page.parentKeys).toEqual(['telegram:id:2000000001']);
      expect(page.name).toBe('Администрация');
    });

    test('a thread: every comment once, its author and its time; the channel left behind is not read', () => {
      const { posts, comments, coverage, health } = thread();
      expect(posts).toEqual([]);
      expect(moments(comments, minutes)).toEqual(printed(COMMENTS, minutes));
      expect(comments.map((comment) => comment.author.name.replace(' 🐺', ''))).toEqual(
        COMMENTS.map(([, , name]) => name),
      );
      expect(comments.map((comment) => comment.author.own)).toEqual(COMMENTS.map(() => false));
      expect(coverage).toMatchObject({ read: 10, said: 10, complete: true });
      expect(health.state).toBe('ok');
    });

    test('a quote is no part of the answer, and markup in a text stays text', () => {
      const texts = new Map(thread().comments.map(({ id, text }) => [id, plain(text)]));
      expect(texts.get('113')).toBe('Принято, отмечаю обоих.');
      expect(texts.get('120')).toBe(
        '**не жирный** <b>не тег</b> &amp; &lt;script&gt;alert(1)&lt;/script&gt; — проверка экранирования',
      );
    });

    test('one reply editor in a thread, none in a channel that cannot be written to', () => {
      const editors = (reading: Reading) => reading.health.parts.find(({ part }) => part === 'editor')?.found ?? 0;
      expect([editors(channel()), editors(thread())]).toEqual([0, 1]);
    });
  });

  test('Web K tells which post a thread is about and which comment an answer answers', () => {
    const { comments } = read('telegram-k-ru-comments');
    expect(new Set(comments.map((comment) => comment.post))).toEqual(new Set(['12']));
    expect(comments.filter(({ parent }) => parent).map(({ id, parent }) => [id, parent])).toEqual([
      ['113', '112'],
      ['115', '114'],
      ['117', '116'],
      ['119', '118'],
    ]);
  });

  test('Web A: a time that the mouse has touched is exact to the second', () => {
    const { document } = openHtml(
      readFileSync(new URL('telegram-a-ru-comments.html', FOLDER), 'utf8'),
      URLS['telegram-a-ru-channel'],
    );
    const left = document.querySelector('.Transition_slide-inactive .message-time[title]');
    document.querySelector('#message-111 .message-time')?.setAttribute('title', '14 нояб. 2026 г., 18:20:37');
    const { comments } = readOnce(document, URLS['telegram-a-ru-comments'], { now: NOW, zone: ZONE });
    expect(left?.getAttribute('title')).toBe('10 нояб. 2026 г., 10:05:00');
    expect(comments[0]?.time).toEqual({ at: Date.parse('2026-11-14T18:20:37+03:00'), span: 1000 });
  });

  test('the preview: ids, exact instants, an album as one post, a repost, a text with a nested quote', () => {
    const { layout, page, posts, feed, health } = read('telegram-preview-lifemodel-test-channel');
    expect([layout, health.state]).toEqual(['telegram-preview', 'ok']);
    expect(page).toMatchObject({ kind: 'channel', keys: ['telegram:name:test_channel'], name: 'Test_Channel' });
    expect(posts.map(({ id, time, own, repost, formats }) => [id, time?.at, own, repost, formats])).toEqual([
      ['1001', Date.parse('2026-01-31T08:35:56Z'), true, false, ['photo', 'album']],
      ['1003', Date.parse('2026-01-31T09:35:00Z'), true, false, ['other']],
      ['1010', Date.parse('2026-01-31T09:41:27Z'), true, true, ['photo', 'album']],
    ]);
    expect(posts[2]?.text).toContain('Key updates:\n- Brick masonry on balconies completed');
    expect(posts[0]?.permalink).toBe('https://t.me/test_channel/1001');
    expect(feed).toEqual({ ids: ['1010', '1003', '1001'], top: true, bottom: false });
  });
});
