/** Odnoklassniki at its edges, on the sample pages. */
import { describe, expect, test } from 'vitest';
import { loadSample } from '../../scripts/lib/samples';
import { identifyUrl } from '../../sites/identity';
import { LAYOUTS } from '../../sites/layouts';
import { PageReader } from '../../sites/reader';
import { SAMPLES } from '../pages';
import type { SamplePage } from '../pages/sample';
import { NOW, openHtml, readAll, readOnce, ZONE } from './open';

const TOPIC = '157001234567';
const GROUP = 'ok:id:57433920101';

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
    ['https://ok.ru/group/57433920101', 'wall', [GROUP], null],
    ['https://ok.ru/group/57433920101/topics', 'wall', [GROUP], null],
    ['https://ok.ru/group/57433920101/delayed', 'other', [GROUP], null],
    ['https://ok.ru/group/57433920101/members', 'other', [GROUP], null],
    ['https://ok.ru/group/57433920101/topic/157', 'post', [GROUP], '157'],
    ['https://ok.ru/Selo.Kedr', 'wall', ['ok:name:selo.kedr'], null],
    ['https://ok.ru/selo/topics', 'wall', ['ok:name:selo'], null],
    ['https://ok.ru/selo/delayed', 'other', ['ok:name:selo'], null],
    ['https://ok.ru/selo/topic/157', 'post', ['ok:name:selo'], '157'],
    ['https://ok.ru/profile/58/statuses/157', 'post', ['ok:profile:58'], '157'],
    ['https://m.ok.ru/group/57433920101/topic/157', 'post', [GROUP], '157'],
    ['https://m.ok.ru/dk?st.cmd=altGroupMain&st.groupId=57433920101', 'wall', [GROUP], null],
    ['https://m.ok.ru/dk?st.cmd=altGroupTopic&st.groupId=57433920101&st.themeId=157', 'post', [GROUP], '157'],
    ['https://ok.ru/feed', 'feed', [], null],
    ['https://ok.ru/messages/58', 'other', [], null],
    ['https://ok.ru/', 'feed', [], null],
  ])('%s', (url, kind, keys, post) => {
    const identity = identifyUrl(url);
    expect([identity?.kind, identity?.keys, identity?.post]).toEqual([kind, keys, post]);
  });
});

describe('a feed', () => {
  const feed = SAMPLES['ok-desktop'];

  test('a topic that waits for its time, and a promotion without a number, are no posts', () => {
    const { posts, health } = readOnce(open(feed).document, feed.url);
    expect(posts.map(({ id }) => id)).toEqual(feed.posts.map(({ id }) => id));
    expect(posts.map(({ id }) => id)).not.toContain('157001240000');
    expect(health.parts.find(({ part }) => part === 'posts')).toMatchObject({ expected: 8, found: 8 });
  });

  test('the pinned topic stands out of order', () => {
    const { feed: order } = readOnce(open(feed).document, feed.url);
    expect(order?.ids).not.toContain('157001200001');
    expect(order?.ids[0]).toBe(TOPIC);
  });

  const headless: Change = (document) => {
    document.getElementById('hook_Block_LeftColumnTopCardAltGroup')?.remove();
    document.getElementById('hook_Block_MiddleColumnTopCardAltGroup')?.remove();
  };

  test('where the page shows its number nowhere, its topics do, signed with its name', () => {
    const { page, posts, health } = readChanged(feed, headless);
    expect(page.keys).toEqual([GROUP, 'ok:name:verhnekedrovo']);
    expect(posts.map(({ own }) => own)).toEqual(feed.posts.map(({ own }) => own));
    expect(health.state).toBe('ok');
  });

  test('a number under another name is not taken for the page’s: then nothing is counted', () => {
    const { page, posts, health } = readChanged(feed, (document) => {
      headless(document);
      document.title = 'Лента группы';
    });
    expect(page.keys).toEqual(['ok:name:verhnekedrovo']);
    expect(posts.find(({ id }) => id === TOPIC)?.own).toBeNull();
    expect(health.state).toBe('broken');
  });

  test('with the number known from the register its topics are its own again', () => {
    const { document } = open(feed);
    headless(document);
    document.title = 'Лента группы';
    const { posts, health } = readOnce(document, feed.url, { knownKeys: [GROUP] });
    expect(posts.find(({ id }) => id === TOPIC)?.own).toBe(true);
    expect(health.state).toBe('ok');
  });

  test('the feed of the older markup reads the same', () => {
    const { posts } = readChanged(feed, (document) => {
      for (const post of document.querySelectorAll('.feed-w')) post.className = 'groups_post-w __search-enabled';
      for (const header of document.querySelectorAll('.feed-header')) header.className = 'feed_top';
    });
    expect(posts.map(({ id, own, text }) => [id, own, text])).toEqual(
      feed.posts.map(({ id, own, text }) => [id, own, text]),
    );
  });

  test.each<[string, (post: Element) => void]>([
    ['a badge on a button', (post) => one(post, '.feed-menu').classList.add('advert-badge__x1')],
    [
      'a link to what is told of the advertiser',
      (post) =>
        one(post, '.feed-header').insertAdjacentHTML(
          'afterend',
          '<div class="feed-action"><a data-url="/adv_info"></a></div>',
        ),
    ],
  ])('an advertisement is told by %s', (_how, change) => {
    const { posts } = readChanged(feed, (document) => {
      const post = one(document, `.feed-w:has(a[href$="${TOPIC}"])`);
      change(post);
    });
    expect(posts.find(({ id }) => id === TOPIC)).toMatchObject({ ad: true, own: false });
  });

  test('the changed month words of the site are understood', () => {
    for (const label of ['5 марта', '12 мая', '1 июн', '30 авг', '2 сен 2025', 'вчера 18:00', '07:40']) {
      const { posts } = readChanged(feed, (document) => {
        one(document, `.feed-w:has(a[href$="${TOPIC}"]) .feed_date`).textContent = label;
      });
      expect([label, posts.find(({ id }) => id === TOPIC)?.time === null]).toEqual([label, false]);
    }
  });
});

