/** The text of a comment and the way back to the page, over random trees and hostile ones. */
import fc from 'fast-check';
import { JSDOM, VirtualConsole } from 'jsdom';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type PageText, readText } from '../../sites/text';

// Broken style sheets among the random trees are no news.
const { window } = new JSDOM('', { virtualConsole: new VirtualConsole() });
const { document } = window;

beforeAll(() => {
  vi.stubGlobal('StaticRange', window.StaticRange);
});

type Tree = { text: string } | { image: string } | { tag: string; skipped: boolean; children: Tree[] };

/** What people and spammers write: letters of both scripts, joiners, marks, directions, spaces of all kinds. */
const words = fc.string({
  unit: fc.constantFrom(
    ...'абвёЖ xyz09*._-!\n\t\u00a0\u200b\u200d\u2060\u00ad\u202e\u200f\u0301\u05d0\u0627<&>',
    '👍',
    '🏳️‍🌈',
    'е\u0308',
  ),
  maxLength: 14,
});

const { tree } = fc.letrec<{ tree: Tree; node: Tree }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: words.map((text): Tree => ({ text })) },
    { weight: 1, arbitrary: fc.constantFrom('👍', '😡', '🎆').map((image): Tree => ({ image })) },
    { weight: 3, arbitrary: tie('tree') },
  ),
  tree: fc.record({
    tag: fc.constantFrom('div', 'span', 'b', 'a', 'p', 'br', 'li', 'blockquote', 'script', 'style'),
    skipped: fc.boolean(),
    children: fc.array(tie('node'), { maxLength: 5 }),
  }),
}));

function built(tree: Tree): Node {
  if ('text' in tree) return document.createTextNode(tree.text);
  if ('image' in tree) return Object.assign(document.createElement('img'), { alt: tree.image });
  const element = document.createElement(tree.tag);
  if (tree.skipped) element.className = 'skipped';
  if (tree.tag !== 'br') element.append(...tree.children.map(built));
  return element;
}

function mounted(tree: Tree): HTMLElement {
  const root = document.createElement('div');
  root.append(built(tree));
  document.body.replaceChildren(root);
  return root;
}

const NOT = ['.skipped'];

/** All that is written, by a walk of its own: without what is left out, and without white space. */
function letters(tree: Tree): string {
  if ('text' in tree) return tree.text.replace(/\s/g, '');
  if ('image' in tree) return tree.image;
  const silent = tree.skipped || tree.tag === 'script' || tree.tag === 'style' || tree.tag === 'br';
  return silent ? '' : tree.children.map(letters).join('');
}

/** Reads the piece of the page that a range covers. */
function contents(root: Node, text: PageText, start: number, end: number): string | null {
  const found = text.range(start, end);
  if (!found) return null;
  const range = (root.ownerDocument ?? document).createRange();
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  const copy = document.createElement('div');
  copy.append(range.cloneContents());
  return readText(copy, NOT).text;
}

/** Places between characters of which the one after (for a start) or before (for an end) is written, not a space. */
function edges(text: string, side: 'start' | 'end'): number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    if (!/\s/.test(character)) places.push(side === 'start' ? at : at + character.length);
    at += character.length;
  }
  return places;
}

describe('any tree', () => {
  test('all letters are read, in order, none invented', () => {
    fc.assert(
      fc.property(tree, (made) => {
        expect(readText(mounted(made), NOT).text.replace(/\s/g, '')).toBe(letters(made));
      }),
    );
  });

  test('white space is folded as on the screen', () => {
    fc.assert(
      fc.property(tree, (made) => {
        const { text } = readText(mounted(made), NOT);
        expect(text).not.toMatch(/^[ \n\t]|[ \n\t]$| {2}|\n[ \n]| \n|\t/);
      }),
    );
  });

  test('the range of a fragment holds the fragment and nothing else', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (made, from, to) => {
        const root = mounted(made);
        const text = readText(root, NOT);
        const start = edges(text.text, 'start');
        if (start.length === 0) return;
        const first = start[from % start.length] ?? 0;
        const ends = edges(text.text, 'end').filter((end) => end > first);
        const last = ends[to % ends.length] ?? 0;
        expect(contents(root, text, first, last)).toBe(text.text.slice(first, last));
      }),
      { numRuns: 400 },
    );
  });

  test('a fragment with spaces at its ends still has a place', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (made, from, length) => {
        const root = mounted(made);
        const text = readText(root, NOT);
        if (text.text.length === 0) return;
        const start = from % text.text.length;
        const end = start + 1 + (length % (text.text.length - start));
        expect(text.range(start, end)).not.toBeNull();
      }),
    );
  });

  test('reading changes nothing on the page', () => {
    fc.assert(
      fc.property(tree, (made) => {
        const root = mounted(made);
        const before = root.outerHTML;
        const text = readText(root, NOT);
        text.range(0, text.text.length);
        expect(root.outerHTML).toBe(before);
      }),
    );
  });
});

describe('places outside the text', () => {
  test.each([
    ['empty', 3, 3],
    ['backwards', 4, 2],
    ['before the start', -1, 2],
    ['past the end', 0, 99],
  ])('%s: no range', (_name, start, end) => {
    expect(readText(mounted({ text: 'дорога' }), []).range(start, end)).toBeNull();
  });

  test('a text that has left the page since has no range', () => {
    const root = mounted({ tag: 'p', skipped: false, children: [{ text: 'яма у моста' }] });
    const text = readText(root, []);
    root.replaceChildren();
    expect(text.range(0, 3)).toBeNull();
  });

  test('a text that has become shorter since has no range past its end', () => {
    const root = mounted({ text: 'яма у моста' });
    const text = readText(root, []);
    root.firstChild!.textContent = 'яма';
    expect(text.range(0, 3)).not.toBeNull();
    expect(text.range(6, 11)).toBeNull();
  });
});

describe('hostile texts', () => {
  test('markup written as text stays text', () => {
    const hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script>&lt;b&gt;';
    expect(readText(mounted({ text: hostile }), []).text).toBe(hostile);
  });

  test('scripts, styles and templates on the page are not read', () => {
    const root = mounted({ text: '' });
    root.innerHTML = 'до<script>x()</script><style>b{}</style><template>нет</template><noscript>нет</noscript>после';
    expect(readText(root, []).text).toBe('допосле');
  });

  test('a megabyte in one node is read in a moment and mapped back', () => {
    const long = 'слово '.repeat(175_000).trim();
    const root = mounted({ text: long });
    const started = performance.now();
    const text = readText(root, []);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(text.text).toBe(long);
    expect(contents(root, text, 600_000, 600_005)).toBe('слово');
  });

  test('twenty thousand levels deep', () => {
    // Apart from the document: jsdom itself attaches by recursion and cannot hold such a tree.
    let outmost: Element = document.createElement('b');
    outmost.textContent = 'дно';
    for (let level = 0; level < 20_000; level += 1) {
      const outer = document.createElement('span');
      outer.append(outmost);
      outmost = outer;
    }
    expect(readText(outmost, NOT).text).toBe('дно');
  });

  test('letters hidden by direction marks and joiners keep their places', () => {
    const tricky = 'д\u200bу\u00adр\u202eак';
    const root = mounted({ tag: 'p', skipped: false, children: [{ text: 'Сам ' }, { text: tricky }] });
    const text = readText(root, []);
    expect(text.text).toBe(`Сам ${tricky}`);
    expect(contents(root, text, 4, 4 + tricky.length)).toBe(tricky);
  });
});
