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
  const { openTimes, bars } = source;
  const bucketMs = TIMEFRAME_MS[timeframe];
  // Counted first: columns as long as the source would cost several times the memory of the result.
  const count = countBuckets(openTimes, bucketMs);
  const times = allocateColumn(count);
  const target = allocateBars(count);
  let last = -1;
  for (let row = 0; row < openTimes.length; row += 1) {
    const bucket = Math.floor(openTimes[row] / bucketMs) * bucketMs;
    if (last === -1 || times[last] !== bucket) {
      last += 1;
      times[last] = bucket;
      target.open[last] = bars.open[row];
      target.high[last] = bars.high[row];
      target.low[last] = bars.low[row];
    } else {
      if (bars.high[row] > target.high[last]) target.high[last] = bars.high[row];
      if (bars.low[row] < target.low[last]) target.low[last] = bars.low[row];
    }
    target.close[last] = bars.close[row];
    target.volume[last] += bars.volume[row];
  }
  return { openTimes: times, bars: target };
}

function countBuckets(openTimes: Float64Array, bucketMs: number): number {
  let count = 0;
  let last = Number.NaN;
  for (let row = 0; row < openTimes.length; row += 1) {
    const bucket = Math.floor(openTimes[row] / bucketMs);
    if (bucket !== last) count += 1;
    last = bucket;
  }
  return count;
}
