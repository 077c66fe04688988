import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Held, merged, type Piece, superfluous } from '../../sync/plan';

const RECORD = 400;

/** One author's files while he writes batch after batch, each pushed as the exchange does. */
class Line {
  files: Held[] = [];
  private last = 0;
  private written = 0;

  constructor(private readonly author: string) {}

  push(count: number): void {
    const ids = Array.from({ length: count }, (_, at) => `${this.author}${this.last + at + 1}`);
    this.last += count;
    const listed = [...this.files];
    const gone = new Set(superfluous(listed, this.author, 'key'));
    const pieces: Piece[] = listed
      .filter(({ text }) => !gone.has(text))
      .map((file) => ({ ids: [...file.ids], size: file.ids.length * RECORD, fresh: false, stale: false }));
    if (count > 0) pieces.push({ ids, size: count * RECORD, fresh: true, stale: false });
    for (const piece of merged(pieces)) this.files.push(this.file(piece.ids));
    // What was written just now replaces nothing before the next listing.
    this.files = this.files.filter(({ text }) => !gone.has(text));
  }

  private file(ids: readonly string[]): Held {
    this.written += 1;
    const name = { kind: 'segment' as const, office: 'o', author: this.author, first: 1, last: 1, digest: '' };
    return {
      text: `${this.author}-${this.written}`,
      name: { ...name, writer: this.author, key: 'key', size: 0, nonce: '' },
      ids,
    };
  }

  get total(): number {
    return this.last;
  }

  get held(): number {
    return new Set(this.files.flatMap(({ ids }) => ids)).size;
  }
}

describe('files of an office', () => {
  test('10,000 records of 5 browsers lie in at most 200 files at every moment, whatever the batches', () => {
    const batches = fc.array(fc.tuple(fc.nat(4), fc.oneof(fc.constant(1), fc.nat(40))), {
      minLength: 50,
      maxLength: 900,
    });
    fc.assert(
      fc.property(batches, (steps) => {
        const lines = ['a', 'b', 'c', 'd', 'e'].map((name) => new Line(name));
        const total = (): number => lines.reduce((sum, line) => sum + line.total, 0);
        for (let at = 0; total() < 10_000; at += 1) {
          const [who, count] = steps[at % steps.length] ?? [0, 1];
          lines[who]?.push(Math.min(Math.max(1, count), 10_000 - total()));
          expect(lines.reduce((sum, line) => sum + line.files.length, 0)).toBeLessThanOrEqual(200);
        }
        for (const line of lines) expect(line.held).toBe(line.total);
      }),
      { numRuns: 6, seed: 4 },
    );
  });

  test('one record at a time is the worst case, and stays far below', () => {
    const lines = ['a', 'b', 'c', 'd', 'e'].map((name) => new Line(name));
    let most = 0;
    for (let at = 0; at < 2000; at += 1) {
      for (const line of lines) line.push(1);
      most = Math.max(
        most,
        lines.reduce((sum, line) => sum + line.files.length, 0),
      );
    }
    expect(most).toBeLessThanOrEqual(130);
  });

  test('two browsers never remove each other’s copy', () => {
    const ids = fc.subarray(['1', '2', '3', '4', '5', '6'], { minLength: 1 });
    const file = fc.tuple(ids, fc.constantFrom('author', 'w1', 'w2', 'w3'), fc.nat(99));
    fc.assert(
      fc.property(fc.array(file, { maxLength: 12 }), (files) => {
        const held: Held[] = files.map(([inside, writer, at], place) => ({
          text: `${at}-${place}`,
          name: {
            kind: 'segment',
            office: 'o',
            author: 'author',
            first: 1,
            last: 6,
            digest: '',
            writer,
            key: 'k',
            size: 0,
            nonce: '',
          },
          ids: inside,
        }));
        const gone = new Set(['author', 'w1', 'w2', 'w3'].flatMap((writer) => superfluous(held, writer, 'k')));
        const left = held.filter(({ text }) => !gone.has(text)).flatMap(({ ids: inside }) => inside);
        expect(new Set(left)).toEqual(new Set(held.flatMap(({ ids: inside }) => inside)));
      }),
    );
  });
});
