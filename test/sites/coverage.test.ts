/** What may be said of the comments: never more than was read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isComplete } from '../../sites/coverage';
import { LAYOUTS } from '../../sites/layouts';
import { PageReader } from '../../sites/reader';
import type { PostCoverage } from '../../types';
import { SAMPLES } from '../pages';
import type { SamplePage } from '../pages/sample';
import { NOW, openSample, readAll, ZONE } from './open';

function visit(sample: SamplePage) {
  const { document } = openSample(sample);
  const reader = new PageReader(LAYOUTS);
  const options = { url: sample.url, now: NOW, zone: ZONE, settled: true, knownKeys: sample.known ?? [] };
  return {
    document,
    coverage: () => {
      const { reading } = readAll(reader, document, options);
      return reading.coverage;
    },
    /** What the page says changed without a word of the observer would be a fault of the test. */
    change: (selector: string, how: (element: Element) => void) => {
      const element = document.querySelector(selector)!;
      for (let node: Node | null = element; node; node = node.parentNode)
        reader.touch([{ target: node } as MutationRecord]);
      how(element);
    },
  };
}

const POST = '[data-post-id="-204815_5310"]';
const COUNT = `${POST} [data-testid="post_footer_action_comment"]`;

describe('one post, comment by comment', () => {
  test('all read: complete', () => {
    expect(visit(SAMPLES['vk-react-post']).coverage()).toMatchObject({ read: 9, said: 9, complete: true });
  });

  test('a new comment that is not on the page yet: no longer complete', () => {
    const page = visit(SAMPLES['vk-react-post']);
    page.coverage();
    page.change(COUNT, (button) => button.setAttribute('aria-label', '10 комментариев'));
    expect(page.coverage()).toMatchObject({ read: 9, said: 10, complete: false });
  });

  test('one deleted, one unread came: the deleted one does not stand for it', () => {
    const page = visit(SAMPLES['vk-react-post']);
    page.change('[id="-204815_5410"]', (comment) => comment.remove());
    expect(page.coverage()).toMatchObject({ read: 8, said: 9, complete: false });
    page.change('[id="-204815_5409"]', (spam) => spam.remove());
    page.change(COUNT, (button) => button.setAttribute('aria-label', '8 комментариев'));
    expect(page.coverage()).toMatchObject({ read: 7, said: 8, complete: false });
  });

  test('what stands in the place of a deleted comment is no comment', () => {
    const page = visit(SAMPLES['vk-react-post']);
    page.coverage();
    page.change('[id="-204815_5409"]', (spam) => {
      spam.innerHTML = '<div>Комментарий удалён. <button>Восстановить</button></div>';
    });
    page.change(COUNT, (button) => button.setAttribute('aria-label', '8 комментариев'));
    expect(page.coverage()).toMatchObject({ read: 8, said: 8, complete: true });
  });

  test('a commenter who writes that his comment was deleted is read all the same', () => {
    const page = visit(SAMPLES['vk-react-post']);
    page.change('[id="-204815_5407"] [data-testid="showmoretext-in"]', (text) => {
      text.innerHTML = '<span>Комментарий удалён</span>';
    });
    expect(page.coverage()).toMatchObject({ read: 9, complete: true });
  });

  test('an open expander is one: everything read, yet something is folded', () => {
    const page = visit(SAMPLES['vk-react-post']);
    expect(page.coverage().complete).toBe(true);
    page.change('[data-testid="wall_comments_layout_root"]', (list) =>
      list.insertAdjacentHTML(
        'beforeend',
        '<div data-testid="show_next_comments">Показать следующие комментарии</div>',
      ),
    );
    expect(page.coverage()).toMatchObject({ read: 9, said: 9, complete: false });
  });

  test('the number is gone: nobody can say whether that was all', () => {
    const page = visit(SAMPLES['vk-react-post']);
    page.change(COUNT, (button) => button.remove());
    expect(page.coverage()).toMatchObject({ read: 9, said: null, complete: false });
  });

  test('a button without a number is a post without comments', () => {
    const page = visit(SAMPLES['vk-react-post']);
    page.change(COUNT, (button) => {
      button.setAttribute('aria-label', 'Комментировать');
      button.textContent = '';
    });
    page.change('[data-testid="wall_comments_layout_root"]', (list) => list.remove());
    expect(page.coverage()).toMatchObject({ read: 0, said: 0, complete: true });
  });
});

describe('expanders', () => {
  test.each([
    ['Показать ещё 3 ответа', 1],
    ['Показать ещё 1 ответ', 1],
    ['Показать предыдущие комментарии', 1],
    ['Показать ещё 12 комментариев', 1],
    ['Show 3 more replies', 1],
    ['Show previous comments', 1],
    ['Показать полностью', 0],
    ['Ответить', 0],
    ['Reply', 0],
    ['Нравится', 0],
  ])('«%s»', (words, folded) => {
    const page = visit(SAMPLES['vk-react-post']);
    page.change('[data-testid="wall_comments_layout_root"]', (list) => {
      const expander = list.ownerDocument.createElement('span');
      expander.textContent = words;
      list.append(expander);
    });
    expect(page.coverage().posts[0]?.folded).toBe(folded);
  });

  test('a thread without any of its answers is folded', () => {
    const page = visit(SAMPLES['vk-react-post']);
    page.change('[data-testid="wall_comments_layout_thread"]', (thread) => {
      thread.textContent = '4 ответа';
    });
    expect(page.coverage()).toMatchObject({ read: 5, complete: false });
    expect(page.coverage().posts[0]?.folded).toBe(1);
  });

  test('a commenter who writes the words of an expander folds nothing', () => {
    const page = visit(SAMPLES['vk-react-post']);
    page.change('[id="-204815_5407"] [data-testid="showmoretext-in"]', (text) => {
      text.innerHTML = '<span>Показать ещё 5 ответов</span>';
    });
    expect(page.coverage()).toMatchObject({ read: 9, complete: true });
  });
});

describe('the whole page', () => {
  test('an advertisement’s comments are not ours to read', () => {
    const { posts } = visit(SAMPLES['vk-react']).coverage();
    expect(posts.map(({ post }) => post)).not.toContain('-190077_884');
  });

  test('a post that is known to have none is not listed', () => {
    const { posts } = visit(SAMPLES['vk-react']).coverage();
    expect(posts.map(({ post }) => post)).not.toContain('-204815_5296');
  });

  test('one post without a number takes the sum away', () => {
    const page = visit(SAMPLES['vk-react']);
    page.change(COUNT, (button) => button.remove());
    expect(page.coverage()).toMatchObject({ said: null, complete: false });
  });
});

test('complete is only what was read in full, unfolded and unfiltered, against a printed number', () => {
  const one = fc.record<PostCoverage>({
    post: fc.constant('-1_10'),
    read: fc.nat(50),
    said: fc.option(fc.nat(50), { nil: null }),
    folded: fc.nat(3),
    filtered: fc.boolean(),
  });
  fc.assert(
    fc.property(one, (post) => {
      const { read, said, folded, filtered } = post;
      expect(isComplete(post)).toBe(said !== null && said <= read && folded === 0 && !filtered);
    }),
  );
});
