/** A page that is no longer understood is said to be so, part by part; and no number is made of it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWeek } from '../../publishing/count';
import { addReading, NOTHING_READ } from '../../publishing/feed';
import { weekOf } from '../../publishing/week';
import type { HealthPart, Reading } from '../../types';
import { SAMPLES } from '../pages';
import type { SamplePage } from '../pages/sample';
import { NOW, openHtml, openSample, readOnce, ZONE } from './open';

/** Reads a sample after its markup was changed. */
function changed(sample: SamplePage, how: (document: Document) => void, settled = true): Reading {
  const { document } = openSample(sample);
  how(document);
  return readOnce(document, sample.url, { settled, knownKeys: sample.known ?? [] });
}

const all = (selector: string, how: (element: Element) => void) => (document: Document) => {
  const elements = document.querySelectorAll(selector);
  if (elements.length === 0) throw new Error(`${selector} is not on the page`);
  elements.forEach(how);
};
const remove = (selector: string) => all(selector, (element) => element.remove());
const rename = (testid: string) =>
  all(`[data-testid="${testid}"]`, (element) => element.setAttribute('data-testid', `${testid}_2027`));

function failing({ health }: Reading): string[] {
  return health.parts.filter(({ found, expected }) => found < expected).map(({ part }) => part);
}

function part(reading: Reading, name: HealthPart['part']): HealthPart | undefined {
  return reading.health.parts.find((one) => one.part === name);
}

const wall = SAMPLES['vk-react'];

describe('a site that has changed', () => {
  test.each<[string, (document: Document) => void, string, string[]]>([
    ['dates are gone', remove('[data-testid="post_date_block_preview"]'), 'broken', ['postTime']],
    ['dates are called otherwise', rename('post_date_block_preview'), 'broken', ['postTime']],
    ['authors are called otherwise, their pictures still lead to them', rename('post-header-title'), 'ok', []],
    [
      'authors and their pictures are gone',
      remove('[data-testid="post-header"] a'),
      'broken',
      ['postTime', 'postAuthor'],
    ],
    ['the text is called otherwise', rename('showmoretext-in'), 'broken', ['postText']],
    ['comments’ text is called otherwise', rename('comment-text'), 'broken', ['commentText']],
    ['comments’ authors are called otherwise', rename('comment-owner'), 'broken', ['commentAuthor']],
    ['comments’ dates are called otherwise', rename('wall_comment_date'), 'broken', ['commentTime']],
    ['posts show no id', all('[data-post-id]', (post) => post.setAttribute('data-post-id', '')), 'broken', ['posts']],
    [
      'comments show no id',
      all('[data-testid^="wall_comments_comment"]', (comment) => {
        comment.removeAttribute('id');
        for (const link of comment.querySelectorAll('a[href*="reply="]')) link.removeAttribute('href');
      }),
      'broken',
      ['comments'],
    ],
  ])('%s', (_name, how, state, parts) => {
    const reading = changed(wall, how);
    expect(reading.health.state).toBe(state);
    expect(failing(reading)).toEqual(parts);
  });

  test('one unknown label among many: degraded, the label is reported, nobody’s words are', () => {
    const reading = changed(wall, (document) => {
      document.querySelector('[data-post-id="-204815_5301"] [data-testid="post_date_block_preview"]')!.textContent =
        'на третий день после дождя';
    });
    expect(reading.health.state).toBe('degraded');
    expect(part(reading, 'postTime')).toEqual({
      part: 'postTime',
      expected: 9,
      found: 8,
      samples: ['на третий день после дождя'],
    });
  });

  test('at most three short samples', () => {
    const reading = changed(
      wall,
      all('[data-testid="post_date_block_preview"]', (date) => {
        date.textContent = `${'непонятно '.repeat(20)}${date.getAttribute('href')}`;
      }),
    );
    const samples = part(reading, 'postTime')?.samples ?? [];
    expect(samples.length).toBeLessThanOrEqual(3);
    expect(samples.every((sample) => sample.length <= 40)).toBe(true);
  });

  test('a gap that stays although nothing is folded is a fault of ours', () => {
    const reading = changed(SAMPLES['vk-react-post'], remove('[id="-204815_5407"]'));
    expect(reading.health.state).toBe('degraded');
    expect(part(reading, 'coverage')).toMatchObject({ expected: 9, found: 8 });
  });

  test('the same gap before the page has come to rest is none', () => {
    const reading = changed(SAMPLES['vk-react-post'], remove('[id="-204815_5407"]'), false);
    expect(reading.health.state).toBe('ok');
  });

  test('the same gap beside an open expander is explained by it', () => {
    const reading = changed(SAMPLES['vk-react-post'], (document) => {
      const comment = document.querySelector('[id="-204815_5407"]')!;
      comment.outerHTML = '<div data-testid="show_next_comments">Показать следующие комментарии</div>';
    });
    expect(reading.health.state).toBe('ok');
    expect(reading.coverage.complete).toBe(false);
  });
});

