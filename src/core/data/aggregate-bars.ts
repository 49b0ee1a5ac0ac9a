import { TIMEFRAME_MS, type Timeframe } from '../types/timeframe.ts';
import { allocateBars, trimBars, trimColumn } from './bar-columns.ts';
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
  const times = allocateColumn(openTimes.length);
  const target = allocateBars(openTimes.length);
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
  return { openTimes: trimColumn(times, last + 1), bars: trimBars(target, last + 1) };
}