describe('a topic', () => {
  const topic = SAMPLES['ok-topic'];

  test('only the topic in front is read, not the feed under it', () => {
    const { posts } = readOnce(open(topic).document, topic.url);
    expect(posts.map(({ id }) => id)).toEqual([TOPIC]);
  });

  test('the address still of the feed: the layer tells which topic it is', () => {
    const { page, posts, comments } = readChanged(topic, () => {}, 'https://ok.ru/verhnekedrovo');
    expect([page.kind, posts.map(({ id }) => id)]).toEqual(['post', [TOPIC]]);
    expect(new Set(comments.map(({ post }) => post))).toEqual(new Set([TOPIC]));
  });

  test('the expander brings the earlier comments, and the topic is complete', () => {
    const { document, dom } = open(topic, true);
    const reader = new PageReader(LAYOUTS);
    const options = { url: topic.url, now: NOW, zone: ZONE, settled: true };
    const first = readAll(reader, document, options).reading;
    const button = one(document, '.js-show-more');
    const around = button.parentNode as Node;
    button.dispatchEvent(new dom.window.MouseEvent('click', { bubbles: true }));
    reader.touch([{ target: around } as MutationRecord]);
    const second = readAll(reader, document, options).reading;
    expect(first.coverage).toMatchObject({ read: 13, said: 15, complete: false });
    expect(first.coverage.posts[0]?.folded).toBe(1);
    expect(second.coverage).toMatchObject({ read: 15, said: 15, complete: true });
    expect(second.health.state).toBe('ok');
  });

  test('a deleted comment is none, whichever stub stands in its place', () => {
    const { comments } = readChanged(topic, (document) => {
      one(document, '.comments_i:not(.__deleted) .comments_current').innerHTML =
        '<div class="delete-stub_info">Комментарий удалён</div>';
    });
    expect(comments.map(({ id }) => id)).toEqual(topic.comments.slice(1).map(({ id }) => id));
  });

  test('times in seconds and in milliseconds, and the label where there is none', () => {
    const at = Date.parse('2026-11-26T09:05:00+07:00');
    const { comments } = readChanged(topic, (document) => {
      const [seconds, milliseconds, none] = document.querySelectorAll('.comments_i[data-time]');
      seconds?.setAttribute('data-time', String(at / 1000));
      milliseconds?.setAttribute('data-time', String(at));
      none?.removeAttribute('data-time');
      one(none as Element, '.comments_current__footer__main__date').textContent = '09:05';
    });
    expect(comments.slice(0, 3).map(({ time }) => time)).toEqual([
      { at, span: 1000 },
      { at, span: 1 },
      { at, span: 60_000 },
    ]);
  });

  test('a comment whose number is torn is told as not understood, never counted', () => {
    const { comments, health } = readChanged(topic, (document) => {
      for (const comment of document.querySelectorAll('.comments_i'))
        comment.setAttribute('data-seen-params', '{"data":');
    });
    expect(comments).toEqual([]);
    expect(health.parts.find(({ part }) => part === 'comments')).toMatchObject({ expected: 13, found: 0 });
    expect(health.state).toBe('broken');
  });

  test('the topic’s time is taken from the topic, not from the page that was loaded first', () => {
    const { posts } = readChanged(topic, (document) => {
      one(document, 'meta[itemprop="datePublished"]').setAttribute('content', '2020-01-01T00:00:00+03:00');
    });
    expect(posts[0]?.time?.at).toBeGreaterThan(Date.parse('2026-11-23T00:00:00+07:00'));
  });

  test('a date without its offset is told as not understood, never read in the zone of this PC', () => {
    const { posts, health } = readChanged(topic, (document) => {
      const author = one(document, 'group-author[data]');
      const data = author.getAttribute('data') ?? '';
      author.setAttribute('data', data.replace(/("createTime": ?"[^"]*?)(?:Z|[+-]\d\d:\d\d)"/u, '$1"'));
      one(document, 'meta[itemprop="datePublished"]').remove();
    });
    expect(posts[0]?.time).toBeNull();
    expect(health.parts.find(({ part }) => part === 'postTime')).toMatchObject({ found: 0 });
  });
});

describe('m.ok.ru', () => {
  const mobile = SAMPLES['ok-mobile'];

  test('is never called clean, even without an expander', () => {
    const { coverage, health } = readChanged(mobile, (document) => one(document, '.js-load-more').remove());
    expect(coverage).toMatchObject({ read: 7, said: null, complete: false });
    expect(health.state).toBe('ok');
  });

  test('a page of it that nobody has described is broken, not empty', () => {
    const { health, posts } = readChanged(mobile, (document) => one(document, '.discus_dialogs').remove());
    expect([posts, health.state]).toEqual([[], 'broken']);
  });
});
