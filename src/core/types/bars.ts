import type { Timeframe } from './timeframe.ts';

/** Which side of the market a price belongs to. */
export type PriceSide = 'bid' | 'ask';

/** Columns of one side of a bar series; equal lengths, one element per bar. */
export interface SideBars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/**
 * Aligned bid and ask bars of one timeframe. `openTimes` holds bar open times in whole milliseconds
 * since the epoch (UTC), strictly ascending. Columns may live in shared memory; nobody writes them
 * after loading.
 */
export interface Bars {
  readonly timeframe: Timeframe;
  readonly openTimes: Float64Array;
  readonly bid: SideBars;
  readonly ask: SideBars;
}
