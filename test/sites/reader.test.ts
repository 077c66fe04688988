/** The reader over time: pages that change, scroll, navigate and open posts over themselves. */
import { describe, expect, test, vi } from 'vitest';
import { countWeek } from '../../publishing/count';
import { addReading, NOTHING_READ } from '../../publishing/feed';
import { weekOf } from '../../publishing/week';
import { LAYOUTS } from '../../sites/layouts';
import { PageReader } from '../../sites/reader';
import type { Reading } from '../../types';
import { SAMPLES } from '../pages';
import { finished, NOW, type Opened, openSample, readAll, ZONE } from './open';

/** A reader on an open page that is told of every change, as the content script tells it. */
class Visit {
  readonly reader = new PageReader(LAYOUTS);
  private readonly changes: MutationObserver;

  constructor(
    readonly opened: Opened,
    readonly known: string[] = [],
  ) {
    this.changes = new opened.dom.window.MutationObserver(() => undefined);
    this.changes.observe(opened.document, { childList: true, subtree: true, characterData: true, attributes: true });
  }

  read({ now = NOW, settled = true } = {}): { reading: Reading; items: number } {
    this.reader.touch(this.changes.takeRecords());
    const { document, dom } = this.opened;
    const options = { url: dom.window.location.href, now, zone: ZONE, settled, knownKeys: this.known };
    return readAll(this.reader, document, options);
  }

  find(selector: string): HTMLElement {
    const found = this.opened.document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`${selector} is not on the page`);
    return found;
  }
}

const wall = () => new Visit(openSample(SAMPLES['vk-react']), ['vk:id:-204815', 'vk:name:verhnekedrovo']);

describe('only what changed is read again', () => {
  test('a page at rest: nothing', () => {
    const visit = wall();
    expect(visit.read().items).toBe(27);
    expect(visit.read().items).toBe(0);
  });

  test('a comment that was edited: it and the post around it', () => {
    const visit = wall();
    visit.read();
    visit.find('[id="-204815_5407"] [data-testid="showmoretext-in"]').textContent = 'Исправленный текст.';
    const { reading, items } = visit.read();
    expect(items).toBe(2);
    expect(reading.comments.find(({ id }) => id === '5407')?.text).toBe('Исправленный текст.');
  });

  test('an answer in a thread: it, the comment it answers and the post', () => {
    const visit = wall();
    visit.read();
    visit.find('[id="-204815_5403"] [data-testid="showmoretext-in"]').append(' И ещё слово.');
    expect(visit.read().items).toBe(3);
  });

  test('comments that were unfolded: they, and what they stand in', () => {
    const visit = wall();
    const before = visit.read().reading;
    const expander = visit.find('[data-testid="show_next_comments"]');
    const template = expander.nextElementSibling as HTMLTemplateElement;
    expander.replaceWith(template.content);
    const { reading, items } = visit.read();
    expect(items).toBe(2);
    expect(reading.comments.length).toBe(before.comments.length + 1);
    expect(reading.comments.find(({ id }) => id === '5410')?.author.name).toBe('Пётр Ильич Волков');
  });

  test('a change elsewhere on the page: nothing', () => {
    const visit = wall();
    visit.read();
    visit.find('.menu').append('Новое');
    visit.opened.document.body.className = 'dark';
    expect(visit.read().items).toBe(0);
  });

  test('a key learned by the register: everything, since the page may have written more than was known', () => {
    const visit = wall();
    visit.read();
    visit.known.push('vk:name:kedrovo_old');
    expect(visit.read().items).toBe(27);
  });

  test('the reader stops between any two items', () => {
    const { document } = openSample(SAMPLES['vk-react']);
    const steps = new PageReader(LAYOUTS).read(document, {
      url: SAMPLES['vk-react'].url,
      now: NOW,
      zone: ZONE,
      settled: true,
    });
    expect(steps.next()).toEqual({ done: false, value: undefined });
    expect(steps.return(null)).toEqual({ done: true, value: null });
  });
});

