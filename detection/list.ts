/** A growing list of whole numbers that is emptied without giving its memory back: for scratch used text after text. */
export class IntList {
  items = new Int32Array(64);
  size = 0;

  push(value: number): void {
    if (this.size === this.items.length) {
      const larger = new Int32Array(this.size * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.size++] = value;
  }

  at(index: number): number {
    return this.items[index]!;
  }

  clear(): void {
    this.size = 0;
  }
}
