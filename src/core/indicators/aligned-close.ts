import { readThroughMap } from './stepwise.ts';

/**
 * Close of the last completed bar of another timeframe on the primary grid (`indicators.md` 7.2, 7.3);
 * NaN where there is none. `visible` is the map with stale entries removed.
 */
export function alignCloses(closes: Float64Array, visible: Int32Array): Float64Array {
  return readThroughMap(closes, visible);
}