describe('the way back to the page', () => {
  test('from a comment to its element and text, and from a node to its comment', () => {
    vi.stubGlobal('StaticRange', new Visit(openSample(SAMPLES['vk-react'])).opened.dom.window.StaticRange);
    const visit = wall();
    visit.read();
    const element = visit.find('[id="-204815_5403"]');
    expect(visit.reader.commentElement('5403')).toBe(element);
    expect(visit.reader.commentAt(element.querySelector('[data-testid="showmoretext-in"]')!.firstChild!)).toBe('5403');
    const text = visit.reader.commentText('5403')!;
    const start = text.text.indexOf('Дебилы');
    const range = text.range(start, start + 'Дебилы'.length)!;
    expect(range.startContainer.textContent!.slice(range.startOffset, range.endOffset)).toBe('Дебилы');
  });

  test('a comment that has left the page has no element', () => {
    const visit = wall();
    visit.read();
    visit.find('[id="-204815_5403"]').remove();
    expect(visit.reader.commentElement('5403')).toBeNull();
    expect(visit.reader.commentText('5403')).toBeNull();
  });

  test('a node outside every comment belongs to none', () => {
    const visit = wall();
    visit.read();
    expect(visit.reader.commentAt(visit.find('.menu'))).toBeNull();
  });
});

describe('labels keep the meaning they had when first read', () => {
  test('«сегодня в …» left standing over midnight stays that day', () => {
    const visit = wall();
    const time = (reading: Reading) => reading.posts.find(({ id }) => id === '-204815_5310')?.time?.at;
    const before = time(visit.read().reading);
    visit.known.push('vk:name:another');
    const after = visit.read({ now: NOW + 24 * 3600_000 });
    expect(after.items).toBe(27);
    expect(time(after.reading)).toBe(before);
  });

  test('a label that the site prints anew is read anew', () => {
    const visit = wall();
    const comment = (reading: Reading) => reading.comments.find(({ id }) => id === '5410' || id === '5409')?.time?.at;
    visit.read();
    visit.find('[id="-204815_5409"] [data-testid="wall_comment_date"]').textContent = 'вчера в 10:00';
    expect(comment(visit.read().reading)).toBe(Date.parse('2026-11-25T10:00:00+07:00'));
  });
});

describe('a post opened over its wall', () => {
  test('is read alone, and the wall again after it is closed', () => {
    const visit = new Visit(openSample(SAMPLES['vk-react-layer']), ['vk:name:verhnekedrovo']);
    const open = visit.read().reading;
    expect(open.page.kind).toBe('post');
    expect(open.posts.map(({ id }) => id)).toEqual(['-204815_5301']);
    expect(new Set(open.comments.map(({ post }) => post))).toEqual(new Set(['-204815_5301']));
    expect(open.feed).toBeNull();
    visit.opened.dom.window.history.pushState(null, '', '/verhnekedrovo');
    visit.find('#post-layer').remove();
    const closed = visit.read().reading;
    expect(closed.page.kind).toBe('wall');
    expect(closed.posts).toHaveLength(4);
    expect(closed.feed?.top).toBe(true);
  });

  test('its address comes before it: the wall’s own part of that post is read, and no week', () => {
    const visit = new Visit(openSample(SAMPLES['vk-react-layer']), ['vk:name:verhnekedrovo']);
    visit.find('#post-layer').remove();
    const { reading } = visit.read();
    expect(reading.posts.map(({ id }) => id)).toEqual(['-204815_5301']);
    expect(reading.feed).toBeNull();
  });

  test('it stays for a moment after its address is gone: still no week', () => {
    const visit = new Visit(openSample(SAMPLES['vk-react-layer']), ['vk:name:verhnekedrovo']);
    visit.opened.dom.window.history.pushState(null, '', '/verhnekedrovo');
    const { reading } = visit.read();
    expect(reading.page.kind).toBe('post');
    expect(reading.feed).toBeNull();
  });

  test('an empty frame of a layer covers nothing', () => {
    const visit = new Visit(openSample(SAMPLES['vk-react-layer']), ['vk:name:verhnekedrovo']);
    visit.opened.dom.window.history.pushState(null, '', '/verhnekedrovo');
    visit.find('#post-layer').replaceChildren();
    expect(visit.read().reading.posts).toHaveLength(4);
  });

  test('a classic layer over a React wall is read by its own layout', () => {
    const visit = wall();
    const { document, dom } = visit.opened;
    document.body.insertAdjacentHTML(
      'beforeend',
      `<div id="wk_content"><div id="wl_post" class="wl_post" data-post-id="-204815_77"><a class="author" href="/verhnekedrovo"
        data-from-id="-204815">Администрация</a><div class="post_date"><a class="post_link">вчера в 9:00</a></div>
        <div class="wall_post_text">Старая запись</div></div></div>`,
    );
    dom.window.history.pushState(null, '', '/verhnekedrovo?w=wall-204815_77');
    const { reading } = visit.read();
    expect(reading.layout).toBe('vk-classic');
    expect(reading.posts.map(({ id, text }) => [id, text])).toEqual([['-204815_77', 'Старая запись']]);
    expect(reading.comments).toEqual([]);
  });
});