describe('no layout knows the page', () => {
  test.each<[string, string]>([
    ['an empty document', ''],
    ['a page of another kind', '<h1>Вход</h1><form><input name="email"><button>Войти</button></form>'],
    ['nonsense', '<div class="a1b2"><div class="c3"><p>13:40</p></div></div>'.repeat(50)],
  ])('%s', (_name, html) => {
    const url = 'https://vk.com/verhnekedrovo';
    const reading = readOnce(openHtml(html, url).document, url);
    expect(reading).toMatchObject({ layout: '', posts: [], comments: [], feed: null });
    expect(reading.health).toEqual({ layout: null, state: 'broken', parts: [] });
    expect(reading.coverage.complete).toBe(false);
    expect(readOnce(openHtml(html, url).document, url, { settled: false }).health.state).toBe('loading');
  });

  test('known signs but nothing in them: loading, then broken', () => {
    const url = 'https://vk.com/verhnekedrovo';
    const html = '<h1>Село</h1><div role="feed" data-testid="posts_feed"></div>';
    expect(readOnce(openHtml(html, url).document, url, { settled: false }).health.state).toBe('loading');
    const settled = readOnce(openHtml(html, url).document, url);
    expect(settled.health.state).toBe('broken');
    expect(failing(settled)).toEqual(['posts']);
  });

  test('a wall on which nothing but advertisements is left', () => {
    const reading = changed(wall, remove('[data-post-id^="-204815"]'));
    expect(reading.posts.every((post) => post.ad)).toBe(true);
    expect(reading.health.state).toBe('broken');
  });
});

describe('whatever is torn out of a page', () => {
  const truth = wall.week?.count ?? 0;

  function weekIn(reading: Reading) {
    const spans = addReading(NOTHING_READ, reading);
    const week = weekOf(NOW, ZONE);
    return countWeek({ posts: reading.posts, spans, week, now: NOW, options: { countReposts: true } });
  }

  const damage = fc.array(
    fc.record({
      post: fc.nat(30),
      what: fc.constantFrom('label', 'date', 'author', 'authors', 'text', 'subtitle'),
    }),
    { minLength: 1, maxLength: 8 },
  );

  function damaged(document: Document, { post, what }: { post: number; what: string }): void {
    const posts = document.querySelectorAll('[data-post-nesting-lvl="0"]');
    const one = posts[post % posts.length]!;
    const at = (selector: string) => one.querySelectorAll(`[data-testid="${selector}"]`);
    if (what === 'label') for (const date of at('post_date_block_preview')) date.textContent = 'когда-то';
    if (what === 'date') for (const date of at('post_date_block_preview')) date.remove();
    if (what === 'author') for (const author of at('post-header-title')) author.removeAttribute('href');
    if (what === 'authors') for (const author of one.querySelectorAll('[data-testid="post-header"] a')) author.remove();
    if (what === 'text') for (const text of at('showmoretext')) text.remove();
    if (what === 'subtitle') for (const subtitle of at('post-header-subtitle')) subtitle.remove();
  }

  test('an exact number is the true number, and «≥» never exceeds it', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(damage, (wounds) => {
        const reading = changed(wall, (document) => {
          for (const wound of wounds) damaged(document, wound);
        });
        const week = weekIn(reading);
        expect(week.count).toBeLessThanOrEqual(truth);
        if (week.exact) expect(week.count).toBe(truth);
      }),
      { numRuns: 20 },
    );
  });

  test('no markup makes the reader throw, or call a page clean that was not read', { timeout: 30_000 }, () => {
    const cut = fc.record({ at: fc.nat(), length: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 6 }), (cuts) => {
        const { html } = openSample(wall);
        const torn = cuts.reduce((rest, { at, length }) => {
          const start = at % rest.length;
          return rest.slice(0, start) + rest.slice(start + length);
        }, html);
        const { coverage, health } = readOnce(openHtml(torn, wall.url).document, wall.url);
        expect(['ok', 'degraded', 'broken']).toContain(health.state);
        expect(coverage.complete && coverage.said === null).toBe(false);
        expect(coverage.posts.every((post) => !coverage.complete || post.read >= (post.said ?? Infinity))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
