import type { RangeIndex } from '../math/range-index.ts';
import type { PriceSide } from '../types/bars.ts';

/** Prices of one side, prepared for questions about stretches of bars. */
export interface SideRanges {
  /** Lows and highs. */
  readonly extremes: RangeIndex;
  /** Closes, on both sides of the index. */
  readonly closes: RangeIndex;
  /** Closes of the last bar of each day of the calendar. */
  readonly dayCloses: Float64Array;
}

export type MarketRanges = Readonly<Record<PriceSide, SideRanges>>;
