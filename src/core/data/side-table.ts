import type { SideBars } from '../types/bars.ts';

/** Bars of one side of a series: what a market file holds. */
export interface SideTable {
  /** Whole ms since the epoch, strictly ascending. */
  readonly openTimes: Float64Array;
  readonly bars: SideBars;
}

/** Rows `from … to - 1` of a table, sharing its memory. */
export function viewRows({ openTimes, bars }: SideTable, from: number, to: number): SideTable {
  return {
    openTimes: openTimes.subarray(from, to),
    bars: {
      open: bars.open.subarray(from, to),
      high: bars.high.subarray(from, to),
      low: bars.low.subarray(from, to),
      close: bars.close.subarray(from, to),
      volume: bars.volume.subarray(from, to),
    },
  };
}