describe('a virtualised wall', () => {
  const visit = () => new Visit(openSample(SAMPLES['vk-react-virtual']), ['vk:id:-204815', 'vk:name:verhnekedrovo']);

  function scrollTo({ opened: { dom } }: Visit, y: number): void {
    Object.defineProperty(dom.window, 'scrollY', { value: y, configurable: true });
    dom.window.dispatchEvent(new dom.window.Event('scroll'));
  }

  function week(readings: Reading[]) {
    const spans = readings.reduce(addReading, NOTHING_READ);
    const posts = readings.flatMap((reading) => reading.posts);
    const counted = countWeek({ posts, spans, week: weekOf(NOW, ZONE), now: NOW, options: { countReposts: true } });
    return { count: counted.count, exact: counted.exact };
  }

  test('nodes that are used again are read as what they show now', () => {
    const seen = visit();
    const before = seen.read().reading;
    const node = seen.find('[data-post-id="-204815_6120"]');
    scrollTo(seen, 1200);
    expect(node.dataset.postId).not.toBe('-204815_6120');
    const { reading } = seen.read();
    expect(reading.posts.map(({ id }) => id)).toEqual([
      '-204815_6109',
      '-204815_6103',
      '-204815_6097',
      '-204815_6090',
      '-204815_6084',
      '-204815_6077',
    ]);
    expect(reading.comments.map(({ id }) => id)).toEqual(['6110', '6098', '6078']);
    expect(seen.reader.commentElement('6121')).toBeNull();
    expect(before.feed?.top).toBe(true);
    expect(reading.feed?.top).toBe(false);
  });

  test('scrolling makes the week exact', () => {
    const seen = visit();
    const first = seen.read().reading;
    expect(week([first])).toEqual({ count: 5, exact: false });
    scrollTo(seen, 1200);
    expect(week([first, seen.read().reading])).toEqual({ count: 6, exact: true });
  });

  test('a jump leaves a hole, and the number stays a lower bound', () => {
    const seen = visit();
    const first = seen.read().reading;
    scrollTo(seen, 3400);
    expect(week([first, seen.read().reading])).toEqual({ count: 5, exact: false });
  });

  test('comments read before they were scrolled away still count as read', () => {
    const seen = visit();
    seen.read();
    scrollTo(seen, 1200);
    seen.read();
    scrollTo(seen, 0);
    const { coverage } = seen.read().reading;
    expect(coverage).toMatchObject({ read: 5, said: 5, complete: true });
  });

  test('a redrawn wall is the same wall', () => {
    const seen = visit();
    const before = seen.read().reading;
    seen.find('[data-testid="post_footer_action_like"]').click();
    const after = seen.read().reading;
    expect(after.posts).toEqual(before.posts);
    expect(after.comments).toEqual(before.comments);
    expect(seen.reader.commentElement('6121')?.isConnected).toBe(true);
  });
});

