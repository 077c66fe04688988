// @vitest-environment jsdom
/** Painting and hit tests in browsers of different ages: what each of them lacks, another way must give. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Highlights } from '../../overlay/highlights';

class FakeHighlight extends Set<AbstractRange> {
  priority = 0;
}

type Hit = { highlight: FakeHighlight; ranges: AbstractRange[] };

/** A registry as browsers have it; `newer` with the hit test of 2025. */
function registry(newer: boolean) {
  const map = new Map<string, FakeHighlight>() as Map<string, FakeHighlight> & { highlightsFromPoint?: () => Hit[] };
  if (newer) {
    map.highlightsFromPoint = vi.fn(() => {
      const [highlight] = [...map.values()];
      return highlight ? [{ highlight, ranges: [...highlight] }] : [];
    });
  }
  return map;
}

/** «это дебилы там», the middle word painted. */
function painted(highlights: Highlights): Text {
  document.body.innerHTML = '<p>это дебилы там</p>';
  const node = document.querySelector('p')!.firstChild as Text;
  const range = document.createRange();
  range.setStart(node, 4);
  range.setEnd(node, 10);
  highlights.paint('7', [{ kind: 'insult', level: 'certain', range }]);
  return node;
}

beforeEach(() => vi.stubGlobal('Highlight', FakeHighlight));
afterEach(() => {
  vi.unstubAllGlobals();
  for (const name of ['caretPositionFromPoint', 'caretRangeFromPoint']) Reflect.deleteProperty(document, name);
});

describe('the comment under the pointer', () => {
  it('is told by the registry itself where it can', () => {
    const fake = registry(true);
    vi.stubGlobal('CSS', { highlights: fake });
    const highlights = new Highlights();
    painted(highlights);
    expect(highlights.commentAt(1, 1)).toBe('7');
    expect(fake.highlightsFromPoint).toHaveBeenCalledWith(1, 1);
  });

  it.each([
    [6, '7'],
    [1, null],
    [13, null],
  ])('is found by caretPositionFromPoint in browsers before it: offset %i', (offset, found) => {
    vi.stubGlobal('CSS', { highlights: registry(false) });
    const highlights = new Highlights();
    const offsetNode = painted(highlights);
    Object.assign(document, { caretPositionFromPoint: () => ({ offsetNode, offset }) });
    expect(highlights.commentAt(1, 1)).toBe(found);
  });

  it.each([
    [6, '7'],
    [1, null],
  ])('is found by caretRangeFromPoint in Chromium before 128: offset %i', (startOffset, found) => {
    vi.stubGlobal('CSS', { highlights: registry(false) });
    const highlights = new Highlights();
    const startContainer = painted(highlights);
    Object.assign(document, { caretRangeFromPoint: () => ({ startContainer, startOffset }) });
    expect(highlights.commentAt(1, 1)).toBe(found);
  });

  it('is nobody where a browser knows none of the ways, and where nothing is painted', () => {
    vi.stubGlobal('CSS', { highlights: registry(false) });
    const highlights = new Highlights();
    expect(highlights.commentAt(1, 1)).toBeNull();
    painted(highlights);
    expect(highlights.commentAt(1, 1)).toBeNull();
  });
});

describe('a browser', () => {
  it('without the API paints nothing and says so', () => {
    vi.stubGlobal('CSS', {});
    const highlights = new Highlights();
    painted(highlights);
    expect([highlights.supported, highlights.drawsLines(), highlights.commentAt(1, 1)]).toEqual([false, false, null]);
  });

  it.each([
    ['underline', true],
    ['none', false],
    ['', false],
  ])('that computes «%s» for the line under a fragment draws lines: %s', (textDecorationLine, drawn) => {
    vi.stubGlobal('CSS', { highlights: registry(true) });
    vi.stubGlobal('getComputedStyle', () => ({ textDecorationLine }));
    expect(new Highlights().drawsLines()).toBe(drawn);
  });
});

describe('a page of very many marks', () => {
  type Entry = { target: Element; isIntersecting: boolean; boundingClientRect: { width: number; height: number } };
  const BOX = { width: 300, height: 80 };

  /** Two hundred comments, and what the browser would tell of where they stand. */
  function page() {
    const fake = registry(true);
    let tell: (entries: Entry[]) => void = () => {};
    const observed = new Set<Element>();
    vi.stubGlobal('CSS', { highlights: fake });
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(callback: (entries: Entry[]) => void) {
          tell = callback;
        }
        observe = (element: Element) => observed.add(element);
        unobserve = (element: Element) => observed.delete(element);
        disconnect = () => observed.clear();
      },
    );
    const elements = Array.from({ length: 200 }, () => document.createElement('p'));
    const highlights = new Highlights((id) => elements[Number(id)] ?? null);
    const paint = (id: number, at = id) => {
      const range = document.createRange();
      range.selectNode(elements[at]!.appendChild(document.createTextNode('дебилы')));
      highlights.paint(String(id), [{ kind: 'insult', level: 'certain', range }]);
    };
    for (let id = 0; id < 200; id++) paint(id);
    const say = (at: number, isIntersecting: boolean, boundingClientRect = BOX) =>
      tell([{ target: elements[at]!, isIntersecting, boundingClientRect }]);
    return { fake, highlights, elements, observed, paint, say, shown: () => fake.get('smotritel-insult')?.size ?? 0 };
  }

  it('is painted near the window only, and told so by the browser', () => {
    const { elements, observed, say, shown } = page();
    expect(observed.size).toBe(200);
    for (const at of elements.keys()) say(at, at >= 20 && at < 30);
    expect(shown()).toBe(10);
    say(20, false);
    say(30, true);
    say(31, true);
    expect(shown()).toBe(11);
  });

  it('keeps what has no box of its own painted', () => {
    const { elements, say, shown } = page();
    for (const at of elements.keys()) say(at, false);
    say(7, false, { width: 0, height: 0 });
    expect(shown()).toBe(1);
  });

  it('asks anew where the site shows another comment in the same element', () => {
    const { elements, highlights, observed, paint, say, shown } = page();
    for (const at of elements.keys()) say(at, false);
    paint(300, 5);
    highlights.erase('5');
    paint(5, 5);
    highlights.erase('300');
    expect(observed).toContain(elements[5]);
    say(5, true);
    expect(shown()).toBeGreaterThan(0);
  });

  it('is painted no more once the comment is gone, and not at all once the page is left', () => {
    const { highlights, observed, say, shown } = page();
    for (let at = 0; at < 200; at++) say(at, at < 3);
    highlights.keepOnly(new Set(['0', '1']));
    expect([shown(), observed.size]).toEqual([2, 2]);
    highlights.clear();
    expect([shown(), observed.size]).toEqual([0, 0]);
  });
});
