/** Sources and marks of layouts, resolved against small pages. */
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import type { Mark, Source, Take } from '../../sites/layout';
import { findOwn, hasMark, resolve, resolveAll, take, withOwn } from '../../sites/source';

function item(html: string, selector = '.item'): Element {
  const { document } = new JSDOM(html, { url: 'https://vk.com/selo' }).window;
  return document.querySelector(selector)!;
}

describe('take', () => {
  test.each<[Take, string, string | null]>([
    ['text', ' Анна\n  Ряб\u00a0ова ', 'Анна Ряб ова'],
    ['number', 'post-15', '15'],
    ['number', 'нет', null],
    ['count', '9 комментариев', '9'],
    ['count', '1 234 комментария', '1234'],
    ['count', '1\u00a0234', '1234'],
    ['count', '12 345 678', '12345678'],
    ['count', '1,2K', '1200'],
    ['count', '3 тыс.', '3000'],
    ['count', '1.5 млн', '1500000'],
    ['count', '2 members', '2'],
    ['count', '7 ответов', '7'],
    ['count', 'Комментировать', null],
    ['zero-if-empty', ' \n ', '0'],
    ['zero-if-empty', '4', null],
    ['last-number', '/im/convo/-204815', '204815'],
    ['after-underscore', '-1_77', '77'],
    ['after-underscore', '77', null],
    ['vk-wall', '/wall-1_10?reply=77&thread=5', '-1_10'],
    ['vk-wall', "return Wall.replyClick('wall-1_10', 77, event)", '-1_10'],
    ['vk-wall', '/video-1_10', null],
    ['vk-wall-path', '-1_10', '/wall-1_10'],
    ['vk-wall-path', 'javascript:alert(1)', null],
    ['vk-post', 'post-1_10', '-1_10'],
    ['vk-reply', '/wall-1_10?reply=77&thread=5', '77'],
    ['vk-reply', '/wall-1_10?thread=5&reply=77', '77'],
    ['vk-reply', "return Wall.replyClick('wall-1_10', 77, event)", '77'],
    ['vk-reply', '-1_77', '77'],
    ['vk-reply', '77', '77'],
    ['vk-reply', '0', null],
    ['vk-reply', '/wall-1_10', null],
    ['vk-owner', '/wall-1_10?reply=77', 'vk:id:-1'],
    ['vk-owner', '/id5', null],
    ['vk-author', '/club12', 'vk:id:-12'],
    ['vk-author', '/public12', 'vk:id:-12'],
    ['vk-author', '/event12', 'vk:id:-12'],
    ['vk-author', '/id12', 'vk:id:12'],
    ['vk-author', 'https://vk.ru/Selo_Kedrovo?from=feed', 'vk:name:selo_kedrovo'],
    ['vk-author', 'https://m.vk.com/oksana.guseva', 'vk:name:oksana.guseva'],
    ['vk-author', '-12', 'vk:id:-12'],
    ['vk-author', '12', 'vk:id:12'],
    ['vk-author', '', null],
    ['vk-author', '/away.php/x', null],
  ])('%s of «%s»', (strategy, value, expected) => {
    expect(take(value, strategy)).toBe(expected);
  });

  const strategies: Take[] = ['text', 'count', 'number', 'vk-wall', 'vk-post', 'vk-reply', 'vk-owner', 'vk-author'];

  test('never throws, whatever the page says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...strategies), fc.string({ unit: 'binary' }), (strategy, value) => {
        expect(['string', 'object']).toContain(typeof take(value, strategy));
      }),
    );
  });

  test('a number printed with any usual spaces is that number', () => {
    const space = fc.constantFrom(' ', '\u00a0', '\u202f');
    fc.assert(
      fc.property(fc.nat(99_999_999), space, (number, between) => {
        const printed = String(number).replace(/\B(?=(\d{3})+$)/g, between);
        expect(take(`${printed} комментариев`, 'count')).toBe(String(number));
      }),
    );
  });
});

