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
