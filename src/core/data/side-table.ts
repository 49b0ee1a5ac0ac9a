import type { SideBars } from '../types/bars.ts';

/** Bars of one side of a series: what a market file holds. */
export interface SideTable {
  /** Whole ms since the epoch, strictly ascending. */
  readonly openTimes: Float64Array;
  readonly bars: SideBars;
}
