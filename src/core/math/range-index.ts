/** Bars of a block; blocks and spans are aligned to multiples of their length. */
const BLOCK_BITS = 3;
const BLOCK = 1 << BLOCK_BITS;
/** Bars of a span of blocks. */
const SPAN_BITS = 6;
const SPAN = 1 << SPAN_BITS;
const BLOCKS_PER_SPAN = SPAN / BLOCK;

/**
 * Smallest and largest values of two columns over aligned blocks of 8 and spans of 64 bars. Searches pass
 * over a whole block when its extremes show that nothing in it can matter; only comparisons are
 * involved, so they find exactly what a walk over the bars finds.
 */
export class RangeIndex {
  readonly lows: Float64Array;
  readonly highs: Float64Array;
  /** Minimum and maximum of each block, side by side, so that one cache line serves both. */
  private readonly blocks: Float64Array;
  private readonly spans: Float64Array;
  /** Smallest low and largest high that the last question has found. */
  readonly found = new Float64Array(2);

  /** @param lows column of which minima are kept; `highs`, of the same length, that of the maxima */
  constructor(lows: Float64Array, highs: Float64Array) {
    this.lows = lows;
    this.highs = highs;
    this.blocks = blockExtremes(lows, highs);
    this.spans = spanExtremes(this.blocks);
  }

  /**
   * First bar in `from` .. `end - 1` with a low at or below the first limit or a high at or above the second,
   * or `end`. Limits come as a column: numbers of a call that is not inlined would be put on the heap.
   */
  firstOutside(limits: Float64Array, from: number, end: number): number {
    const { lows, highs, blocks, spans } = this;
    const lower = limits[0];
    const upper = limits[1];
    let bar = from;
    while (bar < end) {
      const blockEnd = Math.min(end, (bar | (BLOCK - 1)) + 1);
      for (; bar < blockEnd; bar++) if (lows[bar] <= lower || highs[bar] >= upper) return bar;
      while (bar < end) {
        const span = (bar >> SPAN_BITS) << 1;
        if ((bar & (SPAN - 1)) === 0 && spans[span] > lower && spans[span + 1] < upper) {
          bar += SPAN;
          continue;
        }
        const block = (bar >> BLOCK_BITS) << 1;
        if (blocks[block] <= lower || blocks[block + 1] >= upper) break;
        bar += BLOCK;
      }
    }
    return end;
  }

  /** Finds the smallest low and the largest high of `from` .. `end - 1`. */
  findExtremes(from: number, end: number): void {
    const { lows, highs, found } = this;
    const firstBlock = Math.min(end, (from + BLOCK - 1) & -BLOCK);
    const lastBlock = Math.max(firstBlock, end & -BLOCK);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    if (firstBlock < lastBlock) {
      this.findBlockExtremes(firstBlock, lastBlock);
      low = found[0];
      high = found[1];
    }
    for (let bar = from; bar < firstBlock; bar++) {
      if (lows[bar] < low) low = lows[bar];
      if (highs[bar] > high) high = highs[bar];
    }
    for (let bar = lastBlock; bar < end; bar++) {
      if (lows[bar] < low) low = lows[bar];
      if (highs[bar] > high) high = highs[bar];
    }
    found[0] = low;
    found[1] = high;
  }

  /** Finds the same for bars that are whole blocks. */
  private findBlockExtremes(from: number, end: number): void {
    const { blocks, spans, found } = this;
    const last = (end - 1) >> BLOCK_BITS;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let block = from >> BLOCK_BITS; block <= last; block++) {
      let pairs = blocks;
      let pair = block << 1;
      if ((block & (BLOCKS_PER_SPAN - 1)) === 0 && block + BLOCKS_PER_SPAN - 1 <= last) {
        pairs = spans;
        pair = (block >> (SPAN_BITS - BLOCK_BITS)) << 1;
        block += BLOCKS_PER_SPAN - 1;
      }
      if (pairs[pair] < low) low = pairs[pair];
      if (pairs[pair + 1] > high) high = pairs[pair + 1];
    }
    found[0] = low;
    found[1] = high;
  }

  /** First bar after the block of `bar`. */
  blockEnd(bar: number): number {
    return (bar | (BLOCK - 1)) + 1;
  }

  /** Whether `from` .. `end - 1` is one whole block. */
  isBlock(from: number, end: number): boolean {
    return (from & (BLOCK - 1)) === 0 && end - from === BLOCK;
  }

  /** Smallest low of the block of `bar`. */
  blockMinimum(bar: number): number {
    return this.blocks[(bar >> BLOCK_BITS) << 1];
  }

  /** Largest high of the block of `bar`. */
  blockMaximum(bar: number): number {
    return this.blocks[((bar >> BLOCK_BITS) << 1) + 1];
  }
}

function blockExtremes(lows: Float64Array, highs: Float64Array): Float64Array {
  const blocks = new Float64Array(2 * Math.ceil(lows.length / BLOCK));
  for (let bar = 0; bar < lows.length; bar++) {
    const block = (bar >> BLOCK_BITS) << 1;
    const isFirst = (bar & (BLOCK - 1)) === 0;
    if (isFirst || lows[bar] < blocks[block]) blocks[block] = lows[bar];
    if (isFirst || highs[bar] > blocks[block + 1]) blocks[block + 1] = highs[bar];
  }
  return blocks;
}

function spanExtremes(blocks: Float64Array): Float64Array {
  const blockCount = blocks.length / 2;
  const spans = new Float64Array(2 * Math.ceil(blockCount / BLOCKS_PER_SPAN));
  for (let block = 0; block < blockCount; block++) {
    const span = Math.floor(block / BLOCKS_PER_SPAN) * 2;
    const isFirst = block % BLOCKS_PER_SPAN === 0;
    if (isFirst || blocks[2 * block] < spans[span]) spans[span] = blocks[2 * block];
    if (isFirst || blocks[2 * block + 1] > spans[span + 1]) spans[span + 1] = blocks[2 * block + 1];
  }
  return spans;
}