describe('ownership', () => {
  const nested = '<div class="item" id="a"><div class="item" id="b"><p>чужое</p></div><p>своё</p></div>';

  test('what is in a nested item belongs to that item', () => {
    const outer = item(nested);
    expect(findOwn(outer, 'p', '.item')?.textContent).toBe('своё');
    expect(findOwn(outer.querySelector('#b')!, 'p', '.item')?.textContent).toBe('чужое');
  });

  test('the nested item itself belongs to the outer one', () => {
    expect(findOwn(item(nested), '#b', '.item')?.id).toBe('b');
  });

  test('no boundary: everything belongs', () => {
    expect(findOwn(item(nested), 'p', '')?.textContent).toBe('чужое');
  });

  test('in any tree the owner of what is found is the item', () => {
    const shape = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constant('<p>x</p>'),
        fc
          .tuple(fc.constantFrom('item', 'plain'), fc.array(tie('node'), { maxLength: 4 }))
          .map(([name, children]) => `<div class="${name}">${children.join('')}</div>`),
      ),
    })).node;
    fc.assert(
      fc.property(shape, (html) => {
        const root = item(`<section class="item">${html}</section>`);
        for (const owner of [root, ...root.querySelectorAll('.item')]) {
          const found = findOwn(owner, 'p', '.item');
          const all = [...owner.querySelectorAll('p')].filter((p) => p.closest('.item') === owner);
          expect(found).toBe(all[0] ?? null);
        }
      }),
    );
  });
});

describe('sources', () => {
  const page = item(
    '<main data-post="-1_10"><div class="item" data-json=\'{"a":{"b":7}}\'><a href="/wall-1_10?reply=77"> Имя </a><i></i></div></main>',
  );

  test.each<[string, Source[], string | null]>([
    ['own text', [{ in: 'a' }], 'Имя'],
    ['an attribute', [{ in: 'a', attr: 'href' }], '/wall-1_10?reply=77'],
    ['a query parameter', [{ in: 'a', attr: 'href', query: 'reply' }], '77'],
    ['a missing query parameter', [{ in: 'a', attr: 'href', query: 'thread' }], null],
    ['an ancestor', [{ up: 'main', attr: 'data-post' }], '-1_10'],
    ['a value in JSON', [{ attr: 'data-json', json: 'a.b' }], '7'],
    ['a missing value in JSON', [{ attr: 'data-json', json: 'a.c.d' }], null],
    ['torn JSON', [{ in: 'a', attr: 'href', json: 'a' }], null],
    ['the next source when the first is empty', [{ in: 'i' }, { in: 'a' }], 'Имя'],
    ['nothing', [{ in: 'b' }, { up: '.none' }], null],
  ])('%s', (_name, sources, expected) => {
    expect(resolve(page, sources, '')).toBe(expected);
  });

  test('all of them, without repeats', () => {
    expect(resolveAll(page, [{ in: 'a' }, { in: 'b' }, { in: 'a' }, { up: 'main', attr: 'data-post' }], '')).toEqual([
      'Имя',
      '-1_10',
    ]);
  });
});

/** What a reading that may be interrupted comes to. */
function toEnd<Result>(steps: Generator<undefined, Result>): Result {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

describe('marks', () => {
  const page = item(`<div class="item ad"><span>Показать ещё 3 ответа</span><p>Текст: показать ещё ответа не могу</p>
    <button aria-label="Показать ответы"><i>x</i></button><div>Запись закреплена<br></div></div>`);

  test.each<[string, Mark, boolean]>([
    ['the item itself', { at: '.ad' }, true],
    ['an element', { at: 'button' }, true],
    ['a missing element', { at: '.none' }, false],
    ['a word somewhere in it', { at: 'p', words: ['не могу'] }, true],
    ['a word that is not in it', { at: 'p', words: ['реклама'] }, false],
    ['the whole phrase, its number aside', { at: 'span', words: ['показать ещё ответа'], whole: true }, true],
    ['not a phrase among others', { at: 'p', words: ['показать ещё ответа'], whole: true }, false],
    ['the label', { at: 'button', words: ['показать ответы'], whole: true }, true],
    ['a phrase that matches the item and a part of it', { at: 'div', words: ['запись закреплена'], whole: true }, true],
  ])('%s', (_name, mark, expected) => {
    expect(hasMark(page, [mark], '')).toBe(expected);
  });

  test('finds the same whether the item is being read as a whole or asked once', () => {
    const outer = item(
      '<div class="item"><p>а</p><div class="item"><p class="x">б</p></div><ul><li class="c"><p class="x">в</p></li></ul><b class="x">г</b></div>',
    );
    for (const selector of ['p', '.x', '.item', 'li', 'b', '.none', 'ul .x']) {
      const once = findOwn(outer, selector, '.item, .c');
      expect(toEnd(withOwn(outer, '.item, .c', '', () => findOwn(outer, selector, '.item, .c')))).toBe(once);
    }
    expect(toEnd(withOwn(outer, '.item, .c', '.c', () => findOwn(outer, 'li', '.item, .c')))).toBeNull();
    expect(findOwn(outer, 'li', '.item, .c')).not.toBeNull();
  });
});
