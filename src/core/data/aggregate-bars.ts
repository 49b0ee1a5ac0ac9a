import { TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { allocateBars } from './bar-columns.ts';
import { allocateColumn } from './shared-columns.ts';
import type { SideTable } from './side-table.ts';

/**
 * Bars of a longer timeframe: first open, highest high, lowest low, last close, sum of the volumes.
 * Buckets begin at multiples of the timeframe since the epoch (D1: midnight UTC); a bucket without bars
 * is left out, and the first and last one may be partial.
 */
export function aggregateBars(source: SideTable, timeframe: Timeframe): SideTable {
  return new BarAggregator(timeframe).take(source, true);
}

/** `aggregateBars` for a series that comes in pieces: a bucket may begin in one and end in a later one. */
export class BarAggregator {
  private readonly bucketMs: number;
  /** Start of the bucket at hand; NaN before the first bar. */
  private bucket = Number.NaN;
  private open = 0;
  private high = 0;
  private low = 0;
  private close = 0;
  private volume = 0;

  constructor(timeframe: Timeframe) {
    this.bucketMs = TIMEFRAME_MS[timeframe];
  }

  /** Takes the next bars of the source and returns the bars of the buckets that are complete now. */
  add(source: SideTable): SideTable {
    return this.take(source, false);
  }

  /** Returns the bar of the bucket at hand: the source has ended. */
  end(): SideTable {
    return this.take({ openTimes: allocateColumn(0), bars: allocateBars(0) }, true);
  }

  /** `add`, and `end` as well if the source ends with these bars. */
  take(source: SideTable, isLast: boolean): SideTable {
    const { openTimes, bars } = source;
    const count = this.countComplete(openTimes, isLast);
    const target: SideTable = { openTimes: allocateColumn(count), bars: allocateBars(count) };
    let complete = 0;
    for (let row = 0; row < openTimes.length; row += 1) {
      const bucket = Math.floor(openTimes[row] / this.bucketMs) * this.bucketMs;
      if (bucket !== this.bucket) {
        if (!Number.isNaN(this.bucket)) this.put(target, complete++);
        this.bucket = bucket;
        this.open = bars.open[row];
        this.high = bars.high[row];
        this.low = bars.low[row];
        this.volume = 0;
      } else {
        if (bars.high[row] > this.high) this.high = bars.high[row];
        if (bars.low[row] < this.low) this.low = bars.low[row];
      }
      this.close = bars.close[row];
      this.volume += bars.volume[row];
    }
    if (complete < count) this.put(target, complete);
    return target;
  }

  private put({ openTimes, bars }: SideTable, row: number): void {
    openTimes[row] = this.bucket;
    bars.open[row] = this.open;
    bars.high[row] = this.high;
    bars.low[row] = this.low;
    bars.close[row] = this.close;
    bars.volume[row] = this.volume;
  }

  /** Counted first: columns as long as the source would cost several times the memory of the result. */
  private countComplete(openTimes: Float64Array, isLast: boolean): number {
    let begun = 0;
    let last = this.bucket;
    for (let row = 0; row < openTimes.length; row += 1) {
      const bucket = Math.floor(openTimes[row] / this.bucketMs) * this.bucketMs;
      if (bucket !== last) begun += 1;
      last = bucket;
    }
    const isOneOpen = !Number.isNaN(last);
    return begun + (Number.isNaN(this.bucket) ? 0 : 1) - (isOneOpen && !isLast ? 1 : 0);
  }
}
