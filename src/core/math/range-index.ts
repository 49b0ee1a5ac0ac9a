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
  private readonly blockMinima: Float64Array;
  private readonly blockMaxima: Float64Array;
  private readonly spanMinima: Float64Array;
  private readonly spanMaxima: Float64Array;

  /** @param lows column of which minima are kept; `highs`, of the same length, that of the maxima */
  constructor(lows: Float64Array, highs: Float64Array) {
    this.lows = lows;
    this.highs = highs;
    this.blockMinima = groupExtremes(lows, BLOCK, Math.min, Number.POSITIVE_INFINITY);
    this.blockMaxima = groupExtremes(highs, BLOCK, Math.max, Number.NEGATIVE_INFINITY);
    this.spanMinima = groupExtremes(this.blockMinima, BLOCKS_PER_SPAN, Math.min, Number.POSITIVE_INFINITY);
    this.spanMaxima = groupExtremes(this.blockMaxima, BLOCKS_PER_SPAN, Math.max, Number.NEGATIVE_INFINITY);
  }

  /** First bar in `from` .. `end - 1` with a low at or below `lower` or a high at or above `upper`, or `end`. */
  firstOutside(lower: number, upper: number, from: number, end: number): number {
    const { lows, highs, blockMinima, blockMaxima, spanMinima, spanMaxima } = this;
    let bar = from;
    while (bar < end) {
      const blockEnd = Math.min(end, (bar | (BLOCK - 1)) + 1);
      while (bar < blockEnd) {
        if (lows[bar] <= lower || highs[bar] >= upper) return bar;
        bar++;
      }
      while (bar < end) {
        if ((bar & (SPAN - 1)) === 0) {
          const span = bar >> SPAN_BITS;
          if (!(spanMinima[span] <= lower || spanMaxima[span] >= upper)) {
            bar += SPAN;
            continue;
          }
        }
        const block = bar >> BLOCK_BITS;
        if (blockMinima[block] <= lower || blockMaxima[block] >= upper) break;
        bar += BLOCK;
      }
    }
    return end;
  }

  /** Smallest low of the blocks that cover `from` .. `end - 1`: a lower bound, not necessarily reached. */
  coveringMinimum(from: number, end: number): number {
    const { blockMinima, spanMinima } = this;
    const lastBlock = (end - 1) >> BLOCK_BITS;
    let block = from >> BLOCK_BITS;
    let minimum = Number.POSITIVE_INFINITY;
    while (block <= lastBlock) {
      if ((block & (BLOCKS_PER_SPAN - 1)) === 0 && block + BLOCKS_PER_SPAN - 1 <= lastBlock) {
        minimum = Math.min(minimum, spanMinima[block >> (SPAN_BITS - BLOCK_BITS)]);
        block += BLOCKS_PER_SPAN;
      } else {
        minimum = Math.min(minimum, blockMinima[block]);
        block++;
      }
    }
    return minimum;
  }

  /** Largest high of the blocks that cover `from` .. `end - 1`: an upper bound, not necessarily reached. */
  coveringMaximum(from: number, end: number): number {
    const { blockMaxima, spanMaxima } = this;
    const lastBlock = (end - 1) >> BLOCK_BITS;
    let block = from >> BLOCK_BITS;
    let maximum = Number.NEGATIVE_INFINITY;
    while (block <= lastBlock) {
      if ((block & (BLOCKS_PER_SPAN - 1)) === 0 && block + BLOCKS_PER_SPAN - 1 <= lastBlock) {
        maximum = Math.max(maximum, spanMaxima[block >> (SPAN_BITS - BLOCK_BITS)]);
        block += BLOCKS_PER_SPAN;
      } else {
        maximum = Math.max(maximum, blockMaxima[block]);
        block++;
      }
    }
    return maximum;
  }

  /** First bar after the block of `bar`. */
  blockEnd(bar: number): number {
    return (bar | (BLOCK - 1)) + 1;
  }

  /** Whether `from` .. `end - 1` is one whole block. */
  isBlock(from: number, end: number): boolean {
    return (from & (BLOCK - 1)) === 0 && end - from === BLOCK;
  }

  blockMinimum(bar: number): number {
    return this.blockMinima[bar >> BLOCK_BITS];
  }

  blockMaximum(bar: number): number {
    return this.blockMaxima[bar >> BLOCK_BITS];
  }
}

function groupExtremes(
  values: Float64Array,
  size: number,
  pick: (left: number, right: number) => number,
  start: number,
): Float64Array {
  const groups = new Float64Array(Math.ceil(values.length / size)).fill(start);
  for (let index = 0; index < values.length; index++) {
    const group = Math.floor(index / size);
    groups[group] = pick(groups[group], values[index]);
  }
  return groups;
}