describe('navigation inside the page', () => {
  async function drawn({ opened: { dom, document } }: Visit): Promise<void> {
    await new Promise<void>((resolve) => {
      new dom.window.MutationObserver(() => resolve()).observe(document.querySelector('h1')!, { childList: true });
    });
  }

  test.each<[string, string[]]>([
    ['the number of the next page is registered', ['vk:id:-207733', 'vk:name:dk_kedr']],
    ['only its short name is known', ['vk:name:dk_kedr']],
  ])('%s', async (_name, known) => {
    const visit = new Visit(openSample(SAMPLES['vk-react-virtual']), []);
    visit.read();
    visit.known.push(...known);
    visit.find('a[href="/dk_kedr"]').click();
    const between = visit.read({ settled: false }).reading;
    // The address is already the next page's, the posts are still the last one's.
    expect(between.page.keys).toContain('vk:name:dk_kedr');
    expect(between.posts.filter((post) => post.own)).toEqual([]);
    expect(between.feed?.top).toBe(false);
    await drawn(visit);
    const { reading } = visit.read();
    expect(reading.page.keys).toEqual(['vk:id:-207733', 'vk:name:dk_kedr']);
    expect(reading.posts.every((post) => post.own)).toBe(true);
    expect(reading.comments.map(({ id }) => id)).toEqual(['2211', '2205']);
  });

  test('with the number registered, the last page’s posts are nobody’s: the page is still loading', () => {
    const visit = new Visit(openSample(SAMPLES['vk-react-virtual']), ['vk:id:-207733', 'vk:name:dk_kedr']);
    visit.find('a[href="/dk_kedr"]').click();
    const { reading } = visit.read({ settled: false });
    expect(reading.health.state).toBe('loading');
    expect(reading.comments).toEqual([]);
    expect(reading.feed?.ids).toEqual([]);
  });
});

test('a post that the page itself marks as an advertisement is not among its publications', () => {
  const visit = wall();
  visit.find('[data-post-id="-204815_5301"] [data-testid="post-header-subtitle"]').prepend('Реклама · ');
  const { posts, feed } = visit.read().reading;
  const marked = posts.find(({ id }) => id === '-204815_5301');
  expect({ own: marked?.own, author: marked?.author.own, ad: marked?.ad }).toEqual({
    own: false,
    author: true,
    ad: true,
  });
  expect(feed?.ids).not.toContain('-204815_5301');
});

describe('whose page', () => {
  test('vk.ru, vk.com and the mobile site show one page', () => {
    const keys = ['https://vk.com', 'https://vk.ru', 'https://m.vk.com', 'https://m.vk.ru'].map((host) => {
      const { document } = openSample(SAMPLES['vk-react']);
      return finished(new PageReader(LAYOUTS).identify(document, `${host}/verhnekedrovo`))?.keys;
    });
    expect(keys).toEqual(keys.map(() => ['vk:id:-204815', 'vk:name:verhnekedrovo']));
  });

  test('an address that is none of ours is not read', () => {
    const { document } = openSample(SAMPLES['vk-react']);
    const reader = new PageReader(LAYOUTS);
    expect(finished(reader.identify(document, 'https://example.org/'))).toBeNull();
    const steps = reader.read(document, { url: 'https://example.org/', now: NOW, settled: true });
    expect(steps.next()).toEqual({ done: true, value: null });
  });

  test('a news feed belongs to nobody', () => {
    const { document } = openSample(SAMPLES['vk-react']);
    expect(finished(new PageReader(LAYOUTS).identify(document, 'https://vk.com/feed'))?.keys).toEqual([]);
  });
});
