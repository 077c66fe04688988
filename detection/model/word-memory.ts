/**
 * Sums of words read before: people write the same words over and over, so that most words of a text cost one look.
 * A word is known by its letters, not by its hash alone: what was read before never changes a verdict.
 */
const SLOTS = 1 << 14;
const LONGEST = 20;

export class WordMemory {
  /** `size` numbers for each remembered word. */
  readonly values: Int32Array;
  private readonly letters = new Uint8Array(SLOTS * LONGEST);
  private readonly lengths = new Uint8Array(SLOTS);
  private readonly hashes = new Int32Array(SLOTS);

  constructor(private readonly size: number) {
    this.values = new Int32Array(SLOTS * size);
  }

  /** @returns where the word's numbers begin in `values`, -1 when it is not remembered */
  find(letters: Uint8Array, from: number, to: number, hash: number): number {
    const slot = hash >>> 18;
    const length = to - from;
    if (length === 0 || this.hashes[slot] !== hash || this.lengths[slot] !== length) return -1;
    const own = slot * LONGEST;
    for (let i = 0; i < length; i++) if (this.letters[own + i] !== letters[from + i]) return -1;
    return slot * this.size;
  }

  /** Remembers a word's sums and the number of its features, in place of what was there. */
  keep(letters: Uint8Array, from: number, to: number, hash: number, sums: Int32Array, count: number): void {
    const length = to - from;
    if (length === 0 || length > LONGEST) return;
    const slot = hash >>> 18;
    this.hashes[slot] = hash;
    this.lengths[slot] = length;
    for (let i = 0; i < length; i++) this.letters[slot * LONGEST + i] = letters[from + i]!;
    this.values.set(sums, slot * this.size);
    this.values[slot * this.size + this.size - 1] = count;
  }
}
