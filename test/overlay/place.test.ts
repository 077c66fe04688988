import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, freePlace, overlaps, type Wish } from '../../overlay/place';

const WINDOW = { width: 1280, height: 900 };
const PANEL: Wish = { least: { width: 240, height: 200 }, most: { width: 320, height: 560 }, x: 1, y: 0.3 };

const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });

describe('room for what we draw', () => {
  it('is where it is wanted when nothing is in the way', () => {
    const place = freePlace([], WINDOW, PANEL);
    expect(place).toMatchObject({ right: 1276, top: 4 });
    expect(place!.right - place!.left).toBe(320);
    expect(place!.bottom - place!.top).toBe(560);
  });

  it('is below a header', () => {
    expect(freePlace([box(0, 0, 1280, 60)], WINDOW, PANEL)!.top).toBeGreaterThanOrEqual(64);
  });

  it('is on the other side when the wanted one is taken', () => {
    expect(freePlace([box(300, 0, 1280, 900)], WINDOW, PANEL)!.right).toBeLessThanOrEqual(300);
  });

  it('is smaller where only a smaller one fits', () => {
    const place = freePlace([box(0, 0, 1020, 900)], WINDOW, PANEL)!;
    expect(place.right - place.left).toBeGreaterThanOrEqual(240);
    expect(place.left).toBeGreaterThanOrEqual(1020);
  });

  it('is nowhere when all is taken, or the window is too small', () => {
    expect(freePlace([box(0, 0, 1280, 900)], WINDOW, PANEL)).toBeNull();
    expect(freePlace([], { width: 200, height: 900 }, PANEL)).toBeNull();
    expect(freePlace([], { width: 0, height: 0 }, PANEL)).toBeNull();
  });

  const boxes = fc.array(
    fc
      .tuple(fc.integer({ min: -200, max: 1400 }), fc.integer({ min: -200, max: 1000 }), fc.nat(600), fc.nat(500))
      .map(([left, top, width, height]) => box(left, top, left + width, top + height)),
    { maxLength: 30 },
  );
  const wishes = fc
    .record({
      width: fc.integer({ min: 20, max: 400 }),
      height: fc.integer({ min: 20, max: 400 }),
      moreWidth: fc.nat(200),
      moreHeight: fc.nat(300),
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(
      ({ width, height, moreWidth, moreHeight, x, y }): Wish => ({
        least: { width, height },
        most: { width: width + moreWidth, height: height + moreHeight },
        x,
        y,
      }),
    );

  it('never covers an obstacle, never leaves the window, never is smaller than is of use', () => {
    fc.assert(
      fc.property(boxes, wishes, (obstacles, wish) => {
        const place = freePlace(obstacles, WINDOW, wish);
        if (!place) return;
        const real = obstacles.filter((one) => one.right > one.left && one.bottom > one.top);
        expect(real.filter((one) => overlaps(one, place))).toEqual([]);
        expect(
          Math.min(place.left, place.top, WINDOW.width - place.right, WINDOW.height - place.bottom),
        ).toBeGreaterThanOrEqual(0);
        expect(place.right - place.left + 1e-6).toBeGreaterThanOrEqual(wish.least.width);
        expect(place.bottom - place.top + 1e-6).toBeGreaterThanOrEqual(wish.least.height);
      }),
    );
  });

  it('is found wherever a box with twice the gap to all around it is free', () => {
    fc.assert(
      fc.property(boxes, fc.nat(1000), fc.nat(600), (obstacles, left, top) => {
        const hole = box(left, top, left + 280, top + 240);
        const around = obstacles.filter((one) => !overlaps(one, box(left - 20, top - 20, left + 300, top + 260)));
        fc.pre(hole.right <= WINDOW.width - 20 && hole.bottom <= WINDOW.height - 20 && left >= 20 && top >= 20);
        expect(freePlace(around, WINDOW, PANEL)).not.toBeNull();
      }),
    );
  });
});
