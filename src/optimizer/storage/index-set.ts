const BITS_PER_WORD = 32;

/** A set of trial indices: one bit for each index up to the largest of them. */
export class IndexSet {
  private count = 0;
  private words = new Uint32Array(32);

  /** The set of the given indices, in any order. */
  static of(indices: Iterable<number>): IndexSet {
    const set = new IndexSet();
    for (const index of indices) set.add(index);
    return set;
  }

  /** Number of indices. */
  get size(): number {
    return this.count;
  }

  has(index: number): boolean {
    const word = this.words[Math.floor(index / BITS_PER_WORD)];
    return word !== undefined && (word & (1 << (index % BITS_PER_WORD))) !== 0;
  }

  private add(index: number): void {
    if (this.has(index)) return;
    const word = Math.floor(index / BITS_PER_WORD);
    if (word >= this.words.length) this.grow(word + 1);
    this.words[word]! |= 1 << (index % BITS_PER_WORD);
    this.count++;
  }

  private grow(atLeast: number): void {
    const words = new Uint32Array(Math.max(atLeast, 2 * this.words.length));
    words.set(this.words);
    this.words = words;
  }
}
